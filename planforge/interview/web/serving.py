"""The socket served: one request after the other, in one thread, and nobody who dawdles keeps the others waiting."""

from __future__ import annotations

import selectors
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.interview.web.messages import LARGEST_BODY, LARGEST_HEAD, MalformedError, Response, read_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.interview.web.messages import Request

PATIENCE = 20.0  # seconds that a browser has to say the whole of what it asks for
_TICK = 0.5  # seconds; on Windows, Ctrl-C is heard between two looks at the sockets
_SENDING = 10.0  # seconds that it has to take the answer
_AT_ONCE = 64  # connections that wait; browsers open some ahead of any request
_CHUNK = 65536
_LARGEST = LARGEST_HEAD + LARGEST_BODY


@dataclass
class _Caller:
    """A connection, what it said so far, and until when it may go on."""

    line: socket.socket
    until: float
    said: bytearray = field(default_factory=bytearray)

    def request(self) -> Request | None:
        """What it asks for; None while it has not said all of it. Raises ``MalformedError`` or ``OSError``."""
        received = self.line.recv(_CHUNK)
        if not received:
            raise ConnectionAbortedError
        self.said += received
        return read_request(bytes(self.said))

    def answer(self, response: Response, *, cut_short: bool) -> None:
        """Send the answer and hang up."""
        with suppress(OSError):  # whoever left does not want it any more
            self.line.settimeout(_SENDING)
            self.line.sendall(response.encoded())
            if cut_short:
                self._hear_out()
        self.line.close()

    def _hear_out(self) -> None:
        """Read what is still coming: hung up on in the middle of a sentence, a browser does not show the answer."""
        self.line.shutdown(socket.SHUT_WR)
        self.line.settimeout(_TICK)
        heard = 0
        while heard < _LARGEST and (received := self.line.recv(_CHUNK)):
            heard += len(received)


@dataclass
class Server:
    """Serves ``listener`` with ``answer``; ``clock`` counts seconds."""

    listener: socket.socket
    answer: Callable[[Request], Response]
    clock: Callable[[], float]
    _callers: dict[socket.socket, _Caller] = field(default_factory=dict)

    def run(self) -> None:
        """Serve until one of the answers is the last; ``KeyboardInterrupt`` goes through."""
        self.listener.settimeout(0)
        with selectors.DefaultSelector() as selector:
            selector.register(self.listener, selectors.EVENT_READ)
            try:
                while not self._turn(selector):
                    self._dismiss(selector)
            finally:
                for caller in self._callers.values():
                    caller.line.close()

    def _turn(self, selector: selectors.BaseSelector) -> bool:
        """Hear whoever speaks; whether that was the last answer."""
        for key, _ in selector.select(_TICK):
            if key.fileobj is self.listener:
                self._accept(selector)
            elif self._hear(selector, self._callers[key.fileobj]):  # type: ignore[index]  # we registered sockets only
                return True
        return False

    def _accept(self, selector: selectors.BaseSelector) -> None:
        with suppress(OSError):  # gone before we looked
            line, _ = self.listener.accept()
            line.settimeout(0)
            selector.register(line, selectors.EVENT_READ)
            self._callers[line] = _Caller(line, self.clock() + PATIENCE)

    def _hear(self, selector: selectors.BaseSelector, caller: _Caller) -> bool:
        """Read on; answer once all is said. Whether that was the last answer."""
        try:
            request = caller.request()
        except BlockingIOError:
            return False
        except OSError:
            self._forget(selector, caller)
            return False
        except MalformedError as error:
            request, response = None, Response(error.status, str(error).encode(), "text/plain; charset=utf-8")
        else:
            if request is None:
                return False
            response = self.answer(request)
        self._forget(selector, caller, keep=True)
        caller.answer(response, cut_short=request is None)
        return response.last

    def _dismiss(self, selector: selectors.BaseSelector) -> None:
        """Hang up on those who had their time, and on the oldest of too many."""
        now = self.clock()
        oldest = list(self._callers.values())[:-_AT_ONCE]
        for caller in [one for one in self._callers.values() if one.until < now or one in oldest]:
            self._forget(selector, caller)

    def _forget(self, selector: selectors.BaseSelector, caller: _Caller, *, keep: bool = False) -> None:
        selector.unregister(caller.line)
        del self._callers[caller.line]
        if not keep:
            caller.line.close()
