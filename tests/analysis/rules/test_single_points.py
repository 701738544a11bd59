from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SITES = {"name": "CH", "statute": "public", "sites": [{"id": "nord", "name": "Nord"}, {"id": "sud", "name": "Sud"}]}
ONE_SITE = {"name": "CH", "statute": "public", "sites": [{"id": "nord", "name": "Nord"}]}


def app(name: str, *needs: Any, **more: Any) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, "needs_to_run": list(needs), **more}


def vital(name: str, *applications: str, **more: Any) -> dict[str, Any]:
    used = [{"application": one, "level": "vital"} for one in applications]
    return {"id": name.lower(), "name": name, "vital": "oui", "applications": used, **more}


def test_foundation_whose_loss_stops_two_vital_services(review: Callable[..., Any]) -> None:
    services = [vital("Bloc", "gam"), vital("Urgences", "dpu")]
    applications = [app("GAM", "ad"), app("DPU", "ad")]
    found = review("SPOF-NODE", services=services, applications=applications, infrastructure=[app("AD")])
    assert found.messages == [
        "La perte de « AD » arrête 2 services vitaux, sans autre possibilité : « Bloc » et « Urgences »."
    ]
    applications[1] = app("DPU", {"any_of": ["ad", "ad2"]})
    either = [app("AD"), app("AD2")]
    assert review("SPOF-NODE", services=services, applications=applications, infrastructure=either).findings == ()


def test_only_vital_services_count(review: Callable[..., Any]) -> None:
    services = [vital("Bloc", "gam"), {**vital("Accueil", "gam"), "vital": "non"}]
    record = {"applications": [app("GAM", "ad")], "infrastructure": [app("AD")]}
    assert review("SPOF-NODE", services=services, **record).findings == ()


def test_applications_are_told_together_the_worst_first(review: Callable[..., Any]) -> None:
    services = [vital("Bloc", "pacs", "gam"), vital("Urgences", "pacs", "gam"), vital("Accueil", "gam")]
    found = review("SPOF-NODE", services=services, applications=[app("PACS"), app("GAM"), app("BI")])
    assert found.messages == [
        (
            "Applications dont la perte arrête plusieurs services vitaux, sans autre possibilité (2) : « GAM » "
            "(3 services) et « PACS » (2 services)."
        )
    ]
    assert [ref.id for ref in found.first.objects] == ["gam", "pacs"]


def test_workstations_are_never_lost_as_one(review: Callable[..., Any]) -> None:
    services = [vital("Bloc", "gam"), vital("Urgences", "dpu")]
    applications = [app("GAM", "postes"), app("DPU", "postes")]
    assert (
        review("SPOF-NODE", services=services, applications=applications, infrastructure=[app("Postes")]).findings == ()
    )


TEAM = {"id": "reseau", "name": "Réseau"}


def restored(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, "tier": "T1", **more}


def test_a_team_of_one(review: Callable[..., Any]) -> None:
    applications = [restored("IPBX", restore={"team": "reseau"}), restored("LRM", restore={"team": "reseau"})]
    found = review("SPOF-PERSON", applications=applications, teams=[{**TEAM, "people": "1"}])
    assert found.messages == ["L’équipe « Réseau » n’a qu’une personne, qui restaure 2 systèmes : « IPBX » et « LRM »."]
    assert found.first.path == ("teams", 0, "people")
    two = review("SPOF-PERSON", applications=applications, teams=[{**TEAM, "people": "2"}])
    assert two.findings == two.undecided == ()
    unsaid = review("SPOF-PERSON", applications=applications, teams=[TEAM])
    assert (unsaid.findings, unsaid.missing) == ((), ["le nombre de personnes de l’équipe"])


def test_members_count_where_no_number_is_given(review: Callable[..., Any]) -> None:
    people = [{"id": "a", "function": "A"}, {"id": "b", "function": "B"}]
    applications = [restored("IPBX", restore={"team": "reseau"})]

    def found(*members: str) -> Any:
        teams = [{**TEAM, "members": list(members)}]
        return review("SPOF-PERSON", people=people, applications=applications, teams=teams)

    assert len(found("a").findings) == 1
    assert found("a", "b").findings == ()


