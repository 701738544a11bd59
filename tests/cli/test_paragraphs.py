from __future__ import annotations

from planforge.cli.paragraphs import WIDTH, bullet, folded, heading, two_columns

LONG = "Débrancher du réseau les postes et les chariots, jamais un dispositif médical ni un téléphone de garde"


def test_long_lines_are_folded_under_themselves() -> None:
    lines = folded(LONG, indent=2, hang=2).split("\n")
    assert [line[:6] for line in lines] == ["  Débr", "    ni"]
    assert max(map(len, lines)) <= WIDTH
    assert " ".join(line.strip() for line in lines) == LONG


def test_a_non_breaking_space_never_breaks_and_line_breaks_stay() -> None:
    lines = folded(f"{'a' * 77} b\u00a0: c\n\nd", indent=0).split("\n")
    assert lines == ["a" * 77, "b\u00a0: c", "", "d"]


def test_what_there_is_to_know_of_a_line_stands_below_it() -> None:
    assert [*bullet("Appeler", ("IOA", "", "calculé"))] == ["  - Appeler", "      IOA\u00a0; calculé"]
    assert [*bullet("Appeler", ("", ""))] == ["  - Appeler"]


def test_two_columns_are_straight() -> None:
    assert [*two_columns([("ad", "Annuaire"), ("base", ""), ("dpi", LONG)])] == [
        "  ad    Annuaire",
        "  base",
        "  dpi   Débrancher du réseau les postes et les chariots, jamais un dispositif",
        "        médical ni un téléphone de garde",
    ]
    assert [*two_columns([])] == []


def test_a_heading_says_its_words() -> None:
    assert "STOP" in heading("STOP")
