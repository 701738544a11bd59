"""The zones of a ward's one-page sheet: functions and duty phones only, forms by code, stop points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.compose.speech import say_gap
from planforge.compose.zones import Zone
from planforge.document.blocks import CheckItem, Checklist, ItemList, ListItem, Paragraph
from planforge.document.tables import Column, ColumnKind, Table, row
from planforge.document.text import Run, Tone, text
from planforge.model.answer import State
from planforge.model.services import Section
from planforge.model.workflow import Horizon
from planforge.values import say_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.compose.context import Context
    from planforge.document.blocks import Block
    from planforge.document.text import Text
    from planforge.model.answer import Answer
    from planforge.model.fields import PhoneNumber
    from planforge.model.services import Service, WardDecider
    from planforge.model.workflow import Step, WorkflowLine

_GAP = Run("À COMPLÉTER", tone=Tone.GAP)
_FORM_CODE = re.compile(r"(\bF-[A-Z]{2,7}\b)")
_FIRST_MINUTES = ("trigger", "deciders", "quarter", "stop")
_RETURN_LINES = 3  # of a return to normal that says of no line that it goes on the sheet
_DEFAULT = (Run(" ◊", tone=Tone.DEFAULT),)


def zones(context: Context, service: Service) -> dict[str, Zone]:
    """Every zone that a layout may name."""
    workflow = context.workflow(service)
    steps = [step for step in workflow.steps if step.sheet]
    kit = service.kit.place.best
    marks = default_marks(context, service)
    return {
        "trigger": Zone((Paragraph(answered(context, workflow.trigger), id="declencheur"),)),
        "deciders": Zone(_deciders(context, service)),
        "quarter": Zone(_checklist("quarter", [step for step in steps if step.horizon is Horizon.QUARTER], {})),
        "hour": Zone(_checklist("hour", [step for step in steps if step.horizon is Horizon.HOUR], marks)),
        "day": Zone(
            _checklist("day", [step for step in steps if step.horizon in {Horizon.TO_4H, Horizon.TO_24H}], marks)
        ),
        "stop": Zone((_bullets("stop", workflow.stop, {}),)),
        "forms": Zone((_forms(context, service),), note=f"kit : {kit}" if kit else "kit : lieu à compléter"),
        "thresholds": Zone(
            (_bullets("repli", workflow.thresholds, marks), *_partners(service)), note=_limit(context, service)
        ),
        "return": Zone(_return(context, service, marks)),
    }


def _limit(context: Context, service: Service) -> str:
    """How long the degraded mode holds at most, beside the word « Repli »."""
    limit = service.endurance.limit
    if limit.best is None:
        return say_gap(context.gap(limit.unknown))
    return f"à {say_duration(limit.best)} au plus tard{' ◊' if limit.is_default else ''}"


def default_marks(context: Context, service: Service) -> Mapping[str, Text]:
    """The mark of each line that nobody validated, save STOP and the first quarter: the banner speaks for these."""
    workflow = context.workflow(service)
    later = [(step, Section.STEPS) for step in workflow.steps if step.horizon is not Horizon.QUARTER]
    lines: list[tuple[WorkflowLine, Section]] = [
        *later,
        *((line, Section.THRESHOLDS) for line in workflow.thresholds),
        *((line, Section.CATCH_UP) for line in workflow.catch_up),
    ]
    return {line.id: _DEFAULT for line, section in lines if context.awaits(service, line, section)}


def _deciders(context: Context, service: Service) -> tuple[Block, ...]:
    """Whom to call and who decides what: functions and duty phones, what is missing in plain sight."""
    alert = Paragraph(_alert(context.plan.crisis.alert_number, context), id="decideurs.alerte")
    if not service.deciders:
        missing = (Run("Passage au papier : ", bold=True), _GAP, Run(" (fonction et téléphone de garde)"))
        return (alert, Paragraph(missing, id="decideurs.manque"))
    return (
        alert,
        *(
            Paragraph(_decider(context, decider), id=f"decideurs.{number}")
            for number, decider in enumerate(service.deciders, 1)
        ),
    )


def _alert(number: Answer[PhoneNumber], context: Context) -> Text:
    """The telephone that the first minutes say to call."""
    asked = Run(f"N° {say_gap(context.gap(number.unknown))}", tone=Tone.GAP)
    return (Run("Téléphone de crise informatique : ", bold=True), Run(number.best) if number.best else asked)


def _decider(context: Context, decider: WardDecider) -> Text:
    asked = Run(f"N° {say_gap(context.gap(decider.phone.unknown))}", tone=Tone.GAP)
    phone = Run(decider.phone.best) if decider.phone.best else asked
    first = (Run(f"{decider.decision} : ", bold=True), Run(decider.function))
    if decider.deputy.state is State.ABSENT:
        return (*first, Run(" – tél.\u00a0"), phone)
    return (*first, Run(", puis "), *answered(context, decider.deputy), Run(" – tél.\u00a0"), phone)


def answered(context: Context, answer: Answer[str]) -> Text:
    """The words of an answer, or the gap it leaves."""
    return text(answer.best) if answer.best else (Run(say_gap(context.gap(answer.unknown)), tone=Tone.GAP),)


def _checklist(name: str, steps: list[Step], marks: Mapping[str, Text]) -> tuple[Block, ...]:
    if not steps:
        return (Paragraph((_GAP,), id=f"{name}.manque"),)
    items = tuple(CheckItem((*step_text(step), *marks.get(step.id, ())), id=f"{name}.{step.id}") for step in steps)
    return (Checklist(items, id=name),)


def step_text(step: Step) -> Text:
    """Who in front where it is said, then the gesture, form codes as codes."""
    who = (Run(f"{step.who} : ", bold=True),) if step.who else ()
    cited = [form for form in step.forms if form not in step.text]
    return (*who, *coded(step.text), *(run for form in cited for run in (Run(" "), Run(form, code=True))))


def coded(words: str) -> Text:
    """A line with its form codes as codes: they stand out, and never break at the hyphen."""
    parts = _FORM_CODE.split(words)
    return tuple(Run(part, code=bool(place % 2)) for place, part in enumerate(parts) if part)


def _bullets(name: str, lines: Iterable[WorkflowLine], marks: Mapping[str, Text]) -> ItemList:
    items = tuple(ListItem((*coded(line.text), *marks.get(line.id, ())), id=f"{name}.{line.id}") for line in lines)
    return ItemList(items or (ListItem((_GAP,), id=f"{name}.manque"),), id=name)


def _partners(service: Service) -> tuple[Block, ...]:
    """Who takes over under a signed agreement; an unsigned one is said to be so."""
    return tuple(
        Paragraph(
            text(
                Run(partner.name, bold=True),
                f"\u00a0: {partner.purpose.best}" if partner.purpose.best else "",
                "" if partner.signed_on.best else " (convention non signée)",
            ),
            id=f"partenaire.{number}",
        )
        for number, partner in enumerate(service.partners, 1)
    )


def _forms(context: Context, service: Service) -> Table:
    return Table(
        id=f"fiche-formulaires-{service.id}",
        columns=(
            Column("code", "Code", ColumnKind.CODE, 1.3),
            Column("name", "Formulaire", width=3.2),
            Column("need", "72 h", ColumnKind.NUMBER, 1.0),
        ),
        rows=tuple(
            row(
                need.form,
                need.form,
                context.resolved.forms[need.form].name if need.form in context.resolved.forms else need.form,
                need.total if need.total is not None else "____",  # written by hand: the volume is not known
            )
            for need in context.results.forms.get(service.id, ())
        ),
        empty="Aucun formulaire prévu.",
    )


def _return(context: Context, service: Service, marks: Mapping[str, Text]) -> tuple[Block, ...]:
    flow = context.workflow(service).catch_up
    steps = [step for step in flow if step.sheet] or list(flow[:_RETURN_LINES])
    if not steps:
        return (Paragraph((_GAP,), id="retour.manque"),)
    return (
        Checklist(
            tuple(CheckItem((*coded(step.text), *marks.get(step.id, ())), id=f"retour.{step.id}") for step in steps),
            id="retour",
        ),
    )


def missing_lines(sheet_zones: Mapping[str, Zone]) -> int:
    """How many lines are « à compléter » where the first minutes are played: these keep the sheet a draft."""
    blocks = [block for name in _FIRST_MINUTES for block in sheet_zones[name].blocks]
    return sum(any(run.tone is Tone.GAP for run in line) for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterable[Text]:
    if isinstance(block, Paragraph):
        return (block.text,)
    return tuple(item.text for item in block.items) if isinstance(block, Checklist | ItemList) else ()
