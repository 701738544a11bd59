"""``planforge check``: what cannot be read, what the rules find, and how many answers are missing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from planforge.cli.console import result, say, strong
from planforge.cli.drawing import place_line, problems_text
from planforge.cli.entry import NOT_DONE
from planforge.cli.pending_answers import tell_pending
from planforge.cli.places import record_folder, today
from planforge.cli.reporting import emit, exit_code, problems_of
from planforge.cli.shapes import finding_shape, gap_shape, place_shape, rule_shape, undecided_shape
from planforge.cli.tables import table
from planforge.errors import ProblemsError
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from planforge.analysis.results import Severity
    from planforge.binder.checking import Check, PlacedFinding
    from planforge.cli.root import Settings
    from planforge.cli.shapes import Shape

_SEVERITIES = ("blocking", "major", "minor", "info")
_NAMES = {
    "blocking": ("bloquant", "bloquants"),
    "major": ("majeur", "majeurs"),
    "minor": ("mineur", "mineurs"),
    "info": ("à savoir", "à savoir"),
}
_COLOURS = {"blocking": "red", "major": "yellow"}


@click.command("check")
@click.option("--strict", is_flag=True, help="Code de sortie 1 s’il reste un constat affiché ou une réponse à donner.")
@click.option(
    "--severity",
    type=click.Choice(_SEVERITIES),
    default="blocking",
    help="Gravité à partir de laquelle afficher : bloquant (blocking), majeur, mineur, à savoir (info).",
)
@click.option("--scenario", default="", metavar="ID", help="Seulement ce qui vaut dans ce scénario.")
@click.option("--list-rules", is_flag=True, help="Donner la liste des règles, sans lire de dossier.")
@click.pass_obj
def command(settings: Settings, *, strict: bool, severity: str, scenario: str, list_rules: bool) -> None:
    """Vérifier le dossier : erreurs de saisie, constats des règles, réponses à compléter.

    Ne modifie rien. Code de sortie : 0, ou 3 si le dossier ne peut pas être lu.
    """
    if list_rules:
        _list_rules(settings)
        return
    folder = record_folder(settings)
    tell_pending(folder, settings)
    found = _checked(settings, folder, scenario)
    shown = [placed for name in _shown(severity) for placed in found.of(_severity(name))]
    if settings.json:
        _emit(settings, folder, shown, found)
    else:
        result("\n".join(_text(found, severity, verbose=settings.verbose)))
    if strict and (shown or found.gaps):
        raise click.exceptions.Exit(NOT_DONE)


def _checked(settings: Settings, folder: Path, scenario: str) -> Check:
    """The record judged; leaves the command with every problem where it cannot be read."""
    from planforge.binder.checking import check  # noqa: PLC0415 - kept out of start-up

    day = settings.as_of or today()
    try:
        found = check(folder, day, scenario)
    except ProblemsError as error:
        if settings.json:
            _emit(settings, folder, [], None, problems=problems_of(error))
        else:
            result(problems_text(error.problems))
        raise click.exceptions.Exit(exit_code(error)) from error
    known = found.opened.resolved.plan.scenario
    if scenario and scenario not in known:
        choices = ", ".join(known) or "aucun n’est décrit"
        raise click.UsageError(f"--scenario : « {scenario} » n’existe pas. Scénarios du dossier : {choices}.")
    for notice in found.opened.record.notices:
        say(notice, settings)
    return found


def _shown(severity: str) -> tuple[str, ...]:
    return _SEVERITIES[: _SEVERITIES.index(severity) + 1]


def _severity(name: str) -> Severity:
    from planforge.analysis.results import Severity  # noqa: PLC0415 - kept out of start-up

    return Severity(name)


def _text(found: Check, severity: str, *, verbose: bool) -> Iterator[str]:
    for name in _shown(severity):
        for _, group in groupby(found.of(_severity(name)), key=lambda placed: placed.finding.rule):
            yield from _rule_text(tuple(group))
    if verbose:
        yield from _undecided_text(found)
    yield from _summary(found, severity)


def _rule_text(group: tuple[PlacedFinding, ...]) -> Iterator[str]:
    """A rule once, with why it matters and what to do, then each place where it is not kept."""
    finding, sentence = group[0].finding, group[0].sentence
    name = finding.severity.value
    yield f"{strong(_NAMES[name][0].upper(), _COLOURS.get(name, 'cyan'))} : {sentence.title} ({finding.rule})"
    yield f"    Pourquoi : {sentence.why}"
    yield f"    À faire : {sentence.action} ({sentence.who})"
    for placed in group:
        yield f"  {place_line(placed.location, placed.path)}"
        yield f"      {placed.sentence.message}"
    yield ""


def _undecided_text(found: Check) -> Iterator[str]:
    from planforge.analysis.sentences import say_undecided  # noqa: PLC0415 - kept out of start-up

    for undecided in found.opened.results.undecided:
        names = ", ".join(f"« {ref.name} »" for ref in undecided.objects)
        yield f"{undecided.rule} : {say_undecided(undecided).message} {names}"


def _summary(found: Check, severity: str) -> Iterator[str]:
    counts = {name: len(found.of(_severity(name))) for name in _SEVERITIES}
    shown, hidden = _shown(severity), _SEVERITIES[len(_shown(severity)) :]
    words = ", ".join(plural(counts[name], *_NAMES[name]) for name in shown if counts[name]) or "aucun"
    yield f"Constats au {say_date(found.today)} : {words}."
    left = [plural(counts[name], *_NAMES[name]) for name in hidden if counts[name]]
    if left:
        lowest = next(name for name in reversed(hidden) if counts[name])
        yield f"Non affichés : {', '.join(left)}. Pour les voir : planforge check --severity {lowest}"
    if found.waived:
        yield f"Comptés à part : {plural(len(found.waived), 'constat admis', 'constats admis')} par dérogation."
    undecided = len(found.opened.results.undecided)
    if undecided:
        impossible = plural(undecided, "vérification impossible", "vérifications impossibles")
        yield f"Faute de réponses : {impossible}. Pour les voir : planforge -v check"
    yield f"À compléter : {plural(len(found.gaps), 'réponse')}. Pour savoir qui les doit : planforge status"


def _emit(
    settings: Settings,
    folder: Path,
    shown: Iterable[PlacedFinding],
    found: Check | None,
    problems: Sequence[Shape] = (),
) -> None:
    undecided = found.opened.results.undecided if found else ()
    emit(
        "check",
        problems=list(problems),
        folder=str(folder),
        as_of=(settings.as_of or today()).isoformat(),
        findings=[finding_shape(placed) for placed in shown],
        waived=[finding_shape(placed) for placed in found.waived] if found else [],
        undecided=[undecided_shape(one) for one in undecided],
        gaps=[{**gap_shape(one.gap), **place_shape(one.location)} for one in found.gaps] if found else [],
        counts={name: len(found.of(_severity(name))) if found else 0 for name in _SEVERITIES},
    )


def _list_rules(settings: Settings) -> None:
    from planforge.analysis.sentences import wordings  # noqa: PLC0415 - kept out of start-up

    rules = wordings().values()
    if settings.json:
        emit("check", rules=[rule_shape(wording) for wording in rules])
        return
    rows = [(one.id, _NAMES[one.severity.value][0], one.title) for one in rules]
    result(table([("Règle", "Gravité", "Constat"), *rows]))
