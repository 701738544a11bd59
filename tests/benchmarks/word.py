"""From a document to a Word file: ours beside the floor and beside what a user would pick instead.

``python tests/benchmarks/word.py [ROUNDS]`` prints one table: medians of one interleaved run, their ratio to the floor,
and the growth exponent from 100 to 1,000. The floor deflates the same XML, already made, with the standard library: no
writer of this file can be faster. Absolute times depend on the machine; read the ratios.
"""

from __future__ import annotations

import io
import math
import sys
import time
import zipfile
from dataclasses import replace
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Any

from planforge.document.blocks import (
    CheckItem,
    Checklist,
    Emphasis,
    ItemList,
    ListItem,
    Paragraph,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.documents import Control, Document
from planforge.document.tables import Cell, Column, ColumnKind, Table, row
from planforge.document.text import Gap, Run, Tone, text
from planforge.formats.cells import say
from planforge.formats.word import WordWriter
from planforge.resources import templates_folder
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (100, 1000)
COLUMNS = ("Code", "Application", "Éditeur", "Hébergement", "Référent", "DMIA", "PDMA", "État")
CELL_BY_CELL = 100  # python-docx is quadratic here: the larger size would take minutes


def application_table(count: int) -> Document:
    """A document with one table of applications."""
    kinds = (ColumnKind.CODE, *[ColumnKind.TEXT] * 4, ColumnKind.DURATION, ColumnKind.DURATION, ColumnKind.TEXT)
    columns = tuple(Column(f"c{n}", title, kind) for n, (title, kind) in enumerate(zip(COLUMNS, kinds, strict=True)))
    return _document(Table("apps", columns, tuple(_application(number) for number in range(count)), "Applications"))


def _application(number: int) -> Any:
    state = Cell("tenu", Tone.MET) if number % 3 else Cell("non tenu", Tone.STOP)
    words = (
        f"APP-{number:04}",
        f"Application n° {number}",
        "Éditeur & fils",
        "site principal",
        f"référent {number % 17}",
    )
    return row(f"app-{number}", *words, Duration(60 * (number % 90)), Duration(15 * (number % 40)), state)


def ward_sheets(count: int) -> Document:
    """A document of one-page sheets."""
    return _document(*(_sheet(number) for number in range(count)))


def _sheet(number: int) -> Sheet:
    checks = Checklist(tuple(CheckItem(text("Geste ", Run(f"{n}", bold=True)), f"s{number}-{n}") for n in range(10)))
    stops = ItemList(tuple(ListItem(text(f"Vérification {n} relue à voix haute")) for n in range(4)))
    forms = Table(
        f"forms-{number}",
        (Column("code", "Code", ColumnKind.CODE), Column("name", "Formulaire", width=3)),
        tuple(row(f"f{n}", f"F-{n}", "Identité, admission") for n in range(5)),
    )
    zones = (
        (
            SheetZone("when", "Déclencheur", (Paragraph(text("Plus de 30 minutes.")),), 6),
            SheetZone("who", "Qui", (), 6),
        ),
        (SheetZone("first", "15 premières minutes", (checks,), 12, "", Emphasis.FIRST),),
        (SheetZone("stop", "STOP", (stops,), 12, "", Emphasis.STOP),),
        (SheetZone("forms", "Formulaires", (forms,), 12, "", Emphasis.DENSE),),
    )
    rows = tuple(SheetRow(tuple(replace(zone, id=f"{zone.id}-{number}") for zone in line)) for line in zones)
    return Sheet(f"s{number}", "Fiche dégradée", f"Service {number}", ("CH de Valmont",), "", rows, (f"réf. {number}",))


def _document(*body: Any) -> Document:
    gap, day = Gap(), date(2026, 11, 20)
    control = Control("CH de Valmont", "REF", "1.0", day, "projet", "TLP:AMBER", gap, gap, gap, gap, gap)
    return Document("essai", "Banc d’essai", "", control, body, cover=False)


def floor(content: bytes) -> Callable[[], object]:
    """Zips parts that are already XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def run() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return buffer.getvalue()

    return run


def docxtpl_table(document: Document) -> Callable[[], object]:
    """The same table from a docxtpl template: the words, a fill, no bookmark."""
    import docx  # noqa: PLC0415 - compared, not used
    from docxtpl import DocxTemplate  # noqa: PLC0415 - same

    template = docx.Document()
    table = template.add_table(rows=3, cols=len(COLUMNS))
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for line in lines %}", "{%tr endfor %}"
    for index in range(len(COLUMNS)):
        fill = "{% cellbg line.fill %}" if index == len(COLUMNS) - 1 else ""
        table.cell(1, index).text = f"{fill}{{{{ line.words[{index}] }}}}"
    buffer = io.BytesIO()
    template.save(buffer)
    block: Any = document.body[0]
    lines = [{"words": [say(cell.value) for cell in line.cells], "fill": "E6F2EA"} for line in block.rows]

    def run() -> None:
        made = DocxTemplate(io.BytesIO(buffer.getvalue()))
        made.render({"lines": lines}, autoescape=True)
        made.save(io.BytesIO())

    return run


def python_docx_table(document: Document) -> Callable[[], object]:
    """The same words through ``table.cell(row, column).text``, as most scripts do."""
    import docx  # noqa: PLC0415 - compared, not used

    block: Any = document.body[0]

    def run() -> None:
        made = docx.Document()
        table = made.add_table(rows=len(block.rows), cols=len(COLUMNS))
        for index, line in enumerate(block.rows):
            for position, cell in enumerate(line.cells):
                table.cell(index, position).text = say(cell.value)
        made.save(io.BytesIO())

    return run


def contenders(writer: WordWriter, make: Callable[[int], Document], size: int) -> dict[str, Callable[[], object]]:
    """What runs on a workload of that size."""
    document = make(size)
    content = writer.write(document)
    runs: dict[str, Callable[[], object]] = {"plancher": floor(content), "planforge": lambda: writer.write(document)}
    if make is application_table:
        runs["docxtpl"] = docxtpl_table(document)
        if size <= CELL_BY_CELL:
            runs["python-docx"] = python_docx_table(document)
    return runs


def measured(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each, taken in turns so that a busy machine weighs on all alike."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return {name: median(values) for name, values in times.items()}


def main(rounds: int) -> None:
    """Prints the table."""
    writer = WordWriter((templates_folder() / "word" / "base.docx").read_bytes())
    sys.stdout.write(f"{'charge':<26}{'outil':<14}{'n=100':>10}{'n=1000':>10}{'/plancher':>11}{'exposant':>10}\n")
    for title, make in (("lignes d'un tableau", application_table), ("fiches d'une page", ward_sheets)):
        small, large = (measured(contenders(writer, make, size), rounds) for size in SIZES)
        for name in small:
            known = large if name in large else small
            ratio = known[name] / known["plancher"]
            growth = f"{math.log10(large[name] / small[name]):.2f}" if name in large else "-"
            last = f"{large[name]:.3f}" if name in large else "-"
            sys.stdout.write(f"{title:<26}{name:<14}{small[name]:>10.4f}{last:>10}{ratio:>11.1f}{growth:>10}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
