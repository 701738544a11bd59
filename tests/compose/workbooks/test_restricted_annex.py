from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.confidential import is_restricted
from planforge.compose.workbooks import restricted_annex
from planforge.document.text import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context


def test_every_sheet_is_red_and_the_book_is_marked(context: Context) -> None:
    book = restricted_annex.compose(context, "")
    expected = ["personnes", "acces-fournisseurs", "copies", "cles", "anomalies", "tenue", "tenue-calculee", "constats"]
    assert [sheet.id for sheet in book.sheets] == expected
    assert {sheet.tone for sheet in book.sheets} == {Tone.STOP}
    assert book.control.marking == "TLP:AMBER – annexe restreinte"


def test_it_holds_what_no_other_document_may(context: Context, strings: Callable[[object], list[str]]) -> None:
    said = " ".join(strings(restricted_annex.compose(context, "")))
    for secret in ("NOMSECRET", "mailsecret", "CLIENTSECRET-1", "CONTRATSECRET-2", "COFFRESECRET", "TELESECRET"):
        assert secret in said


def test_its_findings_are_the_restricted_ones(context: Context) -> None:
    table = restricted_annex.compose(context, "").sheets[-1].table
    place = [column.key for column in table.columns].index("rule")
    rules = [str(row.cells[place].value) for row in table.rows]
    assert len(rules) == sum(is_restricted(found.rule) for found in context.results.findings) > 0
    assert all(is_restricted(rule) for rule in rules)
