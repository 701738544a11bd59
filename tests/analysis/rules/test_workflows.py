from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts
from planforge.analysis.findings import judge
from planforge.library.workflows import resolved_workflow
from planforge.model.workflow import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

STEPS = {"steps": {"add": [{"id": "kit", "text": "Sortir le kit", "horizon": "quarter"}]}}


def service(name: str = "labo", **more: Any) -> dict[str, Any]:
    return {"id": name, "name": name.capitalize(), **more}


def described(name: str = "labo", **more: Any) -> dict[str, Any]:
    return service(name, workflow=STEPS, **more)


def uses(*names: str, level: str = "vital") -> list[dict[str, str]]:
    return [{"application": name, "level": level} for name in names]


def test_a_vital_service_without_steps(review: Callable[..., Any]) -> None:
    found = review("DEG-NONE-VITAL", services=[service(vital="oui")])
    assert found.messages == ["Le service vital « Labo » n’a ni type de la bibliothèque, ni étape de mode dégradé."]
    assert found.first.path == ("services", 0, "workflow", "steps")
    typed = review("DEG-NONE-VITAL", services=[service(vital="oui", type="laboratoire")])
    assert typed.messages == ["Le service vital « Labo » n’a aucune étape de mode dégradé."]


def test_steps_are_enough_and_another_service_is_not_vital(review: Callable[..., Any]) -> None:
    found = review("DEG-NONE-VITAL", services=[described(vital="oui"), service("paie", vital="non")])
    assert found.findings == found.undecided == ()


def test_steps_or_vital_nature_not_known(review: Callable[..., Any]) -> None:
    unknown = [
        service("a", vital="oui", workflow={"steps": "?"}),
        service("b", vital="oui", workflow="?"),
        service("c", vital="?"),
    ]
    found = review("DEG-NONE-VITAL", services=unknown)
    assert found.findings == ()
    assert sorted(found.missing) == ["le caractère vital du service", "les étapes du mode dégradé"]


def long_return(rto: Any, level: str = "vital", **more: Any) -> dict[str, Any]:
    return {
        "services": [service(vital="non", applications=uses("sgl", level=level))],
        "applications": [{"id": "sgl", "rto": rto}],
        "scenarios": [{"id": "attaque", "name": "Attaque", "kind": "cyber"}],
        **more,
    }


def test_another_service_whose_application_may_be_long_to_come_back(review: Callable[..., Any]) -> None:
    found = review("DEG-NONE", **long_return({"default": "2 h", "attaque": "3 j"}))
    assert found.messages == [
        (
            "Le service « Labo » n’a pas de mode dégradé, alors que « SGL » ne revient qu’en 3 j (scénario "
            "« Attaque »), au-delà de 4 h."
        )
    ]
    assert [ref.id for ref in found.first.objects] == ["labo", "sgl"]
    assert review("DEG-NONE", **long_return("5 h", level="reduced")).messages == [
        (
            "Le service « Labo » n’a pas de mode dégradé, alors que « SGL » ne revient qu’en 5 h (hors cyberattaque), "
            "au-delà de 4 h."
        )
    ]


@pytest.mark.parametrize(
    "record",
    [
        long_return("4 h"),
        long_return("5 h", level="full"),
        long_return("5 h", thresholds={"no_procedure_hours": "5"}),
        long_return("5 h", services=[described(vital="non", applications=uses("sgl"))]),
        long_return("5 h", services=[service(vital="oui", applications=uses("sgl"))]),  # DEG-NONE-VITAL says it
    ],
    ids=["at the limit", "comfort", "own limit", "described", "vital"],
)
def test_a_service_that_can_wait_or_has_its_steps(review: Callable[..., Any], record: dict[str, Any]) -> None:
    found = review("DEG-NONE", **record)
    assert found.findings == found.undecided == ()


def test_the_activities_of_a_service_count_too(review: Callable[..., Any]) -> None:
    record = long_return("5 h", services=[service(vital="non", activities=[{"id": "a", "applications": ["sgl"]}])])
    assert len(review("DEG-NONE", **record).findings) == 1


def test_a_return_that_nobody_gave(review: Callable[..., Any]) -> None:
    assert review("DEG-NONE", **long_return("?")).missing == ["le RTO"]


def fallback(*systems: str, **more: Any) -> dict[str, Any]:
    return {
        "services": [described(applications=uses("sgl"), fallback_systems=list(systems))],
        "applications": [{"id": "sgl", "needs_to_run": ["reseau"]}, {"id": "automates", "needs_to_run": ["reseau"]}],
        "infrastructure": [{"id": "reseau"}, {"id": "ipbx"}],
        "scenarios": [{"id": "attaque", "name": "Attaque", "kind": "cyber", "phones": "oui"}],
        **more,
    }


def test_a_fallback_that_is_down_in_the_same_scenario(review: Callable[..., Any]) -> None:
    found = review("DEG-NEEDS-IT", **fallback("automates", "ipbx"))
    assert found.messages == [
        (
            "Le mode dégradé de « Labo » s’appuie sur « AUTOMATES », hors service en même temps que ses applications "
            "(scénario « Attaque »)."
        )
    ]
    assert found.first.path == ("services", 0, "fallback_systems")
    assert [ref.id for ref in found.first.objects] == ["labo", "automates"]


