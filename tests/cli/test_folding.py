from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.journal import Entry, append
from planforge.cli.folding import fold_and_tell
from planforge.cli.root import Settings
from planforge.errors import OutputError
from tests.cli.conftest import plain

if TYPE_CHECKING:
    from pathlib import Path


def told(folder: Path, capsys: pytest.CaptureFixture[str], *entries: Entry) -> str:
    for entry in entries:
        append(folder, entry)
    fold_and_tell(folder, Settings())
    return plain(capsys.readouterr().err)


def test_where_the_answers_went_is_said(murat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(
        murat,
        capsys,
        Entry("set", ("establishment", "region"), "Auvergne"),
        Entry("set", ("people", "rssi"), {"id": "rssi", "function": "RSSI"}),
    )
    assert said == "Réponses écrites dans : planforge.yaml\n"
    assert told(murat, capsys) == ""


def test_what_a_hand_changed_since_is_said_with_both_values(murat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(
        murat,
        capsys,
        Entry("set", ("document", "version"), "2.0", "0.9"),
        Entry("set", ("services", "bloc", "head"), "dsi"),
    )
    assert max(map(len, said.splitlines())) <= 80
    assert said.replace("\n    ", " ").replace(" ou\nla", " ou la").splitlines() == [
        "2 réponses n’ont pas été écrites : le fichier a été modifié à la main depuis, ou la place n’y est plus.",
        "  Documents › Version : le fichier garde « 1.0 », vous aviez répondu « 2.0 ».",
        "  Services › « bloc » › Responsable : le fichier ne garde rien, vous aviez répondu « dsi ».",
        "Si c’est votre réponse qui est juste, redonnez-la : planforge edit",
    ]


def test_what_the_disk_refuses_is_said_not_to_be_lost(
    murat: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OutputError("planforge.yaml : impossible d’écrire ici (disque plein).")

    monkeypatch.setattr("planforge.answers.folding.fold", full)
    with pytest.raises(OutputError):
        fold_and_tell(murat, Settings())
    assert plain(capsys.readouterr().err).startswith("Vos réponses sont enregistrées, et rejoindront les fichiers")
