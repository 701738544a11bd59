"""What one document needs while it is printed: unique numbers, links, restarted lists, attached parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from planforge.formats.word.identity import block_name, control_number, row_name, words_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.document.outline import Numbering
    from planforge.formats.word.charter import Charter

# Word calls a file damaged when the address of a link has no sound form: those print as plain text.
_ADDRESS = re.compile(
    r"https?://[\w.-]+(:\d{1,5})?([/?#].*)?|mailto:[\w.+-]+@[\w.-]+(\?.*)?|tel:\+?[\d.-]+",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
_STEM = 17  # letters of the name of a bookmark that follow an id, the line after it included
_ADDRESS_CHARACTERS = ":/?#@!$&()*+,;=%~"


def safe_address(link: str) -> str:
    """The address as a relation may hold it, or nothing when Word would not have it."""
    return quote(link, safe=_ADDRESS_CHARACTERS, errors="replace") if _ADDRESS.fullmatch(link) else ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part beside the body: its name below ``word/``, its relation type, its content type and its bytes."""

    name: str
    relation: str
    media: str
    content: bytes


@dataclass(slots=True)
class Press:
    """The state of one document being printed; all its numbers follow reading order, so that bytes do not change."""

    charter: Charter
    numbering: Numbering
    anchors: frozenset[str]  # ids of blocks that a link reaches
    marks: int = 0
    drawings: int = 0
    restarts: int = 0
    links: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    _attached: dict[tuple[str, bytes], str] = field(default_factory=dict)
    _ranks: dict[str, int] = field(default_factory=dict)  # how many bookmarks begin that way
    _controls: set[int] = field(default_factory=set)
    _kept: set[str] = field(default_factory=set)  # for headings still to come: the table of contents leads there

    def __post_init__(self) -> None:
        self._kept.update(block_name(entry.id) for entry in self.numbering.outline)

    def bookmark(self, name: str, stem: str = "") -> str:
        """An empty hidden bookmark of that name, ranked when the name is taken, or kept for a heading.

        Names with the same ``stem`` are ranked together, so that a rank does not follow what the name says besides.
        """
        stem = stem or name
        rank = self._ranks[stem] = self._ranks.get(stem, 1 if stem in self._kept else 0) + 1
        if rank > 1:
            name = f"{name}_{rank}"
        self.marks += 1
        return f'<w:bookmarkStart w:id="{self.marks}" w:name="{name}"/><w:bookmarkEnd w:id="{self.marks}"/>'

    def mark(self, identifier: str) -> str:
        """The hidden bookmark of a place, or nothing for one that no link reaches."""
        return self.bookmark(block_name(identifier)) if identifier in self.anchors else ""

    def heading_mark(self, identifier: str) -> str:
        """The hidden bookmark of a heading: under its own name, even after a block that has the same id."""
        name = block_name(identifier)
        if name not in self._kept:
            return self.bookmark(name) if identifier else ""
        self._kept.discard(name)
        rank = self._ranks.pop(name, 1)  # of the blocks before it, which left the name free
        mark = self.bookmark(name)
        self._ranks[name] = rank
        return mark

    def words_mark(self, identifier: str, words: str) -> str:
        """The hidden bookmark of a paragraph, which remembers its words; nothing for one that says nothing."""
        name = words_name(identifier, words)
        return self.bookmark(name, name[:_STEM] if identifier else name) if words else ""

    def row_mark(self, table: str, row: str, words: Sequence[str]) -> str:
        """The hidden bookmark of a row, which remembers the words of its cells."""
        name = row_name(table, row, words)
        return self.bookmark(name, name[: _STEM + 1] if row else name)

    def control(self, tag: str) -> int:
        """A number for a content control that no other control of the document has."""
        number = control_number(tag)
        while number in self._controls:
            number = control_number(f"{tag}#{len(self._controls)}#{number}")
        self._controls.add(number)
        return number

    def drawing(self) -> int:
        """The next number of a drawing or of a shape in it."""
        self.drawings += 1
        return self.drawings

    def restart(self) -> int:
        """The number of a new ordered list that counts from 1."""
        self.restarts += 1
        return self.charter.first_free_list + self.restarts - 1

    def attach(self, relation: str, media: str, content: bytes, ending: str = "xml") -> str:
        """The relation to a part, a header, a footer or an image; the same content is attached once."""
        known = self._attached.get((relation, content))
        if known:
            return known
        number = len(self.attachments) + 1
        name = f"{relation}{number}.{ending}"
        self.attachments[f"rIdP{number}"] = Attachment(name, relation, media, content)
        return self._attached.setdefault((relation, content), f"rIdP{number}")

    def opening(self, link: str) -> str:
        """The start tag of a hyperlink, or nothing when it would lead nowhere."""
        if link.startswith("#"):
            target = link[1:]
            return f'<w:hyperlink w:anchor="{block_name(target)}" w:history="1">' if target in self.anchors else ""
        address = safe_address(link)
        if not address:
            return ""
        relation = self.links.setdefault(address, f"rIdL{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{relation}" w:history="1">'
