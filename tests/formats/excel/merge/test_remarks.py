from __future__ import annotations

from datetime import date

import pytest

from planforge.formats.excel.merge.remarks import HOMELESS, Remarks, is_open, kept_note, own_note, split_note

REMARKS = Remarks("planforge", date(2026, 11, 27))


def test_a_conflict_says_what_the_record_holds() -> None:
    told = REMARKS.conflict("RSSI")
    assert told == (
        "À TRANCHER\u00a0: le dossier dit maintenant\nRSSI\n\n"
        "Gardez l’un des deux, puis supprimez ce commentaire.\nplanforge, 27/11/2026"
    )
    assert is_open(told)
    assert is_open(f"Jean :\n{told}")
    assert REMARKS.conflict("").splitlines()[1] == "(rien)"


def test_a_conflict_that_says_the_same_stays_as_it_was() -> None:
    earlier = Remarks("planforge", date(2026, 1, 1)).conflict("RSSI")
    assert REMARKS.conflict("RSSI", earlier) == earlier
    assert REMARKS.conflict("DPO", earlier) == REMARKS.conflict("DPO")


def test_what_a_person_wrote_is_told_from_what_was_added() -> None:
    assert split_note(f"À voir\n\n{REMARKS.conflict('x')}") == ("À voir", REMARKS.conflict("x"))
    assert split_note(REMARKS.deleted()) == ("", REMARKS.deleted())
    assert split_note("À voir") == ("À voir", "")
    assert own_note(f"À voir\n\n{REMARKS.conflict('x')}") == "À voir"
    assert own_note(HOMELESS) == HOMELESS


@pytest.mark.parametrize(
    ("theirs", "ours", "before", "kept"),
    [
        ("", "aide", "aide", "aide"),
        ("aide", "aide nouvelle", "aide", "aide nouvelle"),
        ("aide\n", "aide", None, "aide"),
        ("à moi", "", "", "à moi"),
        ("à moi", "aide", "aide", "à moi\n\naide"),
        ("à moi, aide", "aide", "aide", "à moi, aide"),
        ("conseil d’avant", "aide", None, "conseil d’avant\n\naide"),
    ],
)
def test_notes_of_people_stay_and_ours_are_renewed(theirs: str, ours: str, before: str | None, kept: str) -> None:
    assert kept_note(theirs, ours, before) == kept
