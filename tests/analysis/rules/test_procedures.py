from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts
from planforge.analysis.findings import judge
from planforge.analysis.sentences import say
from planforge.library.workflows import resolved_workflow
from planforge.model.answer import Answer, Source
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan

KIT = {"id": "kit", "text": "Sortir le kit", "horizon": "quarter"}
VALIDATED = [{"by": "Chef de service", "on": "2026-10-01"}]
PEOPLE = [{"id": "chef", "function": "Chef de service"}, {"id": "cadre", "function": "Cadre", "deputy": "chef"}]


def described(name: str = "labo", *, flow: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"id": name, "name": name.capitalize(), "workflow": {"steps": {"add": [KIT]}, **(flow or {})}, **more}


def bare(name: str = "paie") -> dict[str, Any]:
    """A service without a workflow, which none of these rules looks at."""
    return {"id": name, "name": name.capitalize()}


def test_sheets_that_nobody_validated_and_heads_that_nobody_replaces(review: Callable[..., Any]) -> None:
    services = [
        described("labo"),
        described("bloc", deputy="chef", vital="oui"),
        described("pui", deputy="chef"),
        described("dialyse", validations=VALIDATED),
        described("imagerie", validations=VALIDATED, deputy="chef"),
        bare(),
    ]
    found = review("DEG-NO-OWNER", services=services, people=PEOPLE)
    assert sorted(found.messages) == [
        "Fiches dégradées sans suppléant (1) : « Dialyse ».",
        "Fiches dégradées sans validation (2) : « Bloc » et « Pui ».",
        "Fiches dégradées sans validation ni suppléant (1) : « Labo ».",
    ]
    assert sorted(one.path for one in found.findings) == [
        ("services", 0, "validations"),
        ("services", 1, "validations"),
        ("services", 3, "deputy"),
    ]


def test_the_directory_may_name_the_deputy(review: Callable[..., Any]) -> None:
    services = [described(validations=VALIDATED, head="cadre")]
    assert review("DEG-NO-OWNER", services=services, people=PEOPLE).findings == ()
    alone = [described(validations=VALIDATED, head="chef")]
    assert len(review("DEG-NO-OWNER", services=alone, people=PEOPLE).findings) == 1


def test_validation_or_deputy_not_known_yet(review: Callable[..., Any]) -> None:
    found = review("DEG-NO-OWNER", services=[described(validations="?", deputy="?")], people=PEOPLE)
    assert found.findings == ()
    assert sorted(found.missing) == ["la validation de la fiche par le service", "le suppléant du responsable"]


@pytest.mark.parametrize("who", [{"deputy": "?"}, {"head": "cadre"}, {"head": "?"}])
def test_a_deputy_named_in_a_file_kept_apart(review: Callable[..., Any], who: dict[str, Any]) -> None:
    found = review("DEG-NO-OWNER", services=[described(validations=VALIDATED, **who)], people="à compléter")
    assert found.findings == ()
    assert found.missing == ["le fichier restreint (personnes)"]


def trial(*services: str, **more: Any) -> dict[str, Any]:
    return {"id": "essai", "title": "Essai", "kind": "field", "services": list(services), **more}


def test_workflows_never_tried_or_long_ago(review: Callable[..., Any]) -> None:
    services = [described("labo"), described("bloc"), described("pui", vital="oui"), described("dialyse"), bare()]
    exercises = [
        trial("labo", done_on="2025-11-21", night="oui"),
        trial("labo", done_on="2024-11-21", night="oui"),
        trial("dialyse", done_on="2025-03-03"),
        trial("bloc", done_on="2026-03-10", kind="table-top"),
        trial("bloc", planned_on="2027-03-10"),
        trial("bloc", done_on="2026-11-23"),  # after the day of judgement
    ]
    found = review("DEG-NO-TEST", services=services, exercises=exercises)
    assert sorted(found.messages) == [
        "Modes dégradés jamais essayés sur le terrain (2) : « Pui » et « Bloc ».",
        (
            "Modes dégradés non essayés sur le terrain depuis 12 mois (2) : « Labo » et « Dialyse ». Le plus ancien "
            "essai date du 03/03/2025."
        ),
    ]


@pytest.mark.parametrize("kind", ["field", "crisis"])
def test_a_trial_of_less_than_a_year(review: Callable[..., Any], kind: str) -> None:
    exercises = [trial("labo", done_on="2025-11-22", kind=kind)]
    for done in (exercises, [trial("labo", done_on="2026-11-22", kind=kind)]):
        found = review("DEG-NO-TEST", services=[described()], exercises=done)
        assert found.findings == found.undecided == ()
    sooner = review("DEG-NO-TEST", services=[described()], exercises=exercises, thresholds={"exercise_months": "11"})
    assert len(sooner.findings) == 1


def test_a_vital_service_tried_by_day_only(review: Callable[..., Any]) -> None:
    services = [described("urgences", vital="oui"), described("paie", vital="non")]
    by_day = trial("urgences", "paie", done_on="2026-09-15", night="non")
    found = review("DEG-NO-TEST", services=services, exercises=[by_day])
    assert found.messages == [
        "Services vitaux dont le mode dégradé n’a été essayé que de jour et en semaine (1) : « Urgences »."
    ]
    at_night = {**by_day, "night": "oui"}
    on_a_saturday = {**by_day, "done_on": "2026-09-12"}
    for other in (at_night, on_a_saturday):
        assert review("DEG-NO-TEST", services=services, exercises=[by_day, other]).findings == ()
    unsaid = {**by_day, "night": "?"}
    missing = review("DEG-NO-TEST", services=services, exercises=[unsaid]).missing
    assert missing == ["le moment des exercices (nuit ou week-end)"]


