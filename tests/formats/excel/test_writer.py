from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from planforge.document.documents import Chart, ChartKind, Control, Workbook, Worksheet
from planforge.document.tables import Cell, Column, ColumnKind, Row, Table, row
from planforge.document.text import Gap
from planforge.formats.excel import ExcelWriter
from planforge.formats.excel.strings import fit
from planforge.values import Duration, clean
from tests.gate.lint import lint_xlsx
from tests.gate.pages import to_pages
from tests.gate.schema import schema_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    import openpyxl

FORMULAS = (r"[A-Z]+\d+\*[A-Z]+\d+", r"[A-Z]+\d+\*10\+[A-Z]+\d+\*4", r"SUM\([A-Z]+\d+:[A-Z]+\d+\)", r"COUNTIF\(.*\)")
CONTROL = Control("CH", "R", Gap(), Gap(), "projet", "", "A", Gap(), Gap(), "D", Gap())
HOSTILE = (
    '=HYPERLINK("http://exemple.invalid")', "+33 1 23", "-1+2", "@SUM(A1)", "_x0041_", "_x0041_x0042_", "<&>\"'",
    "{{ 7*7 }}", "a\x00b\x07c", "\ud800", "\ufffe", "a\r\nb", "  bords  ", "]]>", "\u202egauche", "😀", "tab\tici",
    "&#65;", "\u2028ligne", "mot " * 10_000, "x" * 40_000, "a\n" * 400,
)  # fmt: skip


def book_of(*texts: str, name: str = "Textes") -> Workbook:
    rows = tuple(row(f"r{number}", text) for number, text in enumerate(texts))
    table = Table("textes", (Column("text", "Texte"),), rows)
    return Workbook("essai", "Essai", "", CONTROL, (Worksheet("textes", name, "Textes", table),))


def column_of(content: bytes) -> list[object]:
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(1)
    rows = sheet.to_python(skip_empty_area=False)
    start = next(number for number, line in enumerate(rows) if line[0] == "Texte")
    return [line[0] for line in rows[start + 1 :]]


@given(st.text(min_size=1).filter(clean))
def test_any_text_comes_back_as_it_was_cleaned(text: str) -> None:
    assert column_of(ExcelWriter().write(book_of(text, "fin"))) == [clean(text), "fin"]


def test_hostile_texts_stay_text_and_stay_valid(
    reopen: Callable[[bytes], openpyxl.Workbook],
) -> None:
    content = ExcelWriter().write(book_of(*HOSTILE))
    assert lint_xlsx(content, FORMULAS) == []
    sheet = reopen(content).worksheets[1]
    cells = [line[0] for line in sheet.iter_rows(min_row=5, max_row=4 + len(HOSTILE))]
    assert {cell.data_type for cell in cells} == {"s", "n"}  # « n » is the lone surrogate, of which nothing is left
    assert [cell.quotePrefix for cell in cells[:4]] == [True] * 4
    assert column_of(content) == [fit(text) for text in HOSTILE]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_words_everywhere_else(text: str) -> None:
    control = Control(text, text, text, Gap(text), text, text, text, Gap(text), text, text, Gap(), text)
    columns = (
        Column(text, text, choices=(text, "autre"), tones={text: "stop"}, note=text, editable=True),  # type: ignore[dict-item] # any text
        Column("b", text),
    )
    rows = (row(text, Cell(text, note=text, link=text), Cell(text, default=True, link=f"#{text}")),)
    table = Table(text, columns, rows, caption=text, note=text)
    chart = Chart(ChartKind.RADAR, text, text, ("b",), text)
    sheet = Worksheet(text, text, text, table, facts=((text, text),), chart=chart)
    content = ExcelWriter().write(Workbook(text, text, text, control, (sheet, sheet)))
    assert lint_xlsx(content, FORMULAS) == []


def test_a_text_of_two_megabytes_is_cut_and_says_so() -> None:
    (found, _) = column_of(ExcelWriter().write(book_of("é" * 2_000_000, "fin")))
    assert str(found).endswith("… (texte coupé, voir le dossier)")


def test_demo_has_no_finding(demo_bytes: bytes) -> None:
    assert lint_xlsx(demo_bytes, FORMULAS) == []


@pytest.mark.schema
def test_demo_and_hostile_texts_satisfy_the_schema(demo_bytes: bytes, tmp_path: Path) -> None:
    for name, content in (("demo", demo_bytes), ("hostile", ExcelWriter().write(book_of(*HOSTILE)))):
        (tmp_path / f"{name}.xlsx").write_bytes(content)
        assert schema_findings(tmp_path / f"{name}.xlsx") == []


@pytest.mark.schema
@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_kind_of_chart_satisfies_the_schema(
    single: Callable[..., Workbook], kind: ChartKind, tmp_path: Path
) -> None:
    columns = (Column("a", "Nom"), Column("b", "Lits", ColumnKind.NUMBER), Column("c", "Délai", ColumnKind.DURATION))
    rows = (row("x", "A", 2, Gap()), row("y", "B", None, Duration(60)))
    content = ExcelWriter().write(single(columns, rows, chart=Chart(kind, "Titre", "a", ("b", "c"))))
    (tmp_path / "chart.xlsx").write_bytes(content)
    assert schema_findings(tmp_path / "chart.xlsx") == []
    assert lint_xlsx(content, FORMULAS) == []


