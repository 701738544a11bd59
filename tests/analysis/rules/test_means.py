from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

GATE = {"min": "48 h", "likely": "48 h", "max": "48 h"}
CYBER = {"id": "cyber", "name": "Attaque", "kind": "cyber", "gate": GATE}
TEAM = {"id": "systemes", "name": "Systèmes", "people": 1, "calendar": "24 h/24"}
REA = {"id": "rea", "name": "Réanimation", "vital": "oui", "endurance": {"limit": "3 j"}}


def exactly(hours: int, **more: Any) -> dict[str, Any]:
    return {"total": {"min": f"{hours} h", "likely": f"{hours} h", "max": f"{hours} h", "source": "expert"}, **more}


def accepted(*hours: int) -> list[dict[str, Any]]:
    """Systems that one physician accepts, in so many hours each."""
    names = ("dpi", "ris", "sgl")
    return [
        {
            "id": name,
            "name": name.upper(),
            "restore": {
                "acceptance": {"min": f"{one} h", "likely": f"{one} h", "max": f"{one} h"},
                "tester": "Médecin DIM",
            },
        }
        for name, one in zip(names, hours, strict=False)
    ]


DPI = {"id": "dpi", "name": "DPI", "restore": exactly(10)}
LONG = {"id": "dpi", "name": "DPI", "restore": exactly(90, team="systemes")}

CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "FEA-GATE-IGNORED",
        {"applications": [{**DPI, "rto": {"default": "4 h", "cyber": "1 j"}}, {"id": "ris", "rto": "4 j"}]},
        (
            "Scénario « Attaque » : rien ne se restaure avant 2 j (le plus probable), et 1 RTO plus court : « DPI » "
            "(1 j)."
        ),
        {"applications": [{**DPI, "rto": {"default": "4 h", "cyber": "2 j"}}, {"id": "ris", "rto": "4 j"}]},
    ),
    (
        "FEA-OPTIMIST",
        {"applications": [DPI]},
        (
            "« DPI » reviendrait une fois sur deux en 2 j 12 h ; 14 des 14 attaques publiques comparées ont duré plus "
            "longtemps, et neuf sur dix plus de 7 j."
        ),
        {"applications": [{**DPI, "restore": exactly(200)}]},
    ),
    (
        "FEA-TEAM-OVERLOAD",
        {"applications": [LONG], "teams": [TEAM]},
        (
            "Scénario « Attaque », équipe « Systèmes » (1 personne) : jusqu’à 24 h de travail par personne en un jour "
            "et 90 h en sept jours (limites : 12 h et 60 h). Il faudrait 2 personnes pour ce rythme."
        ),
        {"applications": [LONG], "teams": [{**TEAM, "people": 2}]},
    ),
    (
        "FEA-TESTER-LOAD",
        {"applications": accepted(3, 3)},
        "Scénario « Attaque » : « Médecin DIM » aurait 6 h de recette en un jour, pour 4 h disponibles.",
        {"applications": accepted(4)},
    ),
    (
        "FEA-PC-RATE",
        {"workstations": {"count": "330", "rebuilt_per_day": "33"}, "services": [REA]},
        (
            "330 postes à refaire, 33 par jour : tous prêts en 12 j, après la limite de services vitaux : « "
            "Réanimation » (3 j)."
        ),
        {"workstations": {"count": "33", "rebuilt_per_day": "33"}, "services": [REA]},
    ),
]


@pytest.mark.parametrize(("rule", "broken", "message", "kept"), CASES, ids=[case[0] for case in CASES])
def test_rule(
    review: Callable[..., Any], rule: str, broken: dict[str, Any], message: str, kept: dict[str, Any]
) -> None:
    assert review(rule, **broken, scenarios=[CYBER]).messages == [message]
    passed = review(rule, **kept, scenarios=[CYBER])
    assert passed.findings == passed.undecided == ()


@pytest.mark.parametrize(
    ("rule", "record", "missing"),
    [
        (
            "FEA-GATE-IGNORED",
            {"applications": [{**DPI, "rto": "4 h"}], "scenarios": [{"id": "c", "kind": "cyber"}]},
            "le délai avant toute restauration",
        ),
        (
            "FEA-PC-RATE",
            {"workstations": {"count": "330"}, "services": [REA], "scenarios": [CYBER]},
            "le nombre de postes et le nombre de postes refaits par jour",
        ),
        (
            "FEA-PC-RATE",
            {"workstations": {"count": "330", "rebuilt_per_day": "0"}, "scenarios": [CYBER]},
            "le nombre de postes et le nombre de postes refaits par jour",
        ),
    ],
)
def test_missing_answer_is_undecided(
    review: Callable[..., Any], rule: str, record: dict[str, Any], missing: str
) -> None:
    found = review(rule, **record)
    assert (found.findings, found.missing) == ((), [missing])


