from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planforge.compose.fitting import Moved, fit, height_in_mm
from planforge.compose.heights import band_height, room_height, sheet_height
from planforge.document import geometry
from planforge.document.blocks import (
    Blank,
    Blanks,
    Block,
    Checklist,
    Emphasis,
    ItemList,
    ListItem,
    Orientation,
    Paragraph,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.documents import Control, Document
from planforge.document.outline import walk
from planforge.document.tables import Cell, Column, RowKind, Table, row
from planforge.document.text import Gap, Run, Tick, plain
from planforge.formats.word import WordWriter
from planforge.formats.word import sheets as word_sheets
from planforge.formats.word.charter import read_charter
from planforge.resources import templates_folder
from tests.gate.pages import to_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.compose.conftest import MakeSheet

PRIORITIES = {"trigger": 8, "deciders": 9, "hour": 7, "day": 4, "forms": 2, "return": 3}
CONTROL = Control("CH", "R", "1", Gap(), "projet", "interne", Gap(), Gap(), Gap(), Gap(), Gap())
fixture_is_pure = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


def one_zone(*blocks: Block, span: int = 12, emphasis: Emphasis = Emphasis.PLAIN, scale: float = 1.0) -> Sheet:
    zone = SheetZone("z", "Zone", blocks, span, emphasis=emphasis)
    return Sheet("s", "Fiche", "Titre", (), "", (SheetRow((zone,)),), (), scale)


def zone(sheet: Sheet, identifier: str) -> SheetZone:
    return next(zone for row in sheet.rows for zone in row.zones if zone.id == identifier)


def words(sheet: Sheet) -> list[str]:
    """Every line of a sheet's zones."""
    found: list[str] = []
    for block in walk([sheet]):
        if isinstance(block, Checklist | ItemList):
            found += [plain(item.text) for item in block.items]
        elif isinstance(block, Paragraph):
            found.append(plain(block.text))
        elif isinstance(block, Table):
            found += [" — ".join(str(cell.value) for cell in each.cells) for each in block.rows]
    return found


def test_a_short_sheet_keeps_its_size(make_sheet: MakeSheet) -> None:
    fitted, moved = fit(make_sheet(1, 4), PRIORITIES)

    assert fitted == make_sheet(1, 4)
    assert moved == ()


def test_a_longer_sheet_is_printed_smaller_before_anything_moves(make_sheet: MakeSheet) -> None:
    fitted, moved = fit(make_sheet(1, 8), PRIORITIES)

    assert fitted.scale < 1
    assert fitted == replace(make_sheet(1, 8), scale=fitted.scale)
    assert moved == ()


@fixture_is_pure
@given(seed=st.integers(0, 50), lines=st.integers(1, 40))
def test_what_fits_and_what_moves_is_all_there_was(make_sheet: MakeSheet, seed: int, lines: int) -> None:
    sheet = make_sheet(seed, lines)

    fitted, moved = fit(sheet, PRIORITIES)

    assert sheet_height(fitted) <= room_height(fitted)
    onward = "Suite\u00a0: PCRA du service"
    kept = [line for line in words(fitted) if line != onward]
    assert sorted([*kept, *(plain(line.text) for line in moved)]) == sorted(words(sheet))
    for never in ("quarter", "stop"):
        assert zone(fitted, never).blocks == zone(sheet, never).blocks
    gave = {line.zone for line in moved}
    for row_ in fitted.rows:
        for each in row_.zones:
            assert (words(replace(fitted, rows=(SheetRow((each,)),)))[-1:] == [onward]) == (each.id in gave)
    assert fit(sheet, PRIORITIES) == (fitted, moved)


def test_the_lowest_priority_gives_first_and_its_last_lines(make_sheet: MakeSheet) -> None:
    sheet = make_sheet(3, 16)

    _, moved = fit(sheet, PRIORITIES)

    from_forms = [plain(line.text).split(" — ")[0] for line in moved if line.zone == "forms"]
    assert from_forms
    assert from_forms == [f"F-DOS{rank}" for rank in range(16 - len(from_forms), 16)]
    assert {line.title for line in moved if line.zone == "forms"} == {"Formulaires"}


def test_zones_without_priority_never_give(make_sheet: MakeSheet) -> None:
    sheet = make_sheet(3, 40)

    fitted, moved = fit(sheet, {"forms": 1, "quarter": 0, "stop": 0})

    assert {line.zone for line in moved} == {"forms"}
    assert zone(fitted, "hour") == zone(sheet, "hour")
    assert sheet_height(fitted) > room_height(fitted)


def test_each_kind_of_block_gives_its_last_line() -> None:
    table = Table("t", (Column("a", "A"),), (row("g", "groupe", kind=RowKind.GROUP), row("a", Cell("x", default=True))))
    bullets = ItemList((ListItem((Run("un"),)), ListItem((Run("deux"),))))
    filler = Paragraph((Run("mot " * 3000),))

    _, moved = fit(one_zone(table, bullets, filler, Paragraph((Run("fin"),))), {"z": 1}, "Suite ailleurs")

    assert [plain(line.text)[:7] for line in moved] == ["mot mot", "fin"]
    assert moved[1] == Moved("z", "Zone", (Run("fin"),))
    emptied, all_moved = fit(one_zone(filler, table, bullets, filler), {"z": 1}, "Suite ailleurs")
    assert [plain(line.text)[:7] for line in all_moved] == ["mot mot", "x\u00a0◊", "un", "deux", "mot mot"]
    assert words(emptied) == ["Suite ailleurs"]


def test_type_shrinks_to_what_is_still_read_and_no_further() -> None:
    assert [geometry.BODIES[Emphasis.FIRST].at(scale) / 2 for scale in (1.0, 0.94, 0.5)] == [12.5, 12, 11]
    assert [geometry.BODIES[Emphasis.PLAIN].at(scale) / 2 for scale in (1.0, 0.94, 0.5)] == [10, 9.5, 8.5]
    assert all(look.least >= 17 for look in geometry.BODIES.values())


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Run("mot " * 100),)),
        Paragraph((Run("mot"), Run("F-ID", code=True))),
        ItemList((ListItem((Run("a"),), (ListItem((Run("b"),)),)),)),
        Table("t", (Column("a", "A"),), ()),
        Table("t", (Column("a", "A"),), (row("x", Tick()), row("y", (Run("riche"),))), note="note", row_height=20),
    ],
    ids=lambda block: type(block).__name__,
)
def test_every_block_takes_room_and_more_in_larger_type(block: Block) -> None:
    empty = sheet_height(one_zone())
    plain_height = sheet_height(one_zone(block))

    assert plain_height > empty
    assert sheet_height(one_zone(block, emphasis=Emphasis.FIRST)) > plain_height
    assert sheet_height(one_zone(block, scale=0.85)) < plain_height
    assert sheet_height(one_zone(block, span=4)) >= plain_height


