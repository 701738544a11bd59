from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from planforge.document.blocks import Orientation
from planforge.document.documents import Chart, ChartKind, Control, Workbook, Worksheet
from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table, row
from planforge.document.text import Gap, Run, Tick, Tone, text
from planforge.formats.excel import ExcelWriter
from planforge.values import Duration, Percent, Rate, Volume

if TYPE_CHECKING:
    from collections.abc import Callable

CRITICALITY = {"Vitale": Tone.STOP, "Importante": Tone.WARNING, "Ordinaire": Tone.NEUTRAL}
STATES = {"En cours": Tone.WARNING, "Fait": Tone.MET}
VERDICT = {"Tenu": Tone.MET, "Non tenu": Tone.STOP, "Jamais mesuré": Tone.WARNING}
HOUR, DAY = 60, 1440
ADDRESS = "https://exemple.invalid/proc?id=1&v=é x"


def a_control() -> Control:
    return Control(
        establishment="Centre hospitalier de Valmont & Vallée",
        reference="PCRI-CHV-APP",
        version="1.2",
        date=date(2026, 11, 20),
        status="projet",
        marking="TLP:AMBER — annexe restreinte",
        authors="Mme Lenoir (RSSI), M. Petit (DSI)",
        reviewers=Gap("Direction des soins", date(2026, 12, 15)),
        approvers=Gap("Directrice"),
        distribution="Cellule de crise, DSI, RSSI",
        next_review=date(2027, 11, 20),
        code="7K4-Q2M",
    )


def applications_columns() -> tuple[Column, ...]:
    return (
        Column("name", "Application", width=2.0),
        Column("code", "Code", ColumnKind.CODE),
        Column("critical", "Criticité", choices=tuple(CRITICALITY), tones=CRITICALITY),
        Column("owner", "Référent métier", width=1.5, editable=True),
        Column("beds", "Lits servis", ColumnKind.NUMBER),
        Column(
            "sheets",
            "Feuilles par lit",
            ColumnKind.NUMBER,
            editable=True,
            note="Combien de feuilles par lit et par jour.",
        ),
        Column("paper", "Feuilles par jour", ColumnKind.NUMBER),
        Column("wanted", "RTO voulu", ColumnKind.DURATION, note="Délai au bout duquel le service veut l’application."),
        Column("planned", "Reprise prévue", ColumnKind.DURATION),
        Column("verdict", "Objectif", choices=tuple(VERDICT), tones=VERDICT),
        Column("odds", "Chances de tenir", ColumnKind.PERCENT),
        Column("size", "Volume", ColumnKind.VOLUME),
        Column("rate", "Débit de restauration"),
        Column("tested", "Dernier test", ColumnKind.DATE, editable=True),
        Column("site", "Documentation"),
    )


NAMES = (
    "Dossier patient informatisé", "Gestion administrative des malades", "Laboratoire (SGL)", "Imagerie (RIS, PACS)",
    "Pharmacie à usage intérieur", "Blocs opératoires", "Urgences : tri et orientation", "Téléphonie et bips",
    "Messagerie sécurisée de santé", "Plateforme d’échanges (EAI)", "Annuaire (AD), DNS", "Restauration et diététique",
)  # fmt: skip


def name_of(number: int) -> str:
    return NAMES[number % len(NAMES)] + (f" {number}" if number >= len(NAMES) else "")


def application_row(number: int) -> Row:
    wanted = Duration((4 * HOUR, 8 * HOUR, 2 * DAY, 14 * DAY)[number % 4])
    planned = Duration((3 * HOUR + 30, 30 * HOUR, 5 * DAY, 9 * DAY)[number % 4])
    beds = 12 + 7 * number
    return row(
        f"app-{number}",
        Cell(name_of(number), bold=True, link="" if number else "#suivi/app-0"),
        f"APP-{number:03}",
        ("Vitale", "Importante", "Ordinaire")[number % 3],
        Gap("DIM", date(2026, 12, 15)) if number % 5 == 3 else f"Cadre de santé, pôle {number % 4 + 1}",
        beds,
        Cell(2.5 if number % 2 else 3, default=number % 4 == 2),
        Cell(beds * (2.5 if number % 2 else 3), formula="={beds}*{sheets}"),
        Cell(wanted, default=number % 3 == 1, note="Valeur du catalogue, type « laboratoire »." if number == 1 else ""),
        Gap() if number % 7 == 5 else planned,
        "Jamais mesuré" if number % 7 == 5 else "Tenu" if planned <= wanted else "Non tenu",
        Percent((20.0, 72.5, 100.0)[number % 3]),
        Volume((2.5, 850.0, 1500.0)[number % 3]),
        Rate(100.0 + number),
        date(2026, 1 + number % 12, 14) if number % 4 else None,
        Cell("Procédure en ligne", link=ADDRESS) if number == 2 else text("Voir ", Run("PROC-12", code=True)),
    )


