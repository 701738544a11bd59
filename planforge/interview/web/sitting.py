"""A session that takes replies to any question, not only to the one it would put next: forms come as they come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge.errors import PlanforgeError
from planforge.interview.asking import token_of
from planforge.interview.steps import Answer, Create, Pass, Refusal, State, Unknown
from planforge.interview.web.fields import is_as_before, read

if TYPE_CHECKING:
    from planforge.interview.driver import Session
    from planforge.interview.engine import Interview
    from planforge.interview.slots import Key, Slot
    from planforge.interview.steps import Reply, Step
    from planforge.interview.web.fields import Read
    from planforge.interview.web.grid import Cell, Grid
    from planforge.interview.web.messages import Form

NOT_YET, WHO, DUE = "nsp", "ask", "due"


@dataclass
class Taken:
    """What came of the form of a table: how many cells were taken, why some cannot be, which were left empty."""

    count: int = 0
    refusals: dict[str, str] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)

    def note(self, cell: Cell, said: str | Refusal) -> None:
        """Count what was taken; keep why it was not."""
        if isinstance(said, Refusal):
            self.refusals[cell.field.prefix] = said.text
        else:
            self.count += 1

    @property
    def is_all(self) -> bool:
        """Whether nothing is left to answer in it."""
        return not (self.refusals or self.empty)


@dataclass
class Sitting:
    """One session, and how replies reach the question that they are for."""

    session: Session

    @property
    def here(self) -> Interview:
        """Where the interview is."""
        return self.session.interview

    @property
    def current(self) -> str:
        """The token of the question to put; "" once all have been."""
        slot = self.here.current
        return "" if slot is None else token_of(slot)

    def is_drafted(self, slot: Slot) -> bool:
        """Whether the question is about the entry that is being added."""
        drafted = self.here.drafted
        return drafted is not None and drafted.key == slot.key

    def take(self, slot: Slot, reply: Reply) -> str | Refusal:
        """What was taken, in words, once it is on the disk; or why it was not, everything as it was before."""
        before = self.here
        if not self.is_drafted(slot):
            # Whoever answers within what is being gone through again stays in it; any other answer leaves it.
            within = before.current is not None and slot.key in {before.current.key, *before.focus}
            rest = tuple(key for key in before.focus if key != slot.key) if within else ()
            self.session.interview = replace(before, focus=(slot.key, *rest))
        try:
            said = self.session.take(reply)
        except PlanforgeError as error:  # the journal cannot be written: the answer waits in its field, with why
            said = Refusal(str(error))
        if isinstance(said, Refusal):
            self.session.interview = before
        return said

    def answer(self, slot: Slot, step: Step, found: Read) -> str | Refusal:
        """Answer with the values that were chosen, and with what has to be created first."""
        if not found.names:
            return self.take(slot, Answer(found.values if step.many else next(iter(found.values), "")))
        said: str | Refusal = ""
        for name in found.names:
            said = self.take(slot, Create(name))
            if isinstance(said, Refusal):
                return said
        now = self.here.slot(slot.key)
        if now is None or not step.many:
            return said
        former = self.here.step_of(now).former
        fresh = (one for one in former if one not in {*step.former, *found.values})
        wanted = (*found.values, *fresh)
        return said if wanted == former else self.take(slot, Answer(wanted))

    def take_grid(self, grid: Grid, form: Form, *, passing: bool) -> Taken:
        """Take every cell of a table that was changed; ``passing`` passes those that are left empty."""
        taken, focus = Taken(), self.here.focus
        for cell in grid.cells:
            # An answer given with the same form may have done away with the question.
            if self.here.slot(cell.slot.key) is not None:
                self._take_cell(cell, form, taken)
        if passing:
            self._pass_empty(grid, taken)
        self._stay_within(grid, focus, {*taken.refusals, *taken.empty})
        return taken

    def _take_cell(self, cell: Cell, form: Form, taken: Taken) -> None:
        slot, step, sent = cell.slot, cell.step, form.below(cell.field.prefix)
        not_yet = bool(sent.one(NOT_YET)) and step.may_be_unknown
        found = read(cell.field, sent)
        if not_yet and step.state is not State.UNKNOWN:
            taken.note(cell, self.take(slot, Unknown(form.one(WHO), form.one(DUE))))
        elif isinstance(found, Refusal):
            taken.note(cell, found)
        elif not_yet or is_as_before(step, found):
            return
        elif not found.is_empty:
            taken.note(cell, self.answer(slot, step, found))
        elif step.state not in {State.PASSED, State.UNKNOWN}:
            taken.empty.add(cell.field.prefix)

    def _pass_empty(self, grid: Grid, taken: Taken) -> None:
        for cell in grid.cells:
            if cell.field.prefix in taken.empty and cell.step.state is State.OPEN:
                taken.note(cell, self.take(cell.slot, Pass()))
        taken.empty.clear()

    def _stay_within(self, grid: Grid, focus: tuple[Key, ...], left: set[str]) -> None:
        """Go on with what was being gone through again, if a row of this table was; what is left of it first."""
        cells = {cell.slot.key: cell.field.prefix for cell in grid.cells}
        again = any(key in cells for key in focus)
        kept = tuple(key for key in focus if key not in cells or cells[key] in left) if again else ()
        self.session.interview = replace(self.here, focus=kept)
