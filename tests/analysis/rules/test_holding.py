from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.results import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

GATE = {"min": "48 h", "likely": "48 h", "max": "48 h"}
FIRE = {"id": "feu", "name": "Feu", "kind": "site-loss", "lost": ["dpi"], "gate": GATE}
CYBER = {"id": "cyber", "name": "Attaque", "kind": "cyber", "gate": GATE}
CERTAIN = {"id": "dpi", "name": "DPI", "restore": {"total": {"min": "10 h", "likely": "10 h", "max": "10 h"}}}
GUESS = {"id": "dpi", "name": "DPI", "restore": {"total": "10 h"}}


def rea(limit: str = "", **more: Any) -> dict[str, Any]:
    """A vital service that cannot do without the record."""
    return {
        "id": "rea",
        "name": "Réanimation",
        "vital": "oui",
        "applications": [{"application": "dpi", "level": "vital"}],
        **({"endurance": {"limit": limit}} if limit else {}),
        **more,
    }


def until(*horizons: str) -> dict[str, Any]:
    """A degraded workflow with a step at each of these horizons."""
    steps = [{"id": f"e{place}", "text": "Noter", "horizon": one} for place, one in enumerate(horizons)]
    return {"workflow": {"steps": {"add": steps}}}


def kit(count: str | None, **more: Any) -> dict[str, Any]:
    """A kit with so many sheets of a form that takes one a bed and a day."""
    stock = [{"form": "F-PRE", "count": count}] if count is not None else []
    return {
        "kit": {"place": "Poste de soins", "stock": stock},
        "workflow": {"forms": {"add": [{"id": "F-PRE", "per": "bed", "sheets": "1"}]}},
        "beds": "10",
        **more,
    }


PACS = {"id": "pacs", "name": "PACS", "restore": CERTAIN["restore"]}

CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "DEG-ENDURANCE-LT-T",
        {"applications": [CERTAIN], "services": [rea("48 h")], "scenarios": [FIRE]},
        (
            "Scénario « Feu », « Réanimation » : le mode dégradé tient 2 j ; retour de « DPI » une fois sur deux en 2 "
            "j 12 h au plus, soit 12 h à couvrir (12 h dans le cas défavorable, une fois sur dix). Chances de tenir : "
            "environ 0 sur 10."
        ),
        {"applications": [CERTAIN], "services": [rea("58 h")], "scenarios": [FIRE]},
    ),
    (
        "DEG-ENDURANCE-LT-T",
        {"applications": [GUESS], "services": [rea("62 h")], "scenarios": [FIRE]},
        (
            "Scénario « Feu », « Réanimation » : le mode dégradé tient 2 j 14 h, ce qui suffit une fois sur deux ; une "
            "fois sur dix, « DPI » revient après 3 j, soit 10 h à couvrir. Chances de tenir : environ 5 sur 10."
        ),
        {"applications": [GUESS], "services": [rea("72 h")], "scenarios": [FIRE]},
    ),
    (
        "DEG-SHORT",
        {"applications": [CERTAIN], "services": [rea(**until("quarter", "to-24h"))], "scenarios": [CYBER]},
        (
            "Les étapes du mode dégradé de « Réanimation » s’arrêtent à 1 j ; une fois sur dix, le retour calculé "
            "vient après 2 j 12 h."
        ),
        {"applications": [CERTAIN], "services": [rea(**until("quarter", "to-72h"))], "scenarios": [CYBER]},
    ),
    (
        "KIT-STOCK-LT-NEED",
        {"applications": [CERTAIN], "services": [rea("48 h", **kit("23"))], "scenarios": [FIRE]},
        (
            "Kit de « Réanimation » : pour tenir 2 j, il manque des formulaires (stock pour besoin, marge de 20 % "
            "comprise) : F-PRE (23 pour 24)."
        ),
        {"applications": [CERTAIN], "services": [rea("48 h", **kit("24"))], "scenarios": [FIRE]},
    ),
    (
        "KIT-MODALITY-DISK",
        {"applications": [{**PACS, "local_storage": "2 j"}], "scenarios": [CYBER]},
        (
            "Scénario « Attaque » : sans « PACS », les appareils gardent 2 j d’images ; le retour calculé est de 2 j "
            "12 h une fois sur deux."
        ),
        {"applications": [{**PACS, "local_storage": "3 j"}], "scenarios": [CYBER]},
    ),
]


