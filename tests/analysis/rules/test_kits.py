from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def steps(*written: dict[str, Any]) -> dict[str, Any]:
    numbered = [{"id": f"s{index}", "horizon": "hour", "text": "Écrire", **one} for index, one in enumerate(written)]
    return {"add": numbered}


def ward(*written: dict[str, Any], forms: tuple[str, ...] = (), **kit: Any) -> dict[str, Any]:
    workflow = {"steps": steps(*written), "forms": {"add": [{"id": form} for form in forms]}}
    return {"services": [{"id": "labo", "name": "Labo", "workflow": workflow, "kit": kit}]}


def stock(**counts: Any) -> dict[str, Any]:
    lines = [{"form": form.replace("_", "-"), "count": count} for form, count in counts.items()]
    return {"place": "Paillasse", "stock": lines}


def test_a_form_that_the_list_of_forms_leaves_out(review: Callable[..., Any]) -> None:
    found = review("KIT-REF-UNKNOWN", **ward({"forms": ["F-BIO"]}, {"text": "Noter sur F-MC"}, forms=("F-PRE",)))
    assert found.messages == [
        "La fiche de « Labo » utilise des formulaires qui manquent à sa liste de formulaires : F-BIO et F-MC."
    ]
    assert found.first.path == ("services", 0, "workflow", "forms")
    assert review("KIT-REF-UNKNOWN", **ward({"forms": ["F-BIO"]}, forms=("F-BIO",))).findings == ()


def test_a_form_that_the_kit_does_not_hold(review: Callable[..., Any]) -> None:
    written = ({"forms": ["F-BIO", "F-BIOR"]}, {"forms": ["F-EI"], "horizon": "to-14d"})
    forms = ("F-BIO", "F-BIOR", "F-EI")
    found = review("KIT-REF-UNKNOWN", **ward(*written, forms=forms, **stock(F_BIO="0")))
    assert found.messages == [
        (
            "Le kit de « Labo » ne contient pas ces formulaires, que la fiche utilise dans les 72 premières heures : "
            "F-BIO et F-BIOR."
        )
    ]
    assert found.first.path == ("services", 0, "kit", "stock")
    held = review("KIT-REF-UNKNOWN", **ward(*written, forms=forms, **stock(F_BIO="300", F_BIOR="?")))
    assert held.findings == held.undecided == ()


def test_a_kit_that_nobody_counted(review: Callable[..., Any]) -> None:
    found = review("KIT-REF-UNKNOWN", **ward({"forms": ["F-BIO"]}, forms=("F-BIO",), place="Paillasse"))
    assert (found.findings, found.missing) == ((), ["le compte des formulaires du kit"])
    without = review("KIT-REF-UNKNOWN", **ward({"forms": ["F-BIO"]}, forms=("F-BIO",)))
    assert without.findings == without.undecided == ()  # no kit at all: KIT-NONE says it


def test_emergency_computers_in_the_domain(review: Callable[..., Any]) -> None:
    found = review("KIT-PC-DOMAIN", continuity_means={"emergency_pcs": "6", "emergency_pcs_in_domain": "oui"})
    assert found.messages == ["Les PC de secours sont joints au domaine de production."]
    for means in ({"emergency_pcs_in_domain": "non"}, {"emergency_pcs": "0"}):
        fine = review("KIT-PC-DOMAIN", continuity_means=means)
        assert fine.findings == fine.undecided == ()
    assert review("KIT-PC-DOMAIN").missing == ["le rattachement des PC de secours au domaine"]


def prints(what: str, every: str, *, kind: str = "hospitalisation", **more: Any) -> dict[str, Any]:
    state = {"what": what, "every": every, "checked_on": "2026-11-02", **more}
    return {"services": [{"id": "med", "name": "Médecine", "type": kind, "printed_states": [state]}]}


