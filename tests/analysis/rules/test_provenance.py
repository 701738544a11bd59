from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def test_no_rto_is_suspect(review: Callable[..., Any]) -> None:
    found = review("DATA-UNIT-SUSPECT", applications=[{"id": "a", "name": "DPI", "rto": "0"}])
    assert found.messages == ["Le RTO de « DPI » est de 0 min : nul, ou plus long que 90 jours."]


def test_ninety_days_is_the_longest(review: Callable[..., Any]) -> None:
    assert review("DATA-UNIT-SUSPECT", applications=[{"id": "a", "rto": "90 j"}]).findings == ()
    cyber = {"default": "4 h", "cyber": "91 j"}
    found = review("DATA-UNIT-SUSPECT", applications=[{"id": "a", "name": "DPI", "rto": cyber}])
    assert found.messages == ["Le RTO de « DPI » est de 91 j : nul, ou plus long que 90 jours."]


def test_same_rto_everywhere_is_a_copy(review: Callable[..., Any]) -> None:
    same = [{"id": f"a{index}", "rto": "4 h"} for index in range(5)]
    assert review("DATA-UNIT-SUSPECT", applications=same).messages == ["5 applications ont toutes le même RTO : 4 h."]
    assert review("DATA-UNIT-SUSPECT", applications=[*same, {"id": "b", "rto": "8 h"}]).findings == ()


def test_library_defaults_are_no_copy(review: Callable[..., Any]) -> None:
    default = [{"id": f"a{index}", "rto": {"value": "4 h", "source": "default"}} for index in range(6)]
    assert review("DATA-UNIT-SUSPECT", applications=default).findings == ()


def test_estimates_without_source(review: Callable[..., Any]) -> None:
    bare = {"id": "a", "name": "DPI", "rto": "4 h", "restore": {"total": "8 h"}}
    scenario = {"id": "cyber", "name": "Cyberattaque", "kind": "cyber", "gate": "2 j"}
    found = review("DATA-NO-PROVENANCE", applications=[bare], scenarios=[scenario])
    assert found.messages == ["Durées estimées sans provenance : 2, dans « Cyberattaque » et « DPI »."]
    assert found.first.path == ("scenarios", 0, "gate")


def test_target_is_a_decision_not_an_estimate(review: Callable[..., Any]) -> None:
    assert review("DATA-NO-PROVENANCE", applications=[{"id": "a", "rto": "4 h"}]).findings == ()


def measured(count: int, guessed: int) -> list[dict[str, Any]]:
    sources = ["measured"] * count + ["expert"] * guessed
    return [
        {"id": f"a{index}", "restore": {"total": {"value": "8 h", "source": source}}}
        for index, source in enumerate(sources)
    ]


def test_more_guesses_than_the_threshold(review: Callable[..., Any]) -> None:
    found = review("DATA-ALL-GUESS", applications=measured(2, 8))
    assert found.messages == ["8 durées estimées sur 10 n’ont été ni mesurées ni promises (seuil : 70 %)."]
    assert review("DATA-ALL-GUESS", applications=measured(3, 7)).findings == ()
    assert review("DATA-ALL-GUESS").findings == ()


def test_old_answers_and_documents(review: Callable[..., Any]) -> None:
    old = {"id": "a", "name": "DPI", "rto": {"value": "4 h", "on": "2025-11-21"}}
    found = review("DATA-STALE", applications=[old], document={"date": "2025-01-10"})
    assert found.messages == [
        "Réponses de plus de 12 mois : 1, la plus ancienne du 21/11/2025.",
        "Les documents sont datés du 10/01/2025, il y a plus de 12 mois.",
    ]


def test_a_year_to_the_day_is_not_old(review: Callable[..., Any]) -> None:
    recent = {"id": "a", "rto": {"value": "4 h", "on": "2025-11-22"}}
    assert review("DATA-STALE", applications=[recent]).findings == ()


def test_own_review_interval(review: Callable[..., Any]) -> None:
    recent = {"id": "a", "rto": {"value": "4 h", "on": "2025-11-22"}}
    found = review("DATA-STALE", applications=[recent], thresholds={"review_months": "6"})
    assert found.messages == ["Réponses de plus de 6 mois : 1, la plus ancienne du 22/11/2025."]


def test_without_a_date_age_is_undecided(review: Callable[..., Any]) -> None:
    old = {"id": "a", "rto": {"value": "4 h", "on": "2001-01-01"}}
    found = review("DATA-STALE", today=None, applications=[old])
    assert found.findings == ()
    assert found.missing == ["la date à laquelle juger"]
