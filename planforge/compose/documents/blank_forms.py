"""``formulaires/<code>.docx``: each paper form of the kit as one page to photocopy and fill by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.control import control
from planforge.compose.documents.sheets import reference_line
from planforge.compose.fitting import fit
from planforge.compose.form_parts import part_rows, sheet_row, usual_fields
from planforge.compose.stretching import stretched
from planforge.compose.typesetting import typeset
from planforge.document.blocks import Orientation, Sheet
from planforge.document.documents import Document
from planforge.model.answer import State
from planforge.model.words import word
from planforge.values import say_date

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.library.types import Form
    from planforge.model.people import Referent

ALWAYS = ("F-MC", "F-EI", "F-REST", "F-EMARG")  # whatever the services do: crisis, incidents, tests and training
DRAFT = "PROJET — À\u00a0VALIDER"
MODEL = "modèle proposé, à adapter"
_SHEET_NUMBER = "Feuille n°\u00a0____ sur ____"


def used_forms(context: Context) -> tuple[str, ...]:
    """The codes of the forms to print, in the order of the library: those of the services and those always needed."""
    flows = context.resolved.workflows.values()
    named = {use.id for flow in flows for use in flow.forms}
    named |= {code for flow in flows for step in flow.steps for code in step.forms}
    return tuple(code for code, form in context.resolved.forms.items() if form.parts and code in {*named, *ALWAYS})


def compose(context: Context, of: str) -> Document:
    """The form of that code on one page, empty. Raises ``TemplateError`` for faulty usual fields."""
    form = context.resolved.forms[of]
    sheet = blank_sheet(context, form)
    said = control(context, form.id)
    name = f"{form.id} – {form.name}"
    return Document("formulaires", name, "", said, (sheet,), cover=False, orientation=sheet.orientation)


def blank_sheet(context: Context, form: Form) -> Sheet:
    """The page of a form: its parts at the largest type that fits, stretched to the foot of the page."""
    establishment = context.plan.establishment
    rows = part_rows(form, usual_fields(context.templates.folders))
    referent = _referent(context, form)
    sheet = Sheet(
        id=form.id.lower(),
        kicker=form.id,
        title=form.name,
        side=(establishment.short_name.best or establishment.name, _SHEET_NUMBER),
        banner=f"{DRAFT} ({word(form.domain)})" if form.domain and not referent else "",
        rows=tuple(sheet_row(row) for row in rows),
        foot=("", ""),
        orientation=Orientation.LANDSCAPE if form.landscape else Orientation.PORTRAIT,
        blank=True,
        legend=form.use,
    )
    fitted, _moved = fit(typeset(sheet), {})
    whole = typeset(stretched(fitted, rows))
    return replace(whole, foot=(reference_line(context, form.id, whole), _standing(form, referent)))


def _referent(context: Context, form: Form) -> Referent | None:
    """The referent who validated the domain of the form, where somebody did."""
    validated = (one for one in context.plan.referents if one.validated_on.state is State.KNOWN)
    return next((one for one in validated if one.domain is form.domain), None)


def _standing(form: Form, referent: Referent | None) -> str:
    """How far the hospital made the form its own."""
    if form.domain is None:
        return MODEL
    if referent is None or referent.validated_on.best is None:
        return "modèle à valider par le référent"
    return f"{word(form.domain)}\u00a0: validé le {say_date(referent.validated_on.best)}"
