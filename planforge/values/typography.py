"""French typography and clean text: what every printed word goes through."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"

# Characters that XML 1.0 forbids, controls that no page shows, and bidirectional overrides that make a name
# read otherwise than it is written.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]",
)
_LINE_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")

_SPACE = f"[ {NBSP}{NARROW_NBSP}]"
_SPACES = f"{_SPACE}*"
_UNIT = "(?-i: min | h | j | s | [mk]?g | m?[lL] | [ckm]?m[²³]? | [kM]?€ | °C | [kMGT]o | [MG]bit/s )"
_TYPOGRAPHY = re.compile(
    rf"""
    (?P<kept> ```.*?``` | `[^`\n]*` | \b[a-z][a-z0-9+.-]{{0,20}}://\S+ | (?<!\S)\S+@\S+ | &\#?\w+; )
    | (?P<opening> «{_SPACES}(?=\S) )
    | (?P<closing> (?<=[^\s«]){_SPACES}» )
    | (?<=[^\s«(\[{{]){_SPACES}(?P<marks> [;:?!]+ )(?=[\s»")\]*_…]|$)
    | (?<=[0-9]){_SPACES}(?P<percent> % )(?!\w)
    | (?P<thousands> [1-9](?<![\w.,-].)(?<![0-9]{_SPACE}.)[0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+(?!{_SPACE}?[0-9]) )
    | (?P<joined> [ ](?:
        (?<=[0-9].)(?={_UNIT}(?![\w'’])) | (?<=[0-9]{_SPACE}h.)(?=[0-5][0-9](?![0-9])) | (?=◊)(?<=\S.)
      ) )
    | (?P<apostrophe> (?<=[^\W\d_])'(?=[^\W\d_]) )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_PRINTED = {
    "opening": f"«{NBSP}",
    "closing": f"{NBSP}»",
    "percent": f"{NBSP}%",
    "joined": NBSP,
    "apostrophe": "’",
}  # what each group of the pattern becomes


def clean(text: str) -> str:
    """Text that any office format takes: no forbidden or invisible control character, line feeds only."""
    # A text that Python calls printable holds no control, no override, and no line break: nothing to look for.
    return text if text.isprintable() else _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text))


def french(text: str) -> str:
    """The same words with non-breaking spaces and apostrophes as French printers set them; idempotent.

    A number stays in one piece and with its unit, the mark « ◊ » with what it marks. Telephone numbers, web and mail
    addresses, times such as 10:30, HTML entities and code between backquotes stay as they are.
    """
    return _TYPOGRAPHY.sub(_set, text)


def _set(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind == "marks":
        return NBSP + found["marks"]
    if kind == "thousands":
        return found[0].replace(" ", NARROW_NBSP)
    return _PRINTED.get(kind, found[0])


def fold(text: str) -> str:
    """The text in lower case without accents, ligatures opened: « Œuvre à Côté » gives ``oeuvre a cote``."""
    if text.isascii():
        return text.casefold()
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return unicodedata.normalize("NFKD", opened).translate(_UNACCENTED)


class _Unaccented(dict[int, int | None]):
    """Takes combining marks out; each character is looked up once."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.combining(chr(code)) else code
        self[code] = kept
        return kept


_UNACCENTED = _Unaccented()


def join_and(words: Sequence[str]) -> str:
    """« a, b et c »."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} et {words[-1]}"
