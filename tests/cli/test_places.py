from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.cli.places import today

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command, Establishment


def test_the_option_wins_over_the_variable_and_the_variable_over_the_current_folder(
    planforge: Command, establishment: Establishment, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, named, asked = establishment("here"), establishment("named"), establishment("asked")
    monkeypatch.chdir(here)
    assert f"Dossier : {here}" in planforge("check").err
    monkeypatch.setenv("PLANFORGE_FOLDER", str(named))
    assert f"Dossier : {named}" in planforge("check").err
    assert f"Dossier : {asked}" in planforge("-C", asked, "check").err


def test_the_nearest_record_above_is_found(planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = murat / "services" / "urgences"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert f"Dossier : {murat}\n" in planforge("check").err


def test_no_record_anywhere_is_a_usage_error(
    planforge: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = planforge("check")
    assert done.code == 2
    assert "Aucun dossier d’établissement ici : planforge.yaml est introuvable" in done.err
    assert "commencez-en un avec « planforge init »" in done.err


@pytest.mark.parametrize("named_by", ["-C", "PLANFORGE_FOLDER"])
def test_a_folder_that_is_not_there_is_named_with_who_named_it(
    planforge: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named_by: str
) -> None:
    gone = tmp_path / "gone"
    if named_by == "-C":
        done = planforge("-C", gone, "check")
    else:
        monkeypatch.setenv(named_by, str(gone))
        done = planforge("check")
    assert done.code == 2
    assert f"Le dossier « {gone} » (donné par {named_by}) n’existe pas." in done.err


def test_today_is_a_date() -> None:
    assert isinstance(today(), date)
    assert today().year > 2024
