"""Networks for tests: the golden example of recovery.md C.10, and any small one."""

from __future__ import annotations

from hypothesis import strategies as st

from planforge.analysis.schedule.calendars import ALWAYS, OFFICE, ON_CALL, Calendar
from planforge.analysis.schedule.network import Deadline, Network, Task

HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60
STEP = 30  # minutes: all that the strategy draws is a multiple of it, so that a sweep by steps misses nothing
FRIDAY_EVENING = 4 * DAY + 18 * HOUR
NIGHTS = Calendar(((0, 6 * HOUR), (20 * HOUR, 24 * HOUR)), mobilised=10 * HOUR)
CALENDARS = (ALWAYS, ALWAYS, OFFICE, ON_CALL, NIGHTS)

ROWS = (
    ("NET", 8, "I", ""),
    ("AD", 16, "I", "NET"),
    ("HYP", 8, "I", "NET"),
    ("BKP", 6, "I", "HYP"),
    ("GAM", 12, "A", "AD BKP"),
    ("EAI", 10, "A", "AD BKP"),
    ("LAB", 16, "A", "GAM EAI"),
    ("RIS", 20, "A", "GAM EAI"),
    ("DPI", 40, "A", "GAM EAI"),
)
TARGETS = {"GAM": 96, "EAI": 96, "LAB": 110, "RIS": 120, "DPI": 168}


def golden(infrastructure: int, applications: int) -> Network:
    """The golden example with so many people in each team."""
    tasks = (
        Task(name, hours * HOUR, tuple((need,) for need in needs.split()), ((f"team:{team}", 1),))
        for name, hours, team, needs in ROWS
    )
    deadlines = (Deadline(name, ((name,),), due * HOUR) for name, due in TARGETS.items())
    capacity = {"team:I": infrastructure, "team:A": applications}
    return Network(tuple(tasks), capacity, tuple(deadlines), 48 * HOUR)


def steps(least: int, most: int) -> st.SearchStrategy[int]:
    """Minutes, by steps."""
    return st.integers(least, most).map(lambda one: one * STEP)


@st.composite
def networks(draw: st.DrawFn, most: int = 9, *, calendars: bool = True) -> Network:
    """Any small network: needs of one task or of one among several, shared resources, releases, calendars, gates."""
    capacity = {"team": draw(st.integers(1, 3)), "rate": draw(st.integers(1, 9)), "tester": 1}
    tasks: list[Task] = []
    for place in range(draw(st.integers(1, most))):
        before = [task.id for task in tasks]
        needs = draw(st.lists(st.lists(st.sampled_from(before), min_size=1, max_size=3), max_size=2)) if before else []
        demand = {
            name: draw(st.integers(1, units))
            for name, units in capacity.items()
            if draw(st.integers(0, 2)) == 0
        }  # fmt: skip
        tasks.append(
            Task(
                f"t{place}",
                draw(steps(0, 40)),
                tuple(tuple(need) for need in needs),
                tuple(demand.items()),
                draw(st.sampled_from([0, 0, 0, 90, 600])),
                draw(st.sampled_from(CALENDARS)) if calendars else ALWAYS,
            )
        )
    names = [task.id for task in tasks]
    deadlines = [
        Deadline(f"d{place}", ((draw(st.sampled_from(names)),),), draw(steps(0, 200)), vital=draw(st.booleans()))
        for place in range(draw(st.integers(0, 4)))
    ]
    return Network(tuple(tasks), capacity, tuple(deadlines), draw(steps(0, 60)))


def is_open(calendar: Calendar, moment: int) -> bool:
    """Whether somebody works in the minute that begins then."""
    within = (moment + FRIDAY_EVENING) % WEEK
    return (
        not calendar.spans
        or moment < calendar.mobilised
        or any(opens <= within < closes for opens, closes in calendar.spans)
    )
