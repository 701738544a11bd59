from __future__ import annotations

from planforge.formats.excel.appearance import Appearance, Stretch, said, settled

PLAIN = Stretch("", bold=False, italic=False, underline=False, struck=False, ink="", size=11.0)


def test_neighbours_of_one_look_are_one_stretch() -> None:
    bold = PLAIN._replace(bold=True)
    found = settled([PLAIN._replace(text="a"), PLAIN._replace(text="b"), bold._replace(text="c")], Appearance())
    assert found == (Appearance(), (PLAIN._replace(text="ab"), bold._replace(text="c")))


def test_one_look_all_along_is_the_look_of_the_cell() -> None:
    bold = PLAIN._replace(bold=True)
    assert settled([bold._replace(text="a"), bold._replace(text="b")], Appearance()) == (Appearance(bold=True), ())


def test_a_cell_looks_as_its_first_characters_do() -> None:
    """Programs that save a rich text give the cell one look or another: it says nothing of what is seen."""
    runs = [PLAIN._replace(text="a"), PLAIN._replace(text="b", italic=True)]
    assert settled(runs, Appearance()) == settled(runs, Appearance(bold=True, italic=True))


def test_changed_looks_are_said_in_french() -> None:
    changes = Appearance(bold=True, fill="FFFF00").changes(Appearance(italic=True))
    assert changes == {"bold": True, "italic": False, "fill": "FFFF00"}
    assert said(changes) == "gras, italique, fond"
    assert Appearance(italic=True).under(changes) == Appearance(bold=True, fill="FFFF00")