@pytest.mark.office
def test_demo_prints_on_few_pages(demo_bytes: bytes, tmp_path: Path) -> None:
    file = tmp_path / "demo.xlsx"
    file.write_bytes(demo_bytes)
    assert to_pages([file], tmp_path / "pdf")[file] == 6


def test_same_workbook_same_bytes(demo: Workbook, demo_bytes: bytes) -> None:
    assert ExcelWriter().write(demo) == demo_bytes


def test_bytes_do_not_follow_the_hash_seed() -> None:
    script = (
        "import hashlib, runpy; from planforge.formats.excel import ExcelWriter;"
        "from planforge.document.documents import Workbook;"
        f"d = runpy.run_path({str(Path(__file__).with_name('conftest.py'))!r});"
        "b = Workbook('a', 'A', '', d['a_control'](), (d['applications_sheet'](), d['follow_up_sheet']()));"
        "print(hashlib.sha256(ExcelWriter().write(b)).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_package_carries_no_clock(demo_bytes: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(demo_bytes)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        assert names == ["[Content_Types].xml", *sorted(names[1:])]
        assert archive.read("docProps/core.xml").count(b"2026-11-20T00:00:00Z") == 2


def test_values_come_back_typed(demo_bytes: bytes) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(demo_bytes))
    rows = book.get_sheet_by_name("Applications").to_python(skip_empty_area=False)
    header = next(number for number, line in enumerate(rows) if line[0] == "Groupe")
    first, second = (dict(zip(rows[header], rows[header + number], strict=True)) for number in (1, 2))
    assert first["Groupe"] == "Vague 0 — socle"
    assert first["Feuilles par jour"] == 36  # the formula's value, computed before any opening
    assert second["Dernier test"] == date(2026, 2, 14)
    assert second["Chances de tenir"] == pytest.approx(0.725)
    assert second["Volume"] == 850
    assert second["Débit de restauration"] == 101
    assert rows[header + 13][5] == 606


def test_durations_are_days_shown_in_hours(demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]) -> None:
    cell = reopen(demo_bytes)["Applications"]["I8"]
    assert cell.number_format == '[h]"\u00a0h"'
    with zipfile.ZipFile(io.BytesIO(demo_bytes)) as archive:
        assert f"<v>{4 / 24!r}</v>".encode() in archive.read("xl/worksheets/sheet2.xml")


def test_formulas_and_links(demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]) -> None:
    sheet = reopen(demo_bytes)["Applications"]
    assert sheet["H8"].value == "=F8*G8"
    assert sheet["F20"].value == "=SUM(F8:F19)"
    assert sheet["A1"].hyperlink.location == "'À lire'!A1"
    assert sheet["B8"].hyperlink.location == "'Suivi crise première heure DSI'!A6"
    assert sheet["P10"].hyperlink.target == "https://exemple.invalid/proc?id=1&v=%C3%A9%20x"


def test_table_filter_and_frozen_header(demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]) -> None:
    sheet = reopen(demo_bytes)["Applications"]
    table = sheet.tables["t_applications"]
    assert (table.ref, table.autoFilter.ref) == ("A7:Q19", "A7:Q19")
    assert sheet.freeze_panes == "C8"
    assert sheet.print_title_rows == "$7:$7"
    assert sheet.print_area.startswith("'Applications'!$A$2:$P$")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert "Centre hospitalier de Valmont && Vallée" in str(sheet.oddHeader)
    assert "Page &P / &N" in str(sheet.oddFooter)


def test_choices_are_enforced_in_french(demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]) -> None:
    book = reopen(demo_bytes)
    rules = {str(rule.sqref): rule for rule in book["Applications"].data_validations.dataValidation}
    rule = rules["D8:D19"]
    assert rule.formula1 == "liste_applications_critical"
    assert rule.showErrorMessage
    assert rule.error == "Choisissez un mot de la liste\u00a0: la flèche est à droite de la cellule."
    assert book.defined_names["liste_applications_critical"].attr_text == "'Listes'!$A$2:$A$4"
    assert [cell.value for cell in book["Listes"]["A"]][1:] == ["Vitale", "Importante", "Ordinaire", None][:3]
    assert book["Listes"].sheet_state == "hidden"
    assert rules["O8:O19"].type == "date"


def test_colours_follow_the_words(demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]) -> None:
    formats = reopen(demo_bytes)["Applications"].conditional_formatting
    rules = {str(found.sqref): [rule.formula[0] for rule in found.rules] for found in formats}
    assert rules["A8:P19"] == ['LEFT(A8,11)="À COMPLÉTER"']
    assert rules["D8:D19"] == ['"Vitale"', '"Importante"']
    assert rules["A8:A19"] == ["$A8<>$A7"]


