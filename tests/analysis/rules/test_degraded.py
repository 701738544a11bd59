from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def ranges(*ends: tuple[str, str]) -> dict[str, Any]:
    numbered = [
        {"id": f"r{index}", "name": f"Point {index}", "first": first, "last": last}
        for index, (first, last) in enumerate(ends)
    ]
    return {"continuity_means": {"number_ranges": numbered}}


def test_two_points_share_numbers(review: Callable[..., Any]) -> None:
    found = review("DEG-RANGE-OVERLAP", **ranges(("SEC 0001", "SEC 0500"), ("SEC 0500", "SEC 0900")))
    assert found.messages == ["« Point 0 » et « Point 1 » peuvent donner les mêmes numéros de secours : SEC 500 à 500."]
    assert found.first.path == ("continuity_means", "number_ranges", 0)


@pytest.mark.parametrize("second", [("SEC0501", "SEC0900"), ("MAT0001", "MAT0500")])
def test_apart_or_another_prefix(review: Callable[..., Any], second: tuple[str, str]) -> None:
    found = review("DEG-RANGE-OVERLAP", **ranges(("SEC0001", "SEC0500"), second))
    assert found.findings == found.undecided == ()


@pytest.mark.parametrize("unreadable", [("SEC1", "?"), ("SEC1", "MAT9"), ("premier", "dernier")])
def test_unreadable_range_is_undecided(review: Callable[..., Any], unreadable: tuple[str, str]) -> None:
    found = review("DEG-RANGE-OVERLAP", **ranges(unreadable))
    assert found.missing == ["le premier et le dernier numéro, avec le même préfixe"]


def dialysis(**more: Any) -> dict[str, Any]:
    return {"services": [{"id": "dialyse", "name": "Dialyse", "type": "dialyse", **more}]}


def test_no_partner(review: Callable[..., Any]) -> None:
    found = review("DEG-NO-CONVENTION", **dialysis())
    assert found.messages == ["Le service « Dialyse » n’a aucun partenaire de repli."]


def test_partner_without_signature(review: Callable[..., Any]) -> None:
    found = review("DEG-NO-CONVENTION", **dialysis(partners=[{"name": "CHU"}]))
    assert found.messages == [
        "Le service « Dialyse » n’a pas de convention signée avec son partenaire de repli : « CHU »."
    ]
    signed = dialysis(partners=[{"name": "CHU", "signed_on": "2026-01-05"}])
    assert review("DEG-NO-CONVENTION", **signed).findings == ()


def test_unknown_signature_is_undecided(review: Callable[..., Any]) -> None:
    found = review("DEG-NO-CONVENTION", **dialysis(partners=[{"name": "CHU", "signed_on": "?"}]))
    assert found.missing == ["la convention avec un partenaire de repli"]


def test_a_ward_needs_no_convention(review: Callable[..., Any]) -> None:
    assert review("DEG-NO-CONVENTION", services=[{"id": "medecine", "type": "hospitalisation"}]).findings == ()


def test_partner_on_the_same_system(review: Callable[..., Any]) -> None:
    found = review("DEG-RECIPROCAL-SAME-SI", **dialysis(partners=[{"name": "CHU", "same_system": "oui"}]))
    assert found.messages == ["Le partenaire « CHU » du service « Dialyse » partage le même système d’information."]
    apart = dialysis(partners=[{"name": "CHU", "same_system": "non"}])
    assert review("DEG-RECIPROCAL-SAME-SI", **apart).findings == ()
    unsaid = review("DEG-RECIPROCAL-SAME-SI", **dialysis(partners=[{"name": "CHU"}]))
    assert unsaid.missing == ["le partage éventuel du système d’information avec le partenaire"]


def test_vital_service_without_kit(review: Callable[..., Any]) -> None:
    found = review("KIT-NONE", **dialysis(vital="oui"))
    assert found.messages == ["Le service vital « Dialyse » n’a pas de kit de continuité."]
    assert review("KIT-NONE", **dialysis(vital="oui", kit={"place": "Poste de soins"})).findings == ()
    assert review("KIT-NONE", **dialysis(vital="non")).findings == ()
    assert review("KIT-NONE", **dialysis(vital="oui", kit={"place": "?"})).missing == ["le lieu du kit"]


def kit(**more: Any) -> dict[str, Any]:
    return dialysis(kit={"place": "Poste de soins", **more})


def test_old_inventory(review: Callable[..., Any]) -> None:
    found = review("KIT-CHECK-OLD", **kit(checked_on="2026-05-21"))
    assert found.messages == ["Le kit du service « Dialyse » a été inventorié le 21/05/2026, il y a plus de 6 mois."]
    assert review("KIT-CHECK-OLD", **kit(checked_on="2026-05-22")).findings == ()


def test_inventory_never_done(review: Callable[..., Any]) -> None:
    found = review("KIT-CHECK-OLD", today=None, **kit())
    assert found.messages == ["Le kit du service « Dialyse » n’a pas de date d’inventaire."]


def test_inventory_that_cannot_be_judged(review: Callable[..., Any]) -> None:
    assert review("KIT-CHECK-OLD", **kit(checked_on="?")).missing == ["la date de l’inventaire du kit"]
    undated = review("KIT-CHECK-OLD", today=None, **kit(checked_on="2020-01-01"))
    assert undated.missing == ["la date à laquelle juger"]
