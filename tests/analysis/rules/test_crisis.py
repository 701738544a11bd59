from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

DUTY = {"channel": "duty-mobile", "number": "06 12 34 56 78"}
INTERNAL = {"channel": "network", "number": "01 23 45 67 89"}


def record(*phones: dict[str, str], cut: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "people": [{"id": "rssi", "function": "RSSI", "phones": list(phones)}, {"id": "dsi", "function": "DSI"}],
        "crisis": {"cut": cut or {"person": "rssi"}, **more},
    }


def test_only_an_internal_phone(review: Callable[..., Any]) -> None:
    found = review("CON-NO-OFFNET-PHONE", **record(INTERNAL))
    assert found.messages == [
        "« RSSI » (couper le réseau) n’a que des postes internes : aucun téléphone hors du réseau de l’hôpital."
    ]
    assert found.first.path == ("people", 0, "phones")
    assert review("CON-NO-OFFNET-PHONE", **record(INTERNAL, DUTY)).findings == ()


def test_no_phone_at_all(review: Callable[..., Any]) -> None:
    found = review("CON-NO-OFFNET-PHONE", **record(cut={"person": "rssi", "deputy": "dsi"}))
    assert found.messages == [
        "« DSI » (couper le réseau) n’a aucun téléphone dans le dossier.",
        "« RSSI » (couper le réseau) n’a aucun téléphone dans le dossier.",
    ]


def test_unknown_phones_or_people_kept_apart(review: Callable[..., Any]) -> None:
    people = [{"id": "rssi", "function": "RSSI", "phones": "à compléter"}]
    crisis = {"cut": {"person": "rssi"}}
    assert review("CON-NO-OFFNET-PHONE", people=people, crisis=crisis).missing == ["les téléphones"]
    apart = review("CON-NO-OFFNET-PHONE", people="à compléter", crisis=crisis)
    assert apart.missing == ["le fichier restreint (personnes)"]


def test_role_without_deputy(review: Callable[..., Any]) -> None:
    found = review("CON-NO-DEPUTY", **record(DUTY))
    assert found.messages == ["« RSSI » est seul à pouvoir couper le réseau : aucun suppléant."]
    assert found.first.path == ("crisis", "cut", "deputy")
    assert review("CON-NO-DEPUTY", **record(DUTY, cut={"person": "rssi", "deputy": "dsi"})).findings == ()


def test_deputy_of_the_person_counts(review: Callable[..., Any]) -> None:
    people = [{"id": "rssi", "function": "RSSI", "deputy": "dsi"}, {"id": "dsi", "function": "DSI"}]
    assert review("CON-NO-DEPUTY", people=people, crisis={"cut": {"person": "rssi"}}).findings == ()


def test_own_deputy(review: Callable[..., Any]) -> None:
    found = review("CON-NO-DEPUTY", **record(DUTY, cut={"person": "rssi", "deputy": "rssi"}))
    assert found.messages == ["« RSSI », qui doit couper le réseau, est son propre suppléant."]


def test_too_many_roles(review: Callable[..., Any]) -> None:
    pair = {"person": "rssi", "deputy": "dsi"}
    two = record(DUTY, cut=pair, reopen=pair)
    assert review("CON-NO-DEPUTY", **two).findings == ()
    three = record(DUTY, cut=pair, reopen=pair, roles=[{"type": "rssi", **pair}])
    assert review("CON-NO-DEPUTY", **three).messages == [
        "« RSSI » cumule trop de rôles de crise : couper le réseau, rouvrir et tenir le rôle « rssi »."
    ]


def test_recall_of_staff(review: Callable[..., Any]) -> None:
    found = review("CON-RECALL-IT", continuity_means={"recall_needs_it": "oui"})
    assert found.messages == ["Le rappel du personnel dépend du système d’information."]
    assert review("CON-RECALL-IT", continuity_means={"recall_needs_it": "non"}).findings == ()
    assert review("CON-RECALL-IT").missing == ["le moyen de rappeler le personnel sans informatique"]


def test_nobody_to_cut_or_reopen(review: Callable[..., Any]) -> None:
    found = review("GOV-NO-DECIDER", crisis={"cut": {"person": "?"}})
    assert sorted(found.messages) == [
        "Personne n’est désigné pour couper le réseau.",
        "Personne n’est désigné pour rouvrir le réseau.",
    ]
    named = {"cut": {"person": "rssi"}, "reopen": {"person": "dsi"}}
    assert review("GOV-NO-DECIDER", crisis=named).findings == ()


def test_people_kept_apart_leave_it_undecided(review: Callable[..., Any]) -> None:
    crisis = {"cut": {"person": "?"}, "reopen": {"person": "?"}}
    found = review("GOV-NO-DECIDER", people="à compléter", crisis=crisis)
    assert found.findings == ()
    assert found.missing == ["le fichier restreint (personnes)"]
    assert review("CON-NO-DEPUTY", people="à compléter").missing == ["le fichier restreint (personnes)"]
