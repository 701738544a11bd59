"""Phone numbers made readable; whatever else a hospital calls by (radio channel, short number) is kept."""

from __future__ import annotations

import re

from planforge.values.faults import ValueFault, quoted
from planforge.values.typography import NBSP, clean

_LONGEST = 120
# Ten digits starting with 0, or +33 / 0033 and nine digits, in whatever grouping.
_FRENCH = re.compile(
    r"(?<![0-9+])(?:(?:\+|00)[ ]?33[ .\-]?(?:\(0\))?[ .\-]?0?|0[ .\-]?)(?P<digits>[1-9](?:[ .\-/]?[0-9]){8})(?![0-9])",
)
_DIGITS = re.compile(r"[0-9](?:[ .\-]?[0-9])*")


def read_phone(text: str) -> str:
    """The text with French numbers set as « 01 23 45 67 89 » (non-breaking spaces); the rest only cleaned.

    Foreign, short and internal numbers and radio channels pass. Raises ``ValueFault`` only where nothing is left
    or where the text is far too long for a number.
    """
    words = " ".join(clean(text).split())
    if not words:
        raise ValueFault("phone.empty", "Le numéro est vide.", "Écrivez un numéro, ou effacez la ligne.")
    if len(words) > _LONGEST:
        raise ValueFault("phone.too_long", f"{quoted(text)} est trop long pour un numéro.", "Écrivez le numéro seul.")
    shown = _FRENCH.sub(_grouped, words)
    return shown.replace(" ", NBSP) if _DIGITS.fullmatch(shown.lstrip("+")) else shown


def _grouped(found: re.Match[str]) -> str:
    digits = "0" + re.sub(r"[^0-9]", "", found["digits"])
    return NBSP.join(digits[start : start + 2] for start in range(0, len(digits), 2))
