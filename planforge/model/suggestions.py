"""What to say of an identifier that names nothing: the close ones, with the names of what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.model.messages import sentence
from planforge.values import close_matches, fold, join_and, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

DANGLING = "DATA-DANGLING-REF"
_ALIKE = 3  # letters
_FEW = 8  # a list that still reads as a sentence


def unknown_identifier(kind: str, identifier: str, known: Mapping[str, str]) -> tuple[str, str]:
    """Message and hint: « Service inconnu « blocs ». Vouliez-vous dire « bloc » (Bloc opératoire) ? ».

    ``known`` gives names by identifier; a name that was written instead of its identifier is recognised.
    """
    message, hint = sentence("references", kind, {"value": quoted(identifier)})
    close = close_identifiers(identifier, known)
    if close:
        meant = [f"{quoted(one)} ({known[one]})" if known[one] not in {"", one} else quoted(one) for one in close]
        return f"{message} Vouliez-vous dire {' ou '.join(meant)} ?", hint
    if 0 < len(known) <= _FEW:
        return message, f"{hint} Identifiants connus : {join_and([quoted(one) for one in known])}."
    return message, hint


def close_identifiers(identifier: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The identifiers that were likely meant, best first, two at most."""
    by_name = {fold(name): one for one, name in known.items() if name}
    exact = by_name.get(fold(identifier))
    if exact is not None:
        return (exact,)
    # Mistakes come late in a word: a candidate that begins alike is what was meant.
    close = close_matches(identifier, known)
    alike = tuple(one for one in close if fold(one)[:_ALIKE] == fold(identifier)[:_ALIKE])
    if close:
        return (alike or close)[:2]
    names = close_matches(identifier, by_name, 1)
    return (by_name[names[0]],) if names else ()
