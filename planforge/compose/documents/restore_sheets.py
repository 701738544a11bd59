"""``tests-restauration.docx``: a page to fill in for each planned restore test, and a blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.control import control
from planforge.compose.documents.sheets import SheetRequest, one_page_and_rest
from planforge.compose.fixed_tables import fixed_table
from planforge.compose.zones import Zone, worded
from planforge.document.blocks import CheckItem, Checklist
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import text
from planforge.model.backups import RestoreResult
from planforge.model.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planforge.compose.context import Context
    from planforge.document.blocks import Sheet
    from planforge.model.backups import RestoreTest
    from planforge.model.systems import System

_LINE = 6.2  # mm: a line to write on
_SIGNED = 9.0  # mm
_ANOMALIES = (5, 4, 3, 2, 1)  # lines, as many as fit
_DONE = (RestoreResult.SUCCESS, RestoreResult.PARTIAL, RestoreResult.FAILED)
_BLANK = "vierge"


def compose(context: Context, service: str) -> Document:
    """The planned tests by date, those without one last, then a page for a test that nobody planned."""
    del service
    tests = sorted((one for one in context.plan.restore_tests if one.result is RestoreResult.PLANNED), key=_by_date)
    sheets = tuple(sheet for one in (*tests, None) for sheet in _pages(context, one))
    said = control(context, "REST")
    return Document(
        "tests-restauration", "Fiches de test de restauration", "Une page par test", said, sheets, cover=False
    )


def _by_date(test: RestoreTest) -> tuple[bool, int, str]:
    on = test.date.best
    return (on is None, on.toordinal() if on is not None else 0, test.id)


def _pages(context: Context, test: RestoreTest | None) -> tuple[Sheet, ...]:
    """The page of a test, with as many lines for anomalies as it has room for."""
    tried = (one_page_and_rest(context, _request(context, test, lines)) for lines in _ANOMALIES)
    return next((pages for pages in tried if len(pages) == 1), None) or one_page_and_rest(
        context, _request(context, test, _ANOMALIES[-1])
    )


def _request(context: Context, test: RestoreTest | None, lines: int) -> SheetRequest:
    establishment = context.plan.establishment
    system = context.plan.systems.get(test.system) if test else None
    anomalies = _lines("anomalies", ("Anomalie", "Qui corrige", "Pour le"), (5.0, 2.0, 1.3), lines)
    return SheetRequest(
        layout="test-restauration",
        reference=f"REST-{(test.id if test else _BLANK).upper()}",
        title=system.name if system else "Feuille vierge",
        side=(establishment.short_name.best or establishment.name, "Feuille n° ____ sur ____"),
        zones={
            "object": Zone((_facts("objet", _object(context, test)),)),
            "measures": Zone((_measures(context, system),)),
            "steps": Zone((fixed_table(context.templates.folders, "test-restauration-etapes"),)),
            "checks": Zone((fixed_table(context.templates.folders, "test-restauration-recette"),)),
            "result": Zone((_result(), _facts("suite", (("Prochain test avant le", Cell()),)))),
            "anomalies": Zone((anomalies,)),
            "signatures": Zone((_signatures(context, test),)),
            "next": Zone(worded(context, "sheets/test-restauration-suite")),
        },
        foot="à signer, puis à garder comme preuve",
    )


def _object(context: Context, test: RestoreTest | None) -> Iterator[tuple[str, Cell]]:
    """What the record says of the test; blank where nobody was asked, to be written in."""
    if test is None:
        yield "Système", Cell()
    backup = context.names([test.backup.best], context.plan.backup) if test and test.backup.best else ""
    yield "Jeu de sauvegarde", Cell(backup) if backup or test is None else context.optional(test.backup)
    yield "Nature", Cell(word(test.kind) if test else "")
    yield "Activité servie", Cell(_served(context, test) if test else "")
    yield "Date prévue", context.optional(test.date) if test else Cell()
    yield "Faite le", Cell()
    yield "Point restauré (date, heure)", Cell()


def _served(context: Context, test: RestoreTest) -> str:
    """The activity that depends on the system, or its service."""
    service = context.plan.service.get(test.service.best or "")
    if service is None:
        return ""
    return next((one.name for one in service.activities if one.id == test.activity.best), service.name)


def _measures(context: Context, system: System | None) -> Table:
    """What is aimed at, or recorded, beside what is to be measured."""
    known = (
        ("duree", "Durée (RTO)", context.optional(system.rto) if system else Cell()),
        ("perte", "Perte (RPO)", context.optional(system.rpo) if system else Cell()),
        ("volume", "Volume", context.optional(system.restore.volume) if system else Cell()),
        ("debit", "Débit de copie", context.optional(system.restore.rate) if system else Cell()),
    )
    return Table(
        id="mesures",
        columns=(
            Column("measure", "Mesure", width=1.6),
            Column("known", "Visé ou prévu", width=1.5),
            Column("measured", "Mesuré", width=1.6),
        ),
        rows=tuple(row(name, Cell(label, bold=True), value, "") for name, label, value in known),
        row_height=_LINE,
    )


def _facts(name: str, facts: Iterable[tuple[str, Cell]]) -> Table:
    """Labels, each with its value or room to write it."""
    return Table(
        id=name,
        columns=(Column("label", "", width=1.7), Column("value", "", width=2.4)),
        rows=tuple(row(f"{name}.{n}", Cell(label, bold=True), value) for n, (label, value) in enumerate(facts, 1)),
        header=False,
        row_height=_LINE,
    )


def _result() -> Checklist:
    return Checklist(
        tuple(CheckItem(text(word(one).capitalize()), id=f"resultat.{one.value}") for one in _DONE), id="resultat"
    )


def _lines(name: str, titles: Sequence[str], widths: Sequence[float], count: int) -> Table:
    """Empty lines under titles."""
    columns = tuple(
        Column(f"c{n}", title, width=width) for n, (title, width) in enumerate(zip(titles, widths, strict=True))
    )
    rows = tuple(row(f"{name}.{n}", *("" for _ in titles)) for n in range(1, count + 1))
    return Table(name, columns, rows, row_height=_LINE)


def _signatures(context: Context, test: RestoreTest | None) -> Table:
    """Who restored, and who checked for the ward: the function that the record names."""
    tester = context.optional(test.tester) if test else Cell()
    return Table(
        id="signatures",
        columns=(
            Column("role", "Rôle", width=1.6),
            Column("function", "Fonction", width=2.6),
            Column("name", "Nom lisible", width=2.4),
            Column("on", "Date, heure", width=1.5),
            Column("sign", "Signature", width=2.2),
        ),
        rows=(
            row("technique", Cell("Technique", bold=True), "", "", "", ""),
            row("metier", Cell("Testeur métier", bold=True), tester, "", "", ""),
        ),
        row_height=_SIGNED,
    )
