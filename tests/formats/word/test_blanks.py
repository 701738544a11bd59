from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import Blank, Blanks, Emphasis, Orientation, Sheet, SheetRow, SheetZone
from planforge.document.tables import Column, Table, row
from tests.gate.lint import lint_docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.documents import Document
    from planforge.formats.word import WordWriter

LINES = Blanks("p", ((Blank("Nom", 8), Blank("Sexe", 4, ("F", "M"))), (Blank("Adresse"),)), 9)
CHECKS = Blanks("c", ((Blank("", 6, ("Contact",)), Blank("", 6, ("Air",))),), 7, ruled=False)
GRID = Table(
    "g", (Column("a", "Heure"), Column("b", "Pouls")), (row("g.1", "8 h", None), row("g.2", "", None)), row_height=8
)


@pytest.fixture
def form() -> Sheet:
    """A form with every kind of block to write in."""
    rows = (
        SheetRow((SheetZone("p", "Patient", (LINES,), 8, "étiquette", Emphasis.STOP, flush=True),)),
        SheetRow(
            (SheetZone("c", "Précautions", (CHECKS,), 6, flush=True), SheetZone("g", "Relevé", (GRID,), 6, flush=True))
        ),
    )
    side, foot = ("CH de Valmont", "Feuille n° ____"), ("F-X · v1.2", "modèle proposé")
    return Sheet("f-x", "F-X", "Essai", side, "PROJET", rows, foot, blank=True, legend="IDE, au lit.")


@pytest.fixture
def xml(document_of: Callable[..., Document], body_of: Callable[..., str], form: Sheet) -> str:
    return body_of(document_of(form))


def test_a_blank_is_a_cell_of_its_width_with_its_label(xml: str) -> None:
    rows = [found for found in re.findall(r"<w:tr>.*?</w:tr>", xml) if ">Nom<" in found or ">Adresse<" in found]
    spans = [int(span) for span in re.findall(r'gridSpan w:val="(\d+)"', rows[0][rows[0].rindex("<w:tbl>") :])]
    assert spans == [8, 4]
    assert 'w:trHeight w:val="510" w:hRule="atLeast"' in rows[0]  # 9 mm


def test_boxes_can_be_ticked_with_a_pen_or_a_click(xml: str) -> None:
    assert xml.count("<w14:checkbox>") == 4
    assert re.search(r">Sexe<.*?☐.*?>\u00a0F<.*?☐.*?>\u00a0M<", xml)
    tags = re.findall(r'<w:tag w:val="([^"]+)"', xml)
    assert len(set(tags)) == len(tags)


def test_rules_part_what_is_written_not_what_is_ticked(xml: str) -> None:
    assert xml.count('<w:insideV w:val="single"') == 2  # lines and grid
    assert xml.count('<w:insideV w:val="nil"') == 1


def test_tables_are_as_wide_as_their_zone(xml: str) -> None:
    outer = [int(width) for width in re.findall(r'<w:tcW w:w="(\d+)" w:type="dxa"/><w:gridSpan w:val="11"/>', xml)]
    inner = [int(width) for width in re.findall(r'<w:tblW w:w="(\d+)"', xml)]
    assert set(outer) & set(inner)
    assert '<w:tcMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>' in xml


def test_an_empty_cell_holds_no_word(xml: str) -> None:
    grid = xml[xml.index(">Pouls<") :].partition("</w:tbl>")[0]
    assert re.findall(r"<w:t[^>]*>([^<]*)</w:t>", grid) == ["8 h"]


def test_the_band_has_its_code_on_ink_and_its_name_on_paper(xml: str) -> None:
    band = xml[: xml.index("Patient")]
    assert re.findall(r">(F-X|Essai|IDE, au lit\.|CH de Valmont|PROJET)<", band) == [
        "F-X",
        "Essai",
        "IDE, au lit.",
        "CH de Valmont",
        "PROJET",
    ]
    assert band.count('w:fill="1F3A5F"') == 1


def test_a_band_with_nothing_at_its_right_is_sound(
    writer: WordWriter, document_of: Callable[..., Document], form: Sheet
) -> None:
    bare = replace(form, side=(), banner="", legend="")
    assert lint_docx(writer.write(document_of(bare))) == []


@pytest.mark.parametrize("orientation", Orientation)
@pytest.mark.parametrize("scale", [1.0, 0.85])
def test_a_form_is_sound_either_way_up(
    writer: WordWriter, document_of: Callable[..., Document], form: Sheet, orientation: Orientation, scale: float
) -> None:
    data = writer.write(document_of(replace(form, orientation=orientation, scale=scale)))
    assert lint_docx(data) == []
