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


ROOM = {"room": "Salle du conseil", "off_network_means": ["Routeur 4G"], "alert_number": "06 12 34 56 78"}
MEANS = {"emergency_pcs": "2", "phones": "Deux mobiles"}


def test_no_crisis_room_nor_means(review: Callable[..., Any]) -> None:
    found = review("GOV-NO-CRISIS-ROOM")
    assert found.messages == [
        (
            "Pour conduire la crise hors du système d’information, il manque la salle de crise, les ordinateurs de "
            "secours, les téléphones de secours et l’accès à Internet hors réseau."
        )
    ]
    assert found.first.path == ("crisis", "room")
    assert review("GOV-NO-CRISIS-ROOM", crisis=ROOM, continuity_means=MEANS).findings == ()


def test_means_of_a_crisis_room_in_words(review: Callable[..., Any]) -> None:
    listed = {**ROOM, "off_network_means": ["Routeur 4G", "Six ordinateurs hors domaine"]}
    assert review("GOV-NO-CRISIS-ROOM", crisis=listed).findings == ()
    without = {**ROOM, "off_network_means": ["Tableaux blancs"]}
    found = review("GOV-NO-CRISIS-ROOM", crisis=without, continuity_means={**MEANS, "emergency_pcs": "0"})
    assert found.messages == [
        (
            "Pour conduire la crise hors du système d’information, il manque les ordinateurs de secours et l’accès à "
            "Internet hors réseau."
        )
    ]
    silent = {"room": ROOM["room"], "off_network_means": ROOM["off_network_means"]}
    assert review("GOV-NO-CRISIS-ROOM", crisis=silent, continuity_means=MEANS).findings == ()


def test_means_of_a_crisis_room_not_known_yet(review: Callable[..., Any]) -> None:
    unknown = {"room": "?", "off_network_means": "?"}
    found = review("GOV-NO-CRISIS-ROOM", crisis=unknown, continuity_means={"emergency_pcs": "?", "phones": "?"})
    assert found.findings == ()
    assert sorted(found.missing) == [
        "la salle de crise",
        "les ordinateurs de secours",
        "les téléphones de secours",
        "l’accès à Internet hors réseau",
    ]


def log(person: str | None, rhythm: str | None = "Deux points par jour") -> dict[str, Any]:
    return {"crisis": {"rhythm": rhythm, "roles": [{"type": "secretaire-main-courante", "person": person}]}}


def test_nobody_keeps_the_log(review: Callable[..., Any]) -> None:
    found = review("GOV-NO-MAIN-COURANTE", **log(None))
    assert found.messages == ["Personne n’est désigné pour tenir la main courante de la crise."]
    assert found.first.path == ("crisis", "roles")
    other = review("GOV-NO-MAIN-COURANTE", crisis={"rhythm": "Midi", "roles": [{"type": "rssi", "person": "rssi"}]})
    assert len(other.findings) == 1
    assert review("GOV-NO-MAIN-COURANTE", **log("assistante")).findings == ()


def test_no_rhythm_of_situation_reports(review: Callable[..., Any]) -> None:
    found = review("GOV-NO-MAIN-COURANTE", **log("assistante", None))
    assert found.messages == ["Aucun rythme n’est fixé pour les points de situation."]
    assert found.first.path == ("crisis", "rhythm")


def test_a_log_of_which_little_is_known(review: Callable[..., Any]) -> None:
    found = review("GOV-NO-MAIN-COURANTE", **log("?", "?"))
    assert found.findings == ()
    assert sorted(found.missing) == ["la personne qui tient la main courante", "le rythme des points de situation"]
    unsaid = review("GOV-NO-MAIN-COURANTE", crisis={"rhythm": "Midi", "roles": "?"})
    assert unsaid.missing == ["la personne qui tient la main courante"]
    apart = review("GOV-NO-MAIN-COURANTE", people="à compléter", **log("?"))
    assert apart.missing == ["le fichier restreint (personnes)"]


def test_no_money_for_the_crisis(review: Callable[..., Any]) -> None:
    found = review("GOV-FINANCE")
    assert found.messages == ["Le dossier ne dit rien sur la trésorerie de crise et les achats d’urgence."]
    assert found.first.path == ("continuity_means", "cash")
    half = review("GOV-FINANCE", continuity_means={"cash": "Régie d’avance"})
    assert half.messages == ["Le dossier ne dit rien sur les achats d’urgence."]
    assert half.first.path == ("continuity_means", "purchase")
    unknown = review("GOV-FINANCE", continuity_means={"cash": "?", "purchase": "Bons papier"})
    assert (unknown.findings, unknown.missing) == ((), ["la trésorerie de crise"])


def message(audience: str | None, name: str = "Message", text: str = "Une panne touche l’hôpital.") -> dict[str, Any]:
    return {"id": "m", "name": name, "audience": audience, "text": text}


def test_no_message_ready(review: Callable[..., Any]) -> None:
    found = review("GOV-COMM", crisis={"messages": [message("presse", text=" ")]})
    assert found.messages == [
        "Aucun message de l’établissement n’est prêt pour les patients et leurs proches, le personnel et la presse."
    ]
    assert found.first.path == ("crisis", "messages")
    ready = [message("familles des résidents"), message("tout le personnel"), message(None, "Presse")]
    assert review("GOV-COMM", crisis={"messages": ready}).findings == ()
    one = review("GOV-COMM", crisis={"messages": ready[:2]})
    assert one.messages == ["Aucun message de l’établissement n’est prêt pour la presse."]
    assert review("GOV-COMM", crisis={"messages": "?"}).missing == ["les messages prêts"]
