"""Names that stay the same from run to run: hidden bookmarks and the ids of controls."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAG_LIMIT = 64  # Word refuses longer tags
NOBODY = "0"  # stands for the id of what has none
# What a program may add, drop or replace while a text stays the same: spaces, boxes, marks, hyphens, what XML forbids.
_SILENT = re.compile(
    "[\\s☐☑☒◊\u00ad\u2011\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff-]+"
)


def digest(text: str, size: int) -> str:
    """``2 * size`` hexadecimal digits that follow the text; lone surrogates do no harm."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def wording(words: str) -> str:
    """Eight digits that follow the words, whatever became of their spaces and of the boxes among them."""
    return f"{crc32(_SILENT.sub('', words).rstrip('|').encode('utf-8', 'surrogatepass')):08x}"


def block_name(identifier: str) -> str:
    """The hidden bookmark of a place, where links lead: 16 characters that follow its id."""
    return f"_pf_{digest(identifier, 6)}"


def words_name(identifier: str, words: str) -> str:
    """The hidden bookmark of a paragraph: its id, then what it said when written."""
    return f"_pf_{digest(identifier, 6) if identifier else NOBODY}_{wording(words)}"


def row_name(table: str, row: str, words: Sequence[str]) -> str:
    """The hidden bookmark of a row: its table and entity, then what its cells said when written."""
    who = digest(f"{table}/{row}", 6) if row else NOBODY
    return f"_pf_r{who}_{wording(row_words(words))}"


def row_words(cells: Sequence[str]) -> str:
    """What a row says, as its bookmark remembers it."""
    return "|".join(cells)


def control_number(tag: str) -> int:
    """A positive 31-bit number that follows the tag."""
    return crc32(tag.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF or 1


def control_tag(prefix: str, identifier: str) -> str:
    """``prefix:identifier``, its end replaced by a hash where Word would refuse its length."""
    tag = f"{prefix}:{identifier}"
    return tag if len(tag) <= _TAG_LIMIT else f"{tag[: _TAG_LIMIT - 9]}~{digest(tag, 4)}"
