from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planforge.analysis.facts import Facts
from planforge.analysis.results import Severity
from planforge.analysis.rules.feasibility import impossible, too_much_work
from planforge.analysis.rules.registry import Breach, Missing
from planforge.analysis.schedule.outlook import Outlook

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

GATE = {"min": "48 h", "likely": "48 h", "max": "48 h"}
TEAM = {"id": "systemes", "name": "Systèmes", "people": 1, "calendar": "24 h/24"}


def lost(*names: str, **more: Any) -> dict[str, Any]:
    """A fire that takes these systems; nothing is restored for two days."""
    return {"id": "feu", "name": "Feu", "kind": "site-loss", "lost": list(names), "gate": GATE, **more}


def lasting(name: str, hours: int, rto: str = "", **more: Any) -> dict[str, Any]:
    """A system that always takes so many hours to restore."""
    total = {"min": f"{hours} h", "likely": f"{hours} h", "max": f"{hours} h", "source": "expert"}
    restore = {"total": total, **{key: more.pop(key) for key in ("team",) if key in more}}
    return {"id": name, "name": name.upper(), "restore": restore, **({"rto": rto} if rto else {}), **more}


def copied(name: str, rto: str) -> dict[str, Any]:
    """A system of which only the volume is known: ten hours at 100 megabytes a second."""
    return {"id": name, "name": name.upper(), "rto": rto, "restore": {"volume": "3,6 To"}}


def accepted(name: str, rto: str) -> dict[str, Any]:
    acceptance = {"min": "5 h", "likely": "5 h", "max": "5 h"}
    return {
        "id": name,
        "name": name.upper(),
        "rto": rto,
        "restore": {"acceptance": acceptance, "tester": "Médecin DIM"},
    }


AD = lasting("ad", 8)
TAPE = {"id": "bande", "name": "Bande", "systems": ["dpi", "ris"], "bandwidth": "100 Mo/s"}
REA = {
    "id": "rea",
    "name": "Réanimation",
    "vital": "oui",
    "endurance": {"limit": "60 h"},
    "applications": [{"application": "dpi", "level": "vital"}],
}
GUESS = {"id": "dpi", "name": "DPI", "restore": {"total": "10 h"}}

CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "FEA-CPM",
        {"infrastructure": [AD], "applications": [lasting("dpi", 10, "60 h", needs_to_run=["ad"])]},
        (
            "Scénario « Feu », 1 RTO impossible : quand « DPI » revient au plus tôt, il est déjà trop tard. Le plus "
            "en retard : « DPI », retour visé en 2 j 12 h, impossible avant 2 j 18 h (AD → DPI). Autres : aucun."
        ),
        {"infrastructure": [AD], "applications": [lasting("dpi", 10, "66 h", needs_to_run=["ad"])]},
    ),
    (
        "FEA-CPM",
        {
            "infrastructure": [lasting("ad", 12)],
            "applications": [
                lasting("dpi", 12, "50 h", needs_to_run=["ad"]),
                lasting("ris", 36, "59 h", needs_to_run=["ad"]),
            ],
        },
        (
            "Scénario « Feu », 2 RTO impossibles : quand « AD » revient au plus tôt, il est déjà trop tard. Le plus "
            "en retard : « RIS », retour visé en 2 j 11 h, impossible avant 4 j (AD → RIS). Autres : « DPI » (RTO 2 j "
            "2 h, au plus tôt 3 j)."
        ),
        {
            "infrastructure": [lasting("ad", 12)],
            "applications": [
                lasting("dpi", 12, "72 h", needs_to_run=["ad"]),
                lasting("ris", 36, "96 h", needs_to_run=["ad"]),
            ],
        },
    ),
    (
        "FEA-CPM",
        {"applications": [lasting("dpi", 12, "4 h")]},
        (
            "Scénario « Feu », 1 RTO impossible : le délai avant toute restauration les dépasse à lui seul. Le plus "
            "en retard : « DPI », retour visé en 4 h, impossible avant 2 j 12 h (DPI). Autres : aucun."
        ),
        {"applications": [lasting("dpi", 12, "60 h")]},
    ),
    (
        "FEA-WORK-BOUND",
        {
            "applications": [lasting("dpi", 5, "56 h", team="systemes"), lasting("ris", 5, "56 h", team="systemes")],
            "teams": [TEAM],
        },
        (
            "Scénario « Feu », équipe « Systèmes » (1 à la fois) : 10 h de travail à finir en 2 j 8 h, rien ne pouvant "
            "commencer avant 2 j : 8 h possibles au plus. Systèmes : « DPI » et « RIS »."
        ),
        {
            "applications": [lasting("dpi", 5, "56 h", team="systemes"), lasting("ris", 5, "56 h", team="systemes")],
            "teams": [{**TEAM, "people": 2}],
        },
    ),
    (
        "FEA-WORK-BOUND",
        {"applications": [accepted("dpi", "56 h"), accepted("ris", "56 h")]},
        (
            "Scénario « Feu », recettes confiées à « Médecin DIM » : 10 h à finir en 2 j 8 h, rien ne pouvant "
            "commencer avant 2 j : 8 h possibles au plus. Systèmes : « DPI » et « RIS »."
        ),
        {"applications": [accepted("dpi", "56 h"), accepted("ris", "58 h")]},
    ),
    (
        "FEA-BANDWIDTH-BOUND",
        {"applications": [copied("dpi", "60 h"), copied("ris", "60 h")], "backups": [TAPE]},
        (
            "Scénario « Feu », sauvegarde « Bande » : 20 h de copie à plein débit à finir en 2 j 12 h, rien ne pouvant "
            "commencer avant 2 j : 12 h possibles au plus. Systèmes : « DPI » et « RIS »."
        ),
        {"applications": [copied("dpi", "68 h"), copied("ris", "68 h")], "backups": [TAPE]},
    ),
    (
        "FEA-BANDWIDTH-BOUND",
        {"applications": [copied("dpi", "60 h"), copied("ris", "60 h")], "backups": [{**TAPE, "streams": 1}]},
        (
            "Scénario « Feu », sauvegarde « Bande » (1 à la fois) : 20 h de copie à finir en 2 j 12 h, rien ne pouvant "
            "commencer avant 2 j : 12 h possibles au plus. Systèmes : « DPI » et « RIS »."
        ),
        {"applications": [copied("dpi", "68 h"), copied("ris", "68 h")], "backups": [{**TAPE, "streams": 1}]},
    ),
    (
        "FEA-SCHED-LATE",
        {
            "applications": [lasting("dpi", 5, "50 h", team="systemes"), lasting("ris", 5, "58 h", team="systemes")],
            "teams": [TEAM],
        },
        (
            "Scénario « Feu » : RTO manqués dans le meilleur ordre de reprise trouvé, durées les plus probables : "
            "1 sur 2, dont 1 dans tout ordre. Les plus en retard : « DPI » (RTO 2 j 2 h, retour calculé 2 j 12 h)."
        ),
        {
            "applications": [lasting("dpi", 5, "53 h", team="systemes"), lasting("ris", 5, "58 h", team="systemes")],
            "teams": [TEAM],
        },
    ),
    (
        "FEA-PROB-LOW",
        {"applications": [{**GUESS, "rto": "60 h"}]},
        (
            "Scénario « Feu » : 1 RTO dont les chances d’être tenus sont sous le seuil (environ 8 sur 10) : « DPI » "
            "(environ 4 sur 10)."
        ),
        {"applications": [{**GUESS, "rto": "80 h"}]},
    ),
    (
        "FEA-PROB-LOW",
        {"applications": [GUESS], "services": [REA]},
        (
            "Scénario « Feu » : 1 service vital dont les chances que le mode dégradé tienne jusqu’au retour sont sous "
            "le seuil (environ 9 sur 10) : « Réanimation » (environ 4 sur 10)."
        ),
        {"applications": [GUESS], "services": [{**REA, "vital": "non"}]},
    ),
    (
        "OBJ-DEP-NO-ROOM",
        {
            "infrastructure": [{**AD, "rto": "58 h"}],
            "applications": [lasting("dpi", 10, "62 h", needs_to_run=["ad"])],
        },
        (
            "Scénario « Feu » : retour de « DPI » visé en 2 j 14 h, et celui de « AD », qui lui est nécessaire, en 2 j "
            "10 h ; il reste trop peu pour sa propre restauration (10 h)."
        ),
        {
            "infrastructure": [{**AD, "rto": "58 h"}],
            "applications": [lasting("dpi", 10, "68 h", needs_to_run=["ad"])],
        },
    ),
]


