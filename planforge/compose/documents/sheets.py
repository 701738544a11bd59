"""A one-page sheet from its layout and its zones: the same path for wards and for crisis roles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.compose.control import control, version_code
from planforge.compose.fitting import ONWARD, fit, fits
from planforge.compose.layouts import sheet_layout
from planforge.compose.typesetting import typeset
from planforge.document.blocks import CheckItem, Checklist, Sheet, SheetRow, SheetZone
from planforge.document.text import Gap
from planforge.values import french, say_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.compose.context import Context
    from planforge.compose.fitting import Moved
    from planforge.compose.zones import Zone


NEXT_PAGE = "Suite : page suivante"
_REST = "-suite"  # at the end of the name of a second page


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """What a sheet says besides its layout."""

    layout: str
    reference: str
    title: str
    side: tuple[str, ...]
    zones: Mapping[str, Zone]
    banner: str = ""
    foot: str = ""
    onward: str = ONWARD


def one_page(context: Context, request: SheetRequest) -> tuple[Sheet, tuple[Moved, ...]]:
    """The sheet, fitted to its page, and what it had no room for. Raises ``TemplateError`` for a faulty layout."""
    layout = sheet_layout(context.templates.folders, request.layout, frozenset(request.zones))
    rows = tuple(
        SheetRow(
            tuple(
                SheetZone(
                    id=place.zone,
                    title=place.title,
                    blocks=request.zones[place.zone].blocks,
                    span=place.span,
                    note=request.zones[place.zone].note or place.note,
                    emphasis=place.emphasis,
                )
                for place in line
            )
        )
        for line in layout.rows
    )
    sheet = Sheet(
        id=request.reference.lower(),
        kicker=layout.kicker,
        title=request.title,
        side=request.side,
        banner=request.banner,
        rows=rows,
        foot=(),
    )
    giving = {place.zone: place.priority for line in layout.rows for place in line if not place.keep}
    foot = (reference_line(context, request.reference, sheet), request.foot)
    return fit(typeset(replace(sheet, foot=foot)), giving, french(request.onward))


def one_page_and_rest(context: Context, request: SheetRequest) -> tuple[Sheet, ...]:
    """The sheet, and a second one with what did not hold on the first. Raises ``TemplateError``."""
    sheet, moved = one_page(context, replace(request, onward=NEXT_PAGE))
    if not moved:
        return (sheet,)
    name = f"{sheet.id}{_REST}"
    items = tuple(CheckItem(line.text, id=f"{name}.{number}") for number, line in enumerate(moved, 1))
    rest = SheetZone("suite", "Suite", (Checklist(items, id=name),))
    return (sheet, replace(sheet, id=name, title=f"{sheet.title} (suite)", rows=(SheetRow((rest,)),)))


def long_sheets(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """The titles of the sheets that hold on no single page: cut at any scale, or followed by a second page."""
    known = {sheet.id: sheet for sheet in sheets}
    rests = {f"{name}{_REST}" for name in known} & known.keys()
    first = {name: sheet for name, sheet in known.items() if name not in rests}
    return tuple(sheet.title for name, sheet in first.items() if f"{name}{_REST}" in rests or not fits(sheet))


def reference_line(context: Context, reference: str, sheet: Sheet) -> str:
    """Reference, version, short code and expiry of a sheet: what its foot says at the left."""
    said = control(context, reference)
    version = "version à compléter" if isinstance(said.version, Gap) else f"v{said.version}"
    code = version_code((sheet.title, sheet.banner, sheet.rows))
    expiry = (
        "expiration à compléter" if isinstance(said.next_review, Gap) else f"expire le {say_date(said.next_review)}"
    )
    return f"{said.reference} · {version} · {said.status} · code {code} · {expiry}"
