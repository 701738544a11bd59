"""``planforge serve`` as a process of its own: its address, its lock, its end."""

from __future__ import annotations

import errno
import http.client
import json
import queue
import socket
import webbrowser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from planforge.answers.journal import JOURNAL, read_journal
from planforge.answers.locking import LOCK
from planforge.cli import serve
from tests.gate.browser import WAIT, launched

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Command
    from tests.gate.browser import Launch


def ask(launch: Launch, method: str, path: str, body: str = "", **headers: str) -> http.client.HTTPResponse:
    """One request, answered."""
    place = urlsplit(launch.address)
    line = http.client.HTTPConnection(str(place.hostname), place.port, timeout=WAIT)
    line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    return line.getresponse()


def let_in(launch: Launch) -> dict[str, str]:
    """The headers of a browser that opened the address."""
    welcome = ask(launch, "GET", launch.address.removeprefix(launch.origin))
    assert (welcome.status, welcome.headers["Location"]) == (303, "/")
    cookie = str(welcome.headers["Set-Cookie"]).partition(";")[0]
    return {"Cookie": cookie, "Origin": launch.origin, "Content-Type": "application/x-www-form-urlencoded"}


def value(page: str, name: str) -> str:
    """The value of a hidden field."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def answer(launch: Launch, headers: dict[str, str], path: str, **fields: str) -> http.client.HTTPResponse:
    """Fill in the first form of a page."""
    page = ask(launch, "GET", path, **headers).read().decode()
    hidden = {name: value(page, name) for name in ("jeton", "step", "mark")}
    return ask(launch, "POST", "/question", urlencode({**hidden, **fields}), **headers)


def test_the_address_is_of_this_machine_with_a_key_and_ctrl_c_says_that_all_is_saved(murat: Path) -> None:
    with launched(murat) as launch:
        assert urlsplit(launch.address).hostname == "127.0.0.1"
        assert len(launch.address.partition("?cle=")[2]) > 30
        assert ask(launch, "GET", "/").status == 403
        headers = let_in(launch)
        start = ask(launch, "GET", "/", **headers)
        assert start.status == 200
        assert "CH de Murat" in start.read().decode()
        assert (murat / LOCK).exists()
        code, said = launch.interrupt()
    assert code == 0
    assert said.rstrip().endswith("Tout est enregistré. Pour reprendre : planforge serve")
    assert not (murat / LOCK).exists()


def test_an_answer_is_on_the_disk_at_once_and_in_the_file_at_the_end(murat: Path) -> None:
    with launched(murat) as launch:
        headers = let_in(launch)
        page = ask(launch, "GET", "/", **headers).read().decode()
        question = page.partition('class="button first" href="')[2].partition('"')[0]
        taken = answer(launch, headers, question, do="save", answer="CH du Lac")
        assert taken.status == 303
        assert [entry.value for entry in read_journal(murat)] == ["CH du Lac"]
        code, said = launch.interrupt()
    assert (code, "Réponses écrites dans : planforge.yaml" in said) == (0, True)
    assert "name: CH du Lac" in (murat / "planforge.yaml").read_text("utf-8")
    assert not (murat / JOURNAL).exists()


def test_the_page_itself_may_stop_it(murat: Path) -> None:
    with launched(murat) as launch:
        headers = let_in(launch)
        page = ask(launch, "GET", "/arret", **headers).read().decode()
        last = ask(launch, "POST", "/arret", urlencode({"jeton": value(page, "jeton")}), **headers)
        assert "Tout est enregistré" in last.read().decode()
        assert launch.ended()[0] == 0


def test_two_people_do_not_work_in_one_folder(murat: Path, planforge: Command) -> None:
    with launched(murat):
        done = planforge("-C", murat, "serve", "--no-browser")
    assert done.code == 6
    assert "Ce dossier est déjà ouvert par" in done.err


def test_what_a_killed_sitting_had_taken_is_there_again(murat: Path) -> None:
    with launched(murat) as launch:
        headers = let_in(launch)
        page = ask(launch, "GET", "/", **headers).read().decode()
        question = page.partition('class="button first" href="')[2].partition('"')[0]
        answer(launch, headers, question, do="save", answer="CH du Lac")
        launch.kill()
    with launched(murat) as launch:
        assert "CH du Lac" in ask(launch, "GET", "/", **let_in(launch)).read().decode()
    assert "name: CH du Lac" in (murat / "planforge.yaml").read_text("utf-8")


def test_json_gives_the_address_in_one_object(murat: Path) -> None:
    with launched(murat, "--json") as launch:
        assert launch.process.stdout is not None
        lines = [launch.address]
        while lines[-1].strip() != "}":
            lines.append(launch.process.stdout.readline())
        shape = json.loads("".join(lines))
        assert (shape["command"], shape["address"].startswith("http://127.0.0.1:")) == ("serve", True)


def test_a_folder_that_is_not_there_yet_is_made_for_a_new_record(tmp_path: Path) -> None:
    with launched(tmp_path / "neuf") as launch:
        assert "Commencer un dossier" in ask(launch, "GET", "/", **let_in(launch)).read().decode()
        code, said = launch.interrupt()
    assert (code, "Nouveau dossier d’établissement" in said) == (0, True)


def test_a_port_that_is_taken_is_said(murat: Path, planforge: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = planforge("-C", murat, "serve", "--no-browser", "--port", port)
    assert done.code == 2
    assert f"Le port {port} est déjà pris" in done.err


def test_without_the_usual_network_the_other_one_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = socket.create_server

    def no_first(address: tuple[str, int], **options: Any) -> socket.socket:
        if address[0] == "127.0.0.1":
            raise OSError(errno.EADDRNOTAVAIL, "no such address")
        return usual(("127.0.0.1", address[1]), backlog=options["backlog"])

    monkeypatch.setattr(socket, "create_server", no_first)
    with serve._listening(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_the_browser_is_opened_unless_one_says_not_to(
    murat: Path, planforge: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: queue.SimpleQueue[str] = queue.SimpleQueue()
    monkeypatch.setattr(webbrowser, "open", opened.put)
    monkeypatch.setattr(serve, "_serve", lambda *_: None)
    planforge("-C", murat, "serve", "--no-browser")
    assert opened.empty()
    done = planforge("-C", murat, "assistant")
    assert f"{opened.get(timeout=WAIT)}\n" == done.out


def test_the_findings_are_the_gravest_one_of_each_rule(murat: Path) -> None:
    from planforge.cli.root import Settings  # noqa: PLC0415 - beside its use

    found = serve._findings(murat, Settings())
    assert 0 < len(found.first) <= 3
    assert found.count >= len(found.first)
    assert found.gaps > 0
    assert all(one.message and one.action and one.who for one in found.first)


def test_a_bug_keeps_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    from planforge.cli.root import Settings  # noqa: PLC0415 - beside its use

    serve._complain(ZeroDivisionError("oups"), Settings())
    assert "ZeroDivisionError: oups" in capsys.readouterr().err
