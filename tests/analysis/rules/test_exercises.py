from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def exercise(**more: Any) -> dict[str, Any]:
    return {"id": "essai", "title": "Essai", "kind": "field", **more}


DONE = exercise(done_on="2026-03-10", night="oui", length="4 h")
TO_COME = exercise(planned_on="2027-03-09", night="non", length="4 h")


def test_a_year_well_filled(review: Callable[..., Any]) -> None:
    found = review("GOV-NO-CALENDAR", exercises=[DONE, TO_COME])
    assert found.findings == found.undecided == ()


@pytest.mark.parametrize(
    ("exercises", "message"),
    [
        ([], "Aucun exercice n’est inscrit, ni fait ni prévu."),
        ([{**DONE, "kind": "restore"}], "Aucun exercice n’est inscrit, ni fait ni prévu."),
        ([DONE], "Aucun exercice de crise ou de terrain n’est prévu à une date à venir."),
        (
            [DONE, {**TO_COME, "planned_on": "2026-11-21"}],
            "Aucun exercice de crise ou de terrain n’est prévu à une date à venir.",
        ),
        (
            [{**DONE, "done_on": "2025-11-21"}, TO_COME],
            "Aucun exercice depuis 12 mois ; le dernier date du 21/11/2025.",
        ),
        (
            [{**DONE, "done_on": "2024-03-12"}, {**DONE, "done_on": "2025-11-21"}, TO_COME],
            "Aucun exercice depuis 12 mois ; le dernier date du 21/11/2025.",
        ),
        (
            [{**TO_COME, "night": "oui"}, {**DONE, "done_on": "2026-11-23"}],
            "Aucun exercice n’a encore été fait ; il en faut un au moins tous les 12 mois.",
        ),
        (
            [{**TO_COME, "night": "oui"}],
            "Aucun exercice n’a encore été fait ; il en faut un au moins tous les 12 mois.",
        ),
        (
            [{**DONE, "night": "non"}, TO_COME],
            "Aucun des exercices inscrits (2) ne dure plus de 24 heures ni ne se tient la nuit ou le week-end.",
        ),
        (
            [{**DONE, "night": "non", "length": "24 h"}, TO_COME],
            "Aucun des exercices inscrits (2) ne dure plus de 24 heures ni ne se tient la nuit ou le week-end.",
        ),
    ],
    ids=[
        "none",
        "restores only",
        "no calendar",
        "all past",
        "rare",
        "rarer",
        "not done yet",
        "never",
        "easy",
        "a day is not more than a day",
    ],
)
def test_a_calendar_that_proves_little(
    review: Callable[..., Any], exercises: list[dict[str, Any]], message: str
) -> None:
    found = review("GOV-NO-CALENDAR", exercises=exercises)
    assert found.messages == [message]
    assert found.first.path == ("exercises",)


def test_older_exercises_do_not_count_against_a_recent_one(review: Callable[..., Any]) -> None:
    old = {**DONE, "done_on": "2024-03-12"}
    today = [{**DONE, "done_on": "2026-11-22"}, {**TO_COME, "planned_on": "2026-11-22"}]
    for exercises in ([old, DONE, TO_COME], today):
        assert review("GOV-NO-CALENDAR", exercises=exercises).findings == ()


@pytest.mark.parametrize(
    "one",
    [
        {**DONE, "night": "non", "length": "25 h"},
        {**DONE, "night": "non", "done_on": "2026-03-07"},  # a Saturday
        {**DONE, "done_on": "2025-11-22"},  # a year ago, to the day
    ],
)
def test_long_at_the_weekend_or_just_in_time(review: Callable[..., Any], one: dict[str, Any]) -> None:
    assert review("GOV-NO-CALENDAR", exercises=[one, TO_COME]).findings == ()


def test_a_calendar_that_cannot_be_judged(review: Callable[..., Any]) -> None:
    assert review("GOV-NO-CALENDAR", today=None).missing == ["la date à laquelle juger"]
    assert review("GOV-NO-CALENDAR", exercises="?").missing == ["les exercices"]
    undated = review("GOV-NO-CALENDAR", exercises=[DONE, {**TO_COME, "planned_on": "?"}])
    assert (undated.findings, undated.missing) == ((), ["la date des exercices prévus"])
    unsaid = [{**DONE, "night": "?"}, {**TO_COME, "length": None}]
    for exercises in (unsaid, [unsaid[0], TO_COME]):
        found = review("GOV-NO-CALENDAR", exercises=exercises)
        assert (found.findings, found.missing) == ((), ["la durée et le moment des exercices (nuit ou week-end)"])


