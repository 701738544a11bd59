"""Answers that a file contradicts, in French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.changes import Conflict
from planforge.interview.conflicts import conflict_lines

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "schema: 1\nestablishment: {name: CH de Murat, statute: public}\nservices:\n  - {id: urg, name: Urgences}\n"


def test_each_says_what_the_file_keeps_and_what_was_answered(tmp_path: Path) -> None:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    conflicts = [
        Conflict(("services", "urg", "name"), "Urgences", "SAU"),
        Conflict(("services", "gone", "name"), None, "SAU"),
        Conflict(("services",), [], {"unknown": {}}),
        Conflict(("applications", "dpi", "rto"), None, "4 h"),
        Conflict(("services", "urg"), {"id": "urg"}, None),
    ]
    told = [one.replace("\u00a0", " ") for one in conflict_lines(tmp_path, conflicts)]
    assert told[0].endswith("› Nom : le fichier garde « Urgences », vous aviez répondu « SAU ».")
    assert told[1] == "Services › « gone » › Nom : le fichier ne garde rien, vous aviez répondu « SAU »."
    assert told[2].endswith(": le fichier garde une liste, vous aviez répondu je ne sais pas encore.")
    assert told[3].endswith("Applications › « dpi » › RTO : le fichier ne garde rien, vous aviez répondu « 4 h ».")
    assert told[4].endswith("› « Urgences » : le fichier garde un détail, vous aviez retiré cette réponse.")


def test_no_conflict_reads_no_file(tmp_path: Path) -> None:
    assert conflict_lines(tmp_path / "nowhere", []) == ()
