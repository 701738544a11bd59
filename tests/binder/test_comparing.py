from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.binder.comparing import WORKING, comparison
from planforge.binder.editions import ReleaseOrder
from planforge.binder.releasing import ReleaseRequest, release
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 27)
RECORD = """\
establishment: {name: CH de Murat, statute: public}
services: [{id: bloc, name: Bloc, head: chef, type: bloc}, {id: paie, name: Paie, type: paie}]
people: [{id: chef, function: Chef de bloc}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    release(ReleaseRequest(tmp_path, ReleaseOrder("1.0", DAY)))
    return tmp_path


def test_nothing_changed(folder: Path) -> None:
    found = comparison(folder, DAY)
    assert (found.before, found.after) == ("1.0", WORKING)
    assert (found.changes, found.documents, found.services, found.found, found.solved) == ((), (), (), (), ())


def test_a_change_touches_its_service_and_not_the_other(folder: Path) -> None:
    (folder / "planforge.yaml").write_text(RECORD.replace("name: Bloc,", "name: Bloc central,"), "utf-8")
    found = comparison(folder, DAY)
    assert found.services == ("bloc",)
    paths = {one.path for one in found.documents}
    assert "services/bloc/fiche-bloc.docx" in paths
    assert "services/paie/fiche-paie.docx" not in paths


def test_findings_come_and_go(folder: Path) -> None:
    text = RECORD.replace("head: chef,", "head: chef, kit: {place: Armoire},")
    (folder / "planforge.yaml").write_text(text, "utf-8")
    assert "KIT-NONE" in {one.rule for one in comparison(folder, DAY).solved}
    release(ReleaseRequest(folder, ReleaseOrder("1.1", DAY)))
    (folder / "planforge.yaml").write_text(RECORD, "utf-8")
    assert "KIT-NONE" in {one.rule for one in comparison(folder, DAY, "1.1").found}


def test_without_a_version_there_is_nothing_to_compare(tmp_path: Path) -> None:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    with pytest.raises(OutputError, match="Aucune version n’a encore été figée"):
        comparison(tmp_path, DAY)
