from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import clean, fold, french, join_and

NBSP = "\u00a0"
_TRICKY = st.lists(
    st.sampled_from(
        [*"«»:;?!%'`()[]* \n\t", "\u00a0", "\u202f", "mot", "7", "é", "http://a.b/?c ", "10:30", "&amp;", "x@y "]
    ),
).map("".join)


@pytest.mark.parametrize(
    ("text", "set_right"),
    [
        ("Qui ? Quoi : tout !", "Qui_? Quoi_: tout_!"),
        ("Qui? Quoi: tout; oui!", "Qui_? Quoi_: tout_; oui_!"),
        ("« oui »", "«_oui_»"),
        ("«oui»", "«_oui_»"),
        ("82% et 82 %.", "82_% et 82_%."),
        ("l'hôpital d'Aix", "l’hôpital d’Aix"),
        ("'cité' rock'n'roll", "'cité' rock’n’roll"),
        ("à 10:30 ; fin", "à 10:30_; fin"),
        ("voir https://a.fr/b?c=d;e ok", "voir https://a.fr/b?c=d;e ok"),
        ("voir https://a.fr/b? ok", "voir https://a.fr/b? ok"),
        ("lu https://a.fr ?", "lu https://a.fr_?"),
        ("contact a@b.fr: ok", "contact a@b.fr: ok"),
        ("écrire `a ? b : c` ici", "écrire `a ? b : c` ici"),
        ("C:\\Sauvegardes", "C:\\Sauvegardes"),
        ("**Qui ?**", "**Qui_?**"),
        ("> [!WARNING]", "> [!WARNING]"),
        ("a &lt; b", "a &lt; b"),
        ("Quoi\u202f?", "Quoi_?"),
        ("a:b et %s", "a:b et %s"),
        ("Vraiment ?!", "Vraiment_?!"),
    ],
)
def test_french_typography(text: str, set_right: str) -> None:
    assert french(text) == set_right.replace("_", NBSP)


@given(st.text() | _TRICKY)
def test_french_typography_is_idempotent(text: str) -> None:
    once = french(text)
    assert french(once) == once


@given(st.text() | _TRICKY)
def test_french_typography_changes_spaces_and_apostrophes_only(text: str) -> None:
    def letters(words: str) -> str:
        return "".join(words.replace("’", "'").split())

    assert letters(french(text)) == letters(text)


def test_clean_text_has_one_kind_of_line_break_and_nothing_invisible() -> None:
    assert clean("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert clean("a\x00\x07b\ud800c\u202ed\u2066e\ufffef") == "abcdef"
    assert clean("é\u00a0 – “x” 😀\t") == "é\u00a0 – “x” 😀\t"


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_passes_through_xml(text: str) -> None:
    element = ET.Element("t")
    element.text = clean(text)
    assert (ET.fromstring(ET.tostring(element)).text or "") == clean(text)  # noqa: S314 - our own bytes


@given(st.text())
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_folding_and_lists() -> None:
    assert fold("Œuvre À Côté") == "oeuvre a cote"
    assert [join_and(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a et b", "a, b et c"]
