from __future__ import annotations

from typing import Any

import pytest

from planforge.analysis.differences import differences
from planforge.compose.change_words import change_line, names_of, value_words
from planforge.model.plan import Plan
from planforge.values import NBSP


def record(**sections: Any) -> Plan:
    return Plan.model_validate({"establishment": {"name": "CH", "statute": "public"}, **sections})


def lines(before: Plan, after: Plan) -> list[str]:
    names = names_of(before, after)
    return [change_line(one, names).replace(NBSP, " ") for one in differences(before, after)]


def dpi(**more: Any) -> Plan:
    scenarios = [{"id": "cyber", "name": "Cyberattaque", "kind": "cyber"}]
    people = [{"id": "dsi", "function": "Directeur du SI"}]
    return record(applications=[{"id": "dpi", "name": "DPI", **more}], scenarios=scenarios, people=people)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({"rto": "8 h"}, {"rto": "4 h"}, "« DPI » : RTO 8 h → 4 h."),
        (
            {"rto": {"default": "8 h", "cyber": "5 j"}},
            {"rto": {"default": "8 h", "cyber": "4 j"}},
            "« DPI » : RTO (Cyberattaque) 5 j → 4 j.",
        ),
        ({}, {"product": "Suite X"}, "« DPI » : Produit rien → Suite X."),
        ({"product": "Suite X"}, {"product": "à compléter"}, "« DPI » : Produit Suite X → À COMPLÉTER."),
        ({"hosting": "local"}, {"hosting": "hds"}, "« DPI » : Hébergement sur place → hébergeur HDS."),
        ({}, {"technical_owner": "dsi"}, "« DPI » : Responsable technique rien → Directeur du SI."),
    ],
)
def test_a_field(before: dict[str, Any], after: dict[str, Any], line: str) -> None:
    (said,) = lines(dpi(**before), dpi(**after))
    assert said.lower() == line.lower()


def test_a_range_and_who_will_know() -> None:
    total = {"min": "2 h", "likely": "4 h", "max": "9 h"}
    unknown = {"unknown": {"ask": "dsi", "due": "2026-12-15"}}
    (said,) = lines(dpi(restore={"total": unknown}), dpi(restore={"total": total}))
    assert said.endswith("À COMPLÉTER (Directeur du SI, avant le 15/12/2026) → 4 h (2 h à 9 h).")


def test_entities_that_come_and_go() -> None:
    other = record(applications=[{"id": "sgl", "name": "SGL"}])
    assert lines(dpi(), other)[-2:] == ["« SGL » : ajouté.", "« DPI » : retiré."]


def test_a_long_value_is_cut_and_an_empty_list_is_nothing() -> None:
    assert value_words("x" * 200, {}).endswith("…")
    assert len(value_words("x" * 200, {})) == 80
    assert value_words((), {}) == "rien"
