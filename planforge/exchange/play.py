"""The first sheet of a filled grid: which exercise it was, when, with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.exercises.grid import PLAY_SHEET, PLAY_TITLES
from planforge.exchange.forms import lines
from planforge.formats.excel.places import Place
from planforge.model.governance import ExerciseKind
from planforge.model.words import word
from planforge.values import ValueFault, close_matches, fold, make_slug, quoted, read_slug, say_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from planforge.exchange.forms import Desk, FilledLine
    from planforge.formats.excel.reading.books import Book
    from planforge.model.entity import Entity
    from planforge.model.plan import Plan
    from planforge.values import Duration

_BETWEEN = ";"


@dataclass(frozen=True)
class Playing:
    """What a grid is read against: the record, the day of today, and whether a file lies in the record's folder."""

    plan: Plan
    today: date
    is_there: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Play:
    """The exercise as it was played."""

    id: str
    title: str
    kind: ExerciseKind
    scenario: str
    services: tuple[str, ...]
    done_on: date
    length: Duration | None
    night: bool | None
    direction: bool | None
    leader: str
    result: str
    report: str
    signed: str
    signed_on: date | None


def read_play(desk: Desk, book: Book, playing: Playing) -> Play | None:
    """The exercise; None where a problem keeps it from being known."""
    before = len(desk.problems)
    line = next(iter(lines(desk, book, PLAY_SHEET, PLAY_TITLES)), None)
    if line is None:
        if len(desk.problems) == before:
            said = ("L’exercice n’est pas décrit.", "Remplissez la ligne de cette feuille.")
            desk.complain(PLAY_SHEET, Place(1, 1), "play", said)
        return None
    day, kind, name = _day(line, playing), _kind(line), _identifier(line)
    _expect_same_day(line, name, day, playing.plan)
    play = None if day is None or kind is None or not name else _play(line, (name, kind, day), playing)
    return play if len(desk.problems) == before else None


def _play(line: FilledLine, found: tuple[str, ExerciseKind, date], playing: Playing) -> Play:
    name, kind, day = found
    plan = playing.plan
    return Play(
        id=name,
        title=line.text("title") or name,
        kind=kind,
        scenario=next(iter(_named(line, "scenario", [line.text("scenario")], plan.scenario)), ""),
        services=_named(line, "services", line.text("services").split(_BETWEEN), plan.service),
        done_on=day,
        length=line.duration("length"),
        night=line.yes_no("night"),
        direction=line.yes_no("direction"),
        leader=line.text("leader"),
        result=line.text("result"),
        report=line.text("report"),
        signed=_signed(line, playing),
        signed_on=_signed_on(line, day),
    )


def _day(line: FilledLine, playing: Playing) -> date | None:
    if not line.text("done_on"):
        line.complain("done_on", "no_date", "La date de l’exercice manque.", "Écrivez-la : 24/11/2026.")
        return None
    day = line.date("done_on")
    if day is not None and day > playing.today:
        told = f"Le {say_date(day)} n’est pas encore passé."
        line.complain("done_on", "future", told, "Écrivez le jour où l’exercice a eu lieu.")
    return day


def _kind(line: FilledLine) -> ExerciseKind | None:
    known = {fold(word(one)): one for one in ExerciseKind} | {one.value: one for one in ExerciseKind}
    found = known.get(fold(line.text("kind")))
    if found is None:
        words = ", ".join(quoted(word(one)) for one in ExerciseKind)
        told = f"Nature d’exercice inconnue {quoted(line.text('kind'))}."
        line.complain("kind", "kind", told, f"Écrivez l’une de celles-ci : {words}.")
    return found


def _identifier(line: FilledLine) -> str:
    try:
        return read_slug(line.text("id"))
    except ValueFault as fault:
        line.complain("id", "id", fault.message, fault.hint)
        return ""


def _expect_same_day(line: FilledLine, name: str, day: date | None, plan: Plan) -> None:
    """An exercise is played once: the same kit played again has another identifier."""
    known = next((one for one in plan.exercises if one.id == name), None)
    done = known.done_on.best if known else None
    if done is not None and day is not None and done != day:
        told = f"L’exercice {quoted(name)} est déjà au dossier, fait le {say_date(done)}."
        other = make_slug(f"{name}-{day:%Y-%m}")
        line.complain("id", "done", told, f"Pour un autre exercice, écrivez par exemple {quoted(other)}.")


def _named(line: FilledLine, key: str, words: Iterable[str], known: Mapping[str, Entity]) -> tuple[str, ...]:
    """The identifiers of what is named, by name or by identifier."""
    by_name = {fold(one.name): one.id for one in known.values()}
    found = []
    for said in filter(None, (one.strip() for one in words)):
        identifier = said if said in known else by_name.get(fold(said))
        if identifier is None:
            _tell_unknown(line, key, said, [one.name for one in known.values()])
        else:
            found.append(identifier)
    return tuple(dict.fromkeys(found))


def _tell_unknown(line: FilledLine, key: str, said: str, names: list[str]) -> None:
    close = close_matches(said, names, 1)
    meant = f"Vouliez-vous dire {quoted(close[0])} ? " if close else ""
    hint = f"{meant}Écrivez les noms du dossier, séparés par des points-virgules."
    line.complain(key, "unknown", f"{quoted(said)} n’est pas dans le dossier.", hint)


def _signed(line: FilledLine, playing: Playing) -> str:
    """The signed report, which must lie in the record's folder."""
    path = line.text("signed").replace("\\", "/")
    if path and not playing.is_there(path):
        told = f"Le fichier {quoted(path)} n’est pas dans le dossier."
        line.complain("signed", "file", told, "Copiez-le dans le dossier, puis écrivez son chemin : preuves/retex.pdf.")
    return path


def _signed_on(line: FilledLine, done: date) -> date | None:
    """The day of the signature, asked for with the file, and not before the exercise."""
    day = line.date("signed_on")
    if line.text("signed") and not line.text("signed_on"):
        told = "La date de signature du RETEX manque."
        line.complain("signed_on", "no_date", told, "Écrivez-la : 15/12/2026. Sans elle, rien n’est prouvé.")
    if day is not None and day < done:
        told = f"Le RETEX serait signé le {say_date(day)}, avant l’exercice du {say_date(done)}."
        line.complain("signed_on", "order", told, "Corrigez l’une des deux dates.")
    return day
