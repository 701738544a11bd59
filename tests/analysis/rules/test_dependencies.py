from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def dpi(**more: Any) -> dict[str, Any]:
    return {"id": "dpi", "name": "DPI", **more}


def node(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, **more}


def test_dependency_aimed_at_later(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-DEP-RTO-GT",
        applications=[dpi(rto="4 h", needs_to_run=["ad"])],
        infrastructure=[node("AD", rto="8 h")],
    )
    assert found.messages == [
        (
            "« DPI » : retour visé en 4 h (hors cyberattaque), alors que « AD », qui lui est nécessaire, ne revient "
            "qu’en 8 h."
        )
    ]
    assert [ref.kind for ref in found.first.objects] == ["applications", "infrastructure"]


def test_soft_and_bootstrap_needs_do_not_bind(review: Callable[..., Any]) -> None:
    for loose in ({"on": "ad", "strength": "soft"}, {"on": "ad", "bootstrap": "oui"}):
        applications = [dpi(rto="4 h", needs_to_run=[loose])]
        found = review("OBJ-DEP-RTO-GT", applications=applications, infrastructure=[node("AD", rto="8 h")])
        assert found.findings == ()


def test_what_is_needed_to_restore_binds_when_everything_is_lost(review: Callable[..., Any]) -> None:
    record = {
        "applications": [dpi(rto="4 h", needs_to_restore=["sauvegarde"])],
        "infrastructure": [node("Sauvegarde", rto={"default": "6 h", "attaque": "1 j", "panne": "8 h"})],
    }
    failure = {"id": "panne", "kind": "local-failure"}
    assert review("OBJ-DEP-RTO-GT", scenarios=[failure], **record).findings == ()
    lost = review("OBJ-DEP-RTO-GT", scenarios=[failure, {"id": "attaque", "kind": "cyber"}], **record)
    assert [one.scenario for one in lost.findings] == ["attaque"]


def test_two_library_values_are_no_contradiction(review: Callable[..., Any]) -> None:
    def usual(value: str) -> dict[str, str]:
        return {"value": value, "source": "default"}

    systems = [dpi(rto=usual("2 h"), needs_to_run=["gam"], tier="T3"), node("GAM", rto=usual("4 h"), tier="T1")]
    unsaid = review("OBJ-DEP-RTO-GT", applications=systems)
    assert unsaid.findings == ()
    assert unsaid.missing == ["le RTO (valeurs par défaut à valider)"]
    assert review("OBJ-TIER-INVERSION", applications=systems).findings == ()
    systems[1]["rto"] = "4 h"
    assert len(review("OBJ-DEP-RTO-GT", applications=systems).findings) == 1


def alternatives(review: Callable[..., Any], first: str, second: str) -> Any:
    return review(
        "OBJ-DEP-RTO-GT",
        applications=[dpi(rto="8 h", needs_to_run=[{"any_of": ["dc1", "dc2"]}])],
        infrastructure=[node("DC1", rto=first), node("DC2", rto=second)],
    )


def test_the_soonest_alternative_counts(review: Callable[..., Any]) -> None:
    assert alternatives(review, "20 h", "6 h").findings == ()
    assert alternatives(review, "20 h", "?").missing == ["le RTO"]
    assert [one.objects[1].id for one in alternatives(review, "20 h", "10 h").findings] == ["dc2"]


def test_each_scenario_is_judged_on_its_own(review: Callable[..., Any]) -> None:
    found = review(
        "OBJ-DEP-RTO-GT",
        applications=[dpi(rto={"default": "8 h", "cyber": "3 j"}, needs_to_run=["ad"])],
        infrastructure=[node("AD", rto={"default": "4 h", "cyber": "5 j"})],
        scenarios=[{"id": "cyber", "name": "Cyberattaque", "kind": "cyber"}],
    )
    assert [one.scenario for one in found.findings] == ["cyber"]


def test_coupled_applications_with_far_rpo(review: Callable[..., Any]) -> None:
    pair = [dpi(rpo="1 h", feeds=["sgl"]), node("SGL", rpo="24 h", feeds=["dpi"])]
    found = review("OBJ-RPO-DEP-MISMATCH", applications=pair)
    assert found.messages == [
        "« DPI » (RPO 1 h) et « SGL » (RPO 1 j) échangent des données et reviendraient à des dates très différentes."
    ]
    near = [dpi(rpo="1 h", feeds=["sgl"]), node("SGL", rpo="4 h")]
    assert review("OBJ-RPO-DEP-MISMATCH", applications=near).findings == ()


