from __future__ import annotations

import re
import struct
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.formats.word.logos import dimensions

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.documents import Document

CENTIMETRE = 360_000  # in English metric units


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def jpeg(width: int, height: int, marker: int = 0xC0) -> bytes:
    comment = struct.pack(">BBH4s", 0xFF, 0xE0, 6, b"JFIF")
    tables = struct.pack(">BBH2s", 0xFF, 0xC4, 4, b"\xff\xc0")  # a table, not a frame, whatever it holds
    return b"\xff\xd8" + comment + tables + struct.pack(">BBHBHH", 0xFF, marker, 8, 8, height, width)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(300, 120), (300, 120)),
        (jpeg(300, 120), (300, 120)),
        (jpeg(300, 120, marker=0xC2), (300, 120)),  # progressive
        (png(0, 120), None),
        (png(300, 120)[:20], None),
        (jpeg(300, 120)[:-2], None),
        (b"\xff\xd8", None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_the_size_of_a_picture_is_read_or_there_is_none(content: bytes, size: tuple[int, int] | None) -> None:
    assert dimensions(content) == size


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (jpeg(100, 100), (2 * CENTIMETRE, 2 * CENTIMETRE)),
        (png(200, 100), (4 * CENTIMETRE, 2 * CENTIMETRE)),
        (png(1000, 100), (7 * CENTIMETRE, 7 * CENTIMETRE // 10)),
    ],
)
def test_a_logo_keeps_its_shape_within_its_place(
    body_of: Callable[..., str], demo: Document, content: bytes, printed: tuple[int, int]
) -> None:
    xml = body_of(replace(demo, control=replace(demo.control, logo=content)))

    (extent,) = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"/><wp:docPr id="\d+" name="Logo"', xml)
    assert tuple(map(int, extent)) == printed
    assert 'descr="Logo\u00a0: CH de Valmont"' in xml