@pytest.mark.parametrize(
    "record",
    [
        fallback("ipbx"),
        fallback(),
        fallback("automates", scenarios=[{"id": "panne", "kind": "local-failure", "lost": ["sgl"]}]),
        fallback("automates", scenarios=[{"id": "panne", "kind": "local-failure", "lost": ["automates"]}]),
        fallback("automates", services=[service(applications=uses("sgl"), fallback_systems=["automates"])]),
    ],
    ids=["stands", "none", "not lost", "not opened", "no workflow"],
)
def test_a_fallback_that_stands_or_is_not_needed(review: Callable[..., Any], record: dict[str, Any]) -> None:
    found = review("DEG-NEEDS-IT", **record)
    assert found.findings == found.undecided == ()


def test_own_steps_that_do_not_say_what_they_need(review: Callable[..., Any]) -> None:
    silent = review("DEG-NEEDS-IT", **fallback(services=[described(applications=uses("sgl"))]))
    assert silent.missing == ["les systèmes dont le mode dégradé a besoin"]
    unknown = fallback(services=[described(applications=uses("sgl"), fallback_systems="?")])
    assert review("DEG-NEEDS-IT", **unknown).missing == ["les systèmes dont le mode dégradé a besoin"]


@pytest.mark.parametrize(
    ("alternative", "own_step", "asked"),
    [(None, False, False), ("Cahier de paillasse", False, True), (None, True, True)],
)
def test_steps_of_the_library_need_no_computer(
    a_plan: Callable[..., Plan], alternative: str | None, *, own_step: bool, asked: bool
) -> None:
    applications = [{"application": "sgl", "alternative": alternative}, {"application": "ris"}]
    plan = a_plan(services=[described(applications=applications)])
    flow = resolved_workflow(plan.services[0], None)
    usual = flow.steps[0].model_copy(update={"origin": Origin.LIBRARY})
    steps = (usual, flow.steps[0]) if own_step else (usual,)
    _, undecided = judge(Facts(plan, None, {"labo": flow.model_copy(update={"steps": steps})}))
    assert [one.rule for one in undecided if one.rule == "DEG-NEEDS-IT"] == ["DEG-NEEDS-IT"] * asked


def silence(**means: Any) -> dict[str, Any]:
    scenarios = [{"id": "muet", "name": "Fibre arrachée", "kind": "telephony", "phones": "non"}]
    return {"services": [described(fallback_systems=[])], "scenarios": scenarios, "continuity_means": means}


def test_calls_without_any_telephone(review: Callable[..., Any]) -> None:
    found = review("DEG-NEEDS-IT", **silence())
    assert found.messages == [
        (
            "Aucun téléphone de secours n’est inscrit, alors que la téléphonie est perdue dans ces scénarios : "
            "« Fibre arrachée ». Les fiches dégradées commencent par un appel."
        )
    ]
    assert review("DEG-NEEDS-IT", **silence(phones="?")).missing == ["les téléphones de secours"]
    assert review("DEG-NEEDS-IT", **silence(phones="Un mobile par étage")).findings == ()
    nobody = {**silence(), "services": [service()]}
    assert review("DEG-NEEDS-IT", **nobody).findings == ()


def test_a_service_on_which_others_count(review: Callable[..., Any]) -> None:
    services = [
        service("labo"),
        described("urgences", services=[{"service": "labo"}]),
        described("bloc", services=[{"service": "labo"}]),
        service("paie", services=[{"service": "labo"}]),
    ]
    found = review("DEG-CROSS-DEP", services=services)
    assert found.messages == [
        (
            "Le service « Labo » n’a pas de mode dégradé, alors que celui d’autres services compte sur lui : "
            "« Urgences » et « Bloc »."
        )
    ]
    assert found.first.path == ("services", 0, "workflow", "steps")
    assert review("DEG-CROSS-DEP", services=[described("labo"), *services[1:]]).findings == ()


def needing(kind: str) -> dict[str, Any]:
    need = {"id": "resultats", "text": "Rendre les résultats urgents", "service_type": kind}
    return service("urgences", workflow={**STEPS, "needs": {"add": [need]}})


def test_a_need_for_a_type_of_which_no_service_is_ready(review: Callable[..., Any]) -> None:
    labs = [service("labo", type="laboratoire"), service("annexe", type="laboratoire")]
    found = review("DEG-CROSS-DEP", services=[*labs, needing("laboratoire")])
    assert [one.objects[0].id for one in found.findings] == ["annexe", "labo"]
    ready = [described("labo", type="laboratoire"), labs[1]]
    assert review("DEG-CROSS-DEP", services=[*ready, needing("laboratoire")]).findings == ()
    assert review("DEG-CROSS-DEP", services=[*labs, needing("imagerie")]).findings == ()


def test_a_return_of_the_library_is_said_to_be_one(review: Callable[..., Any]) -> None:
    usual = {"id": "paie", "name": "Paie", "rto": {"value": "5 j", "source": "default"}}
    used = [{"application": "paie", "level": "vital"}]
    found = review("DEG-NONE", services=[{"id": "rh", "vital": "non", "applications": used}], applications=[usual])
    assert "(hors cyberattaque, valeur par défaut à valider)" in found.messages[0]
