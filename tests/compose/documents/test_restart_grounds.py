from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.schedule.estimates import Hold, Impossible, Overloaded
from planforge.compose.documents import restart_grounds
from planforge.model.answer import Source
from tests.compose.estimates import DAY, WHOLE_ATTACK, estimate_of, made_system

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import Open


def test_copies_are_told_once_with_the_time_at_full_rate(context: Context) -> None:
    backup = next(iter(context.plan.backup))
    rate = Overloaded(Hold.RATE, backup, 100, 5 * DAY, 0, 100 * 96 * 60, 100 * 48 * 60, ("dpi",))
    tester = Overloaded(Hold.TESTER, "cadre", 1, 5 * DAY, 0, 120, 60, ("dpi",))
    found = replace(estimate_of(context), overloaded=(rate, replace(rate, kind=Hold.STREAMS), tester))
    copies, tests = restart_grounds.overloads(context, found)
    assert (copies.effort, copies.room) == ("96 h", "48 h")
    assert copies.resource.startswith("Copies de «")
    assert tests.resource == "Recettes par «\u00a0Cadre\u00a0»"


def test_the_cause_of_most_impossible_objectives_comes_first(open_context: Open) -> None:
    late = {"default": "4 h", "cyber": "4 j 2 h"}
    targets = {f"infrastructure.{place}.rto": late for place in (0, 1, 2)}
    context = open_context({**WHOLE_ATTACK, **targets, "infrastructure.1.needs_to_run": []})
    first, second = restart_grounds.culprits(context, estimate_of(context))
    assert (first.name, first.count) == ("«\u00a0Réseau\u00a0»", "3\u00a0objectifs impossibles")
    assert first.back
    assert (second.name, second.back) == ("", "")  # the delay before any restore


def test_services_without_hope_are_named(context: Context) -> None:
    late = Impossible("urgences", service=True, due=DAY, reached=2 * DAY, path=("dpi",))
    found = replace(estimate_of(context), impossible=(late,))
    assert restart_grounds.hopeless(context, found) == "«\u00a0Urgences\u00a0»"
    assert restart_grounds.culprits(context, found) == ()


def test_the_record_is_set_against_every_public_case(context: Context) -> None:
    said = restart_grounds.reference(context, made_system("dpi"))
    assert (said.record, said.median, said.late) == ("«\u00a0Dossier patient\u00a0»", "3\u00a0j", "5\u00a0j")
    assert (said.longer, said.cases, said.usual) == (13, 14, "25\u00a0j")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source.EXPERT, "durée dite d’expert"),
        (Source.DEFAULT, "valeur par défaut à valider"),
        (None, "sans provenance"),
    ],
)
def test_the_gate_says_where_it_comes_from(context: Context, source: Source | None, words: str) -> None:
    said = restart_grounds.assumptions(context, replace(estimate_of(context), gate_basis=source))
    assert said.gate_basis.endswith(words)
    assert (said.wide, said.tight) == (("0,7", "2,2"), ("0,8", "1,5"))
