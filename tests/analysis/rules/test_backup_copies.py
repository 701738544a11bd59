from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SGL = {"id": "sgl", "name": "SGL", "tier": "T1", "hosting": "local", "site": "nord"}
SITES = {"name": "CH", "statute": "public", "sites": [{"id": "nord", "name": "Nord"}, {"id": "sud", "name": "Sud"}]}
CYBER = {"id": "cyber", "kind": "cyber"}


def policy(*copies: dict[str, Any], **more: Any) -> dict[str, Any]:
    numbered = [{"id": f"c{index}", "name": f"Copie {index}", **copy} for index, copy in enumerate(copies)]
    return {"id": "quotidienne", "name": "Quotidienne", "systems": ["sgl"], "copies": numbered, **more}


def target(rpo: Any) -> list[dict[str, Any]]:
    return [{**SGL, "rpo": rpo}]


WEEKLY_TAPE = {"offline": "oui", "interval": "7 j"}
THREE = [{"medium": "Disque", "offsite": "non"}, {"medium": "Bande", "offsite": "oui"}]

CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "BKP-OFFLINE-GT-RPO",
        {"applications": target({"default": "1 h", "cyber": "2 j"}), "backups": [policy(WEEKLY_TAPE)]},
        (
            "« Quotidienne » : la copie hors d’atteinte peut dater de 7 j, plus que la perte acceptée après une "
            "cyberattaque pour « SGL » (2 j)."
        ),
        {"applications": target({"default": "1 h", "cyber": "7 j"}), "backups": [policy(WEEKLY_TAPE)]},
    ),
    (
        "BKP-NO-OFFLINE",
        {"applications": [SGL], "backups": [policy({"offline": "non", "immutable": "non"})]},
        "« SGL » n’a aucune copie hors ligne ou immuable (« Quotidienne »).",
        {"applications": [SGL], "backups": [policy({"offline": "non", "immutable": "oui"})]},
    ),
    (
        "BKP-SAME-SITE",
        {"establishment": SITES, "applications": [SGL], "backups": [policy({"site": "nord"}, {"offsite": "non"})]},
        "Toutes les copies de « Quotidienne » sont sur le site de ce qu’elles protègent.",
        {"establishment": SITES, "applications": [SGL], "backups": [policy({"site": "nord"}, {"site": "sud"})]},
    ),
    (
        "BKP-SAME-AD",
        {"applications": [SGL], "backups": [policy({"in_production_domain": "oui"})]},
        "« Quotidienne » garde des copies dans l’annuaire de production : « Copie 0 ».",
        {"applications": [SGL], "backups": [policy({"in_production_domain": "non"})]},
    ),
    (
        "BKP-SAME-ADMIN",
        {
            "applications": [SGL],
            "backups": [
                policy(
                    {"separate_accounts": "non", "two_factor": "oui"},
                    {"separate_accounts": "oui", "two_factor": "non"},
                )
            ],
        },
        (
            "Des copies de « Quotidienne » s’administrent avec les comptes de la production (« Copie 0 ») et sans "
            "double authentification (« Copie 1 »)."
        ),
        {
            "applications": [SGL],
            "backups": [
                policy(
                    {"separate_accounts": "oui", "two_factor": "oui"},
                    {"separate_accounts": "oui", "two_factor": "non", "two_factor_reason": "Matériel remplacé en 2027"},
                )
            ],
        },
    ),
    (
        "BKP-NOT-321",
        {"applications": [SGL], "backups": [policy({"medium": "Disques", "offsite": "non"})]},
        (
            "« Quotidienne » : 2 exemplaires au lieu de 3 (production comprise), 1 support au lieu de 2 et aucune "
            "copie hors site."
        ),
        {"applications": [SGL], "backups": [policy(*THREE)]},
    ),
]


@pytest.mark.parametrize(("rule", "broken", "message", "kept"), CASES, ids=[case[0] for case in CASES])
def test_rule(
    review: Callable[..., Any], rule: str, broken: dict[str, Any], message: str, kept: dict[str, Any]
) -> None:
    assert review(rule, **broken).messages == [message]
    passed = review(rule, **kept)
    assert passed.findings == passed.undecided == ()


UNDECIDED: list[tuple[str, list[dict[str, Any]], str]] = [
    ("BKP-OFFLINE-GT-RPO", [{"offline": "oui"}], "la fréquence des copies hors ligne ou immuables"),
    ("BKP-OFFLINE-GT-RPO", [{"offline": "non"}], "le caractère hors ligne ou immuable des copies"),
    ("BKP-OFFLINE-GT-RPO", [WEEKLY_TAPE, {"offline": "?"}], "le caractère hors ligne ou immuable des copies"),
    ("BKP-NO-OFFLINE", [{"offline": "non"}], "le caractère hors ligne ou immuable des copies"),
    ("BKP-SAME-AD", [{}], "l’annuaire des copies"),
    ("BKP-SAME-SITE", [{}], "le lieu des copies (hors site ou non)"),
    ("BKP-SAME-ADMIN", [{}], "les comptes d’administration des copies"),
    ("BKP-SAME-ADMIN", [{"separate_accounts": "oui"}], "la double authentification des copies"),
    ("BKP-NOT-321", [], "les copies"),
    ("BKP-NOT-321", [{"medium": "Bande"}, {"medium": "Disque"}], "le lieu des copies (hors site ou non)"),
    ("BKP-NOT-321", [{"offsite": "oui"}, {"medium": "Disque"}], "le support des copies"),
]


