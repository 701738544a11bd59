from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

NETWORK = {"id": "reseau", "name": "Cœur de réseau"}
INTERNET = {"id": "internet", "name": "Fibre", "needs_to_run": ["reseau"]}


def app(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, **more}


def test_application_that_seems_independent(review: Callable[..., Any]) -> None:
    applications = [app("SGL"), app("DPI"), app("GAM", needs_to_run=["reseau"])]
    found = review("DEP-MISSING-CORE", applications=applications, infrastructure=[NETWORK])
    assert found.messages == [
        "2 applications sans lien avec le réseau, l’annuaire, la virtualisation ou le stockage : « SGL » et « DPI »."
    ]
    assert found.first.path == ("applications", 0, "needs_to_run")
    assert [ref.id for ref in found.first.objects] == ["sgl", "dpi"]


def test_a_link_counts_however_far_and_loose(review: Callable[..., Any]) -> None:
    applications = [
        app("SGL", needs_to_run=["gam"]),
        app("GAM", needs_to_run=[{"on": "sql", "strength": "soft"}]),
        app("DPI", needs_to_run=[{"any_of": ["gam", "sgl"]}]),
    ]
    servers = {"id": "sql", "type": "base-de-donnees", "needs_to_run": [{"on": "ad", "bootstrap": "oui"}]}
    infrastructure = [servers, {"id": "ad", "type": "ad"}]
    assert review("DEP-MISSING-CORE", applications=applications, infrastructure=infrastructure).findings == ()
    del servers["needs_to_run"]
    assert len(review("DEP-MISSING-CORE", applications=applications, infrastructure=infrastructure).findings) == 1


def test_what_needs_no_network_of_ours_is_left_out(review: Callable[..., Any]) -> None:
    applications = [
        app("Appels", island="oui"),
        app("Paie", hosting="saas"),
        app("Radio", type="radio"),
        app("Copie", type="dpi-secours"),
        app("Froid", needs_to_run=["boitier"]),  # a foundation of no type may be the network
    ]
    infrastructure = [NETWORK, {"id": "boitier"}]
    assert review("DEP-MISSING-CORE", applications=applications, infrastructure=infrastructure).findings == ()


def test_a_link_to_the_print_server_alone_is_no_foundation(review: Callable[..., Any]) -> None:
    applications = [app("GAM", needs_to_run=["etiquettes"])]
    infrastructure = [NETWORK, {"id": "etiquettes", "type": "impression"}]
    assert len(review("DEP-MISSING-CORE", applications=applications, infrastructure=infrastructure).findings) == 1


def test_unknown_links_or_foundations_are_undecided(review: Callable[..., Any]) -> None:
    unknown = review("DEP-MISSING-CORE", applications=[app("DPI", needs_to_run="?")], infrastructure=[NETWORK])
    assert (unknown.findings, unknown.missing) == ((), ["les systèmes nécessaires au fonctionnement"])
    nothing = review("DEP-MISSING-CORE", applications=[app("DPI"), app("GAM")])
    assert (nothing.findings, nothing.missing) == ((), ["le réseau, l’annuaire et les serveurs"])
    assert review("DEP-MISSING-CORE").undecided == ()


def test_laboratory_without_interface_engine(review: Callable[..., Any]) -> None:
    engine = {"id": "eai", "name": "Moteur d’interfaces", "feeds": ["dpi"]}
    fed = app("DPI")
    feeding = app("RIS", feeds=["eai"])
    behind = app("PACS", needs_to_run=["ris2"])
    ris = app("RIS2", type="ris", needs_to_run=["eai"])
    found = review("DEP-NO-EAI", applications=[engine, fed, feeding, behind, ris, app("SGL")])
    assert found.messages == ["« SGL » n’a aucun lien avec le moteur d’interfaces : « Moteur d’interfaces »."]
    linked = review("DEP-NO-EAI", applications=[engine, app("SGL", needs_to_run=["eai"])])
    assert linked.findings == linked.undecided == ()


def test_no_engine_at_all_is_said_once(review: Callable[..., Any]) -> None:
    found = review("DEP-NO-EAI", applications=[app("SGL"), app("DPI"), app("Paie")])
    assert found.messages == [
        (
            "Aucun moteur d’interfaces (EAI) dans le dossier, alors que des applications échangent des données : "
            "« SGL » et « DPI »."
        )
    ]
    assert review("DEP-NO-EAI", applications=[app("DPI"), app("Copie", type="dpi-secours")]).findings == ()


def test_unknown_links_of_the_laboratory_are_undecided(review: Callable[..., Any]) -> None:
    found = review("DEP-NO-EAI", applications=[app("EAI"), app("SGL", needs_to_run="à compléter")])
    assert (found.findings, found.missing) == ((), ["les systèmes nécessaires au fonctionnement"])


def hosted(name: str, *needs: Any, **more: Any) -> dict[str, Any]:
    return app(name, hosting="hds", tier="T2", needs_to_run=list(needs), **more)


def test_hosted_applications_that_one_access_opens(review: Callable[..., Any]) -> None:
    applications = [hosted("DUI", "internet"), hosted("Paie", "internet")]
    found = review("DEP-HIDDEN-CLOUD", applications=applications, infrastructure=[NETWORK, INTERNET])
    assert found.messages == [
        "Pas d’autre chemin que « Fibre » vers ce qui est hébergé au dehors (2 applications) : « DUI » et « Paie »."
    ]
    mobile = {"id": "mobile", "name": "Boîtier 4G"}
    second = [hosted("DUI", {"any_of": ["internet", "mobile"]}), hosted("Paie", {"on": "internet", "strength": "soft"})]
    kept = review("DEP-HIDDEN-CLOUD", applications=second, infrastructure=[NETWORK, INTERNET, mobile])
    assert kept.findings == kept.undecided == ()


def test_hosted_application_that_the_local_directory_opens(review: Callable[..., Any]) -> None:
    directory = {"id": "ad", "name": "AD"}
    mobile = {"id": "mobile", "name": "Boîtier 4G"}
    application = hosted("DUI", {"any_of": ["internet", "mobile"]}, "ad")
    found = review(
        "DEP-HIDDEN-CLOUD", applications=[application], infrastructure=[NETWORK, INTERNET, mobile, directory]
    )
    assert found.messages == ["Sans « AD », rien n’ouvre ce qui est hébergé au dehors (1 application) : « DUI »."]
    directory["hosting"] = "saas"
    elsewhere = [NETWORK, INTERNET, mobile, directory, hosted("DUI", "ad")]
    assert review("DEP-HIDDEN-CLOUD", applications=[application], infrastructure=elsewhere[:4]).findings == ()


def test_a_hosted_application_counts_by_its_class_or_its_users(review: Callable[..., Any]) -> None:
    site = {**hosted("Site", "internet"), "tier": "T4"}
    record: dict[str, Any] = {"applications": [site], "infrastructure": [NETWORK, INTERNET]}
    assert review("DEP-HIDDEN-CLOUD", **record).findings == ()
    user = {"id": "accueil", "applications": [{"application": "site", "level": "vital"}]}
    assert len(review("DEP-HIDDEN-CLOUD", services=[user], **record).findings) == 1


def test_a_hosted_application_that_says_no_path_is_undecided(review: Callable[..., Any]) -> None:
    found = review("DEP-HIDDEN-CLOUD", applications=[hosted("DUI")], infrastructure=[INTERNET, NETWORK])
    assert (found.findings, found.missing) == ((), ["le chemin vers ce qui est hébergé au dehors"])
