from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import synthesis
from tests.compose.estimates import WHOLE_ATTACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.tables import Table
    from tests.compose.records import Open


def _said(context: Context, strings: Callable[[object], list[str]]) -> str:
    return "".join(strings(synthesis.compose(context, "")))


def test_it_says_whether_the_plans_can_be_used(
    context: Context, open_context: Open, strings: Callable[[object], list[str]]
) -> None:
    assert "Les plans ne sont pas encore déclarés utilisables" in _said(context, strings)
    rules = {found.rule for found in context.results.findings}
    waivers = [{"rule": rule, "author": "D", "reason": "R", "until": "2027-06-30"} for rule in sorted(rules)]
    assert "Aucun constat bloquant ne s’oppose" in _said(open_context({"waivers": waivers}), strings)


def test_it_asks_for_three_decisions_at_most_and_says_where_they_come_from(
    context: Context,
    open_context: Open,
    tables: Callable[[object], list[Table]],
    strings: Callable[[object], list[str]],
) -> None:
    (decisions,) = (table for table in tables(synthesis.compose(context, "")) if table.id == "decisions")
    assert len(decisions.rows) == 3
    assert "proposé par le calcul (hypothèses au PRA) ou par la relecture" in _said(context, strings)
    own = [{"id": f"a{n}", "title": f"Décision {n}", "board": "oui"} for n in range(5)]
    full = open_context({"actions": own})
    assert "proposé par le calcul (hypothèses au PRA) ou par la relecture" not in _said(full, strings)
    (decisions,) = (table for table in tables(synthesis.compose(full, "")) if table.id == "decisions")
    assert [row.id for row in decisions.rows][:3] == ["a0", "a1", "a2"]


def test_vital_services_are_told_at_a_glance_and_the_loop_that_dates_suppose_open(
    context: Context,
    minimum: Context,
    open_context: Open,
    tables: Callable[[object], list[Table]],
    strings: Callable[[object], list[str]],
) -> None:
    assert {"verdicts-vitaux", "plus-exposes"} <= {table.id for table in tables(synthesis.compose(context, ""))}
    assert "le redémarrage est impossible" not in _said(context, strings)
    assert "le redémarrage est impossible" in _said(open_context(WHOLE_ATTACK), strings)
    assert "plus-exposes" not in {table.id for table in tables(synthesis.compose(minimum, ""))}
