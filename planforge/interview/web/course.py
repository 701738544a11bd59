"""From an empty folder to written files: which questions are asked now, and what came of the last ones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge.interview.engine import interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.outline import Filters
from planforge.interview.questionnaire import Depth, Role, Scope
from planforge.interview.web import words
from planforge.interview.web.desk import Desk
from planforge.interview.web.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.interview.engine import Interview, Progress
    from planforge.interview.web.keeping import Ending, Keeper
    from planforge.interview.web.messages import Form


@dataclass(frozen=True)
class Length:
    """How much is left to answer: questions, and the minutes that they take."""

    total: int
    left: int
    minutes: int


@dataclass
class Course:
    """One launch of the form on a folder."""

    keeper: Keeper
    filters: Filters
    desk: Desk
    is_begun: bool
    conflicts: tuple[str, ...] = ()
    ending: Ending | None = None
    _written: tuple[str, ...] = field(default=(), repr=False)

    def go_on(self) -> bool:
        """Write the first record once all it takes is answered; whether that was done just now.

        Raises ``RecordError`` or ``OutputError`` where it cannot be; the answers are kept, and it is tried again.
        """
        if self.is_begun or self.desk.here.current is not None:
            return False
        if not self.keeper.is_begun:
            self._written = self.keeper.write_first(self.desk.sitting.session, self.filters)
        self._reopen()
        self.is_begun = True
        self.desk.notice = words.written(self._written)
        return True

    def choose(self, form: Form) -> None:
        """Ask for another role, depth or scope from here on."""
        role, depth, scope = (form.one(name) for name in ("role", "depth", "scope"))
        self.filters = replace(
            self.filters,
            role=Role(role) if role in {*Role} else None,
            depth=Depth(depth) if depth in {*Depth} else self.filters.depth,
            scope=Scope(scope) if scope in {*Scope} else self.filters.scope,
        )
        self.desk.sitting.session.interview = self._asking(self.filters)
        self.desk.pending.clear()

    def finish(self) -> None:
        """Write the answers into the files, and judge the record. Raises ``RecordError``, ``OutputError``."""
        self.ending = self.keeper.finish()
        self._reopen()

    @property
    def goes_further(self) -> bool:
        """Whether more is asked than the essential."""
        return (self.filters.depth, self.filters.scope) != (Depth.MINIMUM, Scope.MINIMUM)

    def lengths(self) -> dict[Role | None, Length]:
        """How long it is for each role; None stands for all of them."""
        found = self._asking(replace(self.filters, role=None)).progress()
        by_role = {role: _length([one for one in found if one.section.role is role]) for role in Role}
        return {None: _length(found), **{role: length for role, length in by_role.items() if length.total}}

    def length(self) -> Length:
        """How long what is asked now is."""
        return _length(self.desk.here.progress())

    def _asking(self, filters: Filters) -> Interview:
        """The same record, with other questions."""
        here = self.desk.here
        return interview(load_questionnaire(), here.library, here.data, here.traces, filters)

    def _reopen(self) -> None:
        """The interview of the record as its files are now: a hand may have changed them meanwhile."""
        opened = self.keeper.open(self.filters)
        self.desk.sitting.session, self.conflicts = opened.session, opened.conflicts


def open_course(keeper: Keeper, filters: Filters | None = None) -> Course:
    """The interview of a folder where it was left. Raises ``RecordError``, ``OutputError``, ``LibraryError``."""
    asked = filters or Filters(scope=Scope.MINIMUM)
    begun, opened = keeper.is_begun, keeper.open(asked)
    return Course(keeper, asked, Desk(Sitting(opened.session)), begun, opened.conflicts)


def _length(found: Iterable[Progress]) -> Length:
    parts = list(found)
    minutes = sum(one.minutes_left for one in parts)
    return Length(sum(one.total for one in parts), sum(one.open for one in parts), minutes)
