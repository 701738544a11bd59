"""From ``Workbook`` to bytes against XlsxWriter and against the floor (the same rows as strings, zipped).

Run: ``python tests/benchmarks/excel.py`` (needs the ``benchmarks`` extra). N application rows of 20 columns and 10 N
dependency rows of 8, with all features. Medians of interleaved rounds: read the ratios.
"""

from __future__ import annotations

import gc
import io
import math
import statistics
import time
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import xlsxwriter

from planforge.document.documents import Control, Workbook, Worksheet
from planforge.document.tables import Cell, Column, ColumnKind, Row, Table
from planforge.document.text import Tone
from planforge.formats.excel import ExcelWriter
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
SIZES = (100, 1000)
TONES = {"Vitale": Tone.STOP, "Importante": Tone.WARNING, "Ordinaire": Tone.MET}
CHOICES = tuple(TONES)


def columns(count: int) -> tuple[Column, ...]:
    """Columns of every kind, drop-downs and colours on the third."""
    kinds = (ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DURATION, ColumnKind.DATE)
    return tuple(
        Column(
            f"c{number}",
            f"Colonne {number}",
            kinds[number % 6],
            choices=CHOICES if number == 2 else (),
            tones=TONES if number == 2 else None,
            editable=number % 4 == 3,
        )
        for number in range(count)
    )


def value(row: int, column: int) -> Cell:
    """A cell of the kind of its column; the first links to the other sheet, the fourth computes."""
    match column % 6:
        case 0:
            return Cell(f"Application {row} & colonne {column}", link=f"#bis/r{row}" if column == 0 else "")
        case 1:
            return Cell(f"APP-{row:05}")
        case 2:
            return Cell(CHOICES[row % 3])
        case 3:
            return Cell(row % 97, formula="={c4}*2" if column == 3 else "")
        case 4:
            return Cell(Duration(60 * (1 + row % 72)), default=row % 5 == 0)
        case _:
            return Cell(date(2026, 1 + row % 12, 1 + row % 28))


def sheet(identifier: str, rows: int, width: int) -> Worksheet:
    """A sheet of that many rows and columns."""
    body = tuple(Row(f"r{row}", tuple(value(row, column) for column in range(width))) for row in range(rows))
    return Worksheet(identifier, identifier, f"Feuille {identifier}", Table(identifier, columns(width), body))


def workbook(size: int) -> Workbook:
    """The workload."""
    control = Control("CH", "REF", "1", date(2026, 1, 1), "projet", "Interne", "A", "B", "C", "D", date(2027, 1, 1))
    return Workbook("essai", "Essai", "", control, (sheet("un", size, 20), sheet("bis", 10 * size, 8)))


def with_planforge(book: Workbook) -> bytes:
    """Ours."""
    return ExcelWriter().write(book)


def with_xlsxwriter(book: Workbook) -> bytes:
    """The same cells and features through XlsxWriter, formats made once, as its manual advises."""
    target = io.BytesIO()
    file = xlsxwriter.Workbook(target, {"in_memory": True})
    base = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10}
    looks = {
        "text": file.add_format(base),
        "open": file.add_format({**base, "locked": False, "bg_color": "#FFFBE0"}),
        "link": file.add_format({**base, "underline": 1, "font_color": "blue"}),
        "duration": file.add_format({**base, "num_format": '[<2][h]" h "mm;0.0" j"'}),
        "default": file.add_format({**base, "num_format": '[<2][h]" h "mm" ◊";0.0" j ◊"', "italic": True}),
        "date": file.add_format({**base, "num_format": "dd/mm/yyyy"}),
        "header": file.add_format({**base, "bold": True, "font_color": "white", "bg_color": "#1F3A5F"}),
        "stop": file.add_format({"bg_color": "#FADCDC", "font_color": "#B91C1C"}),
    }
    pages = [(page, file.add_worksheet(page.name)) for page in book.sheets]
    lists = file.add_worksheet("Listes")
    lists.write_column(0, 0, CHOICES)
    lists.hide()
    file.define_name("choix", "=Listes!$A$1:$A$3")
    for page, target_sheet in pages:
        _rows(target_sheet, page, looks)
        _features(target_sheet, page, looks)
    file.close()
    return target.getvalue()