def test_paper_that_lies_has_less_height(make_sheet: MakeSheet) -> None:
    upright = make_sheet(1, 4)
    lying = replace(upright, orientation=Orientation.LANDSCAPE)

    assert room_height(lying) < room_height(upright)
    assert sheet_height(lying) < sheet_height(upright)
    assert room_height(upright, running_foot=True) < room_height(upright)


def test_the_measures_are_those_of_the_printed_page() -> None:
    charter = read_charter((templates_folder() / "word" / "base.docx").read_bytes())
    full = {emphasis: charter.sizes[style] for emphasis, style in word_sheets._TEXTS.items()}
    after = {emphasis: charter.afters[style] for emphasis, style in word_sheets._TEXTS.items()}

    assert full == {emphasis: look.full for emphasis, look in geometry.BODIES.items()}
    assert after == {emphasis: look.after for emphasis, look in geometry.BODIES.items()}
    others = {
        "Sheet Kicker": geometry.KICKER,
        "Sheet Title": geometry.TITLE,
        "Sheet Side": geometry.SIDE,
        "Sheet Banner": geometry.BANNER,
        "Sheet Zone": geometry.ZONE_TITLE,
        "Sheet Zone Stop": geometry.STOP_TITLE,
        "Sheet Zone Note": geometry.ZONE_NOTE,
        "Sheet Foot": geometry.FOOT,
    }
    assert {style: charter.sizes[style] for style in others} == {style: look.full for style, look in others.items()}


