"""Names that stay the same from run to run: hidden bookmarks and the ids of controls."""

from __future__ import annotations

from hashlib import blake2b
from zlib import crc32

_TAG_LIMIT = 64  # Word refuses longer tags


def digest(text: str, size: int) -> str:
    """``2 * size`` hexadecimal digits that follow the text; lone surrogates do no harm."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def block_name(identifier: str) -> str:
    """The hidden bookmark of a block: 16 characters that follow its id."""
    return f"_pf_{digest(identifier, 6)}"


def row_name(table: str, row: str, content: str) -> str:
    """The hidden bookmark of a row: its table and entity, then what its cells said when written."""
    return f"_pf_{digest(f'{table}/{row}', 6)}_{crc32(content.encode('utf-8', 'surrogatepass')):08x}"


def control_number(tag: str) -> int:
    """A positive 31-bit number that follows the tag."""
    return crc32(tag.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF or 1


def control_tag(prefix: str, identifier: str) -> str:
    """``prefix:identifier``, its end replaced by a hash where Word would refuse its length."""
    tag = f"{prefix}:{identifier}"
    return tag if len(tag) <= _TAG_LIMIT else f"{tag[: _TAG_LIMIT - 9]}~{digest(tag, 4)}"
