"""The network cut, the alert chain, the crisis log and the ready messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import CODE, DURATION, TEXT, TICK
from planforge.compose.fixed_tables import fixed_table
from planforge.compose.speech import say_gap
from planforge.document.blocks import CheckItem, Checklist, Heading, ItemList, ListItem, Paragraph
from planforge.document.tables import Cell, Column, ColumnKind, Table, row
from planforge.document.text import Gap, Run, Tick, Tone, text
from planforge.model.answer import State
from planforge.model.crisis import ScenarioKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.compose.context import Context
    from planforge.document.blocks import Block
    from planforge.document.tables import Row
    from planforge.model.answer import Answer
    from planforge.model.crisis import Scenario

# What the computed restart supposes lost (``analysis.losses``) where a scenario does not say.
_SUPPOSED: Mapping[ScenarioKind, str] = {
    ScenarioKind.CYBER: "Tout ce que l’établissement héberge lui-même",
    ScenarioKind.LOCAL_FAILURE: "Un système à la fois, quel qu’il soit",
}

_DASH = "- "
_CLOSED = (".", ":", "!", "?", "]")  # how a line ends that the next one does not go on from
_BLANK_LOG_LINES = 15  # what one landscape page holds under its title


def cut_table(context: Context) -> Table:
    """The gestures of the network cut in order, backups first, each with who does it and how."""
    steps = context.plan.crisis.network_cut.steps
    return Table(
        id="coupure",
        columns=(
            Column("rank", "N°", ColumnKind.NUMBER, 0.5),
            Column("gesture", "Geste", TEXT, 2.4),
            Column("how", "Comment", TEXT, 3.6),
            Column("by", "Par qui", TEXT, 2.4),
            Column("phone", "Téléphone hors réseau", CODE, 1.7),
            Column("done", "Fait", TICK, 0.6),
        ),
        rows=tuple(
            row(
                step.id,
                rank,
                Cell(step.name, bold=True),
                context.cell(step.how),
                context.person_cell(step.by),
                _phone(context, step.by.best),
                Tick(),
            )
            for rank, step in enumerate(steps, 1)
        ),
        caption="Gestes de coupure, dans l’ordre",
        empty="Aucun geste de coupure n’est écrit : personne ne saura quoi débrancher, ni dans quel ordre.",
    )


def _phone(context: Context, identifier: str | None) -> Cell:
    person = context.plan.person.get(identifier or "")
    number = context.off_network_phone(person) if person else ""
    return Cell(number or Gap())


def never_cut(context: Context) -> ItemList:
    """What is never cut; the medical devices are always said."""
    own = context.plan.crisis.network_cut.never
    lines = own or ("Les dispositifs médicaux, les moniteurs et les téléphones",)
    return ItemList(tuple(ListItem(text(line), id=f"jamais.{rank}") for rank, line in enumerate(lines, 1)), id="jamais")


def reopening(context: Context) -> Checklist:
    """The conditions to reopen, to be ticked by who decides."""
    conditions = context.plan.crisis.network_cut.reopening
    items = [CheckItem(text(line), id=f"rouvrir.{rank}") for rank, line in enumerate(conditions, 1)]
    missing = CheckItem((Run("À COMPLÉTER", tone=Tone.GAP), Run(" : conditions de réouverture")), id="rouvrir.manque")
    return Checklist(tuple(items) or (missing,), id="reouverture")


def decisions(context: Context) -> Table:
    """The decisions of a crisis: a default of who decides gives way to whom the record names."""
    crisis = context.plan.crisis
    named = {"couper": crisis.cut, "cellule": crisis.trigger, "rebrancher": crisis.reopen}
    table = fixed_table(context.templates.folders, "decisions")
    rows = (_decided(context, line, named[line.id].person) if line.id in named else line for line in table.rows)
    return replace(table, rows=tuple(rows))


def _decided(context: Context, line: Row, decider: Answer[str]) -> Row:
    if not decider.best:
        return line
    said = context.person_cell(decider)
    return replace(line, cells=tuple(said if cell.default else cell for cell in line.cells))


def blank_log(context: Context) -> Table:
    """The crisis log to fill by hand, on paper."""
    del context
    return Table(
        id="journal",
        columns=(
            Column("number", "N°", ColumnKind.NUMBER, 0.5),
            Column("hour", "Heure", TEXT, 0.8),
            Column("sender", "Émetteur", TEXT, 1.5),
            Column("fact", "Fait, décision ou action", TEXT, 4.6),
            Column("decider", "Décideur", TEXT, 1.4),
            Column("owner", "Responsable", TEXT, 1.4),
            Column("due", "Échéance", TEXT, 1.0),
            Column("done", "Fait", TICK, 0.6),
        ),
        rows=tuple(row(f"ligne-{n}", n, "", "", "", "", "", "", Tick()) for n in range(1, _BLANK_LOG_LINES + 1)),
        row_height=9,
    )


def situation_report(context: Context) -> Table:
    """The frame of a situation report: eight questions and room to write."""
    return fixed_table(context.templates.folders, "point-de-situation")


def levels(context: Context) -> Table:
    """The levels of the crisis organisation and their countable thresholds."""
    return Table(
        id="niveaux",
        columns=(
            Column("level", "Niveau", TEXT, 1.8),
            Column("threshold", "Seuil", TEXT, 4.0),
            Column("decision", "Ce qu’il déclenche", TEXT, 4.0),
        ),
        rows=tuple(
            row(level.id, Cell(level.name, bold=True), context.cell(level.threshold), context.cell(level.decision))
            for level in context.plan.crisis.levels
        ),
        caption="Niveaux de crise",
        empty="Aucun niveau de crise n’est défini.",
    )


def messages(context: Context) -> tuple[Block, ...]:
    """The ready messages: the hospital's own, then the library's for the audiences it did not write for."""
    return tuple(_messages(context))


def _messages(context: Context) -> Iterator[Block]:
    own = context.plan.crisis.messages
    written = {message.id for message in own}
    for message in own:
        yield Heading(f"message-{message.id}", 2, text(message.name))
        if message.channel.state is not State.ABSENT:
            channel = message.channel.best
            words = Run(channel) if channel else Run(say_gap(context.gap(message.channel.unknown)), tone=Tone.GAP)
            yield Paragraph((Run("Canal : ", bold=True), words), id=f"canal-{message.id}")
        yield from _paragraphs(f"texte-{message.id}", message.text)
        if not message.text.strip():
            missing = say_gap(context.missing(message, "text"))
            yield Paragraph((Run(missing, tone=Tone.GAP),), id=f"texte-{message.id}.manque")
    for proposal in context.resolved.message_types.values():
        if proposal.id not in written:
            yield Heading(f"message-{proposal.id}", 2, text(proposal.name))
            advice = Run("Proposition à adapter : les crochets sont à remplir.", italic=True)
            yield Paragraph((advice,), id=f"proposition-{proposal.id}")
            yield from _paragraphs(f"texte-{proposal.id}", proposal.text)


def _paragraphs(identifier: str, words: str) -> Iterator[Block]:
    """A message as it is read aloud: a line that goes on into the next one is one paragraph, dashes make a list."""
    for number, lines in enumerate(_folded(words), 1):
        if lines[0].startswith(_DASH):
            items = (ListItem(text(line.removeprefix(_DASH))) for line in lines)
            yield ItemList(tuple(items), id=f"{identifier}.{number}")
        else:
            yield Paragraph(text(" ".join(lines)), id=f"{identifier}.{number}")


def _folded(words: str) -> Iterator[list[str]]:
    """The lines of each paragraph or list; a line ends its paragraph when it closes a sentence."""
    held: list[str] = []
    for line in (line.strip() for line in words.splitlines()):
        if held and not _goes_on(held[-1], line):
            yield held
            held = []
        if line:
            held.append(line)
    if held:
        yield held


def _goes_on(before: str, line: str) -> bool:
    """Whether a line belongs with the one before: the next item of a list, or the rest of a sentence."""
    if before.startswith(_DASH) or line.startswith(_DASH):
        return before.startswith(_DASH) and line.startswith(_DASH)
    return bool(line) and not before.endswith(_CLOSED) and not (before.endswith(",") and not line[0].islower())


def scenarios(context: Context) -> Table:
    """The scenarios the plans answer, with what must end before any restore."""
    return Table(
        id="scenarios",
        columns=(
            Column("name", "Scénario", TEXT, 2.2),
            Column("description", "Description", TEXT, 3.4),
            Column("lost", "Ce qui est perdu", TEXT, 3.0),
            Column("gate", "Avant toute restauration", DURATION, 1.3),
            Column("internet", "Internet disponible", TEXT, 1.0),
            Column("phones", "Téléphonie disponible", TEXT, 1.0),
        ),
        rows=tuple(
            row(
                scenario.id,
                Cell(scenario.name, bold=True),
                context.cell(scenario.description),
                _lost(context, scenario),
                context.cell(scenario.gate),
                context.yes_no(scenario.internet),
                context.yes_no(scenario.phones),
            )
            for scenario in context.plan.scenarios
        ),
        caption="Scénarios retenus",
        empty="Aucun scénario n’est saisi. CaRE impose l’indisponibilité du système d’information.",
    )


def _lost(context: Context, scenario: Scenario) -> Cell:
    """What a scenario takes down; what the computed restart supposes where nobody was asked, marked as such."""
    if scenario.lost:
        return Cell(context.names(scenario.lost))
    supposed = _SUPPOSED.get(scenario.kind, "")
    if supposed and "lost" not in scenario.unknown_lists:
        return Cell(supposed, default=True)
    return Cell(context.missing(scenario, "lost"))


def risks(context: Context) -> Table:
    """How likely and how grave each scenario is, what already stands against it, and what is left to accept."""
    return Table(
        id="risques",
        columns=(
            Column("name", "Scénario", TEXT, 2.2),
            Column("likelihood", "Vraisemblance", TEXT, 1.6),
            Column("severity", "Gravité", TEXT, 1.4),
            Column("measures", "Mesures existantes", TEXT, 3.4),
            Column("residual", "Risque résiduel et décision", TEXT, 3.4),
        ),
        rows=tuple(
            row(
                scenario.id,
                Cell(scenario.name, bold=True),
                context.cell(scenario.likelihood),
                context.cell(scenario.severity),
                " ; ".join(scenario.measures) or context.missing(scenario, "measures"),
                context.cell(scenario.residual),
            )
            for scenario in context.plan.scenarios
        ),
        caption="Analyse de risques par scénario",
        empty="Aucun scénario n’est saisi : aucun risque n’est coté.",
    )
