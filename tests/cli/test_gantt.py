from __future__ import annotations

from planforge.cli.gantt import cut, gantt

HOUR, DAY = 60, 1440


def test_one_character_an_hour_before_and_after_the_gate() -> None:
    lines = gantt([("A", 2 * HOUR, 4 * HOUR), ("B", 4 * HOUR, 5 * HOUR)], 2 * HOUR).splitlines()
    assert lines[0].startswith("Un caractère\u00a0: 1\u00a0h")
    assert [line.partition("|")[2] for line in lines[1:]] == ["..##", "..  #"]


def test_the_scale_suits_most_and_the_last_ones_run_over() -> None:
    rows = [(f"s{day}", day * DAY, (day + 1) * DAY) for day in range(19)]
    lines = gantt([*rows, ("loin", 20 * DAY, 400 * DAY)], 0).splitlines()
    assert max(len(line.partition("|")[2]) for line in lines[1:]) <= 61
    assert lines[-1].endswith(">")
    assert not lines[-2].endswith(">")


def test_a_moment_still_shows_and_nothing_gives_nothing() -> None:
    assert gantt([("A", 0, 1)], 0).splitlines()[1].endswith("|#")
    assert gantt([], 0) == ""


def test_long_names_are_cut() -> None:
    assert cut("x" * 50) == "x" * 33 + "…"
    assert cut("court") == "court"
