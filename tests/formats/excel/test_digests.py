from __future__ import annotations

import pytest

from planforge.formats.excel.appearance import Appearance
from planforge.formats.excel.digests import MARK, WORDS, digest, mark, same_looks, same_words


def test_a_mark_follows_words_and_looks_apart() -> None:
    one, other = mark("t:Fait", Appearance()), mark("t:Fait", Appearance(bold=True))
    assert len(one) == MARK
    assert same_words(one, other)
    assert not same_looks(one, other)
    assert not same_words(one, mark("t:fait", Appearance()))


def test_a_digest_is_short_plain_and_says_nothing() -> None:
    assert digest("Mme Martin", 5) == digest("Mme Martin", 10)[:5]
    assert digest("\ud800", 12).isalnum()


@pytest.mark.parametrize(
    "written", ["06 39 98 {:02} {:02}", "+33\u00a06\u00a039\u00a098\u00a0{:02}\u00a0{:02}", "0639 98{:02}{:02}, 5512"]
)
def test_a_number_that_was_taken_out_is_not_found_by_trying_all_numbers(written: str) -> None:
    marks = [mark("t:" + written.format(*divmod(number, 100)), Appearance()) for number in range(10_000)]
    assert {len(one) for one in marks} == {MARK}
    assert len(set(marks)) <= 2**10


def test_words_among_which_numbers_stand_are_told_apart() -> None:
    marks = {
        mark(f"t:Appeler le 06 39 98 {number // 100:02} {number % 100:02}", Appearance()) for number in range(2_000)
    }
    assert len(marks) == 2_000
    assert len({mark(f"n:{number}", Appearance())[:WORDS] for number in range(100_000, 102_000)}) == 2_000
