"""Requests read from bytes, whole or in pieces; answers that say nothing but what they must."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.interview.web.messages import (
    LARGEST_BODY,
    LARGEST_HEAD,
    Form,
    MalformedError,
    Request,
    Response,
    address,
    other_page,
    read_fields,
    read_request,
)

POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
POST = (
    b"POST /question?q=1%2Fname HTTP/1.1\r\nHost: 127.0.0.1:8765\r\nContent-Length: 8\r\n"
    b"Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n\r\nname=%C3%A9"
)


def test_a_whole_request_is_read() -> None:
    request = read_request(POST.replace(b"Length: 8", b"Length: 11"))
    assert request is not None
    assert (request.method, request.path, request.query.one("q")) == ("POST", "/question", "1/name")
    assert request.is_form
    assert request.form().one("name") == "é"


def test_a_request_in_pieces_is_waited_for() -> None:
    whole = POST.replace(b"Length: 8", b"Length: 11")
    assert [read_request(whole[:end]) for end in range(len(whole))] == [None] * len(whole)


def test_what_comes_after_the_body_is_not_part_of_it() -> None:
    request = read_request(POST)
    assert request is not None
    assert request.body == b"name=%C3"


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /", HTTPStatus.BAD_REQUEST),
        ("GET / HTTP/2", HTTPStatus.BAD_REQUEST),
        ("GET http://elsewhere/ HTTP/1.1", HTTPStatus.BAD_REQUEST),
        ("GÉT / HTTP/1.1", HTTPStatus.BAD_REQUEST),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b", HTTPStatus.BAD_REQUEST),
        ("POST / HTTP/1.1\r\nContent-Length: -1", HTTPStatus.BAD_REQUEST),
        ("POST / HTTP/1.1\r\nContent-Length: ١", HTTPStatus.BAD_REQUEST),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2", HTTPStatus.BAD_REQUEST),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked", HTTPStatus.NOT_IMPLEMENTED),
        (f"POST / HTTP/1.1\r\nContent-Length: {LARGEST_BODY + 1}", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (f"POST / HTTP/1.1\r\nContent-Length: {'9' * 5000}", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        ("GET / HTTP/1.1" + "\r\nA: b" * 101, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
        (f"GET /{'a' * LARGEST_HEAD} HTTP/1.1", HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
        ("GET /?" + "a&" * 6000 + " HTTP/1.1", HTTPStatus.BAD_REQUEST),
    ],
)
def test_what_no_browser_of_ours_sends_is_refused(head: str, status: HTTPStatus) -> None:
    with pytest.raises(MalformedError) as refused:
        read_request(f"{head}\r\n\r\n".encode())
    assert refused.value.status is status


def test_a_head_without_end_is_refused_once_it_is_too_long() -> None:
    with pytest.raises(MalformedError):
        read_request(b"GET / HTTP/1.1\r\nA: " + b"b" * LARGEST_HEAD)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    for received in (noise, noise + b"\r\n\r\n", b"GET / HTTP/1.1\r\n" + noise + b"\r\n\r\n"):
        try:
            found = read_request(received)
        except MalformedError:
            continue
        assert found is None or found.path.startswith("/")


@given(st.dictionaries(st.text(min_size=1), st.lists(st.text(), min_size=1)))
def test_any_fields_come_back_as_they_were_sent(fields: dict[str, list[str]]) -> None:
    clean = {key.replace("\ud800", ""): values for key, values in fields.items()}
    found = read_fields(urlencode(clean, doseq=True).encode())
    assert {name: list(found.many(name)) for name in clean} == clean


def test_the_fields_of_a_cell_are_those_with_its_prefix() -> None:
    form = Form({"c1-answer": ("a",), "c12-answer": ("b",), "do": ("save",)})
    assert form.below("c1-").fields == {"answer": ("a",)}
    assert (form.one("nothing"), form.many("nothing")) == ("", ())


def test_a_body_of_another_kind_is_no_form() -> None:
    assert not Request("POST", "/", headers={"content-type": "text/plain"}).is_form


def test_every_answer_says_what_browsers_may_not_do() -> None:
    head = Response(HTTPStatus.OK, b"<p>").encoded().partition(b"\r\n\r\n")[0].decode().split("\r\n")
    assert head[0] == "HTTP/1.1 200 OK"
    for line in (
        f"Content-Security-Policy: {POLICY}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Content-Length: 3",
        "Content-Type: text/html; charset=utf-8",
        "Referrer-Policy: same-origin",
        "Connection: close",
    ):
        assert line in head


def test_the_next_page_is_named_whatever_its_question_is_called() -> None:
    response = other_page("/question", q="1/a b&c\r\nX: y")
    assert dict(response.headers)["Location"] == "/question?q=1%2Fa+b%26c%0D%0AX%3A+y"
    assert address("/") == "/"
