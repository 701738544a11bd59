from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import Orientation, Paragraph, Sheet, SheetRow, SheetZone
from planforge.document.geometry import FOOT, SCALES
from planforge.document.text import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from planforge.document.documents import Document
    from planforge.formats.word import WordWriter

    Parts: TypeAlias = Callable[[bytes], dict[str, str]]


def _alone(document_of: Callable[..., Document], *sheets: Sheet) -> Document:
    return document_of(*sheets)


def test_a_sheet_is_one_table_without_floating_shapes(
    document_of: Callable[..., Document], body_of: Callable[..., str], ward_sheet: Sheet
) -> None:
    xml = body_of(_alone(document_of, ward_sheet))
    assert xml.count("<w:tbl>") == 2  # the sheet and the forms nested in it
    assert "<w:drawing>" not in xml
    assert "w:tblpPr" not in xml


def test_every_row_of_the_sheet_covers_its_grid(
    document_of: Callable[..., Document], body_of: Callable[..., str], ward_sheet: Sheet
) -> None:
    xml = body_of(_alone(document_of, ward_sheet))
    outer = re.sub(r"(?<=.)<w:tbl>.*?</w:tbl>", "", xml[xml.index("<w:tbl>") + 7 :])
    columns = len(re.findall("<w:gridCol ", outer))
    for row in re.findall(r"<w:tr>.*?</w:tr>", outer):
        cells = re.findall(r"<w:tcPr>.*?</w:tcPr>", row)
        spans = [int(found[1]) if (found := re.search(r'gridSpan w:val="(\d+)"', cell)) else 1 for cell in cells]
        assert sum(spans) == columns == 23


def test_a_document_of_sheets_has_no_header_and_each_foot_once(
    writer: WordWriter,
    document_of: Callable[..., Document],
    ward_sheet: Sheet,
    parts_of: Parts,
) -> None:
    sheets = (ward_sheet, replace(ward_sheet, id="b"), replace(ward_sheet, id="c", foot=("autre", "pied")))
    parts = parts_of(writer.write(_alone(document_of, *sheets)))
    assert [name for name in parts if "header" in name] == []
    assert [name for name in parts if "footer" in name] == ["word/footer1.xml", "word/footer2.xml"]
    assert "PCRA-CHV-URG" in parts["word/footer1.xml"]
    assert parts["word/document.xml"].count("<w:sectPr>") == 3


def test_a_sheet_within_a_document_keeps_reference_marking_and_page(
    writer: WordWriter,
    document_of: Callable[..., Document],
    ward_sheet: Sheet,
    parts_of: Parts,
) -> None:
    document = document_of(Paragraph(text("avant")), ward_sheet, Paragraph(text("après")))
    parts = parts_of(writer.write(document))
    foot = parts["word/footer4.xml"]
    assert "PRA-CHV · v1.2 · TLP:AMBER" in foot
    assert "NUMPAGES" in foot
    assert len(re.findall("<w:sectPr>", parts["word/document.xml"])) == 3


def test_stop_has_a_thick_red_frame_and_white_on_red_title(
    document_of: Callable[..., Document], body_of: Callable[..., str], ward_sheet: Sheet
) -> None:
    xml = body_of(_alone(document_of, ward_sheet))
    assert re.search(r'<w:left w:val="single" w:sz="32" w:space="0" w:color="B91C1C"/>', xml)
    title = xml[: xml.index("STOP — sauf")]
    assert 'w:fill="B91C1C"' in title[-500:]
    assert '<w:pStyle w:val="SheetZoneStop"/>' in title[-300:]


@pytest.mark.parametrize(("scale", "half_points"), [(0.92, 23), (0.5, 22)])  # 12.5 points x 0.92; at least 11 points
def test_scale_multiplies_the_size_of_type_down_to_what_is_still_read(
    document_of: Callable[..., Document], body_of: Callable[..., str], ward_sheet: Sheet, scale: float, half_points: int
) -> None:
    xml = body_of(_alone(document_of, replace(ward_sheet, scale=scale)))
    first = xml[: xml.index("Écran de rançon : débrancher")]
    assert f'<w:sz w:val="{half_points}"/>' in first[-150:]


def test_the_foot_of_a_scaled_sheet_is_as_large_as_the_fitting_reckons(
    writer: WordWriter, document_of: Callable[..., Document], ward_sheet: Sheet, parts_of: Parts
) -> None:
    parts = parts_of(writer.write(_alone(document_of, replace(ward_sheet, scale=SCALES[-1]))))
    assert f'<w:sz w:val="{FOOT.at(SCALES[-1])}"/>' in parts["word/footer1.xml"]


def test_gaps_are_the_only_rows_of_exact_height(
    document_of: Callable[..., Document], body_of: Callable[..., str], ward_sheet: Sheet
) -> None:
    xml = body_of(_alone(document_of, ward_sheet))
    assert xml.count('w:hRule="exact"') == len(ward_sheet.rows)


def test_a_landscape_sheet_lies_on_its_side(
    document_of: Callable[..., Document], body_of: Callable[..., str], ward_sheet: Sheet
) -> None:
    xml = body_of(_alone(document_of, replace(ward_sheet, orientation=Orientation.LANDSCAPE)))
    assert 'w:w="16838" w:h="11906" w:orient="landscape"' in xml


def test_a_row_that_does_not_fill_twelve_columns_still_covers_the_grid(
    document_of: Callable[..., Document], body_of: Callable[..., str], ward_sheet: Sheet
) -> None:
    half = SheetRow((SheetZone("half", "Moitié", (), 6),))
    xml = body_of(_alone(document_of, replace(ward_sheet, rows=(half, SheetRow(())))))
    for row in re.findall(r"<w:tr>.*?</w:tr>", xml):
        spans = [int(span) for span in re.findall(r'gridSpan w:val="(\d+)"', row)]
        assert sum(spans) == 23
