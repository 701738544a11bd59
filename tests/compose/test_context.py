from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.compose.context import voice
from planforge.document.documents import Workbook
from planforge.document.text import Gap
from planforge.formats import markdown
from planforge.model.answer import Answer, Unknown
from planforge.model.services import HarmAxis, Perimeter
from planforge.values import Period, read_duration, read_period
from tests.compose.everything import Everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from tests.compose.records import Content, Open

ASKED = Unknown(ask="cadre", due=date(2027, 1, 31))

# Answers that leave no gap where they would have been printed, each with the reason.
SILENT = {
    "establishment.short_name": "the full name stands in its place",
    "document.prefix": "a reference does without it",
    "document.marking": "a usual marking stands in its place",
    "document.restricted_marking": "a usual marking stands in its place",
    "document.version": "the foot of a sheet says « version à compléter »",
    "document.date": "the side of a card says « date à compléter »",
    "document.next_review": "the foot of a sheet says « expiration à compléter », and an unknown date is no deadline",
    "document.revisions.date": "a revision keeps its date as a date",
    "services.endurance.full": "the sentence stands on the limit; the gap is in the impact analysis",
    "services.kit.place": "the title of a zone says « lieu à compléter »; the gap is in the PCRA",
    "services.partners.purpose": "no room on the sheet; the gap is in the PCRA",
    "services.activities.harm_note": "the sentence does without it; the gap is in the impact analysis",
    "services.activities.dmia": "worked out from what is known",
    "services.activities.pdma": "worked out from what is known",
    "applications.rto": "worked out from what is known",
    "restore_tests.date": "proofs come from tests that succeeded",
    "restore_tests.elapsed": "proofs come from tests that succeeded",
    "restore_tests.loss": "proofs come from tests that succeeded",
    "backups.key_place": "asked only of a backup said to be encrypted",
    "suppliers.restore_clause": "asked only of a supplier that hosts",
    "exercises.done_on": "not done: the planned date is printed",
    "exercises.report": "not done: nothing to report",
    "trainings.done_on": "not done: the planned date is printed",
    "trainings.attendance": "not done: nobody attended",
    "workstations.rebuilt_per_day": "one gap for both numbers",
}


def test_an_answer_keeps_its_type_and_says_that_it_is_a_default(context: Context) -> None:
    four_hours = read_duration("4 h")
    assert context.cell(Answer(value=four_hours)).value == four_hours
    assert not context.cell(Answer(value=four_hours)).default
    assert context.cell(Answer(value=four_hours, source="default")).default
    assert context.cell(Answer(value=date(2026, 1, 2))).value == date(2026, 1, 2)
    assert context.cell(Answer(value=0)).value == 0


def test_choices_and_retention_periods_are_said_in_words(context: Context) -> None:
    assert context.cell(Answer(value=HarmAxis.SAFETY)).value == "sécurité des patients"
    assert context.cell(Answer[Period](value=read_period("3 mois"))).value == "3\u00a0mois"


def test_the_remark_of_an_answer_goes_with_its_cell(context: Context) -> None:
    assert context.cell(Answer(value=3, note="Compté à la main")).note == "Compté à la main"
    assert context.cell(Answer(value=3, note="Compté"), note="Autre").note == "Autre"


def test_a_gap_says_who_by_function_and_when(context: Context) -> None:
    assert context.cell(Answer(unknown=ASKED)).value == Gap("Cadre de santé", date(2027, 1, 31))
    assert context.cell(Answer(unknown=Unknown(ask="DIM"))).value == Gap("DIM")
    assert context.cell(Answer()).value == Gap()


def test_an_optional_answer_is_blank_until_somebody_was_asked(context: Context) -> None:
    assert context.optional(Answer()).value is None
    assert context.optional(Answer(unknown=ASKED)).value == Gap("Cadre de santé", date(2027, 1, 31))
    assert context.optional(Answer(value=2)).value == 2


@pytest.mark.parametrize(("answer", "said"), [(True, "oui"), (False, "non")])
def test_yes_and_no_are_words(context: Context, answer: bool, said: str) -> None:  # noqa: FBT001 - the answer itself
    assert context.yes_no(Answer(value=answer)).value == said
    assert context.yes_no(Answer(value=answer, source="default")).default
    assert context.yes_no(Answer(unknown=ASKED)).value == Gap("Cadre de santé", date(2027, 1, 31))


