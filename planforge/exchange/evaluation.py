"""A filled evaluation grid read back: the exercise as it was played, what was judged, what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.exercises.grid import (
    GRID_SHEET,
    GRID_TITLES,
    LEVEL_WORDS,
    MEASURE_TITLES,
    MEASURES_SHEET,
    PRIORITY_WORDS,
    owners,
)
from planforge.errors import ProblemsError
from planforge.exchange.forms import Desk, lines
from planforge.exchange.play import Playing, read_play
from planforge.formats.excel.reading.books import read_book
from planforge.model.fields import LINE_LIMIT
from planforge.values import close_matches, fold, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from planforge.exchange.forms import FilledLine
    from planforge.exchange.play import Play
    from planforge.library.exercise_types import Criterion
    from planforge.model.plan import Plan
    from planforge.values import Duration

FREE = "autre-"
_WORDS = ("fact", "proof", "practice", "action")
_OF_ACTION = ("priority", "owner", "due")
_OWNERS_NAMED = 6


class GridError(ProblemsError):
    """A filled grid cannot be taken as it is (exit code 6)."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A row of the grid: a criterion judged or not observed, or a remark outside any criterion."""

    id: str
    criterion: Criterion | None
    level: int | None
    fact: str = ""
    proof: str = ""
    practice: str = ""
    action: str = ""
    priority: int | None = None
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A time or a count taken during the exercise; ``service`` is an identifier, or says « cellule »."""

    service: str
    id: str
    where: str
    what: str
    said: str
    time: Duration | None
    count: int | None
    out_of: int | None
    remark: str


@dataclass(frozen=True)
class FilledGrid:
    """All that a filled grid says."""

    play: Play
    judgements: tuple[Judgement, ...]
    measured: tuple[Measured, ...]

    @property
    def scores(self) -> Mapping[str, float]:
        """The weighted mark of each family with something observed, to one decimal, as the grid computes it."""
        sums: dict[str, list[tuple[int, int]]] = {}
        for one in self.judgements:
            if one.criterion is not None and one.level is not None:
                sums.setdefault(one.criterion.family.value, []).append((one.level, one.criterion.weight))
        return {family: _mean(found) for family, found in sums.items()}


def _mean(found: list[tuple[int, int]]) -> float:
    """Rounded as Excel does: half a tenth goes up."""
    points, weights = sum(level * weight for level, weight in found), sum(weight for _, weight in found)
    return (20 * points + weights) // (2 * weights) / 10


def read_grid(data: bytes, file: str, playing: Playing, criteria: Mapping[str, Criterion]) -> FilledGrid:
    """The grid in these bytes. Raises ``CannotReadError``, or ``GridError`` with every problem by sheet and cell."""
    book, desk = read_book(data), Desk(file)
    play = read_play(desk, book, playing)
    judgements = tuple(_judgements(desk, lines(desk, book, GRID_SHEET, GRID_TITLES), criteria, playing.plan))
    measured = tuple(_measures(lines(desk, book, MEASURES_SHEET, MEASURE_TITLES)))
    if desk.problems or play is None:
        raise GridError(desk.problems)
    return FilledGrid(play, judgements, measured)


def _judgements(
    desk: Desk, rows: tuple[FilledLine, ...], criteria: Mapping[str, Criterion], plan: Plan
) -> Iterator[Judgement]:
    del desk
    seen: set[str] = set()
    people = {fold(name): person for name, person in owners(plan).items()} | {one.id: one.id for one in plan.people}
    for line in rows:
        name = line.text("id")
        if name in seen:
            line.complain("id", "twice", f"{quoted(name)} a déjà une ligne.", "Gardez une seule ligne par critère.")
        seen.add(name)
        if name not in criteria and not name.startswith(FREE):
            _tell_unknown(line, name, criteria)
            continue
        yield _judgement(line, name, criteria.get(name), people, plan)


def _tell_unknown(line: FilledLine, name: str, criteria: Mapping[str, Criterion]) -> None:
    close = close_matches(name, criteria, 1)
    meant = f"Vouliez-vous dire {quoted(close[0])} ? " if close else ""
    hint = f"{meant}Un constat hors critère s’écrit sur une ligne « autre-1 », « autre-2 »…"
    line.complain("id", "criterion", f"Critère inconnu {quoted(name)}.", hint)


def _judgement(
    line: FilledLine, name: str, criterion: Criterion | None, people: Mapping[str, str], plan: Plan
) -> Judgement:
    level = _level(line, criterion)
    for key in _WORDS:
        _expect_short(line, key)
    if not line.text("action"):
        _expect_no_action(line)
    return Judgement(
        name,
        criterion,
        level,
        **{key: line.text(key) for key in _WORDS},
        priority=_priority(line),
        owner=_owner(line, people, plan),
        due=line.date("due"),
    )


def _level(line: FilledLine, criterion: Criterion | None) -> int | None:
    """The level; a problem where there is none and nothing says that the criterion was not observed."""
    words, unseen = line.text("level"), bool(line.yes_no("unseen")) if line.text("unseen") else False
    if criterion is None:
        if words:
            line.complain(
                "level", "free_level", "Cette ligne n’a pas de critère, donc pas de niveau.", "Videz la case."
            )
        return None
    if not words:
        if not line.text("unseen") or (line.text("unseen") and not unseen):
            hint = f"Choisissez un niveau de 0 à 3, ou écrivez « oui » en {line.places['unseen']} (non observé)."
            line.complain("level", "no_level", "Ce critère n’a ni niveau, ni « non observé ».", hint)
        return None
    known = {fold(said): rank for rank, said in enumerate(LEVEL_WORDS)} | {str(rank): rank for rank in range(4)}
    if fold(words) not in known:
        line.complain("level", "level", f"{quoted(words)} n’est pas un niveau.", f"Écrivez {_or(LEVEL_WORDS)}.")
        return None
    if unseen:
        told = "Ce critère a un niveau, et il est dit non observé."
        line.complain("unseen", "both", told, f"Videz cette case, ou le niveau en {line.places['level']}.")
    return known[fold(words)]


def _priority(line: FilledLine) -> int | None:
    words = line.text("priority")
    known = {fold(said): rank for rank, said in enumerate(PRIORITY_WORDS, 1)} | {str(rank): rank for rank in (1, 2, 3)}
    if words and fold(words) not in known:
        said = f"{quoted(words)} n’est pas une priorité."
        line.complain("priority", "priority", said, f"Écrivez {_or(PRIORITY_WORDS)}.")
    return known.get(fold(words))


def _owner(line: FilledLine, people: Mapping[str, str], plan: Plan) -> str:
    words = line.text("owner")
    found = people.get(fold(words), "")
    if words and not found:
        names = list(owners(plan))
        close = close_matches(words, names, 1)
        meant = f"Vouliez-vous dire {quoted(close[0])} ? " if close else ""
        more = "…" if len(names) > _OWNERS_NAMED else "."
        listed = ", ".join(names[:_OWNERS_NAMED]) or "aucune"
        hint = f"{meant}Écrivez une fonction de l’annuaire du dossier : {listed}{more}"
        line.complain("owner", "owner", f"Responsable inconnu {quoted(words)}.", hint)
    return found


def _expect_no_action(line: FilledLine) -> None:
    filled = [key for key in _OF_ACTION if line.text(key)]
    if filled:
        told = f"Cette case est remplie, mais il n’y a pas d’action en {line.places['action']}."
        line.complain(filled[0], "no_action", told, "Écrivez l’action, ou videz priorité, responsable et échéance.")


def _expect_short(line: FilledLine, key: str) -> None:
    most = LINE_LIMIT // 2  # a finding joins a fact and its proof
    length = len(line.text(key))
    if length > most:
        told = f"Ce texte fait {length} caractères, la limite est de {most}."
        line.complain(key, "long", told, "Résumez-le ; le détail va dans le compte rendu.")


def _measures(rows: tuple[FilledLine, ...]) -> Iterator[Measured]:
    for line in rows:
        _expect_short(line, "remark")
        one = Measured(
            *_parts(line.text("id")),
            line.text("service"),
            line.text("what"),
            line.text("said"),
            line.duration("time"),
            line.count("count"),
            line.count("out_of"),
            line.text("remark"),
        )
        if one.out_of is not None and one.count is not None and one.count > one.out_of:
            told = f"{one.count} sur {one.out_of} : le nombre compté dépasse le total."
            line.complain("count", "share", told, f"Corrigez cette case, ou le total en {line.places['out_of']}.")
        if one.time is not None or one.count is not None or one.remark:
            yield one


def _parts(identifier: str) -> tuple[str, str]:
    service, _, name = identifier.partition(".")
    return service, name


def _or(words: tuple[str, ...]) -> str:
    return f"{', '.join(map(quoted, words[:-1]))} ou {quoted(words[-1])}"
