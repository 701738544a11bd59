from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.blocks import paper, uncovered
from planforge.document.text import Gap
from planforge.values import NBSP
from tests.compose.estimates import DAY, changed_service, estimate_of

if TYPE_CHECKING:
    from typing import Any

    from planforge.compose.blocks.uncovered import Outcome
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def told(context: Context, service: str = "urgences", **changes: Any) -> Outcome:
    found = uncovered.outcome(context, context.plan.service[service])
    if not changes:
        return found
    ((scenario, _),) = found.by_scenario
    return replace(found, by_scenario=((scenario, changed_service(estimate_of(context), **changes)),))


def test_sheets_are_counted_for_the_time_on_paper(context: Context, at: At) -> None:
    table = paper.forms_table(context, told(context))
    assert at(table, "F-ID", "need").value == 720  # 120 a day, 5 days, a fifth more
    assert at(table, "F-ID", "stock").value == 200
    assert at(table, "F-ID", "missing").value == 520
    assert table.column("need").title == f"Pour 5{NBSP}j"


def test_a_stock_that_lasts_is_not_listed_and_one_that_nobody_counted_is(open_context: Open) -> None:
    context = open_context({"services.0.kit.stock": [{"form": "F-ID", "count": "9000"}]})
    rows = [row.id for row in paper.forms_table(context, told(context)).rows]
    assert "F-ID" not in rows
    assert rows


def test_nothing_is_counted_while_nothing_is_computed(context: Context) -> None:
    table = paper.forms_table(context, told(context, "labo"))
    assert not table.rows
    assert table.empty == "Aucun retour n’est calculé : rien à compter."
    assert paper.needs(context, told(context, "labo")) == ()


def test_the_cost_says_until_when_paper_serves_what_is_lost_and_keyed_in_again(context: Context, at: At) -> None:
    table = paper.cost_table(context, told(context))
    assert str(at(table, "papier", "value").value).startswith(f"5{NBSP}j : jusqu’au repli")
    assert "d’activité, en moyenne sur les simulations" in str(at(table, "activite", "value").value)
    assert "jours-personne" in str(at(table, "ressaisie", "value").value)
    early = replace(estimate_of(context).services[0].dates, p90=2 * DAY)  # type: ignore[type-var] # dated
    short = paper.cost_table(context, told(context, dates=early, lost=0.0))
    assert at(short, "papier", "value").value == f"2{NBSP}j : jusqu’au retour calculé, cas défavorable"
    assert str(at(short, "activite", "value").value).startswith("aucune, en moyenne")


def test_what_is_not_known_of_the_cost_is_a_gap(context: Context, open_context: Open, at: At) -> None:
    table = paper.cost_table(context, told(context, dates=None, lost=None))
    assert {row.cells[1].value for row in table.rows} == {Gap()}
    unknown = open_context({"services.0.volume_per_day": None})
    assert at(paper.cost_table(unknown, told(unknown)), "ressaisie", "value").value == Gap()


def test_the_time_on_paper_is_the_same_wherever_it_is_said_and_marked_where_its_limit_is_a_default(
    open_context: Open, at: At
) -> None:
    own = open_context({"services.0.endurance": {"full": "24 h", "limit": "100 h"}})
    cost = at(paper.cost_table(own, told(own)), "papier", "value")
    assert str(cost.value).startswith(f"4{NBSP}j{NBSP}4{NBSP}h : jusqu’au repli")
    assert not cost.default
    assert paper.forms_table(own, told(own)).column("need").title == f"Pour 4{NBSP}j{NBSP}4{NBSP}h"
    usual = open_context({"services.0.endurance": None})
    assert at(paper.cost_table(usual, told(usual)), "papier", "value").default
