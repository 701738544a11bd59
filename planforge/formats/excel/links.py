"""Links: the cell that a worksheet id or a row id leads to, and the addresses that may be clicked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from planforge.formats.excel.layout import TITLE_ROW
from planforge.formats.excel.names import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.formats.excel.layout import Layout

MOST = 65_000  # Excel keeps 65,530 links a sheet
_LONGEST = 2_000  # Excel refuses addresses above 2,079 characters
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?\Z")


class Targets:
    """The places of a workbook that a ``#id`` may lead to: ``#sheet``, ``#row``, ``#sheet/row``."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._sheets = {layout.sheet.id: f"{quoted(layout.name)}!A{TITLE_ROW}" for layout in layouts}
        self._rows: dict[str, list[tuple[str, str]]] = {}
        for layout in layouts:
            for number, row in enumerate(layout.data, start=layout.first_row):
                if row.id:
                    place = f"{quoted(layout.name)}!A{number}"
                    self._rows.setdefault(row.id, []).append((layout.sheet.id, place))

    def location(self, link: str, origin: str = "") -> str:
        """The place of ``#id`` seen from a sheet (its own rows come last), empty when the workbook has none."""
        identifier = link.removeprefix("#")
        if identifier in self._sheets:
            return self._sheets[identifier]
        sheet, _, row = identifier.rpartition("/")
        places = self._rows.get(row, [])
        if sheet:
            return next((place for owner, place in places if owner == sheet), "")
        elsewhere = [place for owner, place in places if owner != origin]
        return next(iter(elsewhere or [place for _, place in places]), "")


def address(link: str) -> str:
    """A web or mail address that a package may hold, percent-encoded; empty for anything else."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "mailto"):
        return ""
    if parts.scheme != "mailto" and not _HOST.match(parts.netloc):
        return ""
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(link, safe=_SAFE).replace("[", "%5B").replace("]", "%5D"))
    return encoded if len(encoded) <= _LONGEST else ""
