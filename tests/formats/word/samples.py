"""A document that uses every block."""

from __future__ import annotations

from datetime import date

from planforge.document.blocks import (
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SectionBreak,
)
from planforge.document.diagrams import Arrow, Band, Box, Diagram
from planforge.document.documents import Control, Document, Revision
from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table, row
from planforge.document.text import Gap, Run, Tick, Tone, text
from planforge.values import Duration, Percent, Volume
from tests.formats.word.ward_sheet import a_sheet

PHARMACIST = Gap("pharmacien", date(2026, 12, 15))


def a_control() -> Control:
    return Control(
        establishment="CH de Valmont",
        reference="PRA-CHV",
        version="1.2",
        date=date(2026, 11, 20),
        status="projet",
        marking="TLP:AMBER — annexe restreinte",
        authors="Claire Aubert (RSSI), Marc Delmas (DSI)",
        reviewers="Cellule de continuité",
        approvers=Gap("directrice", date(2026, 12, 15)),
        distribution="Directeur de crise, DSI, coffre papier",
        next_review=date(2027, 11, 20),
        code="7K4-Q2M",
        revisions=(
            Revision("1.0", date(2025, 6, 12), "M. Delmas", "Première diffusion"),
            Revision(
                "1.1", date(2026, 2, 3), "M. Delmas", "Ordre de redémarrage refait après l’exercice du 28/01/2026"
            ),
            Revision("1.2", None, "C. Aubert", "Chances de tenir l’objectif, sauvegardes isolées"),
        ),
    )


RESTART_COLUMNS = (
    Column("rank", "Rang", ColumnKind.NUMBER, 0.6),
    Column("component", "Composant", width=3.2),
    Column("waits", "Attend", width=1.8),
    Column("team", "Équipe", width=1),
    Column("wanted", "Voulu à", ColumnKind.DURATION, 1),
    Column("planned", "Prévu à", ColumnKind.DURATION, 1),
    Column("held", "9 fois sur 10", ColumnKind.DURATION, 1.3),
    Column("odds", "Chances de tenir l’objectif", width=2.8),
    Column("tested", "Essai vu", ColumnKind.TICK, 0.8),
)


def restart_table() -> Table:
    rows = (
        row("v0", "Vague 0 — socle", kind=RowKind.GROUP),
        system(1, "Cœur de réseau", "isolement", (66, 56, 62), Cell("—")),
        system(2, "Annuaire (AD), DNS", "réseau", (82, 72, 84), Cell("environ 8 sur 10", Tone.MET)),
        system(3, "Virtualisation, serveur de sauvegarde", "réseau", (82, 70, 79), Cell("—")),
        row("v1", "Vague 1 — identité et échanges", kind=RowKind.GROUP),
        *exchange_systems(),
        row("v2", "Vague 2 — plateau technique et dossier", kind=RowKind.GROUP),
        *clinical_systems(),
        row("total", "", "Ensemble", "", "", None, Duration(8400), Duration(11340), "", None, kind=RowKind.TOTAL),
    )
    return Table(
        "restart-order",
        RESTART_COLUMNS,
        rows,
        caption="Ordre de redémarrage, scénario cyberattaque totale",
        note="5 000 simulations d’un même ordre ; les 9 durées sont des estimations d’expert, aucune n’est mesurée.",
    )


def exchange_systems() -> tuple[Row, ...]:
    unsure = Cell("environ 7 sur 10", Tone.WARNING, default=True)
    return (
        system(
            4, "GAM (identité, admissions)", "AD, sauvegarde", (96, 84, 105), Cell("environ 5 sur 10", Tone.WARNING)
        ),
        system(5, "Plateforme d’échanges (EAI)", "AD, sauvegarde", (96, 82, 101), unsure),
    )


def clinical_systems() -> tuple[Row, ...]:
    never = Cell("environ 5 sur 10 — jamais restauré", Tone.WARNING)
    return (
        system(6, "Laboratoire (SGL)", "GAM, EAI", (110, 100, 128), Cell("environ 2 sur 10", Tone.STOP)),
        system(7, "Imagerie (RIS, PACS)", "GAM, EAI", (120, 104, 135), Cell(PHARMACIST)),
        system(8, "Dossier patient (DPI)", "laboratoire", (168, 140, 189), never),
    )


def system(rank: int, name: str, waits: str, hours: tuple[int, int, int], odds: Cell) -> Row:
    wanted, planned, held = (Duration(60 * hour) for hour in hours)
    return row(f"app-{rank}", rank, name, waits, "infra.", wanted, planned, held, odds, Tick(rank < 3))


def a_figure() -> Figure:
    boxes = (
        Box("ad", ("Annuaire (AD)", "72 h"), 8, 12, 36, 13, Tone.STRUCTURE),
        Box("net", ("Cœur de réseau",), 8, 34, 36, 13),
        Box("gam", ("GAM", "identité, admissions"), 66, 12, 40, 13, Tone.WARNING),
        Box("lab", ("Laboratoire", "jamais restauré"), 128, 12, 40, 13, Tone.STOP),
        Box("dpi", ("Dossier patient", "À COMPLÉTER"), 128, 34, 40, 13, Tone.GAP, dashed=True),
        Box("bck", ("Sauvegarde isolée",), 66, 34, 40, 13, Tone.MET),
    )
    arrows = (
        Arrow("ad", "gam", ((44, 18.5), (66, 18.5))),
        Arrow("gam", "lab", ((106, 18.5), (128, 18.5))),
        Arrow("bck", "gam", ((86, 34), (86, 25))),
        Arrow("net", "dpi", ((44, 42), (55, 42), (55, 52), (148, 52), (148, 47)), dashed=True),
    )
    bands = (Band("Vague 0", 2, 2, 50, 54), Band("Vague 1", 60, 2, 52, 54), Band("Vague 2", 122, 2, 52, 54))
    return Figure(
        "fig-order",
        Diagram(176, 58, boxes, arrows, bands),
        "Ce que chaque brique attend",
        "Trois vagues : <réseau> & annuaire, puis GAM, puis laboratoire et dossier.",
    )


