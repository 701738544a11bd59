from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from planforge.binder import layout as binder_layout
from planforge.cli import layout
from planforge.cli.layout import office_program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.cli.conftest import Command

LACKING = {
    "program": "--page-numbers : installez LibreOffice, ou retirez l’option. Rien n’a été écrit.",
    "library": "--page-numbers : installez la bibliothèque pypdf (pip install pypdf), "
    "ou retirez l’option. Rien n’a été écrit.",
    "both": "--page-numbers : installez LibreOffice et la bibliothèque pypdf (pip install pypdf), "
    "ou retirez l’option. Rien n’a été écrit.",
}


class NoOffice:
    """A LibreOffice that refuses every file."""

    def __init__(self, program: str) -> None:
        assert program == "/usr/bin/soffice"

    def lay_out(self, files: Mapping[str, bytes]) -> dict[str, dict[str, int]]:
        assert files
        return {}


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(layout, "_MAC", "/nowhere/soffice")
    for name in ("ProgramFiles", "ProgramFiles(x86)"):
        monkeypatch.delenv(name, raising=False)


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", {"soffice": "/usr/bin/soffice"}.get)


@pytest.mark.parametrize("lacking", LACKING)
def test_what_lacks_is_said_and_nothing_is_written(
    planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking == "library":
        install(monkeypatch)
    if lacking != "program":
        monkeypatch.setattr(layout, "find_spec", lambda _: None)
    before = sorted(murat.rglob("*"))
    done = planforge("-C", murat, "build", "--page-numbers")
    assert (done.code, done.out) == (6, "")
    assert LACKING[lacking] in done.err
    assert sorted(murat.rglob("*")) == before


def test_what_lacks_is_json_where_json_is_asked_for(planforge: Command, murat: Path) -> None:
    done = planforge("-C", murat, "--json", "build", "--page-numbers")
    assert done.code == 6
    assert "installez LibreOffice" in json.loads(done.out)["problems"][0]["message"]


def test_without_the_option_nothing_is_needed(planforge: Command, murat: Path) -> None:
    assert planforge("-C", murat, "build", "--only", "bia").code == 0


def test_documents_that_libreoffice_refuses_are_told(
    planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch)
    monkeypatch.setattr(binder_layout, "LibreOffice", NoOffice)
    done = planforge("-C", murat, "build", "--only", "pca", "--page-numbers")
    assert done.code == 0
    assert "LibreOffice met en page 1 document…" in done.err
    assert "pca.docx : LibreOffice n’a pas pu le mettre en page, son sommaire reste sans numéros." in done.err
    said = json.loads(planforge("-C", murat, "--json", "-q", "build", "--only", "pca", "--page-numbers").out)
    assert said["establishments"][0]["unnumbered"] == ["pca.docx"]


def test_libreoffice_is_found_on_the_path_under_both_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert office_program() == ""
    monkeypatch.setattr(shutil, "which", {"libreoffice": "/opt/libreoffice"}.get)
    assert office_program() == "/opt/libreoffice"
    install(monkeypatch)
    assert office_program() == "/usr/bin/soffice"


def test_libreoffice_is_found_where_windows_and_macos_put_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "LibreOffice" / "program"
    folder.mkdir(parents=True)
    (folder / "soffice.exe").write_bytes(b"")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert office_program() == str(folder / "soffice.exe")
    (folder / "soffice.com").write_bytes(b"")
    assert office_program() == str(folder / "soffice.com")
    monkeypatch.delenv("ProgramFiles")
    monkeypatch.setattr(layout, "_MAC", str(folder / "soffice.exe"))
    assert office_program() == str(folder / "soffice.exe")


def test_the_help_says_what_the_option_needs(planforge: Command) -> None:
    told = " ".join(planforge("build", "--help").out.split())
    assert "--page-numbers Numéroter les pages des sommaires (demande LibreOffice et pypdf)." in told
