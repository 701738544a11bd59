from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.blocks import uncovered
from planforge.document.text import Gap
from planforge.values import NBSP, Duration
from tests.compose.estimates import DAY, HOUR, changed_service, estimate_of

if TYPE_CHECKING:
    from typing import Any

    from planforge.compose.blocks.uncovered import Outcome
    from planforge.compose.context import Context
    from tests.compose.records import At, Open


def told(context: Context, service: str = "urgences") -> Outcome:
    return uncovered.outcome(context, context.plan.service[service])


def with_estimate(context: Context, **changes: Any) -> Outcome:
    """What is told of the emergency ward when its estimate is otherwise."""
    ((scenario, _),) = told(context).by_scenario
    return replace(told(context), by_scenario=((scenario, changed_service(estimate_of(context), **changes)),))


def lead(context: Context, **changes: Any) -> str:
    return uncovered.lead(context, with_estimate(context, **changes)).replace(NBSP, " ")


def test_it_concludes_on_the_window(context: Context) -> None:
    dates = replace(estimate_of(context).services[0].dates, p50=7 * DAY, p90=12 * DAY)  # type: ignore[type-var] # dated
    said = lead(context, limit=5 * DAY, dates=dates, likely_gap=2 * DAY, worst_gap=7 * DAY)
    assert said.startswith(
        "Scénario « Cyberattaque » : le mode dégradé tient 5 j au plus, le retour calculé vient après 7 j une fois sur "
        "deux. 2 j restent à couvrir, 7 j dans le cas défavorable"
    )
    tail = lead(context, limit=8 * DAY, dates=dates, likely_gap=0, worst_gap=4 * DAY)
    assert "vient avant une fois sur deux, mais après 12 j dans le cas défavorable. 4 j restent alors" in tail


def test_it_says_what_holds_and_what_cannot_be_told(context: Context, minimum: Context) -> None:
    assert "même dans le cas défavorable" in lead(context, likely_gap=0, worst_gap=0)
    assert lead(context, limit=None, worst_gap=None).endswith("Il manque la limite du mode dégradé.")
    untold = lead(context, dates=None, missing=("dpi",), worst_gap=None)
    assert untold.endswith("Il manque la date de retour de Dossier patient.")
    assert uncovered.lead(context, told(context, "labo")).startswith("Aucun scénario calculé n’arrête")
    nobody = uncovered.Outcome(context.plan.service["labo"], (), looped=False)
    assert uncovered.lead(minimum, nobody).startswith("Aucun scénario ne peut encore être calculé")


def test_paper_serves_until_the_return_or_the_fall_back(context: Context, open_context: Open) -> None:
    dates = replace(estimate_of(context).services[0].dates, p90=3 * DAY)  # type: ignore[type-var] # dated
    assert with_estimate(context, dates=dates).on_paper == Duration(3 * DAY)
    assert told(context).on_paper == Duration(5 * DAY)
    assert with_estimate(context, dates=None).on_paper is None
    assert told(context, "labo").on_paper is None
    endless = open_context({"services.0.endurance": {"limit": {"unknown": {"ask": "cadre"}}}})
    assert with_estimate(endless, dates=dates).on_paper == Duration(3 * DAY)


def test_one_line_a_scenario_with_its_dates(context: Context, at: At) -> None:
    table = uncovered.returns_table(context, told(context))
    assert [row.id for row in table.rows] == ["cyber"]
    assert at(table, "cyber", "last").value == "Dossier patient"
    assert "(limite du mode dégradé : 5 j)" in table.caption.replace(NBSP, " ")


def test_what_to_do_names_the_partners_and_the_state_of_their_agreement(open_context: Open, at: At) -> None:
    partners = [
        {"name": "CHU", "purpose": "Graves", "capacity": "4 lits", "signed_on": "2025-06-12", "same_system": "oui"},
        {"name": "Clinique", "signed_on": {"unknown": {"ask": "cadre", "due": "2027-02-26"}}},
        {"name": "Voisin"},
    ]
    context = open_context({"services.0.partners": partners})
    table = uncovered.measures_table(context, told(context))
    assert (
        at(table, "repli.1", "what").value
        == "CHU : Graves (4 lits). Même système d’information : il s’arrête avec nous"
    )
    assert at(table, "repli.1", "when").value == "à la limite ; convention du 12/06/2025"
    assert isinstance(at(table, "repli.2", "when").value, Gap)
    assert at(table, "repli.3", "when").value == "convention à signer maintenant"


def test_usual_partners_are_to_be_found_where_nobody_is_named(open_context: Open) -> None:
    context = open_context({"services.0.partners": None})
    rows = [row for row in uncovered.measures_table(context, told(context)).rows if row.id.startswith("repli.")]
    assert len(rows) == len(context.workflow(context.plan.service["urgences"]).partners) > 0
    assert all(str(row.cells[1].value).startswith("À trouver. D’ordinaire, ") for row in rows)
    assert all(isinstance(row.cells[3].value, Gap) for row in rows)


def test_decisions_due_before_the_limit_are_recalled_in_order(open_context: Open) -> None:
    own = [
        {"id": "tard", "text": "Fermer", "after": "9 j", "who": "Directrice"},
        {"id": "tot", "text": "Trier", "after": "30 h", "who": "Directrice"},
    ]
    context = open_context({"services.0.workflow.decisions": {"replace": own}})
    rows = [row.id for row in uncovered.measures_table(context, told(context)).rows if row.id.startswith("decision.")]
    assert rows == ["decision.tot"]


def test_help_and_stock_are_told_with_who_sees_to_them(context: Context, at: At) -> None:
    table = uncovered.measures_table(context, told(context))
    assert at(table, "renforts", "when").value == f"dès 1{NBSP}j, fin de la tenue en plein"
    assert at(table, "stock", "who").value == "Cadre de santé"
    assert "comptés ci-dessous" in str(at(table, "stock", "what").value)


def test_a_window_is_one_of_the_adverse_case_too(context: Context) -> None:
    assert with_estimate(context, likely_gap=0, worst_gap=HOUR).window
    assert not with_estimate(context, likely_gap=0, worst_gap=0).window


def test_a_limit_that_nobody_validated_is_said_to_be_a_default(context: Context, open_context: Open, at: At) -> None:
    usual = open_context({"services.0.endurance": None})
    outcome = told(usual)
    assert "au plus (valeur par défaut à valider), le retour calculé" in uncovered.lead(usual, outcome)
    assert uncovered.returns_table(usual, outcome).caption.endswith(", valeur par défaut à valider)")
    measures = uncovered.measures_table(usual, outcome)
    assert measures.caption.endswith(", valeur par défaut à valider)")
    assert at(measures, "renforts", "when").default
    own = uncovered.measures_table(context, told(context))
    assert "défaut" not in uncovered.lead(context, told(context)) + own.caption
    assert not at(own, "renforts", "when").default
