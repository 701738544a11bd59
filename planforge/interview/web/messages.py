"""Requests read from bytes, answers made bytes: as much of HTTP as a form on this machine needs."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, parse_headers
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from planforge.interview.web import words

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_HEAD = 16 * 1024
LARGEST_BODY = 1024 * 1024
_MOST_FIELDS = 5000
_END_OF_HEAD = b"\r\n\r\n"
_FORM = "application/x-www-form-urlencoded"

# No script, no picture, no frame, nothing from elsewhere; one stylesheet and our own forms.
_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
_ALWAYS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    # « no-referrer » would have browsers send « Origin: null » with our own forms.
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Connection", "close"),
)


class MalformedError(Exception):
    """A request that is not answered with a page; ``status`` says why, and its text a French sentence."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status
        too_large = status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        super().__init__(words.TOO_LARGE if too_large else words.UNREADABLE)


@dataclass(frozen=True)
class Form:
    """What a form, or a question mark in an address, brings: the values of each field, as they were sent."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The value of a field; "" where it was not sent."""
        return next(iter(self.fields.get(name, ())), "")

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a field."""
        return self.fields.get(name, ())

    def below(self, prefix: str) -> Form:
        """The fields whose name begins so, without that beginning."""
        return Form({name[len(prefix) :]: value for name, value in self.fields.items() if name.startswith(prefix)})


@dataclass(frozen=True)
class Request:
    """What a browser asks for; the names of ``headers`` are in lower case."""

    method: str
    path: str
    query: Form = field(default_factory=Form)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def is_form(self) -> bool:
        """Whether the body says that it is a form."""
        return self.headers.get("content-type", "").partition(";")[0].strip().casefold() == _FORM

    def form(self) -> Form:
        """The fields of the body. Raises ``MalformedError``."""
        return read_fields(self.body)


@dataclass(frozen=True)
class Response:
    """What goes back; after one that is ``last``, nothing is served any more. ``kept`` for so many seconds."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    last: bool = False
    kept: int = 0

    def encoded(self) -> bytes:
        """The bytes to send, what every answer says included."""
        kept = f"private, max-age={self.kept}" if self.kept else "no-store"
        lines = [("Content-Type", self.kind), ("Content-Length", str(len(self.body))), ("Cache-Control", kept)]
        lines += [*_ALWAYS, *self.headers]
        head = [f"HTTP/1.1 {self.status.value} {self.status.phrase}", *(f"{name}: {value}" for name, value in lines)]
        return "\r\n".join([*head, "", ""]).encode("latin-1") + self.body


def other_page(path: str, **query: str) -> Response:
    """Send the browser to another page: what was posted is not posted again when that one is reloaded."""
    return Response(HTTPStatus.SEE_OTHER, headers=(("Location", address(path, **query)),))


def address(path: str, **query: str) -> str:
    """The address of a page of ours."""
    return f"{path}?{urlencode(query)}" if query else path


def read_fields(text: bytes | str) -> Form:
    """The fields of a form or of a query. Raises ``MalformedError`` where there are too many of them."""
    told = text.decode("latin-1") if isinstance(text, bytes) else text
    fields: dict[str, tuple[str, ...]] = {}
    try:
        for name, value in parse_qsl(told, keep_blank_values=True, max_num_fields=_MOST_FIELDS):
            fields[name] = (*fields.get(name, ()), value)
    except ValueError as error:
        raise MalformedError(HTTPStatus.BAD_REQUEST) from error
    return Form(fields)


def read_request(received: bytes) -> Request | None:
    """The request that the bytes hold; None while some are still to come. Raises ``MalformedError``."""
    head, found, body = received.partition(_END_OF_HEAD)
    if len(head) > LARGEST_HEAD:
        raise MalformedError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    if not found:
        return None
    line, _, rest = head.partition(b"\r\n")
    headers = _headers(rest)
    length = _length(headers)
    if len(body) < length:
        return None
    method, target = _asked(line)
    path, _, query = target.partition("?")
    return Request(method, path, read_fields(query), headers, body[:length])


def _asked(line: bytes) -> tuple[str, str]:
    """The method and the address of the first line."""
    try:
        method, target, version = line.decode("ascii").split(" ")
    except ValueError as error:  # not three words, or not ASCII
        raise MalformedError(HTTPStatus.BAD_REQUEST) from error
    if not version.startswith("HTTP/1.") or not target.startswith("/"):
        raise MalformedError(HTTPStatus.BAD_REQUEST)
    return method, target


def _headers(lines: bytes) -> Mapping[str, str]:
    """The headers by name; one that is said twice is a trick."""
    try:
        read = parse_headers(io.BytesIO(lines + _END_OF_HEAD))
    except HTTPException as error:
        raise MalformedError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE) from error
    headers = {name.casefold(): value.strip() for name, value in read.items()}
    if len(headers) < len(read.items()) and any(len(read.get_all(one, ())) > 1 for one in _ONCE):
        raise MalformedError(HTTPStatus.BAD_REQUEST)
    return headers


_ONCE = ("host", "origin", "referer", "content-length", "content-type", "cookie")


def _length(headers: Mapping[str, str]) -> int:
    if "transfer-encoding" in headers:
        raise MalformedError(HTTPStatus.NOT_IMPLEMENTED)
    said = headers.get("content-length", "0")
    if not (said.isascii() and said.isdecimal()):
        raise MalformedError(HTTPStatus.BAD_REQUEST)
    if len(said) > len(str(LARGEST_BODY)) or int(said) > LARGEST_BODY:
        raise MalformedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return int(said)
