from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.compose.blocks import service
from planforge.compose.fitting import Moved
from planforge.document.text import Gap, Tone, plain, text
from planforge.model.services import Section
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.model.services import Service
    from tests.compose.records import At, Open

BY_DIRECTION = Gap("Directrice", date(2027, 2, 1))


def _urgences(context: Context) -> Service:
    return context.plan.service["urgences"]


def test_the_fact_sheet_has_no_header_and_says_what_is_missing(context: Context) -> None:
    table = service.identity(context, _urgences(context))
    facts = {str(row.cells[0].value): row.cells[1] for row in table.rows}
    assert not table.header
    assert facts["Site"].value == "Site Nord"
    assert facts["Volume par jour"].value == 120
    assert facts["Responsable"].value == "Cadre de santé"
    assert facts["Suppléant"].value == BY_DIRECTION
    assert facts["Service vital"].value == "oui"
    assert facts["Service vital"].default


def test_a_vital_service_that_nobody_decided_says_who_will(open_context: Open) -> None:
    asked = {"unknown": {"ask": "direction", "due": "2027-02-01"}}
    context = open_context({"services.0.vital": asked})
    table = service.identity(context, _urgences(context))
    assert next(row.cells[1].value for row in table.rows if row.cells[0].value == "Service vital") == BY_DIRECTION


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (["reseau", "dpi"], "Réseau, Dossier patient"),
        ([], "aucun"),
        (None, Gap()),
        ({"unknown": {"ask": "direction", "due": "2027-02-01"}}, BY_DIRECTION),
    ],
)
def test_what_the_degraded_mode_needs_is_named_none_included(open_context: Open, answer: object, said: object) -> None:
    context = open_context({"services.0.fallback_systems": answer} if answer is not None else {})
    rows = {row.cells[0].value: row.cells[1].value for row in service.identity(context, _urgences(context)).rows}
    assert rows["Systèmes dont le mode dégradé a besoin"] == said


def test_deciders_are_functions_with_duty_phones(context: Context) -> None:
    (row,) = service.deciders(context, _urgences(context)).rows
    assert [cell.value for cell in row.cells] == [
        "Passage au papier",
        "Cadre de garde",
        "IOA",
        "06\u00a039\u00a098\u00a000\u00a001",
    ]
    assert service.deciders(context, context.plan.service["labo"]).empty.startswith("Personne n’est désigné")


def test_lines_that_nobody_validated_are_marked(context: Context, open_context: Open) -> None:
    urgences = _urgences(context)
    flow = context.workflow(urgences)
    marked = service.lines(context, urgences, Section.STOP, flow.stop)
    assert all(item.text[-1].tone is Tone.DEFAULT for item in marked.items)
    valid = [{"section": "all", "by": "Cadre", "on": "2026-10-22"}]
    referents = [
        {"domain": one, "validated_on": "2026-10-01"} for one in ("medicines", "laboratory", "blood", "identity")
    ]
    other = open_context({"services.0.validations": valid, "referents": referents})
    items = service.lines(other, _urgences(other), Section.STOP, other.workflow(_urgences(other)).stop).items
    assert not any(run.tone is Tone.DEFAULT for item in items for run in item.text)


def test_continuity_shows_every_loss_and_invents_no_solution(context: Context, at: At) -> None:
    urgences = _urgences(context)
    table = service.continuity(context, urgences, urgences.activities[0])
    assert [row.id for row in table.rows] == ["it.deroule", "site.1", "staff.manque", "supplier.manque"]
    assert at(table, "it.deroule", "holds").value == read_duration("5 j")
    assert at(table, "site.1", "solution").value == "Tente"
    assert at(table, "site.1", "holds").value == read_duration("2 j")
    assert [cell.value for cell in table.rows[2].cells[1:]] == [Gap(), "", "", ""]


def test_a_service_without_a_workflow_has_no_paper_to_fall_back_on(context: Context) -> None:
    labo = context.plan.service["labo"]
    assert service.continuity(context, labo, labo.activities[0]).rows[0].id == "it.manque"


def test_recovery_is_own_steps_then_each_application_with_its_cyber_target(context: Context, at: At) -> None:
    urgences = _urgences(context)
    table = service.recovery(context, urgences, urgences.activities[0])
    assert [row.id for row in table.rows] == ["etape.1", "application.dpi"]
    assert [row.cells[0].value for row in table.rows] == [1, 2]
    assert at(table, "application.dpi", "target").value == read_duration("3 j")
    assert at(table, "application.dpi", "who").value == Gap()
    assert at(table, "etape.1", "check").value == "Deux lecteurs"


def test_applications_reopen_in_the_order_in_which_they_come_back(open_context: Open) -> None:
    uses = [{"application": name, "level": "vital"} for name in ("dpi", "paie")]
    changes = {"services.0.applications": uses, "services.0.activities.0.applications": ["dpi", "paie"]}
    first = open_context({**changes, "applications.0.needs_to_run": ["paie"]})
    urgences = _urgences(first)
    rows = service.recovery(first, urgences, urgences.activities[0]).rows
    assert [row.id for row in rows if row.id.startswith("application.")] == ["application.paie", "application.dpi"]


def test_printed_states_needs_and_partners(context: Context, at: At) -> None:
    urgences = _urgences(context)
    assert at(service.printed_states(context, urgences), "etat.1", "every").value == read_duration("4 h")
    assert at(service.needs(context, urgences), "service.labo", "service").value == "Laboratoire"
    partners = service.partners(context, urgences)
    assert at(partners, "partenaire.1", "signed").value == date(2025, 6, 12)
    assert at(partners, "partenaire.1", "same").value == Gap("RSSI", date(2027, 1, 5))
    assert at(partners, "partenaire.1", "phone").value == Gap()


def test_usual_needs_are_marked_while_the_hospital_recorded_none(open_context: Open) -> None:
    context = open_context({"services.0.services": None})
    rows = service.needs(context, _urgences(context)).rows
    assert rows
    assert all(row.id.startswith("usuel.") and row.cells[1].default for row in rows)


def test_lines_without_room_and_validations(context: Context, open_context: Open, at: At) -> None:
    moved = service.moved_lines([Moved("hour", "Première heure", text("Compter"))])
    assert [(item.id, plain(item.text)) for item in moved.items] == [("suite.1", "Compter")]
    validated = open_context(
        {"services.0.validations": [{"section": "stop", "domain": "blood", "by": "cadre", "on": "2026-10-22"}]}
    )
    table = service.validations(validated, _urgences(validated))
    assert at(table, "validation.1", "by").value == "Cadre de santé"
    assert at(table, "validation.1", "domain").value == "transfusion"
    assert at(table, "validation.1", "on").value == date(2026, 10, 22)
    assert service.validations(context, _urgences(context)).empty.startswith("Personne")


def test_empty_tables_say_what_it_means(context: Context) -> None:
    labo = context.plan.service["labo"]
    assert "sans liste de patients" in service.printed_states(context, labo).empty
    assert service.partners(context, labo).empty == "Aucun partenaire de repli n’est désigné."
    assert service.needs(context, labo).empty == "Aucun besoin envers un autre service n’est saisi."
