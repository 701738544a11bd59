"""A request in, a page out: who is let in, which page it is, what a form does. No path of a request opens a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, TypeAlias

from planforge.errors import PlanforgeError
from planforge.interview.steps import Kind
from planforge.interview.web import words
from planforge.interview.web.guards import Door, RefusedError
from planforge.interview.web.messages import Request, Response, other_page
from planforge.interview.web.pages import Pages
from planforge.interview.web.route import is_cell, slot_at

if TYPE_CHECKING:
    from planforge.interview.web.course import Course

_STYLE_KEPT = 600  # seconds


@dataclass
class Application:
    """Answers every request of one launch; ``on_fault`` is told of a bug, and the launch goes on."""

    door: Door
    course: Course
    on_fault: Callable[[Exception], None]
    pages: Pages = field(init=False)
    _last: tuple[bytes, Response] | None = None

    def __post_init__(self) -> None:
        self.pages = Pages(self.course, self.door.secrets.form)

    def __call__(self, request: Request) -> Response:
        """The answer to a request, whatever it is."""
        try:
            self.door.check_address(request)
            welcomed = self.door.welcomed(request)
            if welcomed is not None:
                return welcomed
            self.door.check(request)
            return self._answer(request)
        except RefusedError as refusal:
            return _page(self.pages.refused(str(refusal)), refusal.status)
        except PlanforgeError as error:
            return _page(self.pages.not_done(str(error)), HTTPStatus.INTERNAL_SERVER_ERROR)
        except Exception as error:  # noqa: BLE001 - a bug in one page must not close the others: it is reported
            self.on_fault(error)
            return _page(self.pages.not_done(words.BROKEN), HTTPStatus.INTERNAL_SERVER_ERROR)

    def _answer(self, request: Request) -> Response:
        if request.path == "/style.css" and request.method == "GET":
            # Kept by the browser: the last page of all comes when nobody is there to give it any more.
            return Response(HTTPStatus.OK, self.pages.style, "text/css; charset=utf-8", kept=_STYLE_KEPT)
        acts = _PAGES if request.method == "GET" else _FORMS
        act = acts.get(request.path)
        if act is None:
            return _page(self.pages.not_done(words.NO_SUCH_PAGE), HTTPStatus.NOT_FOUND)
        return act(self, request)

    def start(self, _: Request) -> Response:
        """The first page."""
        self.course.go_on()
        return _page(self.pages.start())

    def question(self, request: Request) -> Response:
        """The question of the address; the current one where that is not asked any more."""
        here = self.course.desk.here
        slot = slot_at(here, request.query.one("q"))
        if slot is None:
            self.course.desk.warning = words.GONE
            return self._next(self.course.desk.sitting.current)
        if is_cell(slot):
            return _page(self.pages.grid(slot))
        menu = here.step_of(slot).kind is Kind.MENU
        return _page(self.pages.list(slot) if menu else self.pages.question(slot))

    def remove(self, request: Request) -> Response:
        """Whether to take an entry away."""
        slot, entry = slot_at(self.course.desk.here, request.query.one("q")), request.query.one("e")
        step = None if slot is None else self.course.desk.here.step_of(slot)
        if slot is None or step is None or entry not in {one.value for one in step.entries}:
            self.course.desk.warning = words.GONE
            return self._next(self.course.desk.sitting.current)
        return _page(self.pages.remove(slot, entry))

    def reply(self, request: Request) -> Response:
        """Take what a question's form brings, and go on to the next page."""
        if self._last is not None and request.body == self._last[0]:
            return self._last[1]  # a button pressed twice: once is enough, and it leads to the same page
        token = self.course.desk.reply(request.form())
        response = other_page("/") if self.course.go_on() else self._next(token)
        self._last = (request.body, response)
        return response

    def recap(self, request: Request) -> Response:
        """All the parts; one of them with its answers."""
        section = request.query.one("s")
        if not self.course.is_begun and self.course.desk.here.current is not None:
            self.course.desk.warning = words.BEGIN_FIRST
            return self._next(self.course.desk.sitting.current)
        return _page((self.pages.section(section) if section else "") or self.pages.recap())

    def choose(self, request: Request) -> Response:
        """Ask for other questions."""
        if self.course.is_begun:
            self.course.choose(request.form())
        return other_page("/")

    def finish(self, _: Request) -> Response:
        """Write everything into the record's files."""
        if self.course.is_begun:
            self.course.finish()
        return other_page("/termine")

    def finished(self, _: Request) -> Response:
        """What came of it."""
        page = self.pages.finished()
        return _page(page) if page else other_page("/")

    def stop(self, _: Request) -> Response:
        """Whether to stop."""
        return _page(self.pages.stop())

    def stopped(self, _: Request) -> Response:
        """The last page."""
        return Response(HTTPStatus.OK, self.pages.stopped().encode(), last=True)

    def _next(self, token: str) -> Response:
        return other_page("/question", q=token) if token else other_page("/recapitulatif")


def _page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(status, html.encode())


_Act: TypeAlias = Callable[[Application, Request], Response]
_PAGES: Final[Mapping[str, _Act]] = {
    "/": Application.start,
    "/question": Application.question,
    "/retirer": Application.remove,
    "/recapitulatif": Application.recap,
    "/termine": Application.finished,
    "/arret": Application.stop,
}
_FORMS: Final[Mapping[str, _Act]] = {
    "/question": Application.reply,
    "/depart": Application.choose,
    "/terminer": Application.finish,
    "/arret": Application.stopped,
}
