"""Workbooks as .xlsx: typed cells that sort and compute, drop-downs, colours with words, print set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforge.document.documents import Workbook


class ExcelWriter:
    """Writes a ``Workbook`` as the bytes of an .xlsx file."""

    def write(self, workbook: Workbook) -> bytes:
        """The bytes of the file: the same workbook always gives the same bytes.

        Links: ``#id`` leads to the worksheet of that id, else to the row of that id (on another sheet first);
        ``#sheet/row`` says which sheet. A link that leads nowhere in the workbook leaves its text alone.
        """
        from planforge.formats.excel.book import write_book  # noqa: PLC0415 - openpyxl loads only to write
        from planforge.formats.excel.plain import write_plain  # noqa: PLC0415 - same

        return write_plain(workbook) if workbook.plain else write_book(workbook)
