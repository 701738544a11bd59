"""The socket served by one thread: nobody who dawdles keeps the others waiting."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from planforge.interview.web import words
from planforge.interview.web.messages import LARGEST_BODY, Response
from planforge.interview.web.serving import PATIENCE, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.interview.web.messages import Request

GET = b"GET /bonjour HTTP/1.1\r\nHost: here\r\n\r\n"
LAST = b"GET /last HTTP/1.1\r\n\r\n"
WAIT = 10  # seconds, for a machine that is busy


@dataclass
class Served:
    """A server in its thread; ``now`` is what its clock says."""

    address: tuple[str, int]
    now: float = 0.0
    asked: list[str] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        self.asked.append(request.path)
        return Response(HTTPStatus.OK, request.path.encode() + request.body, last=request.path == "/last")

    def call(self) -> socket.socket:
        return socket.create_connection(self.address, timeout=WAIT)

    def ask(self, *pieces: bytes) -> bytes:
        with self.call() as line:
            for piece in pieces:
                line.sendall(piece)
            return _heard(line)


def _heard(line: socket.socket) -> bytes:
    heard = b""
    while received := line.recv(65536):
        heard += received
    return heard


@contextmanager
def serving() -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        served = Served(listener.getsockname())
        thread = threading.Thread(target=Server(listener, served.answer, lambda: served.now).run)
        thread.start()
        yield served
        assert served.ask(LAST).endswith(b"/last")
        thread.join(WAIT)
        assert not thread.is_alive()


def test_requests_are_answered_one_after_the_other_until_the_last() -> None:
    with serving() as served:
        assert served.ask(GET).endswith(b"\r\n\r\n/bonjour")
        assert served.ask(GET).startswith(b"HTTP/1.1 200 OK\r\n")
    assert served.asked == ["/bonjour", "/bonjour", "/last"]


def test_a_request_may_come_in_pieces() -> None:
    with serving() as served:
        head = b"POST /form HTTP/1.1\r\nContent-Length: 4\r\n\r\n"
        assert served.ask(head[:7], head[7:] + b"ab", b"cd").endswith(b"/formabcd")


def test_connections_that_say_nothing_keep_nobody_waiting() -> None:
    with serving() as served:
        idle = [served.call() for _ in range(5)]
        assert served.ask(GET).endswith(b"/bonjour")
        for line in idle:
            line.close()


def test_whoever_says_too_little_for_too_long_is_hung_up_on() -> None:
    with serving() as served, served.call() as slow:
        slow.sendall(b"GET /slow")
        served.ask(GET)
        served.now = PATIENCE + 1
        assert _heard(slow) == b""
    assert "/slow" not in served.asked


def test_too_many_connections_cost_the_oldest_its_place() -> None:
    with serving() as served:
        first = served.call()
        others = [served.call() for _ in range(70)]
        served.ask(GET)
        assert _heard(first) == b""
        for line in (first, *others):
            line.close()


def test_what_is_too_large_is_refused_and_hears_so() -> None:
    with serving() as served:
        head = f"POST /form HTTP/1.1\r\nContent-Length: {LARGEST_BODY * 2}\r\n\r\n".encode()
        told = served.ask(head, b"a" * LARGEST_BODY)
        assert told.startswith(b"HTTP/1.1 413 ")
        assert told.decode().endswith(words.TOO_LARGE)
        told = served.ask(b"nonsense\r\n\r\n")
        assert told.startswith(b"HTTP/1.1 400 ")
        assert told.decode().endswith(words.UNREADABLE)


def test_whoever_leaves_before_the_answer_disturbs_nobody() -> None:
    with serving() as served:
        with served.call() as gone:
            gone.sendall(GET[:-2])
        with served.call() as gone:
            gone.sendall(GET)
        assert served.ask(GET).endswith(b"/bonjour")


def test_an_interruption_goes_through_and_leaves_no_connection_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def interrupted(_: Request) -> Response:
            raise KeyboardInterrupt

        with socket.create_connection(listener.getsockname(), timeout=WAIT) as line:
            line.sendall(GET)
            with pytest.raises(KeyboardInterrupt):
                Server(listener, interrupted, lambda: 0.0).run()
            assert _heard(line) == b""