def facts() -> Table:
    remark = text(
        "Voir ",
        Run("l’ordre", link="#restart-order"),
        " et ",
        Run("le site de l’ANS", link="https://esante.gouv.fr/a?b=1&c=2"),
    )
    return Table(
        "facts",
        (Column("label", "Fait"), Column("value", "Valeur", width=3)),
        (
            row("a", "Volume à restaurer", Volume(2400)),
            row("b", "Part testée", Percent(42.5)),
            row("c", "Responsable", PHARMACIST),
            row("d", "Dernier essai", date(2026, 6, 12)),
            row("e", "Remarque", remark),
        ),
        header=False,
    )


def log() -> Table:
    return Table(
        "log",
        (Column("time", "Heure"), Column("fact", "Fait", width=4), Column("who", "Par qui", width=1.5)),
        tuple(row(f"l{n}", "", "", "") for n in range(3)),
        caption="Main courante",
        row_height=9,
    )


def purpose() -> tuple[Block, ...]:
    covered = text(
        "Le présent plan couvre ",
        Run("tous les sites", bold=True),
        ", ",
        Run("y compris", italic=True),
        " l’EHPAD. Formulaire ",
        Run("F-ID", code=True),
        " ; référent ",
        Run("À COMPLÉTER (DSI)", tone=Tone.GAP),
        " ; délai ",
        Run("4 h", tone=Tone.DEFAULT),
        ".",
    )
    lead = "Aucune restauration ne commence avant l’isolement et la collecte des preuves : 48 h, fixes."
    return (
        Heading("intro", 1, text("Objet et périmètre")),
        Paragraph(text(lead), "lead", ParagraphStyle.LEAD),
        Paragraph(covered),
        numbered_steps(),
        ItemList(
            (ListItem(text("Annuaire"), (ListItem(text("contrôleurs de domaine")),)), ListItem(text("Sauvegarde")))
        ),
    )


def numbered_steps() -> ItemList:
    hour = ListItem(text("noter l’heure"), (ListItem(text("en toutes lettres")),))
    return ItemList(
        (
            ListItem(text("Isoler les sauvegardes"), (ListItem(text("débrancher le robot")), hour)),
            ListItem(text("Prévenir l’ARS et l’ANSSI")),
        ),
        ordered=True,
        id="steps",
    )


def first_hour() -> tuple[Block, ...]:
    long = "seulement les postes de bureau, même éteints depuis longtemps, dans tout le service"
    warning = (
        ItemList((ListItem(text("jamais un dispositif médical")), ListItem(text(long)))),
        Paragraph(text("Fin du rappel.")),
    )
    return (
        Heading("first-hour", 2, text("Première heure")),
        Checklist(
            (
                CheckItem(text("Débrancher le réseau des sauvegardes"), "c1"),
                CheckItem(text("Ouvrir la main courante"), "c2", done=True),
            ),
            "first-checks",
        ),
        *(
            Callout(kind, (Paragraph(text("Une seule personne décide ; elle est nommée.")),), f"call-{kind}")
            for kind in CalloutKind
        ),
        Callout(CalloutKind.WARNING, warning, "warn-list"),
    )


def application() -> tuple[Block, ...]:
    return (
        Heading("facts-title", 3, text("Fiche de l’application")),
        facts(),
        Paragraph(text("Sources : entretien du 12/06/2026."), style=ParagraphStyle.NOTE),
        EditableZone("notes", "Notes de l’équipe", (Paragraph(text("Écrire ici.")),)),
        EditableZone("blank", "Consignes locales"),
        PageBreak(),
        Heading("figure-title", 2, text("Dépendances")),
        a_figure(),
        log(),
        Table("none", (Column("x", "Rien"),), (), caption="Écarts", empty="Aucun écart dans la saisie."),
    )


def restart() -> tuple[Block, ...]:
    gain = "Mesurer une restauration du DPI et du laboratoire (aucune preuve aujourd’hui)."
    return (
        SectionBreak(Orientation.LANDSCAPE),
        Heading("order", 2, text("Ordre de redémarrage")),
        Paragraph(text("Voulu, prévu, tenu neuf fois sur dix.")),
        restart_table(),
        Callout(CalloutKind.IMPORTANT, (Paragraph(text(gain)),), "gain"),
        SectionBreak(Orientation.PORTRAIT),
        Heading("annex", 1, text("Annexe — glossaire"), numbered=False),
        Heading("deep", 4, text("Niveau quatre")),
        Paragraph(text("PDMA : perte de données maximale admissible.")),
        a_sheet(),
    )


def demo_document() -> Document:
    body = (*purpose(), *first_hour(), *application(), *restart())
    return Document("pra", "Plan de reprise d’activité", "Volet reprise du PCRI", a_control(), body)