def applications_sheet(count: int = 12) -> Worksheet:
    rows = [row("vague-0", "Vague 0 — socle", kind=RowKind.GROUP)]
    for number in range(count):
        if number == count // 2:
            rows.append(row("vague-1", "Vague 1 — identité et échanges", kind=RowKind.GROUP))
        rows.append(application_row(number))
    total = [Cell("Total"), *(Cell() for _ in range(14))]
    total[4] = Cell(sum(12 + 7 * number for number in range(count)), formula="=SUM({beds})")
    rows.append(Row("total", tuple(total), RowKind.TOTAL))
    return Worksheet(
        id="applications",
        name="Applications",
        title="Applications : objectifs et capacités",
        table=Table(
            "applications",
            applications_columns(),
            tuple(rows),
            note="Reprise prévue : somme des étapes, délai d’isolement compris. Sources : référents métier, DSI.",
        ),
        intro=(
            text(
                Run("Trois applications vitales sur quatre ne tiennent pas leur objectif.", bold=True),
                " Aucune restauration ne commence avant l’isolement et la collecte des preuves ; "
                "avec un délai incertain, aucun objectif de moins de deux jours ne tient. Voir la feuille ",
                Run("Suivi", link="#suivi"),
                ".",
            ),
        ),
        facts=(
            ("Scénario", "Cyberattaque totale, 2 administrateurs infrastructure, 2 applications"),
            ("Délai avant restauration", "48 h, fixes dans ce calcul"),
        ),
        frozen_columns=1,
        chart=Chart(ChartKind.BAR, "Reprise voulue et prévue", "name", ("wanted", "planned"), "Délai"),
        tone=Tone.STRUCTURE,
    )


def follow_up_sheet() -> Worksheet:
    columns = (
        Column("step", "Rang", ColumnKind.NUMBER),
        Column("what", "À faire", width=3),
        Column("done", "Fait", ColumnKind.TICK, editable=True),
        Column("hour", "Heure", editable=True),
        Column("who", "Par qui", editable=True),
        Column("state", "État", choices=("À faire", *STATES), editable=True, tones=STATES),
        Column("wait", "Attente constatée", ColumnKind.DURATION, editable=True),
        Column("remark", "Remarque", width=2, editable=True),
    )  # fmt: skip
    actions = (
        "Couper les accès internet et les liaisons inter-sites ; ne pas éteindre les serveurs",
        "Débrancher du réseau les postes de bureau et les chariots, jamais un dispositif médical",
        "Prévenir l’administrateur de garde, qui ouvre la cellule de crise",
        "Isoler les sauvegardes",
    )
    rows = tuple(
        row(f"app-{number}", number + 1, action, Tick(not number), None, None, "À faire" if number else "Fait")
        for number, action in enumerate(actions)
    )
    return Worksheet(
        id="suivi",
        name="Suivi : crise / première heure [DSI]",
        title="Première heure : tableau de la cellule de crise",
        table=Table("suivi", columns, rows, row_height=12),
        intro=(
            text("Cocher, dater et signer chaque action. Une action qui ne s’applique pas se barre dans « Remarque »."),
        ),
        frozen_columns=2,
        protected=True,
        tone=Tone.STOP,
    )


def capacity_sheet() -> Worksheet:
    columns = (
        Column("team", "Équipe"),
        Column("day", "Jour, personnes", ColumnKind.NUMBER, editable=True),
        Column("night", "Nuit, personnes", ColumnKind.NUMBER, editable=True),
        Column("hours", "Heures par jour", ColumnKind.NUMBER),
    )
    rows = (
        row("infra", "Infrastructure", 2, 1, Cell(24, formula="={day}*10+{night}*4")),
        row("applis", "Applications", 2, 0, Cell(20, formula="={day}*10+{night}*4")),
        row("reseau", "Réseau", 1, 1, Cell(14, formula="={day}*10+{night}*4")),
    )
    return Worksheet(
        id="A1",
        name="Équipes",
        title="Équipes qui restaurent",
        table=Table("equipes", columns, rows),
        chart=Chart(ChartKind.STACKED, "Présence par équipe", "team", ("day", "night"), "Personnes"),
        orientation=Orientation.PORTRAIT,
        tone=Tone.MET,
    )


def empty_sheet() -> Worksheet:
    columns = (Column("what", "Écart"), Column("what2", "écart"), Column("since", "", ColumnKind.DATE))
    return Worksheet(
        id="ecarts",
        name="'Écarts'",
        title="Écarts",
        table=Table("ecarts", columns, (), caption="Écarts relevés", empty="Aucun écart relevé."),
        orientation=Orientation.PORTRAIT,
    )


@pytest.fixture(scope="session")
def control() -> Control:
    return a_control()


@pytest.fixture(scope="session")
def demo() -> Workbook:
    return Workbook(
        kind="applications",
        title="Applications et reprise",
        subtitle="Objectifs, capacités, suivi de crise",
        control=a_control(),
        sheets=(applications_sheet(), follow_up_sheet(), capacity_sheet(), empty_sheet()),
    )


@pytest.fixture(scope="session")
def demo_bytes(demo: Workbook) -> bytes:
    return ExcelWriter().write(demo)


@pytest.fixture
def single(control: Control) -> Callable[..., Workbook]:
    """A workbook of one sheet from columns and rows."""

    def build(columns: tuple[Column, ...], rows: tuple[Row, ...], **changes: object) -> Workbook:
        sheet = Worksheet(id="seule", name="Seule", title="Seule", table=Table("seule", columns, rows), **changes)  # type: ignore[arg-type] # any field
        return Workbook("essai", "Essai", "", control, (sheet,))

    return build


@pytest.fixture
def reopen() -> Callable[[bytes], openpyxl.Workbook]:
    return lambda content: openpyxl.load_workbook(io.BytesIO(content))
