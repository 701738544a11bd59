"""What a page must have for everybody to use it: labels, one title, links that lead somewhere, no script."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.interview.web.visitor import Element, Page

_CONTROLS = {"input", "select", "textarea"}


def faults(page: Page) -> list[str]:
    """Everything that is wrong with a page; the empty list where it is well made."""
    return [*_frame(page), *_names(page), *_controls(page), *_strangers(page)]


def _frame(page: Page) -> Iterator[str]:
    if page.one("html")["lang"] != "fr":
        yield "the language is not said"
    for tag in ("title", "h1", "main"):
        if len(page.all(tag)) != 1 or not page.all(tag)[0].words:
            yield f"not one {tag}"
    levels = [int(one.tag[1]) for one in page.elements if one.tag in {"h1", "h2", "h3"}]
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"a level of headings is skipped: {levels}"
    links = [one for one in page.all("a") if not one.has("href") or not one.words]
    yield from (f"a link that says or does nothing: {one.attributes}" for one in links)
    yield from (f"a button that says nothing: {one.attributes}" for one in page.all("button") if not one.words)


def _names(page: Page) -> Iterator[str]:
    known = [one["id"] for one in page.elements if one.has("id")]
    yield from {f"two elements are called {name}" for name in known if known.count(name) > 1}
    for one in page.elements:
        names = [*one["aria-describedby"].split(), *one["aria-labelledby"].split(), *one["for"].split()]
        names += [one["href"][1:]] if one["href"].startswith("#") else []
        yield from (f"{one.tag} speaks of {name}, which is not there" for name in names if name not in known)


def _controls(page: Page) -> Iterator[str]:
    labelled = {one["for"] for one in page.all("label") if one.words}
    for one in page.elements:
        if one.tag in _CONTROLS and one["type"] != "hidden" and not (one["id"] in labelled or one.within("label")):
            yield f"no label: {one.attributes}"
        if one["type"] in {"radio", "checkbox"} and not one.within("fieldset") and not one.within("td"):
            yield f"choices without a legend: {one.attributes}"
    yield from ("a group without a legend" for one in page.all("fieldset") if "<legend" not in one.markup)
    for sheet in page.sheets:
        if sheet.element["method"] != "post" or not any(one["name"] == "jeton" for one in sheet.controls):
            yield f"a form that is not marked as ours: {sheet.element.attributes}"
    if sum(one.has("autofocus") for one in page.elements) > 1:
        yield "the keyboard goes to two places"


def _strangers(page: Page) -> Iterator[str]:
    for one in page.elements:
        if one.tag in {"script", "style", "iframe", "img", "object"} or _is_stray(one):
            yield f"not of ours: {one.tag} {one.attributes}"
        if one.tag in {"a", "form", "link"} and not (one["href"] or one["action"]).startswith(("/", "#")):
            yield f"leads away: {one.attributes}"


def _is_stray(one: Element) -> bool:
    return any(name == "style" or name.startswith("on") for name in one.attributes)