def test_a_list_said_unknown_leaves_a_gap_that_says_who(open_context: Open) -> None:
    context = open_context({"services.0.vital_data": {"unknown": {"ask": "cadre", "due": "2027-01-31"}}})
    service = context.plan.service["urgences"]
    assert context.missing(service, "vital_data") == Gap("Cadre de santé", date(2027, 1, 31))
    assert context.missing(service, "equipment") == Gap()


def test_people_are_printed_by_function_never_by_name(context: Context) -> None:
    assert context.function("direction") == "Directrice"
    assert context.function("DIM de garde") == "DIM de garde"
    assert context.function(None) == ""
    assert context.person_cell(Answer(value="rssi")).value == "RSSI"
    assert context.person_cell(Answer(unknown=ASKED)).value == Gap("Cadre de santé", date(2027, 1, 31))


def test_names_keep_their_order_and_an_unknown_identifier_stays_as_it_is(context: Context) -> None:
    assert context.names(["paie", "nord", "nuit", "editeur", "equipe", "personne-ici"]) == (
        "Paie, Site Nord, Image de la nuit, Éditeur du dossier, Équipe système, personne-ici"
    )


def test_a_service_is_never_given_the_name_of_a_system_with_its_identifier(context: Context) -> None:
    twins = {"labo": context.plan.systems["dpi"]}
    assert context.names(["labo", "nord"], twins) == "Dossier patient, Site Nord"
    assert context.names(["labo", "nord"]) == "Laboratoire, Site Nord"


def test_a_name_with_a_comma_calls_for_semicolons(open_context: Open) -> None:
    context = open_context({"services.0.name": "Paie, plannings"})
    assert context.names(["urgences", "labo"], context.plan.service) == "Paie, plannings ; Laboratoire"


def test_only_a_duty_phone_off_the_network_is_given(context: Context) -> None:
    people = context.plan.person
    assert context.off_network_phone(people["direction"]) == "06\u00a039\u00a098\u00a041\u00a002"
    assert context.off_network_phone(people["rssi"]) == "01\u00a099\u00a000\u00a000\u00a030"
    assert context.off_network_phone(people["cadre"]) == ""  # an extension and a personal number


def test_templates_hear_answers_as_the_documents_print_them(context: Context) -> None:
    hear = voice(context.plan)
    assert hear(Answer(unknown=ASKED)) == Gap("Cadre de santé", date(2027, 1, 31))
    assert hear(Answer(value=Perimeter.CARE)) == "soins"
    assert hear(Answer(value="Armoire", source="default")) == "Armoire (valeur par défaut à valider)"
    assert hear("autre chose") == "autre chose"


@pytest.fixture
def every(open_context: Open, compose_all: Callable[[Context], dict[str, Content]]) -> Callable[..., Any]:
    """The paths of the answers of a whole record with their words, and its documents as Markdown."""

    def made(*, unknown: bool) -> tuple[Everything, dict[str, str]]:
        said = Everything(lambda number: f"Mot{number:04}", unknown)
        documents = compose_all(open_context(record=said.record()))
        return said, {path: _words(content) for path, content in documents.items()}

    return made


def test_every_answer_that_is_printed_leaves_a_gap_where_it_is_not_known(every: Callable[..., Any]) -> None:
    known, printed = every(unknown=False)
    asked, gaps = every(unknown=True)
    checked = 0
    for path, words in known.said.items():
        where = {name for name, text in printed.items() if words in text}
        if not where or ".".join(path) in SILENT:
            continue
        checked += 1
        expected = f"À COMPLÉTER ({asked.said[path]}, avant le\u00a001/03/2027)"
        # A service of an unknown type uses no form of the library: the blanks of these are not made.
        assert not {name for name in where & gaps.keys() if expected not in gaps[name]}, path
    assert checked > 90


def test_no_answer_is_excused_in_vain(every: Callable[..., Any]) -> None:
    known, printed = every(unknown=False)
    assert {
        path for path in SILENT if not any(known.said[tuple(path.split("."))] in text for text in printed.values())
    } == set()


def _words(content: Content) -> str:
    """The content as Markdown without its escapes, the lists of what is to be completed and found wrong left out."""
    if not isinstance(content, Workbook):
        return markdown.write_document(content).replace("\\", "")
    sheets = tuple(sheet for sheet in content.sheets if sheet.id not in {"a-completer", "constats"})
    return markdown.write_workbook(replace(content, sheets=sheets)).replace("\\", "")
