from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.interview.binding import (
    BindingFault,
    Kind,
    Refusal,
    asked_aloud,
    bind,
    is_blank,
    list_shape,
    plain_value,
    read_range,
    tidied,
)
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of

if TYPE_CHECKING:
    from planforge.interview.binding import Binding
    from planforge.model.shapes import Shape
    from planforge.source import Data

ROOT = shape_of(Plan)


def entry(name: str) -> Shape:
    item = list_shape(ROOT, name).item
    assert item is not None
    return item


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("establishment.name", Kind.TEXT),
        ("establishment.statute", Kind.CHOICE),
        ("establishment.activities", Kind.SEVERAL),
        ("document.date", Kind.DATE),
        ("crisis.alert_number", Kind.PHONE),
        ("crisis.off_network_means", Kind.LINES),
        ("governance.sponsor", Kind.REFERENCE),
        ("governance.committee", Kind.REFERENCES),
        ("continuity_means.emergency_pcs", Kind.NUMBER),
        ("continuity_means.recall_needs_it", Kind.YES_NO),
        ("thresholds.paper_switch", Kind.DURATION),
    ],
)
def test_the_shape_of_a_field_says_how_it_is_answered(path: str, kind: Kind) -> None:
    assert bind(ROOT, path).kind is kind


def test_lists_of_parts_are_ticked_by_the_reference_they_hold() -> None:
    assert bind(entry("services"), "applications", "application").kind is Kind.REFERENCES
    assert bind(entry("applications"), "needs_to_run").kind is Kind.REFERENCES
    assert bind(entry("crisis.messages"), "text").kind is Kind.PROSE


def test_an_answer_may_be_that_of_a_scenario() -> None:
    bound = bind(entry("applications"), "rto.cyber")
    assert (bound.steps, bound.scenario, bound.kind) == (("rto",), "cyber", Kind.DURATION)
    with pytest.raises(BindingFault, match=r"Scénario inconnu.*tempete"):
        bind(entry("applications"), "rto.tempete")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("establishment.statut", "Vouliez-vous dire .*statute"),
        ("governance", "est une partie"),
        ("governance.sponsor.value", "Champ inconnu .*value.{3}$"),
        ("services.head", "Champ inconnu .*head.{3}$"),
        ("services", "dites par .*key"),
    ],
)
def test_a_field_that_cannot_be_asked_is_told(path: str, said: str) -> None:
    with pytest.raises(BindingFault, match=said):
        bind(ROOT, path)


def test_only_lists_of_parts_are_gone_through() -> None:
    for path in ("establishment", "governance.committee"):
        with pytest.raises(BindingFault, match="n’est pas une liste"):
            list_shape(ROOT, path)


def refused(path: str, raw: Data, root: Shape = ROOT) -> Refusal:
    refusal = bind(root, path).refusal(raw)
    assert refusal is not None
    return refusal


def test_the_model_refuses_in_its_own_words() -> None:
    assert "n’a pas d’unité" in refused("endurance.full", "4", entry("services")).message
    assert "« 4 h »" in refused("endurance.full", "4", entry("services")).hint.replace("\u00a0", " ")
    assert "Vouliez-vous dire" in refused("establishment.statute", "publique").text
    assert "FINESS" in refused("establishment.finess_ej", "010000025").text
    assert refused("establishment.name", "  ").message == "Il manque une valeur."
    assert "fourchette" in refused("volume_per_day", {"min": "9", "likely": "4", "max": "2"}, entry("services")).text


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("establishment.finess_ej", "010000024"),
        ("establishment.activities", ["mco", "smr"]),
        ("crisis.off_network_means", ["une clé 4G"]),
        ("document.date", "20/11/2026"),
        ("governance.sponsor", {"unknown": {"ask": "dsi", "due": "2026-12-15"}}),
    ],
)
def test_the_model_takes_what_a_record_may_hold(path: str, raw: Data) -> None:
    assert bind(ROOT, path).refusal(raw) is None


def example(bound: Binding) -> str:
    return bound.example


def test_the_example_is_that_of_the_field_without_the_quotes_of_a_file() -> None:
    assert example(bind(ROOT, "establishment.finess_ej")) == "010000024"
    assert example(bind(ROOT, "establishment.name")) == ""


def test_the_value_of_an_answer_is_told_from_its_provenance() -> None:
    assert plain_value({"value": "4 h", "source": "expert"}) == "4 h"
    assert plain_value({"min": "2 h", "likely": "4 h", "max": "8 h"}) == "2 h / 4 h / 8 h"
    assert plain_value("à compléter") is None
    assert plain_value({"unknown": {"ask": "dsi"}}) is None
    assert plain_value(["a"]) == ["a"]
    blank: list[Data] = [None, " ", [], {}, "x"]
    assert [is_blank(raw) for raw in blank] == [True, True, True, True, False]


def test_three_values_are_an_estimate() -> None:
    assert read_range("2 h / 4 h / 8 h") == {"min": "2 h", "likely": "4 h", "max": "8 h"}
    assert read_range("2 h ; 4 h ; 8 h") == {"min": "2 h", "likely": "4 h", "max": "8 h"}
    assert read_range("4 h") == "4 h"


def test_what_a_paste_brings_is_tidied() -> None:
    assert tidied(" un\r\n  texte\x07 collé ", one_line=True) == "un texte collé"
    assert tidied("un\r\ntexte\n", one_line=False) == "un\ntexte"
    assert tidied('"010000024"', one_line=True) == "010000024"
    assert tidied('le "bloc"', one_line=True) == 'le "bloc"'


def test_what_only_a_file_needs_is_not_said_to_who_is_asked() -> None:
    refused = bind(shape_of(Plan), "establishment.finess_ej").refusal("123")
    assert refused is not None
    assert refused.hint == "Recopiez les 9 caractères depuis finess.esante.gouv.fr."
    assert asked_aloud("9 caractères ; dans un fichier, entre guillemets") == "9 caractères"
