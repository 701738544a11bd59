from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.binder.status import read_status

if TYPE_CHECKING:
    from pathlib import Path

    from tests.binder.conftest import Write

DAY = date(2026, 2, 15)


def test_gaps_come_by_date_and_those_without_last(murat: Path) -> None:
    status = read_status(murat, DAY)
    dues = [gap.due for gap in status.gaps]
    assert dues[:3] == [date(2026, 2, 1), date(2026, 3, 1), None]
    assert set(dues[2:]) == {None}
    assert [status.is_late(due) for due in dues[:3]] == [True, False, False]


def test_who_owes_an_answer_is_a_function(murat: Path) -> None:
    status = read_status(murat, DAY)
    asked = [gap for gap in status.gaps if gap.ask]
    assert [status.who(gap) for gap in asked] == ["Directeur des systèmes d’information"] * 2 + ["acheteur"]


def test_what_the_library_knows_is_answered_by_default(murat: Path) -> None:
    services = next(one for one in read_status(murat, DAY).sections if one.section == "services")
    assert services.defaults > 0


def test_the_review_is_late_the_day_after(murat: Path) -> None:
    status = read_status(murat, date(2026, 6, 1))
    assert status.next_review == date(2026, 6, 1)
    assert not status.is_late(status.next_review)
    assert read_status(murat, date(2026, 6, 2)).is_late(status.next_review)


def test_a_record_with_mistakes_says_how_many_and_what_can_be_read(write: Write, text: str) -> None:
    status = read_status(write(text.replace("statute: public", "statute: publique") + "teams: 12\n"), DAY)
    assert len(status.problems) == 2
    assert status.gaps[0].field == "RPO"
    assert status.sections


def test_a_record_that_cannot_be_read_at_all_has_problems_only(write: Write) -> None:
    status = read_status(write("a: ["), DAY)
    assert len(status.problems) == 1
    assert status.plan is None
    assert status.next_review is None
    assert status.gaps == ()
    assert status.sections == ()


def test_a_restricted_file_kept_apart_is_noticed(write: Write) -> None:
    text = "establishment: {name: X, statute: public}\ngovernance: {manager: rpcra}\n"
    assert any("restricted.yaml" in notice for notice in read_status(write(text), DAY).notices)


def test_a_gap_is_placed_in_words(murat: Path, write: Write, text: str) -> None:
    expected = "Applications › «\u00a0Dossier patient\u00a0» › RPO"
    whole = read_status(murat, DAY)
    assert whole.what(whole.gaps[0]) == expected
    damaged = read_status(write(text.replace("public", "publique")), DAY)
    assert damaged.what(damaged.gaps[0]) == expected
