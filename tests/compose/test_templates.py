from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.compose.reader import read_markdown
from planforge.compose.templates import Templates
from planforge.document.text import CellValue, Gap, Tone, plain
from planforge.errors import Problem, TemplateError
from planforge.formats.cells import say
from planforge.model.answer import Answer, Source
from planforge.values import Percent, read_duration, read_period, read_rate, read_volume

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.compose.conftest import Render


def problem_of(caught: pytest.ExceptionInfo[TemplateError]) -> Problem:
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("urgences", "urgences"),
        (1234.5, "1\u202f234,5"),
        (True, "oui"),
        (date(2026, 11, 20), "20/11/2026"),
        (read_duration("4h"), "4\u00a0h"),
        (Percent(82), "82\u00a0%"),
        (None, "À COMPLÉTER"),
        (Gap("DSI", date(2026, 12, 15)), "À COMPLÉTER (DSI, avant le\u00a015/12/2026)"),
        (Answer[str](value="prêt"), "prêt"),
        (Answer[str].model_validate({"unknown": {"ask": "DSI"}}), "À COMPLÉTER (DSI)"),
        ("deux\nlignes\r\n  et plus", "deux lignes et plus"),
    ],
)
def test_a_value_is_said_in_french(render: Render, value: object, printed: str) -> None:
    (paragraph,) = read_markdown(render("{{ value }}", value=value))

    assert plain(paragraph.text) == printed  # type: ignore[union-attr] # a paragraph


SAID_ALIKE = [
    "urgences",
    12345.5,
    3,
    True,
    date(2026, 11, 20),
    read_duration("2j 4h"),
    read_volume("850 Go"),
    read_rate("100 Mo/s"),
    Percent(82.5),
    Gap("DSI", date(2026, 12, 15)),
    Gap(),
]


@pytest.mark.parametrize("value", SAID_ALIKE, ids=lambda value: type(value).__name__)
def test_prose_says_a_value_as_a_table_cell_does(render: Render, value: CellValue) -> None:
    (paragraph,) = read_markdown(render("{{ value }}", value=value))

    assert plain(paragraph.text) == say(value)  # type: ignore[union-attr] # a paragraph


def test_periods_and_choices_have_their_words(render: Render) -> None:
    (paragraph,) = read_markdown(render("{{ period }} {{ choice }}", period=read_period("1 an"), choice=Source.EXPERT))

    assert plain(paragraph.text) == "1\u00a0an dit d’expert"  # type: ignore[union-attr] # a paragraph


def test_a_missing_value_has_the_look_of_a_gap(render: Render) -> None:
    (paragraph,) = read_markdown(render("Appeler {{ who }} d’abord", who=Gap("DSI")))

    assert [(run.text, run.tone) for run in paragraph.text] == [  # type: ignore[union-attr] # a paragraph
        ("Appeler ", Tone.NEUTRAL),
        ("À COMPLÉTER (DSI)", Tone.GAP),
        (" d’abord", Tone.NEUTRAL),
    ]


def test_the_voice_says_what_only_the_caller_knows(tmp_path: Path) -> None:
    (tmp_path / "t.md.j2").write_text("{{ who }}", encoding="utf-8")
    templates = Templates([tmp_path], voice=lambda value: "Cadre de garde" if value == "cadre" else value)

    assert plain(read_markdown(templates.render("t", who="cadre"))[0].text) == "Cadre de garde"  # type: ignore[union-attr] # a paragraph


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ ['a*', 'b', 'c'] | et }}", "a*, b et c"),
        ("{{ ['a*'] | et }}{{ [] | et }}", "a*"),
        ("{{ 'ab cD' | initiale }}", "Ab cD"),
        ("{{ accord(1, 'lit', 'lits') }} {{ accord(2, 'lit', 'lits') }}", "lit lits"),
        ("{% macro m(x) %}{{ x }}!{% endmacro %}{{ m('*a*') ~ ' *b* ' + m('c') }}", "*a*\u00a0! *b* c\u00a0!"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ [m('<'), '*'] | join(' & ') }}", "< & *"),
        ("{% set x %}{{ '*a*' }}{% endset %}{{ x }}", "*a*"),
    ],
)
def test_what_templates_can_do(render: Render, template: str, printed: str) -> None:
    (paragraph,) = read_markdown(render(template))

    assert plain(paragraph.text) == printed  # type: ignore[union-attr] # a paragraph