def test_trials_that_cannot_be_judged(review: Callable[..., Any]) -> None:
    labo = [described()]
    assert review("DEG-NO-TEST", today=None, services=labo).missing == ["la date à laquelle juger"]
    assert review("DEG-NO-TEST", services=labo, exercises="?").missing == ["les exercices"]
    undated = review("DEG-NO-TEST", services=labo, exercises=[trial("labo", done_on="?")])
    assert (undated.findings, undated.missing) == ((), ["la date de l’exercice"])
    whose = review("DEG-NO-TEST", services=labo, exercises=[trial(done_on="2025-11-22")])
    assert (whose.findings, whose.missing) == ((), ["les services qui ont pris part à chaque exercice"])


def test_sheets_that_no_kit_holds(review: Callable[..., Any]) -> None:
    services = [
        described("labo"),
        described("pui", vital="non"),
        described("bloc", vital="oui"),  # KIT-NONE says it
        described("dialyse", kit={"place": "Poste de soins", "version": "2026-3"}),
        bare(),
    ]
    found = review("DEG-NOT-PRINTED", services=services)
    assert found.messages == ["Services dont la fiche dégradée n’est rangée dans aucun kit (2) : « Labo » et « Pui »."]
    assert found.undecided == ()


def test_a_kit_of_which_little_is_known(review: Callable[..., Any]) -> None:
    services = [described("labo", kit={"place": "?"}), described("bloc", vital="oui", kit={"place": "Sas"})]
    found = review("DEG-NOT-PRINTED", services=services)
    assert found.findings == ()
    assert sorted(found.missing) == ["la version des imprimés du kit", "le lieu du kit"]


THRESHOLD = {"thresholds": {"add": [{"id": "attente", "text": "Plus de 20 patients non vus"}]}}


def test_a_workflow_that_opens_or_ends_at_no_threshold(review: Callable[..., Any]) -> None:
    found = review("DEG-NO-TRIGGER", services=[described(), bare()])
    assert found.messages == [
        "Le mode dégradé de « Labo » ne dit pas quand passer au papier et quand transférer, délester ou fermer."
    ]
    opened = review("DEG-NO-TRIGGER", services=[described(flow={"trigger": "Plus de 30 minutes"})])
    assert opened.messages == ["Le mode dégradé de « Labo » ne dit pas quand transférer, délester ou fermer."]


@pytest.mark.parametrize(
    ("services", "thresholds"),
    [
        ([described(flow={"trigger": "Plus de 30 minutes", **THRESHOLD})], {}),
        ([described(flow={"trigger": "Plus de 30 minutes"}, endurance={"limit": "72 h"})], {}),
        ([described(endurance={"limit": "72 h"})], {"paper_switch": "30 min"}),
    ],
    ids=["both", "a limit in time", "the switch of the hospital"],
)
def test_thresholds_in_numbers_or_in_time(
    review: Callable[..., Any], services: list[dict[str, Any]], thresholds: dict[str, str]
) -> None:
    found = review("DEG-NO-TRIGGER", services=services, thresholds=thresholds)
    assert found.findings == found.undecided == ()


def test_thresholds_not_known_yet(review: Callable[..., Any]) -> None:
    found = review("DEG-NO-TRIGGER", services=[described(flow={"trigger": "?"}, endurance={"limit": "?"})])
    assert found.findings == ()
    assert sorted(found.missing) == ["le seuil de passage au papier", "le seuil de repli"]


def test_no_extra_staff(review: Callable[..., Any]) -> None:
    services = [
        described("labo"),
        described("bloc", flow={"extra_staff": "Un coursier par poste"}),
        described("pui", endurance={"note": "Avec un préparateur de plus"}),
        bare(),
    ]
    found = review("DEG-STAFF", services=services)
    assert found.messages == ["Modes dégradés sans renfort indiqué (1) : « Labo »."]
    assert found.first.path == ("services", 0, "workflow", "extra_staff")
    unknown = review("DEG-STAFF", services=[described(flow={"extra_staff": "?"})])
    assert (unknown.findings, unknown.missing) == ((), ["les renforts du mode dégradé"])


@pytest.mark.parametrize(
    ("validations", "confirmed"),
    [([], False), ([{**VALIDATED[0], "section": "stop"}], False), (VALIDATED, True)],
)
def test_extra_staff_that_only_the_library_proposes(
    a_plan: Callable[..., Plan], validations: list[dict[str, str]], *, confirmed: bool
) -> None:
    plan = a_plan(services=[described(validations=validations)])
    proposed: Answer[str] = Answer(value="Un secrétaire", source=Source.DEFAULT)
    flow = resolved_workflow(plan.services[0], None).model_copy(update={"extra_staff": proposed})
    findings, _ = judge(Facts(plan, None, {"labo": flow}))
    said = [say(one).message.replace(NBSP, " ") for one in findings if one.rule == "DEG-STAFF"]
    assert said == ["Renforts proposés par la bibliothèque et confirmés par personne (1) : « Labo »."] * (not confirmed)