def test_low_class_aimed_at_before_what_it_needs(review: Callable[..., Any]) -> None:
    applications = [node("Agenda", tier="T3", rto="2 h", needs_to_run=["gam"]), node("GAM", tier="T1", rto="4 h")]
    assert review("OBJ-TIER-INVERSION", applications=applications).messages == [
        (
            "« Agenda » (classe T3) : retour visé en 2 h, plus tôt que « GAM » (classe T1), qui lui est nécessaire "
            "et ne revient qu’en 4 h."
        )
    ]
    applications[0]["rto"] = "1 j"
    assert review("OBJ-TIER-INVERSION", applications=applications).findings == ()


def test_directory_and_backup_console_wait_for_each_other(review: Callable[..., Any]) -> None:
    infrastructure = [node("AD", needs_to_restore=["console"]), node("Console", needs_to_run=["ad"])]
    found = review("DEP-CYCLE", infrastructure=infrastructure)
    assert found.messages == [
        "Aucun de ces systèmes ne peut redémarrer le premier, chacun attend un autre : « AD » et « Console »."
    ]
    assert [ref.id for ref in found.first.objects] == ["ad", "console"]


def test_a_bootstrap_edge_breaks_the_cycle(review: Callable[..., Any]) -> None:
    console = node("Console", needs_to_run=[{"on": "ad", "bootstrap": "oui"}])
    assert review("DEP-CYCLE", infrastructure=[node("AD", needs_to_restore=["console"]), console]).findings == ()


def test_an_alternative_breaks_the_cycle(review: Callable[..., Any]) -> None:
    console = node("Console", needs_to_run=[{"any_of": ["ad", "coffre"]}])
    infrastructure = [node("AD", needs_to_restore=["console"]), console, node("Coffre")]
    assert review("DEP-CYCLE", infrastructure=infrastructure).findings == ()


def test_a_system_that_needs_itself(review: Callable[..., Any]) -> None:
    found = review("DEP-CYCLE", infrastructure=[node("AD", needs_to_restore=["ad"])])
    assert found.messages == ["« AD » a besoin de lui-même pour redémarrer."]


def test_backup_server_in_the_production_directory(review: Callable[..., Any]) -> None:
    server = node("Veeam", type="sauvegarde", own_directory="non")
    found = review("DEP-AD-FOR-BACKUP", infrastructure=[server])
    assert found.messages == ["« Veeam » s’authentifie sur l’annuaire de production."]
    independent = node("Veeam", type="sauvegarde", own_directory="oui", needs_to_run=["ad"])
    assert review("DEP-AD-FOR-BACKUP", infrastructure=[independent, node("AD", type="ad")]).findings == ()


def test_backup_server_that_needs_the_directory(review: Callable[..., Any]) -> None:
    server = node("Veeam", type="sauvegarde", needs_to_run=["ad"])
    found = review("DEP-AD-FOR-BACKUP", infrastructure=[server, node("AD", type="ad")])
    assert found.messages == [
        "« Veeam » a besoin de « AD », l’annuaire de production, pour fonctionner ou être restauré."
    ]


def test_backup_server_that_says_nothing_is_undecided(review: Callable[..., Any]) -> None:
    found = review("DEP-AD-FOR-BACKUP", infrastructure=[node("Veeam", type="sauvegarde")])
    assert found.missing == ["l’authentification (annuaire de production ou comptes indépendants)"]


def test_virtualisation_administered_with_the_production_directory(review: Callable[..., Any]) -> None:
    server, directory = node("Serveurs", type="hyperviseur", own_directory="non"), node("AD", type="ad")
    found = review("DEP-AD-FOR-HYPERVISOR", infrastructure=[server])
    assert found.messages == ["« Serveurs » s’administre avec l’annuaire de production."]
    needing = node("Serveurs", type="hyperviseur", needs_to_run=["ad"])
    assert review("DEP-AD-FOR-HYPERVISOR", infrastructure=[needing, directory]).messages == [
        "« Serveurs » a besoin de « AD », l’annuaire de production, pour fonctionner ou être restauré."
    ]
    kept = review("DEP-AD-FOR-HYPERVISOR", infrastructure=[{**needing, "own_directory": "oui"}, directory])
    assert kept.findings == kept.undecided == ()
    assert review("DEP-AD-FOR-HYPERVISOR", infrastructure=[node("Virtualisation")]).missing == [
        "l’authentification (annuaire de production ou comptes indépendants)"
    ]
