"""``diffusion.docx``: after a change, which printed pages to replace, where, by version code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import CODE, TEXT, TICK
from planforge.compose.documents import action_cards, blank_forms, first_hour, ward_sheet
from planforge.compose.editions import printed_code, section_changes, sections
from planforge.compose.prose import Wording, write
from planforge.compose.typesetting import typeset
from planforge.document.tables import Cell, Column, Row, Table
from planforge.document.text import Tick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planforge.compose.context import Context
    from planforge.document.documents import Document, Workbook

_NOWHERE = "nouveau"
_TO_DO = (
    "Retirer la page qui porte l’ancien code, poser celle qui porte le nouveau, cocher, puis rendre cette liste au "
    "responsable du plan."
)
_NOTHING = "Rien à remplacer sur les murs ni dans les kits."


@dataclass(frozen=True, slots=True)
class Printed:
    """Pages that are printed and kept somewhere: their file, their name, where they hang, who replaces them."""

    path: str
    title: str
    make: Callable[[Context, str], Document | Workbook]
    of: str
    place: Cell
    keeper: Cell


def wanted(context: Context) -> bool:
    """Whether there is a version to come after."""
    return bool(context.edition.since)


def compose(context: Context, service: str) -> Document:
    """The page that goes round with the new sheets. Raises ``TemplateError``."""
    del service
    rows = tuple(row for one in _printed(context) if (row := _row(context, one)) is not None)
    return write(
        context,
        Wording(
            kind="diffusion",
            template="diffusion",
            title="Diffusion",
            subtitle="Pages imprimées à remplacer",
            reference="DIF",
            blocks={"a-remplacer": lambda _reference: _table(rows)},
            values={"since": context.edition.since, "lead": _TO_DO if rows else _NOTHING},
            cover=False,
        ),
    )


def _table(rows: tuple[Row, ...]) -> Table:
    return Table(
        id="a-remplacer",
        columns=(
            Column("page", "Page imprimée", TEXT, 2.6),
            Column("place", "Où", TEXT, 2.0),
            Column("old", "Code à retirer", CODE, 1.0),
            Column("new", "Code à poser", CODE, 1.0),
            Column("keeper", "Qui remplace", TEXT, 1.8),
            Column("done", "Fait", TICK, 0.5),
        ),
        rows=rows,
        caption="Pages imprimées à remplacer",
        empty="Aucune page imprimée n’a changé depuis cette version.",
    )


def _printed(context: Context) -> Iterator[Printed]:
    plan = context.plan
    paper, crisis = context.cell(plan.document.paper_place), context.cell(plan.crisis.room)
    quality = Cell(context.names(plan.document.authors)) if plan.document.authors else Cell(context.gap(None))
    yield Printed("premiere-heure.docx", "Première heure", first_hour.compose, "", paper, quality)
    yield Printed("fiches-reflexes.docx", "Fiches réflexes", action_cards.compose, "", crisis, quality)
    for service in plan.services:
        keeper, place = context.person_cell(service.head), context.cell(service.kit.place)
        path = f"services/{service.id}/fiche-{service.id}.docx"
        yield Printed(path, f"Fiche dégradée : {service.name}", ward_sheet.compose, service.id, place, keeper)
    kits = Cell("Kits des services")
    for form in blank_forms.used_forms(context):
        title = f"Formulaire {form}"
        yield Printed(f"formulaires/{form}.docx", title, blank_forms.compose, form, kits, quality)


def _row(context: Context, printed: Printed) -> Row | None:
    """What to replace; ``None`` for pages that read as they did."""
    content = typeset(printed.make(context, printed.of))
    before = context.edition.before.get(printed.path, ())
    if not section_changes(before, sections(content)).any:
        return None
    old = context.edition.codes.get(printed.path, "")
    cells = (
        Cell(printed.title),
        printed.place,
        Cell(old or _NOWHERE),
        Cell(printed_code(content)),
        printed.keeper,
        Cell(Tick()),
    )
    return Row(printed.path, cells)
