"""Parsed words to runs of text; what the subset leaves out is reported, never dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.escape import gap_parts, restored
from planforge.document.text import Run, Text, Tone
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def read_runs(inline: SyntaxTreeNode, report: Callable[[str, str], None]) -> Text:
    """The runs of a text, French typography applied to all but code and addresses."""
    merged: list[Run] = []
    for run in _runs(inline, Run(""), report):
        if merged and not run.link.startswith("#") and replace(merged[-1], text="") == replace(run, text=""):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(part for run in merged for part in _finished(run))


def read_prose(escaped: str) -> str:
    """One line of still escaped prose as plain text with French typography."""
    return french(restored(" ".join(escaped.split())))


def _finished(run: Run) -> Iterator[Run]:
    """The run with its own characters and typography, missing values set apart."""
    if run.link.startswith("#") and not run.text:
        yield run
    for part, gap in gap_parts(run.text):
        words = restored(part)
        if not run.code and words != run.link.removeprefix("mailto:"):
            words = french(words)
        if words:
            yield replace(run, text=words, tone=Tone.GAP if gap else run.tone)


def _runs(parent: SyntaxTreeNode, look: Run, report: Callable[[str, str], None]) -> Iterator[Run]:
    for node in parent.children:
        if node.type == "text":
            yield replace(look, text=node.content)
        elif node.type == "softbreak":
            yield replace(look, text=" ")
        elif node.type == "code_inline":
            yield replace(look, text=node.content, code=True)
        elif node.type == "renvoi":
            yield replace(look, link=node.content)
        elif node.type in _REFUSED:
            report(*_REFUSED[node.type])
        else:
            yield from _runs(node, _look_inside(node, look, report), report)


def _look_inside(node: SyntaxTreeNode, look: Run, report: Callable[[str, str], None]) -> Run:
    if node.type == "strong":
        return replace(look, bold=True)
    if node.type == "em":
        return replace(look, italic=True)
    if node.type == "link":
        address = restored(str(node.attrs["href"]))
        if not address.startswith(_SCHEMES):
            report(f"L’adresse « {address} » n’est pas admise.", "Écrivez #identifiant, https://…, mailto:… ou tel:….")
        if "title" in node.attrs:
            report("Un lien n’a pas de bulle d’aide.", "Mettez ces mots dans la phrase.")
        return replace(look, link=address)
    raise AssertionError(node.type)  # the parser's own rules make no other
