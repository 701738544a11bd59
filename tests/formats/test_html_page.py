from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.text import Gap
from planforge.formats.html_page import Line, Page, page

if TYPE_CHECKING:
    from planforge.document.documents import Control


@pytest.fixture
def content(control: Control) -> Page:
    """A page of one paragraph."""
    return Page("Plan & reprise", "Volet <PCRI>", control, "", "<p>Corps</p>", (Line("a", 1, "1", "Objet"),))


def test_a_page_is_whole_french_and_escaped(content: Page) -> None:
    made = page(content)

    assert made.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert "<title>Plan &amp; reprise — CH de Valmont</title>" in made
    assert '<p class="subtitle">Volet &lt;PCRI&gt;</p>' in made
    assert '<main id="contenu"><p>Corps</p></main>' in made


def test_the_policy_lets_in_our_style_sheet_and_nothing_else(content: Page) -> None:
    made = page(content)

    (style,) = re.findall("<style>(.*?)</style>", made, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in made


def test_contents_lead_to_each_heading(content: Page) -> None:
    outline = (Line("a", 1, "1", "Objet"), Line("b", 2, "", "Annexe <A>"))
    made = page(content._replace(outline=outline))

    assert '<li class="l1"><a href="#a">1 Objet</a></li>' in made
    assert '<li class="l2"><a href="#b">Annexe &lt;A&gt;</a></li>' in made
    assert "<nav" not in page(content._replace(outline=()))


def test_document_control_stands_before_the_body_when_there_is_some(content: Page) -> None:
    assert '<section class="front" aria-label="Maîtrise">tableau</section><p>Corps</p>' in page(
        content._replace(front="tableau")
    )
    assert 'class="front"' not in page(content)


def test_what_nobody_filled_is_said_in_the_footer(content: Page, control: Control) -> None:
    made = page(content._replace(control=replace(control, date=Gap("DSI"), code="")))

    assert "<footer><p>PCA-CHV · version 1.2 · À COMPLÉTER (DSI) · projet</p></footer>" in made


def test_a_marking_is_shown_only_when_there_is_one(content: Page, control: Control) -> None:
    assert '<p class="marking">TLP:AMBER</p>' in page(content)
    assert 'class="marking"' not in page(content._replace(control=replace(control, marking="")))


@pytest.mark.parametrize(
    ("logo", "kind"), [(b"\x89PNG\r\n\x1a\n...", "png"), (b"\xff\xd8\xff...", "jpeg"), (b"<svg/>", ""), (b"", "")]
)
def test_a_logo_is_put_in_the_file_when_it_is_a_picture(
    content: Page, control: Control, logo: bytes, kind: str
) -> None:
    made = page(content._replace(control=replace(control, logo=logo)))

    assert re.findall(r'<img alt="" src="data:image/(\w+);base64,', made) == ([kind] if kind else [])
