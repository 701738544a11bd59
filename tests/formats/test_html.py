from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import Heading, Paragraph
from planforge.document.text import Run, text
from planforge.formats.html import write_document, write_workbook

if TYPE_CHECKING:
    from planforge.document.documents import Document, Workbook

VOID = {"meta", "input", "br", "img"}


class Reading(HTMLParser):
    """Every element in order with its attributes; fails where elements do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def every(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def page(document: Document) -> Reading:
    return Reading(write_document(document))


def test_the_file_needs_nothing_and_runs_nothing(document: Document, page: Reading) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "iframe", "object", "img", "form", "base"}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert not [attributes for _, attributes in page.elements if "style" in attributes]
    policy = next(meta["content"] for meta in page.every("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    (style,) = re.findall("<style>(.*?)</style>", write_document(document), re.DOTALL)
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_is_french_and_has_landmarks(page: Reading) -> None:
    assert page.every("html") == [{"lang": "fr"}]
    assert [len(page.every(tag)) for tag in ("header", "nav", "main", "footer", "h1")] == [1, 1, 1, 1, 1]
    assert page.every("a")[0] == {"class": "skip", "href": "#contenu"}
    assert page.every("main") == [{"id": "contenu"}]


def test_ids_are_unique_and_every_link_leads_somewhere(page: Reading) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [link["href"] for link in page.every("a") if link["href"].startswith("#")]
    assert len(inner) > 5
    assert {link[1:] for link in inner} <= set(ids)
    for _, attributes in page.elements:
        assert attributes.get("aria-describedby", "contenu") in ids


def test_tables_can_be_walked_by_ear(page: Reading) -> None:
    scopes = [heading.get("scope") for heading in page.every("th")]
    assert len(scopes) > 20
    assert set(scopes) == {"col", "row", "colgroup"}
    assert len(page.every("caption")) == len(page.every("table"))


def test_tick_boxes_have_names(document: Document, page: Reading) -> None:
    boxes = page.every("input")
    assert len(boxes) == 2 + 2 + 3
    named = [box for box in boxes if "aria-label" in box]
    assert named[0] == {"type": "checkbox", "aria-label": "Fait — GAM | admissions"}
    assert write_document(document).count('<label><input type="checkbox"') == len(boxes) - len(named)
    assert [("checked" in box) for box in boxes].count(True) == 3


def test_hostile_text_stays_text(document: Document) -> None:
    hostile = '</title><script>x</script>" onload="x'
    body = (Heading("a", 1, text(hostile)), Paragraph(text(Run("mot", link='javascript:alert("x")'), hostile)))
    control = replace(document.control, establishment=hostile, marking=hostile, logo=b"<svg onload=x>")

    page = Reading(write_document(replace(document, title=hostile, control=control, body=body)))

    assert not page.every("script")
    assert not [attributes for _, attributes in page.elements if "onload" in attributes]
    assert not [link for link in page.every("a") if not link["href"].startswith("#")]
    assert hostile in "".join(page.words)


def test_numbers_are_those_of_every_format(page: Reading) -> None:
    words = "".join(page.words)
    assert "2.1 Ordre réel" in words
    assert "Tableau\u00a01 — Ordre de redémarrage" in words
    assert "Figure\u00a01 — Dépendances" in words
    assert "À COMPLÉTER (DSI)" in words


def test_the_figure_is_drawn_with_its_text(page: Reading) -> None:
    (drawing,) = page.every("svg")
    assert drawing["role"] == "img"
    assert drawing["viewbox"] == "0 0 100 60"
    assert len(page.every("polyline")) == 2
    assert "De l’annuaire vers la GAM." in page.words


def test_landscape_parts_and_sheets_are_set_apart_for_print(page: Reading) -> None:
    looks = [part["class"] for part in page.every("div") if part.get("class", "").startswith("part")]
    assert looks == ["part portrait", "part landscape"]
    assert [section["class"] for section in page.every("section") if "span" in section.get("class", "")] == [
        "zone span-12 first",
        "zone span-7 stop",
        "zone span-5 dense",
    ]


def test_a_workbook_has_a_section_a_sheet(workbook: Workbook) -> None:
    page = Reading(write_workbook(workbook))

    assert [link["href"] for link in page.every("a")][1:3] == ["#ordre", "#vide"]
    assert "cyberattaque <totale>" in page.words
    assert "Graphique\u00a0: Durées (RTO par Application)." in page.words


def test_a_logo_is_part_of_the_file(document: Document) -> None:
    control = replace(document.control, logo=b"\x89PNG\r\n\x1a\n....")

    (logo,) = Reading(write_document(replace(document, control=control))).every("img")

    assert logo["src"].startswith("data:image/png;base64,")
    assert logo["alt"] == ""


def test_same_document_same_bytes(document: Document) -> None:
    assert write_document(document) == write_document(document)
