"""A Word file edited by hand and its newly generated self, made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.merging import CannotReadError, HandEdit, Merged
from planforge.formats.opening import refusal
from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.additions import add_kept
from planforge.formats.word.merge.assumed import assumed_base
from planforge.formats.word.merge.carried import Carrier
from planforge.formats.word.merge.differences import story_differences
from planforge.formats.word.merge.inks import Ink
from planforge.formats.word.merge.ledger import Ledger
from planforge.formats.word.merge.margin import Margin
from planforge.formats.word.merge.marks import is_place
from planforge.formats.word.merge.naming import Here, quoted
from planforge.formats.word.merge.normal import passages
from planforge.formats.word.merge.parts import merged_package
from planforge.formats.word.merge.returned import read_returned
from planforge.formats.word.merge.weaving import Weaver

if TYPE_CHECKING:
    from datetime import date

    from planforge.formats.word.merge.returned import Returned

_DOCUMENT = "word/document.xml"
_FEWEST = 0.2  # share of the old paragraphs that a file still has when it is the same document


def merge_word(base: bytes | None, theirs: bytes, ours: bytes, author: str, on: date) -> Merged:
    """The newly generated file ``ours`` with what people changed in ``theirs`` since it was generated as ``base``.

    Without ``base``, what the bookmarks of ``theirs`` remember stands for it. ``author`` and ``on`` sign the remarks
    on conflicts. Same inputs, same bytes. Raises ``CannotReadError`` when ``theirs`` cannot be understood.
    """
    if theirs in {base, ours}:
        return Merged(ours)
    returned, new = read_returned(theirs), read_returned(ours)
    old = _readable(base)
    _recognise(returned, old)
    before = assumed_base(returned.body, new.body) if old is None else old.body
    carrier = _carrier(new, Margin({remark.key: remark for remark in returned.remarks}, author, on))
    ledger = Ledger()
    body = new.root[0]
    Weaver(carrier, ledger, new.body).story((before, returned.body, new.body), body, Here())
    add_kept(carrier, ledger, body, returned.kept)
    for where, what in story_differences(old or new, returned, assumed=old is None):
        ledger.lose(where, what)
    for paragraph, edit in ledger.disputes:
        carrier.margin.say(paragraph, _explained(edit))
    changed = ledger.changes or bool(carrier.margin.placed)
    data = merged_package(new, carrier) if changed else ours
    return Merged(data, tuple(ledger.kept), tuple(ledger.conflicts), tuple(ledger.lost))


def _readable(base: bytes | None) -> Returned | None:
    """The version of origin; nothing where it is lost or damaged."""
    try:
        return None if base is None else read_returned(base)
    except CannotReadError:
        return None


def _recognise(theirs: Returned, base: Returned | None) -> None:
    """Refuse a file that is another document, or that says nothing of where its passages come from."""
    if theirs.marked:
        return
    if base is None:
        raise refusal(
            "Le fichier n’a plus les repères que planforge y avait mis, et la version d’origine n’est plus connue : "
            "ce qui a été changé à la main ne peut pas être reconnu."
        )
    old = {passage.says for passage in passages(base.body) if not passage.empty}
    new = {passage.says for passage in passages(theirs.body)}
    if old and len(old & new) < _FEWEST * len(old):
        raise refusal("Le fichier n’a presque plus rien du document d’origine : est-ce un autre document ?")


def _carrier(ours: Returned, margin: Margin) -> Carrier:
    root = ours.root
    names = (mark.get(tag("name"), "") for mark in root.iter(tag("bookmarkStart")))
    relations = ours.parts.relations(_DOCUMENT).values()
    ink = Ink(
        styles=ours.styles.ids(),
        anchors=frozenset(filter(is_place, names)),
        known=frozenset(one.target for one in relations if one.external),
        drawings=max(
            (int(node.get("id", "0")) for node in root.iter() if node.get("name") and "id" in node.attrib), default=0
        ),
    )
    marks = max((int(mark.get(tag("id"), "0")) for mark in root.iter(tag("bookmarkStart"))), default=0)
    return Carrier(ink, margin, marks)


def _explained(edit: HandEdit) -> str:
    """What the remark on a conflict says."""
    if not edit.theirs:
        return (
            f"Conflit\u00a0: ce passage a été effacé à la main, et le dossier l’a changé depuis. Il dit maintenant "
            f"{quoted(edit.ours)}. Supprimez le passage, ou seulement les mots en gras qui le précèdent."
        )
    return (
        "Conflit\u00a0: ce passage a été changé à la main et dans le dossier. "
        f"Écrit à la main\u00a0: {quoted(edit.theirs)}. Tiré du dossier\u00a0: {quoted(edit.ours)}. "
        "Gardez l’un des deux textes et supprimez l’autre."
    )
