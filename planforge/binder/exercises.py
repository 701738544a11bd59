"""An exercise kit made from a record: drawn, composed, listed, then written into a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.exercises.choosing import playable
from planforge.analysis.exercises.kit import DEFAULT_SEED, Order, make_kit
from planforge.answers.reading import OWN_LIBRARY
from planforge.binder.hand_edits import Desk
from planforge.binder.manifest import DEFAULT_OUTPUT, manifest_path, read_manifest
from planforge.binder.rendering import OFFICE
from planforge.binder.workshop import open_workshop
from planforge.binder.writing import carry_out, plan_writing
from planforge.compose.exercise_catalogue import kit_pieces
from planforge.errors import PlanforgeError
from planforge.library.loading import load_library
from planforge.model.crisis import ScenarioKind
from planforge.model.governance import ExerciseKind
from planforge.values import close_matches, quoted

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planforge.analysis.exercises.kit import Kit
    from planforge.analysis.study import Results
    from planforge.binder.opening import OpenRecord
    from planforge.binder.rendering import Made
    from planforge.binder.writing import WritePlan
    from planforge.library.exercise_types import ExerciseFormat
    from planforge.library.loading import Library
    from planforge.model.crisis import Scenario
    from planforge.model.playing import PlayLevel
    from planforge.model.services import Service

_FOLDER = "exercices"


@dataclass(frozen=True)
class ExerciseRequest:
    """Which kit to make. ``scenario`` empty: the first cyber attack, else the first; ``services`` empty: chosen.

    ``output`` is ``livrables`` beside the record unless said otherwise; the kit has a folder of its own below.
    """

    folder: Path
    level: PlayLevel
    kind: ExerciseKind
    scenario: str = ""
    services: tuple[str, ...] = ()
    seed: int = DEFAULT_SEED
    output: Path | None = None
    as_of: date | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class ExerciseReport:
    """The kit, and what was done, or would be, with each of its files."""

    opened: OpenRecord
    kit: Kit
    plan: WritePlan
    made: Made


class UnknownChoiceError(PlanforgeError):
    """A scenario or a service that the record does not have; the text names those it has."""


class CannotPrepareError(PlanforgeError):
    """A kit that the record does not allow to make; the text says what to write."""


def new_exercise(request: ExerciseRequest) -> ExerciseReport:
    """Make the kit, or list what it would write when ``dry_run``.

    Raises ``UnknownChoiceError``, ``CannotPrepareError``, ``RecordError``, ``LibraryError``, ``TemplateError`` or
    ``OutputError``; in each case the files that were there stay as they were.
    """
    workshop = open_workshop(request.folder, request.as_of, OFFICE)
    library = load_library(request.folder / OWN_LIBRARY)
    kit = make_kit(workshop.opened.results, _order(request, workshop.opened.results, library), library)
    made = workshop.made(kit_pieces(kit))
    target = (request.output or request.folder / DEFAULT_OUTPUT) / _FOLDER / kit.name
    desk = Desk(request.folder, target, workshop.opened.today)
    plan = plan_writing(desk, read_manifest(manifest_path(request.folder, target)), made.files, complete=OFFICE)
    if not request.dry_run:
        workshop.opened.estimates.save()
        plan = carry_out(plan, desk, made.files, workshop.recipe.made_from)
    return ExerciseReport(workshop.opened, kit, plan, made)


def _order(request: ExerciseRequest, results: Results, library: Library) -> Order:
    scenario = _scenario(results, request.scenario)
    services = tuple(_service(results, name) for name in dict.fromkeys(request.services))
    form = _format(library, request)
    if request.kind is ExerciseKind.FIELD:
        _expect_playable(results, services)
    return Order(form, scenario, bool(request.scenario), services, request.seed)


def _scenario(results: Results, wanted: str) -> Scenario:
    plan = results.plan
    if wanted in plan.scenario:
        return plan.scenario[wanted]
    if wanted:
        raise UnknownChoiceError(_unknown("--scenario", wanted, "Scénarios du dossier", tuple(plan.scenario)))
    if not plan.scenarios:
        raise CannotPrepareError(
            "Le dossier ne décrit aucun scénario\u00a0: un exercice en joue un. Décrivez-en un, la cyberattaque "
            "d’abord (planforge interview --section scenarios)."
        )
    return next((one for one in plan.scenarios if one.kind is ScenarioKind.CYBER), plan.scenarios[0])


def _service(results: Results, wanted: str) -> Service:
    if wanted not in results.plan.service:
        raise UnknownChoiceError(_unknown("--services", wanted, "Services du dossier", tuple(results.plan.service)))
    return results.plan.service[wanted]


def _unknown(option: str, wanted: str, listed: str, known: tuple[str, ...]) -> str:
    close = close_matches(wanted, known, 1)
    meant = f" Vouliez-vous dire {quoted(close[0])}\u00a0?" if close else ""
    return f"{option}\u00a0: {quoted(wanted)} n’existe pas.{meant} {listed}\u00a0: {', '.join(known) or 'aucun'}."


def _format(library: Library, request: ExerciseRequest) -> ExerciseFormat:
    found = (
        one for one in library.exercise_formats.values() if one.level is request.level and one.kind is request.kind
    )
    form = next(found, None)
    if form is None or not form.phases:
        raise CannotPrepareError(
            f"Aucun format d’exercice {quoted(f'{request.level}-{request.kind}')} avec des phases dans la bibliothèque "
            "(exercise-formats.yaml)."
        )
    return form


def _expect_playable(results: Results, services: tuple[Service, ...]) -> None:
    """A field test needs a degraded workflow to test."""
    able = {one.id for one in playable(results)}
    mute = [one for one in services if one.id not in able]
    if mute:
        names = ", ".join(quoted(one.name) for one in mute)
        raise CannotPrepareError(
            f"Rien à tester sur le terrain\u00a0: {names} n’a pas de mode dégradé décrit. Donnez-lui un type de la "
            "bibliothèque («\u00a0type\u00a0»), ou décrivez ses étapes («\u00a0workflow\u00a0»)."
        )
    if not able:
        raise CannotPrepareError(
            "Rien à tester sur le terrain\u00a0: aucun service du dossier n’a de mode dégradé décrit."
        )
