"""What pages show: anything that was answered comes out as text, whatever it looks like; every page is usable."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planforge.interview.steps import Answer, Refusal
from tests.interview.conftest import begin
from tests.interview.web.accessibility import faults
from tests.interview.web.conftest import record
from tests.interview.web.visitor import Page

if TYPE_CHECKING:
    from tests.interview.web.conftest import Serve

TRICKS = (
    '<script>alert("1")</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><h1>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; &#60;",
    "<!-- -->]]>",
    "javascript:alert(1)",
)
WORD = st.text(min_size=1, max_size=20) | st.sampled_from(TRICKS)


class Texts(HTMLParser):
    """The values of a page, and its tags in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.values: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value or "" for name, value in attrs if name == "value"]


@given(WORD)
@example("'")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_answer_comes_out_as_text_where_it_is_asked_again(serve: Serve, word: str) -> None:
    form = serve()
    harmless = Texts(form.at("ght").page.html)
    slot = next(one for one in form.here.listed if one.address[-1] == "ght")
    if isinstance(form.desk.sitting.take(slot, Answer(word)), Refusal):
        return
    kept = form.value("establishment", "ght")
    shown = Texts(form.at("ght").page.html)
    assert shown.tags == harmless.tags
    assert kept in shown.values


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_that_is_named_or_noted_adds_a_tag(serve: Serve, trick: str) -> None:
    named = {
        "establishment": {"name": trick, "statute": "public", "activities": ["mco"], "ght": trick},
        "people": [{"id": "dsi", "function": trick}],
        "services": [{"id": "s", "name": trick, "activities": [{"id": "a", "name": trick}]}],
        "applications": [{"id": "a", "name": trick}],
        "crisis": {"off_network_means": [trick, trick]},
        "governance": {"sponsor": {"unknown": {"ask": trick}}},
    }
    plain = _renamed(named, trick)
    wicked, harmless = serve(begin(data=record(**named))), serve(begin(data=record(**plain)))
    for path in (
        "/",
        "/recapitulatif",
        "/recapitulatif?s=maison",
        "/recapitulatif?s=services",
        "/recapitulatif?s=informatique",
        "/retirer?q=9/services&e=s",
        *(f"/question?q={one.node.rank}/{'/'.join(one.address)}" for one in wicked.here.listed),
    ):
        shown = wicked.visitor.go(path)
        assert [one.tag for one in shown.elements] == [one.tag for one in harmless.visitor.go(path).elements], path
        assert faults(shown) == []


def _renamed(value: Any, trick: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(one, trick) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, trick) for one in value]
    return "Nom" if value == trick else value


@pytest.mark.parametrize("trick", TRICKS)
def test_what_is_refused_is_shown_again_as_text(serve: Serve, trick: str) -> None:
    page = serve().at("date").press("Enregistrer et continuer", answer=trick)
    assert page.one("input", name="answer")["value"] == trick
    assert page.all("p", id="refusal")


def test_a_list_of_lines_keeps_each_line(serve: Serve) -> None:
    form = serve()
    form.at("off_network_means").press("Enregistrer et continuer", answer="\r\nTalkies\r\n<b>Radio</b>")
    assert form.value("crisis", "off_network_means") == ["Talkies", "<b>Radio</b>"]
    page = form.at("off_network_means").page
    assert page.one("textarea", name="answer").text == "\nTalkies\n<b>Radio</b>"
    assert [one.words for one in page.all("p", id="lignes")] == ["Une réponse par ligne."]


def test_a_suggestion_is_filled_in_and_said_to_be_one(serve: Serve) -> None:
    services = [{"id": "s", "name": "Urgences", "type": "urgences"}]
    page = serve(begin(data=record(services=services))).at("limit").page
    assert page.one("input", name="answer")["value"]
    assert page.one("p", id="suggestion").words.endswith("Elle est déjà dans la réponse : gardez-la ou changez-la.")


def test_a_part_opens_with_its_length_and_its_reason(serve: Serve) -> None:
    form = serve()
    assert form.at("name").page.one("div", class_="intro").words == (
        "Votre établissement (8 questions, environ 4 minutes). Pour commencer."
    )
    assert form.at("ght").page.all("div", class_="intro") == []


def test_the_parts_are_listed_with_their_counts_and_where_one_is(serve: Serve) -> None:
    page = serve().at("services").page
    assert page.one("nav").words == (
        "Les parties du questionnaire Votre établissement 1 sur 8 Vos services 0 sur 1 Vos applications 0 sur 3"
    )
    assert [one.words for one in page.all("a") if one.has("aria-current")] == ["Vos services"]


def test_the_start_says_what_is_ahead_and_who_may_answer(serve: Serve) -> None:
    page = serve().visitor.go("/")
    assert page.heading == "Répondre aux questions de votre plan"
    assert page.one("p", class_="lead").words.startswith("Il reste 11 questions, environ ")
    assert [one["value"] for one in page.all("input", type="radio")] == ["", "quality", "board", "it"]
    assert page.one("a", class_="first").words == "Commencer"


def test_nobody_can_do_anything_with_a_page_that_anyone_may_see(serve: Serve) -> None:
    form = serve()
    page = Page(form.application.pages.stopped())
    assert (page.sheets, page.all("nav")) == ([], [])
    assert "CH de Murat" not in page.words
