"""Styles and numbering of our own charter lent to a charter that lacks them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from planforge.formats.word.markup import WORD
from planforge.formats.word.style_names import FRENCH, REQUIRED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_REFERENCES = ("basedOn", "next", "link")


def tag(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


def styles_by_name(styles: Element) -> dict[tuple[str, str], Element]:
    """Each style under its kind and each of its names, in small letters."""
    found: dict[tuple[str, str], Element] = {}
    for style in styles.iterfind(tag("style")):
        kind = style.get(tag("type"), "paragraph")
        names = [value(style, "name"), *value(style, "aliases").split(",")]
        for name in names:
            if name.strip():
                found.setdefault((kind, name.strip().lower()), style)
    return found


def value(parent: Element, path: str) -> str:
    """The ``w:val`` of the element at that path, or nothing."""
    found = parent.find("/".join(tag(step) for step in path.split("/")))
    return "" if found is None else found.get(tag("val"), "")


def adopt(theirs: Element, ours: Element, numbers: dict[str, str]) -> dict[str, Element]:
    """The required styles by our name; those that ``theirs`` lacks are copied into it.

    ``numbers`` maps our list numbers to theirs.
    """
    present, lent = styles_by_name(theirs), styles_by_name(ours)
    found = {name: _find(present, kind, name) for kind, name in REQUIRED}
    missing = {name: deepcopy(lent[kind, name.lower()]) for kind, name in REQUIRED if found[name] is None}
    taken = {style.get(tag("styleId"), "") for style in theirs.iterfind(tag("style"))}
    names = {value(style, "name").lower() for style in theirs.iterfind(tag("style"))}
    for style in missing.values():
        _make_unique(style, taken, names)
    result = {name: style for name, style in {**found, **missing}.items() if style is not None}
    ids = {
        lent[kind, name.lower()].get(tag("styleId"), ""): result[name].get(tag("styleId"), "")
        for kind, name in REQUIRED
    }
    for style in missing.values():
        _redirect(style, ids, numbers)
        theirs.append(style)
    return result


def _find(present: dict[tuple[str, str], Element], kind: str, name: str) -> Element | None:
    for candidate in (name.lower(), *FRENCH.get(name, ())):
        if (kind, candidate) in present:
            return present[kind, candidate]
    return None


def _make_unique(style: Element, taken: set[str], names: set[str]) -> None:
    identifier, name = style.get(tag("styleId"), ""), value(style, "name")
    if tag("default") in style.attrib:
        del style.attrib[tag("default")]
    while identifier in taken:
        identifier += "Pf"
    if name.lower() in names:
        style.find(tag("name")).set(tag("val"), f"{name} (planforge)")  # type: ignore[union-attr] # every style has one
    taken.add(identifier)
    names.add(name.lower())
    style.set(tag("styleId"), identifier)


def _redirect(style: Element, ids: dict[str, str], numbers: dict[str, str]) -> None:
    for reference in _REFERENCES:
        element = style.find(tag(reference))
        if element is None:
            continue
        target = ids.get(element.get(tag("val"), ""))
        if target:
            element.set(tag("val"), target)
        else:
            style.remove(element)
    for number in style.iter(tag("numId")):
        number.set(tag("val"), numbers[number.get(tag("val"), "")])


def adopt_numbering(theirs: Element, ours: Element) -> dict[str, str]:
    """Our lists added to their numbering; returns our list numbers mapped to the new ones."""
    for unwanted in ("numPicBullet", "numIdMacAtCleanup"):
        for element in theirs.findall(tag(unwanted)):
            theirs.remove(element)
    for picture in list(theirs.iter(tag("lvlPicBulletId"))):
        level = picture.getparent()
        if level is not None:
            level.remove(picture)
    offset = 1 + max(_numbers(theirs, "abstractNum", "abstractNumId") | {0})
    shift = 1 + max(_numbers(theirs, "num", "numId") | {0})
    nums = theirs.findall(tag("num"))
    for abstract in ours.findall(tag("abstractNum")):
        copy = deepcopy(abstract)
        copy.set(tag("abstractNumId"), str(offset + int(abstract.get(tag("abstractNumId"), "0"))))
        nums[0].addprevious(copy) if nums else theirs.append(copy)
    mapping = {}
    for num in ours.findall(tag("num")):
        old = num.get(tag("numId"), "")
        mapping[old] = str(shift + int(old))
        copy = deepcopy(num)
        copy.set(tag("numId"), mapping[old])
        copy[0].set(tag("val"), str(offset + int(value(num, "abstractNumId"))))
        theirs.append(copy)
    return mapping


def _numbers(parent: Element, element: str, attribute: str) -> set[int]:
    return {int(found.get(tag(attribute), "0")) for found in parent.iterfind(tag(element))}


def link_numbering(styles: dict[str, Element], numbering: Element, numbers: dict[str, str]) -> None:
    """Headings and lists that carry no numbering of their own get ours, each level tied to its style."""
    families = {"1": "heading {}", "2": "List Bullet {}", "3": "List Number {}"}
    for old, pattern in families.items():
        members = [styles[name] for level in range(1, 5) if (name := _member(pattern, level)) in styles]
        if any(value(style, "pPr/numPr/numId") not in {"", numbers[old]} for style in members):
            _untie(numbering, numbers[old])
            continue
        for level, style in enumerate(members):
            _number(style, level, numbers[old])
        _tie(numbering, numbers[old], [style.get(tag("styleId"), "") for style in members])


def _member(pattern: str, level: int) -> str:
    return pattern.format(level if level > 1 or "heading" in pattern else "").strip()


def _number(style: Element, level: int, number: str) -> None:
    if value(style, "pPr/numPr/numId"):
        return
    properties = style.find(tag("pPr"))
    if properties is None:
        properties = style.makeelement(tag("pPr"))
        _before(style, properties, ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
    numbered = properties.makeelement(tag("numPr"))
    for name, content in (("ilvl", str(level)), ("numId", number)):
        numbered.append(numbered.makeelement(tag(name), {tag("val"): content}))
    for old in properties.findall(tag("numPr")):
        properties.remove(old)
    early = {tag(name) for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")}
    position = sum(1 for child in properties if child.tag in early)
    properties.insert(position, numbered)


def _before(parent: Element, child: Element, followers: tuple[str, ...]) -> None:
    for name in followers:
        follower = parent.find(tag(name))
        if follower is not None:
            follower.addprevious(child)
            return
    parent.append(child)


def _levels(numbering: Element, number: str) -> list[Element]:
    for num in numbering.iterfind(tag("num")):
        if num.get(tag("numId")) == number:
            wanted = value(num, "abstractNumId")
            for abstract in numbering.iterfind(tag("abstractNum")):
                if abstract.get(tag("abstractNumId")) == wanted:
                    return abstract.findall(tag("lvl"))
    return []


def _tie(numbering: Element, number: str, identifiers: list[str]) -> None:
    for level, identifier in zip(_levels(numbering, number), identifiers, strict=False):
        style = level.find(tag("pStyle"))
        if style is not None:
            style.set(tag("val"), identifier)


def _untie(numbering: Element, number: str) -> None:
    for level in _levels(numbering, number):
        for style in level.findall(tag("pStyle")):
            level.remove(style)
