from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.binder.apart import is_apart
from planforge.binder.hand_edits import Desk
from planforge.binder.manifest import Manifest
from planforge.binder.writing import FileState, plan_writing
from tests.analysis.evidence.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "apart"),
    [
        ("dossier-preuves.docx", True),
        ("conformite.xlsx", True),
        ("depot/D2.P1/LISEZ-MOI.txt", True),
        ("exercices/beginner/chronogramme.xlsx", True),
        ("exercices/quart-d-heure/quart-d-heure-bloc.docx", False),
        ("pca.docx", False),
    ],
)
def test_what_other_commands_write(path: str, *, apart: bool) -> None:
    assert is_apart(path) is apart


def test_a_build_misses_its_own_documents_alone(tmp_path: Path) -> None:
    for name in ("conformite.xlsx", "ancien.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    manifest = Manifest(written={"conformite.xlsx": "1", "ancien.xlsx": "2"})
    plan = plan_writing(Desk(tmp_path, tmp_path, TODAY), manifest, {}, complete=frozenset({"xlsx"}))
    assert [(file.path, file.state) for file in plan.files] == [("ancien.xlsx", FileState.ORPHAN)]
