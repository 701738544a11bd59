from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planforge.analysis.results import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

CYBER = {"id": "attaque", "name": "Cyberattaque", "kind": "cyber"}
FAILURE = {"id": "panne", "name": "Panne locale", "kind": "local-failure"}


def service(**more: Any) -> dict[str, Any]:
    return {
        "id": "urgences",
        "name": "Urgences",
        "applications": [{"application": "dpu", "level": "vital"}],
        **more,
    }


def accueil(**more: Any) -> dict[str, Any]:
    return {"id": "accueil", "name": "Accueil", **more}


def dpu(**more: Any) -> dict[str, Any]:
    return {"id": "dpu", "name": "Dossier urgences", **more}


def test_target_later_than_dmia(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-RTO-GT-DMIA", services=[service(activities=[accueil(dmia="2 h")])], applications=[dpu(rto="4 h")]
    )
    assert found.messages == [
        (
            "« Dossier urgences » : retour visé en 4 h (hors cyberattaque), alors que l’activité « Accueil » du "
            "service « Urgences » ne supporte que 2 h d’arrêt."
        )
    ]
    assert found.first.severity is Severity.BLOCKING
    assert found.first.path == ("applications", 0, "rto")
    assert [ref.id for ref in found.first.objects] == ["dpu", "accueil", "urgences"]


def test_target_equal_to_dmia_is_kept(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-RTO-GT-DMIA", services=[service(activities=[accueil(dmia="4 h")])], applications=[dpu(rto="4 h")]
    )
    assert found.findings == found.undecided == ()


def test_a_library_value_says_that_it_is_one(review: Callable[..., Any]) -> None:
    usual = dpu(rto={"value": "4 h", "source": "default"})
    found = review("OBJ-RTO-GT-DMIA", services=[service(activities=[accueil(dmia="2 h")])], applications=[usual])
    assert "(hors cyberattaque, valeur par défaut à valider)" in found.messages[0]


def test_only_the_most_urgent_activity_speaks(review: Callable[..., Any]) -> None:
    activities = [accueil(dmia="3 h"), {"id": "tri", "name": "Tri", "dmia": "1 h"}]
    found = review("OBJ-RTO-GT-DMIA", services=[service(activities=activities)], applications=[dpu(rto="4 h")])
    assert len(found.messages) == 1
    assert "« Tri »" in found.messages[0]


def test_activity_with_its_own_applications_leaves_the_vital_ones_alone(review: Callable[..., Any]) -> None:
    activities = [accueil(dmia="1 h", applications=["lrm"])]
    applications = [dpu(rto="4 h"), {"id": "lrm", "rto": "30 min"}]
    found = review("OBJ-RTO-GT-DMIA", services=[service(activities=activities)], applications=applications)
    assert found.findings == ()


def test_unknown_dmia_is_undecided_not_passed(review: Callable[..., Any]) -> None:
    found = review("OBJ-RTO-GT-DMIA", services=[service(activities=[accueil(dmia="?")])], applications=[dpu(rto="4 h")])
    assert found.findings == ()
    assert found.missing == ["la DMIA"]


def cyber_target(review: Callable[..., Any], cyber: str) -> Any:
    return review(
        "OBJ-RTO-GT-DMIA",
        services=[service(activities=[accueil(dmia="12 h")], endurance={"limit": "72 h"})],
        applications=[dpu(rto={"default": "4 h", "attaque": cyber})],
        scenarios=[CYBER],
    )


def test_cyber_target_is_not_compared_with_dmia(review: Callable[..., Any]) -> None:
    assert cyber_target(review, "3 j").findings == ()


def test_cyber_target_past_endurance_says_hours_to_cover(review: Callable[..., Any]) -> None:
    found = cyber_target(review, "80 h")
    assert found.messages == [
        (
            "« Dossier urgences » : retour visé en 3 j 8 h (scénario « Cyberattaque »), alors que le mode dégradé du "
            "service « Urgences » tient 3 j au plus : rupture de continuité, 8 h à couvrir."
        )
    ]
    assert found.first.severity is Severity.MAJOR
    assert found.first.scenario == "attaque"


def test_cyber_target_past_outer_limit_is_blocking(review: Callable[..., Any]) -> None:
    found = cyber_target(review, "5 j")
    assert found.messages == [
        (
            "« Dossier urgences » : retour visé en 5 j (scénario « Cyberattaque »), après la limite extrême du service "
            "« Urgences » (3 j 12 h ; le mode dégradé tient 3 j)."
        )
    ]
    assert found.first.severity is Severity.BLOCKING


def test_library_word_cyber_serves_a_scenario_of_another_name(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-RTO-GT-DMIA",
        services=[service(activities=[accueil(dmia="12 h")], endurance={"limit": "72 h"})],
        applications=[dpu(rto={"default": "4 h", "cyber": "80 h"})],
        scenarios=[CYBER],
    )
    assert [finding.variant for finding in found.findings] == ["endurance"]


def test_unknown_endurance_is_undecided_in_a_cyber_attack(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-RTO-GT-DMIA",
        services=[service(activities=[accueil(dmia="12 h")])],
        applications=[dpu(rto="4 h")],
        scenarios=[CYBER],
    )
    assert found.missing == ["la limite de tenue du mode dégradé"]


def test_a_scenario_that_says_nothing_of_its_own_repeats_nothing(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-RTO-GT-DMIA",
        services=[service(activities=[accueil(dmia="2 h")])],
        applications=[dpu(rto="4 h")],
        scenarios=[FAILURE],
    )
    assert len(found.findings) == 1


LOAD = {"entries_per_day": "120", "minutes_each": "3 min", "spare_per_day": "6 h"}


