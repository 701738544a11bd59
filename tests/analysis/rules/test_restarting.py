from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE = "Du lundi au vendredi, 8 h – 18 h"


def bought(hours: str | None = OFFICE, **more: Any) -> dict[str, Any]:
    system = {"id": "sgl", "name": "SGL", "tier": "T1", "vendor": "edi", "rto": "4 h", **more}
    return {"applications": [system], "suppliers": [{"id": "edi", "name": "Éditeur", "hours": hours}]}


def test_a_vendor_of_office_hours_for_what_is_wanted_back_sooner(review: Callable[..., Any]) -> None:
    found = review("FEA-VENDOR-CALENDAR", **bought())
    assert found.messages == [
        (
            "Horaires de « Éditeur » : « Du lundi au vendredi, 8 h – 18 h » ; il faut pourtant ce fournisseur pour "
            "restaurer des systèmes attendus en moins de 72 h : « SGL » (4 h)."
        )
    ]
    assert found.first.path == ("suppliers", 0, "hours")
    for hours in ("24 h/24", "7j/7", f"{OFFICE} ; astreinte pour arrêt total"):
        kept = review("FEA-VENDOR-CALENDAR", **bought(hours))
        assert kept.findings == kept.undecided == ()


@pytest.mark.parametrize(("rto", "count"), [("71 h", 1), ("72 h", 0), ({"default": "5 j", "cyber": "2 j"}, 1)])
def test_the_shortest_target_is_held_against_the_limit(review: Callable[..., Any], rto: Any, count: int) -> None:
    scenarios = [{"id": "cyber", "kind": "cyber"}]
    assert len(review("FEA-VENDOR-CALENDAR", scenarios=scenarios, **bought(rto=rto)).findings) == count


def test_the_hospital_sets_its_own_limit(review: Callable[..., Any]) -> None:
    found = review("FEA-VENDOR-CALENDAR", thresholds={"vendor_hours": "4"}, **bought())
    assert found.findings == ()


def test_low_classes_and_targets_of_the_library_do_not_count(review: Callable[..., Any]) -> None:
    assert review("FEA-VENDOR-CALENDAR", **bought(tier="T3")).findings == ()
    unsaid = bought(rto={"value": "4 h", "source": "default"})
    assert review("FEA-VENDOR-CALENDAR", **unsaid).findings == ()


@pytest.mark.parametrize(
    ("restore", "count", "missing"),
    [
        ({"team": "applis"}, 0, ["le besoin du fournisseur pour restaurer"]),
        ({"team": "applis", "needs_vendor": "non"}, 0, []),
        ({"needs_vendor": "non"}, 0, []),
        ({"team": "?"}, 0, ["le besoin du fournisseur pour restaurer"]),
        ({"team": "applis", "needs_vendor": "oui"}, 1, []),
        ({"team": "applis", "total": {"likely": "4 h", "source": "vendor"}}, 1, []),
    ],
)
def test_a_team_of_ours_may_do_without_the_vendor(
    review: Callable[..., Any], restore: dict[str, Any], count: int, missing: list[str]
) -> None:
    found = review("FEA-VENDOR-CALENDAR", teams=[{"id": "applis", "name": "Applis"}], **bought(restore=restore))
    assert (len(found.findings), found.missing) == (count, missing)


def test_an_owner_here_may_do_without_the_vendor(review: Callable[..., Any]) -> None:
    people = [{"id": "admin", "function": "Administrateur"}]
    found = review("FEA-VENDOR-CALENDAR", people=people, **bought(technical_owner="admin"))
    assert (found.findings, found.missing) == ((), ["le besoin du fournisseur pour restaurer"])


@pytest.mark.parametrize("hours", [None, "?", "Sur appel", "24 h/24 pour déclarer"])
def test_hours_that_do_not_say_are_undecided(review: Callable[..., Any], hours: str | None) -> None:
    found = review("FEA-VENDOR-CALENDAR", **bought(hours))
    assert (found.findings, found.missing) == ((), ["les horaires du support (nuit et week-end)"])


def top(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, "tier": "T1", **more}


def test_restore_times_that_nobody_measured(review: Callable[..., Any]) -> None:
    guessed = {"total": {"likely": "8 h", "source": "vendor"}}
    measured = {"total": {"value": "5 h", "source": "measured"}}
    applications = [top("DPI", restore=guessed), top("SGL"), top("GAM", restore=measured), top("BI", tier="T2")]
    found = review("FEA-UNMEASURED", applications=applications)
    assert found.messages == [
        "Durée de restauration jamais mesurée pour 2 systèmes sur 3, en classe T0 ou T1 : « DPI » et « SGL »."
    ]
    assert found.first.path == ("applications", 0, "restore", "total")


