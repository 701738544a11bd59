"""Every refusal at the door, with its French sentence; and who is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.interview.web import words
from planforge.interview.web.guards import Door, Secrets
from tests.interview.web.conftest import DOOR, HOST, LET_IN
from tests.interview.web.visitor import Page

if TYPE_CHECKING:
    from tests.interview.web.conftest import Serve

FORM = {"origin": DOOR.origin, "content_type": "application/x-www-form-urlencoded"}
OURS = b"jeton=le-jeton"


def test_the_key_is_exchanged_for_a_cookie_that_no_script_and_no_other_site_has(serve: Serve) -> None:
    visitor = serve().visitor
    visitor.headers = {"host": HOST}
    response = visitor.asked("GET", DOOR.way_in.removeprefix(DOOR.origin))
    assert dict(response.headers) == {
        "Location": "/",
        "Set-Cookie": "planforge-8765=le-cookie; HttpOnly; SameSite=Strict; Path=/",
    }
    assert response.status == 303
    assert DOOR.way_in == "http://127.0.0.1:8765/?cle=la-cle"


def test_two_folders_served_at_once_have_two_cookies() -> None:
    one, other = (Door(f"[::1]:{port}", Secrets("a", "b", "c")) for port in (1, 2))
    assert one._cookie != other._cookie
    assert one.origin == "http://[::1]:1"


@pytest.mark.parametrize(
    ("asked", "sentence", "status"),
    [
        ({"method": "PUT"}, words.ONLY_GET_AND_POST, 405),
        ({"method": "HEAD"}, words.ONLY_GET_AND_POST, 405),
        ({"host": "evil.example:8765"}, words.FOREIGN_HOST, 403),
        ({"host": "localhost:8765"}, words.FOREIGN_HOST, 403),
        ({"host": "127.0.0.1:8766"}, words.FOREIGN_HOST, 403),
        ({"host": ""}, words.FOREIGN_HOST, 403),
        ({"cookie": ""}, words.NO_COOKIE, 403),
        ({"cookie": "planforge-8765=autre"}, words.NO_COOKIE, 403),
        ({"cookie": "planforge-1=le-cookie"}, words.NO_COOKIE, 403),
        ({"address": "/?cle=autre"}, words.WRONG_KEY, 403),
        ({"address": "/?cle=é"}, words.WRONG_KEY, 403),
        ({"method": "POST", "body": OURS, **FORM, "cookie": ""}, words.NO_COOKIE, 403),
        ({"method": "POST", "body": OURS, **FORM, "origin": "http://evil.example"}, words.FOREIGN_FORM, 403),
        ({"method": "POST", "body": OURS, **FORM, "origin": "null"}, words.FOREIGN_FORM, 403),
        ({"method": "POST", "body": OURS, **FORM, "origin": "https://127.0.0.1:8765"}, words.FOREIGN_FORM, 403),
        ({"method": "POST", "body": OURS, "content_type": FORM["content_type"]}, words.FOREIGN_FORM, 403),
        (
            {
                "method": "POST",
                "body": OURS,
                "content_type": FORM["content_type"],
                "referer": "http://127.0.0.1:8765.evil.example/",
            },
            words.FOREIGN_FORM,
            403,
        ),
        ({"method": "POST", "body": OURS, **FORM, "content_type": "application/json"}, words.NOT_A_FORM, 415),
        ({"method": "POST", "body": b"a&" * 6000, **FORM}, words.NOT_A_FORM, 400),
        ({"method": "POST", "body": b"jeton=autre", **FORM}, words.OLD_FORM, 403),
        ({"method": "POST", "body": b"", **FORM}, words.OLD_FORM, 403),
    ],
)
def test_each_refusal_has_its_sentence_and_tells_nothing_else(
    serve: Serve, asked: dict[str, Any], sentence: str, status: int
) -> None:
    form = serve()
    asked = {"method": "GET", "address": "/question", **asked}
    method, address, body = asked.pop("method"), asked.pop("address"), asked.pop("body", b"")
    response = form.visitor.asked(method, address, body, **asked)
    page = Page(response.body.decode())
    assert response.status == status
    assert sentence in page.text
    assert "CH de Murat" not in page.text
    assert "le-jeton" not in page.html
    assert form.journal == []


def test_a_browser_that_tells_no_origin_is_let_in_by_the_page_it_comes_from(serve: Serve) -> None:
    kind = FORM["content_type"]
    response = serve().visitor.asked("POST", "/arret", OURS, referer=f"{DOOR.origin}/arret", content_type=kind)
    assert response.status == 200


def test_the_stylesheet_dresses_the_refusals_too(serve: Serve) -> None:
    visitor = serve().visitor
    visitor.headers = {"host": HOST}
    assert visitor.asked("GET", "/style.css").status == 200
    assert visitor.asked("POST", "/style.css").status == 403


def test_whoever_has_the_cookie_is_let_in_among_other_cookies(serve: Serve) -> None:
    visitor = serve().visitor
    visitor.headers = {**LET_IN, "cookie": f"a=b; {LET_IN['cookie']}; c"}
    assert visitor.asked("GET", "/").status == 200
