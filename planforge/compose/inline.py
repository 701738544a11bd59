"""Parsed words to runs of text; what the subset leaves out is reported, never dropped."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from planforge.compose.escape import gap_parts, restored
from planforge.compose.markdown import words_tree
from planforge.document.text import Run, Text, Tone
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.tree import SyntaxTreeNode

_SCHEMES = ("#", "https://", "http://", "mailto:", "tel:")
_REFUSED = {
    "image": ("Une image n’est pas admise dans un gabarit.", "Appelez une figure : ```figure nom```."),
    "html_inline": ("Du HTML n’est pas admis dans un gabarit.", "Un commentaire s’écrit <!-- ainsi -->."),
    "hardbreak": (
        "Un retour à la ligne forcé (deux espaces ou \\ en fin de ligne) n’est pas admis.",
        "Laissez une ligne vide pour changer de paragraphe.",
    ),
}


class Words(NamedTuple):
    """The runs of a text, and what it holds that the subset leaves out: sentence and hint."""

    text: Text
    faults: tuple[tuple[str, str], ...]


@lru_cache(maxsize=8192)
def read_words(content: str) -> Words:
    """The runs of still escaped Markdown words, French typography applied to all but code and addresses."""
    faults: list[tuple[str, str]] = []
    merged: list[Run] = []
    for run in _runs(words_tree(content), Run(""), faults):
        if merged and _alike(merged[-1], run):
            merged[-1] = _saying(run, merged[-1].text + run.text)
        else:
            merged.append(run)
    return Words(tuple(part for run in merged for part in _finished(run)), tuple(faults))


def read_prose(escaped: str) -> str:
    """One line of still escaped prose as plain text with French typography."""
    return french(restored(" ".join(escaped.split())))


def _alike(one: Run, other: Run) -> bool:
    """Whether two runs look the same and may be joined; a cross reference stands alone."""
    same = (one.bold, one.italic, one.code, one.link) == (other.bold, other.italic, other.code, other.link)
    return same and not other.link.startswith("#")


def _saying(look: Run, words: str) -> Run:
    return Run(words, look.bold, look.italic, look.code, look.link, look.tone)


def _finished(run: Run) -> Iterator[Run]:
    """The run with its own characters and typography, missing values set apart."""
    if run.link.startswith("#") and not run.text:
        yield run
    for part, gap in gap_parts(run.text):
        words = restored(part)
        if not run.code and words != run.link.removeprefix("mailto:"):
            words = french(words)
        if words:
            yield Run(words, run.bold, run.italic, run.code, run.link, Tone.GAP if gap else run.tone)


def _runs(parent: SyntaxTreeNode, look: Run, faults: list[tuple[str, str]]) -> Iterator[Run]:
    for node in parent.children:
        kind = node.type
        if kind == "text":
            yield _saying(look, node.content)
        elif kind == "softbreak":
            yield _saying(look, " ")
        elif kind == "code_inline":
            yield replace(look, text=node.content, code=True)
        elif kind == "renvoi":
            yield replace(look, link=node.content)
        elif kind in _REFUSED:
            faults.append(_REFUSED[kind])
        else:
            yield from _runs(node, _look_inside(node, look, faults), faults)


def _look_inside(node: SyntaxTreeNode, look: Run, faults: list[tuple[str, str]]) -> Run:
    if node.type == "strong":
        return replace(look, bold=True)
    if node.type == "em":
        return replace(look, italic=True)
    if node.type == "link":
        address = restored(str(node.attrs["href"]))
        if not address.startswith(_SCHEMES):
            hint = "Écrivez #identifiant, https://…, mailto:… ou tel:…."
            faults.append((f"L’adresse « {address} » n’est pas admise.", hint))
        if "title" in node.attrs:
            faults.append(("Un lien n’a pas de bulle d’aide.", "Mettez ces mots dans la phrase."))
        return replace(look, link=address)
    raise AssertionError(node.type)  # the parser's own rules make no other