@pytest.mark.parametrize(("rule", "broken", "message", "kept"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_rule(
    review: Callable[..., Any], rule: str, broken: dict[str, Any], message: str, kept: dict[str, Any]
) -> None:
    scenarios = [lost(*(one["id"] for kind in ("infrastructure", "applications") for one in broken.get(kind, ())))]
    assert review(rule, **broken, scenarios=scenarios).messages == [message]
    passed = review(rule, **kept, scenarios=scenarios)
    assert passed.findings == passed.undecided == ()


@pytest.mark.parametrize(
    ("scenario", "missing"),
    [
        ({"kind": "power"}, ["ce qui est perdu", "le délai avant toute restauration"]),
        ({"kind": "power", "gate": "1 h"}, ["ce qui est perdu"]),
        ({"kind": "cyber"}, ["le délai avant toute restauration"]),
        ({"kind": "cyber", "gate": "à compléter"}, ["le délai avant toute restauration"]),
        ({"kind": "cyber", "gate": "1 h"}, ["la durée de restauration"]),
        ({"kind": "site-loss", "lost": ["dpi"], "gate": "1 h"}, ["la durée de restauration"]),
        ({"kind": "staff"}, []),
        ({"kind": "supplier", "lost": ["editeur"]}, []),
    ],
)
def test_what_a_scenario_lacks_to_be_computed_is_said(
    review: Callable[..., Any], scenario: dict[str, Any], missing: list[str]
) -> None:
    found = review(
        "FEA-CPM", applications=[{"id": "dpi"}], suppliers=[{"id": "editeur"}], scenarios=[{"id": "s", **scenario}]
    )
    assert (found.findings, found.missing) == ((), missing)


def test_each_unknown_duration_is_asked_for(review: Callable[..., Any]) -> None:
    found = review(
        "FEA-CPM",
        infrastructure=[{"id": "ad"}],
        applications=[lasting("ris", 1), lasting("dpi", 1, needs_to_run=["ad"])],
        scenarios=[lost("ad", "ris", "dpi")],
    )
    assert found.missing == ["la durée de restauration"]
    assert [ref.id for one in found.undecided for ref in one.objects] == ["ad"]


def test_an_empty_record_has_nothing_to_object(review: Callable[..., Any]) -> None:
    for rule in ("FEA-CPM", "FEA-WORK-BOUND", "FEA-BANDWIDTH-BOUND", "FEA-SCHED-LATE", "FEA-PROB-LOW"):
        found = review(rule)
        assert found.findings == found.undecided == ()


def test_the_finding_names_the_system_that_is_enough_to_be_late(review: Callable[..., Any]) -> None:
    found = review(
        "FEA-CPM",
        infrastructure=[lasting("ad", 12)],
        applications=[lasting("dpi", 12, "50 h", needs_to_run=["ad"]), lasting("ris", 1, "70 h", needs_to_run=["dpi"])],
        scenarios=[lost("ad", "dpi", "ris")],
    )
    by_culprit = {one.objects[0].id: [ref.id for ref in one.objects[1:]] for one in found.findings}
    assert by_culprit == {"ad": ["dpi"], "dpi": ["ris"]}
    assert {one.severity for one in found.findings} == {Severity.BLOCKING}


def test_the_gate_alone_is_the_scenario_s_matter(review: Callable[..., Any]) -> None:
    found = review("FEA-CPM", applications=[lasting("dpi", 12, "4 h")], scenarios=[lost("dpi")]).first
    assert (found.variant, found.path, [ref.id for ref in found.objects]) == (
        "gate", ("scenarios", 0, "gate"), ["feu", "dpi"],
    )  # fmt: skip


def test_a_few_minutes_too_many_still_read_as_more_than_there_is_room_for(review: Callable[..., Any]) -> None:
    systems = [lasting("dpi", 5, "58 h", team="systemes"), lasting("ris", 5, "58 h", team="systemes")]
    systems[0]["restore"]["total"] = {"min": "5 h 10", "likely": "5 h 10", "max": "5 h 10"}
    found = review("FEA-WORK-BOUND", applications=systems, teams=[TEAM], scenarios=[lost("dpi", "ris")])
    assert (
        "11 h de travail à finir en 2 j 10 h, rien ne pouvant commencer avant 2 j : 10 h possibles" in found.messages[0]
    )


def test_one_system_that_fails_alone_is_in_no_order(review: Callable[..., Any]) -> None:
    local = {"id": "panne", "name": "Panne", "kind": "local-failure", "gate": GATE}
    record = {
        "infrastructure": [{**AD, "rto": "58 h"}],
        "applications": [lasting("dpi", 10, "50 h", needs_to_run=["ad"])],
        "scenarios": [local],
    }
    assert len(review("FEA-CPM", **record).findings) == 1
    for rule in ("FEA-SCHED-LATE", "OBJ-DEP-NO-ROOM", "FEA-WORK-BOUND"):
        assert review(rule, **record).findings == ()


def test_a_bet_is_measured_against_the_hospital_s_own_threshold(review: Callable[..., Any]) -> None:
    record = {"applications": [{**GUESS, "rto": "60 h"}], "services": [REA], "scenarios": [lost("dpi")]}
    own = {"odds_percent": "30", "vital_odds_percent": "30"}
    assert review("FEA-PROB-LOW", **record, thresholds=own).findings == ()
    assert len(review("FEA-PROB-LOW", **record).findings) == 2


def test_a_library_target_that_nobody_chose_leaves_no_room_to_blame(review: Callable[..., Any]) -> None:
    dpi = lasting("dpi", 10, needs_to_run=["ad"])
    default = {**dpi, "rto": {"value": "62 h", "source": "default"}}
    found = review(
        "OBJ-DEP-NO-ROOM", infrastructure=[{**AD, "rto": "58 h"}], applications=[default], scenarios=[lost("ad", "dpi")]
    )
    assert found.findings == ()


def test_of_several_alternatives_the_one_aimed_at_first_leaves_the_room(review: Callable[..., Any]) -> None:
    systems = [{**AD, "rto": "50 h"}, {**lasting("ad2", 8), "rto": "61 h"}]
    needs = {"any_of": ["ad", "ad2"]}
    record = {"infrastructure": systems, "scenarios": [lost("ad", "ad2", "dpi")]}
    assert (
        review("OBJ-DEP-NO-ROOM", **record, applications=[lasting("dpi", 10, "62 h", needs_to_run=[needs])]).findings
        == ()
    )
    both = lasting("dpi", 10, "62 h", needs_to_run=["ad", "ad2"])
    assert len(review("OBJ-DEP-NO-ROOM", **record, applications=[both]).findings) == 1


def _codes(plan: Plan) -> set[str]:
    """The rules that find something, over very few runs: none of the two looks at them."""
    facts = Facts(plan)
    vars(facts)["outlook"] = Outlook(facts.outlook.ground, None, 2)
    found: list[Breach | Missing] = [*impossible.check(facts)]
    return {
        *("FEA-CPM" for one in found if isinstance(one, Breach)),
        *("FEA-WORK-BOUND" for one in too_much_work.check(facts) if isinstance(one, Breach)),
    }


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3), st.integers(40, 90)), min_size=2, max_size=5),
    st.integers(0, 4),
    st.integers(1, 60),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_tighter_target_never_takes_a_finding_away(
    a_plan: Callable[..., Plan], rows: list[tuple[int, int, int]], place: int, less: int
) -> None:
    def record(targets: list[int]) -> Plan:
        systems = [
            lasting(
                f"s{one}", hours, f"{target} h", team="systemes", needs_to_run=[f"s{one - back}"] * (0 < back <= one)
            )
            for one, ((hours, back, _), target) in enumerate(zip(rows, targets, strict=True))
        ]
        return a_plan(applications=systems, teams=[TEAM], scenarios=[lost(*(one["id"] for one in systems))])

    targets = [target for _, _, target in rows]
    tighter = [max(0, one - less) if at == place % len(rows) else one for at, one in enumerate(targets)]
    assert _codes(record(targets)) <= _codes(record(tighter))


@pytest.mark.parametrize("rule", ["FEA-CPM", "FEA-SCHED-LATE"])
def test_a_target_of_the_library_is_said_to_be_one(review: Callable[..., Any], rule: str) -> None:
    late = [{**AD, "rto": {"value": "10 h", "source": "default"}}]
    found = review(rule, applications=late, scenarios=[lost("ad")])
    assert "10 h, valeur par défaut à valider" in found.messages[0]
