"""Names that Excel accepts: sheets, tables, lists, column titles."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from planforge.formats.excel.strings import one_line, units

if TYPE_CHECKING:
    from collections.abc import Iterable

SHEET_LIMIT = 31
TITLE_LIMIT = 255
_NAME_LIMIT = 100
_LINK_WORD = 4  # « de », « et », « les » with the space before them
# What Excel refuses in a tab name, what tools misread where formulas quote it, and what starts a character code.
_UNWANTED = re.compile(r'[\[\]:*?/\\"{};!]|_(?=x[0-9A-Fa-f]{4}_)')
_RESERVED = ("history", "historique")  # names that Excel keeps for its own change log


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Legal tab names, different from each other and from ``taken`` whatever the case, in the same order."""
    used = {name.casefold() for name in (*taken, *_RESERVED)}
    return tuple(_claim(_sheet_name(name), used, SHEET_LIMIT) for name in wanted)


def titles(wanted: Iterable[str]) -> tuple[str, ...]:
    """Column titles that a table can carry: on one line, never empty, never twice."""
    used: set[str] = set()
    lines = [one_line(title) for title in wanted]
    return tuple(
        _claim(_cut(line, TITLE_LIMIT) or f"Colonne {number}", used, TITLE_LIMIT)
        for number, line in enumerate(lines, start=1)
    )


def defined_names(prefix: str, wanted: Iterable[str]) -> tuple[str, ...]:
    """Names for tables or lists: ``prefix_identifier`` in plain letters, so that none can be read as a cell."""
    used: set[str] = set()
    return tuple(_claim(f"{prefix}_{_plain_letters(name)}", used, TITLE_LIMIT, "_{}") for name in wanted)


def quoted(name: str) -> str:
    """The sheet name as formulas and links write it."""
    doubled = name.replace("'", "''")
    return f"'{doubled}'"


def _sheet_name(text: str) -> str:
    legal = _UNWANTED.sub(" ", one_line(text))
    return _cut_at_word(one_line(legal).strip("' "), SHEET_LIMIT).strip("' ") or "Feuille"


def _plain_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", decomposed).strip("_")[:_NAME_LIMIT] or "x"


def _cut(text: str, limit: int) -> str:
    if units(text) <= limit:
        return text
    return text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore").rstrip() + "…"


def _cut_at_word(text: str, limit: int) -> str:
    """The text within the limit, cut after a word that is more than a link, where that keeps half of it."""
    cut = _cut(text, limit)
    if cut == text:
        return text
    kept = cut[:-1]
    if not text.startswith(f"{kept} "):
        kept = kept.rpartition(" ")[0]
    while kept and len(kept) - kept.rfind(" ") <= _LINK_WORD:
        kept = kept.rpartition(" ")[0]
    return f"{kept.rstrip(',;–-')}…" if len(kept) > limit // 2 else cut


def _claim(name: str, used: set[str], limit: int, suffix: str = " ({})") -> str:
    claimed = name
    number = 2
    while claimed.casefold() in used:
        tail = suffix.format(number)
        claimed = _cut(name, limit - len(tail)) + tail
        number += 1
    used.add(claimed.casefold())
    return claimed
