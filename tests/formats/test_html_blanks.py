from __future__ import annotations

import re

import pytest

from planforge.document.blocks import Blank, Blanks
from planforge.formats.html_blanks import blank_lines, height_class
from planforge.resources import templates_folder

STYLE = (templates_folder() / "html" / "style.css").read_text("utf-8")


def test_blanks_stand_on_the_columns_of_the_page() -> None:
    lines = ((Blank("Nom <b>", 8), Blank("Sexe", 4, ("F", "M"))), (Blank(""),))
    printed = blank_lines(Blanks("p", lines, 9.4), "p")
    assert printed.startswith("<div ")
    assert 'class="blanks ruled mm-9"' in printed
    assert re.findall(r'class="blank (span-\d+)"', printed) == ["span-8", "span-4", "span-12"]
    assert "<span>Nom &lt;b&gt;</span>" in printed
    assert (
        '<span>Sexe</span><label><input type="checkbox"> F</label><label><input type="checkbox"> M</label>' in printed
    )
    assert "ruled" not in blank_lines(Blanks("p", lines, 9.4, ruled=False), "p")


@pytest.mark.parametrize(
    ("height", "name"), [(0, "mm-5"), (7.9, "mm-7"), (19.99, "mm-19"), (26, "mm-20"), (149, "mm-140"), (900, "mm-150")]
)
def test_a_height_is_one_that_the_style_sheet_knows(height: float, name: str) -> None:
    assert height_class(height) == name
    assert f".{name} {{" in STYLE


def test_columns_have_their_share_in_the_style_sheet() -> None:
    assert {int(share) for share in re.findall(r"\.w-(\d+) \{ width: \1%; \}", STYLE)} == set(range(2, 61))
