"""The zip of a Word file: always the same bytes, and parts that documents share are compressed once."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

_DATE, _TIME = 33, 0  # 1 January 1980, midnight, as zip writes them
_VERSION, _SYSTEM, _DEFLATED, _NAMES_IN_UTF8 = 20, 3 << 8, 8, 0x800
_LEVEL = 6
FIRST_PART = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A part, already deflated."""

    name: str
    size: int
    checksum: int
    deflated: bytes


def entry(name: str, content: str | bytes) -> Entry:
    """The part, compressed."""
    raw = content.encode() if isinstance(content, str) else content
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(name, len(raw), zlib.crc32(raw), packer.compress(raw) + packer.flush())


def package(entries: list[Entry]) -> bytes:
    """A zip file of the parts, sorted by name, the content types first."""
    ordered = sorted(entries, key=lambda part: (part.name != FIRST_PART, part.name))
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in ordered:
        name = part.name.encode()
        common = struct.pack(
            "<HHHHHIIIHH",
            *(
                _VERSION,
                _NAMES_IN_UTF8,
                _DEFLATED,
                _TIME,
                _DATE,
                part.checksum,
                len(part.deflated),
                part.size,
                len(name),
                0,
            ),
        )
        pieces += [b"PK\x03\x04", common, name, part.deflated]
        made_by = struct.pack("<H", _SYSTEM | _VERSION)
        place = struct.pack("<HHHII", 0, 0, 0, 0, offset)
        directory += [b"PK\x01\x02", made_by, common, place, name]
        offset += 4 + len(common) + len(name) + len(part.deflated)
    listing = b"".join(directory)
    count = len(ordered)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listing), offset, 0)
    return b"".join([*pieces, listing, end])
