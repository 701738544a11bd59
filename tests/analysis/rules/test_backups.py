from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SGL = {"id": "sgl", "name": "SGL", "tier": "T1", "hosting": "local", "site": "nord"}
HOSTED = {"id": "sgl", "name": "SGL", "tier": "T1", "hosting": "hds", "rpo": "1 h", "vendor": "edi"}


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
        "BKP-RETENTION-LT-DWELL",
        {"applications": [SGL], "backups": [policy(retention="59 j")]},
        (
            "« Quotidienne » : sauvegardes gardées 59 j, alors qu’un attaquant peut rester caché 60 j ; rien de plus "
            "ancien pour « SGL »."
        ),
        {"applications": [SGL], "backups": [policy(retention="60 j")]},
    ),
    (
        "BKP-ENCRYPT-KEY",
        {"applications": [SGL], "backups": [policy(encrypted="oui", key_in_system="oui")]},
        "La clé de « Quotidienne » n’est que dans le système d’information.",
        {"applications": [SGL], "backups": [policy(encrypted="oui", key_in_system="non")]},
    ),
    (
        "BKP-SNAPSHOT-ONLY",
        {"applications": [SGL], "backups": [policy(method="Réplication vers la salle S2")]},
        (
            "« Quotidienne » (« Réplication vers la salle S2 ») suit la production et ne la sauvegarde pas ; rien "
            "d’autre ne protège « SGL »."
        ),
        {"applications": [SGL], "backups": [policy(method="Snapshots, puis image complète chaque nuit")]},
    ),
    (
        "BKP-NO-ALERT",
        {"applications": [SGL], "backups": [policy(interval="24 h", supervision="Rapport hebdomadaire")]},
        (
            "« Quotidienne » : les échecs de sauvegarde ne sont pas regardés chaque jour ; le dossier dit « Rapport "
            "hebdomadaire »."
        ),
        {"applications": [SGL], "backups": [policy(interval="24 h", supervision="Astreinte, chaque matin")]},
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
    ("BKP-RETENTION-LT-DWELL", {"backups": [policy()]}, "la rétention"),
    ("BKP-ENCRYPT-KEY", {"backups": [policy(encrypted="oui")]}, "le lieu de la clé de chiffrement"),
    ("BKP-ENCRYPT-KEY", {"backups": [policy(encrypted="?")]}, "le chiffrement des sauvegardes"),
    ("BKP-SNAPSHOT-ONLY", {"backups": [policy({"offline": "non"})]}, "la méthode de sauvegarde"),
    ("BKP-NO-ALERT", {"backups": [policy(supervision="?")]}, "la supervision des sauvegardes"),
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


def test_a_known_place_for_the_key_is_enough(review: Callable[..., Any]) -> None:
    found = review("BKP-ENCRYPT-KEY", backups=[policy(encrypted="oui", key_place="Coffre de la direction")])
    assert found.undecided == ()


def test_a_longer_policy_on_the_same_system_is_enough(review: Callable[..., Any]) -> None:
    monthly = {**policy(retention="1 an"), "id": "mensuelle", "name": "Mensuelle"}
    short = policy(retention="7 j")
    assert review("BKP-RETENTION-LT-DWELL", applications=[SGL], backups=[short, monthly]).findings == ()
    wider = {**short, "systems": ["sgl", "ris"]}
    found = review("BKP-RETENTION-LT-DWELL", applications=[SGL, {"id": "ris"}], backups=[wider, monthly])
    assert found.messages == [
        (
            "« Quotidienne » : sauvegardes gardées 7 j, alors qu’un attaquant peut rester caché 60 j ; rien de plus "
            "ancien pour « RIS »."
        )
    ]


def test_the_hospital_sets_its_own_retention(review: Callable[..., Any]) -> None:
    own = {"thresholds": {"retention_days": "90"}, "applications": [SGL]}
    assert len(review("BKP-RETENTION-LT-DWELL", **own, backups=[policy(retention="89 j")]).findings) == 1
    assert review("BKP-RETENTION-LT-DWELL", **own, backups=[policy(retention="3 mois")]).findings == ()


def test_a_replica_is_no_finding_where_something_else_protects(review: Callable[..., Any]) -> None:
    replica = policy(method="Réplication")
    other = {**policy(method="Image chaque nuit"), "id": "nuit", "name": "Nuit"}
    assert review("BKP-SNAPSHOT-ONLY", applications=[SGL], backups=[replica, other]).findings == ()
    for shelter in ("offline", "immutable"):
        kept = review("BKP-SNAPSHOT-ONLY", applications=[SGL], backups=[policy({shelter: "oui"}, method="Snapshot")])
        assert kept.findings == kept.undecided == ()


@pytest.mark.parametrize(
    ("said", "interval", "seen"),
    [
        ("Alerte par SMS en cas d’échec", "24 h", True),
        ("Rapport du prestataire", "24 h", True),  # free text that does not say how often is taken at its word
        ("Chaque semaine", "7 j", True),  # as often as it is made
        ("Une fois par semaine", "24 h", False),
        ("Le premier lundi du mois", "7 j", False),
        ("Bilan trimestriel", "24 h", False),
        ("Courriel au prestataire ; personne ne vérifie le week-end", "24 h", False),
        ("Aucune", "24 h", False),
    ],
)
def test_failures_are_looked_at_as_often_as_backups_are_made(
    review: Callable[..., Any], said: str, interval: str, *, seen: bool
) -> None:
    found = review("BKP-NO-ALERT", applications=[SGL], backups=[policy(interval=interval, supervision=said)])
    assert (found.findings == ()) is seen
    assert found.undecided == ()


def test_a_loss_that_only_the_library_wants_small_is_undecided(review: Callable[..., Any]) -> None:
    usual = {**SGL, "rpo": {"value": "1 h", "source": "default"}}
    found = review("BKP-INTERVAL-GT-RPO", applications=[usual], backups=[policy(interval="24 h")])
    assert (found.findings, found.missing) == ((), ["le RPO (valeur par défaut à valider)"])


def test_a_clause_that_says_none_promises_nothing(review: Callable[..., Any]) -> None:
    hosted = {**SGL, "hosting": "saas", "vendor": "editeur"}
    silent = {"id": "editeur", "restore_clause": "Aucune", "promised_rto": "4 h", "promised_rpo": "1 h"}
    found = review("BKP-SAAS-UNKNOWN", applications=[hosted], suppliers=[silent])
    assert "ne dit rien sur la restauration" in found.messages[0]