def test_an_owner_without_deputy_where_no_team_is_named(review: Callable[..., Any]) -> None:
    applications = [restored("IPBX", technical_owner="admin")]
    admin = {"id": "admin", "function": "Administrateur du réseau"}
    found = review("SPOF-PERSON", applications=applications, people=[admin])
    assert found.messages == [
        (
            "« Administrateur du réseau » n’a pas de suppléant, et aucune équipe n’est indiquée pour restaurer "
            "1 système : « IPBX »."
        )
    ]
    other = {"id": "autre", "function": "Autre"}
    assert review("SPOF-PERSON", applications=applications, people=[{**admin, "deputy": "autre"}, other]).findings == ()
    own = review("SPOF-PERSON", applications=applications, people=[{**admin, "deputy": "admin"}])
    assert len(own.findings) == 1
    unknown = review("SPOF-PERSON", applications=applications, people=[{**admin, "deputy": "?"}])
    assert (unknown.findings, unknown.missing) == ((), ["le suppléant"])


def test_low_classes_and_hosted_systems_wait_for_nobody_of_ours(review: Callable[..., Any]) -> None:
    admin = {"id": "admin", "function": "Administrateur"}
    for more in ({"tier": "T4"}, {"hosting": "hds"}):
        applications = [restored("IPBX", technical_owner="admin") | more]
        assert review("SPOF-PERSON", applications=applications, people=[admin]).findings == ()


def test_an_owner_not_known_is_undecided_once(review: Callable[..., Any]) -> None:
    applications = [restored("IPBX", technical_owner="?"), restored("LRM", technical_owner="?")]
    assert review("SPOF-PERSON", applications=applications).missing == ["le responsable technique"]
    apart = review("SPOF-PERSON", applications=applications, people="à compléter")
    assert apart.missing == ["le fichier restreint (personnes)"]


def pair(first: dict[str, Any], second: dict[str, Any], establishment: dict[str, Any] = SITES) -> dict[str, Any]:
    return {
        "establishment": establishment,
        "applications": [app("DPI", {"any_of": ["dc1", "dc2"]}), app("GAM", {"any_of": ["dc2", "dc1"]})],
        "infrastructure": [app("DC1", **first), app("DC2", **second)],
        "suppliers": [{"id": "heb", "name": "Hébergeur"}],
    }


def test_a_system_and_what_replaces_it_in_one_place(review: Callable[..., Any]) -> None:
    found = review("SPOF-SITE", **pair({"site": "nord"}, {"site": "nord"}))
    assert found.messages == ["« DC1 » et « DC2 » se remplacent, mais sont au même endroit : Nord."] * len(
        found.findings
    )
    assert len(found.findings) == 1
    apart = review("SPOF-SITE", **pair({"site": "nord"}, {"site": "sud"}))
    assert apart.findings == apart.undecided == ()


@pytest.mark.parametrize("establishment", [SITES, ONE_SITE], ids=["sites", "site"])
def test_two_rooms_of_a_site_are_two_places_and_two_bays_are_one(
    review: Callable[..., Any], establishment: dict[str, Any]
) -> None:
    def found(first: str, second: str) -> Any:
        one, other = ({"site": "nord", "room": room} for room in (first, second))
        return review("SPOF-SITE", **pair(one, other, establishment))

    assert found("S1, baie 2", "S1, baie 4").messages == [
        "« DC1 » et « DC2 » se remplacent, mais sont au même endroit : Nord, S1."
    ]
    assert found("S1, baie 2", "S2, baie 2").findings == ()


def test_two_hosts_are_two_places(review: Callable[..., Any]) -> None:
    host = {"hosting": "saas", "vendor": "heb"}
    assert review("SPOF-SITE", **pair(host, host)).messages == [
        "« DC1 » et « DC2 » se remplacent, mais sont au même endroit : Hébergeur."
    ]
    assert review("SPOF-SITE", **pair(host, {"site": "nord"})).findings == ()


def test_places_not_known_are_undecided(review: Callable[..., Any]) -> None:
    missing = ["le lieu de chacun des systèmes qui se remplacent"]
    assert review("SPOF-SITE", **pair({"site": "nord"}, {})).missing == missing
    assert review("SPOF-SITE", **pair({"hosting": "saas"}, {"hosting": "saas"})).missing == missing
    rooms = review("SPOF-SITE", **pair({}, {"room": "S1"}, ONE_SITE))  # one site: only rooms tell
    assert (rooms.findings, rooms.missing) == ((), missing)


