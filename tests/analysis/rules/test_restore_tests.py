from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.analysis.results import Severity

if TYPE_CHECKING:
    from collections.abc import Callable


def record(*tests: dict[str, Any], tier: str = "T1") -> dict[str, Any]:
    numbered = [{"id": f"t{index}", "system": "sgl", **test} for index, test in enumerate(tests)]
    return {
        "applications": [{"id": "sgl", "name": "SGL", "tier": tier}],
        "backups": [{"id": "b", "systems": ["sgl"]}],
        "restore_tests": numbered,
    }


def test_never_tested(review: Callable[..., Any]) -> None:
    found = review("BKP-NO-TEST-12M", **record({"result": "planned", "date": "2026-12-01"}))
    assert found.messages == ["« SGL » : aucun test de restauration réussi, ni depuis 12 mois ni avant."]
    assert found.first.severity is Severity.BLOCKING


def test_tested_too_long_ago(review: Callable[..., Any]) -> None:
    found = review("BKP-NO-TEST-12M", **record({"result": "success", "date": "2025-11-21"}, tier="T2"))
    assert found.messages == ["« SGL » : dernier test de restauration réussi le 21/11/2025, il y a plus de 12 mois."]
    assert found.first.severity is Severity.MAJOR


def test_tested_a_year_ago_to_the_day(review: Callable[..., Any]) -> None:
    assert review("BKP-NO-TEST-12M", **record({"result": "success", "date": "2025-11-22"})).findings == ()


def test_low_classes_are_said_together(review: Callable[..., Any]) -> None:
    found = review("BKP-NO-TEST-12M", **record(tier="T3"))
    assert found.messages == [
        "Systèmes sauvegardés sans test de restauration réussi depuis 12 mois, hors classes T0 à T2 : 1, dont « SGL »."
    ]


def test_success_without_a_date_is_undecided(review: Callable[..., Any]) -> None:
    found = review("BKP-NO-TEST-12M", **record({"result": "success"}))
    assert found.findings == ()
    assert found.missing == ["la date du test de restauration réussi"]


def test_without_a_date_to_judge_at(review: Callable[..., Any]) -> None:
    assert review("BKP-NO-TEST-12M", today=None, **record()).missing == ["la date à laquelle juger"]


def test_failed_without_success_since(review: Callable[..., Any]) -> None:
    failure = {"result": "failed", "date": "2026-06-12"}
    found = review("BKP-TEST-FAILED", **record({"result": "success", "date": "2026-01-01"}, failure))
    assert found.messages == ["Le test de restauration de « SGL » du 12/06/2026 a échoué, sans succès depuis."]
    assert found.first.path == ("restore_tests", 1, "result")
    mended = record(failure, {"result": "success", "date": "2026-07-01"})
    assert review("BKP-TEST-FAILED", **mended).findings == ()


def test_undated_failure(review: Callable[..., Any]) -> None:
    found = review("BKP-TEST-FAILED", **record({"result": "failed"}))
    assert found.messages == ["Un test de restauration de « SGL », sans date, a échoué, sans succès daté depuis."]


def test_only_files_ever_restored(review: Callable[..., Any]) -> None:
    files = {"kind": "file", "result": "success", "date": "2026-06-12"}
    found = review("BKP-TEST-FILE-ONLY", **record(files, files))
    assert found.messages == ["« SGL » : 2 essais de restauration, de fichiers seulement."]
    whole = record(files, {**files, "kind": "full"})
    assert review("BKP-TEST-FILE-ONLY", **whole).findings == ()


def test_files_only_in_low_classes_are_said_together(review: Callable[..., Any]) -> None:
    found = review("BKP-TEST-FILE-ONLY", **record({"kind": "file", "result": "success"}, tier="T3"))
    assert found.messages == ["Hors classes T0 à T2, 1 système dont seuls des fichiers ont été restaurés : « SGL »."]


def test_planned_tests_and_file_servers_are_not_concerned(review: Callable[..., Any]) -> None:
    planned = record({"kind": "file", "result": "planned"})
    assert review("BKP-TEST-FILE-ONLY", **planned).findings == ()
    assert review("BKP-TEST-FILE-ONLY", **record()).findings == ()
    shared = record({"kind": "file", "result": "success"})
    shared["applications"][0]["type"] = "fichiers"
    assert review("BKP-TEST-FILE-ONLY", **shared).findings == ()
