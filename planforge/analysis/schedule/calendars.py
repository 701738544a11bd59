"""When people work: round the clock, every day, or in office hours. Times are minutes after the loss."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

HOUR = 60
DAY = 24 * HOUR
WEEK = 7 * DAY
# The loss is supposed to strike on a Friday at 18 h: hospitals were hit on Friday evenings and at week-ends
# (Rouen, Corbeil, Versailles, Armentières), and that is when the least help is at hand.
LOSS = 4 * DAY + 18 * HOUR  # minutes after Monday 0 h


@dataclass(frozen=True)
class Calendar:
    """The open spans of a week, in minutes after Monday 0 h, in order and apart; none means round the clock.

    Until ``mobilised`` minutes after the loss, people work round the clock all the same.
    """

    spans: tuple[tuple[int, int], ...] = ()
    mobilised: int = 0

    @cached_property
    def _worked(self) -> list[int]:
        """By minute of the week, the minutes worked in the week before it."""
        opened = [0] * WEEK
        for opens, closes in self.spans:
            opened[opens:closes] = [1] * (closes - opens)
        return [0, *accumulate(opened)][:WEEK]

    @cached_property
    def _over(self) -> list[int]:
        """By number of minutes worked in the week, one less, the minute of the week at which they are over."""
        return [minute + 1 for opens, closes in self.spans for minute in range(opens, closes)]

    @cached_property
    def _ahead(self) -> list[int]:
        """By minute of the week, how long until people are at work: nothing where they are."""
        ahead, until = [0] * WEEK, self.spans[0][0]
        opened = frozenset(over - 1 for over in self._over)
        for minute in reversed(range(WEEK)):
            until = 0 if minute in opened else until + 1
            ahead[minute] = until
        return ahead

    def end(self, start: int, work: int) -> int:
        """When so much work is over, that starts at that minute or as soon as it opens."""
        if not self.spans:
            return start + work
        if start < self.mobilised:
            if start + work <= self.mobilised:
                return start + work
            start, work = self.mobilised, work - (self.mobilised - start)
        if not work:
            return self.opening(start)
        within = (start + LOSS) % WEEK
        weeks, left = divmod(self._worked[within] + work - 1, len(self._over))
        return start - within + weeks * WEEK + self._over[left]

    def opening(self, moment: int) -> int:
        """The first minute, from that one on, at which people are at work."""
        if not self.spans or moment < self.mobilised:
            return moment
        return moment + self._ahead[(moment + LOSS) % WEEK]

    def worked(self, start: int, end: int) -> int:
        """Minutes worked between two moments."""
        if not self.spans:
            return end - start
        early = max(0, min(end, self.mobilised) - start)
        start = max(start, self.mobilised)
        return early + (self._since_loss(end) - self._since_loss(start) if end > start else 0)

    def _since_loss(self, moment: int) -> int:
        """Minutes open from the Monday before the loss to that moment, mobilisation apart."""
        week, within = divmod(moment + LOSS, WEEK)
        return week * len(self._over) + self._worked[within]


ALWAYS = Calendar()
# A team on call: round the clock for three days, then twelve hours a day, seven days a week (recovery.md C.3, G).
ON_CALL = Calendar(tuple((day * DAY + 8 * HOUR, day * DAY + 20 * HOUR) for day in range(7)), mobilised=3 * DAY)
OFFICE = Calendar(tuple((day * DAY + 9 * HOUR, day * DAY + 18 * HOUR) for day in range(5)))
