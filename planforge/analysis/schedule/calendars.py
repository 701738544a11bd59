"""When people work: round the clock, every day, or in office hours. Times are minutes after the loss."""

from __future__ import annotations

from bisect import bisect_right
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
    def open_per_week(self) -> int:
        """Minutes worked in a week."""
        return sum(end - start for start, end in self.spans) or WEEK

    @cached_property
    def _table(self) -> tuple[list[int], list[int], list[int]]:
        """The openings, and the minutes worked in the week before each span and until its end."""
        before = [0, *accumulate(closes - opens for opens, closes in self.spans)]
        return [opens for opens, _ in self.spans], before[:-1], before[1:]

    def end(self, start: int, work: int) -> int:
        """When so much work is over, that starts at that minute or as soon as it opens."""
        if not self.spans:
            return start + work
        if not work:
            return self.opening(start)
        if start + work <= self.mobilised:
            return start + work
        if start < self.mobilised:
            start, work = self.mobilised, work - (self.mobilised - start)
        opens, before, until = self._table
        # Most work ends before the closing: told without counting the hours of the weeks. Hot: a simulation ends here.
        within = (start + LOSS) % WEEK
        span = bisect_right(opens, within) - 1
        if span >= 0 and within + work <= self.spans[span][1]:
            return start + work
        # A time that ends a span is its closing, not the next opening: one minute less, then one more.
        week, left = divmod(self._since_loss(start) + work - 1, until[-1])
        span = bisect_right(until, left)
        return week * WEEK + opens[span] + left - before[span] + 1 - LOSS

    def opening(self, moment: int) -> int:
        """The first minute, from that one on, at which people are at work."""
        if not self.spans or moment < self.mobilised:
            return moment
        within, opens = (moment + LOSS) % WEEK, self._table[0]
        span = bisect_right(opens, within) - 1
        if span >= 0 and within < self.spans[span][1]:
            return moment
        return moment - within + (opens[span + 1] if span + 1 < len(opens) else opens[0] + WEEK)

    def worked(self, start: int, end: int) -> int:
        """Minutes worked between two moments."""
        if not self.spans:
            return end - start
        early = max(0, min(end, self.mobilised) - start)
        start = max(start, self.mobilised)
        return early + (self._since_loss(end) - self._since_loss(start) if end > start else 0)

    def _since_loss(self, moment: int) -> int:
        """Minutes open from the Monday before the loss to that moment, mobilisation apart."""
        opens, before, until = self._table
        week, within = divmod(moment + LOSS, WEEK)
        span = bisect_right(opens, within) - 1
        if span < 0:
            return week * until[-1]
        return week * until[-1] + min(before[span] + within - opens[span], until[span])


ALWAYS = Calendar()
# A team on call: round the clock for three days, then twelve hours a day, seven days a week (recovery.md C.3, G).
ON_CALL = Calendar(tuple((day * DAY + 8 * HOUR, day * DAY + 20 * HOUR) for day in range(7)), mobilised=3 * DAY)
OFFICE = Calendar(tuple((day * DAY + 9 * HOUR, day * DAY + 18 * HOUR) for day in range(5)))
