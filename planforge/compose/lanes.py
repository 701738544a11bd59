"""Where boxes and lines stand across a drawing: lanes for long edges beside the boxes, tracks between the lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planforge.compose.ranking import Ranking

_SWEEPS = 6
_LANE = 2.4  # mm: the room a passing line takes
_GAP = 4.0  # mm between boxes

Item = tuple[str, bool]  # a node's own box, or the lane of its edges that go further down


@dataclass(frozen=True, slots=True)
class Spread:
    """The centre of each item on each line, from the left, and the width that holds them all."""

    centres: tuple[Mapping[Item, float], ...]
    width: float


def reaches(ranking: Ranking) -> dict[str, int]:
    """The last line that an edge of each source leads to."""
    line = {node: number for number, nodes in enumerate(ranking.lines) for node in nodes}
    furthest: dict[str, int] = {}
    for source, target in ranking.edges:
        furthest[source] = max(furthest.get(source, 0), line[target])
    return furthest


def spread(ranking: Ranking, box: float, width: float) -> Spread:
    """Items ordered so that edges cross little, then drawn towards what they are joined to."""
    rows = _rows(ranking)
    joined = _joined(ranking, rows)
    for sweep in range(_SWEEPS):
        _sort(rows, joined, down=sweep % 2 == 0)
    centres = [_place(row, {}, box, width) for row in rows]
    for sweep in range(_SWEEPS):
        for number in range(len(rows)) if sweep % 2 == 0 else range(len(rows) - 1, -1, -1):
            wanted = {item: _mean(number, joined[number][item], centres) for item in rows[number]}
            centres[number] = _place(rows[number], wanted, box, width)
    return Spread(tuple(centres), width)


def _rows(ranking: Ranking) -> list[list[Item]]:
    rows: list[list[Item]] = [[(node, True) for node in line] for line in ranking.lines]
    furthest = reaches(ranking)
    for number, line in enumerate(ranking.lines):
        for source in line:
            for passed in range(number + 1, furthest.get(source, 0)):
                rows[passed].append((source, False))
    return rows


def _joined(ranking: Ranking, rows: Sequence[Sequence[Item]]) -> list[dict[Item, list[tuple[int, Item]]]]:
    """For each line and item, what it is joined to on the line above (-1) and below (+1)."""
    joined: list[dict[Item, list[tuple[int, Item]]]] = [{item: [] for item in row} for row in rows]
    line = {node: number for number, nodes in enumerate(ranking.lines) for node in nodes}

    def join(number: int, upper: Item, lower: Item) -> None:
        joined[number][upper].append((1, lower))
        joined[number + 1][lower].append((-1, upper))

    for source, last in reaches(ranking).items():
        for number in range(line[source], last - 1):
            join(number, (source, number == line[source]), (source, False))
    for source, target in ranking.edges:
        above = line[target] - 1
        join(above, (source, above == line[source]), (target, True))
    return joined


def _sort(rows: list[list[Item]], joined: Sequence[Mapping[Item, list[tuple[int, Item]]]], *, down: bool) -> None:
    """One sweep of the barycentre rule; what is joined to nothing keeps its share of the line."""
    side = -1 if down else 1
    for number in range(len(rows)) if down else range(len(rows) - 1, -1, -1):
        if not 0 <= number + side < len(rows):
            continue
        shares = {item: (place + 0.5) / len(rows[number + side]) for place, item in enumerate(rows[number + side])}
        own = {item: (place + 0.5) / len(rows[number]) for place, item in enumerate(rows[number])}
        wanted = {}
        for item in rows[number]:
            near = [shares[other] for where, other in joined[number][item] if where == side]
            wanted[item] = sum(near) / len(near) if near else own[item]
        rows[number].sort(key=lambda item: wanted[item])


def _mean(number: int, near: Sequence[tuple[int, Item]], centres: Sequence[Mapping[Item, float]]) -> float | None:
    places = [centres[number + side][item] for side, item in near]
    return sum(places) / len(places) if places else None


def _place(row: Sequence[Item], wanted: Mapping[Item, float | None], box: float, width: float) -> dict[Item, float]:
    """Centres in order, as near to the wanted ones as the width and the neighbours allow."""
    sizes = [box if own else _LANE for _, own in row]
    gaps = [_GAP if own and following else 0.0 for (_, own), (_, following) in pairwise(row)]
    slack = width - sum(sizes) - sum(gaps)
    if slack < 0:
        lanes = sum(1 for _, own in row if not own)
        narrow = max(_LANE + slack / lanes, 0.2) if lanes else _LANE
        sizes = [box if own else narrow for _, own in row]
    apart = [(a + b) / 2 + gap for (a, b), gap in zip(pairwise(sizes), gaps, strict=True)]
    even = _even(sizes, gaps, width)
    places = [goal if (goal := wanted.get(item)) is not None else even[n] for n, item in enumerate(row)]
    return dict(zip(row, _fitted(places, apart, (sizes[0] / 2, width - sizes[-1] / 2)), strict=True))


def _fitted(places: Sequence[float], apart: Sequence[float], ends: tuple[float, float]) -> list[float]:
    """The places moved as little to the left as to the right until they stand apart, between the two ends."""
    first, last = ends
    right = _pushed(places, apart, first)
    left = _pushed_left(places, apart, last)
    middle = [(a + b) / 2 for a, b in zip(left, right, strict=True)]
    return _pushed(_pushed_left(middle, apart, last), apart, first)


def _even(sizes: Sequence[float], gaps: Sequence[float], width: float) -> list[float]:
    """Centres of items spread over the whole width."""
    extra = max(width - sum(sizes) - sum(gaps), 0) / (len(sizes) + 1)
    places, edge = [], extra
    for size, gap in zip(sizes, [*gaps, 0.0], strict=True):
        places.append(edge + size / 2)
        edge += size + gap + extra
    return places


def _pushed_left(places: Sequence[float], apart: Sequence[float], last: float) -> list[float]:
    """The places pushed to the left until each stands far enough from the one after."""
    return [-place for place in _pushed([-place for place in reversed(places)], apart[::-1], -last)][::-1]


def _pushed(places: Sequence[float], apart: Sequence[float], first: float) -> list[float]:
    """The places pushed to the right until each stands far enough from the one before."""
    pushed = [max(places[0], first)]
    for place, least in zip(places[1:], apart, strict=True):
        pushed.append(max(place, pushed[-1] + least))
    return pushed