def with_test(review: Callable[..., Any], **more: Any) -> Any:
    test = {"id": "t", "system": "sgl", "kind": "system", "result": "success", "elapsed": "7 h", **more}
    return review("FEA-UNMEASURED", applications=[top("SGL")], restore_tests=[test])


def test_a_timed_test_of_the_whole_system_is_a_measure(review: Callable[..., Any]) -> None:
    assert with_test(review).findings == ()
    for more in ({"kind": "file"}, {"result": "partial"}, {"result": "failed"}, {"result": "planned"}):
        assert len(with_test(review, **more).findings) == 1
    untimed = with_test(review, elapsed=None)
    assert (untimed.findings, untimed.missing) == ((), ["la durée mesurée lors du test réussi"])


def test_hosted_systems_and_links_are_not_restored_here(review: Callable[..., Any]) -> None:
    systems = [top("DUI", hosting="hds"), top("Internet"), top("Wifi")]
    assert review("FEA-UNMEASURED", applications=systems).findings == ()


def test_tests_kept_apart_are_undecided_unless_all_is_measured(review: Callable[..., Any]) -> None:
    apart = review("FEA-UNMEASURED", applications=[top("SGL")], restore_tests="à compléter")
    assert (apart.findings, apart.missing) == ((), ["le fichier restreint (tests)"])
    measured = top("SGL", restore={"total": {"value": "5 h", "source": "measured"}})
    assert review("FEA-UNMEASURED", applications=[measured], restore_tests="à compléter").undecided == ()


def ordered(review: Callable[..., Any], order: Any, *needs: Any, **more: Any) -> Any:
    return review(
        "FEA-ORDER-VIOLATES",
        applications=[{"id": "dpi", "name": "DPI", "needs_to_run": list(needs), **more}],
        infrastructure=[{"id": name, "name": name.upper()} for name in ("ad", "ad2", "coffre")],
        scenarios=[{"id": "cyber", "name": "Attaque", "kind": "cyber", "restart_order": order}],
    )


def test_an_order_that_puts_a_system_before_what_it_needs(review: Callable[..., Any]) -> None:
    found = ordered(review, ["dpi", "coffre", "ad"], "ad", needs_to_restore=["coffre", "ad"])
    assert found.messages == [
        (
            "L’ordre de redémarrage du scénario « Attaque » place des systèmes avant ce dont ils ont besoin (2) : "
            "« DPI » avant « COFFRE » et « DPI » avant « AD »."
        )
    ]
    assert found.first.path == ("scenarios", 0, "restart_order")
    assert found.first.scenario == "cyber"
    assert [ref.id for ref in found.first.objects] == ["cyber", "dpi", "coffre", "ad"]
    assert ordered(review, ["ad", "coffre", "dpi"], "ad", needs_to_restore=["coffre"]).findings == ()


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (["ad", "dpi", "ad2"], []),  # one of the two stands before
        (["dpi", "ad"], []),  # the other may stand already
        (["dpi", "ad", "ad2"], ["« DPI » avant « AD » ou « AD2 »"]),
    ],
)
def test_an_alternative_before_or_out_of_the_order_is_enough(
    review: Callable[..., Any], order: list[str], said: list[str]
) -> None:
    found = ordered(review, order, {"any_of": ["ad", "ad2"]})
    assert [message.split(" : ")[1] for message in found.messages] == [f"{pair}." for pair in said]


def test_loose_needs_and_what_the_order_leaves_out_contradict_nothing(review: Callable[..., Any]) -> None:
    for loose in ({"on": "ad", "strength": "soft"}, {"on": "ad", "bootstrap": "oui"}):
        assert ordered(review, ["dpi", "ad"], loose).findings == ()
    assert ordered(review, ["dpi"], "ad").findings == ()
    assert ordered(review, ["ad"], "ad").findings == ()


def test_no_order_can_satisfy_a_cycle_which_is_told_elsewhere(review: Callable[..., Any]) -> None:
    found = review(
        "FEA-ORDER-VIOLATES",
        infrastructure=[{"id": "ad", "needs_to_restore": ["coffre"]}, {"id": "coffre", "needs_to_run": ["ad"]}],
        scenarios=[{"id": "cyber", "kind": "cyber", "restart_order": ["ad", "coffre"]}],
    )
    assert found.findings == ()


def test_an_order_not_known_is_undecided_and_none_is_no_mistake(review: Callable[..., Any]) -> None:
    assert ordered(review, "à compléter", "ad").missing == ["l’ordre de redémarrage voulu"]
    none = ordered(review, [], "ad")
    assert none.findings == none.undecided == ()


def test_a_system_written_twice_counts_where_it_stands_first(review: Callable[..., Any]) -> None:
    assert ordered(review, ["ad", "dpi", "ad"], "ad").findings == ()
    assert len(ordered(review, ["dpi", "ad", "dpi"], "ad").findings) == 1
