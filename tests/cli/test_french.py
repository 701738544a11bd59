from __future__ import annotations

import ast
import gettext
import os
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from planforge.cli.french import DOMAIN, FOLDER, speak_french
from planforge.cli.root import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Command

SCRIPT = Path(__file__).parent / "make_catalogue.py"
SOURCE = Path(FOLDER) / "fr" / "LC_MESSAGES" / "messages.po"
NOT_WORDS = {"%(prog)s, version %(version)s", "Options", "deprecated"}


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    compiled = runpy.run_path(str(SCRIPT))["compiled"]
    assert SOURCE.with_suffix(".mo").read_bytes() == compiled(SOURCE.read_text("utf-8"))


def test_every_sentence_of_the_installed_click_has_its_french() -> None:
    catalogue = gettext.translation(DOMAIN, FOLDER, ["fr"])
    messages = sorted(set(_messages()))
    assert len(messages) > 40
    same = [one for one, many in messages if one not in NOT_WORDS and _said(catalogue, one, many, 1) == one]
    assert same == []


@pytest.mark.parametrize("count", [1, 2])
def test_translations_ask_for_nothing_that_click_does_not_give(count: int) -> None:
    catalogue = gettext.translation(DOMAIN, FOLDER, ["fr"])
    for one, many in sorted(set(_messages())):
        given = {name: "x" for text in (one, many) for name in _names(text)}
        assert set(_names(_said(catalogue, one, many, count))) <= given.keys(), one


def test_the_translations_are_typeset() -> None:
    text = SOURCE.read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("msgstr") and "Content" not in line]
    assert len(lines) > 60
    assert [line for line in lines if any(mark in line for mark in (" :", " ?", "« ", " »"))] == []
    assert [line for line in lines if "l'" in line or "d'" in line or "n'" in line] == []


def test_the_environment_of_other_processes_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    before = {name: value for name, value in os.environ.items() if name != "LANGUAGE"}
    speak_french()
    assert gettext.gettext("Usage:") == "Utilisation\u00a0:"
    assert {name: value for name, value in os.environ.items() if name != "LANGUAGE"} == before


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chek"], "Erreur : La commande « chek » n’existe pas. Vouliez-vous dire « check » ou « schema » ?"),
        (["verifer"], "Erreur : La commande « verifer » n’existe pas. Vouliez-vous dire « check » ?"),
        (["zzz"], f"La commande « zzz » n’existe pas. Commandes : {', '.join(COMMANDS)}."),
        (["--jsn"], "Erreur : L’option « --jsn » n’existe pas. Vouliez-vous dire '--json' ?"),
        (
            ["check", "--sevrity", "x"],
            "« --sevrity » n’existe pas. Vouliez-vous dire l’un de ceux-ci : '--scenario', '--severity', '--strict' ?",
        ),
        (["check", "--severity", "grave"], "« grave » n’est pas prévu. Valeurs : 'blocking', 'major', 'minor', 'info'"),
        (["check", "--severity"], "L’option « --severity » attend une valeur."),
        (["check", "--strict=1"], "L’option « --strict » ne prend pas de valeur."),
        (["check", "a", "b"], "Des mots de trop : a b"),
        (["check", "a"], "Un mot de trop : a"),
        (["--as-of", "31/02/2026", "check"], "« 31/02/2026 » n’existe pas au calendrier."),
        (["build", "--jobs", "0"], "0 est hors des limites 1<=x<=64."),
        (["build", "--jobs", "deux"], "« deux » n’est pas un nombre correct."),
        (["build", "nowhere"], "Dossier « nowhere » introuvable."),
        (["-C", "file.txt", "check"], "« file.txt » est un fichier, pas un dossier."),
        (["schema", "--output", "."], "« . » est un dossier, pas un fichier."),
        (["--log-file", "nowhere/x.log", "check"], "--log-file : « nowhere/x.log » ne peut pas être écrit."),
    ],
)
def test_usage_errors_are_french_and_end_with_2(
    planforge: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").touch()
    done = planforge(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert expected in done.err
    assert "Usage" not in done.err
    assert "Error" not in done.err


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["check", "-h"], ["init", "--help"]])
def test_help_is_french_without_any_language_set(apart: Command, tmp_path: Path, arguments: list[str]) -> None:
    done = apart(*arguments, cwd=tmp_path)
    assert done.code == 0
    assert done.out.startswith("Utilisation : planforge")
    assert "Options :" in done.out
    assert "Afficher cette aide." in done.out
    for english in ("Usage", "Show this", "Options:", "Commands", "required", "default"):
        assert english not in done.out


def _messages() -> Iterator[tuple[str, str]]:
    """The sentences that click's sources hand to gettext; the plural is the singular where there is one form."""
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                texts = [text.value for text in node.args[:2] if isinstance(text, ast.Constant)]
                if texts:
                    yield str(texts[0]), str(texts[-1])


def _said(catalogue: gettext.NullTranslations, one: str, many: str, count: int) -> str:
    return catalogue.gettext(one) if one == many else catalogue.ngettext(one, many, count)


def _names(text: str) -> list[str]:
    import string  # noqa: PLC0415 - only here

    return [name for _, name, _, _ in string.Formatter().parse(text) if name]
