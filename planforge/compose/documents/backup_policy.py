"""``politique-sauvegarde.docx``: backup and restore policy, trajectory, isolation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.evidence.system_facts import backup_actions
from planforge.analysis.kinds import hosted
from planforge.compose.blocks import backups
from planforge.compose.prose import Wording, of, write
from planforge.document.text import Gap
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.model.answer import Answer


def compose(context: Context, service: str) -> Document:
    """The policy CaRE asks for (D2.O2.A to O3.D); copies in detail stay in the restricted annex."""
    del service
    return write(
        context,
        Wording(
            kind="politique-sauvegarde",
            template="politique-sauvegarde",
            title="Politique de sauvegarde et de restauration",
            subtitle="Règles, plan de sauvegarde, protection, tests et trajectoire",
            reference="PSR",
            blocks={
                "plan-sauvegarde": of(backups.backup_plan, context),
                "essais": of(backups.restore_tests, context),
            },
            values=_values(context),
        ),
    )


def _values(context: Context) -> dict[str, object]:
    plan = context.plan
    return {
        "missing": Gap(),
        "lead": _lead(context),
        "unprotected": _unprotected(context),
        "shared_directory": any(copy.in_production_domain.best for backup in plan.backups for copy in backup.copies),
        "isolation_lead": _known(
            context, "isolation", "procédure d’isolement écrite", "procédures d’isolement écrites"
        ),
        "keys_lead": _known(context, "key_place", "lieu de clé noté", "lieux de clé notés"),
        "supervisions": [(backup.name, backup.supervision) for backup in plan.backups],
        "proof_lead": _proof_lead(context),
        "hosted": list(_hosted(context)),
        "trajectory": list(_trajectory(context)),
    }


def _lead(context: Context) -> str:
    """How many policies for how many systems, and how many systems have none."""
    plan = context.plan
    if not plan.backups:
        return "Aucune sauvegarde n’est décrite dans le dossier : ce document ne peut pas encore être approuvé."
    policies = plural(len(plan.backups), "politique de sauvegarde", "politiques de sauvegarde")
    bare = plural(len(_unprotected(context)), "système n’a", "systèmes n’ont")
    return f"{policies} pour {plural(len(plan.systems), 'système')} ; {bare} aucune sauvegarde déclarée."


def _known(context: Context, field: str, one: str, many: str) -> str:
    """How many policies have that answer, without saying it: an attacker reads policies too."""
    backups_kept = context.plan.backups
    known = sum(getattr(backup, field).best is not None for backup in backups_kept)
    return f"{plural(known, one, many)} sur {plural(len(backups_kept), 'sauvegarde')}."


def _proof_lead(context: Context) -> str:
    needs = context.results.needs.values()
    if not needs:
        return "Aucun système n’est saisi : aucune restauration ne peut être prouvée."
    proven, total = sum(need.proven is not None for need in needs), len(needs)
    done = plural(proven, f"système sur {total} a été restauré", f"systèmes sur {total} ont été restaurés")
    return f"{done} avec succès lors d’un essai enregistré."


def _unprotected(context: Context) -> list[str]:
    """Systems of our own that no policy names; hosted ones are judged by their contract."""
    covered = {system for backup in context.plan.backups for system in backup.systems}
    return [system.name for system in context.plan.systems.values() if system.id not in covered and not hosted(system)]


def _hosted(context: Context) -> Iterator[tuple[str, Answer[str] | Gap]]:
    for system in context.plan.systems.values():
        if hosted(system):
            supplier = context.plan.supplier.get(system.vendor.best or "")
            yield system.name, supplier.restore_clause if supplier else Gap()


def _trajectory(context: Context) -> Iterator[tuple[str, object, object, object]]:
    for action in backup_actions(context.plan):
        owner = context.function(action.owner.best) if action.owner.best else context.gap(action.owner.unknown)
        yield action.title, action.due, owner, action.cost
