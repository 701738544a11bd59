"""What sets a document apart from its last released version: its number, its past, and the sections that changed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge.compose.change_words import change_line
from planforge.compose.confidential import is_confidential
from planforge.document.blocks import Heading, ItemList, ListItem, Paragraph, ParagraphStyle, Sheet
from planforge.document.documents import Document
from planforge.document.text import plain, text
from planforge.values import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from planforge.analysis.differences import Change
    from planforge.compose.change_words import Names
    from planforge.document.blocks import Block
    from planforge.document.documents import Revision, Workbook

_PRINTED_CODE = re.compile(r"\bcode (?P<code>[0-9A-Z]{3}-[0-9A-Z]{3})\b")
_MARK = 12  # characters of a section's mark
_LISTED = 12  # changes of the record told in one document
CHANGES = "ce-qui-a-change"  # the id of the section that tells them


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under a title of level 1 or 2, or a sheet; its ``mark`` follows its content."""

    id: str
    title: str
    mark: str


@dataclass(frozen=True, slots=True)
class Edition:
    """How documents name themselves, and what they are compared with.

    ``since`` is the version compared with (empty: none), ``before`` the sections of its documents by path, ``codes``
    their version codes, ``changes`` what the record says otherwise since then, ``names`` those of what it is about.
    ``freezing`` a version keeps the sections of its documents.
    """

    version: str = ""
    status: str = ""
    on: dt.date | None = None
    approvers: str = ""
    revisions: tuple[Revision, ...] = ()
    since: str = ""
    before: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    names: Names = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    freezing: bool = False


def printed_code(content: Document | Workbook) -> str:
    """The version code that a document prints: that of its cover, else the one at the foot of its only sheet."""
    if content.control.code or not isinstance(content, Document):
        return content.control.code
    feet = (words for block in content.body if isinstance(block, Sheet) for words in block.foot)
    codes = [found["code"] for words in feet if (found := _PRINTED_CODE.search(words))]
    return codes[0] if len(codes) == 1 else ""


def sections(content: Document | Workbook) -> tuple[Section, ...]:
    """The sections of a document, in order; what stands before its first title is one without title."""
    if not isinstance(content, Document):
        return tuple(Section(sheet.id, sheet.name, _mark([sheet])) for sheet in content.sheets)
    found: list[tuple[str, str, list[Block]]] = [("", "", [])]
    for block in content.body:
        if isinstance(block, Heading) and block.level <= 2:  # noqa: PLR2004 - chapters and their parts
            found.append((block.id, plain(block.text), []))
        found[-1][2].append(block)
    return tuple(Section(name, title, _mark(blocks)) for name, title, blocks in found if blocks)


def _mark(content: Iterable[object]) -> str:
    """A mark of what is said; the foot of a sheet names its version, and says nothing else."""
    said = [replace(one, foot=()) if isinstance(one, Sheet) else one for one in content]
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """The titles of the sections that a document gained, that changed, that it lost."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.changed or self.removed)


def section_changes(before: Iterable[Section], after: Iterable[Section]) -> SectionChanges:
    """What differs, sections matched by identifier."""
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    return SectionChanges(
        tuple(one.title for one in new.values() if one.id not in old),
        tuple(one.title for one in new.values() if one.id in old and old[one.id].mark != one.mark),
        tuple(one.title for one in old.values() if one.id not in new),
    )


def told_changes(edition: Edition, about: frozenset[str], *, restricted: bool) -> list[Change]:
    """The changes of the record that a document tells; see ``with_changes``."""
    shown = [one for one in edition.changes if restricted or not is_confidential(one)]
    return [one for one in shown if not about or not about.isdisjoint(ref.id for ref in one.owners)]


def with_changes(
    document: Document, edition: Edition, path: str, about: frozenset[str], *, restricted: bool
) -> Document:
    """The document with a last section that says what changed since the version it is compared with.

    ``about`` are the identifiers that a document of one service is about; empty for one of the whole establishment.
    What only ``restricted`` documents print is told in them alone. A document that did not change, or that the version
    did not have, stays as it is.
    """
    before = edition.before.get(path)
    if before is None or not document.cover:
        return document
    found = section_changes(before, sections(document))
    if not found.any:
        return document
    told = told_changes(edition, about, restricted=restricted)
    title = Heading(CHANGES, 1, text(f"Ce qui a changé depuis la version {edition.since}"), numbered=False)
    return replace(document, body=(*document.body, title, *_blocks(found, told, edition.names)))


def _blocks(found: SectionChanges, told: list[Change], names: Names) -> list[Block]:
    blocks: list[Block] = []
    for label, titles in (("Modifié", found.changed), ("Ajouté", found.added), ("Retiré", found.removed)):
        shown = [title for title in titles if title]
        if shown:
            blocks.append(Paragraph(text(f"{label} : {' ; '.join(shown)}.")))
    if told:
        lines = tuple(ListItem(text(change_line(one, names))) for one in told[:_LISTED])
        blocks += [Paragraph(text("Dans le dossier :")), ItemList(lines, id=f"{CHANGES}-dossier")]
    if len(told) > _LISTED:
        left = plural(len(told) - _LISTED, "autre changement", "autres changements")
        left = f"Et {left} : « planforge diff » donne toute la liste."
        blocks.append(Paragraph(text(left), style=ParagraphStyle.NOTE))
    return blocks