@pytest.mark.parametrize(("rule", "copies", "missing"), UNDECIDED, ids=[f"{c[0]}-{i}" for i, c in enumerate(UNDECIDED)])
def test_missing_answer_is_undecided(
    review: Callable[..., Any], rule: str, copies: list[dict[str, Any]], missing: str
) -> None:
    found = review(rule, applications=target("24 h"), backups=[policy(*copies)])
    assert found.findings == ()
    assert found.missing == [missing]


def test_copies_said_unknown_are_undecided(review: Callable[..., Any]) -> None:
    backups = [policy(copies="à compléter")]
    assert review("BKP-OFFLINE-GT-RPO", applications=target("1 h"), backups=backups).missing == [
        "le caractère hors ligne ou immuable des copies"
    ]
    assert review("BKP-NOT-321", applications=[SGL], backups=backups).missing == ["les copies"]


def test_an_offline_copy_needs_no_directory_and_no_accounts(review: Callable[..., Any]) -> None:
    for rule in ("BKP-SAME-AD", "BKP-SAME-ADMIN"):
        found = review(rule, applications=[SGL], backups=[policy({"offline": "oui"})])
        assert found.findings == found.undecided == ()


def test_the_freshest_copy_out_of_reach_counts(review: Callable[..., Any]) -> None:
    """Whatever is younger but within reach does not: it dies with the production."""
    within = {"offline": "non", "immutable": "non", "interval": "30 min"}
    record = {"applications": target("24 h")}
    daily = policy(within, WEEKLY_TAPE, {"immutable": "oui", "interval": "24 h"})
    assert review("BKP-OFFLINE-GT-RPO", **record, backups=[daily]).findings == ()
    weekly = review("BKP-OFFLINE-GT-RPO", **record, backups=[policy(within, WEEKLY_TAPE)])
    assert len(weekly.findings) == 1
    assert weekly.first.path == ("backups", 0, "copies")


def test_one_finding_by_policy_names_its_systems(review: Callable[..., Any]) -> None:
    names = ["sgl", "dpi", "ris", "lap"]
    targets = {"sgl": "4 h", "dpi": "1 h", "ris": "7 j", "lap": "2 j"}
    found = review(
        "BKP-OFFLINE-GT-RPO",
        applications=[{"id": name, "hosting": "local", "rpo": targets[name]} for name in names],
        backups=[policy(WEEKLY_TAPE, systems=names)],
    )
    assert found.messages == [
        (
            "« Quotidienne » : la copie hors d’atteinte peut dater de 7 j, plus que la perte acceptée après une "
            "cyberattaque pour « SGL », « DPI » et « LAP » (1 h au plus court)."
        )
    ]
    assert [ref.id for ref in found.first.objects] == ["quotidienne", "sgl", "dpi", "lap"]


def test_the_tightest_cyber_scenario_counts_and_no_other(review: Callable[..., Any]) -> None:
    scenarios = [CYBER, {"id": "rancon", "kind": "cyber"}, {"id": "panne", "kind": "local-failure"}]
    rpo = {"default": "1 h", "cyber": "10 j", "rancon": "7 j", "panne": "1 h"}
    kept = review("BKP-OFFLINE-GT-RPO", scenarios=scenarios, applications=target(rpo), backups=[policy(WEEKLY_TAPE)])
    assert kept.findings == kept.undecided == ()
    rpo["rancon"] = "6 j"
    broken = review("BKP-OFFLINE-GT-RPO", scenarios=scenarios, applications=target(rpo), backups=[policy(WEEKLY_TAPE)])
    assert broken.messages[0].endswith("pour « SGL » (6 j).")


def test_a_default_target_nobody_validated_is_undecided(review: Callable[..., Any]) -> None:
    rpo = {"value": "24 h", "source": "default"}
    found = review("BKP-OFFLINE-GT-RPO", applications=target(rpo), backups=[policy(WEEKLY_TAPE)])
    assert found.findings == ()
    assert found.missing == ["le RPO en cyberattaque (valeur par défaut à valider)"]


def test_hosted_systems_and_no_target_say_nothing(review: Callable[..., Any]) -> None:
    hosted = [{**SGL, "hosting": "hds", "rpo": "1 h"}]
    for applications in (hosted, [SGL]):
        found = review("BKP-OFFLINE-GT-RPO", applications=applications, backups=[policy(WEEKLY_TAPE)])
        assert found.findings == found.undecided == ()


@pytest.mark.parametrize(
    ("copies", "what"),
    [
        ([{"medium": "Bande", "offsite": "oui"}], "2 exemplaires au lieu de 3 (production comprise)"),
        ([{"medium": "Disque", "offsite": "oui"}, {"medium": "disque", "offsite": "non"}], "1 support au lieu de 2"),
        ([{"medium": "Bande", "offsite": "non"}, {"medium": "Disque", "offsite": "non"}], "aucune copie hors site"),
    ],
)
def test_each_figure_of_the_rule_counts(review: Callable[..., Any], copies: list[dict[str, Any]], what: str) -> None:
    found = review("BKP-NOT-321", applications=[SGL], backups=[policy(*copies)])
    assert found.messages == [f"« Quotidienne » : {what}."]


def test_all_policies_of_a_system_count_together(review: Callable[..., Any]) -> None:
    local = policy(THREE[0])
    away = {**policy(THREE[1]), "id": "externe", "name": "Externe"}
    assert review("BKP-NOT-321", applications=[SGL], backups=[local, away]).findings == ()
    alone = {**away, "systems": ["sgl", "dpi"]}
    found = review("BKP-NOT-321", applications=[SGL, {"id": "dpi"}], backups=[local, alone])
    assert found.messages == ["« Externe » : 2 exemplaires au lieu de 3 (production comprise)."]
