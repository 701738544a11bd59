from __future__ import annotations

from planforge.formats.excel.appearance import Appearance
from planforge.formats.excel.digests import MARK, digest, mark, same_looks, same_words


def test_a_mark_follows_words_and_looks_apart() -> None:
    one, other = mark("t:Fait", Appearance()), mark("t:Fait", Appearance(bold=True))
    assert len(one) == MARK
    assert same_words(one, other)
    assert not same_looks(one, other)
    assert not same_words(one, mark("t:fait", Appearance()))


def test_a_digest_is_short_plain_and_says_nothing() -> None:
    assert digest("Mme Martin", 5) == digest("Mme Martin", 10)[:5]
    assert digest("\ud800", 12).isalnum()
