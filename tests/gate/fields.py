"""Word fields: balanced, filled in before opening, of a kind that reads nothing outside the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.gate.package import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gate.package import Element

CONTAINERS = {f"{W}{name}" for name in ("tc", "txbxContent", "footnote", "endnote", "comment")}
COUNTING = {"NUMPAGES", "PAGE", "SECTIONPAGES", "SEQ"}
POINTING = {"HYPERLINK", "NOTEREF", "PAGEREF", "REF", "TOC"}
ALLOWED = COUNTING | POINTING | {"DOCPROPERTY", "STYLEREF"}
TARGET = re.compile(r'^\s*(?:NOTEREF|PAGEREF|REF)\s+"?(?P<name>[^\s"\\]+)|\\l\s+"(?P<link>[^"]+)"')


@dataclass
class Field:
    """One field while it is read: its instruction, what it shows, the cell or note it must end in."""

    container: Element | None
    code: str = ""
    shown: str = ""
    separated: bool = False
    faults: list[str] = field(default_factory=list)


def field_findings(tree: Element) -> Iterator[str]:
    """Fields without end, without result, across two cells, or of a kind that is not allowed."""
    fields, faults = _fields(tree)
    yield from faults
    for one in fields:
        name = (one.code.split() or ["(none)"])[0].upper()
        yield from one.faults
        if name not in ALLOWED:
            yield f"field {name} is not allowed"
        if not one.shown.strip():
            yield f"field {one.code.strip()} has no result to show"


def field_targets(tree: Element) -> Iterator[tuple[str, str]]:
    """The bookmarks that fields point to, each with the instruction that does."""
    fields, _ = _fields(tree)
    for one in fields:
        found = TARGET.search(one.code)
        if found:
            yield f"field {one.code.strip()}", found["name"] or found["link"]


def _fields(tree: Element) -> tuple[list[Field], list[str]]:
    """Complete fields of a story in the order of their ends, and what is wrong with the others."""
    running: list[Field] = []
    done: list[Field] = []
    faults: list[str] = []
    kinds = ("fldChar", "instrText", "delInstrText", "t", "delText", "fldSimple")
    for node in tree.iter(*(f"{W}{kind}" for kind in kinds)):
        if node.tag == f"{W}fldSimple":
            text = "".join(child.text or "" for child in node.iter(f"{W}t"))
            done.append(Field(None, str(node.get(f"{W}instr")), text))
        elif node.tag == f"{W}fldChar":
            _mark(node, running, done, faults)
        else:
            _read(node, running, faults)
    faults += [f"field {one.code.strip()} is never closed" for one in running]
    return done, faults


def _mark(node: Element, running: list[Field], done: list[Field], faults: list[str]) -> None:
    """Begin, separate or end a field."""
    kind = node.get(f"{W}fldCharType")
    if kind == "begin":
        running.append(Field(_container(node)))
    elif not running:
        faults.append(f"field mark {kind} without a beginning")
    elif kind == "separate":
        if running[-1].separated:
            faults.append(f"field {running[-1].code.strip()} is separated twice")
        running[-1].separated = True
    else:
        one = running.pop()
        if _container(node) is not one.container:
            one.faults.append(f"field {one.code.strip()} ends in another cell or note than it begins")
        done.append(one)


def _read(node: Element, running: list[Field], faults: list[str]) -> None:
    text = node.text or ""
    if node.tag in {f"{W}instrText", f"{W}delInstrText"}:
        if running and not running[-1].separated:
            running[-1].code += text
        else:
            faults.append(f"instruction {text.strip()} outside a field")
    else:
        for one in running:
            if one.separated:
                one.shown += text


def _container(node: Element) -> Element | None:
    return next((parent for parent in node.iterancestors() if parent.tag in CONTAINERS), None)
