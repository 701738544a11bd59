from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PLANNED: list[tuple[str, str, str, str]] = [
    (
        "SEC-NO-ISLAND",
        "clean_island",
        "Aucun îlot sain n’est prévu (commutateurs, postes et comptes neufs).",
        "l’îlot sain (commutateurs, postes, comptes)",
    ),
    (
        "SEC-NO-EDR-PLAN",
        "edr",
        "Aucun outil n’est prévu pour déclarer un poste ou un serveur sain.",
        "l’outil qui déclare un poste sain",
    ),
]


@pytest.mark.parametrize(("rule", "field", "message", "missing"), PLANNED, ids=[case[0] for case in PLANNED])
def test_what_must_be_planned(review: Callable[..., Any], rule: str, field: str, message: str, missing: str) -> None:
    for said in (None, "Aucun"):
        found = review(rule, continuity_means={field: said})
        assert found.messages == [message]
        assert found.first.path == ("continuity_means", field)
    kept = review(rule, continuity_means={field: "Huit postes neufs"})
    assert kept.findings == kept.undecided == ()
    unknown = review(rule, continuity_means={field: "?"})
    assert unknown.findings == ()
    assert unknown.missing == [missing]


def test_a_detection_system_of_the_record_is_a_tool(review: Callable[..., Any]) -> None:
    found = review("SEC-NO-EDR-PLAN", infrastructure=[{"id": "console", "type": "edr"}], continuity_means={"edr": "?"})
    assert found.findings == found.undecided == ()


def zoned(name: str, kind: str, zone: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "zone": zone, **more}


def test_devices_among_office_computers(review: Callable[..., Any]) -> None:
    systems = [
        zoned("gtb", "gtb", "Bureautique"),
        zoned("moniteurs", "centrale-surveillance", "bureautique"),
        zoned("telephones", "ipbx", "Voix"),
        zoned("fichiers", "fichiers", "Bureautique"),
    ]
    found = review("SEC-FLAT-BIOMED", applications=systems)
    assert found.messages == ["La zone « Bureautique » réunit « GTB » et « MONITEURS » et « FICHIERS »."]
    assert found.first.path == ("applications", 0, "zone")
    assert [ref.id for ref in found.first.objects] == ["gtb", "moniteurs"]


def test_zones_of_their_own(review: Callable[..., Any]) -> None:
    systems = [
        zoned("gtb", "gtb", "Technique"),
        zoned("portes", "controle-acces", "Technique"),
        zoned("dpi", "dpi", "Serveurs"),
    ]
    gear = [zoned("coeur", "reseau", "Technique")]  # what carries a zone does not live in it
    found = review("SEC-FLAT-BIOMED", applications=systems, infrastructure=gear)
    assert found.findings == found.undecided == ()


def test_a_zone_that_nobody_wrote_is_undecided(review: Callable[..., Any]) -> None:
    found = review("SEC-FLAT-BIOMED", applications=[zoned("rcf", "rcf"), zoned("dpi", "dpi", "Serveurs")])
    assert found.findings == ()
    assert found.missing == ["la zone réseau"]


def test_a_network_kept_for_devices_is_their_zone(review: Callable[..., Any]) -> None:
    own = [zoned("biomed", "reseau-biomedical")]
    found = review("SEC-FLAT-BIOMED", applications=[zoned("rcf", "rcf")], infrastructure=own)
    assert found.undecided == ()
    building = review("SEC-FLAT-BIOMED", applications=[zoned("gtb", "gtb")], infrastructure=own)
    assert building.missing == ["la zone réseau"]


@pytest.mark.parametrize("hosting", ["saas", "hds"])
def test_a_hosted_system_stands_on_another_network(review: Callable[..., Any], hosting: str) -> None:
    found = review("SEC-FLAT-BIOMED", applications=[zoned("voix", "ipbx", hosting=hosting)])
    assert found.undecided == ()


def dated(end: str | None, **more: Any) -> dict[str, Any]:
    return {"applications": [{"id": "sgl", "tier": "T1", "end_of_support": end, **more}]}


def test_out_of_support(review: Callable[..., Any]) -> None:
    found = review("SEC-OBSOLETE", **dated("2026-11-21"))
    assert found.messages == ["Le support de « SGL » (classe T1) a pris fin le 21/11/2026."]
    assert review("SEC-OBSOLETE", **dated("2026-11-22")).findings == ()


@pytest.mark.parametrize("more", [{"tier": "T3"}, {"tier": None}, {"hosting": "saas"}])
def test_support_of_other_systems_is_not_judged(review: Callable[..., Any], more: dict[str, Any]) -> None:
    for end in ("2020-01-01", None):
        found = review("SEC-OBSOLETE", **dated(end, **more))
        assert found.findings == found.undecided == ()


def test_a_support_that_nobody_dated(review: Callable[..., Any]) -> None:
    assert review("SEC-OBSOLETE", **dated(None)).missing == ["la date de fin de support"]
    assert review("SEC-OBSOLETE", today=None, **dated("2026-11-21")).missing == ["la date à laquelle juger"]
