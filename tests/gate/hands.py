"""Workbooks as people leave them: edited by hand, saved by Excel with its habits, saved by LibreOffice."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from tests.gate.pages import office_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook as Book

PATIENCE = 300  # seconds
_ITEM = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")? t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
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
    _relate(parts, "sharedStrings", "sharedStrings.xml")
    _relate(parts, "calcChain", "calcChain.xml")


def _shared(found: re.Match[str], items: dict[str, int]) -> str:
    number = items.setdefault(found[3], len(items))
    return f'<c r="{found[1]}"{found[2] or ""} t="s"><v>{number}</v></c>'


def _relate(parts: dict[str, bytes], kind: str, target: str) -> None:
    place = "xl/_rels/workbook.xml.rels"
    relation = f'<Relationship Id="rIdX{kind}" Type="{_RELATION}{kind}" Target="{target}"/>'
    parts[place] = parts[place].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    override = f'<Override PartName="/xl/{target}" ContentType="{_TYPE}{kind}+xml"/>'
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", f"{override}</Types>".encode())
