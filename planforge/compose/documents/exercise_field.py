"""``guide-test-terrain.docx``: a ward works on paper for some hours; how to prepare, protect, count and close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.compose.blocks import exercise_cast, exercise_measures, exercise_play, service
from planforge.compose.blocks.columns import TEXT
from planforge.compose.control import ANIMATORS
from planforge.compose.documents.exercise_guide import files_table, guide_values
from planforge.compose.fixed_tables import fixed_table
from planforge.compose.prose import Wording, write
from planforge.compose.references import UnknownBlock
from planforge.document.tables import Cell, Column, Table, row
from planforge.model.services import Level, Section
from planforge.values import join_and, say_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.compose.references import Reference
    from planforge.document.blocks import Block
    from planforge.document.documents import Document
    from planforge.document.text import CellValue
    from planforge.model.services import Service


@dataclass(frozen=True, slots=True)
class _WardWords:
    id: str
    name: str


def compose(context: Context, kit: Kit, files: Sequence[tuple[str, str, str]]) -> Document:
    """The guide of a field test; ``files`` are the kind, title and path of each document of the kit."""
    folders = context.templates.folders
    names = join_and([one.name for one in kit.wards])
    return write(
        context,
        Wording(
            kind="exercice-terrain",
            template="exercice-terrain",
            title="Test de terrain d’un PCA",
            subtitle=f"Guide de la direction de l’exercice – {names}",
            reference="EXO-TERRAIN",
            blocks={
                "en-bref": lambda _: exercise_play.facts_table(context, kit),
                "fichiers": lambda _: files_table(files),
                "objectifs": lambda _: exercise_play.objectives_table(kit),
                "cibles": lambda _: exercise_play.hits_table(kit),
                "manques": lambda _: exercise_play.misses(kit),
                "equipe": lambda _: exercise_cast.team_table(context, kit),
                "service": lambda reference: _ward_table(context, _ward(kit, reference)),
                "formulaires": lambda reference: exercise_measures.forms_table(context, kit, _ward(kit, reference)),
                "mesures": lambda reference: exercise_measures.measures_table(context, kit, _ward(kit, reference)),
                "stop": lambda reference: _stops(context, _ward(kit, reference)),
                "deroule": lambda _: exercise_play.run_table(context, kit),
                "retex-chaud": lambda _: fixed_table(folders, "exercice-retex-chaud"),
            },
            values={
                **guide_values(context, kit),
                "lead": f"{kit.form.length.capitalize()} sur papier, pour savoir ce que vaut le plan de : {names}.",
                "wards": [_WardWords(one.id, one.name) for one in kit.wards],
            },
            restricted=True,
            readers=ANIMATORS,
        ),
    )


def _ward(kit: Kit, reference: Reference) -> Service:
    found = {one.id: one for one in kit.wards}
    if reference.argument("service") not in found:
        raise UnknownBlock(reference, tuple(f"{reference.name} service={one}" for one in found))
    return found[reference.argument("service")]


def _stops(context: Context, record: Service) -> Block:
    return service.lines(context, record, Section.STOP, context.workflow(record).stop)


def _ward_table(context: Context, record: Service) -> Table:
    """What the plan of the ward says, which the test compares with what is seen."""
    vital = [use.application for use in record.applications if use.level is Level.VITAL]
    others = [use.application for use in record.applications if use.level is not Level.VITAL]
    deciders = ", ".join(f"{one.decision} : {one.function}" for one in record.deciders)
    facts: tuple[tuple[str, CellValue], ...] = (
        ("Plan essayé", f"PCRA-{record.id.upper()}"),
        ("Applications dites perdues", context.names([*vital, *others]) or context.missing(record, "applications")),
        ("Qui décide", deciders or context.missing(record, "deciders")),
        ("Effectif minimal de jour", context.cell(record.minimum_staff.day).value),
        ("Kit", context.cell(record.kit.place).value),
        ("Tenue annoncée", _held(context, record)),
        ("Besoins envers d’autres services", _needs(context, record)),
        ("Dernier test de terrain", _last(context, record)),
    )
    return Table(
        id=f"service-{record.id}",
        columns=(Column("label", "", TEXT, 1.8), Column("value", "", TEXT, 5.0)),
        rows=tuple(row(f"{record.id}.{n}", Cell(label, bold=True), said) for n, (label, said) in enumerate(facts, 1)),
        header=False,
    )


def _held(context: Context, record: Service) -> CellValue:
    full, limit = record.endurance.full.best, record.endurance.limit.best
    if limit is None:
        return context.gap(record.endurance.limit.unknown)
    start = f"en plein {say_duration(full)}, " if full is not None else ""
    default = " (valeur par défaut à valider)" if record.endurance.limit.is_default else ""
    return f"{start}limite {say_duration(limit)}{default}"


def _needs(context: Context, record: Service) -> CellValue:
    names = context.names([one.service for one in record.services], context.plan.service)
    return names or "Aucun déclaré"


def _last(context: Context, record: Service) -> CellValue:
    tests = [one for one in context.plan.exercises if one.kind.value == "field" and record.id in one.services]
    done = [one.done_on.best for one in tests if one.done_on.best is not None]
    return max(done) if done else "Jamais"