def test_protected_sheet_opens_only_its_editable_cells(
    demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]
) -> None:
    book = reopen(demo_bytes)
    sheet = book["Suivi crise première heure DSI"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.protection.autoFilter
    assert [cell.protection.locked for cell in sheet[6]][:4] == [True, True, False, False]
    assert sheet["D6"].fill.fgColor.rgb == "FFFFFBE0"
    assert sheet["C6"].value == "☑"
    assert not book["Applications"].protection.sheet


def test_notes_are_comments(demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]) -> None:
    sheet = reopen(demo_bytes)["Applications"]
    assert sheet["G7"].comment.text == "Combien de feuilles par lit et par jour."
    assert sheet["I9"].comment.text == "Valeur du catalogue, type « laboratoire »."


def test_default_values_are_marked_and_still_compute(
    demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]
) -> None:
    cell = reopen(demo_bytes)["Applications"]["G10"]
    assert cell.value == 3
    assert cell.number_format == '#,##0"\u00a0◊"'
    assert cell.font.italic


def test_charts_are_native_with_french_axes(demo_bytes: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(demo_bytes)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert "'Applications'!$I$8:$I$19" in chart
    for words in ("Reprise voulue et prévue", "Délai", "RTO voulu"):
        assert words in chart


def test_durations_are_drawn_on_an_axis_that_doubles(single: Callable[..., Workbook]) -> None:
    columns = (Column("a", "A"), Column("b", "DMIA", ColumnKind.DURATION))
    rows = (row("x", "x", Duration(30)), row("y", "y", Duration(43_200)), row("z", "z", None))

    def drawn(*listed: Row) -> str:
        content = ExcelWriter().write(single(columns, listed, chart=Chart(ChartKind.BAR, "Titre", "a", ("b",))))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read("xl/charts/chart1.xml").decode()

    chart = drawn(*rows)
    assert '<logBase val="2"/>' in chart
    assert f'<max val="32"/><min val="{2**-7}"/>' in chart
    assert f'<crossesAt val="{2**-7}"/>' in chart
    assert "chaque trait vaut le double" in chart
    assert "logBase" not in drawn(rows[2])


def test_properties_and_first_sheet(demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]) -> None:
    book = reopen(demo_bytes)
    assert book.active is book["À lire"]
    assert book.properties.title == "Applications et reprise"
    assert book.properties.creator == "Centre hospitalier de Valmont & Vallée"
    assert book.properties.language == "fr-FR"
    assert book.sheetnames == [
        "À lire", "Applications", "Suivi crise première heure DSI", "Équipes", "Écarts", "Listes",
    ]  # fmt: skip


def test_contents_list_the_sheets_and_explain_the_marks(
    demo_bytes: bytes, reopen: Callable[[bytes], openpyxl.Workbook]
) -> None:
    sheet = reopen(demo_bytes)["À lire"]
    words = {str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert {"Applications et reprise", "PCRI-CHV-APP", "7K4-Q2M", "À COMPLÉTER (Directrice)"} <= words
    assert any(text.startswith("◊ valeur par défaut à valider") for text in words)
    links = {cell.value: cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink}
    assert links["Applications"] == "'Applications'!A2"
    values = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(demo_bytes)).get_sheet_by_name("À lire")
    assert ["Applications", "Applications : objectifs et capacités", 12.0, 3.0] in [
        line[:4] for line in values.to_python()
    ]


def test_openpyxl_loads_only_to_write() -> None:
    script = "import sys, planforge.formats.excel; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_kind_of_column_waits_for_its_values(
    single: Callable[..., Workbook], reopen: Callable[[bytes], openpyxl.Workbook]
) -> None:
    columns = tuple(Column(kind, kind, kind, editable=True) for kind in ColumnKind)
    content = ExcelWriter().write(single(columns, ()))
    assert lint_xlsx(content, FORMULAS) == []
    sheet = reopen(content).worksheets[1]
    formats = {sheet.cell(4, number).value: sheet.cell(5, number).number_format for number in range(1, 9)}
    assert formats["date"] == "dd/mm/yyyy"
    assert formats["duration"].startswith("[<2]")
    assert formats["text"] == "General"


def test_signs_stand_in_the_middle_under_upright_titles_without_filters(
    single: Callable[..., Workbook], reopen: Callable[[bytes], openpyxl.Workbook]
) -> None:
    columns = (Column("name", "Système"), Column("t1", "J1", ColumnKind.MARK), Column("t2", "J2", ColumnKind.MARK))
    content = ExcelWriter().write(single(columns, (row("ad", "Annuaire", "■", ""),)))
    assert lint_xlsx(content, FORMULAS) == []
    sheet = reopen(content).worksheets[1]
    title = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "J1")
    sign = sheet.cell(title.row + 1, title.column)
    assert title.alignment.textRotation == 90
    assert (sign.value, sign.alignment.horizontal, bool(sign.alignment.wrap_text)) == ("■", "center", False)
    (table,) = sheet.tables.values()
    assert [(one.colId, one.hiddenButton) for one in table.autoFilter.filterColumn] == [(1, True), (2, True), (3, True)]
