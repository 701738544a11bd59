from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SGL = {"id": "sgl", "name": "SGL", "tier": "T1", "hosting": "local", "site": "nord"}
HOSTED = {"id": "sgl", "name": "SGL", "tier": "T1", "hosting": "hds", "rpo": "1 h", "vendor": "edi"}
SITES = {"name": "CH", "statute": "public", "sites": [{"id": "nord", "name": "Nord"}, {"id": "sud", "name": "Sud"}]}


def policy(*copies: dict[str, Any], **more: Any) -> dict[str, Any]:
    numbered = [{"id": f"c{index}", "name": f"Copie {index}", **copy} for index, copy in enumerate(copies)]
    return {"id": "quotidienne", "name": "Quotidienne", "systems": ["sgl"], "copies": numbered, **more}


CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "BKP-NONE",
        {"applications": [SGL]},
        "« SGL » (classe T1) : aucune sauvegarde connue.",
        {"applications": [SGL], "backups": [policy()]},
    ),
    (
        "BKP-SAAS-UNKNOWN",
        {"applications": [HOSTED], "suppliers": [{"id": "edi", "promised_rto": "4 h"}]},
        "« SGL » : hébergement extérieur, et le contrat ne dit rien sur la restauration et la perte de données.",
        {
            "applications": [HOSTED],
            "suppliers": [
                {"id": "edi", "promised_rto": "4 h", "promised_rpo": "1 h", "restore_clause": "Article 12"},
            ],
        },
    ),
    (
        "BKP-INTERVAL-GT-RPO",
        {"applications": [{**SGL, "rpo": "24 h"}], "backups": [policy(interval="24 h", duration="2 h")]},
        "« SGL » peut perdre jusqu’à 1 j 2 h de données entre deux sauvegardes, plus que le RPO (1 j).",
        {"applications": [{**SGL, "rpo": "24 h"}], "backups": [policy(interval="24 h")]},
    ),
    (
        "BKP-INTERVAL-GT-RPO",
        {"applications": [HOSTED], "suppliers": [{"id": "edi", "promised_rpo": "4 h"}]},
        "L’hébergeur de « SGL » promet une perte de 4 h au plus, plus que le RPO (1 h).",
        {"applications": [HOSTED], "suppliers": [{"id": "edi", "promised_rpo": "1 h"}]},
    ),
    (
        "BKP-NO-OFFLINE",
        {"applications": [SGL], "backups": [policy({"offline": "non", "immutable": "non"})]},
        "« SGL » n’a aucune copie hors ligne ou immuable (« Quotidienne »).",
        {"applications": [SGL], "backups": [policy({"offline": "non", "immutable": "oui"})]},
    ),
    (
        "BKP-SAME-AD",
        {"applications": [SGL], "backups": [policy({"in_production_domain": "oui"})]},
        "« Quotidienne » garde des copies dans l’annuaire de production : « Copie 0 ».",
        {"applications": [SGL], "backups": [policy({"in_production_domain": "non"})]},
    ),
    (
        "BKP-SAME-SITE",
        {"establishment": SITES, "applications": [SGL], "backups": [policy({"site": "nord"}, {"offsite": "non"})]},
        "Toutes les copies de « Quotidienne » sont sur le site de ce qu’elles protègent.",
        {"establishment": SITES, "applications": [SGL], "backups": [policy({"site": "nord"}, {"site": "sud"})]},
    ),
    (
        "BKP-ENCRYPT-KEY",
        {"applications": [SGL], "backups": [policy(encrypted="oui", key_in_system="oui")]},
        "La clé de « Quotidienne » n’est que dans le système d’information.",
        {"applications": [SGL], "backups": [policy(encrypted="oui", key_in_system="non")]},
    ),
]


@pytest.mark.parametrize(("rule", "broken", "message", "kept"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_rule(
    review: Callable[..., Any], rule: str, broken: dict[str, Any], message: str, kept: dict[str, Any]
) -> None:
    assert review(rule, **broken).messages == [message]
    passed = review(rule, **kept)
    assert passed.findings == passed.undecided == ()


UNDECIDED: list[tuple[str, dict[str, Any], str]] = [
    ("BKP-NONE", {"backups": "à compléter"}, "le fichier restreint (sauvegardes)"),
    ("BKP-INTERVAL-GT-RPO", {"backups": [policy()]}, "la fréquence de sauvegarde"),
    ("BKP-NO-OFFLINE", {"backups": [policy({"offline": "non"})]}, "le caractère hors ligne ou immuable des copies"),
    ("BKP-SAME-AD", {"backups": [policy({})]}, "l’annuaire des copies"),
    ("BKP-SAME-SITE", {"backups": [policy({})]}, "le lieu des copies (hors site ou non)"),
    ("BKP-ENCRYPT-KEY", {"backups": [policy(encrypted="oui")]}, "le lieu de la clé de chiffrement"),
]


@pytest.mark.parametrize(("rule", "record", "missing"), UNDECIDED, ids=[case[0] for case in UNDECIDED])
def test_missing_answer_is_undecided(
    review: Callable[..., Any], rule: str, record: dict[str, Any], missing: str
) -> None:
    found = review(rule, applications=[{**SGL, "rpo": "24 h"}], **record)
    assert found.findings == ()
    assert found.missing == [missing]


def test_low_classes_and_hosted_systems_need_no_backup_of_ours(review: Callable[..., Any]) -> None:
    assert review("BKP-NONE", applications=[HOSTED, {"id": "bi", "tier": "T4"}]).findings == ()


def test_the_pdma_of_an_activity_binds_the_backup(review: Callable[..., Any]) -> None:
    service = {
        "id": "labo",
        "applications": [{"application": "sgl", "level": "vital"}],
        "activities": [{"id": "urgent", "pdma": "1 h"}],
    }
    found = review(
        "BKP-INTERVAL-GT-RPO",
        services=[service],
        applications=[{**SGL, "rpo": "24 h"}],
        backups=[policy(interval="4 h")],
    )
    assert found.messages == [
        "« SGL » peut perdre jusqu’à 4 h de données entre deux sauvegardes, plus que la PDMA (1 h)."
    ]


def test_an_offline_copy_needs_no_directory(review: Callable[..., Any]) -> None:
    found = review("BKP-SAME-AD", applications=[SGL], backups=[policy({"offline": "oui"})])
    assert found.findings == found.undecided == ()


def test_a_known_place_for_the_key_is_enough(review: Callable[..., Any]) -> None:
    found = review("BKP-ENCRYPT-KEY", backups=[policy(encrypted="oui", key_place="Coffre de la direction")])
    assert found.undecided == ()
