"""Compiles the French catalogue of click's words: ``python tests/cli/make_catalogue.py`` writes messages.mo anew.

Reads the part of the PO format that the catalogue uses: comments, msgid, msgid_plural, msgstr, msgstr[n], and strings
continued on the next lines.
"""

from __future__ import annotations

import ast
import re
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "planforge" / "cli" / "locale" / "fr" / "LC_MESSAGES" / "messages.po"
_LINE = re.compile(r'(?P<keyword>msgid_plural|msgid|msgstr(?:\[\d\])?)? ?(?P<text>".*")')
_MAGIC, _HEADER_SIZE, _PAIR_SIZE = 0x950412DE, 28, 8


def entries(text: str) -> dict[str, str]:
    """The translations by message, plural forms joined by a zero character as gettext wants them."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=msgid )|\n\n", text):
        parts = _parts(block)
        if "msgid" in parts:
            forms = [parts[keyword] for keyword in sorted(parts) if keyword.startswith("msgstr")]
            plural = [parts["msgid_plural"]] if "msgid_plural" in parts else []
            found["\0".join([parts["msgid"], *plural])] = "\0".join(forms)
    return found


def _parts(block: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    keyword = ""
    for line in block.splitlines():
        if line and not line.startswith("#"):
            read = _LINE.fullmatch(line)
            assert read, line
            keyword = read["keyword"] or keyword
            parts[keyword] = parts.get(keyword, "") + ast.literal_eval(read["text"])
    return parts


def compiled(text: str) -> bytes:
    """The bytes of the .mo file: a header, where each message and translation stands, then the texts."""
    pairs = sorted((message.encode(), translation.encode()) for message, translation in entries(text).items())
    messages, translations = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    start = _HEADER_SIZE + 2 * _PAIR_SIZE * len(pairs)
    table, body = b"", b""
    for word in (*messages, *translations):
        table += struct.pack("<II", len(word), start + len(body))
        body += word + b"\0"
    second = _HEADER_SIZE + _PAIR_SIZE * len(pairs)
    return struct.pack("<7I", _MAGIC, 0, len(pairs), _HEADER_SIZE, second, 0, start) + table + body


if __name__ == "__main__":
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(CATALOGUE.read_text("utf-8")))
