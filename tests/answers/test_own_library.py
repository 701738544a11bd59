from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.own_library import copy_original, own_file
from planforge.errors import OutputError
from planforge.library.originals import Original

if TYPE_CHECKING:
    from pathlib import Path

BLOC = Original("services/bloc.yaml", {}, "id: bloc\n")


def test_the_copy_stands_in_the_library_of_the_record(tmp_path: Path) -> None:
    path = copy_original(BLOC, tmp_path, "# Copie\n")
    assert path == own_file(BLOC, tmp_path) == tmp_path / "library" / "services" / "bloc.yaml"
    assert path.read_bytes() == b"# Copie\nid: bloc\n"


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    assert copy_original(BLOC, tmp_path, dry_run=True) == own_file(BLOC, tmp_path)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("dry_run", [True, False])
def test_nothing_is_overwritten(tmp_path: Path, dry_run: bool) -> None:  # noqa: FBT001 - a parameter of the test
    copy_original(BLOC, tmp_path).write_text("corrigé", encoding="utf-8")
    with pytest.raises(OutputError, match="rien n’a été écrit"):
        copy_original(BLOC, tmp_path, dry_run=dry_run)
    assert own_file(BLOC, tmp_path).read_text("utf-8") == "corrigé"
