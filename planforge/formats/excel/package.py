"""The package: rows spliced into openpyxl's skeleton, then the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from planforge.formats.excel.strings import attribute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from planforge.formats.excel.rows import SheetText

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip entry can carry
_UNIX = 3
_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_ROWS = re.compile(r"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r'<dimension ref="[^"]*"\s*/>')
_AFTER_MERGES = re.compile(r"<conditionalFormatting|<dataValidations|<hyperlinks|<printOptions|<pageMargins")
_AFTER_LINKS = re.compile(r"<printOptions|<pageMargins")
_AFTER_IGNORED = re.compile(r"<drawing|<legacyDrawing|<tableParts|</worksheet>")
_STAMP = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def splice(skeleton: bytes, pages: Sequence[tuple[SheetText, str]]) -> dict[str, bytes]:
    """The parts of the skeleton with the rows of each sheet, in order, and the cells they cover."""
    with zipfile.ZipFile(io.BytesIO(skeleton)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number, (page, extent) in enumerate(pages, start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = _sheet(parts[name].decode(), page, extent).encode()
    return parts


def pack(parts: dict[str, bytes], day: date | None) -> bytes:
    """The zipped package: sorted entries, fixed times, core dates from ``day``."""
    stamp = f"{day.isoformat() if day else '1980-01-01'}T00:00:00Z"
    core = _STAMP.sub(rf"\g<1>{stamp}\g<3>", parts[_CORE].decode())
    return zipped({**parts, _CORE: core.encode()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts in a zip file: sorted entries, fixed times."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            archive.writestr(entry, parts[name])
    return target.getvalue()


def _sheet(skeleton: str, page: SheetText, extent: str) -> str:
    text = _DIMENSION.sub(f'<dimension ref="{extent}"/>', skeleton, count=1)
    text = _links(text, page.locations)
    if page.merges:  # by hand: openpyxl keeps them in a set, whose order changes from run to run
        cells = "".join(f'<mergeCell ref="{reference}"/>' for reference in page.merges)
        text = _insert(text, _AFTER_MERGES, f'<mergeCells count="{len(page.merges)}">{cells}</mergeCells>')
    text = _insert(
        text, _AFTER_IGNORED, f'<ignoredErrors><ignoredError sqref="{extent}" numberStoredAsText="1"/></ignoredErrors>'
    )
    return _ROWS.sub(lambda _: f"<sheetData>{page.text}</sheetData>", text, count=1)


def _links(text: str, locations: list[tuple[str, str]]) -> str:
    """Internal links are places, not relationships: they join the list of the external ones or make their own."""
    if not locations:
        return text
    items = "".join(f'<hyperlink ref="{reference}" location="{attribute(place)}"/>' for reference, place in locations)
    if "<hyperlinks>" in text:
        return text.replace("<hyperlinks>", f"<hyperlinks>{items}", 1)
    return _insert(text, _AFTER_LINKS, f"<hyperlinks>{items}</hyperlinks>")


def _insert(text: str, before: re.Pattern[str], piece: str) -> str:
    """The text with a piece before the first match after the rows."""
    found = before.search(text, text.index("<sheetData"))
    if found is None:
        raise ValueError(f"no place for {piece[:40]}")
    return text[: found.start()] + piece + text[found.start() :]
