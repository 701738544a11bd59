from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.journal import Entry, append
from planforge.cli.folding import fold_and_tell
from planforge.cli.root import Settings
from tests.cli.conftest import plain

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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
    assert said.splitlines() == [
        "2 réponses n’ont pas été écrites : le fichier a été modifié à la main depuis, ou la place n’y est plus.",
        "  Documents › Version : le fichier garde « 1.0 », vous aviez répondu « 2.0 ».",
        "  services › bloc › head : le fichier garde rien, vous aviez répondu « dsi ».",
    ]