@pytest.mark.parametrize(("rule", "broken", "message", "kept"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_rule(
    review: Callable[..., Any], rule: str, broken: dict[str, Any], message: str, kept: dict[str, Any]
) -> None:
    assert review(rule, **broken).messages == [message]
    passed = review(rule, **kept)
    assert passed.findings == passed.undecided == ()


SILENT = {"id": "dpi", "name": "DPI"}
OTHER = {"id": "ris", "restore": CERTAIN["restore"]}

UNDECIDED: list[tuple[str, dict[str, Any], str]] = [
    (
        "DEG-ENDURANCE-LT-T",
        {"applications": [SILENT, OTHER], "services": [rea("48 h")], "scenarios": [CYBER]},
        "la date de retour calculée de « DPI »",
    ),
    (
        "DEG-ENDURANCE-LT-T",
        {"applications": [CERTAIN], "services": [rea()], "scenarios": [CYBER]},
        "la limite de tenue du mode dégradé",
    ),
    (
        "KIT-STOCK-LT-NEED",
        {"services": [rea("48 h", **kit("24", beds="?"))], "applications": [CERTAIN]},
        "le volume par jour ou le nombre de lits",
    ),
    (
        "KIT-STOCK-LT-NEED",
        {"services": [rea("48 h", **kit(None))], "applications": [CERTAIN]},
        "le compte des formulaires du kit",
    ),
    (
        "KIT-MODALITY-DISK",
        {"applications": [PACS], "scenarios": [CYBER]},
        "la durée que tient le stockage local des modalités",
    ),
]


@pytest.mark.parametrize(("rule", "record", "missing"), UNDECIDED, ids=[f"{c[0]}-{i}" for i, c in enumerate(UNDECIDED)])
def test_missing_answer_is_undecided(
    review: Callable[..., Any], rule: str, record: dict[str, Any], missing: str
) -> None:
    found = review(rule, **record)
    assert (found.findings, found.missing) == ((), [missing])


def test_a_vital_service_uncovered_in_one_run_of_two_blocks(review: Callable[..., Any]) -> None:
    record = {"applications": [CERTAIN], "scenarios": [FIRE]}
    vital = review("DEG-ENDURANCE-LT-T", **record, services=[rea("48 h")]).first
    other = review("DEG-ENDURANCE-LT-T", **record, services=[rea("48 h", vital="non")]).first
    assert (vital.severity, other.severity) == (Severity.BLOCKING, Severity.MAJOR)
    assert vital.path == ("services", 0, "endurance", "limit")
    tail = review("DEG-ENDURANCE-LT-T", applications=[GUESS], scenarios=[FIRE], services=[rea("62 h")]).first
    assert (tail.severity, tail.variant) == (Severity.MAJOR, "tail")


def test_a_service_is_judged_in_each_scenario(review: Callable[..., Any]) -> None:
    found = review("DEG-ENDURANCE-LT-T", applications=[CERTAIN], scenarios=[FIRE, CYBER], services=[rea("48 h")])
    assert [one.scenario for one in found.findings] == ["cyber", "feu"]


@pytest.mark.parametrize(
    "record",
    [
        {"applications": [CERTAIN], "services": [rea(**until("quarter", "beyond"))], "scenarios": [CYBER]},
        {"applications": [CERTAIN], "services": [rea(**until("quarter"))], "scenarios": [FIRE]},
        {"applications": [CERTAIN], "services": [rea()], "scenarios": [CYBER]},
        {"applications": [SILENT], "services": [rea(**until("quarter"))], "scenarios": [CYBER]},
        {"services": [rea(**until("quarter"), applications=[])], "scenarios": [CYBER]},
    ],
    ids=["no end", "no attack", "no steps", "no date", "nothing lost"],
)
def test_a_procedure_is_long_enough_or_cannot_be_told(review: Callable[..., Any], record: dict[str, Any]) -> None:
    found = review("DEG-SHORT", **record)
    assert found.findings == found.undecided == ()


@pytest.mark.parametrize(
    ("limit", "scenarios", "lasting", "needed"),
    [
        (
            "10 j",
            [FIRE],
            "2 j 12 h",
            29,
        ),  # everything is back before the limit: ten beds for 58 hours, and a fifth more
        ("48 h", [FIRE], "2 j", 24),
        ("10 j", [], "10 j", 120),
        ("10 j", [FIRE, {"id": "cyber", "kind": "cyber"}], "10 j", 120),  # nobody knows how long that one lasts
        ("10 j", [FIRE, {**FIRE, "id": "feux", "lost": ["dpi", "ris"]}], "10 j", 120),  # nor that one
        ("10 j", [FIRE, {"id": "greve", "kind": "staff"}], "2 j 12 h", 29),
    ],
)
def test_forms_are_needed_until_all_is_back_or_the_limit(
    review: Callable[..., Any], limit: str, scenarios: list[dict[str, Any]], lasting: str, needed: int
) -> None:
    uses = [{"application": name, "level": "vital"} for name in ("dpi", "ris")]
    found = review(
        "KIT-STOCK-LT-NEED",
        applications=[CERTAIN, {"id": "ris"}],
        services=[rea(limit, **kit("1"), applications=uses)],
        scenarios=scenarios,
    )
    assert f"pour tenir {lasting}, " in found.messages[0]
    assert f"(1 pour {needed})" in found.messages[0]


def test_a_kit_that_is_nowhere_or_a_service_without_forms_has_no_stock_to_judge(review: Callable[..., Any]) -> None:
    nowhere = rea("48 h", **kit("1"))
    nowhere["kit"] = {"stock": nowhere["kit"]["stock"]}
    for service in (nowhere, rea("48 h", kit={"place": "Poste"}), rea(**kit("1"))):
        found = review("KIT-STOCK-LT-NEED", services=[service], applications=[CERTAIN])
        assert found.findings == found.undecided == ()


def test_only_the_archive_of_images_fills_the_disks_of_modalities(review: Callable[..., Any]) -> None:
    assert review("KIT-MODALITY-DISK", applications=[CERTAIN], scenarios=[CYBER]).undecided == ()
    hosted = {**PACS, "hosting": "saas"}
    assert review("KIT-MODALITY-DISK", applications=[hosted], scenarios=[CYBER]).undecided == ()


def test_an_endurance_of_the_library_is_said_to_be_one(review: Callable[..., Any]) -> None:
    usual = rea(endurance={"limit": {"value": "48 h", "source": "default"}})
    found = review("DEG-ENDURANCE-LT-T", applications=[CERTAIN], services=[usual], scenarios=[FIRE])
    assert "le mode dégradé tient 2 j, valeur par défaut à valider ;" in found.messages[0]
