"""Backup plans, their copies, and restore tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import DATE, DURATION, TEXT, YES_NO
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap, Tone
from planforge.model.answer import State
from planforge.model.backups import RestoreResult
from planforge.model.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.compose.context import Context
    from planforge.model.backups import Backup, Copy, RestoreTest

RESULTS = tuple(word(result) for result in RestoreResult)
RESULT_TONES: Mapping[str, Tone] = {
    word(RestoreResult.SUCCESS): Tone.MET,
    word(RestoreResult.PARTIAL): Tone.WARNING,
    word(RestoreResult.FAILED): Tone.STOP,
}
PROTECTED_TONES: Mapping[str, Tone] = {"non": Tone.WARNING}


def backup_plan(context: Context) -> Table:
    """The backup plan: one line a policy, with what it protects (columns of the PGSSI-S frame).

    Constraints have their column only where somebody was asked.
    """
    whole = Table(
        id="plan-sauvegarde",
        columns=(
            Column("name", "Sauvegarde", TEXT, 2.2),
            Column("systems", "Périmètre", TEXT, 5.4),
            Column("method", "Méthode", TEXT, 2.0),
            Column("interval", "Fréquence", DURATION, 1.0),
            Column("retention", "Rétention", TEXT, 1.0),
            Column("constraints", "Contraintes", TEXT, 1.6),
            Column("encrypted", "Chiffrée", TEXT, 0.9, choices=YES_NO),
            Column("supervision", "Supervision", TEXT, 2.2),
            Column("owner", "Responsable", TEXT, 1.8),
            Column("procedure", "Procédure de restauration", TEXT, 2.0),
        ),
        rows=tuple(_plan_row(context, backup) for backup in context.plan.backups),
        caption="Plan de sauvegarde",
        empty="Aucune sauvegarde n’est saisie (ou le fichier restreint n’est pas à côté du dossier).",
    )
    asked = any(backup.constraints.state is not State.ABSENT for backup in context.plan.backups)
    return whole if asked else whole.without("constraints")


def _plan_row(context: Context, backup: Backup) -> Row:
    return row(
        backup.id,
        Cell(backup.name, bold=True),
        context.names(backup.systems) or context.missing(backup, "systems"),
        context.cell(backup.method),
        context.cell(backup.interval),
        context.cell(backup.retention),
        context.optional(backup.constraints),
        context.yes_no(backup.encrypted),
        context.cell(backup.supervision),
        context.person_cell(backup.owner),
        context.cell(backup.procedure),
    )


def copies(context: Context) -> Table:
    """Each copy of each backup: what an attacker who holds production would reach, and what he would not."""
    return Table(
        id="copies",
        columns=(
            Column("backup", "Sauvegarde", TEXT, 2.2),
            Column("copy", "Copie", TEXT, 2.0),
            Column("medium", "Support", TEXT, 1.6),
            Column("place", "Lieu", TEXT, 2.0),
            Column("interval", "Fréquence", DURATION, 1.0),
            Column("offline", "Hors ligne", TEXT, 0.9, choices=YES_NO),
            Column("immutable", "Immuable", TEXT, 0.9, choices=YES_NO),
            Column("offsite", "Hors site", TEXT, 0.9, choices=YES_NO),
            Column("directory", "Annuaire de production", TEXT, 1.2, choices=YES_NO, tones={"oui": Tone.STOP}),
            Column("accounts", "Comptes séparés", TEXT, 1.0, choices=YES_NO, tones=PROTECTED_TONES),
            Column("two_factor", "Double authentification", TEXT, 1.4, choices=YES_NO),
        ),
        rows=tuple(_copy_row(context, backup, copy) for backup in context.plan.backups for copy in backup.copies),
        caption="Copies et leur protection",
        empty="Aucune copie n’est décrite.",
    )


def _copy_row(context: Context, backup: Backup, copy: Copy) -> Row:
    place = ", ".join(
        part for part in (context.names([copy.site.best or ""], context.plan.site), copy.place.best or "") if part
    )
    return row(
        f"{backup.id}.{copy.id}",
        Cell(backup.name, bold=True),
        copy.name,
        context.cell(copy.medium),
        place or context.gap(copy.place.unknown or copy.site.unknown),
        context.cell(backup.interval if copy.interval.state is State.ABSENT else copy.interval),
        context.yes_no(copy.offline),
        context.yes_no(copy.immutable),
        context.yes_no(copy.offsite),
        context.yes_no(copy.in_production_domain),
        context.yes_no(copy.separate_accounts),
        context.yes_no(copy.two_factor),
    )


def restore_tests(context: Context) -> Table:
    """The restore tests, latest first: what was restored, in how long, what was lost, who checked."""
    tests = sorted(context.plan.restore_tests, key=_latest_first)
    return Table(
        id="essais",
        columns=(
            Column("date", "Date", DATE, 1.1),
            Column("system", "Système", TEXT, 2.2),
            Column("kind", "Nature", TEXT, 1.6),
            Column("activity", "Activité servie", TEXT, 2.2),
            Column("backup", "Jeu de sauvegarde", TEXT, 1.8),
            Column("elapsed", "Durée mesurée", DURATION, 1.1),
            Column("rto", "RTO", DURATION, 1.0),
            Column("loss", "Perte mesurée", DURATION, 1.1),
            Column("rpo", "RPO", DURATION, 1.0),
            Column("result", "Résultat", TEXT, 1.1, choices=RESULTS, tones=RESULT_TONES),
            Column("tester", "Référent métier", TEXT, 1.8),
        ),
        rows=tuple(_test_row(context, test) for test in tests),
        caption="Tests de restauration",
        empty="Aucun test de restauration n’est saisi : aucune capacité de reprise n’est prouvée.",
    )


def _latest_first(test: RestoreTest) -> tuple[int, str]:
    done = test.date.best
    return (-done.toordinal() if done else 0, test.id)


def _test_row(context: Context, test: RestoreTest) -> Row:
    system = context.plan.systems[test.system]
    service = context.plan.service.get(test.service.best or "")
    named = [activity.name for activity in service.activities if activity.id == test.activity.best] if service else []
    return row(
        test.id,
        context.cell(test.date),
        Cell(system.name, bold=True),
        word(test.kind),
        named[0] if named else (service.name if service else Gap()),
        context.names([test.backup.best], context.plan.backup) if test.backup.best else context.optional(test.backup),
        context.optional(test.elapsed),
        context.optional(system.rto),
        context.optional(test.loss),
        context.optional(system.rpo),
        word(test.result),
        context.cell(test.tester),
    )


def restore_anomalies(context: Context) -> Table:
    """What went wrong in restore tests: for the restricted annex only."""
    done = sorted(context.plan.restore_tests, key=_latest_first)
    told = [test for test in done if test.remarks.state is not State.ABSENT]
    return Table(
        id="anomalies",
        columns=(
            Column("date", "Date", DATE, 1.1),
            Column("system", "Système", TEXT, 2.4),
            Column("result", "Résultat", TEXT, 1.1, choices=RESULTS, tones=RESULT_TONES),
            Column("remarks", "Anomalies", TEXT, 5.0),
        ),
        rows=tuple(
            row(
                test.id,
                context.cell(test.date),
                Cell(context.names([test.system]), bold=True),
                word(test.result),
                context.cell(test.remarks),
            )
            for test in told
        ),
        caption="Anomalies des tests de restauration",
        empty="Aucune anomalie n’est notée.",
    )


def keys_and_isolation(context: Context) -> Table:
    """Where keys are and how backups are isolated: for the restricted annex only."""
    return Table(
        id="cles",
        columns=(
            Column("backup", "Sauvegarde", TEXT, 2.2),
            Column("encrypted", "Chiffrée", TEXT, 0.9, choices=YES_NO),
            Column("key", "Où est la clé", TEXT, 2.8),
            Column(
                "inside",
                "Clé seulement dans le système d’information",
                TEXT,
                1.6,
                choices=YES_NO,
                tones={"oui": Tone.STOP},
            ),
            Column("isolation", "Procédure d’isolement", TEXT, 4.0),
        ),
        rows=(*(_key_row(context, backup) for backup in context.plan.backups), *_secrets(context)),
        caption="Clés et isolement des sauvegardes",
        empty="Aucune sauvegarde n’est saisie (ou le fichier restreint n’est pas à côté du dossier).",
    )


def _key_row(context: Context, backup: Backup) -> Row:
    return row(
        backup.id,
        Cell(backup.name, bold=True),
        context.yes_no(backup.encrypted),
        context.cell(backup.key_place),
        context.yes_no(backup.key_in_system),
        context.cell(backup.isolation),
    )


def _secrets(context: Context) -> Iterator[Row]:
    """All other passwords, keys and licences: whether nothing but the information system holds them."""
    kept = context.plan.continuity_means.secrets_offline
    if kept.state is not State.ABSENT:
        inside = context.cell(kept) if kept.best is None else Cell("non" if kept.best else "oui", note=kept.note)
        yield row("secrets", Cell("Mots de passe, clés et licences, hors sauvegardes", bold=True), "", "", inside, "")
