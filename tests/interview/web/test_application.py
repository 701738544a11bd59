"""The form as somebody with a browser meets it: pages, buttons, other tabs, buttons pressed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.errors import OutputError
from planforge.interview.web import words
from planforge.interview.web.course import Course
from tests.interview.web.conftest import DOOR, LET_IN
from tests.interview.web.visitor import Visitor

if TYPE_CHECKING:
    import pytest

    from planforge.answers.journal import Entry
    from tests.interview.web.conftest import Serve


def test_an_answer_is_in_the_journal_before_the_next_page(serve: Serve) -> None:
    form = serve()
    page = form.at("name").press("Enregistrer et continuer", answer="CH de Valmont")
    assert form.value("establishment", "name") == "CH de Valmont"
    assert page.one("p", role="status").words == "Enregistré : CH de Valmont"
    assert page.heading == "GHT"


def test_a_question_says_where_one_is_why_it_is_asked_and_what_to_write(serve: Serve) -> None:
    page = serve().at("name").page
    assert page.title == "Question 1 sur 12 – Votre établissement – planforge"
    assert page.one("progress").attributes["max"] == "12"
    assert page.heading == "Quel est votre nom ?"
    field = page.one("input", name="answer")
    assert field["value"] == "CH de Murat"
    assert field["aria-describedby"] == "why example former"
    assert page.one("p", id="why").words == "Pourquoi : Il s’imprime."
    assert page.one("p", id="example").words == "Exemple : CH de Murat"


def test_a_wrong_answer_is_told_beside_its_field_and_kept_in_it(serve: Serve) -> None:
    form = serve()
    page = form.at("date").press("Enregistrer et continuer", answer="bientôt")
    assert page.title.startswith("À corriger – ")
    refusal = page.one("p", id="refusal")
    assert refusal["role"] == "alert"
    assert refusal.words.startswith("À corriger : « bientôt » n’est pas une date")
    field = page.one("input", name="answer")
    assert (field["value"], field["aria-invalid"]) == ("bientôt", "true")
    assert "refusal" in field["aria-describedby"].split()
    assert form.journal == []
    assert form.visitor.press("Enregistrer et continuer", answer="20/11/2026").all("p", id="refusal") == []


def test_no_answer_at_all_says_what_else_one_may_do(serve: Serve) -> None:
    page = serve().at("date").press("Enregistrer et continuer")
    assert page.one("p", id="refusal").words == (
        "À corriger : Il manque une réponse : donnez-la, ou choisissez « Je ne sais pas encore » ou « Passer »."
    )


def test_what_one_does_not_know_is_noted_with_who_and_when(serve: Serve) -> None:
    form = serve()
    page = form.at("sponsor").press("Noter que je ne sais pas encore", ask="Direction générale", due="15/12/2026")
    told = {"unknown": {"ask": "Direction générale", "due": "15/12/2026"}}
    assert form.value("governance", "sponsor") == told
    assert page.one("p", role="status").words == "Enregistré : je ne sais pas encore (Direction générale, 15/12/2026)"
    again = form.at("sponsor").page
    assert again.one("p", id="former").words.endswith("je ne sais pas encore (Direction générale, 15/12/2026)")


def test_a_wrong_date_for_who_will_know_is_told_there(serve: Serve) -> None:
    form = serve()
    page = form.at("sponsor").press("Noter que je ne sais pas encore", ask="Direction", due="demain")
    assert page.one("details").has("open")
    assert page.one("p", id="refusal-unknown").words.startswith("À corriger : « demain » n’est pas une date")
    assert (page.one("input", name="ask")["value"], page.one("input", name="due")["value"]) == ("Direction", "demain")
    assert form.journal == []


def test_a_refused_who_and_when_leaves_the_answer_as_it_was(serve: Serve) -> None:
    form = serve()
    form.at("date").press("Enregistrer et continuer", answer="20/11/2026")
    page = form.at("date").press("Noter que je ne sais pas encore", due="demain")
    assert page.one("input", name="answer")["value"] == "20/11/2026"
    assert page.all("p", id="unsaved") == []


def test_a_question_may_be_passed_and_comes_back_in_the_recap(serve: Serve) -> None:
    form = serve()
    form.at("date").press("Passer")
    assert "Passé : vous pourrez y revenir." in form.visitor.page.words
    assert "Date des documents" in form.visitor.go("/recapitulatif").words


def test_back_leads_to_the_question_before_with_its_answer(serve: Serve) -> None:
    form = serve()
    form.at("ght").press("Revenir")
    assert form.visitor.page.heading == "Activités"
    assert [one["value"] for one in form.visitor.page.all("input", type="checkbox") if one.has("checked")] == ["=mco"]


def test_back_at_the_very_first_question_stays_there(serve: Serve) -> None:
    assert serve().at("name").press("Revenir").heading == "Quel est votre nom ?"


def test_what_was_written_before_going_back_waits_in_its_field(serve: Serve) -> None:
    form = serve()
    form.at("date").press("Revenir", answer="20/11/2026")
    page = form.at("date").page
    assert page.one("input", name="answer")["value"] == "20/11/2026"
    assert page.one("p", id="unsaved").words.startswith("Pas encore enregistré")
    assert form.journal == []


def test_a_button_pressed_twice_takes_the_answer_once(serve: Serve) -> None:
    form = serve()
    first = form.at("date").press("Enregistrer et continuer", answer="20/11/2026").heading
    again = form.visitor.post("/question", form.visitor.posted[-1])
    assert (again.heading, len(form.journal)) == (first, 1)


def test_an_entry_added_twice_with_one_press_is_there_once(serve: Serve) -> None:
    form = serve()
    form.at("services").press("Ajouter", name="Standard")
    form.visitor.post("/question", form.visitor.posted[-1])
    assert [one.words for one in form.visitor.page.all("span", class_="entry")] == ["Standard"]


def test_a_form_of_another_tab_over_something_else_is_not_taken(serve: Serve) -> None:
    form = serve()
    other = Visitor(form.application, dict(LET_IN))
    other.go(form.at("date").at)
    form.visitor.press("Enregistrer et continuer", answer="20/11/2026")
    page = other.press("Enregistrer et continuer", answer="21/11/2026")
    assert page.one("p", role="status").words.startswith("Cette réponse avait changé entre-temps")
    assert page.one("input", name="answer")["value"] == "21/11/2026"
    assert form.value("document", "date") == "20/11/2026"
    other.press("Enregistrer et continuer", answer="21/11/2026")
    assert form.value("document", "date") == "21/11/2026"


def test_two_tabs_at_two_questions_are_both_taken(serve: Serve) -> None:
    form = serve()
    other = Visitor(form.application, dict(LET_IN))
    other.go(form.at("date").at)
    form.at("ght").press("Enregistrer et continuer", answer="GHT Cantal")
    other.press("Enregistrer et continuer", answer="20/11/2026")
    assert form.value("document", "date") == "20/11/2026"
    assert form.value("establishment", "ght") == "GHT Cantal"


def test_the_same_answer_from_another_tab_goes_on_without_a_word(serve: Serve) -> None:
    form = serve()
    other = Visitor(form.application, dict(LET_IN))
    other.go(form.at("date").at)
    form.visitor.press("Enregistrer et continuer", answer="20/11/2026")
    form.at("ght").press("Passer")
    assert other.press("Enregistrer et continuer", answer="20/11/2026").all("p", class_="warning") == []


def test_a_question_that_is_not_asked_any_more_gives_way_to_the_next(serve: Serve) -> None:
    form = serve()
    other = Visitor(form.application, dict(LET_IN))
    other.go(form.at("ght").at)
    form.at("activities").press("Enregistrer et continuer", answer="=psy")
    page = other.press("Enregistrer et continuer", answer="GHT Cantal")
    assert page.one("p", role="status").words == "La question n’est plus posée : voici la suivante."
    assert form.value("establishment", "ght") is None
    assert other.go("/question?q=999/nothing").one("p", role="status").words.startswith("La question n’est plus")


def test_an_unfinished_addition_comes_before_any_other_answer(serve: Serve) -> None:
    form = serve()
    other = Visitor(form.application, dict(LET_IN))
    other.go(form.at("date").at)
    form.at("exercises").press("Ajouter", name="Nuit blanche")
    assert form.visitor.page.heading == "Quel genre d’exercice ?"
    page = other.press("Enregistrer et continuer", answer="20/11/2026")
    assert page.one("p", role="status").words.startswith("Un ajout est en cours")
    assert page.heading == "Quel genre d’exercice ?"
    form.visitor.page = page
    form.visitor.press("Revenir")
    assert form.at("date").page.one("input", name="answer")["value"] == "20/11/2026"


def test_going_on_from_a_part_stays_in_it(serve: Serve) -> None:
    form = serve()
    form.visitor.go("/")
    form.visitor.follow("Vos applications")
    assert form.visitor.press("Terminer sans rien de plus").heading == "Situations"


def test_the_end_leads_to_the_recap_and_to_what_was_left(serve: Serve) -> None:
    form = serve()
    form.at("exercises").press("Terminer sans rien de plus")
    assert form.visitor.page.heading == "Quel est votre nom ?"  # the first one that is still open


def test_the_recap_gives_each_part_its_counts_and_each_answer_its_way_back(serve: Serve) -> None:
    form = serve()
    form.at("name").press("Enregistrer et continuer")
    page = form.visitor.go("/recapitulatif")
    assert "Votre établissement : 2 réponses sur 8, 6 sans réponse" in page.words
    form.visitor.follow("Relire Votre établissement")
    assert form.visitor.page.heading == "Votre établissement"
    assert form.visitor.follow("Modifier Quel est votre nom ?").one("input", name="answer")["value"] == "CH de Murat"


def test_a_part_that_does_not_exist_shows_the_whole_recap(serve: Serve) -> None:
    assert serve().visitor.go("/recapitulatif?s=nothing").heading == "Récapitulatif"


def test_stopping_asks_once_says_that_all_is_saved_and_is_the_last_answer(serve: Serve) -> None:
    form = serve()
    assert form.visitor.go("/arret").heading == "Arrêter pour aujourd’hui"
    body = b"jeton=le-jeton"
    sent = {"origin": DOOR.origin, "content_type": "application/x-www-form-urlencoded"}
    assert form.visitor.asked("POST", "/arret", body, **sent).last
    assert form.visitor.press("Arrêter l’assistant").heading == "Tout est enregistré"


def test_what_does_not_exist_is_said_and_opens_no_file(serve: Serve) -> None:
    form = serve()
    for path in ("/nothing", "/../pyproject.toml", "/style.css/../base.html", "/%2e%2e/x", "/base.html"):
        page = form.visitor.go(path)
        assert (form.visitor.status, page.words.count(words.NO_SUCH_PAGE.replace("\u00a0", " "))) == (404, 1)


def test_the_stylesheet_is_the_one_file_and_is_kept_a_while(serve: Serve) -> None:
    response = serve().visitor.asked("GET", "/style.css")
    assert response.kind.startswith("text/css")
    assert b"Cache-Control: private, max-age=600" in response.encoded()
    assert b":focus-visible" in response.body


def test_a_journal_that_cannot_be_written_leaves_the_answer_in_its_field(serve: Serve) -> None:
    form = serve()

    def full(_: Entry) -> None:
        raise OutputError("Le disque est plein.")

    form.desk.sitting.session.journal = full
    page = form.at("date").press("Enregistrer et continuer", answer="20/11/2026")
    assert page.one("p", id="refusal").words == "À corriger : Le disque est plein."
    assert page.one("input", name="answer")["value"] == "20/11/2026"


def test_an_error_of_ours_is_a_page_with_a_way_back(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    form = serve()

    def unwritable(_: Course) -> None:
        raise OutputError("planforge.yaml vient d’être modifié.")

    monkeypatch.setattr(Course, "finish", unwritable)
    form.visitor.go("/recapitulatif")
    page = form.visitor.press("Terminer")
    assert (form.visitor.status, "planforge.yaml vient d’être modifié." in page.words) == (500, True)
    assert form.visitor.follow("Revenir au questionnaire").all("nav")


def test_a_bug_is_reported_and_the_other_pages_go_on(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    form = serve()
    told: list[Exception] = []
    form.application.on_fault = told.append
    monkeypatch.setattr(type(form.application.pages), "stop", lambda _: 1 / 0)
    page = form.visitor.go("/arret")
    assert (form.visitor.status, page.heading) == (500, "Cela n’a pas pu être fait")
    assert [type(one) for one in told] == [ZeroDivisionError]
    assert form.visitor.go("/").heading == "Répondre aux questions de votre plan"