@pytest.mark.parametrize(
    "standing", [{"hosting": "saas"}, {"island": "oui"}, {"type": "ipbx"}], ids=["hosted", "island", "phones"]
)
def test_a_system_that_an_attack_leaves_up_has_no_gate_to_wait_for(
    review: Callable[..., Any], standing: dict[str, str]
) -> None:
    attack = {**CYBER, "internet": "oui", "phones": "oui"}
    found = review("FEA-GATE-IGNORED", applications=[{"id": "x", "rto": "1 h", **standing}], scenarios=[attack])
    assert found.findings == found.undecided == ()


@pytest.mark.parametrize("rule", [case[0] for case in CASES])
def test_only_an_attack_has_clean_ground_to_regain_or_screens_to_rebuild(review: Callable[..., Any], rule: str) -> None:
    local = {"id": "s", "name": "S", "kind": "site-loss", "lost": ["dpi"], "gate": GATE}
    found = review(rule, applications=[{**DPI, "rto": "4 h"}], services=[REA], scenarios=[local])
    assert found.findings == found.undecided == ()


def test_a_copy_of_the_record_to_read_is_not_the_record(review: Callable[..., Any]) -> None:
    copy = {"id": "copie", "type": "dpi-secours", "restore": exactly(1)}
    assert review("FEA-OPTIMIST", applications=[copy], scenarios=[CYBER]).findings == ()


def test_a_little_above_the_limit_reads_above_it(review: Callable[..., Any]) -> None:
    minutes = {"min": "730 min", "likely": "730 min", "max": "730 min"}
    app = {"id": "dpi", "restore": {"total": minutes, "team": "systemes"}}
    found = review("FEA-TEAM-OVERLOAD", applications=[app], teams=[TEAM], scenarios=[CYBER])
    assert "jusqu’à 13 h de travail" in found.messages[0]
    own = {"person_hours_day": "13"}
    assert (
        review("FEA-TEAM-OVERLOAD", applications=[app], teams=[TEAM], scenarios=[CYBER], thresholds=own).findings == ()
    )


def test_the_week_binds_too(review: Callable[..., Any]) -> None:
    late = {**CYBER, "gate": {"min": "4 j", "likely": "4 j", "max": "4 j"}}
    app = {"id": "dpi", "restore": exactly(80, team="systemes")}
    on_call = {"id": "systemes", "name": "Systèmes", "people": 1}
    found = review("FEA-TEAM-OVERLOAD", applications=[app], teams=[on_call], scenarios=[late])
    assert "jusqu’à 12 h de travail par personne en un jour et 80 h en sept jours" in found.messages[0]
    assert "Il faudrait 2 personnes" in found.messages[0]


def test_no_workstation_leaves_nobody_without_a_screen(review: Callable[..., Any]) -> None:
    stations = {"count": "0", "rebuilt_per_day": "10"}
    short = {**REA, "endurance": {"limit": "1 h"}}
    found = review("FEA-PC-RATE", workstations=stations, services=[short], scenarios=[CYBER])
    assert found.findings == found.undecided == ()


def test_screens_are_counted_from_the_gate_for_vital_services_only(review: Callable[..., Any]) -> None:
    stations = {"count": "10", "rebuilt_per_day": "10"}
    record = {"workstations": stations, "scenarios": [CYBER]}
    assert review("FEA-PC-RATE", **record, services=[REA]).findings == ()  # two days, then one
    assert len(review("FEA-PC-RATE", **record, services=[{**REA, "endurance": {"limit": "71 h"}}]).findings) == 1
    assert (
        review("FEA-PC-RATE", **record, services=[{**REA, "endurance": {"limit": "1 h"}, "vital": "non"}]).findings
        == ()
    )


def test_what_the_library_supposes_of_the_gate_and_of_targets_is_told(review: Callable[..., Any]) -> None:
    gate, rto = {**GATE, "source": "default"}, {"cyber": {"value": "1 j", "source": "default"}}
    found = review("FEA-GATE-IGNORED", scenarios=[{**CYBER, "gate": gate}], applications=[{**DPI, "rto": rto}])
    assert "avant 2 j (valeur par défaut à valider)" in found.messages[0]
    assert found.messages[0].endswith("« DPI » (1 j, valeur par défaut à valider).")
