"""The front end: each question printed, then a list or a line under it; each answer said in one French line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.interview import wording
from planforge.interview.steps import Add, Answer, Back, Create, Finish, Kind, Pass, Pick, Quit, State
from planforge.interview.terminal import rows, words
from planforge.interview.terminal.choices import Listing, Row
from planforge.interview.terminal.console import folded, open_console
from planforge.interview.terminal.fitting import prompt_needs, question_lines
from planforge.interview.terminal.keys import command, plain
from planforge.interview.terminal.lines import Breaks, Writing, write
from planforge.interview.terminal.lists import Chosen, choose

if TYPE_CHECKING:
    from typing import TextIO

    from planforge.interview.steps import Refusal, Reply, Step
    from planforge.interview.terminal.console import Console

_LISTED = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.YES_NO, Kind.REFERENCE, Kind.REFERENCES, Kind.MENU})
_BREAKS = {Kind.PROSE: Breaks.KEPT, Kind.LINES: Breaks.SEPARATORS}


def open_terminal(reader: TextIO, writer: TextIO, *, colours: bool) -> Terminal | None:
    """The front end over the two streams; None where prompts cannot be drawn on them: plain text does then."""
    console = open_console(reader, writer, colours=colours)
    return None if console is None else Terminal(console)


@dataclass
class Terminal:
    """A front end that draws its prompts.

    It keeps what a reply would lose: the text that was refused, what was typed or ticked when something else came
    first.
    """

    console: Console
    _room: int = 0  # lines of the screen left under the question
    _refused: str | None = None
    _typed: dict[str, str] = field(default_factory=dict)  # in a menu, by token
    _ticked: dict[str, tuple[str, ...]] = field(default_factory=dict)  # in a question, by token
    _coming_back: bool = False
    _quiet: bool = False

    def ask(self, step: Step, refusal: Refusal | None) -> Reply:
        """The reply; the question is printed again only when it was not just refused."""
        if self._coming_back and refusal is None:
            self._coming_back = False
            if step.token:
                return Back()
            self._quiet = False
            if any(self._ticked.values()):  # that was the last question: only the recap leads back to it
                self.tell(words.TICKS_WAIT)
        self._coming_back = self._quiet = False
        # Keys are not echoed from the moment that the question is seen: what is typed at once lands in its prompt.
        with self.console.input.raw_mode():
            if refusal is None:
                self._refused = None
                self._put(step)
            return self._reply(step, refusal.text if refusal is not None else "")

    def _reply(self, step: Step, notice: str) -> Reply:
        if step.kind is Kind.MENU:
            return self._menu(step, notice)
        if step.kind not in _LISTED:
            return self._line(step, notice)
        return self._several(step, notice) if step.many else self._one(step, notice)

    def taken(self, step: Step, said: str) -> None:
        """Say that the answer is on the disk."""
        if not self._coming_back:
            self._ticked.pop(step.token, None)
        if said:
            self._write(said, "  ")

    def tell(self, text: str) -> None:
        """Write the paragraphs."""
        if not self._quiet:
            for paragraph in text.split("\n"):
                if wording.is_command(paragraph):
                    self.console.write([("", paragraph)])
                else:
                    self._write(paragraph)

    def confirm(self, question: str, *, usual: bool = False) -> bool:
        """Whether « oui » was chosen; Enter alone chooses what is ``usual``. Raises ``EOFError`` for « q »."""
        yes, no = Row(words.YES, words.YES), Row(words.NO, words.NO)
        listing = Listing((yes, no), pointed=yes if usual else no, hint=words.in_a_list(many=False, yes_no=True))
        with self.console.input.raw_mode():
            self._write(question)
            chosen = choose(self.console, listing)
        if isinstance(chosen, Quit):
            raise EOFError  # noqa: TRY004 - the person leaves: no type is at fault
        agreed = isinstance(chosen, Chosen) and chosen.row == yes
        self._write(words.YES if agreed else words.NO, "  ")
        return agreed

    def _put(self, step: Step) -> None:
        """Print the question so that what answers it has room on the same screen."""
        height = self.console.rows
        needs = prompt_needs(rows.count(step) if step.kind in _LISTED else 0, height)
        lines = question_lines(step, self.console.width, height - needs)
        self.console.write([("", ""), *lines])
        self._room = height - len(lines)

    def _line(self, step: Step, notice: str) -> Reply:
        """A written answer; the former one, or the suggestion, is there already."""
        there = (words.SEPARATOR if step.many else " ").join(step.former or step.suggestion)
        text = there if self._refused is None else self._refused
        hint = words.at_a_line(may_be_unknown=step.may_be_unknown, several_lines=step.kind is Kind.PROSE)
        breaks = _BREAKS.get(step.kind, Breaks.SPACES)
        while True:
            written = write(self.console, Writing(text, notice, hint, breaks=breaks, room=self._room))
            reply = _written(step, there, written)
            if reply is not None:
                self._refused = written if isinstance(written, str) else None
                return reply
            text, notice = "", wording.nothing_written(step)

    def _one(self, step: Step, notice: str) -> Reply:
        """One of the options; or something else, where that may be."""
        typed = self._refused or ""
        while True:
            listing = Listing(
                rows.answers(step),
                rows.others(step),
                pointed=rows.start(step),
                hint=words.in_a_list(many=False, yes_no=step.kind is Kind.YES_NO, may_pass=step.may_be_unknown),
                notice=notice,
                typed=typed,
                room=self._room,
            )
            chosen = choose(self.console, listing)
            if not isinstance(chosen, Chosen):
                return chosen
            text = chosen.typed or self._named(step.creates)
            if isinstance(text, str) and text:
                self._refused = text
                return Create(text) if step.creates else Answer(text)
            if text and not isinstance(text, Back):
                return text
            typed, notice = "", ""

    def _several(self, step: Step, notice: str) -> Reply:
        """Options to tick, and others to write: these are ticked in the list in their turn."""
        ticked = dict.fromkeys((*(step.former or step.suggestion), *self._ticked.get(step.token, ())))
        while True:
            listing = Listing(
                rows.options(step, ticked),
                rows.others(step),
                many=True,
                hint=words.in_a_list(many=True, may_pass=step.may_be_unknown),
                pointed=rows.start(step),
                ticked=frozenset(ticked),
                notice=notice,
                room=self._room,
            )
            chosen = choose(self.console, listing)
            if not isinstance(chosen, Chosen):
                return chosen
            if chosen.row.says is None:
                return Answer(chosen.ticked)
            ticked, notice = dict.fromkeys(chosen.ticked), ""
            text = self._named(step.creates, chosen.typed)
            if isinstance(text, str) and step.creates and text:
                return self._creating(step, text, chosen.ticked)
            if isinstance(text, str):
                ticked |= dict.fromkeys([step.find(text) or text] if text else [])
            elif not isinstance(text, Back):
                return text

    def _creating(self, step: Step, name: str, ticked: tuple[str, ...]) -> Reply:
        """Create it now, then come back: the interview takes what is created for the whole answer."""
        self._ticked[step.token] = ticked
        self._coming_back = self._quiet = True
        return Create(name)

    def _menu(self, step: Step, notice: str) -> Reply:
        """A list: add, change, remove, finish."""
        while True:
            typed = self._typed.pop(step.token, "")
            listing = Listing(
                rows.entries(step),
                rows.menu(step),
                pointed=rows.menu_start(step),
                hint=words.in_a_list(many=False),
                notice=notice,
                typed=typed,
                room=self._room,
            )
            chosen = choose(self.console, listing)
            if not isinstance(chosen, Chosen):
                return chosen
            adds = chosen.row.says is not None
            if adds and plain(chosen.typed) in wording.FINISH_WORDS:
                return Finish()
            reply = self._adding(step, chosen.typed) if adds else self._entry(chosen.row)
            if not isinstance(reply, Back):
                return reply
            notice = ""

    def _entry(self, entry: Row) -> Reply:
        """What to do with an entry; ``Back`` to the menu."""
        listing = Listing(rows.acts(entry.value), (rows.BACK,), title=entry.label, room=self._room)
        chosen = choose(self.console, listing)
        assert not isinstance(chosen, Chosen)  # noqa: S101 - each of these rows is a reply
        return chosen

    def _adding(self, step: Step, typed: str) -> Reply:
        """What to add to a list, ticked or written; ``Back`` to the menu."""
        if not step.options or (step.free and typed and not step.matching(typed)):
            return self._adding_by_name(step, typed)
        listing = Listing(
            rows.picks(step),
            rows.beside_picks(step),
            many=step.free,
            hint=words.in_a_list(many=step.free),
            typed=typed,
            room=self._room,
        )
        chosen = choose(self.console, listing)
        if not isinstance(chosen, Chosen):
            return chosen
        if chosen.row.says is None or chosen.ticked:
            self._typed[step.token] = chosen.typed
            return Pick(chosen.ticked)
        return self._adding_by_name(step, chosen.typed)

    def _adding_by_name(self, step: Step, typed: str) -> Reply:
        name = self._named(step.creates, typed)
        return (Add(name) if name else Back()) if isinstance(name, str) else name

    def _named(self, title: str, typed: str = "") -> str | Reply:
        """A name, or another answer, written after its question; "" where nothing was."""
        hint = words.at_a_line(may_be_unknown=False, several_lines=False)
        written = write(self.console, Writing(typed, hint=hint, title=title, fresh=False, room=self._room))
        if not isinstance(written, str):
            return written
        return command(written) or written.strip()

    def _write(self, text: str, indent: str = "") -> None:
        self.console.write([("", line) for line in folded(text, self.console.width, indent)])


def _written(step: Step, there: str, written: str | Reply) -> Reply | None:
    """The reply that a written line stands for; None where nothing was written and something has to be."""
    if not isinstance(written, str):
        return written
    asked = command(written)
    if asked is not None:
        return asked
    if written.strip():
        kept = step.former or step.suggestion
        return Answer((kept if step.many else kept[0]) if written == there else written)
    if step.may_be_empty:
        return Answer("")
    return Pass() if step.state is State.UNKNOWN else None