def supplied(**more: Any) -> dict[str, Any]:
    return {
        "services": [vital("Bloc", "ris"), vital("Urgences", "pacs")],
        "applications": [app("RIS", vendor="edi"), app("PACS", vendor="edi")],
        "suppliers": [{"id": "edi", "name": "Éditeur", **more}],
    }


def test_a_supplier_that_several_vital_services_hang_on(review: Callable[..., Any]) -> None:
    found = review("SPOF-SUPPLIER", **supplied(reversibility="Aucune"))
    assert found.messages == [
        (
            "2 services vitaux dépendent de « Éditeur » (« RIS » et « PACS »), sans réversibilité au contrat ni "
            "solution de rechange : « Bloc » et « Urgences »."
        )
    ]
    assert len(review("SPOF-SUPPLIER", **supplied()).findings) == 1
    kept = review("SPOF-SUPPLIER", **supplied(reversibility="Export mensuel"))
    assert kept.findings == kept.undecided == ()
    unknown = review("SPOF-SUPPLIER", **supplied(reversibility="?"))
    assert (unknown.findings, unknown.missing) == ((), ["la réversibilité du contrat"])


def test_a_service_that_can_do_without_the_supplier_does_not_hang_on_it(review: Callable[..., Any]) -> None:
    record = supplied()
    record["services"][0]["activities"] = [
        {"id": "a", "solutions": [{"loss": "supplier", "solution": "Lecture sur console"}]},
    ]
    assert review("SPOF-SUPPLIER", **record).findings == ()


def test_one_application_or_one_service_is_no_concentration(review: Callable[..., Any]) -> None:
    one_service = supplied()
    one_service["services"] = [vital("Bloc", "ris", "pacs")]
    one_application = supplied()
    one_application["services"] = [vital("Bloc", "ris"), vital("Urgences", "ris")]
    for record in (one_service, one_application):
        assert review("SPOF-SUPPLIER", **record).findings == ()


def test_two_links_of_one_operator(review: Callable[..., Any]) -> None:
    links = [
        {"id": "internet", "name": "Fibre", "vendor": "op"},
        {"id": "secours", "type": "internet", "name": "Secours", "vendor": "op"},
    ]
    suppliers = [{"id": "op", "name": "Opérateur A"}, {"id": "op2", "name": "Opérateur B"}]
    found = review("SPOF-OPERATOR", infrastructure=links, suppliers=suppliers)
    assert found.messages == [
        "Toutes les liaisons vers l’extérieur sont du même opérateur, Opérateur A : « Fibre » et « Secours »."
    ]
    two = [links[0], {**links[1], "vendor": "op2"}]
    assert review("SPOF-OPERATOR", infrastructure=two, suppliers=suppliers).findings == ()
    assert review("SPOF-OPERATOR", infrastructure=links[:1], suppliers=suppliers).findings == ()
    unsaid = [{"id": one["id"], "type": "internet"} for one in links]
    assert review("SPOF-OPERATOR", infrastructure=unsaid).missing == ["l’opérateur"]


def test_telephones_of_one_operator(review: Callable[..., Any]) -> None:
    found = review("SPOF-OPERATOR", continuity_means={"operators": "1"})
    assert found.messages == ["Les téléphones et les liaisons de secours sont tous du même opérateur."]
    assert review("SPOF-OPERATOR", continuity_means={"operators": "2", "phones": "Mobiles"}).undecided == ()


@pytest.mark.parametrize(
    ("phones", "decided"),
    [
        ("Un mobile par unité, deux opérateurs", True),
        ("12 GSM, 2 opérateurs", True),
        ("Cartes multi-opérateurs", True),
        ("Un mobile par unité", False),
        ("Douze mobiles d’un opérateur", False),
    ],
)
def test_the_description_of_telephones_may_say_it(review: Callable[..., Any], phones: str, *, decided: bool) -> None:
    found = review("SPOF-OPERATOR", continuity_means={"phones": phones})
    assert found.findings == ()
    assert found.missing == ([] if decided else ["le nombre d’opérateurs des téléphones de secours"])


def test_no_telephone_has_no_operator(review: Callable[..., Any]) -> None:
    assert review("SPOF-OPERATOR", continuity_means={"phones": "Aucun"}).undecided == ()
