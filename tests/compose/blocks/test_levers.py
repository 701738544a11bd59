from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.schedule.estimates import Lever, LeverKind, ServiceGain
from planforge.compose.blocks import levers
from planforge.document.text import Gap
from planforge.values import NBSP
from tests.compose.estimates import DAY, HOUR

if TYPE_CHECKING:
    from planforge.compose.context import Context

BOTH = (ServiceGain("urgences", 5 * DAY, 3 * DAY), ServiceGain("labo", 2 * HOUR, 0))


def lever(kind: LeverKind, of: str = "", services: tuple[ServiceGain, ...] = BOTH, hours: int = 122) -> Lever:
    return Lever(kind, of, hours=hours, uncovered=72, services=services)


@pytest.fixture
def found(context: Context, monkeypatch: pytest.MonkeyPatch) -> list[Lever]:
    """Levers put in the place of those of the computation."""
    made: list[Lever] = []
    monkeypatch.setattr(type(context.results.outlook), "levers", lambda _outlook, _scenario: tuple(made))
    return made


def test_levers_that_gain_nothing_are_not_proposed(context: Context, found: list[Lever]) -> None:
    found += [lever(LeverKind.PERSON, "equipe"), Lever(LeverKind.ISLAND, "", 0, 0, ())]
    assert [one.id for one in levers.proposals(context)] == ["levier.person.equipe"]


def test_the_copies_of_all_backups_are_told_as_one_without_naming_any(context: Context, found: list[Lever]) -> None:
    name = context.plan.backups[0].name
    found += [lever(LeverKind.COPY, context.plan.backups[0].id), lever(LeverKind.COPY, "autre", hours=3)]
    (row,) = levers.levers_table(context).rows
    assert row.id == "levier.copy"
    assert not any(name in str(cell.value) for cell in row.cells)
    assert row.cells[7].value == "RSSI (ou responsable informatique)"


def test_a_gain_is_told_in_plain_words(context: Context) -> None:
    said = levers.gain(context, lever(LeverKind.PERSON, "equipe")).replace(NBSP, " ")
    assert said == "« Urgences » revient 5 j plus tôt, « Laboratoire » 2 h"
    short = levers.gain(context, lever(LeverKind.PERSON, "equipe"), 1).replace(NBSP, " ")
    assert short == "« Urgences » revient 5 j plus tôt, et 1 autre service"
    covered = lever(LeverKind.AGREEMENT, "urgences", (ServiceGain("urgences", 0, 3 * DAY),))
    assert levers.gain(context, covered).replace(NBSP, " ") == "Un repli pendant 3 j sans couverture, en moyenne"


def test_the_head_of_the_service_leads_its_own_agreement(context: Context) -> None:
    assert levers.lead(context, lever(LeverKind.AGREEMENT, "urgences")).value == "Cadre de santé"
    assert levers.lead(context, lever(LeverKind.AGREEMENT, "labo")).value == Gap()
    assert {levers.lead(context, lever(kind)).value for kind in LeverKind if kind is not LeverKind.AGREEMENT} >= {
        "RSSI (ou responsable informatique)"
    }


def test_cost_owner_and_date_are_left_to_fill_in(context: Context, found: list[Lever]) -> None:
    found.append(lever(LeverKind.PERSON, "equipe"))
    table = levers.levers_table(context)
    assert [column.key for column in table.columns if column.editable] == ["cost", "owner", "due"]
    (row,) = table.rows
    assert row.cells[4].value == 120  # hours without false precision
    assert row.cells[5].value == 72
    assert row.cells[6].value == row.cells[8].value == Gap()


def test_nothing_computed_has_no_lever(minimum: Context) -> None:
    assert not levers.levers_table(minimum).rows
