"""Notes on cells: those of people are kept, ours are renewed, and a conflict says what the record holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.values import french, say_date

if TYPE_CHECKING:
    from datetime import date

CONFLICT = french("À TRANCHER : le dossier dit maintenant")
DELETED = french("À TRANCHER : cette ligne a été supprimée à la main, mais le dossier l’a changée depuis.")
HOMELESS = french("Cette ligne n’est plus dans le dossier ; elle reste parce qu’elle a été remplie à la main.")
_OURS = (CONFLICT, DELETED, HOMELESS)
_NOTHING = "(rien)"
_ADVICE = french("Gardez l’un des deux, puis supprimez ce commentaire.")


@dataclass(frozen=True, slots=True)
class Remarks:
    """Writes what planforge says in notes; ``author`` and ``on`` sign it."""

    author: str
    on: date

    def conflict(self, ours: str, earlier: str = "") -> str:
        """The note that shows our words beside theirs; the earlier one as it was when it says the same."""
        start = f"{CONFLICT}\n{ours or _NOTHING}\n\n"
        return earlier if earlier.startswith(start) else f"{start}{_ADVICE}\n{self._signature}"

    def deleted(self) -> str:
        """The note on a row that comes back although somebody deleted it."""
        return f"{DELETED}\n{self._signature}"

    @property
    def _signature(self) -> str:
        return f"{self.author}, {say_date(self.on)}"


def split_note(text: str) -> tuple[str, str]:
    """What a person wrote in a note, and what planforge added to it."""
    found = [text.index(start) for start in _OURS if start in text]
    return (text[: min(found)].rstrip(), text[min(found) :]) if found else (text, "")


def own_note(text: str) -> str:
    """The note of a cell that is the person's own: it may still say that its row left the record."""
    written, told = split_note(text)
    return text if told.startswith(HOMELESS) else written


def is_open(note: str) -> bool:
    """Whether a note shows a conflict that nobody settled yet."""
    return CONFLICT in note


def kept_note(theirs: str, ours: str, before: str | None) -> str:
    """The note of a cell: what the person wrote, then ours unless it is there already.

    ``before`` is ours as the person found it, None when nothing tells it.
    """
    written = split_note(theirs)[0]
    if not written or _same(written, ours) or (before is not None and _same(written, before)):
        return ours
    return written if not ours or _folded(ours) in _folded(written) else f"{written}\n\n{ours}"


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(text.split())
