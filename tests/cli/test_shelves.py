from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from planforge.cli.root import Settings
from planforge.cli.shelves import KIND_NAMES, KINDS, any_folder, found_entry, library_of
from planforge.library.summaries import EntryKind

if TYPE_CHECKING:
    from pathlib import Path

QUIET = Settings(quiet=True)


def test_every_kind_of_entry_can_be_asked_for() -> None:
    assert tuple(EntryKind) == KINDS
    assert all(one and many for one, many in KIND_NAMES.values())


def test_the_hospital_s_own_entries_come_first(tmp_path: Path) -> None:
    (tmp_path / "library" / "services").mkdir(parents=True)
    (tmp_path / "library" / "services" / "bloc.yaml").write_text("id: bloc\nname: Notre bloc\nperimeter: care\n")
    assert found_entry(library_of(tmp_path), "bloc", None, QUIET).own
    assert not found_entry(library_of(None), "bloc", None, QUIET).own


def test_no_record_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANFORGE_FOLDER", raising=False)
    assert any_folder(Settings()) is None
    assert "bibliothèque livrée avec planforge." in capsys.readouterr().err


def test_the_other_entry_of_that_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    library = library_of(None)
    assert found_entry(library, "dialyse", None, Settings()).kind == "services"
    assert "--kind systems" in capsys.readouterr().err
    assert found_entry(library, "dialyse", "systems", Settings()).kind == "systems"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("identifier", "kind", "expected"),
    [
        (
            "urgence",
            None,
            "Aucune entrée de la bibliothèque ne s’appelle « urgence ». Vouliez-vous dire « urgences » ?",
        ),
        ("zzzz", "forms", "Aucun formulaire ne s’appelle « zzzz »."),
    ],
)
def test_an_unknown_identifier_is_a_usage_error(identifier: str, kind: str | None, expected: str) -> None:
    with pytest.raises(click.UsageError) as refused:
        found_entry(library_of(None), identifier, kind, QUIET)
    assert refused.value.message.replace("\u00a0", " ") == f"{expected} Pour les voir : planforge list library"
