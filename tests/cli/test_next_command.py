from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.cli.next_command import next_command

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_folder_is_named_unless_one_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert next_command(tmp_path, "check") == f"planforge -C {tmp_path} check"
    monkeypatch.chdir(tmp_path)
    assert next_command(tmp_path, "interview", "--role", "it") == "planforge interview --role it"


def test_a_folder_that_a_shell_would_cut_is_in_quotes(tmp_path: Path) -> None:
    folder = tmp_path / "L'hôpital de Murat"
    assert next_command(folder, "build") == f'planforge -C "{folder}" build'
