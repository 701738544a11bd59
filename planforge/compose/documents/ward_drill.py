"""``quart-d-heure-<id>.docx``: a ward's 15-minute drill. Its leader's card, a quiz, a sign-in sheet: a page each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import ward
from planforge.compose.control import control
from planforge.compose.documents.sheets import SheetRequest, one_page
from planforge.compose.fixed_tables import fixed_table
from planforge.compose.zones import Zone, worded
from planforge.document.blocks import CheckItem, Checklist, Paragraph
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, ColumnKind, Table, row
from planforge.document.text import Run, Tick, text
from planforge.library.drills import first_steps, questions
from planforge.library.validation import unvalidated
from planforge.model.answer import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.compose.context import Context
    from planforge.document.blocks import Block, Sheet
    from planforge.document.text import Text
    from planforge.library.types import QuizQuestion
    from planforge.model.services import Service

_LETTERS = "ABCD"
_NAMES = 20  # lines of the sign-in sheet
_FIXES = 4  # lines for what is to be mended
_MOST_BREAKS = 4  # losses read aloud: more is not listened to
_LINE = 8.5  # mm: a line to sign on


def compose(context: Context, service: str) -> Document:
    """The drill of a service: three pages to print before the session."""
    record = context.plan.service[service]
    asked = questions(context.resolved, record)
    pages = (
        _page(context, record, "quart-d-heure", _card(context, record, asked)),
        _page(context, record, "quart-d-heure-quiz", _quiz(context, record, asked)),
        _page(context, record, "quart-d-heure-emargement", _sign_in()),
    )
    said = control(context, _reference(record))
    return Document("quart-d-heure", f"Quart d’heure d’entraînement – {record.name}", "", said, pages, cover=False)


def _reference(service: Service) -> str:
    return f"QH-{service.id.upper()}"


def _page(context: Context, service: Service, layout: str, zones: Mapping[str, Zone]) -> Sheet:
    establishment = context.plan.establishment
    pending = unvalidated(service, context.workflow(service), context.plan.referents)
    sheet, _moved = one_page(
        context,
        SheetRequest(
            layout=layout,
            reference=f"{_reference(service)}{layout.removeprefix('quart-d-heure').upper()}",
            title=service.name,
            side=(establishment.short_name.best or establishment.name, "EXERCICE"),
            zones=zones,
            banner="Fiche non validée" if pending else "",
            foot="exercice : à conserver avec l’émargement",
            onward="",
        ),
    )
    return sheet


def _card(context: Context, service: Service, asked: tuple[QuizQuestion, ...]) -> dict[str, Zone]:
    workflow = context.workflow(service)
    lost = ", ".join(_lowered(words) for words in workflow.breaks[:_MOST_BREAKS])
    timing = fixed_table(context.templates.folders, "quart-d-heure")
    return {
        "rules": Zone(worded(context, "sheets/quart-d-heure-regles")),
        "timing": Zone((timing,)),
        "situation": Zone(worded(context, "sheets/quart-d-heure-situation", breaks=lost)),
        "find": Zone((_find(context, service),)),
        "steps": Zone((_steps(context, service),)),
        "answers": Zone((_answers(asked),)),
        "review": Zone((_blank("a-corriger", ("À corriger", "Qui", "Pour le"), (3.0, 1.4, 1.2), _FIXES),)),
    }


def _lowered(words: str) -> str:
    """Words inside a sentence: a capital of the first word goes, that of an acronym stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _find(context: Context, service: Service) -> Table:
    """What people must be able to show, beside what the record says of it."""
    states = ", ".join(state.what for state in service.printed_states)
    number = context.plan.crisis.alert_number
    rows = (
        ("kit", "Où est le kit ? L’ouvrir, compter une liasse", context.cell(service.kit.place)),
        ("decideur", "Qui décide du passage au papier, qui le supplée ?", _decider(context, service)),
        ("telephone", "Quel téléphone, quel numéro pour l’astreinte informatique ?", context.cell(number)),
        ("etats", "Quelle liste imprimée, de quelle heure ?", states or context.missing(service, "printed_states")),
        ("fiche", "Où est la fiche dégradée, de quelle version ?", ""),
    )
    return Table(
        id="montrer",
        columns=(
            Column("what", "À montrer", width=3.6),
            Column("expected", "Attendu", width=3.6),
            Column("seen", "Vu", ColumnKind.TICK, 0.6),
            Column("minutes", "En min", width=0.9),
        ),
        rows=tuple(row(name, Cell(what, bold=True), expected, Tick(), "") for name, what, expected in rows),
    )


