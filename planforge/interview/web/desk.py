"""What each button of a form comes to: the next question to show; what cannot be taken waits with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from planforge.interview import wording
from planforge.interview.asking import token_of
from planforge.interview.slots import Slot
from planforge.interview.steps import Add, Back, Change, Finish, Kind, Pass, Pick, Refusal, Remove, Reply, Unknown
from planforge.interview.web import words
from planforge.interview.web.fields import Field, field_of, is_as_before, read
from planforge.interview.web.grid import grid_of
from planforge.interview.web.messages import Form
from planforge.interview.web.route import is_cell, mark_of, slot_at, token_after, token_before
from planforge.interview.web.sitting import DUE, WHO, Sitting

if TYPE_CHECKING:
    from planforge.interview.engine import Interview

STEP, MARK, DO = "step", "mark", "do"
NAME, PICKED = "name", "pick"
AT_LIST, AT_UNKNOWN = "list", "unknown"  # where a refusal may stand, besides at a field


@dataclass(frozen=True)
class Pending:
    """What was written and is not taken yet, with why: a sentence by place in the form; cells that were left empty."""

    form: Form = field(default_factory=Form)
    refusals: Mapping[str, str] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()

    @property
    def answer(self) -> Form:
        """What was written as the answer; « je ne sais pas encore » has a form of its own."""
        return Form() if self.form.one(DO) == AT_UNKNOWN else self.form


_NOTHING: Final = Pending()


@dataclass
class Desk:
    """One sitting, and what its pages have to remember between a form and the next page."""

    sitting: Sitting
    notice: str = ""
    warning: str = ""
    pending: dict[str, Pending] = field(default_factory=dict)

    @property
    def here(self) -> Interview:
        """Where the interview is."""
        return self.sitting.here

    def waiting(self, token: str) -> Pending:
        """What was written at a question and not taken."""
        return self.pending.get(token, _NOTHING)

    def said(self) -> tuple[str, str]:
        """What the last form came to, and what was not done, each said once."""
        said = self.notice, self.warning
        self.notice = self.warning = ""
        return said

    def reply(self, form: Form) -> str:
        """The token of the question to show after this form; "" where all have been answered."""
        slot = slot_at(self.here, form.one(STEP))
        if slot is None:
            return self._not_taken(self.sitting.current, words.GONE)
        do, _, what = form.one(DO).partition(":")
        if do == "back":
            return self._back(slot, form)
        if form.one(MARK) != self._mark(slot):
            return self._overtaken(slot, form)
        if self.here.drafted is not None and not self.sitting.is_drafted(slot):
            self.pending[token_of(slot)] = Pending(form)
            return self._not_taken(self.sitting.current, words.ADDING_FIRST)
        if is_cell(slot):
            return self._grid(slot, form, passing=do == "pass")
        in_list = self.here.step_of(slot).kind is Kind.MENU
        act = _IN_LIST.get(do) if in_list else _AT_QUESTION.get(do)
        return token_of(slot) if act is None else act(self, slot, form, what)

    def save(self, slot: Slot, form: Form, _: str) -> str:
        """« Enregistrer et continuer »."""
        shown = field_of(self.here.step_of(slot))
        was_written = self.waiting(shown.step.token).answer
        found = read(shown.written(was_written) if was_written.fields else shown, form)
        if isinstance(found, Refusal):
            return self._refused(slot, form, found.text)
        if found.is_empty and not shown.step.may_be_empty:
            return self._refused(slot, form, words.nothing_said(may_be_unknown=shown.step.may_be_unknown))
        return self._ended(slot, form, self.sitting.answer(slot, shown.step, found), words.saved)

    def leave(self, slot: Slot, form: Form, _: str) -> str:
        """« Passer »."""
        return self._ended(slot, form, self.sitting.take(slot, Pass()), lambda _: wording.PASSED)

    def unknown(self, slot: Slot, form: Form, _: str) -> str:
        """« Je ne sais pas encore »."""
        said = self.sitting.take(slot, Unknown(form.one(WHO), form.one(DUE)))
        return self._ended(slot, form, said, words.saved, AT_UNKNOWN)

    def add(self, slot: Slot, form: Form, _: str) -> str:
        """« Ajouter »: what was ticked, and what was named."""
        if not (form.one(NAME).strip() or form.many(PICKED)):
            return self._refused(slot, form, words.NOTHING_TO_ADD, AT_LIST)
        return self._put_in(slot, form) or self.sitting.current

    def finish(self, slot: Slot, form: Form, _: str) -> str:
        """« Terminer la liste », with what was ticked or named and not added yet."""
        stopped = self._put_in(slot, form)
        if stopped:
            return stopped
        notice = self.notice
        return self._ended(slot, form, self.sitting.take(slot, Finish()), lambda _: notice, AT_LIST)

    def change(self, slot: Slot, form: Form, entry: str) -> str:
        """« Modifier »: through the questions of an entry again."""
        said = self.sitting.take(slot, Change(entry))
        return self._refused(slot, form, said.text, AT_LIST) if isinstance(said, Refusal) else self.sitting.current

    def remove(self, slot: Slot, form: Form, entry: str) -> str:
        """« Oui, retirer »: the page before asked."""
        said = self.sitting.take(slot, Remove(entry))
        if isinstance(said, Refusal):
            return self._refused(slot, form, said.text, AT_LIST)
        return self._to(token_of(slot), wording.removed(said))

    def _back(self, slot: Slot, form: Form) -> str:
        """« Revenir »; what was written here waits."""
        if self.sitting.is_drafted(slot):
            self.sitting.take(slot, Back())
            return self.sitting.current
        if self._differs(slot, form):
            self.pending[token_of(slot)] = Pending(form)
        return token_before(self.here, slot) or token_of(slot)

    def _grid(self, slot: Slot, form: Form, *, passing: bool) -> str:
        grid = grid_of(self.here, slot)
        taken = self.sitting.take_grid(grid, form, passing=passing)
        self.notice = words.saved_cells(taken.count) if taken.count else ""
        if not taken.is_all:
            self.pending[grid.token] = Pending(form, taken.refusals, frozenset(taken.empty))
            return grid.token
        self.pending.pop(grid.token, None)
        return token_after(self.here, grid.cells[-1].slot)

    def _put_in(self, slot: Slot, form: Form) -> str:
        """Add what the form holds; "" once it is all in the list, else the question that comes first."""
        name, picked = form.one(NAME).strip(), form.many(PICKED)
        replies: list[Reply] = [*([Pick(picked)] if picked else []), *([Add(name)] if name else [])]
        added: list[str] = []
        for reply in replies:
            said = self.sitting.take(slot, reply)
            if isinstance(said, Refusal):
                return self._refused(slot, form, said.text, AT_LIST)
            added.append(said)
            self.notice = wording.added(", ".join(added))
            if self.here.drafted is not None:  # a name that could not be added yet waits in its field
                left = Form({NAME: (name,)}) if reply is not replies[-1] else Form()
                self.pending[token_of(slot)] = Pending(left)
                return self.sitting.current
        self.pending.pop(token_of(slot), None)
        return ""

    def _ended(self, slot: Slot, form: Form, said: str | Refusal, notice: Callable[[str], str], at: str = "") -> str:
        """On to the next question, or back to this one with the reason."""
        if isinstance(said, Refusal):
            return self._refused(slot, form, said.text, at)
        self.pending.pop(token_of(slot), None)
        return self._to(token_after(self.here, slot), notice(said))

    def _refused(self, slot: Slot, form: Form, why: str, at: str = "") -> str:
        self.pending[token_of(slot)] = Pending(form, {at: why})
        return self._to(token_of(slot), "")

    def _to(self, token: str, notice: str) -> str:
        self.notice = notice
        return token

    def _not_taken(self, token: str, why: str) -> str:
        self.notice, self.warning = "", why
        return token

    def _overtaken(self, slot: Slot, form: Form) -> str:
        """A form filled in over something else than what is there by now: nothing is taken from it."""
        if is_cell(slot):
            return self._not_taken(grid_of(self.here, slot).token, words.CHANGED)
        step = self.here.step_of(slot)
        if step.kind is not Kind.MENU:
            found = read(field_of(step), form)
            if form.one(DO) == "save" and not isinstance(found, Refusal) and is_as_before(step, found):
                return token_after(self.here, slot)
            self.pending[step.token] = Pending(form)
        return self._not_taken(step.token, words.CHANGED)

    def _mark(self, slot: Slot) -> str:
        return grid_of(self.here, slot).mark if is_cell(slot) else mark_of(self.here.step_of(slot))

    def _differs(self, slot: Slot, form: Form) -> bool:
        """Whether something was written in the form that is not on the disk."""
        if is_cell(slot):
            cells = grid_of(self.here, slot).cells
            return any(_wrote(cell.field, form.below(cell.field.prefix)) for cell in cells)
        step = self.here.step_of(slot)
        if step.kind is Kind.MENU:
            return bool(form.one(NAME).strip() or form.many(PICKED))
        return _wrote(field_of(step), form)


def _wrote(shown: Field, form: Form) -> bool:
    return shown.written(form) != shown


_Act: TypeAlias = Callable[[Desk, Slot, Form, str], str]
_AT_QUESTION: Final[Mapping[str, _Act]] = {"save": Desk.save, "pass": Desk.leave, "unknown": Desk.unknown}
_IN_LIST: Final[Mapping[str, _Act]] = {
    "add": Desk.add,
    "finish": Desk.finish,
    "change": Desk.change,
    "remove": Desk.remove,
    "unknown": Desk.unknown,
    "pass": Desk.leave,
}
