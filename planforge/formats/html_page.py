"""The page around a document: head, style sheet, title band, table of contents, footer."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from planforge.formats.cells import say
from planforge.formats.html_text import element, words
from planforge.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.document.documents import Control

_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


class Line(NamedTuple):
    """A line of the table of contents."""

    id: str
    level: int
    number: str
    title: str


class Page(NamedTuple):
    """What stands on a page; ``front`` and ``body`` are HTML already."""

    title: str
    subtitle: str
    control: Control
    front: str
    body: str
    outline: tuple[Line, ...]


def page(content: Page) -> str:
    """A whole file: no script, nothing fetched from anywhere, and a policy that forbids both."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{words(content.title)} — {words(content.control.establishment)}</title><style>{style}</style>"
    )
    inside = (
        '<a class="skip" href="#contenu">Aller au contenu</a>',
        _band(content),
        element("div", _contents(content.outline) + _main(content), class_="columns"),
        _footer(content.control),
    )
    return f'<!DOCTYPE html>\n<html lang="fr"><head>{head}</head>\n<body>{"".join(inside)}</body></html>\n'


@cache
def _style() -> str:
    return (templates_folder() / "html" / "style.css").read_text(encoding="utf-8")


def _main(content: Page) -> str:
    front = element("section", content.front, class_="front", aria_label="Maîtrise") if content.front else ""
    return f'<main id="contenu">{front}{content.body}</main>'


def _band(content: Page) -> str:
    control = content.control
    marking = element("p", words(control.marking), class_="marking") if control.marking else ""
    subtitle = element("p", words(content.subtitle), class_="subtitle") if content.subtitle else ""
    title = element("p", words(control.establishment)) + element("h1", words(content.title)) + subtitle
    return element("header", _logo(control.logo) + element("div", title) + marking)


def _logo(logo: bytes) -> str:
    for start, kind in _PICTURES.items():
        if logo.startswith(start):
            data = base64.b64encode(logo).decode()
            return f'<img alt="" src="data:image/{kind};base64,{data}">'
    return ""


def _contents(outline: Sequence[Line]) -> str:
    if not outline:
        return ""
    items = "".join(element("li", _contents_link(line), class_=f"l{line.level}") for line in outline)
    folding = f"<details open><summary>Sommaire</summary>{element('ul', items)}</details>"
    return element("nav", folding, aria_label="Sommaire")


def _contents_link(line: Line) -> str:
    return element("a", words(f"{line.number} {line.title}".strip()), href=f"#{line.id}")


def _footer(control: Control) -> str:
    parts = (control.reference, f"version {say(control.version)}", say(control.date), control.status, control.code)
    return element("footer", element("p", words(" · ".join(part for part in parts if part))))
