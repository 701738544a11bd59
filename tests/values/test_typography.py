from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import clean, fold, french, join_and, say_number

NBSP = "\u00a0"
_MARKS = [*"«»:;?!%'`()[]* \n\t", "\u00a0", "\u202f", "mot", "7", "é", "http://a.b/?c ", "10:30", "&amp;", "x@y "]
_NUMBERS = ["0", "12", "345", "6789", " 000", *"hjml€◊,.-", "min", "Mbit/s", " "]
_TRICKY = st.lists(st.sampled_from([*_MARKS, *_NUMBERS])).map("".join)


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
        ("20 000 feuilles, 1 640 000 lits", "20~000 feuilles, 1~640~000 lits"),
        ("(5 000 €), 12 345,5 k€", "(5~000_€), 12~345,5_k€"),
        ("01 23 45 67 89, +32 2 123 45 67, 0 800 123 456", "01 23 45 67 89, +32 2 123 45 67, 0 800 123 456"),
        ("en 2026 300 lits, 12 3456, 2026-11-12 300", "en 2026 300 lits, 12 3456, 2026-11-12 300"),
        ("4 h 30, 5 h à 6 h, 2 h 300", "4_h_30, 5_h à 6_h, 2_h 300"),
        ("30 min, 3 j, 5 kg, 10 ml, 2 m², 37,5 °C", "30_min, 3_j, 5_kg, 10_ml, 2_m², 37,5_°C"),
        ("850 Go à 100 Mbit/s", "850_Go à 100_Mbit/s"),
        ("les 3 l’ont, les 2 s'aident, 4 jours, 3 M. Dupont", "les 3 l’ont, les 2 s’aident, 4 jours, 3 M. Dupont"),
        ("`10 min` https://a.fr/5 `1 000`", "`10 min` https://a.fr/5 `1 000`"),
        ("14 j ◊ et ◊", "14_j_◊ et_◊"),
    ],
)
def test_french_typography(text: str, set_right: str) -> None:
    assert french(text) == set_right.replace("_", NBSP).replace("~", "\u202f")


@given(st.text() | _TRICKY)
def test_french_typography_is_idempotent(text: str) -> None:
    once = french(text)
    assert french(once) == once


@given(st.text() | _TRICKY)
def test_french_typography_changes_spaces_and_apostrophes_only(text: str) -> None:
    def letters(words: str) -> str:
        return "".join(words.replace("’", "'").split())

    assert letters(french(text)) == letters(text)


@given(st.integers(0, 10**12 - 1), st.sampled_from(["h", "min", "€", "Go", "lits"]))
def test_numbers_that_people_write_are_set_as_those_that_we_say(number: int, unit: str) -> None:
    said = say_number(number)
    spaced = said.replace("\u202f", " ")
    assert (
        french(f"avec {spaced} {unit} ou {spaced}.") == f"avec {said}{' ' if unit == 'lits' else NBSP}{unit} ou {said}."
    )


@given(st.integers(0, 10**9 - 1))
def test_telephone_numbers_stay_as_they_are_typed(number: int) -> None:
    digits = f"0{number:09}"
    said = " ".join(digits[start : start + 2] for start in range(0, 10, 2))
    assert french(f"tél. {said}, poste 12") == f"tél. {said}, poste 12"


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