def _decider(context: Context, service: Service) -> Cell:
    """The first decider of the ward and the deputy, by function."""
    first = next(iter(service.deciders), None)
    if first is None:
        return Cell(context.missing(service, "deciders"))
    if first.deputy.state is State.ABSENT:
        return Cell(first.function)
    return Cell(text(f"{first.function}, puis ", *ward.answered(context, first.deputy)))


def _steps(context: Context, service: Service) -> Table:
    marks = ward.default_marks(context, service)
    return Table(
        id="premiers-gestes",
        columns=(
            Column("rank", "", ColumnKind.NUMBER, 0.4),
            Column("step", "Geste", width=6),
            Column("done", "Fait", ColumnKind.TICK, 0.6),
            Column("minutes", "À (min)", width=0.9),
            Column("remark", "Ce qui a manqué", width=2.4),
        ),
        rows=tuple(
            row(step.id, rank, (*ward.step_text(step), *marks.get(step.id, ())), Tick(), "", "")
            for rank, step in enumerate(first_steps(context.workflow(service)), 1)
        ),
        empty="Aucun geste n’est décrit pour ce service.",
    )


def _answers(asked: Iterable[QuizQuestion]) -> Table:
    return Table(
        id="reponses",
        columns=(Column("rank", "", ColumnKind.CODE, 0.7), Column("right", "Bonne réponse", width=6)),
        rows=tuple(
            row(question.id, f"{rank} {_LETTERS[place_of_right(question)]}", question.right)
            for rank, question in enumerate(asked, 1)
        ),
    )


def place_of_right(question: QuizQuestion) -> int:
    """Where the right answer stands among the choices: the same at every build, and no telling from one to the next."""
    return sum(question.id.encode()) % (len(question.wrong) + 1)


def _quiz(context: Context, service: Service, asked: Iterable[QuizQuestion]) -> dict[str, Zone]:
    del context, service
    written = (
        "Où est le kit du service ?",
        "Qui décide du passage au papier, et qui à sa place ?",
        "Quel numéro appeler, avec quel téléphone ?",
    )
    blocks = tuple(block for rank, question in enumerate(asked, 1) for block in _question(rank, question))
    return {
        "who": Zone((_labels("vous", ("Fonction", "Date et heure", "De nuit ou de jour")),)),
        "write": Zone((_labels("a-ecrire", written),)),
        "questions": Zone(blocks),
    }


def _question(rank: int, question: QuizQuestion) -> tuple[Block, ...]:
    choices = list(question.wrong)
    choices.insert(place_of_right(question), question.right)
    items = tuple(
        CheckItem(text(f"{letter} – {choice}"), id=f"{question.id}.{letter}")
        for letter, choice in zip(_LETTERS, choices, strict=False)
    )
    asked: Text = (Run(f"{rank}. {question.question}", bold=True),)
    return (Paragraph(asked, id=f"question.{question.id}"), Checklist(items, id=f"choix.{question.id}"))


def _labels(name: str, labels: Iterable[str]) -> Table:
    """Labels, each with room to write beside it."""
    return Table(
        id=name,
        columns=(Column("label", "", width=2), Column("value", "", width=4)),
        rows=tuple(row(f"{name}.{rank}", Cell(label, bold=True), "") for rank, label in enumerate(labels, 1)),
        header=False,
        row_height=_LINE,
    )


def _blank(name: str, titles: tuple[str, ...], widths: tuple[float, ...], lines: int) -> Table:
    """Empty lines under titles."""
    columns = tuple(
        Column(f"c{n}", title, width=width) for n, (title, width) in enumerate(zip(titles, widths, strict=True))
    )
    rows = tuple(row(f"{name}.{n}", *("" for _ in titles)) for n in range(1, lines + 1))
    return Table(name, columns, rows, row_height=_LINE)


def _sign_in() -> dict[str, Zone]:
    names = ("Nom et prénom", "Fonction", "Arrivé il y a moins de 6 mois", "Signature")
    session = (
        "Date, heure, équipe (jour, nuit, week-end)",
        "Animateur (fonction)",
        "Durée réelle, gestes faits sur six",
    )
    return {
        "session": Zone((_labels("seance", session),)),
        "names": Zone((_blank("participants", names, (3.0, 2.4, 1.4, 2.4), _NAMES),)),
    }
