"""One document and one workbook that hold every kind of block, for the text formats."""

from __future__ import annotations

from datetime import date

import pytest

from planforge.document.blocks import (
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Emphasis,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SectionBreak,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.diagrams import Arrow, Band, Box, Diagram
from planforge.document.documents import Chart, ChartKind, Control, Document, Revision, Workbook, Worksheet
from planforge.document.tables import Cell, Column, ColumnKind, RowKind, Table, row
from planforge.document.text import Gap, Run, Tick, Tone, text
from planforge.values import Percent, read_duration

HOSTILE = '<b>&amp; | *gras* _it_ `code` [x](javascript:alert(1)) "q" ]]> </style><script>alert(1)</script>'


@pytest.fixture
def control() -> Control:
    return Control(
        establishment="CH de Valmont",
        reference="PCA-CHV",
        version="1.2",
        date=date(2026, 11, 20),
        status="projet",
        marking="TLP:AMBER",
        authors="RSSI",
        reviewers=Gap("CME"),
        approvers=Gap("directoire", date(2026, 12, 15)),
        distribution="Diffusion interne",
        next_review=date(2027, 11, 20),
        code="7K4-Q2M",
        revisions=(Revision("1.0", date(2026, 1, 5), "RSSI", "Création"), Revision("1.2", None, "DSI", HOSTILE)),
    )


@pytest.fixture
def table() -> Table:
    columns = (
        Column("name", "Application", width=2),
        Column("rto", "RTO", ColumnKind.DURATION),
        Column("share", "Part", ColumnKind.PERCENT),
        Column("state", "État", tones={"tenu": Tone.MET}),
        Column("done", "Fait", ColumnKind.TICK, editable=True),
    )
    rows = (
        row("", "Vague 0 — socle", kind=RowKind.GROUP),
        row("gam", Cell("GAM | admissions", link="#ordre"), read_duration("4h"), Percent(82), Cell("tenu"), Tick()),
        row("dpi", HOSTILE, Gap("DSI"), None, Cell("non tenu", tone=Tone.STOP, note="jamais testé"), Tick(done=True)),
        row("eai", "EAI", Cell(read_duration("2j"), default=True), Percent(5), "", Tick()),
        row("", "Total", read_duration("52h"), None, None, None, kind=RowKind.TOTAL),
    )
    return Table("ordre-table", columns, rows, caption="Ordre de redémarrage", note="5 000 simulations.")


@pytest.fixture
def diagram() -> Diagram:
    return Diagram(
        100,
        60,
        (
            Box("ad", ("Annuaire", "(AD)"), 5, 5, 30, 12, tone=Tone.STRUCTURE),
            Box("gam", (HOSTILE,), 5, 40, 30, 12, dashed=True),
            Box("seul", ("Seul",), 60, 40, 30, 12),
        ),
        (Arrow("ad", "gam", ((20, 17), (20, 40))), Arrow("gam", "ad", ((30, 40), (30, 17)), dashed=True)),
        (Band("Vague 0", 0, 0, 100, 30), Band("Vague 1", 0, 30, 100, 30)),
    )


@pytest.fixture
def sheet() -> Sheet:
    first = Checklist((CheckItem(text("Appeler l’astreinte"), "a"), CheckItem(text("Sortir le kit"), "b", done=True)))
    stop = ItemList((ListItem(text("Identité relue")), ListItem(text("Allergies"))))
    return Sheet(
        id="fiche-urg",
        kicker="Fiche dégradée — sans informatique",
        title="Urgences",
        side=("CH de Valmont", "site principal"),
        banner="PROJET — NE PAS AFFICHER",
        rows=(
            SheetRow(
                (SheetZone("premier", "15 premières minutes", (first,), note="heure\u00a0:", emphasis=Emphasis.FIRST),)
            ),
            SheetRow(
                (
                    SheetZone("stop", "STOP", (stop,), 7, emphasis=Emphasis.STOP),
                    SheetZone("repli", "", (Paragraph(text("SAMU (15)")),), 5, emphasis=Emphasis.DENSE),
                )
            ),
        ),
        foot=("PCRA-URG v1.2", "test\u00a0: 12/06/2026"),
    )


@pytest.fixture
def document(control: Control, table: Table, diagram: Diagram, sheet: Sheet) -> Document:
    body = (
        Heading("objet", 1, text("Objet")),
        Paragraph(text("En bref."), style=ParagraphStyle.LEAD),
        Paragraph(
            text("Voir ", Run("§\u00a02.1", link="#ordre"), " et ", Run("le site", link="https://example.org/?a=1&b=2"))
        ),
        Paragraph(text(HOSTILE), "objet.p3"),
        Paragraph(text("Sources."), style=ParagraphStyle.NOTE),
        Heading("reprise", 1, text("Reprise")),
        Heading("ordre", 2, text("Ordre ", Run("réel", italic=True))),
        ItemList((ListItem(text("un"), (ListItem(text("un un")),)), ListItem(text("deux"))), ordered=True),
        Checklist((CheckItem(text("appeler ", Run("15", bold=True)), "c1"), CheckItem(text("fait"), "c2", done=True))),
        Callout(
            CalloutKind.WARNING,
            (Paragraph(text("Jamais un ", Run("dispositif médical", bold=True))), ItemList((ListItem(text("a")),))),
            "alerte",
        ),
        SectionBreak(Orientation.LANDSCAPE),
        table,
        Figure("figure-ordre", diagram, "Dépendances", "De l’annuaire vers la GAM."),
        PageBreak(),
        Table("vide", (Column("a", "A"),), (), caption="Rien", empty="Aucun écart."),
        EditableZone("notes", "Notes du chef", (Paragraph(text("À la main", Run(" F-ID", code=True))),)),
        sheet,
        Heading("annexe", 1, text("Annexe"), numbered=False),
        Paragraph(text("Attendre ", Run("À COMPLÉTER (DSI)", tone=Tone.GAP))),
    )
    return Document("pca", "Plan de continuité", "CH de Valmont", control, body)


@pytest.fixture
def workbook(control: Control, table: Table) -> Workbook:
    sheets = (
        Worksheet(
            "ordre",
            "Ordre",
            "Ordre de redémarrage",
            table,
            intro=(text("Du plus urgent au moins urgent."),),
            facts=(("Scénario", "cyberattaque <totale>"),),
            chart=Chart(ChartKind.BAR, "Durées", "name", ("rto",), "h"),
        ),
        Worksheet("vide", "Vide", "", Table("vide", (Column("a", "A"),), ())),
    )
    return Workbook("applications", "Applications", "", control, sheets)
