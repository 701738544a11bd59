"""A stretch of Markdown, from one heading to the next, read into drafts of blocks; cached by its content."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from planforge.compose.inline import read_prose, read_words
from planforge.compose.markdown import tree
from planforge.compose.references import KINDS, Reference, fence_words, read_arguments
from planforge.document.blocks import (
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Heading,
    ItemList,
    ListItem,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SectionBreak,
)
from planforge.document.text import Run

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from planforge.document.text import Text

_SLUG = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")
_BREAKS: dict[str, Block] = {
    "page": PageBreak(),
    "paysage": SectionBreak(Orientation.LANDSCAPE),
    "portrait": SectionBreak(Orientation.PORTRAIT),
}
_STYLES = {"chapeau": ParagraphStyle.LEAD, "note": ParagraphStyle.NOTE}
_FENCES = (*KINDS, *_BREAKS, *_STYLES, "definitions", "zone")
_REFUSED = {
    "hr": ("Un trait de séparation n’est pas admis.", "Un saut de page s’écrit ```page```."),
    "code_block": ("Un texte en retrait de quatre espaces n’est pas admis.", "Retirez le retrait."),
    "html_block": ("Du HTML n’est pas admis dans un gabarit.", "Un commentaire s’écrit <!-- ainsi -->."),
}
_DEEPEST_HEADING = 4


class Fault(NamedTuple):
    """What is outside the subset; ``line`` counts from 0 at the start of the section."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Framed:
    """A callout or an editable zone whose content may still hold references."""

    shell: Callout | EditableZone
    drafts: tuple[Draft, ...]


Draft: TypeAlias = Block | Reference | Framed


@dataclass(frozen=True, slots=True)
class Section:
    """What a stretch of Markdown says; ``within`` is what its blocks are numbered under."""

    drafts: tuple[Draft, ...]
    faults: tuple[Fault, ...]
    within: str


@lru_cache(maxsize=1024)
def read_section(text: str, within: str) -> Section:
    """The drafts of a stretch of rendered Markdown without marks, and all that is wrong with it."""
    reader = _SectionReader(within)
    drafts = reader.read(text)
    return Section(tuple(drafts), tuple(dict.fromkeys(reader.faults)), reader.within)


