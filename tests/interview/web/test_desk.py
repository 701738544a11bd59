"""What each button comes to: lists, tables, choices; what cannot be taken waits with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.interview.steps import State
from planforge.interview.web.messages import Form
from planforge.interview.web.route import is_cell
from tests.interview.conftest import begin
from tests.interview.web.conftest import record

if TYPE_CHECKING:
    from tests.interview.web.conftest import Serve
    from tests.interview.web.visitor import Page

APPLICATIONS = [{"id": "a", "name": "Dossier"}, {"id": "b", "name": "Labo"}]
TABLE = record(applications=APPLICATIONS)


def entries(page: Page) -> list[str]:
    """What is in the list of a page."""
    return [one.words for one in page.all("span", class_="entry")]


def test_usual_entries_and_one_of_ones_own_are_added_together(serve: Serve) -> None:
    form = serve()
    page = form.at("services").press("Ajouter", pick=["urgences", "laboratoire"], name="Standard")
    assert entries(page) == ["Urgences (adultes, pédiatriques, UHCD)", "Laboratoire de biologie médicale", "Standard"]
    assert page.one("p", role="status").words.startswith("Ajouté : Urgences (adultes, pédiatriques, UHCD), Labo")
    assert {one["value"] for one in page.all("input", name="pick")}.isdisjoint({"urgences", "laboratoire"})


def test_adding_nothing_says_what_to_do(serve: Serve) -> None:
    page = serve().at("services").press("Ajouter")
    assert page.one("p", id="refusal").words == "À corriger : Cochez un élément, ou écrivez un nom, puis ajoutez."


def test_finishing_a_list_adds_what_is_ticked_first(serve: Serve) -> None:
    form = serve()
    page = form.at("services").press("Terminer sans rien de plus", pick=["urgences"], name="Standard")
    assert [entry.address for entry in form.journal[:2]] == [("services", "urgences"), ("services", "standard")]
    assert page.heading == "Qui est responsable ?"
    assert page.one("p", role="status").words.startswith("Ajouté : ")


def test_a_name_that_is_refused_waits_beside_its_reason(serve: Serve) -> None:
    page = serve().at("scenarios").press("Terminer la liste", pick=["nothing-of-the-kind"])
    assert page.one("p", id="refusal").words.startswith("À corriger : « nothing-of-the-kind » n’est pas dans la liste")


def test_an_entry_is_changed_through_its_questions_and_back_to_its_list(serve: Serve) -> None:
    form = serve(begin(data=record(exercises=[{"id": "e", "title": "Nuit", "kind": "table-top"}])))
    page = form.at("exercises").press("Modifier Nuit")
    assert page.one("input", name="answer")["value"] == "Nuit"
    form.visitor.press("Enregistrer et continuer", answer="Nuit blanche")
    assert form.visitor.page.heading == "Quel genre d’exercice ?"
    form.visitor.press("Enregistrer et continuer")
    form.visitor.press("Enregistrer et continuer", answer="20/11/2025")
    assert entries(form.visitor.page) == ["Nuit blanche"]


def test_an_entry_that_is_gone_cannot_be_changed(serve: Serve) -> None:
    form = serve(begin(data=record(services=[{"id": "s", "name": "S"}])))
    form.at("services")
    sheet = form.visitor.page.sheets[0].filled()
    page = form.visitor.send("/question", {**sheet, "do": ["change:gone"]})
    assert page.one("p", id="refusal").words.startswith("À corriger : « gone »")
    page = form.visitor.send("/question", {**sheet, "do": ["remove:gone"]})
    assert page.one("p", id="refusal").words.startswith("À corriger : « gone »")


def test_taking_an_entry_away_is_asked_first_with_what_goes_with_it(serve: Serve) -> None:
    services = [{"id": "s", "name": "Standard", "applications": [{"application": "a"}]}]
    form = serve(begin(data=record(applications=APPLICATIONS, services=services)))
    form.at("applications")
    page = form.visitor.follow("Retirer Dossier")
    assert page.heading == "Retirer « Dossier » et ses réponses ? 1 réponse qui le nomme sera effacée."
    assert form.visitor.follow("Non, garder").heading == "Vos applications"
    form.visitor.follow("Retirer Dossier")
    page = form.visitor.press("Oui, retirer")
    assert entries(page) == ["Labo"]
    assert page.one("p", role="status").words == "Retiré : Dossier"
    assert form.visitor.go("/retirer?q=9/services&e=gone").one("p", role="status").words.startswith("La question")


def test_what_an_entry_cannot_do_without_is_asked_before_it_is_added(serve: Serve) -> None:
    form = serve()
    page = form.at("exercises").press("Terminer sans rien de plus", name="Nuit blanche")
    assert page.heading == "Quel genre d’exercice ?"
    assert [one.words for one in page.all("button")] == ["Enregistrer et continuer", "Revenir"]
    page = form.visitor.press("Enregistrer et continuer", answer="=table-top")
    assert entries(page) == ["Nuit blanche"]


def test_a_list_that_one_cannot_fill_is_noted_as_such(serve: Serve) -> None:
    form = serve()
    form.at("services").press("Noter que je ne sais pas encore", ask="Direction")
    assert form.value("services") == {"unknown": {"ask": "Direction"}}


def test_what_was_ticked_before_going_back_waits(serve: Serve) -> None:
    form = serve()
    form.at("services").press("Revenir", pick=["urgences"], name="Standard")
    page = form.at("services").page
    assert [one["value"] for one in page.all("input", name="pick") if one.has("checked")] == ["urgences"]
    assert page.one("input", name="name")["value"] == "Standard"


def test_somebody_who_is_not_there_yet_is_created_by_the_answer(serve: Serve) -> None:
    form = serve()
    page = form.at("sponsor").press("Enregistrer et continuer", answer="+", other="Directeur général")
    assert page.one("p", role="status").words == "Enregistré : Directeur général"
    assert form.value("people", "directeur-general") == {"id": "directeur-general", "function": "Directeur général"}
    chosen = [one["value"] for one in form.at("sponsor").page.all("input", type="radio") if one.has("checked")]
    assert chosen == ["=directeur-general"]


def test_two_answers_at_once_are_refused_and_both_shown_again(serve: Serve) -> None:
    page = serve().at("sponsor").press("Enregistrer et continuer", answer="=dsi", other="Directeur")
    assert "gardez l’un des deux" in page.one("p", id="refusal").words
    assert page.one("input", name="other")["value"] == "Directeur"


def test_a_table_is_one_form_of_rows(serve: Serve) -> None:
    form = serve(begin(data=TABLE))
    page = form.at("vendor").page
    assert [one.words for one in page.all("th", scope="row")] == ["Dossier", "Labo"]
    page = form.visitor.press(
        "Enregistrer et continuer", c1__other="Maincare", c2__answer="4 h", c3__nsp="1", c5__answer="4", ask="DSI"
    )
    assert page.one("p", role="status").words == "Enregistré : 3 réponses dans le tableau."
    assert page.one("div", class_="refusal").words == (
        "Réponse à corriger Labo – En combien de temps après une panne ?"
    )
    assert page.one("a", href="#c5-answer").words == "Labo – En combien de temps après une panne ?"
    assert "unité" in page.one("p", id="c5-answer-refus").words
    assert page.one("input", id="c5-answer")["aria-describedby"] == "c5-answer-refus"
    assert page.one("p", id="vides").words.startswith("2 cases sans réponse")
    page = form.visitor.press("Passer les cases vides", c5__answer="4 h")
    assert page.heading == "Situations"
    cells = [form.here.state(one) for one in form.here.listed if is_cell(one)]
    assert cells == [
        State.ANSWERED,
        State.ANSWERED,
        State.UNKNOWN,
        State.PASSED,
        State.ANSWERED,
        State.PASSED,
    ]


def test_what_was_written_in_a_table_before_going_back_waits(serve: Serve) -> None:
    form = serve(begin(data=TABLE))
    page = form.at("vendor").press("Revenir", c2__answer="4 h", c3__nsp="1")
    assert page.heading == "Vos applications"
    page = form.at("vendor").page
    assert page.one("input", id="c2-answer")["value"] == "4 h"
    assert page.one("input", name="c3-nsp").has("checked")
    assert page.one("p", class_="unsaved")


def test_a_table_filled_in_over_something_else_is_not_taken(serve: Serve) -> None:
    form = serve(begin(data=TABLE))
    form.at("vendor")
    sheet = form.visitor.page.sheets[0].filled()
    form.visitor.press("Enregistrer et continuer", c2__answer="4 h")
    page = form.visitor.send("/question", {**sheet, "c2-answer": ["5 h"], "do": ["save"]})
    assert page.one("p", role="status").words.startswith("Cette réponse avait changé")
    assert form.value("applications", "a", "rto") == "4 h"


def test_a_list_filled_in_over_something_else_is_not_taken(serve: Serve) -> None:
    form = serve()
    form.at("services")
    sheet = form.visitor.page.sheets[0].filled()
    form.visitor.press("Ajouter", name="Standard")
    page = form.visitor.send("/question", {**sheet, "name": ["Accueil"], "do": ["add"]})
    assert page.one("p", role="status").words.startswith("Cette réponse avait changé")
    assert entries(page) == ["Standard"]


def test_a_button_that_is_none_of_ours_does_nothing(serve: Serve) -> None:
    form = serve()
    form.at("date")
    sheet = form.visitor.page.sheets[0].filled()
    assert form.visitor.send("/question", {**sheet, "do": ["explode"]}).heading == "Date des documents"
    assert form.desk.reply(Form()) == form.desk.sitting.current
    assert form.journal == []