@pytest.mark.office
def test_predicted_heights_are_those_that_are_printed(make_sheet: MakeSheet, tmp_path: Path) -> None:
    fitted = [fit(make_sheet(seed, 5 + seed), PRIORITIES)[0] for seed in range(8)]
    smaller = [make_sheet(20 + place, 4, scale) for place, scale in enumerate(geometry.SCALES)]
    sheets = [replace(sheet, id=f"s{place}") for place, sheet in enumerate((*fitted, *smaller))]
    charter = (templates_folder() / "word" / "base.docx").read_bytes()
    file = tmp_path / "fiches.docx"
    file.write_bytes(WordWriter(charter).write(Document("fiches", "F", "", CONTROL, tuple(sheets), cover=False)))

    pdf = to_pdf([file], tmp_path / "pdf")[file]

    bottoms = printed_bottoms(pdf)
    assert len(bottoms) == len(sheets)
    for sheet, bottom in zip(sheets, bottoms, strict=True):
        height = height_in_mm(sheet)
        spare = height - (bottom - geometry.MARGIN_TOP * 25.4 / 1440)
        assert 1.0 <= spare <= 0.03 * height, (sheet.id, sheet.scale, spare)


@pytest.mark.parametrize(
    "block",
    [
        Blanks("b", ((Blank("Nom", 6), Blank("Sexe", 6, ("F", "M"))),) * 3, 8),
        Blanks("b", ((Blank("mot " * 60),),), 8),
        Blanks("b", ((Blank("", 12, ("Contact",)),),), 6, ruled=False),
    ],
    ids=["lines", "a long label", "boxes"],
)
def test_blanks_take_the_height_that_they_ask_or_that_their_labels_need(block: Blanks) -> None:
    least = len(block.lines) * block.height
    height = height_in_mm(one_zone(block)) - height_in_mm(one_zone())
    assert height >= least - 0.1
    higher = height_in_mm(one_zone(replace(block, height=block.height + 10))) - height_in_mm(one_zone())
    assert higher <= height + 10 * len(block.lines) + 0.1


def test_a_row_height_is_that_of_the_empty_rows_not_of_the_header() -> None:
    table = Table("t", (Column("a", "A"),), (row("x", None),), row_height=20)
    with_header, without = one_zone(table), one_zone(replace(table, header=False))
    assert 3 < height_in_mm(with_header) - height_in_mm(without) < 6


def test_the_band_of_a_form_is_as_tall_as_its_tallest_cell() -> None:
    form = replace(one_zone(), blank=True, kicker="F-X", title="Nom")
    assert band_height(form) < band_height(one_zone())
    for taller in (
        replace(form, title="Nom " * 60),
        replace(form, legend="légende " * 60),
        replace(form, side=("CH",) * 8),
        replace(form, banner="PROJET " * 12),
    ):
        assert band_height(taller) > band_height(form)


def printed_bottoms(pdf: Path) -> list[float]:
    """On each page, where the lowest words above the foot end, in millimetres from the top."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    pages = done.stdout.split("<page ")[1:]
    ends = [[float(end) * 25.4 / 72 for end in re.findall(r'yMax="([\d.]+)"', page)] for page in pages]
    return [max(end for end in page if end < 283) for page in ends]
