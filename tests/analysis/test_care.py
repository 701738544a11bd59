from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.analysis.care import care_scope, is_sanitary
from planforge.values import Percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


def record(*sites: dict[str, Any]) -> dict[str, Any]:
    analysed = {"id": "soins", "perimeter": "care", "site": "nord", "activities": [{"id": "x", "dmia": "4 h"}]}
    return {
        "establishment": {"name": "CH", "statute": "public", "sites": [{"name": site["id"], **site} for site in sites]},
        "services": [analysed, {"id": "paie", "perimeter": "administrative", "site": "sud"}],
    }


def test_perimeters_and_share(a_plan: Callable[..., Plan]) -> None:
    scope = care_scope(
        a_plan(**record({"id": "nord", "activity_share": "70 %"}, {"id": "sud", "activity_share": "30 %"}))
    )
    assert [(cover.services, cover.analysed) for cover in scope.perimeters] == [
        (("soins",), ("soins",)),
        (("paie",), ()),
        ((), ()),
    ]
    assert scope.covered_sites == ("nord",)
    assert scope.share == Percent(70)


def test_the_only_site_is_worth_it_all(a_plan: Callable[..., Plan]) -> None:
    assert care_scope(a_plan(**record({"id": "nord"}))).share == Percent(100)


def test_an_unknown_share_of_a_covered_site(a_plan: Callable[..., Plan]) -> None:
    scope = care_scope(a_plan(**record({"id": "nord"}, {"id": "sud", "activity_share": "30 %"})))
    assert scope.share is None
    assert scope.sites_without_share == ("nord",)


def test_more_than_homes_and_home_nursing(a_plan: Callable[..., Plan]) -> None:
    def sanitary(*activities: str) -> bool:
        whole = {"name": "CH", "statute": "public", "activities": list(activities)}
        return is_sanitary(a_plan(establishment=whole).establishment)

    assert sanitary("mco", "ehpad")
    assert sanitary()
    assert not sanitary("ehpad", "mas-fam", "ssiad")
