from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.amending import amend
from planforge.answers.locking import Holder
from planforge.answers.reading import read_record
from planforge.errors import RecordError
from planforge.source import Edit

if TYPE_CHECKING:
    from pathlib import Path

ME = Holder("rssi", "poste", 1, "2026-11-27T10:00:00+01:00")
RECORD = """\
# Le dossier de Murat.
establishment: {name: CH de Murat, statute: public}  # public
applications:
  - id: dpi
    name: DPI   # à renommer
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    return tmp_path


def test_only_what_is_edited_changes(folder: Path) -> None:
    assert amend(folder, ME, [Edit(("applications", 0, "name"), "Dossier patient")]) == ("planforge.yaml",)
    text = (folder / "planforge.yaml").read_text("utf-8")
    assert text == RECORD.replace("name: DPI ", "name: Dossier patient ")
    assert read_record(folder).plan.applications[0].name == "Dossier patient"


def test_what_would_not_be_read_back_is_not_written(folder: Path) -> None:
    with pytest.raises(RecordError):
        amend(folder, ME, [Edit(("establishment", "statute"), "royal")])
    assert (folder / "planforge.yaml").read_text("utf-8") == RECORD


def test_a_restricted_key_goes_to_its_own_file(folder: Path) -> None:
    edit = Edit(("people", 0), {"id": "dsi", "function": "Directeur du SI"})
    assert amend(folder, ME, [edit]) == ("restricted.yaml",)
    assert read_record(folder).plan.people[0].id == "dsi"
