"""A browser without a screen: reads pages as HTML, fills their forms, presses their buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from planforge.interview.web.messages import Request, read_fields
from tests.interview.web.accessibility import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.interview.web.messages import Response

_LONE = {"meta", "link", "input"}
MOST_REDIRECTS = 5


@dataclass
class Element:
    """A tag: its attributes, the text and the tags inside, the tags around."""

    tag: str
    attributes: dict[str, str]
    around: tuple[str, ...] = ()
    text: str = ""
    markup: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        return name in self.attributes

    def within(self, tag: str) -> bool:
        return tag in self.around

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


@dataclass
class Sheet:
    """A form: where it goes, its controls and its buttons in order."""

    element: Element
    controls: list[Element] = field(default_factory=list)
    buttons: list[Element] = field(default_factory=list)

    def filled(self) -> dict[str, list[str]]:
        """What it would send if nothing were touched, no button pressed."""
        sent: dict[str, list[str]] = {}
        for one in self.controls:
            if one["type"] in {"radio", "checkbox"} and not one.has("checked"):
                continue
            if one.tag == "option" and not one.has("selected"):
                continue
            # A browser drops the line end that opens a text area, and sends the others its own way.
            text = one.text.removeprefix("\n").replace("\n", "\r\n")
            sent.setdefault(one["name"], []).append(text if one.tag == "textarea" else one["value"])
        return sent


class Page(HTMLParser):
    """What a page holds."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.elements: list[Element] = []
        self.sheets: list[Sheet] = []
        self.text = ""
        self._open: list[Element] = []
        self._select = ""
        self.feed(html)
        self.close()
        assert not self._open, [one.tag for one in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = tuple(one.tag for one in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, around)
        assert len(element.attributes) == len(attrs), attrs
        for outer in self._open:
            outer.markup += f"<{tag}"
        self.elements.append(element)
        if tag not in _LONE:
            self._open.append(element)
        if tag == "form":
            self.sheets.append(Sheet(element))
        if tag == "select":
            self._select = element["name"]
        if tag == "option":
            element.attributes["name"] = self._select
        if self._in_form() and tag in {"input", "textarea", "option"}:
            self.sheets[-1].controls.append(element)
        if self._in_form() and tag == "button":
            self.sheets[-1].buttons.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        assert self._open.pop().tag == tag, tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for element in self._open:
            element.text += data

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def _in_form(self) -> bool:
        return any(one.tag == "form" for one in self._open)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            one
            for one in self.elements
            if one.tag == tag and all(value in one[name.rstrip("_")].split() for name, value in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, found)
        return found[0]

    @property
    def title(self) -> str:
        return self.one("title").words

    @property
    def heading(self) -> str:
        return self.one("h1").words

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


@dataclass
class Visitor:
    """Somebody with a browser: ``page`` is what it shows, ``headers`` what it sends with each request."""

    answer: Callable[[Request], Response]
    headers: dict[str, str]
    status: int = 0
    at: str = ""
    page: Page = field(default_factory=lambda: Page(""))
    posted: list[bytes] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open an address of the site, wherever it leads."""
        return self._followed(self.asked("GET", address))

    def asked(self, method: str, address: str, body: bytes = b"", **headers: str) -> Response:
        """One request, as it is answered."""
        path, _, query = address.partition("?")
        self.at = address
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.answer(Request(method, path, read_fields(query), sent, body))

    def follow(self, words: str) -> Page:
        """Follow the link with these words."""
        links = [one for one in self.page.all("a") if one.words == words]
        assert links, (words, [one.words for one in self.page.all("a")])
        return self.go(links[0]["href"])

    def press(self, words: str, **filled: str | list[str]) -> Page:
        """Press a button after filling in the form that it stands in; ``c1__answer`` stands for ``c1-answer``."""
        found = [(sheet, one) for sheet in self.page.sheets for one in sheet.buttons if one.words == words]
        assert found, (words, [one.words for sheet in self.page.sheets for one in sheet.buttons])
        sheet, button = found[0]
        sent = sheet.filled()
        for name, value in filled.items():
            known = name.replace("__", "-")
            assert known in {one["name"] for one in sheet.controls}, (known, self.page.html)
            sent[known] = [value] if isinstance(value, str) else value
        if button["name"]:
            sent[button["name"]] = [button["value"]]
        return self.send(sheet.element["action"], sent)

    def send(self, address: str, sent: dict[str, list[str]]) -> Page:
        """Post a form."""
        self.posted.append(urlencode(sent, doseq=True).encode())
        return self.post(address, self.posted[-1])

    def post(self, address: str, body: bytes) -> Page:
        form = {"origin": f"http://{self.headers['host']}", "content_type": "application/x-www-form-urlencoded"}
        return self._followed(self.asked("POST", address, body, **form))

    def _followed(self, response: Response) -> Page:
        for _ in range(MOST_REDIRECTS):
            if response.status != 303:
                break
            response = self.asked("GET", dict(response.headers)["Location"])
        self.status = response.status
        self.page = Page(response.body.decode())
        found = faults(self.page)
        assert not found, found
        return self.page
