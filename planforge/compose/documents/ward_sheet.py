"""``fiche-<id>.docx``: the one page of a service, readable at arm's length at 3 a.m. without a computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import ward
from planforge.compose.blocks.strategy import exercise_days
from planforge.compose.control import control
from planforge.compose.documents.sheets import SheetRequest, one_page
from planforge.document.documents import Document
from planforge.library.validation import unvalidated
from planforge.model.watching import shared
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.compose.fitting import Moved
    from planforge.document.blocks import Sheet
    from planforge.model.services import Service

DRAFT = "PROJET — NE PAS AFFICHER"


def compose(context: Context, service: str) -> Document:
    """The degraded-workflow checklist of a service, on exactly one page."""
    record = context.plan.service[service]
    sheet, _moved = fitted_sheet(context, record)
    said = control(context, reference(record))
    return Document("fiche", f"Fiche dégradée – {record.name}", "", said, (sheet,), cover=False)


def reference(service: Service) -> str:
    """The reference of a service's sheet, without the hospital's prefix."""
    return f"FICHE-{service.id.upper()}"


def fitted_sheet(context: Context, service: Service) -> tuple[Sheet, tuple[Moved, ...]]:
    """The sheet of a service and what it had no room for, which the service's PCRA prints: fitted once for both."""
    return shared(context.fitted, service.id, lambda: _fitted(context, service))


def _fitted(context: Context, service: Service) -> tuple[Sheet, tuple[Moved, ...]]:
    establishment = context.plan.establishment
    site = context.names([service.site.best], context.plan.site) if service.site.best else ""
    pending = unvalidated(service, context.workflow(service), context.plan.referents)
    zones = ward.zones(context, service)
    tested, _planned = exercise_days(context, service)
    proof = f"dernier test de terrain : {say_date(tested)}" if tested else "jamais testée sur le terrain"
    return one_page(
        context,
        SheetRequest(
            layout="fiche",
            reference=reference(service),
            title=service.name,
            side=tuple(line for line in (establishment.short_name.best or establishment.name, site) if line),
            zones=zones,
            banner=_banner(len(pending), ward.missing_lines(zones)),
            foot=f"◊ à valider · {proof}" if ward.default_marks(context, service) else proof,
        ),
    )


def _banner(pending: int, missing: int) -> str:
    """Why the sheet must not be put up yet; nothing once it may."""
    counts = (f"{plural(pending, 'ligne')} à valider" if pending else "", f"{missing} à compléter" if missing else "")
    reasons = ", ".join(count for count in counts if count)
    return f"{DRAFT} ({reasons})" if reasons else ""
