"""Who is let in: only the browser on this machine that was given the key, and only from our own pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hmac import compare_digest
from http import HTTPStatus
from typing import TYPE_CHECKING

from planforge.interview.web import words
from planforge.interview.web.messages import MalformedError, other_page

if TYPE_CHECKING:
    from planforge.interview.web.messages import Request, Response

KEY = "cle"
FORM_KEY = "jeton"
OPEN_TO_ALL = frozenset({"/style.css"})  # it says nothing, and the refusals are dressed with it


@dataclass(frozen=True)
class Secrets:
    """What nobody can guess: ``key`` opens the door once, ``cookie`` keeps it open, ``form`` marks our own forms."""

    key: str
    cookie: str
    form: str


class RefusedError(Exception):
    """A request that is not let in; its text is a French sentence."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)


@dataclass(frozen=True)
class Door:
    """The door of the form: ``authority`` is the one address that it is served at, ``127.0.0.1:8765``."""

    authority: str
    secrets: Secrets

    @property
    def origin(self) -> str:
        """What browsers call the place that our pages come from."""
        return f"http://{self.authority}"

    @property
    def way_in(self) -> str:
        """The address to give to the browser."""
        return f"{self.origin}/?{KEY}={self.secrets.key}"

    def welcomed(self, request: Request) -> Response | None:
        """The cookie in exchange for the key; None where no key is shown. Raises ``RefusedError`` for a wrong one."""
        shown = request.query.one(KEY)
        if request.method != "GET" or not shown:
            return None
        if not _same(shown, self.secrets.key):
            raise RefusedError(HTTPStatus.FORBIDDEN, words.WRONG_KEY)
        kept = f"{self._cookie}={self.secrets.cookie}; HttpOnly; SameSite=Strict; Path=/"
        page = other_page("/")
        return replace(page, headers=(*page.headers, ("Set-Cookie", kept)))

    def check_address(self, request: Request) -> None:
        """Raise ``RefusedError`` for a method we have no use for, or a request that was meant for another server."""
        if request.method not in {"GET", "POST"}:
            raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, words.ONLY_GET_AND_POST)
        if request.headers.get("host", "").casefold() != self.authority:
            raise RefusedError(HTTPStatus.FORBIDDEN, words.FOREIGN_HOST)

    def check(self, request: Request) -> None:
        """Raise ``RefusedError`` for whoever was not given the key, and for a form that is not ours."""
        if request.path in OPEN_TO_ALL and request.method == "GET":
            return
        if not _same(_cookie_of(request, self._cookie), self.secrets.cookie):
            raise RefusedError(HTTPStatus.FORBIDDEN, words.NO_COOKIE)
        if request.method == "POST":
            self._check_form(request)

    def _check_form(self, request: Request) -> None:
        if not self._is_from_here(request):
            raise RefusedError(HTTPStatus.FORBIDDEN, words.FOREIGN_FORM)
        if not request.is_form:
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, words.NOT_A_FORM)
        try:
            shown = request.form().one(FORM_KEY)
        except MalformedError as error:
            raise RefusedError(error.status, words.NOT_A_FORM) from error
        if not _same(shown, self.secrets.form):
            raise RefusedError(HTTPStatus.FORBIDDEN, words.OLD_FORM)

    def _is_from_here(self, request: Request) -> bool:
        """Whether one of our pages sent the form: it says where it comes from, one way or the other."""
        origin = request.headers.get("origin")
        if origin is not None:
            return origin.casefold() == self.origin
        return request.headers.get("referer", "").casefold().startswith(f"{self.origin}/")

    @property
    def _cookie(self) -> str:
        """The name of the cookie. Cookies know no port: two folders served at once need two names."""
        return f"planforge-{self.authority.rpartition(':')[2]}"


def _cookie_of(request: Request, name: str) -> str:
    """The value of a cookie; "" where there is none."""
    pairs = (one.strip().partition("=") for one in request.headers.get("cookie", "").split(";"))
    return next((value for key, _, value in pairs if key == name), "")


def _same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing of where they differ."""
    return compare_digest(one.encode(), other.encode())
