from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.compose.blocks import workflow
from planforge.document.tables import RowKind
from planforge.document.text import Gap, Tick
from planforge.model.words import word
from planforge.model.workflow import Horizon

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import At, Open

OWN = {
    "steps": {
        "replace": [
            {"id": "fin", "text": "Réviser", "horizon": "beyond"},
            {"id": "debut", "text": "Appeler", "horizon": "quarter", "who": "IDE", "forms": ["F-ID", "F-MC"]},
        ]
    },
    "catch_up": {
        "replace": [
            {"id": "saisir", "text": "Ressaisir", "reentry": "at-once", "check": "Deux lecteurs"},
            {"id": "ranger", "text": "Ranger"},
        ]
    },
}


def test_every_moment_has_its_span() -> None:
    assert [horizon for _id, _title, horizons in workflow.SPANS for horizon in horizons] == list(Horizon)


def test_steps_are_banded_in_the_order_of_time(open_context: Open, at: At) -> None:
    context = open_context({"services.0.workflow": OWN})
    table = workflow.steps_table(context, context.plan.service["urgences"])
    assert [(row.id, row.kind) for row in table.rows] == [
        ("0-4h", RowKind.GROUP),
        ("debut", RowKind.DATA),
        ("14j", RowKind.GROUP),
        ("fin", RowKind.DATA),
    ]
    assert at(table, "debut", "when").value == word(Horizon.QUARTER)
    assert at(table, "debut", "forms").value == "F-ID, F-MC"
    assert not at(table, "debut", "step").default


def test_the_library_s_steps_are_marked_until_validated(context: Context, open_context: Open) -> None:
    table = workflow.steps_table(context, context.plan.service["urgences"])
    assert all(row.cells[1].default for row in table.rows if row.kind is RowKind.DATA)
    valid = open_context(
        {
            "services.0.validations": [{"section": "steps", "by": "Cadre", "on": "2026-10-22"}],
            "referents": [
                {"domain": one, "validated_on": "2026-10-01"}
                for one in ("medicines", "laboratory", "blood", "identity", "radiation", "hygiene", "imaging")
            ],
        }
    )
    table = workflow.steps_table(valid, valid.plan.service["urgences"])
    assert not any(row.cells[1].default for row in table.rows if row.kind is RowKind.DATA)
    *steps, _paper = workflow.catch_up_table(valid, valid.plan.service["urgences"]).rows
    assert steps
    assert all(row.cells[1].default for row in steps)


def test_the_return_to_normal_is_in_order(open_context: Open, at: At) -> None:
    context = open_context({"services.0.workflow": OWN})
    table = workflow.catch_up_table(context, context.plan.service["urgences"])
    assert [(row.id, row.cells[0].value) for row in table.rows] == [("saisir", 1), ("ranger", 2), ("papier", 3)]
    assert at(table, "saisir", "paper").value == "ressaisi immédiatement"
    assert at(table, "ranger", "paper").value == ""


def test_the_return_ends_with_what_becomes_of_the_paper_and_usb_keys(open_context: Open, at: At) -> None:
    rule = "Archives sous clé, clés USB détruites sous 30 jours"
    told = open_context({"continuity_means.paper_rule": rule})
    assert at(workflow.catch_up_table(told, told.plan.service["urgences"]), "papier", "paper").value == rule
    untold = open_context({"continuity_means.paper_rule": {"unknown": {"ask": "rssi", "due": "2027-01-05"}}})
    paper = at(workflow.catch_up_table(untold, untold.plan.service["urgences"]), "papier", "paper")
    assert paper.value == Gap("RSSI", date(2027, 1, 5))
    assert not workflow.catch_up_table(told, told.plan.service["labo"]).rows


def test_the_board_has_every_step_then_the_return(open_context: Open, at: At) -> None:
    context = open_context({"services.0.workflow": OWN})
    table = workflow.board_table(context, context.plan.service["urgences"])
    assert [row.id for row in table.rows] == ["etape.debut", "etape.fin", "retour.saisir", "retour.ranger"]
    assert at(table, "etape.debut", "who").value == "IDE"
    assert at(table, "etape.debut", "done").value == Tick()
    assert {column.key for column in table.columns if column.editable} == {"done", "at", "by", "remark"}


def test_the_board_marks_what_nobody_validated(context: Context) -> None:
    table = workflow.board_table(context, context.plan.service["urgences"])
    assert table.rows
    assert all(row.cells[1].default for row in table.rows)


def test_a_service_without_a_workflow_says_so(context: Context) -> None:
    labo = context.plan.service["labo"]
    assert workflow.steps_table(context, labo).empty == "Aucun déroulé n’est décrit pour ce service."
    assert "une seconde crise" in workflow.catch_up_table(context, labo).empty
    assert not workflow.board_table(context, labo).rows
