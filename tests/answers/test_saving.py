from __future__ import annotations

import stat
from pathlib import Path

import pytest

from planforge.answers.saving import free_name, replace_file
from planforge.errors import OutputError


def test_a_file_is_put_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "new" / "planforge.yaml"
    replace_file(path, b"un")
    path.chmod(0o640)
    replace_file(path, b"deux")
    assert path.read_bytes() == b"deux"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["planforge.yaml"]


def test_a_file_that_cannot_be_replaced_stays_and_nothing_is_left_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "planforge.yaml"
    path.write_bytes(b"avant")

    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(13, "locked", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(OutputError, match="impossible d’écrire ici"):
        replace_file(path, b"jamais")
    assert path.read_bytes() == b"avant"
    assert [one.name for one in tmp_path.iterdir()] == ["planforge.yaml"]


def test_a_free_name_is_the_first_that_nothing_bears(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert free_name(path) == path
    path.touch()
    (tmp_path / "a-2").touch()
    assert free_name(path).name == "a-3"
