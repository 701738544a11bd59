"""Findings, gaps and actions: what the record gets wrong, what it lacks, what is decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.sentences import say, wordings
from planforge.compose.blocks.activities import first_first
from planforge.compose.blocks.columns import CODE, DATE, NUMBER, TEXT
from planforge.compose.confidential import is_restricted
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Tone
from planforge.model.answer import State
from planforge.model.governance import ActionStatus
from planforge.model.words import word
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.analysis.results import Finding, GapItem
    from planforge.compose.context import Context
    from planforge.model.backups import RestoreTest
    from planforge.model.governance import Action, Exercise, Training

SEVERITIES: Mapping[Severity, str] = {
    Severity.BLOCKING: "bloquant",
    Severity.MAJOR: "majeur",
    Severity.MINOR: "mineur",
    Severity.INFO: "à savoir",
}
# The chapters of the review, by the name of their file in ``questionnaires/rules``.
CHAPTERS: Mapping[str, str] = {
    "data": "Données complètes",
    "objectives": "Cohérence des objectifs",
    "feasibility": "Faisabilité du redémarrage",
    "dependencies": "Dépendances",
    "backups": "Sauvegardes et restauration",
    "degraded": "Mode dégradé",
    "kits": "Kits et stocks",
    "crisis": "Contacts, crise, gouvernance",
    "suppliers": "Fournisseurs et obligations",
    "documents": "Documents produits",
}
_TONES: Mapping[str, Tone] = {"bloquant": Tone.STOP, "majeur": Tone.WARNING}
_DECISIONS: Mapping[str, str] = {
    "trigger": "qui déclenche",
    "cut": "qui coupe le réseau",
    "reopen": "qui rouvre",
}
STATUSES = tuple(word(status) for status in ActionStatus)
_STATUS_TONES: Mapping[str, Tone] = {word(ActionStatus.DONE): Tone.MET, word(ActionStatus.OPEN): Tone.WARNING}


def chapter(rule: str) -> str:
    """The chapter of the review that a rule stands in."""
    return CHAPTERS[wordings()[rule].domain]


def findings_table(context: Context, findings: Iterable[Finding]) -> Table:
    """One line a finding: what, compared with what, why it matters, what to do, who."""
    return Table(
        id="constats",
        columns=(
            Column("severity", "Gravité", TEXT, 1.0, choices=tuple(SEVERITIES.values()), tones=_TONES),
            Column("chapter", "Chapitre", TEXT, 1.8),
            Column("rule", "Règle", CODE, 1.8),
            Column("object", "Objet", TEXT, 2.2),
            Column("message", "Constat", TEXT, 4.4),
            Column("why", "Pourquoi", TEXT, 2.8),
            Column("action", "Que faire", TEXT, 3.0),
            Column("who", "Qui", TEXT, 1.6),
            Column("waiver", "Dérogation", TEXT, 1.8),
        ),
        rows=tuple(_finding_row(context, number, finding) for number, finding in enumerate(findings, 1)),
        empty="Aucun constat.",
    )


def findings_list(context: Context, findings: Iterable[Finding]) -> Table:
    """The same without why and what to do: where a summary says them once a rule."""
    return findings_table(context, findings).without("why", "action")


def _finding_row(context: Context, number: int, finding: Finding) -> Row:
    del context
    sentence = say(finding)
    waiver = finding.waived_by
    return row(
        f"{finding.rule}.{number}",
        SEVERITIES[finding.severity],
        chapter(finding.rule),
        finding.rule,
        ", ".join(item.name for item in finding.objects[:3]) + (" …" if len(finding.objects) > 3 else ""),  # noqa: PLR2004 - three names fit
        sentence.message,
        sentence.why,
        sentence.action,
        sentence.who,
        f"{waiver.author} : {waiver.reason}" if waiver else "",
    )


def gaps_table(context: Context) -> Table:
    """One line an answer to complete: what, where, who will know, by when."""
    return Table(
        id="a-completer",
        columns=(
            Column("object", "Objet", TEXT, 2.6),
            Column("field", "À compléter", TEXT, 3.0),
            Column("state", "État", TEXT, 1.6, choices=("demandé, pas encore su", "jamais demandé")),
            Column("who", "Qui le saura", TEXT, 2.4, editable=True),
            Column("when", "Pour quand", DATE, 1.2, editable=True),
        ),
        rows=tuple(_gap_row(context, number, gap) for number, gap in enumerate(context.results.gaps, 1)),
        empty="Tout ce qui est attendu au premier niveau est renseigné.",
    )


def _gap_row(context: Context, number: int, gap: GapItem) -> Row:
    return row(
        ".".join(str(part) for part in gap.path) or str(number),
        Cell(_gap_object(context, gap), bold=True),
        gap.field,
        "demandé, pas encore su" if gap.state is State.UNKNOWN else "jamais demandé",
        context.function(gap.ask),
        gap.due,
    )


def _gap_object(context: Context, gap: GapItem) -> str:
    """What the answer is missing from, in words that tell two alike apart: which body, which decision, which role."""
    match gap.path:
        case ("document", "opinions", int(place), *_):
            return f"Avis : {context.plan.document.opinions[place].body}"
        case ("referents", int(place), *_):
            return f"Référent : {word(context.plan.referents[place].domain)}"
        case ("crisis", "roles", int(place), *_):
            kind = context.plan.crisis.roles[place].type
            names = (role.type.name for role in context.resolved.roles if role.type.id == kind)
            return f"Rôle de crise : {next(names, kind)}"
        case ("crisis", ("trigger" | "cut" | "reopen") as decision, *_):
            return f"Crise : {_DECISIONS[decision]}"
    return gap.object.name


def _why(context: Context, action: Action) -> Cell:
    """Why an action was decided; what treats a finding of the restricted annex is explained there."""
    told_elsewhere = action.why.best and any(is_restricted(rule) for rule in action.rules)
    return Cell("Voir l’annexe restreinte") if told_elsewhere else context.optional(action.why)


def actions_table(context: Context, actions: Iterable[Action] | None = None) -> Table:
    """The action plan: who, when, at what cost, for what gain."""
    return Table(
        id="actions",
        columns=(
            Column("priority", "Priorité", NUMBER, 0.8, editable=True),
            Column("title", "Action", TEXT, 3.6),
            Column("why", "Pourquoi", TEXT, 2.8),
            Column("gain", "Ce qu’on y gagne", TEXT, 2.6),
            Column("cost", "Coût (€)", NUMBER, 1.1, editable=True),
            Column("owner", "Pilote", TEXT, 2.0, editable=True),
            Column("due", "Échéance", DATE, 1.2, editable=True),
            Column("status", "État", TEXT, 1.1, choices=STATUSES, tones=_STATUS_TONES, editable=True),
            Column("rules", "Constats traités", TEXT, 2.6),
        ),
        rows=tuple(
            row(
                action.id,
                context.optional(action.priority),
                Cell(action.title, bold=True),
                _why(context, action),
                context.cell(action.gain),
                context.cell(action.cost),
                context.person_cell(action.owner),
                context.cell(action.due),
                word(action.status),
                _treated(action),
            )
            for action in sorted(
                context.plan.actions if actions is None else actions,
                key=lambda action: (*first_first(action.priority), action.id),
            )
        ),
        caption="Plan d’actions",
        empty="Aucune action n’est saisie. Les constats bloquants disent par où commencer.",
    )


def _treated(action: Action) -> str:
    """What an action puts right, by the titles of the rules; detailed weaknesses stand in the restricted annex."""
    known = wordings()
    told = [known[rule].title if rule in known else rule for rule in action.rules if not is_restricted(rule)]
    hidden = ["voir l’annexe restreinte"] if len(told) < len(action.rules) else []
    return " ; ".join((*told, *hidden))


def programme(context: Context) -> Table:
    """Exercises, restore tests and trainings, done and to come, in date order."""
    plan = context.plan
    lines = [
        (
            exercise.done_on if exercise.done_on.best else exercise.planned_on,
            f"exercice.{exercise.id}",
            _exercise_cells(context, exercise),
        )
        for exercise in plan.exercises
    ]
    lines += [
        (
            training.done_on if training.done_on.best else training.planned_on,
            f"formation.{training.id}",
            _training_cells(context, training),
        )
        for training in plan.trainings
    ]
    lines += [(test.date, f"test.{test.id}", _restore_cells(context, test)) for test in plan.restore_tests]
    lines.sort(key=lambda line: (line[0].best is None, line[0].best.toordinal() if line[0].best else 0, line[1]))
    return Table(
        id="programme",
        columns=(
            Column("date", "Date", DATE, 1.2),
            Column("kind", "Nature", TEXT, 2.0),
            Column("title", "Intitulé", TEXT, 3.4),
            Column("scope", "Périmètre", TEXT, 3.0),
            Column("leader", "Animateur ou référent", TEXT, 2.0),
            Column("state", "État", TEXT, 1.2, choices=("fait", "prévu"), tones={"fait": Tone.MET}),
            Column("proof", "Résultat ou preuve", TEXT, 3.0),
        ),
        rows=tuple(Row(identifier, (context.cell(day), *cells)) for day, identifier, cells in lines),
        caption="Programme des exercices, tests de restauration et formations",
        empty="Aucun exercice, test ni formation n’est saisi.",
    )


def _exercise_cells(context: Context, exercise: Exercise) -> tuple[Cell, ...]:
    done = exercise.done_on.best is not None
    proof = exercise.report.best or exercise.result.best or ("" if not done else context.gap(exercise.report.unknown))
    scope = context.names(exercise.services, context.plan.service) or context.names(exercise.sites, context.plan.site)
    return (
        Cell(word(exercise.kind)),
        Cell(exercise.title, bold=True),
        Cell(scope),
        context.optional(exercise.leader),
        Cell("fait" if done else "prévu"),
        Cell(proof),
    )


def _training_cells(context: Context, training: Training) -> tuple[Cell, ...]:
    done = training.done_on.best is not None
    attendance = plural(training.attendance.best, "présent") if training.attendance.best is not None else ""
    return (
        Cell("formation"),
        Cell(training.title, bold=True),
        context.optional(training.audience),
        Cell(),
        Cell("fait" if done else "prévu"),
        Cell(attendance if done else ""),
    )


def _restore_cells(context: Context, test: RestoreTest) -> tuple[Cell, ...]:
    planned = test.result.value == "planned"
    return (
        Cell("test de restauration"),
        Cell(f"Restauration : {context.names([test.system])} ({word(test.kind)})", bold=True),
        Cell(context.names([test.service.best], context.plan.service) if test.service.best else ""),
        context.optional(test.tester),
        Cell("prévu" if planned else "fait"),
        Cell("" if planned else word(test.result)),
    )
