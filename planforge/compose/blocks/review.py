"""The review in one page: each rule once, under its chapter, with how many findings it has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.sentences import wordings
from planforge.compose.blocks.columns import CODE, NUMBER, TEXT
from planforge.compose.blocks.findings import chapter
from planforge.document.tables import Cell, Column, Row, RowKind, Table, row
from planforge.document.text import Tone
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planforge.analysis.results import Finding

_COUNTED = (Severity.BLOCKING, Severity.MAJOR, Severity.MINOR, Severity.INFO)


def summary_table(findings: Sequence[Finding]) -> Table:
    """One line a rule, chapter by chapter, those that block first; what somebody accepted is counted apart."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return Table(
        id="bilan",
        columns=(
            Column("chapter", "Chapitre", TEXT, 1.8),
            Column("title", "Constat", TEXT, 3.2),
            Column("rule", "Règle", CODE, 1.8),
            Column("blocking", "Bloquants", NUMBER, 0.9),
            Column("major", "Majeurs", NUMBER, 0.9),
            Column("minor", "Mineurs", NUMBER, 0.9),
            Column("info", "À savoir", NUMBER, 0.9),
            Column("waived", "Acceptés", NUMBER, 0.9, note="Couverts par une dérogation"),
            Column("why", "Pourquoi", TEXT, 3.0),
            Column("action", "Que faire", TEXT, 3.4),
            Column("who", "Qui", TEXT, 1.8),
        ),
        rows=tuple(_lines(by_rule)),
        empty="Aucun constat.",
    )


def _lines(by_rule: Mapping[str, Sequence[Finding]]) -> Iterator[Row]:
    """Rules in the order of their chapters, then a total."""
    order = {rule: place for place, rule in enumerate(dict.fromkeys(map(_domain, wordings())))}
    for rule in sorted(by_rule, key=lambda one: (order[_domain(one)], *_weight(by_rule[one]), one)):
        yield _rule_row(rule, by_rule[rule])
    if by_rule:
        every = [finding for found in by_rule.values() for finding in found]
        yield row("total", Cell("Total", bold=True), "", "", *_counts(every), "", "", "", kind=RowKind.TOTAL)


def _domain(rule: str) -> str:
    return wordings()[rule].domain


def _weight(found: Sequence[Finding]) -> tuple[int, ...]:
    counts = _by_severity(found)
    return tuple(-counts[severity] for severity in _COUNTED)


def _by_severity(found: Sequence[Finding]) -> Counter[Severity]:
    return Counter(finding.severity for finding in found if finding.waived_by is None)


def _rule_row(rule: str, found: Sequence[Finding]) -> Row:
    wording = wordings()[rule]
    title = Cell(wording.title, bold=True)
    return row(rule, chapter(rule), title, rule, *_counts(found), wording.why, wording.action, wording.who)


def _counts(found: Sequence[Finding]) -> tuple[Cell, ...]:
    """How many of each severity, blank where there is none, then how many somebody accepted."""
    counts = _by_severity(found)
    tones = {Severity.BLOCKING: Tone.STOP, Severity.MAJOR: Tone.WARNING}
    cells = [
        Cell(counts[one] or "", tone=tones.get(one, Tone.NEUTRAL) if counts[one] else Tone.NEUTRAL) for one in _COUNTED
    ]
    waived = sum(finding.waived_by is not None for finding in found)
    return (*cells, Cell(waived or ""))


def summary_words(findings: Sequence[Finding], elsewhere: Sequence[Finding]) -> str:
    """« 222 constats de 50 règles, dont 71 bloquants : commencer par là »; and those that stand in the annex."""
    rules = len({finding.rule for finding in findings})
    blocking = _by_severity(findings)[Severity.BLOCKING]
    first = f", dont {plural(blocking, 'bloquant')} : commencer par là" if blocking else ""
    told = f"{plural(len(findings), 'constat')} de {plural(rules, 'règle')}{first}. Le détail est dans « Constats »."
    if not elsewhere:
        return told
    hidden = plural(_by_severity(elsewhere)[Severity.BLOCKING], "bloquant")
    counted = plural(len(elsewhere), "autre constat", "autres constats")
    return f"{told} Dans l’annexe restreinte : {counted}, dont {hidden}."