@pytest.mark.parametrize(
    ("what", "limit", "beyond", "said"),
    [
        ("Liste des patients par chambre", "4 h", "5 h", "5 h entre deux impressions, au-delà du seuil de 4 h."),
        ("Tableau des présents", "4 h", "12 h", "12 h entre deux impressions, au-delà du seuil de 4 h."),
        ("Plans de soins", "12 h", "24 h", "1 j entre deux impressions, au-delà du seuil de 12 h."),
        ("Traitement de chaque résident", "7 j", "8 j", "8 j entre deux impressions, au-delà du seuil de 7 j."),
    ],
)
def test_prints_that_are_too_old(review: Callable[..., Any], what: str, limit: str, beyond: str, said: str) -> None:
    found = review("KIT-PRINT-STALE", **prints(what, beyond))
    assert found.messages == [f"« {what} » (service « Médecine ») : {said}"]
    assert found.first.path == ("services", 0, "printed_states", 0, "every")
    fine = review("KIT-PRINT-STALE", **prints(what, limit))
    assert fine.findings == fine.undecided == ()


@pytest.mark.parametrize(
    "record",
    [
        prints("Programme opératoire", "24 h"),
        prints("Liste des produits critiques", "24 h"),
        prints("Plans de soins", "7 j", kind="ehpad"),
        {**prints("Plans de soins", "24 h"), "thresholds": {"care_print_hours": "24"}},
        {**prints("Liste des patients", "6 h"), "thresholds": {"list_print_hours": "6"}},
    ],
    ids=["programme", "products", "long stay", "own limit of care", "own limit of lists"],
)
def test_prints_that_may_wait(review: Callable[..., Any], record: dict[str, Any]) -> None:
    found = review("KIT-PRINT-STALE", **record)
    assert found.findings == found.undecided == ()


def test_prints_that_nobody_checked_or_of_which_little_is_known(review: Callable[..., Any]) -> None:
    never = review("KIT-PRINT-STALE", **prints("Plans de soins", "12 h", checked_on=None))
    assert never.messages == [
        "« Plans de soins » (service « Médecine ») : personne n’a noté de contrôle de cette impression."
    ]
    unknown = review("KIT-PRINT-STALE", **prints("Plans de soins", "?", checked_on="?"))
    assert unknown.findings == ()
    assert sorted(unknown.missing) == [
        "la date du dernier contrôle de l’impression",
        "la fréquence des listes et plans de soins imprimés",
    ]


def test_no_reprography(review: Callable[..., Any]) -> None:
    found = review("KIT-NO-REPRO")
    assert found.messages == ["Aucun moyen d’imprimer des formulaires par milliers hors du réseau n’est inscrit."]
    assert review("KIT-NO-REPRO", continuity_means={"reprography": "Atelier de la mairie"}).findings == ()
    assert review("KIT-NO-REPRO", continuity_means={"reprography": "?"}).missing == ["la reprographie hors réseau"]


LOCKED = [{"id": "armoires", "name": "Armoires"}, {"id": "dpi"}]
DOORS = [{"id": "portes", "name": "Portes", "type": "controle-acces"}]


def test_no_mechanical_keys(review: Callable[..., Any]) -> None:
    found = review("KIT-KEYS", applications=LOCKED, infrastructure=DOORS)
    assert found.messages == [
        "Aucune clé mécanique n’est inscrite pour ce que l’informatique ouvre : « Portes » et « Armoires »."
    ]
    assert [ref.id for ref in found.first.objects[1:]] == ["portes", "armoires"]
    assert review("KIT-KEYS", applications=LOCKED, continuity_means={"keys": "Coffre de la PUI"}).findings == ()
    unknown = review("KIT-KEYS", applications=LOCKED, continuity_means={"keys": "?"})
    assert unknown.missing == ["le lieu des clés mécaniques"]
    assert review("KIT-KEYS", applications=[{"id": "dpi"}]).findings == ()


@pytest.mark.parametrize(
    ("rule", "means"),
    [
        ("KIT-NO-REPRO", {"reprography": "Aucune."}),
        ("KIT-KEYS", {"keys": "Néant"}),
        ("GOV-FINANCE", {"cash": "aucune", "purchase": "Bon de commande signé d’avance"}),
        ("DEG-NEEDS-IT", {"phones": "non"}),
    ],
)
def test_a_means_said_to_be_none_is_none(review: Callable[..., Any], rule: str, means: dict[str, str]) -> None:
    silent = {"id": "feu", "name": "Feu", "kind": "site-loss", "phones": "non"}
    cabinets = {"id": "armoires", "name": "Armoires"}
    record = {"applications": [cabinets], "scenarios": [silent], **ward({"text": "Appeler"})}
    assert len(review(rule, continuity_means=means, **record).findings) == 1