class _SectionReader:
    """One section being read: its numbering and its faults so far."""

    def __init__(self, within: str, first: int = 0, *, framed: bool = False) -> None:
        self.within = within
        self.faults: list[Fault] = []
        self._first = first
        self._framed = framed
        self._counts: Counter[str] = Counter()

    def read(self, text: str) -> list[Draft]:
        """The drafts of a text."""
        return [draft for node in tree(text).children for draft in self._block(node)]

    def _fault(self, node: SyntaxTreeNode, message: str, hint: str = "") -> list[Draft]:
        self.faults.append(Fault(self._line(node), message, hint))
        return []

    def _line(self, node: SyntaxTreeNode) -> int:
        return self._first + (node.map[0] if node.map else 0)

    def _next_id(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{self.within}.{letter}{self._counts[letter]}"

    def _text(self, inline: SyntaxTreeNode) -> Text:
        words = read_words(inline.content)
        for message, hint in words.faults:
            self._fault(inline, message, hint)
        return words.text

    def _block(self, node: SyntaxTreeNode) -> list[Draft]:
        if node.type in _REFUSED:
            return self._fault(node, *_REFUSED[node.type])
        readers = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._callout,
            "fence": self._fence,
        }
        return readers[node.type](node)

    def _heading(self, node: SyntaxTreeNode) -> list[Draft]:
        inline = node.children[0]
        level = int(node.tag[1:])
        identifier = inline.meta.get("id", "")
        classes = inline.meta.get("classes", "").split()
        if level > _DEEPEST_HEADING:
            return self._fault(node, "Un titre a au plus quatre niveaux.", "Écrivez #### au plus.")
        if not identifier:
            return self._fault(node, "Ce titre n’a pas d’identifiant.", "Terminez la ligne par {#identifiant}.")
        if not _SLUG.fullmatch(identifier):
            hint = "Des minuscules sans accent, des chiffres et des tirets."
            return self._fault(node, f"L’identifiant « {identifier} » n’est pas admis.", hint)
        if set(classes) - {".sans-numero"}:
            return self._fault(node, f"« {' '.join(classes)} » n’est pas connu ici.", "Seul .sans-numero l’est.")
        self.within = identifier
        self._counts.clear()
        return [Heading(identifier, level, self._text(inline), numbered=not classes)]

    def _paragraph(self, node: SyntaxTreeNode, style: ParagraphStyle = ParagraphStyle.BODY) -> list[Draft]:
        text = self._text(node.children[0])
        return [Paragraph(text, self._next_id("p"), style)] if text else []

    def _list(self, node: SyntaxTreeNode) -> list[Draft]:
        if node.attrs.get("start", 1) != 1:
            return self._fault(node, "Une liste numérotée commence à 1.")
        tasks = [_first_meta(item, "task") is not None for item in node.children]
        if any(tasks):
            return (
                self._checklist(node)
                if all(tasks)
                else self._fault(
                    node, "Cette liste mêle des cases à cocher et des puces.", "Séparez-les par une ligne de texte."
                )
            )
        identifier = self._next_id("l")
        items = tuple(self._item(item, f"{identifier}.{n}") for n, item in enumerate(node.children, 1))
        return [ItemList(items, ordered=node.type == "ordered_list", id=identifier)]

    def _item(self, node: SyntaxTreeNode, identifier: str) -> ListItem:
        words, lists = self._item_parts(node)
        below = [child for child in lists for child in child.children]
        if any(child.type != node.parent.type for child in lists if node.parent):
            self._fault(node, "Une liste et sa sous-liste sont toutes deux à puces, ou toutes deux numérotées.")
        children = tuple(self._item(child, f"{identifier}.{n}") for n, child in enumerate(below, 1))
        return ListItem(words, children, identifier)

    def _item_parts(self, node: SyntaxTreeNode) -> tuple[Text, list[SyntaxTreeNode]]:
        """The words of an item and the lists below it; anything else is a fault."""
        words: Text = ()
        lists = []
        for number, child in enumerate(node.children):
            if child.type == "paragraph" and number == 0:
                words = self._text(child.children[0])
            elif child.type in {"bullet_list", "ordered_list"}:
                lists.append(child)
            else:
                self._fault(child, "Une puce ne contient qu’une phrase et des sous-puces.")
        return words, lists

    def _checklist(self, node: SyntaxTreeNode) -> list[Draft]:
        identifier = self._next_id("c")
        items = []
        for number, item in enumerate(node.children, 1):
            words, lists = self._item_parts(item)
            if lists:
                self._fault(item, "Une case à cocher n’a pas de sous-liste.")
            done = _first_meta(item, "task") in {"x", "X"}
            items.append(CheckItem(words, f"{identifier}.{number}", done))
        return [Checklist(tuple(items), identifier)]

    def _callout(self, node: SyntaxTreeNode) -> list[Draft]:
        name = str(_first_meta(node, "alert") or "").lower()
        if name not in set(CalloutKind):
            words = ", ".join(f"[!{kind.upper()}]" for kind in CalloutKind)
            return self._fault(node, "Une citation commence par le nom d’un encadré.", f"Écrivez l’un de {words}.")
        if self._framed:
            return self._fault(node, "Un encadré ne contient pas d’encadré.")
        shell = Callout(CalloutKind(name), (), self._next_id("e"))
        return [self._frame(shell, shell.id, self._first, node.children)]

    def _frame(self, shell: Callout | EditableZone, within: str, first: int, nodes: list[SyntaxTreeNode]) -> Framed:
        inner = _SectionReader(within, first, framed=True)
        drafts = tuple(draft for child in nodes for draft in inner._block(child))
        self.faults += inner.faults
        return Framed(shell, drafts)

    def _fence(self, node: SyntaxTreeNode) -> list[Draft]:
        words = fence_words(node.info)
        name = words[0] if words else ""
        if name in KINDS:
            return self._reference(node, words)
        if name == "zone":
            return self._zone(node, words[1:])
        if name in _BREAKS:
            return self._break(node, words)
        if name in _STYLES and len(words) == 1:
            return self._styled(node, _STYLES[name])
        if name == "definitions" and len(words) == 1:
            return self._definitions(node)
        known = ", ".join(_FENCES)
        return self._fault(node, f"Un bloc ``` de nom « {node.info.strip()} » n’est pas admis.", f"Connus : {known}.")

    def _reference(self, node: SyntaxTreeNode, words: list[str]) -> list[Draft]:
        arguments = read_arguments(words[2:])
        if len(words) == 1 or arguments is None:
            hint = f"Écrivez ```{words[0]} nom cle=valeur."
            return self._fault(node, "Cet appel de bloc ne se lit pas.", hint)
        return [Reference(words[0], words[1], arguments, read_prose(node.content), self._line(node))]

    def _break(self, node: SyntaxTreeNode, words: list[str]) -> list[Draft]:
        if len(words) > 1 or node.content.strip():
            return self._fault(node, f"Un bloc ```{words[0]} reste vide.")
        if self._framed:
            return self._fault(node, "Un saut n’est pas admis dans un encadré ou une zone.")
        return [_BREAKS[words[0]]]

    def _zone(self, node: SyntaxTreeNode, words: list[str]) -> list[Draft]:
        if len(words) < 2 or not _SLUG.fullmatch(words[0]):  # noqa: PLR2004 - an id and a title
            return self._fault(node, "Une zone a un identifiant et un titre.", "Écrivez ```zone identifiant Titre.")
        if self._framed:
            return self._fault(node, "Une zone n’est pas admise dans un encadré ou une zone.")
        shell = EditableZone(words[0], read_prose(" ".join(words[1:])))
        return [self._frame(shell, shell.id, self._line(node) + 1, tree(node.content).children)]

    def _styled(self, node: SyntaxTreeNode, style: ParagraphStyle) -> list[Draft]:
        inner = tree(node.content).children
        if any(child.type != "paragraph" for child in inner):
            return self._fault(node, "Ce bloc ne contient que des paragraphes.")
        return [draft for child in inner for draft in self._paragraph(child, style)]

    def _definitions(self, node: SyntaxTreeNode) -> list[Draft]:
        drafts: list[Draft] = []
        for line in node.content.splitlines():
            term, colon, words = line.partition(" : ")
            if line.strip() and not colon:
                self._fault(node, "Une définition s’écrit « terme : définition », une par ligne.")
            elif colon:
                text = (Run(read_prose(term), bold=True), Run("\u00a0: " + read_prose(words)))
                drafts.append(Paragraph(text, self._next_id("p")))
        return drafts


def _first_meta(node: SyntaxTreeNode, key: str) -> object:
    """The mark that the first words inside a block carry, or ``None``."""
    while node.children and node.type != "inline":
        node = node.children[0]
    return node.meta.get(key) if node.type == "inline" else None
