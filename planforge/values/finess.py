"""FINESS numbers: nine characters, kept as text because of their leading zeros."""

from __future__ import annotations

import re

from planforge.values.faults import ValueFault, quoted
from planforge.values.quantities import tidy

_LENGTH = 9
_SHAPE = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{7}")
# The key counts the letters of Corsica as their rank in the alphabet: 2A as 21, 2B as 22.
_LETTERS = str.maketrans("AB", "12")
_ADVICE = 'Recopiez les 9 caractères depuis finess.esante.gouv.fr ; dans un fichier, entre guillemets : "010000024".'
_SIRET_LENGTH = 14


def read_finess(text: str) -> str:
    """The nine characters of a FINESS number whose key is right; raises ``ValueFault``."""
    number = re.sub(r"[ .\-]", "", tidy(text)).upper()
    if re.fullmatch(rf"[0-9]{{{_LENGTH - 1}}}", number):
        raise _missing_character(number, text)
    if re.fullmatch(rf"[0-9]{{{_SIRET_LENGTH}}}", number):
        raise ValueFault("finess.siret", f"{quoted(text)} est un SIRET, pas un FINESS.", _ADVICE)
    if not _SHAPE.fullmatch(number):
        raise ValueFault("finess.shape", f"{quoted(text)} n’est pas un numéro FINESS de 9 caractères.", _ADVICE)
    if not _key_is_right(number):
        raise ValueFault(
            "finess.key", f"{quoted(text)} n’est pas un FINESS : sa clé est fausse, un chiffre a changé.", _ADVICE
        )
    return number


def _missing_character(number: str, text: str) -> ValueFault:
    message = f"{quoted(text)} n’a que 8 chiffres ; un FINESS en a 9."
    if _key_is_right(f"0{number}"):
        return ValueFault(
            "finess.leading_zero",
            f"{message} Un tableur a sans doute mangé le zéro de tête.",
            f"Écrivez « 0{number} ».",
        )
    return ValueFault("finess.shape", message, _ADVICE)


def _key_is_right(number: str) -> bool:
    """Luhn: every second digit from the right doubled, the sum of all digits divisible by ten."""
    digits = [int(digit) for digit in reversed(number.translate(_LETTERS))]
    total = sum(digits[0::2]) + sum(sum(divmod(digit * 2, 10)) for digit in digits[1::2])
    return total % 10 == 0
