"""The pages: what each one shows, gathered for its template in ``templates/web``; everything inserted is escaped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from planforge.answers.addresses import value_at
from planforge.interview import wording
from planforge.interview.removal import uses
from planforge.interview.steps import State
from planforge.interview.web import words
from planforge.interview.web.desk import AT_LIST, AT_UNKNOWN, NAME, PICKED
from planforge.interview.web.fields import field_of
from planforge.interview.web.grid import grid_of
from planforge.interview.web.messages import address
from planforge.interview.web.route import is_first, mark_of, stops
from planforge.interview.web.sitting import DUE, WHO
from planforge.interview.web.views import by_entry, left_of, line_of, reasons, title_of, told_of, viewed, waits
from planforge.resources import templates_folder
from planforge.values import join_and

if TYPE_CHECKING:
    from planforge.interview.engine import Interview
    from planforge.interview.slots import Slot
    from planforge.interview.steps import Step
    from planforge.interview.web.course import Course
    from planforge.interview.web.desk import Pending


@dataclass(frozen=True)
class Pages:
    """Draws the pages of a course; ``form_key`` marks their forms as ours."""

    course: Course
    form_key: str

    @cached_property
    def _templates(self) -> Environment:
        made = Environment(
            autoescape=True,
            loader=FileSystemLoader(templates_folder() / "web"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        made.globals["address"] = address
        return made

    @cached_property
    def style(self) -> bytes:
        """The stylesheet of every page."""
        return (templates_folder() / "web" / "style.css").read_bytes()

    @property
    def _here(self) -> Interview:
        return self.course.desk.here

    def start(self) -> str:
        """How much there is to answer, and by whom."""
        course, length = self.course, self.course.length()
        lengths = course.lengths() if course.is_begun else {}
        return self._drawn(
            "start.html",
            title=words.START,
            course=course,
            next=course.desk.sitting.current,
            resumed=wording.resumed(length.total - length.left, length.total) if self._here.traces.past else "",
            left=left_of(length),
            place=self._place,
            role=course.filters.role or "",
            roles=[
                (role or "", words.ROLES[role] if role else words.EVERYBODY, words.length(one.left, one.minutes))
                for role, one in lengths.items()
            ],
            depths=list(words.DEPTHS.items()),
            scopes=list(words.SCOPES.items()),
            changed=course.goes_further,
            conflicts=words.not_written(len(course.conflicts)),
        )

    def question(self, slot: Slot) -> str:
        """One question: its reasons, the former answer filled in, what was not taken."""
        step = self._here.step_of(slot)
        waiting = self.course.desk.waiting(step.token)
        field = field_of(step)
        if waiting.answer.fields:
            field = field.written(waiting.answer)
        field = replace(field, refusal=waiting.refusals.get("", ""))
        told = list(told_of(step))
        drafted = self.course.desk.sitting.is_drafted(slot)
        described = [*(["refusal"] if field.refusal else []), *(key for key, _, _ in told)]
        return self._drawn(
            "question.html",
            slot,
            title=title_of(step.heading, wrong=bool(waiting.refusals)),
            field=field,
            told=told,
            described=described,
            unsaved=bool(waiting.answer.fields) and not waiting.refusals,
            may_pass=not drafted and (step.may_be_unknown or bool(step.former)),
            **self._asked(slot, step, waiting),
        )

    def list(self, slot: Slot) -> str:
        """A list: what is in it, what may be added."""
        step = self._here.step_of(slot)
        waiting = self.course.desk.waiting(step.token)
        return self._drawn(
            "list.html",
            slot,
            title=title_of(step.heading, wrong=bool(waiting.refusals)),
            told=list(told_of(step)),
            refusal=waiting.refusals.get(AT_LIST, ""),
            picked=waiting.form.many(PICKED),
            name=waiting.form.one(NAME),
            **self._asked(slot, step, waiting),
        )

    def _asked(self, slot: Slot, step: Step, waiting: Pending) -> dict[str, Any]:
        """What every question shows: where it stands, how to say that one does not know."""
        drafted = self.course.desk.sitting.is_drafted(slot)
        unknown = waiting.refusals.get(AT_UNKNOWN, "")
        return {
            "step": step,
            "mark": mark_of(step),
            "intro": self._intro(slot),
            "may_be_unknown": step.may_be_unknown and not drafted and not step.entries,
            "unknown_refusal": unknown,
            "who": waiting.form.one(WHO) if unknown else step.who,
            "due": waiting.form.one(DUE) if unknown else "",
        }

    def grid(self, slot: Slot) -> str:
        """A table: a page of its rows in one form."""
        grid = grid_of(self._here, slot)
        waiting = self.course.desk.waiting(grid.token)
        rows = [
            (row.name, [viewed(row.name, row.cells.get(rank), waiting) for rank in grid.columns]) for row in grid.rows
        ]
        cells = [cell for _, cells in rows for cell in cells if cell is not None]
        wrong = [cell for cell in cells if cell.field.refusal]
        empty = [cell for cell in cells if cell.empty]
        step = grid.cells[0].step
        return self._drawn(
            "grid.html",
            slot,
            title=title_of(grid.heading, wrong=bool(wrong or empty)),
            wide=True,
            grid=grid,
            at=step.position,
            intro=self._intro(slot),
            told=list(reasons(grid.listing.listing.why, "")),
            rows=rows,
            proposed=any(cell.step.suggestion for cell in grid.cells),
            refusals=wrong,
            to_correct=words.to_correct(len(wrong)),
            first_empty=empty[0] if empty else None,
            left_empty=words.left_empty(len(empty)),
            unsaved=bool(waiting.form.fields) and not (wrong or empty),
            may_be_unknown=any(cell.step.may_be_unknown for cell in grid.cells),
            who=waiting.form.one(WHO) or grid.who,
            due=waiting.form.one(DUE),
        )

    def remove(self, slot: Slot, entry: str) -> str:
        """Whether to take an entry of a list away, and what goes with it."""
        step = self._here.step_of(slot)
        lost = uses(self._here.data, (*slot.address, entry))
        return self._drawn(
            "remove.html",
            slot,
            title=step.heading,
            step=step,
            mark=mark_of(step),
            entry=entry,
            question=wording.sure_to_remove(step.label(entry), lost),
        )

    def recap(self) -> str:
        """Every part with its counts, and what is still to be found out."""
        found = list(stops(self._here, None))
        given = (one for stop in found if waits(stop.progress) for one in self._here.given(stop.progress.section.id))
        return self._drawn(
            "recap.html",
            title=wording.RECAP,
            course=self.course,
            left=left_of(self.course.length()),
            sections=[(stop, line_of(stop.progress)) for stop in found],
            waiting=by_entry(one for one in given if one.state in {State.UNKNOWN, State.PASSED}),
            next=self.course.desk.sitting.current,
        )

    def section(self, section: str) -> str:
        """The answers of a part; "" where it is not asked."""
        found = next((one for one in self._here.progress() if one.section.id == section), None)
        if found is None:
            return ""
        return self._drawn(
            "section.html",
            title=found.section.title,
            section=found.section,
            line=line_of(found),
            given=by_entry(self._here.given(section)),
        )

    def finished(self) -> str:
        """What became of the answers, and what comes next; "" before that."""
        ending = self.course.ending
        if ending is None:
            return ""
        findings = ending.findings
        return self._drawn(
            "finished.html",
            title=words.FINISHED,
            ending=ending,
            files=words.files(join_and(ending.files)),
            conflicts=words.not_written(len(ending.conflicts)),
            counts=words.counts(findings.count, findings.gaps) if findings is not None else "",
            place=self._place,
            next=self.course.desk.sitting.current,
        )

    def stop(self) -> str:
        """Whether to stop for today."""
        return self._drawn("stop.html", title=words.STOP)

    def stopped(self) -> str:
        """The last page."""
        return self._drawn("stopped.html", title=words.STOPPED, place=self._place, bare=True)

    def refused(self, sentence: str) -> str:
        """Why somebody is not let in."""
        return self._drawn("refused.html", title=words.REFUSED, lines=[sentence], way_back=False, bare=True)

    def not_done(self, sentence: str) -> str:
        """Why nothing was done, with a way back."""
        return self._drawn("refused.html", title=words.NOT_DONE, lines=sentence.split("\n"), way_back=True, bare=True)

    def _drawn(
        self,
        template: str,
        slot: Slot | None = None,
        *,
        bare: bool = False,
        wide: bool = False,
        **shown: Any,  # noqa: ANN401 - whatever the template shows
    ) -> str:
        """The page; a ``bare`` one says nothing of the hospital, for anyone may see it."""
        notice, warning = ("", "") if bare else self.course.desk.said()
        around = {
            "form_key": "" if bare else self.form_key,
            "hospital": "" if bare else value_at(self._here.data, ("establishment", "name")) or "",
            "stops": [] if bare else list(stops(self._here, slot)),
            "notice": notice,
            "warning": warning,
            "has_recap": self.course.is_begun,
            "wide": wide,
        }
        return self._templates.get_template(template).render(**around, **shown)

    def _intro(self, slot: Slot) -> dict[str, str] | None:
        """What opens a part, at its first question."""
        if not is_first(self._here, slot):
            return None
        found = next(one for one in self._here.progress() if one.section is slot.node.section)
        return {"text": wording.announce(found.section, found.total)}

    @property
    def _place(self) -> str:
        return str(self.course.keeper.folder)
