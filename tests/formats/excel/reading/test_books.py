from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from planforge.formats.excel.reading.books import read_book
from planforge.formats.merging import CannotReadError
from tests.gate.hands import rewritten, saved_by_excel, saved_by_libreoffice
from tests.gate.plans import generated

if TYPE_CHECKING:
    from collections.abc import Callable

BOOK = generated()
SHEET = "xl/worksheets/sheet2.xml"


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    return rewritten(BOOK, lambda parts: parts.__setitem__(name, change(parts[name])))


WRONG = {
    "empty": (b"", "Ce n’est pas un classeur Excel"),
    "csv": (b"Action;Pilote\nCouper;DSI\n", "Ce n’est pas un classeur Excel"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "truncated": (BOOK[: len(BOOK) // 2], "abîmé ou incomplet"),
    "cut at the end": (BOOK[:-200], "abîmé ou incomplet"),
    "encrypted": (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "mot de passe",
    ),
    "xls": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "ancien format (.xls)"),
    "ods": (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument (.ods)"),
    "docx": (zipped({"[Content_Types].xml": b"<wordprocessingml/>"}), "Ce n’est pas un classeur Excel"),
    "macros": (rewritten(BOOK, lambda parts: parts.__setitem__("xl/vbaProject.bin", b"x")), "macros"),
    "bomb": (rewritten(BOOK, lambda parts: parts.__setitem__(SHEET, b" " * 30_000_000)), "démesuré"),
    "doctype in a sheet": (part(SHEET, lambda text: b'<!DOCTYPE x [<!ENTITY a "b">]>' + text), "DOCTYPE"),
    "doctype in styles": (
        part("xl/styles.xml", lambda text: b'<!DOCTYPE x [<!ENTITY a "b">]>' + text),
        "DOCTYPE",
    ),
    "broken sheet": (part(SHEET, lambda text: text[:-40]), "abîmée"),
    "no list of sheets": (rewritten(BOOK, lambda parts: parts.pop("xl/workbook.xml")), "sa liste de feuilles manque"),
    "dates from 1904": (
        part("xl/workbook.xml", lambda text: text.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')),
        "1904",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_files_are_refused_in_french(name: str) -> None:
    data, words = WRONG[name]
    with pytest.raises(CannotReadError, match=words.replace("(", r"\(").replace(")", r"\)").replace(" ", r"\s")):
        read_book(data)


def contents(data: bytes) -> dict[str, dict[str, str]]:
    """The forms of all contents by sheet and place, with how they look."""
    found = {}
    for sheet in read_book(data).sheets:
        cells = {str(place): cell for place, cell in sheet.grid.cells.items() if cell.content}
        found[sheet.name] = {
            place: f"{cell.content.form} {cell.look} {cell.stretches}" for place, cell in cells.items()
        }
    return found


def test_excel_saves_the_same_contents() -> None:
    assert contents(saved_by_excel(BOOK)) == contents(BOOK)


@pytest.mark.office
def test_libreoffice_saves_the_same_contents() -> None:
    assert contents(saved_by_libreoffice(BOOK)) == contents(BOOK)


def test_strict_files_say_the_same() -> None:
    usual, other = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"

    def strict(parts: dict[str, bytes]) -> None:
        for name, content in parts.items():
            text = content.replace(usual + b"spreadsheetml/2006/main", other + b"spreadsheetml/main")
            parts[name] = text.replace(usual + b"officeDocument/2006/", other + b"officeDocument/")

    assert contents(rewritten(BOOK, strict)) == contents(BOOK)


def test_sheets_come_in_order_with_what_is_hidden() -> None:
    book = read_book(BOOK)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("À lire", False),
        ("Actions", False),
        ("Équipes", False),
        ("Listes", True),
    ]
    assert book.sheets[1].grid.hidden_columns == {8}


def test_sheets_without_cells_are_named_apart() -> None:
    def chart(parts: dict[str, bytes]) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"
        name = "xl/_rels/workbook.xml.rels"
        relation = f'<Relationship Id="rIdC" Type="{kind}" Target="/xl/chartsheets/sheet1.xml"/>'.encode()
        parts[name] = parts[name].replace(b"</Relationships>", relation + b"</Relationships>")
        space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        sheet = f'<sheet xmlns:r="{space}" name="Courbe" sheetId="99" r:id="rIdC"/></sheets>'.encode()
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", sheet)
        parts["xl/chartsheets/sheet1.xml"] = b"<chartsheet/>"

    assert read_book(rewritten(BOOK, chart)).others == ("Courbe",)
