"""What a reader raises: a stable code, a French sentence, and what to write instead."""

from __future__ import annotations

from planforge.values.typography import clean

_SHOWN = 40


class ValueFault(ValueError):  # noqa: N818 - the value is at fault, not the program
    """A value nobody can read: ``code`` is for machines, the text is a French sentence, ``hint`` says what to write.

    A ``ValueError``, so that Pydantic turns it into an error of its own; the only exception a reader lets out.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code = code
        self.message = message
        self.hint = hint
        super().__init__(message)

    def __reduce__(self) -> tuple[type[ValueFault], tuple[str, str, str]]:
        """Survive the way back from a worker process."""
        return (type(self), (self.code, self.message, self.hint))


def quoted(text: str) -> str:
    """The person's own words between guillemets, on one line and cut where they are long."""
    words = " ".join(clean(text).split())
    return f"« {words[:_SHOWN]}… »" if len(words) > _SHOWN else f"« {words} »"
