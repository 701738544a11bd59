"""YAML text made nodes by libyaml (or by PyYAML alone where it is absent), with every scalar left untyped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner
from yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    TagToken,
)

from planforge.source.tree import Fault

if TYPE_CHECKING:
    from yaml.nodes import Node

DEEPEST = 50
# Composing costs about 600 bytes a node: beyond this many separators a file is an attack or a mistake.
_MOST_SEPARATORS = 600_000
# libyaml composes by recursion in C: text that might nest this deep is counted token by token first.
_SAFE_DEPTH = 500
_MARKED = re.compile(r"[&*!](?<![^\s,\[\]{}:?-].)(?=\S)")
_BARE_TAG = re.compile(r"[:,\[{-][ \t]+!(?=\s)")
# Opened and closed on one line for certain: neither a quote, a comment nor another bracket between the two.
_PAIR = re.compile(r"""[\[{][^\[\]{}"'#\n]*[\]}]""")
_STAIRCASE = re.compile(rf"^[ \t?:-]{{{_SAFE_DEPTH}}}", re.MULTILINE)
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_OPENING = (BlockMappingStartToken, BlockSequenceStartToken, FlowMappingStartToken, FlowSequenceStartToken)
_CLOSING = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)


class _Untyped:
    """Gives every node an empty tag: no scalar is ever read as a number, a date or a yes."""

    def resolve(self, *_: object) -> str:
        """No tag."""
        return ""

    def descend_resolver(self, *_: object) -> None:
        """Nothing: paths play no part."""

    def ascend_resolver(self, *_: object) -> None:
        """Nothing: paths play no part."""


class PlainLoader(_Untyped, Reader, Scanner, Parser, Composer):
    """The loader in pure Python, six times slower, for machines without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


def fastest_loader() -> type[Any]:
    """The loader on libyaml, or the pure one where PyYAML was built without it."""
    try:
        from yaml._yaml import CParser  # noqa: PLC0415 - absent from some builds of PyYAML
    except ImportError:
        return PlainLoader

    class FastLoader(_Untyped, CParser):
        """The loader on libyaml."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)

    return FastLoader


def size_faults(text: str) -> list[Fault]:
    """Characters that YAML forbids, and more entries than a record can hold."""
    faults = [
        Fault(
            "source.control_character",
            f"Caractère invisible interdit (U+{ord(found[0]):04X}).",
            "Effacez-le : il vient souvent d’un copier-coller.",
            found.start(),
        )
        for found in list(_ILLEGAL.finditer(text))[:20]
    ]
    if sum(map(text.count, (",", "\n", "[", "{", "- "))) > _MOST_SEPARATORS:
        faults.append(Fault("source.too_many", "Ce fichier contient trop d’éléments.", "Répartissez-le par clé.", 0))
    return faults


def token_faults(text: str, loader: type[Any]) -> list[Fault]:
    """Anchors, aliases and tags, and nesting beyond ``DEEPEST``; looks closer only where the text could hold one.

    Raises ``yaml.YAMLError`` where the text has no tokens.
    """
    lone = _PAIR.sub("", text)
    opened = lone.count("[") + lone.count("{")
    marked = _MARKED.search(text) or ("!" in text and _BARE_TAG.search(text))
    if not (opened > _SAFE_DEPTH or marked or _STAIRCASE.search(text)):
        return []
    try:
        return _scan(text, loader)
    except yaml.YAMLError:
        # libyaml gives up on deep nesting before its first token: PyYAML alone still says where it becomes too deep.
        return _scan(text, PlainLoader)


def compose(text: str, loader: type[Any]) -> Node | None:
    """The only document of the text, or None where it is empty; raises ``yaml.YAMLError``."""
    parser = loader(text)
    try:
        node: Node | None = parser.get_single_node()
    finally:
        parser.dispose()
    return node


def _scan(text: str, loader: type[Any]) -> list[Fault]:
    faults: list[Fault] = []
    depth = 0
    for token in yaml.scan(text, Loader=loader):
        start, end = token.start_mark.index, token.end_mark.index
        if isinstance(token, _OPENING):
            depth += 1
            if depth > DEEPEST:
                return [*faults, too_deep(start)]
        elif isinstance(token, _CLOSING):
            depth -= 1
        elif isinstance(token, AliasToken | AnchorToken | TagToken):
            faults.append(_marked(text[start:end], start))
    return faults


def too_deep(offset: int) -> Fault:
    """The fault of a value nested beyond ``DEEPEST``."""
    message = f"Plus de {DEEPEST} niveaux imbriqués."
    return Fault("source.too_deep", message, "Vérifiez les retraits, les « [ » et les « { ».", offset)


def _marked(word: str, offset: int) -> Fault:
    kind, noun = {
        "*": ("source.alias", "un renvoi YAML"),
        "&": ("source.anchor", "une ancre YAML"),
    }.get(word[:1], ("source.tag", "une étiquette YAML"))
    message = f"« {word} » est lu comme {noun}, ce que planforge refuse."
    hint = "Si c’est du texte, mettez la valeur entre guillemets ; sinon recopiez la valeur."
    return Fault(kind, message, hint, offset, len(word))
