from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.sentences import DOMAINS
from planforge.compose.blocks import findings, review
from planforge.document.tables import RowKind
from planforge.document.text import Tone
from planforge.values import NBSP

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At


def test_every_chapter_has_its_name() -> None:
    assert set(findings.CHAPTERS) == set(DOMAINS)
    assert findings.chapter("FEA-CPM") == "Faisabilité du redémarrage"


def test_each_rule_stands_once_with_its_findings_counted(context: Context) -> None:
    found = context.results.findings
    table = review.summary_table(found)
    *rules, total = table.rows
    assert {row.id for row in rules} == {one.rule for one in found}
    assert total.kind is RowKind.TOTAL
    counted = sum(cell.value for cell in total.cells[3:8] if isinstance(cell.value, int))
    assert counted == len(found)


def test_chapters_follow_one_another_and_what_blocks_comes_first(context: Context) -> None:
    rows = review.summary_table(context.results.findings).rows[:-1]
    names = [str(row.cells[0].value) for row in rows]
    assert list(dict.fromkeys(names)) == [one for one in findings.CHAPTERS.values() if one in names]
    for name in set(names):
        blocking = [row.cells[3].value or 0 for row in rows if row.cells[0].value == name]
        assert blocking == sorted(blocking, key=lambda count: -int(str(count)))


def test_what_somebody_accepted_is_counted_apart(context: Context, at: At) -> None:
    waived = [one for one in context.results.findings if one.rule == "BKP-SAME-AD"]
    table = review.summary_table(waived)
    assert at(table, "BKP-SAME-AD", "waived").value == len(waived)
    assert at(table, "BKP-SAME-AD", "blocking").value == ""
    blocking = [one for one in context.results.findings if one.severity.value == "blocking" and not one.waived_by]
    assert at(review.summary_table(blocking), blocking[0].rule, "blocking").tone is Tone.STOP


def test_nothing_found_has_no_total() -> None:
    assert not review.summary_table([]).rows
    assert review.summary_words([], []).startswith(f"0{NBSP}constat de 0{NBSP}règle. ")


def test_the_summary_says_where_to_begin(context: Context) -> None:
    every = context.results.findings
    assert "commencer par là" in review.summary_words(every, [])
    assert "annexe" not in review.summary_words(every, [])
    blocking = [one for one in every if one.severity.value == "blocking" and not one.waived_by]
    told = review.summary_words([], blocking[:2]).replace(NBSP, " ")
    assert told.endswith("Dans l’annexe restreinte : 2 autres constats, dont 2 bloquants.")