@pytest.mark.parametrize(
    ("template", "code", "line", "message"),
    [
        ("a\n{{ nom }}", "template-undefined", 2, "« nom » n’existe pas ici."),
        ("a\nb\n{{ service.chef }}", "template-undefined", 3, "« chef » n’existe pas sur « dict »."),
        ("{% if x %}\nb", "template-syntax", 2, "L’écriture du gabarit est incorrecte ici."),
        ("a\n{{ x | safe }}", "template-syntax", 2, "L’écriture du gabarit est incorrecte ici."),
        ("a\n{{ 'a' | nope }}", "template-syntax", 2, "L’écriture du gabarit est incorrecte ici."),
        ("{{ ''.__class__.__mro__ }}", "template-forbidden", 1, "Cette opération est interdite dans un gabarit."),
        ("\n\n{{ service.update(a=1) }}", "template-forbidden", 3, "Cette opération est interdite dans un gabarit."),
        ("\n{{ 1 + 'a' }}", "template-value", 2, "Cette expression ne peut pas être calculée."),
        ("\n{{ service }}", "template-value", 2, "Cette expression ne peut pas être calculée."),
        ("\n{{ 1 / 0 }}", "template-value", 2, "Cette expression ne peut pas être calculée."),
        ("{% include 'essai.md.j2' %}", "template-recursion", 1, "Le gabarit s’appelle lui-même sans fin."),
        ("a\n{% include 'absent.md.j2' %}", "template-absent", 2, "Le gabarit « absent.md.j2 » n’existe pas."),
    ],
)
def test_a_fault_has_its_place(render: Render, template: str, code: str, line: int, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(template, service={})

    problem = problem_of(caught)
    assert (problem.code, problem.location.line) == (code, line)
    assert problem.message == message
    assert problem.location.file.endswith("/essai.md.j2")
    assert problem.frame


def test_a_fault_in_a_macro_of_another_file_names_that_file(write_templates: Callable[..., Templates]) -> None:
    templates = write_templates(
        a='{% from "m.md.j2" import m %}\n\n{{ m(1) }}', m="{% macro m(x) %}\n{{ y }}{% endmacro %}"
    )

    with pytest.raises(TemplateError) as caught:
        templates.render("a")

    assert problem_of(caught).location.file.endswith("/m.md.j2")
    assert problem_of(caught).location.line == 2


def test_a_template_that_does_not_exist_names_its_neighbours(write_templates: Callable[..., Templates]) -> None:
    with pytest.raises(TemplateError) as caught:
        write_templates(plan="x").render("plna")

    assert problem_of(caught).message == "Le gabarit « plna.md.j2 » n’existe pas."
    assert "plan" in problem_of(caught).hint


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.md.j2").write_bytes("é".encode("cp1252"))

    with pytest.raises(TemplateError) as caught:
        Templates([tmp_path]).render("t")

    assert problem_of(caught).message == "Le gabarit n’est pas écrit en UTF-8."


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "t.md.j2").write_bytes(b"\xef\xbb\xbf# T {#t}")

    assert Templates([tmp_path]).render("t").text == "# T {#t}"


def test_our_own_failure_is_a_bug_and_not_the_template_s(render: Render) -> None:
    with pytest.raises(TypeError):
        render("{{ read(3) }}", read=read_duration)


def test_the_establishment_s_own_template_comes_first_and_may_build_on_ours(tmp_path: Path) -> None:
    own, packaged = tmp_path / "own", tmp_path / "packaged"
    own.mkdir()
    packaged.mkdir()
    (packaged / "plan.md.j2").write_text("{% block a %}A{% endblock %} B", encoding="utf-8")
    (packaged / "other.md.j2").write_text("other", encoding="utf-8")
    (own / "plan.md.j2").write_text(
        '{% extends "planforge/plan.md.j2" %}{% block a %}ours{% endblock %}', encoding="utf-8"
    )

    templates = Templates([own, packaged])

    assert templates.render("plan").text == "ours B"
    assert templates.render("other").text == "other"
    assert templates.names() == ("other", "plan")
    shutil.rmtree(own)
    assert Templates([own, packaged]).render("plan").text == "A B"


def test_comments_are_those_of_html(render: Render) -> None:
    assert render("a\n<!-- {{ nope }} -->\nb").text == "a\nb"


def test_a_template_too_deep_to_be_read_is_a_problem(render: Render) -> None:
    with pytest.raises(TemplateError) as caught:
        render("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}")

    problem = problem_of(caught)
    assert (problem.code, problem.message) == ("template-depth", "Le gabarit a trop de niveaux imbriqués.")
    assert problem.location.file.endswith("/essai.md.j2")
