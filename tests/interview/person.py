"""Somebody who answers whatever she is asked, in plain lines: for text-mode runs of whole questionnaires."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.interview.steps import Kind

if TYPE_CHECKING:
    from planforge.interview.driver import Session
    from planforge.interview.steps import Step

_BY_KIND = {
    Kind.YES_NO: "oui",
    Kind.NUMBER: "12",
    Kind.DURATION: "4 h",
    Kind.DATE: "15/01/2026",
    Kind.PHONE: "01 23 45 67 89",
}


@dataclass
class Person:
    """Reads the question of the session and gives a line; ``asked`` is what she was asked, in order.

    She picks ``most`` usual entries in each list, accepts suggestions, and says « ? » to one question in ``every``.
    """

    session: Session
    most: int = 2
    every: int = 0
    asked: list[Step] = field(default_factory=list)
    _ahead: list[str] = field(default_factory=list)
    _menus: set[str] = field(default_factory=set)

    def readline(self) -> str:
        """The next line."""
        return f"{self._ahead.pop(0) if self._ahead else self._line()}\n"

    def _line(self) -> str:
        step = self.session.step
        if step is None:
            return str(len(self.session.interview.progress()) + self._last())
        if step.kind is Kind.MENU:
            return self._menu(step)
        self.asked.append(step)
        if self.every and len(self.asked) % self.every == 0 and step.may_be_unknown:
            self._ahead += ["Direction du système d’information", "15/12/2026"]
            return "?"
        return self._answer(step)

    def _last(self) -> int:
        """How many lines of the recap come after the sections: « not known yet » where there is any, then the end."""
        waiting = any(one.unknown or one.passed for one in self.session.interview.progress())
        return 2 if waiting else 1

    def _menu(self, step: Step) -> str:
        if step.token in self._menus:
            return ""
        self._menus.add(step.token)
        self.asked.append(step)
        first = len(step.entries) + 1
        picked = [str(first + rank) for rank in range(min(self.most, len(step.options)))]
        if picked:
            return " ".join(picked) if step.free else picked[0]
        return "+ Un ajout" if step.free else ""

    def _answer(self, step: Step) -> str:
        if step.former or step.suggestion:
            return ""
        if step.kind in {Kind.REFERENCE, Kind.REFERENCES}:
            return "1" if step.options else f"+ {step.example or 'Cadre de garde'}"
        if step.options:
            return "1 2" if step.kind is Kind.SEVERAL and len(step.options) > 1 else "1"
        return _BY_KIND.get(step.kind) or step.example or "Une réponse"
