"""``inventaire-kits.docx``: what each sealed kit must hold, counted and tried twice a year, a page a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.coverage import stock
from planforge.compose.control import control
from planforge.compose.documents.sheets import SheetRequest, one_page_and_rest
from planforge.compose.fixed_tables import fixed_table
from planforge.compose.zones import Zone
from planforge.document.blocks import Paragraph
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, ColumnKind, Table, row
from planforge.document.text import Tick, text
from planforge.model.services import Section

if TYPE_CHECKING:
    from planforge.analysis.results import FormNeed
    from planforge.compose.context import Context
    from planforge.document.blocks import Sheet
    from planforge.document.tables import Row
    from planforge.model.services import Service

_VISAS = 4  # two years of checks
_LINE = 6.5  # mm


def compose(context: Context, service: str) -> Document:
    """The inventory of every service that has a degraded workflow or a kit."""
    del service
    sheets = tuple(sheet for one in context.plan.services if _has_kit(context, one) for sheet in _pages(context, one))
    said = control(context, "KITS")
    body = sheets or (Paragraph(text("Aucun service n’a encore de mode dégradé ni de kit."), id="kits.aucun"),)
    return Document("inventaire-kits", "Inventaire des kits", "Une page par service", said, body, cover=False)


def _has_kit(context: Context, service: Service) -> bool:
    return bool(context.workflow(service).steps or service.kit.stock or service.kit.place.best)


def _pages(context: Context, service: Service) -> tuple[Sheet, ...]:
    establishment = context.plan.establishment
    request = SheetRequest(
        layout="inventaire-kit",
        reference=f"KIT-{service.id.upper()}",
        title=service.name,
        side=(establishment.short_name.best or establishment.name,),
        zones={
            "kit": Zone((_kit(context, service),)),
            "visas": Zone((_visas(),)),
            "forms": Zone((_forms(context, service),)),
            "stocks": Zone((_stocks(context, service),)),
            "trials": Zone((fixed_table(context.templates.folders, "inventaire-kit"),)),
        },
        foot="à ranger dans le kit, copie au responsable du plan",
    )
    return one_page_and_rest(context, request)


def _kit(context: Context, service: Service) -> Table:
    facts = (
        ("Lieu", context.cell(service.kit.place)),
        ("Version des imprimés", context.cell(service.kit.version)),
        ("Dernier inventaire", context.cell(service.kit.checked_on)),
        ("Responsable", context.person_cell(service.head)),
    )
    return Table(
        id="kit",
        columns=(Column("label", "", width=1.4), Column("value", "", width=2.4)),
        rows=tuple(row(f"kit.{n}", Cell(label, bold=True), value) for n, (label, value) in enumerate(facts, 1)),
        header=False,
    )


def _visas() -> Table:
    return Table(
        id="visas",
        columns=(
            Column("on", "Fait le", width=1.4),
            Column("by", "Fonction", width=2),
            Column("sign", "Visa", width=1.6),
        ),
        rows=tuple(row(f"visa.{n}", "", "", "") for n in range(1, _VISAS + 1)),
        row_height=_LINE,
    )


def _forms(context: Context, service: Service) -> Table:
    needs = context.results.forms.get(service.id, ())
    return Table(
        id=f"kit-formulaires-{service.id}",
        columns=(
            Column("code", "Code", ColumnKind.CODE, 1.2),
            Column("name", "Formulaire", width=3.6),
            Column("need", "À avoir (72 h)", ColumnKind.NUMBER, 1.3),
            Column("stock", "Dernier compte", ColumnKind.NUMBER, 1.3),
            Column("first", "Compté le ____", width=1.3),
            Column("second", "Compté le ____", width=1.3),
        ),
        rows=tuple(_form_row(context, service, need) for need in needs),
        empty="Aucun formulaire prévu.",
    )


def _form_row(context: Context, service: Service, need: FormNeed) -> Row:
    form = context.resolved.forms.get(need.form)
    total = need.total if need.total is not None else Cell("____")  # the volume of the service is not known
    counted = context.optional(stock(service, need.form))
    return row(need.form, need.form, form.name if form else need.form, total, counted, "", "")


def _stocks(context: Context, service: Service) -> Table:
    return Table(
        id=f"kit-stocks-{service.id}",
        columns=(
            Column("what", "À tenir", width=5),
            Column("there", "Présent", ColumnKind.TICK, 0.9),
            Column("missing", "Manque", width=1.2),
        ),
        rows=tuple(
            row(item.id, Cell(item.text, default=context.awaits(service, item, Section.STOCKS)), Tick(), "")
            for item in context.workflow(service).stocks
        ),
        empty="Aucun autre stock n’est prévu.",
    )
