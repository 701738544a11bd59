from __future__ import annotations

import pytest

from planforge.document.tables import Cell
from planforge.document.text import Gap, Run, Tone, text
from planforge.formats.cells import DEFAULT_MARK
from planforge.formats.html_text import cell_words, element, marks, text_words, words


def test_markup_is_escaped_and_forbidden_characters_go() -> None:
    assert words("<b>&\"'\x07") == "&lt;b&gt;&amp;&quot;&#x27;"


def test_attributes_are_escaped_and_empty_ones_left_out() -> None:
    assert marks(class_="a b", aria_label='"x"', id="") == ' class="a b" aria-label="&quot;x&quot;"'
    assert element("p", "<b>x</b>", id="a") == '<p id="a"><b>x</b></p>'


@pytest.mark.parametrize(
    ("run", "printed"),
    [
        (Run("F-ID", code=True), "<code>F-ID</code>"),
        (Run("a", bold=True, italic=True), "<strong><em>a</em></strong>"),
        (Run("ici", link="#ordre"), '<a href="#ordre">ici</a>'),
        (
            Run("là", link="https://example.org/?a=1&b=2"),
            '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">là</a>',
        ),
        (Run("SAMU", link="tel:15"), '<a href="tel:15" rel="noopener noreferrer">SAMU</a>'),
        (Run("vite", tone=Tone.STOP), '<span class="tone-stop">vite</span>'),
        (Run("À COMPLÉTER", tone=Tone.GAP), '<span class="gap">À COMPLÉTER</span>'),
    ],
)
def test_a_run_has_its_look(run: Run, printed: str) -> None:
    assert text_words((run,)) == printed


@pytest.mark.parametrize("link", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc", "#", "x"])
def test_an_address_that_may_harm_or_leads_nowhere_is_no_link(link: str) -> None:
    assert text_words((Run("mot", link=link),)) == "mot"
    assert cell_words(Cell("mot", link=link)) == "mot"


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (Cell("a\nb"), "a<br>b"),
        (Cell(None), ""),
        (Cell(None, bold=True), ""),
        (Cell(12, bold=True), "<strong>12</strong>"),
        (Cell(Gap("DSI")), '<span class="gap">À COMPLÉTER (DSI)</span>'),
        (Cell(text("Voir ", Run("F-ID", code=True))), "Voir <code>F-ID</code>"),
        (Cell("dpi", link="#dpi"), '<a href="#dpi">dpi</a>'),
        (Cell("non", note="jamais <testé>"), 'non<span class="remark"> (jamais &lt;testé&gt;)</span>'),
    ],
)
def test_a_cell_has_its_words(cell: Cell, printed: str) -> None:
    assert cell_words(cell) == printed


def test_a_value_that_nobody_validated_is_marked() -> None:
    assert DEFAULT_MARK in cell_words(Cell("4 h", default=True))
    assert DEFAULT_MARK not in cell_words(Cell("4 h"))
