"""What stands in a paragraph, cut into the pieces that a redline keeps, deletes or inserts whole."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.adoption import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

# Numbers hold to their units and codes to their points; elided articles are words of their own.
_TOKEN = re.compile("\\w+(?:[\u00a0\u202f.,/]\\w+)*|\\s|.", re.DOTALL)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COUNTED = frozenset({"PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES"})  # computed by the layout: no change of the text
_SIGNS = {
    tag(name): sign
    for name, sign in (
        *(("t", ""), ("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n")),
        *(("noBreakHyphen", "\u2011"), ("softHyphen", "\u00ad")),
    )
}
_UNSEEN = frozenset(map(tag, ("rPr", "lastRenderedPageBreak", "annotationRef", "commentReference")))
_SILENT = frozenset(
    map(
        tag,
        (
            *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr", "permStart"),
            *("permEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart"),
            "customXmlDelRangeEnd",
        ),
    )
)
_RUN, _TEXT, _LOOK, _PROPERTIES = tag("r"), tag("t"), tag("rPr"), tag("pPr")
_FIELD, _CODE = tag("fldChar"), tag("instrText")
_QUIET = frozenset((_PROPERTIES, tag("bookmarkStart"), tag("bookmarkEnd")))
_PAGE = "page"


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece. ``key`` is the same for two pieces that say the same, whatever they look like.

    Words and signs belong to a ``run``; other pieces are whole ``nodes``. ``before`` are the marks that stand before
    it and say nothing.
    """

    key: str
    run: Element | None = None
    sign: Element | None = None
    nodes: tuple[Element, ...] = ()
    before: tuple[Element, ...] = ()


def read_atoms(paragraph: Element, describe: Callable[[Element], str]) -> list[Atom]:
    """The pieces of a paragraph in order; ``describe`` says what a link or a drawing is.

    What says nothing at the end stands before a last piece whose key is empty.
    """
    loose = loose_runs(paragraph)
    found: list[Atom] = []
    waiting: list[Element] = []
    for piece in _pieces(paragraph, loose, describe):
        if not piece.key:
            waiting += piece.nodes
            continue
        found.append(Atom(piece.key, piece.run, piece.sign, piece.nodes, tuple(waiting)))
        waiting = []
    return [*found, Atom("", before=tuple(waiting))]


def plain_words(paragraph: Element) -> str | None:
    """What a paragraph of mere words says, as most do; None for others: their pieces say it."""
    words: list[str] = []
    for node in paragraph:
        if node.tag != _RUN:
            if node.tag not in _QUIET:
                return None
            continue
        for part in node:
            if part.tag == _TEXT:
                words.append(part.text or "")
            elif part.tag != _LOOK:
                return None
    return "".join(words)


def print_atoms(atoms: Iterable[Atom]) -> Iterator[Element]:
    """The pieces as elements again, those that came from one run in one run; marks between them in their place."""
    run: Element | None = None
    source: Element | None = None
    for atom in atoms:
        if atom.before or atom.run is None or atom.run is not source:
            if run is not None:
                yield run
            run = source = None
        yield from atom.before
        if atom.run is None:
            yield from atom.nodes
            continue
        if run is None:
            run, source = _same_look(atom.run), atom.run
        _write(run, atom)
    if run is not None:
        yield run


def loose_runs(paragraph: Element) -> frozenset[Element]:
    """Runs that hold a part of a field which begins or ends in another paragraph, as a table of contents does."""
    open_: list[list[Element]] = []
    loose: list[Element] = []
    for run in paragraph.iter(_RUN):
        for node in run:
            kind = node.get(tag("fldCharType")) if node.tag == _FIELD else ""
            if kind == "begin":
                open_.append([run])
            elif kind == "end":
                _close(run, open_, loose)
            elif (kind or node.tag == _CODE) and open_:
                open_[-1].append(run)
            elif kind or node.tag == _CODE:
                loose.append(run)
    return frozenset([*loose, *(run for runs in open_ for run in runs)])


def _close(run: Element, open_: list[list[Element]], loose: list[Element]) -> None:
    if open_:
        open_.pop()
    else:
        loose.append(run)


def _pieces(parent: Element, loose: frozenset[Element], describe: Callable[[Element], str]) -> Iterator[Atom]:
    field: list[Element] = []
    depth = 0
    for node in parent:
        if node.tag == _PROPERTIES:
            continue
        if node in loose or (node.tag in _SILENT and not depth):
            yield Atom("", nodes=(node,))
            continue
        depth += _steps(node)
        if depth or field:
            field.append(node)
            if not depth:
                yield Atom(_field_key(field), nodes=tuple(field))
                field = []
        elif node.tag == _RUN:
            yield from _run_pieces(node, describe)
        else:
            yield Atom(describe(node), nodes=(node,))
    if field:
        yield Atom("", nodes=tuple(field))


def _steps(node: Element) -> int:
    """How many more fields begin than end in it."""
    if node.tag != _RUN:
        return 0
    kinds = [mark.get(tag("fldCharType")) for mark in node.iterchildren(_FIELD)]
    return kinds.count("begin") - kinds.count("end")


def _field_key(nodes: Sequence[Element]) -> str:
    code, shown, separated = "", "", False
    for node in nodes:
        for part in node.iter(_FIELD, _CODE, _TEXT):
            if part.tag == _FIELD:
                separated = separated or part.get(tag("fldCharType")) == "separate"
            elif part.tag == _CODE:
                code += part.text or ""
            elif separated:
                shown += part.text or ""
    words = code.split()
    result = "" if words[:1] and words[0].upper() in _COUNTED else shown
    return f"\x01{' '.join(words)}={result}\x02"


def _run_pieces(run: Element, describe: Callable[[Element], str]) -> Iterator[Atom]:
    signs = [node for node in run if node.tag not in _UNSEEN]
    if not signs:
        yield Atom("", nodes=(run,))
    elif any(node.tag not in _SIGNS for node in signs):
        yield Atom(describe(run), nodes=(run,))
    for node in signs if all(node.tag in _SIGNS for node in signs) else ():
        if node.tag == _TEXT:
            yield from (Atom(word, run) for word in _TOKEN.findall(node.text or ""))
        elif node.get(tag("type")) == _PAGE:
            yield Atom("", nodes=(_alone(run, node),))
        else:
            yield Atom(_SIGNS[node.tag], run, node)


def _alone(run: Element, node: Element) -> Element:
    """A page break in a run of its own: programs disagree on how to write one, so that it says nothing."""
    made = _same_look(run)
    made.append(deepcopy(node))
    return made


def _same_look(run: Element) -> Element:
    """An empty run that looks the same."""
    made = etree.Element(_RUN)
    look = run.find(_LOOK)
    if look is not None:
        made.append(deepcopy(look))
    return made


def _write(run: Element, atom: Atom) -> None:
    if atom.sign is not None:
        run.append(deepcopy(atom.sign))
        return
    last = run[-1] if len(run) else None
    if last is None or last.tag != _TEXT:
        last = etree.SubElement(run, _TEXT, {_SPACE: "preserve"})
    last.text = (last.text or "") + atom.key
