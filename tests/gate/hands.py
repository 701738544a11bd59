"""Workbooks as people leave them: edited by hand, saved by Excel with its habits, saved by LibreOffice."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from tests.gate.pages import office_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet as Page

    from planforge.formats.merging import Merged

PATIENCE = 300  # seconds
_ITEM = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")? t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def edited(data: bytes, edit: Callable[[Book], object]) -> bytes:
    """The workbook after ``edit`` changed it through openpyxl, which drops the stored results of formulas."""
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(data: bytes, changes: Callable[[dict[str, bytes]], object]) -> bytes:
    """The workbook after ``changes`` worked on its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changes(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_picture(data: bytes, sheet: int, corner: tuple[int, int], picture: bytes) -> bytes:
    """The workbook with a picture on its sheet of that number, its corner at a row and a column counted from 0."""
    return rewritten(data, lambda parts: _add_picture(parts, sheet, corner, picture))


def with_results(data: bytes) -> bytes:
    """The workbook with a result stored for each formula, 8, as every spreadsheet program leaves one."""
    return rewritten(data, _store_results)


def pictures_of(data: bytes) -> list[tuple[str, int, int]]:
    """The pictures of a workbook: their drawing, the row and the column of their corner, counted from 0."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(name for name in archive.namelist() if name.startswith("xl/drawings/drawing")):
            anchors = re.findall(r"<oneCellAnchor.*?</oneCellAnchor>", archive.read(name).decode(), re.DOTALL)
            for anchor in (anchor for anchor in anchors if "r:embed" in anchor):
                row, column = (int(re.findall(rf"<{axis}>(\d+)<", anchor)[0]) for axis in ("row", "col"))
                found.append((name, row, column))
    return found


def put(place: str, value: Any, sheet: str = "Actions") -> Callable[[Book], None]:
    """An edit that types a value in a cell."""

    def change(book: Book) -> None:
        book[sheet][place] = value

    return change


def table_column(page: Page, letter: str = "A") -> list[Any]:
    """The values of a column of the only table of a sheet."""
    (table,) = page.tables.values()
    first, last = map(int, re.findall(r"\d+", table.ref))
    return [page[f"{letter}{number}"].value for number in range(first + 1, last + 1)]


def on_actions(change: Callable[[Any], object]) -> Callable[[Book], object]:
    """An edit of the sheet « Actions »."""
    return lambda book: change(book["Actions"])


def told(merged: Merged) -> list[tuple[str, str, str]]:
    """What a merge found, its places with plain spaces."""
    every = (*merged.kept, *merged.conflicts, *merged.lost_looks)
    return [(edit.kind.value, edit.where.replace("\u00a0", " "), edit.theirs) for edit in every]


def lost(merged: Merged) -> set[str]:
    """What a merge could not carry."""
    return {edit.theirs for edit in merged.lost_looks}


def saved_by_excel(data: bytes) -> bytes:
    """The workbook with the habits of Excel: shared strings, a calculation chain, its own attributes everywhere."""
    return rewritten(data, _excel_habits)


def saved_by_libreoffice(data: bytes) -> bytes:
    """The workbook opened and saved by LibreOffice."""
    program = office_program()
    if program is None:
        raise FileNotFoundError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="planforge-office-") as scratch:
        file, out = Path(scratch, "classeur.xlsx"), Path(scratch, "out")
        file.write_bytes(data)
        command = [program, f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "xlsx", "--outdir", str(out), str(file)]
        subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        return (out / file.name).read_bytes()


def _excel_habits(parts: dict[str, bytes]) -> None:
    items: dict[str, int] = {}
    chain: list[str] = []
    for number, name in enumerate(sorted(name for name in parts if name.startswith("xl/worksheets/sheet")), start=1):
        text = _ITEM.sub(lambda found: _shared(found, items), parts[name].decode())
        chain += [f'<c r="{place}" i="{number}"/>' for place in re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>', text)]
        text = re.sub(r'<row r="(\d+)"', r'<row r="\1" spans="1:16" x14ac:dyDescent="0.25"', text)
        names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
        names += 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        names += 'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{0-1}"'
        parts[name] = text.replace("<worksheet ", f"<worksheet {names} ", 1).encode()
    strings = "".join(f"<si>{item}</si>" for item in items)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}" count="{len(items)}">{strings}</sst>'.encode()
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{_MAIN}">{"".join(chain)}</calcChain>'.encode()
    for kind in ("sharedStrings", "calcChain"):
        _relate(parts, kind, f"{kind}.xml", "xl/_rels/workbook.xml.rels")
        _declare(parts, kind)


def _add_picture(parts: dict[str, bytes], sheet: int, corner: tuple[int, int], picture: bytes) -> None:
    part, drawing = f"xl/worksheets/sheet{sheet}.xml", f"xl/drawings/drawing9{sheet}.xml"
    relations = f"xl/worksheets/_rels/sheet{sheet}.xml.rels"
    known = re.search(rb'Target="/(xl/drawings/drawing\d+\.xml)"', parts.get(relations, b""))
    if known:
        drawing = known[1].decode()
    else:
        parts[drawing] = f'<wsDr xmlns="{_DRAWING}"></wsDr>'.encode()
        _relate(parts, "drawing", f"/{drawing}", relations)
        parts[part] = parts[part].replace(
            b"<tableParts", f'<drawing xmlns:r="{_R}" r:id="rIdXdrawing"/><tableParts'.encode()
        )
    parts["xl/media/photo.png"] = picture
    _relate(parts, "image", "/xl/media/photo.png", drawing.replace("drawings/", "drawings/_rels/") + ".rels")
    place = f"<col>{corner[1]}</col><colOff>0</colOff><row>{corner[0]}</row><rowOff>0</rowOff>"
    shape = f'<spPr><a:xfrm xmlns:a="{_A}"><a:ext cx="900000" cy="450000"/></a:xfrm></spPr>'
    fill = f'<blipFill><a:blip xmlns:a="{_A}" xmlns:r="{_R}" r:embed="rIdXimage"/></blipFill>'
    name = '<nvPicPr><cNvPr id="7" name="Image 7" descr="plan du site"/><cNvPicPr/></nvPicPr>'
    anchor = f"<oneCellAnchor><from>{place}</from><pic>{name}{fill}{shape}</pic><clientData/></oneCellAnchor>"
    parts[drawing] = parts[drawing].replace(b"</wsDr>", f"{anchor}</wsDr>".encode())
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"<Default ", b'<Default Extension="png" ContentType="image/png"/><Default ', 1)


def _store_results(parts: dict[str, bytes]) -> None:
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(rb"</f><v ?(?:/>|></v>)", b"</f><v>8</v>", parts[name])


def _shared(found: re.Match[str], items: dict[str, int]) -> str:
    number = items.setdefault(found[3], len(items))
    return f'<c r="{found[1]}"{found[2] or ""} t="s"><v>{number}</v></c>'


def _relate(parts: dict[str, bytes], kind: str, target: str, place: str) -> None:
    relation = f'<Relationship Id="rIdX{kind}" Type="{_RELATION}{kind}" Target="{target}"/>'
    empty = f'<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()
    known = parts.get(place, empty)
    parts[place] = known.replace(b"</Relationships>", f"{relation}</Relationships>".encode())


def _declare(parts: dict[str, bytes], kind: str) -> None:
    override = f'<Override PartName="/xl/{kind}.xml" ContentType="{_TYPE}{kind}+xml"/>'
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", f"{override}</Types>".encode())
