from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command, Establishment

WAIVER = """\
waivers:
  - {rule: KIT-NONE, object: urgences, author: Directeur, reason: Kits commandés, until: 2026-12-31}
"""


@pytest.fixture
def check(planforge: Command, murat: Path) -> Command:
    """The command on the small record, at a date."""
    return lambda *arguments: planforge("-C", murat, "--as-of", "01/04/2026", *arguments)


def test_findings_stand_under_their_rule_with_place_sentence_reason_and_who(check: Command) -> None:
    done = check("check")
    assert done.code == 0
    assert (
        "BLOQUANT : Service vital sans kit (KIT-NONE)\n"
        "    Pourquoi : Sans formulaires imprimés sur place, le mode dégradé ne démarre pas.\n"
        "    À faire : Composer le kit, le placer dans le service et l’inventorier. (Cadre du service)\n"
        "  planforge.yaml:18:5   Services › « Urgences »"
    ) in done.out
    assert done.out.count("Personne pour décider") == 1
    assert "Personne n’est désigné pour couper le réseau." in done.out
    assert "Personne n’est désigné pour rouvrir le réseau." in done.out


def test_the_summary_counts_what_is_shown_what_is_not_and_what_is_missing(check: Command) -> None:
    lines = check("check").out.splitlines()[-4:]
    assert lines == [
        "Constats au 01/04/2026 : 6 bloquants.",
        "Non affichés : 16 majeurs, 10 mineurs, 1 à savoir. Pour les voir : planforge check --severity info",
        "Faute de réponses : 13 vérifications impossibles. Pour les voir : planforge -v check",
        "À compléter : 47 réponses. Pour savoir qui les doit : planforge status",
    ]


def test_severity_chooses_what_is_shown(check: Command) -> None:
    assert "MAJEUR" not in check("check").out
    major = check("check", "--severity", "major").out
    assert "MAJEUR : Hébergement inconnu (DATA-NO-HOSTING)" in major
    assert "Non affichés : 10 mineurs, 1 à savoir." in major
    assert "Non affichés" not in check("check", "--severity", "info").out
    assert major.index("BLOQUANT") < major.index("MAJEUR")


@pytest.mark.parametrize("severity", ["blocking", "info"])
def test_strict_ends_with_1_where_something_is_left(check: Command, severity: str) -> None:
    assert check("check", "--severity", severity).code == 0
    assert check("check", "--severity", severity, "--strict").code == 1


def test_strict_looks_at_what_severity_shows(check: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from planforge.analysis.results import Severity  # noqa: PLC0415 - this test alone
    from planforge.analysis.study import Results  # noqa: PLC0415 - same

    found = Results.findings.fget  # type: ignore[attr-defined]  # a property, seen from its class
    kept = property(lambda self: tuple(one for one in found(self) if one.severity is Severity.MAJOR))
    monkeypatch.setattr(Results, "findings", kept)
    monkeypatch.setattr(Results, "gaps", ())
    assert check("check", "--strict").code == 0
    assert check("check", "--strict", "--severity", "major").code == 1


def test_a_scenario_keeps_what_holds_in_it(check: Command) -> None:
    assert check("check", "--scenario", "cyber").code == 0
    wrong = check("check", "--scenario", "incendie")
    assert wrong.code == 2
    assert "--scenario : « incendie » n’existe pas. Scénarios du dossier : cyber." in wrong.err


def test_waived_findings_are_counted_apart(planforge: Command, establishment: Establishment) -> None:
    folder = establishment(extra=WAIVER)
    valid = planforge("-C", folder, "--as-of", "01/04/2026", "check").out
    assert "KIT-NONE" not in valid
    assert "Constats au 01/04/2026 : 5 bloquants." in valid
    assert "Comptés à part : 1 constat admis par dérogation." in valid
    expired = planforge("-C", folder, "--as-of", "01/04/2027", "check").out
    assert "KIT-NONE" in expired


def test_undecided_rules_are_listed_on_demand(check: Command) -> None:
    assert "Règle non vérifiable" not in check("check").out
    assert "Règle non vérifiable : il manque" in check("-v", "check").out


def test_an_unreadable_record_is_a_result(planforge: Command, establishment: Establishment) -> None:
    done = planforge("-C", establishment(text="establishment: {name: X, statute: publique}\n"), "check")
    assert done.code == 3
    assert "planforge.yaml:1:35   Établissement › Statut juridique" in done.out
    assert "« publique » n’est pas une valeur prévue. Vouliez-vous dire « public » ?" in done.out
    assert done.out.endswith("1 erreur.\n")
    assert "Dossier :" in done.err


def test_json_is_one_object_with_everything(check: Command) -> None:
    done = check("--json", "check", "--severity", "major")
    said = json.loads(done.out)
    assert sorted(said) == [
        "as_of", "command", "counts", "findings", "folder", "gaps", "problems", "schema", "undecided", "waived",
    ]  # fmt: skip
    assert said["command"] == "check"
    assert said["as_of"] == "2026-04-01"
    shown = Counter(finding["severity"] for finding in said["findings"])
    assert shown == {name: said["counts"][name] for name in ("blocking", "major")}
    assert said["counts"]["blocking"] == 6
    assert len(said["gaps"]) == 47
    assert {one["rule"] for one in said["undecided"]} > {"DOC-SECRET", "FEA-CPM"}
    assert said["problems"] == []


def test_json_has_the_same_shape_where_the_record_cannot_be_read(
    planforge: Command, establishment: Establishment
) -> None:
    done = planforge("-C", establishment(text="establishment: [\n"), "--json", "check")
    said = json.loads(done.out)
    assert done.code == 3
    assert len(said["problems"]) == 1
    assert said["problems"][0]["file"] == "planforge.yaml"
    assert said["findings"] == []
    assert said["counts"] == {"blocking": 0, "major": 0, "minor": 0, "info": 0}


def test_the_rules_are_listed_without_any_record(
    planforge: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = planforge("check", "--list-rules").out.splitlines()
    listed = json.loads(planforge("--json", "check", "--list-rules").out)["rules"]
    assert lines[0].split() == ["Règle", "Gravité", "Constat"]
    assert [line.split()[0] for line in lines[1:]] == [rule["id"] for rule in listed]
    assert {rule.id for rule in RULES} <= {rule["id"] for rule in listed}


def test_check_writes_nothing(check: Command, murat: Path) -> None:
    check("check")
    assert [path.name for path in murat.iterdir()] == ["planforge.yaml"]
