from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.formats.excel.names import defined_names, quoted, sheet_names, titles


@given(st.lists(st.text(max_size=60), max_size=8))
def test_sheet_names_are_always_legal_and_unique(wanted: list[str]) -> None:
    names = sheet_names(wanted, taken=("À lire",))
    assert len({name.casefold() for name in (*names, "À lire")}) == len(wanted) + 1
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\n]|^'|'$", name)
        assert name.casefold() not in {"history", "historique"}


@pytest.mark.parametrize(
    ("wanted", "given_name"),
    [
        ("Suivi : crise / nuit", "Suivi crise nuit"),
        ("'Écarts'", "Écarts"),
        ("", "Feuille"),
        ("[]", "Feuille"),
        ("History", "History (2)"),
        ("À LIRE", "À LIRE (2)"),
        ("Applications et dépendances entre elles", "Applications et dépendances…"),
        ("Réanimation et surveillance continue", "Réanimation et surveillance…"),
        ("Services techniques, biomédical et sûreté", "Services techniques…"),
        ("Pharmacie à usage intérieur et de garde", "Pharmacie à usage intérieur…"),
        ("Anticonstitutionnellement-anticonstitutionnel", "Anticonstitutionnellement-anti…"),
    ],
)
def test_sheet_name(wanted: str, given_name: str) -> None:
    assert sheet_names((wanted,), taken=("À lire",)) == (given_name,)


def test_long_names_that_begin_alike_stay_apart() -> None:
    first, second = sheet_names(("Service de médecine polyvalente A", "Service de médecine polyvalente B"))
    assert first == "Service de médecine…"
    assert second.endswith("… (2)")


@given(st.lists(st.text(max_size=20), min_size=1, max_size=8))
def test_titles_are_never_empty_nor_twice(wanted: list[str]) -> None:
    found = titles(wanted)
    assert all(found)
    assert len({title.casefold() for title in found}) == len(wanted)


def test_titles_name_empty_columns_by_their_place() -> None:
    assert titles(("Écart", "écart", "", "Lits\nservis")) == ("Écart", "écart (2)", "Colonne 3", "Lits servis")


def test_defined_names_are_plain_unique_and_no_cells() -> None:
    found = defined_names("t", ("A1", "bia-2026", "Équipes", "équipes", "", "R1C1"))
    assert found == ("t_A1", "t_bia_2026", "t_Equipes", "t_equipes_2", "t_x", "t_R1C1")


def test_defined_names_stay_short_and_apart() -> None:
    first, second = defined_names("t", ("a" * 1000, "a" * 1001))
    assert first != second
    assert max(len(first), len(second)) <= 255


def test_quoted_sheet_name_doubles_apostrophes() -> None:
    assert quoted("L'hôpital") == "'L''hôpital'"
