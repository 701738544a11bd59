"""The program on a real pseudo-terminal: what is on the screen is waited for, nothing is timed."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest
from prompt_toolkit.data_structures import Size

from planforge.answers.history import all_entries
from planforge.answers.starter import write_starter
from tests.interview.terminal.conftest import CTRL_C, DOWN, ENTER, F2, F3, PATIENCE, SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a Linux pseudo-terminal")


USUAL, NARROW = Size(rows=24, columns=80), Size(rows=15, columns=40)


class Program:
    """``planforge interview`` on a terminal of that size, and the person in front of it."""

    def __init__(self, folder: Path, options: Sequence[str], size: Size, environment: Mapping[str, str]) -> None:
        clean = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "ACCESSIBLE"}}
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "planforge", "-C", str(folder), "interview", *options],
            env={**clean, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment},
            dimensions=(size.rows, size.columns),
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None
        self._screen = pyte.Screen(size.columns, size.rows)
        self._feed = pyte.ByteStream(self._screen).feed
        self.sent = b""

    @property
    def screen(self) -> str:
        """What the person sees, with plain spaces."""
        return "\n".join(line.rstrip() for line in self._screen.display).replace("\u00a0", " ").strip("\n")

    def sees(self, *texts: str) -> Program:
        """Wait until all of these are on the screen together."""
        while not all(text in self.screen for text in texts):
            missing = [text for text in texts if text not in self.screen]
            assert self._read(), f"{missing} not in\n{self.screen}"
        return self

    def types(self, *keys: str) -> Program:
        """Press keys."""
        self._child.send("".join(keys))
        return self

    def ends(self) -> int:
        """The exit code, once all was said."""
        while self._read():
            pass
        self._child.wait()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -self._child.signalstatus)

    def is_killed(self) -> None:
        """End it as a power cut would."""
        self._child.kill(signal.SIGKILL)
        assert self.ends() == -signal.SIGKILL

    def close(self) -> None:
        """End it, where the test did not."""
        self._child.close(force=True)

    def _read(self) -> bool:
        """Take what was written since; False where nothing more came."""
        try:
            new = self._child.read_nonblocking(65536, timeout=PATIENCE)
        except (pexpect.EOF, pexpect.TIMEOUT):
            return False
        self.sent += new
        self._feed(new)
        return True


class Desk:
    """Starts programs, and ends those that are left."""

    def __init__(self) -> None:
        self.started: list[Program] = []

    def __call__(self, folder: Path, *options: str, size: Size = USUAL, **environment: str) -> Program:
        self.started.append(Program(folder, options, size, environment))
        return self.started[-1]


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk that is tidied up afterwards."""
    made = Desk()
    yield made
    for program in made.started:
        program.close()


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """The folder of a hospital that has its first record."""
    write_starter(tmp_path, "public", ("mco",), "CH de Murat", "minimum")
    return tmp_path


def confirms_the_start(program: Program) -> Program:
    """Keep with Enter the name that the record has, down to the first question that it leaves open."""
    program.sees("Question 1 sur", " > CH de Murat").types(ENTER)
    return program.sees("Noté : CH de Murat", "FINESS")


def answers(folder: Path) -> list[object]:
    return [entry.value for entry in all_entries(folder) if entry.op == "set"]


def test_from_nothing_to_a_first_record(desk: Desk, tmp_path: Path) -> None:
    program = desk(tmp_path / "murat")
    program.sees("Le créer ?", "« o » ou « n »").types("o", ENTER)
    program.sees("Question 1 sur 3").types("CH de Muret", ENTER)
    program.sees("Noté : CH de Muret", "Question 2 sur 3").types(F2)
    program.sees(" > CH de Muret").types("CH de Murat", ENTER)
    program.sees("Noté : CH de Murat", "» établissement public").types("espic", ENTER)
    program.sees("Noté : établissement privé", "» [ ] MCO").types(SPACE, "ehp", ENTER, ENTER)
    program.sees("Noté : MCO, EHPAD", "Question 4 sur", "Vous pouvez arrêter").types("q", ENTER)
    program.sees("Tout est enregistré.")
    assert program.ends() == 0
    text = (tmp_path / "murat" / "planforge.yaml").read_text("utf-8")
    assert "CH de Murat" in text
    assert "espic" in text


def test_a_narrow_screen_holds_the_question_its_refusal_and_its_help(desk: Desk, begun: Path) -> None:
    program = desk(begun, size=NARROW)
    confirms_the_start(program).types("12", ENTER)
    program.sees("FINESS", "Pourquoi : ", " > 12\n   ", "n’est pas un").types("010000024", ENTER)
    program.sees("Noté : 010000024", "GHT", "» établissement support").types("aide", ENTER)
    program.sees("quitter (tout est", "GHT", "» établissement support").types(F3)
    program.sees("Qui le saura ?").types(ENTER)
    program.sees("Pour quand ?").types(ENTER, CTRL_C)
    program.sees("Tout est enregistré.")
    assert program.ends() == 130
    assert answers(begun)[-2:] == ["010000024", "à compléter"]
    assert b"\x1b[6n" not in program.sent  # the terminal is not asked where its cursor is


def test_a_power_cut_loses_nothing(desk: Desk, begun: Path) -> None:
    program = confirms_the_start(desk(begun)).types("010000024", ENTER)
    program.sees("Noté : 010000024", "GHT", "» établissement support").types(DOWN, ENTER)
    program.sees("Noté : établissement partie", " >").types("à moitié")
    program.sees(" > à moitié").is_killed()
    given = answers(begun)
    assert given == ["CH de Murat", "010000024", "member"]
    again = desk(begun).sees("Reprise : ", " >").types("q", ENTER).sees("Tout est enregistré.")
    assert again.ends() == 0
    text = (begun / "planforge.yaml").read_text("utf-8")
    assert "010000024" in text
    assert "à moitié" not in text


@pytest.mark.parametrize("option", ["TERM=dumb", "ACCESSIBLE=1", "--text"])
def test_plain_lines_where_they_are_wanted(desk: Desk, begun: Path, option: str) -> None:
    name, _, value = option.partition("=")
    program = desk(begun, size=USUAL, **{name: value}) if value else desk(begun, name)
    program.sees("Question 1 sur", "garder").types("\n").sees("FINESS", "[ « < »").types("q\n")
    assert program.ends() == 0
    assert b"\x1b" not in program.sent


def test_no_colour_where_none_is_wanted(desk: Desk, begun: Path) -> None:
    program = desk(begun, NO_COLOR="1")
    confirms_the_start(program).types("12", ENTER).sees("n’est pas un").types("q", ENTER)
    assert program.ends() == 0
    assert b"31m" not in program.sent
    assert b"31;" not in program.sent
