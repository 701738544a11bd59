from __future__ import annotations

import pytest
from lxml import etree

from planforge.formats.excel.reading.colours import Colours

THEME = b"""<theme><themeElements><clrScheme name="x">
<dk1><sysClr val="windowText" lastClr="111111"/></dk1><lt1><sysClr val="window" lastClr="EEEEEE"/></lt1>
<dk2><srgbClr val="222222"/></dk2><lt2><srgbClr val="DDDDDD"/></lt2><accent1><srgbClr val="4472C4"/></accent1>
</clrScheme></themeElements></theme>"""


@pytest.mark.parametrize(
    ("node", "colour"),
    [
        ('<color rgb="FFB91C1C"/>', "B91C1C"),
        ('<color rgb="b91c1c"/>', "B91C1C"),
        ('<color theme="0"/>', "EEEEEE"),
        ('<color theme="1"/>', "111111"),
        ('<color theme="4"/>', "4472C4"),
        ('<color theme="4" tint="0.5"/>', "A2B8E2"),
        ('<color theme="4" tint="-0.25"/>', "2F5597"),
        ('<color indexed="10"/>', "FF0000"),
        ('<color indexed="64"/>', ""),
        ('<color auto="1"/>', ""),
        ('<color theme="99"/>', ""),
        ('<color rgb="rouge"/>', ""),
        ('<color theme="4" tint="beaucoup"/>', "4472C4"),
    ],
)
def test_colours_by_value_theme_or_index(node: str, colour: str) -> None:
    assert Colours(etree.fromstring(THEME)).read(etree.fromstring(node)) == colour


def test_without_a_theme_the_usual_one_counts() -> None:
    assert Colours().read(etree.fromstring('<color theme="4"/>')) == "4F81BD"
    assert Colours().read(None) == ""
