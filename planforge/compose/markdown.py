"""The Markdown parser of the templates: CommonMark plus ids of headings, tasks, alerts and cross references."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from planforge.compose.escape import restored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_HEADING_ID = re.compile(r"[ \t]*\{#([^}\s]*)((?:[ \t]+\.[\w-]+)*)[ \t]*\}[ \t]*$")
_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_ALERT = re.compile(r"\[!(\w+)\][ \t]*(?:\n|$)")


class _Parser(MarkdownIt):
    """Leaves addresses as they are written: the reader judges them."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Any address is a link."""
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        """The address as written."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        """The text as written."""
        return link


def tree(text: str) -> SyntaxTreeNode:
    """The blocks of a text; ``meta`` of an inline node holds ``id`` and ``classes``, ``task`` or ``alert``.

    The words inside inline nodes are left as they are, in ``content``: ``words_tree`` reads them.
    """
    return SyntaxTreeNode(_block_parser().parse(text))


def words_tree(words: str) -> SyntaxTreeNode:
    """The parts of one block's words."""
    return SyntaxTreeNode(_words_parser().parseInline(words)).children[0]


@cache
def _block_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": 200}).disable(["reference", "lheading"])
    parser.core.ruler.before("inline", "marks", _take_marks)
    parser.core.ruler.enableOnly(["normalize", "block", "marks"])
    return parser


@cache
def _words_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": 200})
    parser.inline.ruler.before("link", "renvoi", _cross_reference)
    return parser


def _take_marks(state: StateCore) -> None:
    """Move what stands before or after the words of a block out of its text, before the words are parsed."""
    for opening, inline in _openings(state.tokens):
        if opening == "heading_open":
            _take(inline, _HEADING_ID, "id", "classes")
        elif opening == "list_item_open":
            _take(inline, _TASK, "task")
        elif opening == "blockquote_open":
            _take(inline, _ALERT, "alert")


def _openings(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """Each text that stands first in its block, with the kind of that block."""
    for number, token in enumerate(tokens):
        if token.type == "inline":
            before = tokens[number - 1].type
            yield (tokens[number - 2].type if before == "paragraph_open" and number > 1 else before), token


def _take(inline: Token, pattern: re.Pattern[str], *names: str) -> None:
    match = pattern.search(inline.content) if names[0] == "id" else pattern.match(inline.content)
    if match:
        inline.meta = {name: restored(value) for name, value in zip(names, match.groups(), strict=True)}
        inline.content = inline.content[: match.start()] + inline.content[match.end() :]


def _cross_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """``[[#id]]``."""
    end = state.src.find("]]", state.pos)
    if not state.src.startswith("[[#", state.pos) or end < 0:
        return False
    if not silent:
        state.push("renvoi", "", 0).content = restored(state.src[state.pos + 2 : end])
    state.pos = end + 2
    return True
