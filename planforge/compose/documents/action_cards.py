"""``fiches-reflexes.docx``: one page for each crisis role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.control import control
from planforge.compose.documents.sheets import SheetRequest, one_page_and_rest
from planforge.compose.speech import say_gap
from planforge.compose.zones import Zone
from planforge.document.blocks import CheckItem, Checklist, ItemList, ListItem, Paragraph
from planforge.document.documents import Document
from planforge.document.text import Run, Tone, text
from planforge.values import say_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.compose.context import Context
    from planforge.document.blocks import Block, Sheet
    from planforge.document.text import Text
    from planforge.library.resolution import ResolvedRole
    from planforge.model.answer import Answer
    from planforge.model.workflow import WorkflowLine

_GAP = Run("À COMPLÉTER", tone=Tone.GAP)


def compose(context: Context, service: str) -> Document:
    """The action cards of all crisis roles, a page each."""
    del service
    sheets = tuple(sheet for role in _held(context) for sheet in _card(context, role))
    said = control(context, "FR")
    return Document("fiches-reflexes", "Fiches réflexes", "Une page par rôle de crise", said, sheets, cover=False)


def _held(context: Context) -> tuple[ResolvedRole, ...]:
    """The roles that the hospital holds; all usual ones as long as it named none."""
    named = tuple(role for role in context.resolved.roles if role.record is not None)
    return named or context.resolved.roles


def _card(context: Context, role: ResolvedRole) -> tuple[Sheet, ...]:
    """The page of a role, and a second one when its lines do not hold on the first."""
    establishment = context.plan.establishment
    card = role.type
    own = role.record.add if role.record else ()
    zones = {
        "mission": Zone((Paragraph(text(card.mission)),)),
        "holder": Zone(_holders(context, role)),
        "quarter": Zone(_checklist(f"{card.id}.quarter", card.first_quarter)),
        "hour": Zone(_checklist(f"{card.id}.hour", card.first_hour, own)),
        "then": Zone(_checklist(f"{card.id}.then", card.then)),
        "never": Zone((_bullets(f"{card.id}.never", card.never),)),
        "ready": Zone((_bullets(f"{card.id}.ready", card.has_ready),)),
        "notes": Zone((Paragraph(text("Relève prévue à : ____ h ____   par : ____________________")),)),
    }
    request = SheetRequest(
        layout="fiche-reflexe",
        reference=f"FR-{card.id.upper()}",
        title=card.name,
        side=(establishment.short_name.best or establishment.name, _dated(context)),
        zones=zones,
        banner="" if role.record and role.record.validated_on.best else "Valeurs par défaut à valider",
        foot="cellule de crise",
    )
    return one_page_and_rest(context, request)


def _dated(context: Context) -> str:
    day = context.plan.document.date.best
    return f"édition du {say_date(day)}" if day else "date à compléter"


def _holders(context: Context, role: ResolvedRole) -> tuple[Block, ...]:
    """Holder and deputy by function, with an off-network phone each."""
    if role.record is None:
        return (Paragraph((Run("Titulaire : ", bold=True), _GAP), id=f"{role.type.id}.titulaire"),)
    named: tuple[tuple[str, Answer[str]], ...] = (("Titulaire", role.record.person), ("Suppléant", role.record.deputy))
    return tuple(
        Paragraph((Run(f"{label} : ", bold=True), *_reached(context, answer)), id=f"{role.type.id}.{label.lower()}")
        for label, answer in named
    )


def _reached(context: Context, answer: Answer[str]) -> Text:
    person = context.plan.person.get(answer.best or "")
    if person is None:
        return (Run(say_gap(context.gap(answer.unknown)), tone=Tone.GAP),)
    number = context.off_network_phone(person)
    return (Run(f"{person.function} – tél.\u00a0"), Run(number) if number else _GAP)


def _checklist(name: str, lines: Iterable[WorkflowLine], own: Iterable[str] = ()) -> tuple[Block, ...]:
    items = [CheckItem(text(line.text), id=f"{name}.{line.id}") for line in lines]
    items += [CheckItem(text(Run(line, bold=True)), id=f"{name}.propre-{n}") for n, line in enumerate(own, 1)]
    return (Checklist(tuple(items), id=name),) if items else (Paragraph((_GAP,), id=f"{name}.manque"),)


def _bullets(name: str, lines: Iterable[str]) -> ItemList:
    items = tuple(ListItem(text(line), id=f"{name}.{n}") for n, line in enumerate(lines, 1))
    return ItemList(items or (ListItem((_GAP,), id=f"{name}.manque"),), id=name)