def test_catch_up_counts_after_the_return(review: Callable[..., Any]) -> None:
    # One day of outage makes 360 minutes of entries, one day of spare time: the catch-up is as long as the outage.
    found = review(
        "OBJ-RTO-WRT-GT-MTPD",
        services=[service(outer_limit="3 j")],
        applications=[dpu(rto="2 j", catch_up=LOAD)],
    )
    assert found.messages == [
        (
            "« Dossier urgences » : retour visé en 2 j (hors cyberattaque), puis 2 j de ressaisie ; la limite extrême "
            "du service « Urgences » est de 3 j."
        )
    ]


def test_catch_up_within_the_limit(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-RTO-WRT-GT-MTPD", services=[service(outer_limit="4 j")], applications=[dpu(rto="2 j", catch_up=LOAD)]
    )
    assert found.findings == found.undecided == ()


def test_half_given_load_is_undecided(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-RTO-WRT-GT-MTPD",
        services=[service(outer_limit="4 j")],
        applications=[dpu(rto="2 j", catch_up={"entries_per_day": "12"})],
    )
    assert found.missing == ["la charge de ressaisie (saisies par jour, durée, temps disponible)"]


def test_loss_larger_than_pdma(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-RPO-GT-PDMA", services=[service(activities=[accueil(pdma="1 h")])], applications=[dpu(rpo="4 h")]
    )
    assert found.messages == [
        (
            "« Dossier urgences » accepte de perdre 4 h de données (hors cyberattaque), alors que l’activité "
            "« Accueil » du service « Urgences » ne peut en refaire que 1 h."
        )
    ]
    kept = review(
        "OBJ-RPO-GT-PDMA", services=[service(activities=[accueil(pdma="4 h")])], applications=[dpu(rpo="4 h")]
    )
    assert kept.findings == ()


def test_outer_limit_shorter_than_dmia(review: Callable[..., Any]) -> None:
    found = review("OBJ-MTPD-LT-DMIA", services=[service(outer_limit="2 h", activities=[accueil(dmia="4 h")])])
    assert found.messages == [
        (
            "La limite extrême du service « Urgences » (2 h) est plus courte que la DMIA de son activité la plus "
            "urgente (4 h)."
        )
    ]
    kept = review("OBJ-MTPD-LT-DMIA", services=[service(outer_limit="4 h", activities=[accueil(dmia="4 h")])])
    assert kept.findings == ()
    unsaid = review("OBJ-MTPD-LT-DMIA", services=[service(outer_limit="4 h")])
    assert unsaid.missing == ["la DMIA"]


def test_outer_limit_shorter_than_endurance_asks_what_it_means(review: Callable[..., Any]) -> None:
    found = review("OBJ-MTPD-MEANING", services=[service(outer_limit="1 j", endurance={"limit": "3 j"})])
    assert found.messages == [
        "La limite extrême du service « Urgences » (1 j) est plus courte que la tenue de son mode dégradé (3 j)."
    ]
    kept = review("OBJ-MTPD-MEANING", services=[service(outer_limit="3 j", endurance={"limit": "3 j"})])
    assert kept.findings == ()


def test_service_wants_it_sooner(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-OWNER-DISAGREE",
        services=[service(activities=[accueil(wanted_rto="2 h")])],
        applications=[dpu(rto="8 h")],
    )
    assert found.messages == [
        (
            "« Dossier urgences » : le service « Urgences » veut la reprise de l’activité « Accueil » en 2 h, la DSI "
            "vise 8 h."
        )
    ]
    kept = review(
        "OBJ-OWNER-DISAGREE", services=[service(activities=[accueil(wanted_rto="8 h")])], applications=[dpu(rto="8 h")]
    )
    assert kept.findings == ()


MINUTES = st.integers(min_value=1, max_value=20_000)
NEED_RULES = ("OBJ-RTO-GT-DMIA", "OBJ-RPO-GT-PDMA", "OBJ-RTO-WRT-GT-MTPD", "OBJ-OWNER-DISAGREE")


@given(
    needs=st.lists(st.tuples(MINUTES, MINUTES, MINUTES), min_size=1, max_size=3),
    cuts=st.lists(st.integers(min_value=0, max_value=20_000), min_size=9, max_size=9),
    targets=st.tuples(MINUTES, MINUTES, MINUTES),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_tightening_a_need_never_removes_a_finding(
    review: Callable[..., Any],
    needs: list[tuple[int, int, int]],
    cuts: list[int],
    targets: tuple[int, int, int],
) -> None:
    def broken(wishes: list[tuple[int, int, int]]) -> set[tuple[str, str, str, str]]:
        fields = ("dmia", "pdma", "wanted_rto")
        activities = [
            {"id": f"x{index}", **{field: f"{value} min" for field, value in zip(fields, wish, strict=True)}}
            for index, wish in enumerate(wishes)
        ]
        rto, cyber, rpo = (f"{target} min" for target in targets)
        found = set()
        for rule in NEED_RULES:
            reviewed = review(
                rule,
                services=[service(activities=activities, endurance={"limit": "2 j"})],
                applications=[dpu(rto={"default": rto, "attaque": cyber}, rpo=rpo, catch_up=LOAD)],
                scenarios=[CYBER],
            )
            found |= {(one.rule, one.objects[0].id, one.objects[-1].id, one.scenario) for one in reviewed.findings}
        return found

    tighter = [
        tuple(max(1, value - cuts[3 * row + column]) for column, value in enumerate(wish))
        for row, wish in enumerate(needs)
    ]
    assert broken(needs) <= broken(tighter)  # type: ignore[arg-type] # tuples of three, as built above
