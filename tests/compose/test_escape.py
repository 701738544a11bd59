from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import DictLoader

from planforge.compose.escape import escape, marked_lines, place, restored, unmarked
from planforge.compose.reader import read_markdown
from planforge.compose.sandbox import Sandbox
from planforge.compose.templates import Rendered
from planforge.document.blocks import Heading, ItemList, Paragraph
from planforge.document.text import plain
from planforge.values import clean, french

TEMPLATE = """\
# Avant {{ answer }} après {#titre}

{{ answer }}

Dans **{{ answer }}**, *{{ answer }}* et `{{ answer }}`.

- {{ answer }}
- {{ bold(answer) ~ answer }}
"""
MACRO = "{% macro bold(x) %}**{{ x }}**{% endmacro %}"
HOSTILE = "<&>{}|*_[]()#`~\\!-+=.:;'\"$%^@/?0123456789aé «»’\u00a0\u202f\t"
sandbox = Sandbox(DictLoader({"t": MACRO + TEMPLATE}), lambda value: value)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def is_legal(answer: str) -> bool:
    """What the record lets through: clean text on one line, no private character of planes 15 and 16."""
    return clean(answer) == answer and "\n" not in answer and all(char < "\U000f0000" for char in answer)


answers = st.one_of(st.text(st.sampled_from(HOSTILE), max_size=60), st.text(max_size=40)).filter(is_legal)


@given(answers)
@example("- puce")
@example("1. un")
@example("# titre {#x}")
@example("<b>&amp;</b>")
@example("{{ 7 * 7 }} {% raw %}")
@example("**gras** _it_ `code` [x](javascript:alert(1)) ![i](y) [[#titre]]")
@example("\\* \\")
@example("> [!NOTE]")
@example("```zone")
@example("[ ] case")
@example("\u00a0 insécable\u00a0: ")
@example("")
def test_an_answer_comes_out_of_a_template_as_it_went_in(answer: str) -> None:
    marked = sandbox.get_template("t").render(answer=answer)
    blocks = read_markdown(Rendered("t", unmarked(marked), marked))

    heading, *others = blocks
    assert isinstance(heading, Heading)
    assert squeezed(plain(heading.text)) == squeezed(french(f"Avant {squeezed_keeping(answer)} après"))
    items = others[-1]
    assert isinstance(items, ItemList)
    assert len(items.items) == 2
    assert squeezed(plain(items.items[0].text)) == squeezed(french(squeezed_keeping(answer)))
    if squeezed_keeping(answer):
        alone, inside = others[:2]
        assert isinstance(alone, Paragraph)
        assert isinstance(inside, Paragraph)
        assert squeezed(plain(alone.text)) == squeezed(french(squeezed_keeping(answer)))
        looks = [(squeezed(run.text), run.bold, run.italic, run.code) for run in inside.text]
        assert (squeezed(answer), False, False, True) in looks
        assert any(bold for _, bold, _, _ in looks)
        assert any(italic for _, _, italic, _ in looks)


def squeezed_keeping(answer: str) -> str:
    return re.sub(r"[^\S\u00a0\u202f]+", " ", answer).strip(" ")


@given(answers)
def test_escaping_leaves_no_ascii_punctuation_and_restores(answer: str) -> None:
    escaped = escape(answer)

    assert not re.search(r"[!-/:-@\[-`{-~]", escaped)
    assert restored(escaped) == re.sub(r"[^\S\u00a0\u202f]+", " ", answer)


def test_private_characters_do_not_pass_for_marks() -> None:
    assert restored(escape("a\U0010f72ab")) == "a\ufffdb"


def test_a_line_keeps_its_place() -> None:
    marked = marked_lines("a\nb\nc", file=3, line=10)

    assert unmarked(marked) == "a\nb\nc"
    assert place(marked, 2) == (3, 11)
    assert place(marked, 9) is None