def _rows(target: xlsxwriter.worksheet.Worksheet, page: Worksheet, looks: dict[str, xlsxwriter.format.Format]) -> None:
    for number, row in enumerate(page.table.rows, start=4):
        for position, cell in enumerate(row.cells):
            look = looks["open" if page.table.columns[position].editable else "text"]
            if isinstance(cell.value, Duration):
                target.write_number(number, position, cell.value.days, looks["default" if cell.default else "duration"])
            elif isinstance(cell.value, date):
                target.write_datetime(number, position, cell.value, looks["date"])
            elif cell.formula:
                target.write_formula(number, position, f"=E{number + 1}*2", look, cell.value)
            elif isinstance(cell.value, int):
                target.write_number(number, position, cell.value, look)
            elif cell.link:
                target.write_url(number, position, f"internal:'bis'!A{number + 1}", looks["link"], str(cell.value))
            else:
                target.write_string(number, position, str(cell.value), look)


def _features(
    target: xlsxwriter.worksheet.Worksheet, page: Worksheet, looks: dict[str, xlsxwriter.format.Format]
) -> None:
    last, width = 3 + len(page.table.rows), len(page.table.columns)
    headers = [{"header": column.title, "header_format": looks["header"]} for column in page.table.columns]
    target.add_table(3, 0, last, width - 1, {"name": f"t_{page.id}", "columns": headers, "style": None})
    target.data_validation(4, 2, last, 2, {"validate": "list", "source": "=choix"})
    for word in CHOICES:
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": looks["stop"]}
        target.conditional_format(4, 2, last, 2, rule)
    target.freeze_panes(4, 1)
    target.set_paper(9)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    target.repeat_rows(3)
    target.print_area(0, 0, last, width - 1)
    target.set_header("&LCH&RREF")
    target.set_footer("&RPage &P / &N")
    target.set_column(0, width - 1, 16)


def floor(book: Workbook) -> bytes:
    """The rows as strings in a zip: what no library can beat."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for page in book.sheets:
            rows = "".join(
                f'<row r="{number}">{"".join(_bare(cell, number, at) for at, cell in enumerate(row.cells))}</row>'
                for number, row in enumerate(page.table.rows, start=5)
            )
            archive.writestr(f"{page.id}.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    return target.getvalue()


def _bare(cell: Cell, row: int, position: int) -> str:
    place = f"{chr(65 + position)}{row}"
    match cell.value:
        case Duration():
            return f'<c r="{place}" s="1"><v>{cell.value.days}</v></c>'
        case date():
            return f'<c r="{place}" s="2"><v>{cell.value.toordinal() - 693594}</v></c>'
        case int():
            return f'<c r="{place}" s="3"><v>{cell.value}</v></c>'
        case _:
            return f'<c r="{place}" s="4" t="inlineStr"><is><t>{escape(str(cell.value))}</t></is></c>'


def seconds(write: Callable[[Workbook], bytes], book: Workbook) -> float:
    """Processor time of one run."""
    gc.collect()
    start = time.process_time()
    write(book)
    return time.process_time() - start


def main() -> None:
    """Print the table: seconds per writer and size, ratio to the floor, growth exponent."""
    writers = {"floor": floor, "planforge": with_planforge, "XlsxWriter": with_xlsxwriter}
    books = {size: workbook(size) for size in SIZES}
    for write in writers.values():
        write(books[SIZES[0]])
    times: dict[tuple[str, int], list[float]] = {}
    for _ in range(ROUNDS):
        for size, book in books.items():
            for name, write in writers.items():
                times.setdefault((name, size), []).append(seconds(write, book))
    medians = {key: statistics.median(found) for key, found in times.items()}
    print(f"{'':<12}" + "".join(f"{f'N={size}':>10}" for size in SIZES) + f"{'x floor':>10}{'exponent':>10}")  # noqa: T201 - a benchmark prints
    for name in writers:
        small, large = (medians[name, size] for size in SIZES)
        growth = math.log(large / small) / math.log(SIZES[1] / SIZES[0])
        print(f"{name:<12}{small:>10.3f}{large:>10.3f}{large / medians['floor', SIZES[1]]:>10.1f}{growth:>10.2f}")  # noqa: T201 - same


if __name__ == "__main__":
    main()