def test_an_exercise_of_which_nothing_was_written(review: Callable[..., Any]) -> None:
    late, fresh = exercise(done_on="2026-10-23"), exercise(done_on="2026-10-24")
    found = review("GOV-NO-RETEX", exercises=[late, fresh, TO_COME])
    assert found.messages == ["Exercices faits il y a plus de 30 jours, sans retour d’expérience (1) : « Essai »."]
    assert found.first.path == ("exercises", 0, "report")
    assert review("GOV-NO-RETEX", exercises=[{**late, "report": "RETEX-1"}]).findings == ()
    assert review("GOV-NO-RETEX", exercises=[{**late, "report": "?"}]).missing == ["le retour d’expérience"]
    assert review("GOV-NO-RETEX", exercises=[late], thresholds={"retex_days": "31"}).findings == ()
    assert review("GOV-NO-RETEX", today=None, exercises=[late]).missing == ["la date à laquelle juger"]


def action(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name.capitalize(), **more}


def test_actions_past_their_date(review: Callable[..., Any]) -> None:
    actions = [
        action("fibres", due="2026-11-21", status="doing"),
        action("kits", due="2026-01-30"),
        action("portes", due="2026-01-30", status="done"),
        action("radios", due="2026-11-22"),
        action("cables", due="?", status="dropped"),
    ]
    found = review("GOV-NO-RETEX", actions=actions)
    assert found.messages == [
        "Actions dont l’échéance est passée (2) : « Kits » et « Fibres ». La plus ancienne était due le 30/01/2026."
    ]
    assert found.first.path == ("actions", 1, "due")
    assert found.undecided == ()
    assert review("GOV-NO-RETEX", actions=[action("a", due="?"), action("b")]).missing == ["l’échéance"]


PAPER = {"id": "papier", "title": "Travailler sur papier", "audience": "Soignants, intérimaires compris"}


def test_nobody_trained_to_paper(review: Callable[..., Any]) -> None:
    other = {"id": "courriels", "title": "Reconnaître un courriel piégé", "done_on": "2026-06-30"}
    old = {**PAPER, "done_on": "2025-11-21"}
    for trainings in ([], [other], [old], [{**PAPER, "planned_on": "2027-01-12"}]):
        found = review("GOV-TRAINING", trainings=trainings)
        assert found.messages == ["Aucune formation au travail sans informatique n’a été faite depuis 12 mois."]
        assert found.first.path == ("trainings",)
    assert review("GOV-TRAINING", trainings=[{**PAPER, "done_on": "2025-11-22"}]).findings == ()


@pytest.mark.parametrize(
    "words",
    [
        {"title": "Vivre sans informatique"},
        {"title": "Une nuit en mode dégradé"},
        {"title": "Demi-journée", "content": "Prescrire sur papier"},
    ],
)
def test_trainings_are_known_by_their_words(review: Callable[..., Any], words: dict[str, str]) -> None:
    trainings = [{"id": "t", "done_on": "2026-06-30", "audience": "Nouveaux arrivants", **words}]
    assert review("GOV-TRAINING", trainings=trainings).findings == ()


def test_newcomers_left_out(review: Callable[..., Any]) -> None:
    trainings = [{**PAPER, "audience": "Soignants de jour", "done_on": "2026-06-30"}]
    found = review("GOV-TRAINING", trainings=trainings)
    assert found.messages == [
        (
            "Les formations au travail sans informatique (« Travailler sur papier ») ne citent ni les nouveaux "
            "arrivants ni les intérimaires."
        )
    ]
    others = [*trainings, {**PAPER, "id": "suite", "planned_on": "2027-01-20"}]
    assert review("GOV-TRAINING", trainings=others).findings == ()


def test_trainings_that_cannot_be_judged(review: Callable[..., Any]) -> None:
    assert review("GOV-TRAINING", today=None).missing == ["la date à laquelle juger"]
    assert review("GOV-TRAINING", trainings="?").missing == ["les formations"]
    undated = review("GOV-TRAINING", trainings=[{**PAPER, "done_on": "?"}])
    assert (undated.findings, undated.missing) == ((), ["la date de la formation au mode dégradé"])


def test_a_training_to_come_was_not_done(review: Callable[..., Any]) -> None:
    found = review("GOV-TRAINING", trainings=[{**PAPER, "done_on": "2027-06-30"}])
    assert found.messages == ["Aucune formation au travail sans informatique n’a été faite depuis 12 mois."]
