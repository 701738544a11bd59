"""The interview in plain lines: numbered choices, one line in, one line out, no redraw, no colour, no box.

For a screen reader, a dumb terminal, a console that fails, remote help, and tests. It reads the stream and writes to
the stream that it is given.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from planforge.interview import wording
from planforge.interview.steps import (
    Add,
    Answer,
    Back,
    Change,
    Create,
    Finish,
    Help,
    Kind,
    Pass,
    Pick,
    Quit,
    Remove,
    State,
    Unknown,
)
from planforge.values import ValueFault, fold, read_yes_no

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planforge.interview.steps import Option, Refusal, Reply, Step

PROMPT = "> "
_NARROWEST = 20
_MOST = 15  # options read out at once; a longer list is searched
_LEAST = 5  # usual entries read out below what a list holds already
_LONGEST_NUMBER = 3  # digits: no list is that long
_NUMBERS = re.compile(r"[0-9]+(?:[ ,;]+[0-9]+)*")
_IN_MENU = re.compile(r"(?P<act>[mr])[a-zé]* +(?P<number>[0-9]+)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Lines(Protocol):
    """What gives lines: a text stream."""

    def readline(self) -> str:
        """The next line with its end; "" where there is none left."""


class Page(Protocol):
    """What lines are written on: a text stream."""

    def write(self, text: str, /) -> object:
        """Write the text."""

    def flush(self) -> object:
        """Have it shown now."""


@dataclass(frozen=True)
class Plain:
    """A front end over two streams; ``width`` is what lines are folded to.

    ``echo`` writes what was read: no terminal shows it where the lines come from a file. ``leftover`` takes the lines
    that a keyboard sent before they were asked for: a paste of several lines would answer the next questions.
    """

    reader: Lines
    writer: Page
    width: int = 79
    echo: bool = False
    leftover: Callable[[], Sequence[str]] = tuple

    def ask(self, step: Step, refusal: Refusal | None) -> Reply:
        """The reply that was typed; the question is written again only when it was not just refused."""
        if refusal is None:
            self._drop_leftover()
            self._put(step)
        else:
            self._line(refusal.text, "  ")
        while True:
            reply = self._reply(step, self._read())
            if reply is not None:
                return reply

    def taken(self, step: Step, said: str) -> None:
        """Say that the answer is on the disk."""
        del step
        if said:
            self._line(said, "  ")

    def tell(self, text: str) -> None:
        """Write the paragraphs."""
        for paragraph in text.split("\n"):
            if wording.is_command(paragraph):
                self.writer.write(f"{paragraph}\n")
            else:
                self._line(paragraph)

    def confirm(self, question: str, *, usual: bool = False) -> bool:
        """Whether « oui » was typed; « revenir » is no, and anything that is neither yes nor no is asked again.

        Raises ``EOFError`` where the person leaves.
        """
        while True:
            self._line(f"{question} {wording.YES_BY_ENTER if usual else wording.NO_BY_ENTER}")
            said = self._read().strip()
            if not said:
                return usual
            if fold(said) in wording.QUIT_WORDS:
                raise EOFError
            try:
                return fold(said) not in wording.BACK_WORDS and read_yes_no(said)
            except ValueFault:
                self._line(wording.YES_OR_NO, "  ")

    def _put(self, step: Step) -> None:
        """The question, its reasons, its choices."""
        self._line("")
        for text in (step.heading, step.title):
            if text:
                self._line(text)
        for key, text in (("why", step.why), ("help", step.help), ("example", step.example)):
            if text and not (key == "help" and step.kind is not Kind.MENU):
                self._line(wording.says(key, text))
        self._options(step)
        for text in _keep(step):
            self._line(text)
        self._line(_hint(step))

    def _options(self, step: Step) -> None:
        if step.entries:
            self._line(wording.says("entries", ""))
            self._numbered(step.entries, _marks(step, step.entries))
        if step.kind is Kind.MENU and step.options:
            self._line(wording.says("options", ""))
        marks = _marks(step, step.options, len(step.entries))
        ticked = frozenset(step.former) if step.many else frozenset()
        shown = max(_MOST - len(step.entries), _LEAST)
        self._numbered(step.options[:shown], marks, ticked)
        last = step.options[-1:] if _ends(step) else ()
        more = len(step.options) - shown - len(last)
        if more > 0:
            self._line(wording.still_more(more), "  ")
        if more >= 0:
            self._numbered(last, marks[-1:])

    def _numbered(self, options: Sequence[Option], marks: Sequence[str], ticked: frozenset[str] = frozenset()) -> None:
        for mark, option in zip(marks, options, strict=False):
            tick = wording.TICKED if option.value in ticked else ""
            self._line(f"{mark}. {option.label}{tick}", "  ")

    def _reply(self, step: Step, line: str) -> Reply | None:
        """The reply that a line stands for; None where more has to be typed."""
        word = fold(line.strip())
        command = _command(word)
        if command is not None:
            return command
        if not word:
            return self._empty(step)
        if step.kind is Kind.MENU:
            return self._in_menu(step, line.strip(), word)
        return self._answer(step, line.strip())

    def _empty(self, step: Step) -> Reply | None:
        """Enter keeps the former answer, accepts the suggestion, finishes a list."""
        if step.kind is Kind.MENU:
            return Finish()
        kept = step.former or step.suggestion
        if kept:
            return Answer(kept if step.many else kept[0])
        if step.may_be_empty:
            return Answer("")
        if step.state is State.UNKNOWN:
            return Pass()
        self._line(wording.nothing_written(step), "  ")
        return None

    def _in_menu(self, step: Step, line: str, word: str) -> Reply | None:
        if word in wording.FINISH_WORDS:
            return Finish()
        asked = _IN_MENU.fullmatch(word)
        if asked:
            return self._on_entry(step, asked["act"], int(asked["number"]))
        if _NUMBERS.fullmatch(word) and not _is_name(step, word):
            return self._by_number(step, _numbers(word))
        if line.startswith("+"):
            return Add(line[1:].strip())
        return self._by_name(step, line)

    def _on_entry(self, step: Step, act: str, number: int) -> Reply | None:
        if not 1 <= number <= len(step.entries):
            self._line(wording.NO_SUCH_NUMBER, "  ")
            return None
        entry = step.entries[number - 1].value
        return Change(entry) if act == "m" else Remove(entry)

    def _by_number(self, step: Step, numbers: Sequence[int]) -> Reply | None:
        """One entry of the list is changed; usual ones are picked."""
        there = len(step.entries)
        if len(numbers) == 1 and 1 <= numbers[0] <= there:
            return self._on_entry(step, "m", numbers[0])
        if all(there < number <= there + len(step.options) for number in numbers):
            return Pick(tuple(step.options[number - there - 1].value for number in numbers))
        self._line(wording.NO_SUCH_NUMBER, "  ")
        return None

    def _by_name(self, step: Step, line: str) -> Reply | None:
        """A usual entry written in full, or a new one; what is part of longer names shows these."""
        picked = step.find(line)
        if picked is not None:
            return Pick((picked,))
        if self._showed(step, line):
            return None
        sure = not step.free or fold(line) in wording.NO_NAMES  # which is refused as it is
        if not sure and not self.confirm(wording.create_it(line), usual=True):
            self._line(_hint(step))
            return None
        return Add(line)

    def _showed(self, step: Step, line: str) -> bool:
        """Whether some options hold what was written: they are then listed, with how to choose."""
        found = step.matching(line)
        if not found:
            return False
        marks = dict(zip(step.options, _marks(step, step.options, len(step.entries)), strict=False))
        self._numbered(found[:_MOST], [marks[option] for option in found])
        if step.creates or step.free:
            self._line(wording.as_written(line), "  ")
        return True

    def _answer(self, step: Step, line: str) -> Reply | None:
        if line.startswith("+") and step.creates:
            return Create(line[1:].strip())
        chosen = _chosen(step, line)
        if chosen is not None:
            return Answer(chosen if step.many else chosen[0])
        if step.free or step.kind is Kind.YES_NO or step.find(line) is not None:
            return Answer(line)
        if step.options and _NUMBERS.fullmatch(line):
            self._line(wording.NO_SUCH_NUMBER, "  ")
            return None
        return self._not_listed(step, line)

    def _not_listed(self, step: Step, line: str) -> Reply | None:
        """Something that is not in the list as it is written: part of a name, or something to create."""
        if not (step.many and ";" in line) and self._showed(step, line):
            return None
        if not step.creates:
            return Answer(line)
        if not step.options or fold(line) in wording.NO_NAMES or self.confirm(wording.create_it(line), usual=True):
            return Create(line)
        self._line(_hint(step))
        return None

    def _read(self) -> str:
        """The next line. Raises ``EOFError`` where there is none left."""
        self.writer.write(PROMPT)
        self.writer.flush()
        try:
            line = self.reader.readline()
        except OSError:  # the terminal is gone
            line = ""
        if not line:
            self.writer.write("\n")
            raise EOFError
        said = line.rstrip("\r\n")
        if self.echo:
            self.writer.write(f"{said}\n")
        self._drop_leftover()
        return said

    def _drop_leftover(self) -> None:
        """Take away, and say, what came before its question."""
        extra = self.leftover()
        if extra:
            self._line("")  # the terminal may show the last of them right here, without an end
            self._line(wording.not_taken(extra), "  ")

    def _line(self, text: str, indent: str = "") -> None:
        width = max(self.width, _NARROWEST)
        # A folder, or a word with hyphens, is copied whole: the terminal itself folds one that is too long.
        lines = textwrap.wrap(
            text,
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self.writer.write("\n".join(lines or [""]) + "\n")


def _command(word: str) -> Reply | None:
    """What may be typed instead of an answer, wherever one is."""
    commands: Sequence[tuple[frozenset[str], Reply]] = (
        (wording.BACK_WORDS, Back()),
        (wording.UNKNOWN_WORDS, Unknown()),
        (wording.HELP_WORDS, Help()),
        (wording.PASS_WORDS, Pass()),
        (wording.QUIT_WORDS, Quit()),
    )
    return next((reply for words, reply in commands if word in words), None)


def _marks(step: Step, options: Sequence[Option], after: int = 0) -> list[str]:
    """Numbers; letters where a number is itself an answer."""
    if _lettered(step) and len(options) <= len(_LETTERS):
        return list(_LETTERS[: len(options)])
    return [str(number) for number in range(after + 1, after + len(options) + 1)]


def _is_name(step: Step, text: str) -> bool:
    """Whether numbers are a name: that of an entry to add to a list that is named by phone numbers, or by years."""
    listed = len(step.entries) + len(step.options)
    if step.base is Kind.PHONE and any(number > listed for number in _numbers(text)):
        return True
    return step.free and any(word.startswith("0") or len(word) > _LONGEST_NUMBER for word in re.split(r"[ ,;]+", text))


def _ends(step: Step) -> bool:
    """Whether the last option ends a choice beside the questions, as Enter does."""
    return step.may_be_empty and bool(step.options) and not step.options[-1].value


def _lettered(step: Step) -> bool:
    """Whether a number is itself an answer: « 4 », to a question of duration, is no fourth choice."""
    return step.kind is not Kind.MENU and step.base in {Kind.NUMBER, Kind.DURATION, Kind.DATE}


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall("[0-9]+", text)]


def _chosen(step: Step, line: str) -> tuple[str, ...] | None:
    """The options whose numbers (or letters) were typed; None where something else was."""
    marks = _marks(step, step.options)
    words = line.split() if not step.many else [word for word in re.split(r"[ ,;]+", line) if word]
    if not words or (len(words) > 1 and not step.many) or any(word not in marks for word in words):
        return None
    return tuple(step.options[marks.index(word)].value for word in words)


def _keep(step: Step) -> Iterator[str]:
    """The former answer and the suggestion, with the key that takes them."""
    ticked = step.many and {option.value for option in step.options[:_MOST]}.issuperset(step.former)
    if step.former_text and not (ticked and step.former):
        yield wording.says("former", step.former_text)
    if step.suggestion_text:
        yield wording.says("suggestion", step.suggestion_text)
    if step.former or step.suggestion:
        yield wording.ENTER_KEEPS if step.former else wording.ENTER_ACCEPTS


def _hint(step: Step) -> str:
    """What may be typed here."""
    if step.kind is Kind.MENU:
        return wording.menu_hint(step)
    ways = [
        *_ways(step),
        *([wording.CREATE] if step.creates and step.options else []),
        *([wording.by_enter(step.options[-1].label)] if _ends(step) else []),
    ]
    return wording.hint(ways, may_be_unknown=step.may_be_unknown, offers_back=step.offers_back)


def _ways(step: Step) -> list[str]:
    """How an answer is given: numbers, letters where a number is an answer, one's own words."""
    if not step.options and step.creates:
        return ["un nom"]
    if not step.options:
        return [wording.LINES] if step.many else []
    if step.many:
        # What is ticked goes away unless it is typed again.
        numbers = wording.ALL_KEPT if step.former else wording.SEVERAL
        return [f"{numbers}, ou {wording.NAMES}" if step.free or step.creates else numbers]
    one = wording.ONE_LETTER if _lettered(step) else wording.ONE_NUMBER
    return [wording.or_write(one) if step.free else one]
