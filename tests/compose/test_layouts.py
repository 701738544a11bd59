from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge import resources
from planforge.compose.blocks import ward
from planforge.compose.layouts import sheet_layout
from planforge.document.blocks import Emphasis
from planforge.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.compose.context import Context

ZONES = frozenset({"quarter", "stop", "forms"})


def _layout(folder: Path, *rows: str) -> Path:
    lines = ["kicker: Fiche", "rows:", *(f"  - {row}" for row in rows)]
    (folder / "sheets").mkdir(parents=True)
    safe = [
        f"  - - {{zone: {zone}, title: Z, span: 12}}"
        for zone in ("quarter", "stop")
        if f"zone: {zone}" not in str(rows)
    ]
    (folder / "sheets" / "fiche.yaml").write_text("\n".join([*lines, *safe]) + "\n", "utf-8")
    return folder


def test_a_layout_is_read_with_its_words_in_french(tmp_path: Path) -> None:
    folder = _layout(tmp_path, "- {zone: stop, title: STOP, span: 12, emphasis: stop, keep: oui}")
    row, *_safe = sheet_layout([folder], "fiche", ZONES).rows
    assert (row[0].zone, row[0].span, row[0].emphasis, row[0].keep) == ("stop", 12, Emphasis.STOP, True)


def test_a_title_may_be_the_word_oui(tmp_path: Path) -> None:
    folder = _layout(tmp_path, "- {zone: stop, title: oui, span: 12}")
    assert sheet_layout([folder], "fiche", ZONES).rows[0][0].title == "oui"


@pytest.mark.parametrize(
    ("row", "column", "message", "hint"),
    [
        (
            "- {zone: stopp, title: STOP, span: 12}",
            14,
            "La zone « stopp » n’existe pas.",
            "Zones possibles : forms, quarter, stop.",
        ),
        (
            "- {zone: stop, title: STOP, span: 5}",
            5,
            "La ligne 2 remplit 5 colonnes au lieu de 12.",
            "Corrigez les « span » de cette ligne.",
        ),
        (
            "- {zone: stop, title: STOP, span: treize}",
            39,
            "« rows › 2 › 1 › span » ne se lit pas dans ce fichier de mise en page.",
            "Comparez avec le fichier de même nom livré avec planforge.",
        ),
        (
            "- {zone: stop, titre: STOP, span: 12}",
            27,
            "« rows › 2 › 1 › titre » ne se lit pas dans ce fichier de mise en page.",
            "Cette clé n’existe pas : vérifiez son orthographe, ou retirez-la.",
        ),
    ],
)
def test_a_fault_is_told_with_its_file_its_line_and_what_to_do(
    tmp_path: Path, row: str, column: int, message: str, hint: str
) -> None:
    folder = _layout(tmp_path, "- {zone: quarter, title: Q, span: 12}", row)
    with pytest.raises(TemplateError) as caught:
        sheet_layout([folder], "fiche", ZONES)
    problem = next(one for one in caught.value.problems if one.message.replace("\u00a0", " ") == message)
    assert str(problem.location) == f"sheets/fiche.yaml:4:{column}"
    assert problem.hint.replace("\u00a0", " ") == hint
    assert row.removeprefix("- ") in problem.frame


def test_bad_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    folder = _layout(tmp_path, "- {zone: stop, title: 'STOP, span: 12}")
    with pytest.raises(TemplateError) as caught:
        sheet_layout([folder], "fiche", ZONES)
    assert caught.value.problems[0].location.file == "sheets/fiche.yaml"
    assert caught.value.problems[0].location.line >= 3


def test_the_layout_of_the_hospital_wins(tmp_path: Path) -> None:
    own = _layout(tmp_path, "- {zone: stop, title: À nous, span: 12}")
    folders = [own, resources.templates_folder()]
    assert sheet_layout(folders, "fiche", ZONES).rows[0][0].title == "À nous"


def test_the_packaged_sheet_prints_every_zone_once_and_keeps_stop(context: Context) -> None:
    zones = frozenset(ward.zones(context, context.plan.service["urgences"]))
    layout = sheet_layout([resources.templates_folder()], "fiche", zones)
    placed = [zone for row in layout.rows for zone in row]
    assert sorted(zone.zone for zone in placed) == sorted(zones)
    assert {zone.zone for zone in placed if zone.keep} == {"quarter", "stop"}


def test_no_sheet_goes_without_its_first_quarter_or_its_stop(tmp_path: Path) -> None:
    (tmp_path / "sheets").mkdir()
    text = "kicker: Fiche\nrows:\n  - - {zone: forms, title: Formulaires, span: 12}\n"
    (tmp_path / "sheets" / "fiche.yaml").write_text(text, "utf-8")
    with pytest.raises(TemplateError) as caught:
        sheet_layout([tmp_path], "fiche", ZONES)
    said = [problem.message.replace("\u00a0", " ") for problem in caught.value.problems]
    assert said == ["La zone « quarter » manque.", "La zone « stop » manque."]


def test_a_zone_stands_in_one_place_only(tmp_path: Path) -> None:
    folder = _layout(tmp_path, "- {zone: forms, title: A, span: 12}", "- {zone: forms, title: B, span: 12}")
    with pytest.raises(TemplateError) as caught:
        sheet_layout([folder], "fiche", ZONES)
    (problem,) = caught.value.problems
    assert problem.message.replace("\u00a0", " ") == "La zone « forms » est placée deux fois."
    assert str(problem.location) == "sheets/fiche.yaml:4:14"
