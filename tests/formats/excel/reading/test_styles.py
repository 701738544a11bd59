from __future__ import annotations

from lxml import etree

from planforge.formats.excel.appearance import Appearance
from planforge.formats.excel.reading.colours import Colours
from planforge.formats.excel.reading.styles import Styles

STYLES = etree.fromstring(
    """<styleSheet>
<numFmts><numFmt numFmtId="164" formatCode="[h]"/><numFmt numFmtId="165" formatCode="LONG"/></numFmts>
<fonts><font><sz val="11"/><color theme="1"/></font>
<font><b/><i val="0"/><u val="double"/><strike val="true"/><sz val="9.5"/><color rgb="FF112233"/></font><font/>
<font><sz val="1e9"/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill>
<fill><patternFill patternType="gray125"><bgColor rgb="FF00FF00"/></patternFill></fill>
<fill><gradientFill/></fill></fills>
<borders><border><left/><right/></border><border><left style="thin"/></border></borders>
<cellXfs><xf fontId="0" fillId="0" borderId="0" numFmtId="0"/>
<xf fontId="1" fillId="1" borderId="1" numFmtId="14"><alignment horizontal="right" vertical="top" wrapText="1"/></xf>
<xf fontId="2" fillId="2" numFmtId="164"><alignment horizontal="general" vertical="bottom"/></xf>
<xf fontId="99" fillId="3" numFmtId="9999"/>
<xf fontId="3" numFmtId="165"><alignment horizontal="?" vertical="?"/></xf></cellXfs></styleSheet>""".replace(
        "LONG", "0" * 300
    )
)
FOUND = Styles(STYLES, Colours())


def test_looks_by_style_number() -> None:
    assert FOUND.appearance(0) == Appearance()
    assert FOUND.appearance(1) == Appearance(
        bold=True, underline=True, struck=True, ink="112233", size=9.5, fill="FFFF00",
        horizontal="right", vertical="top", wrap=True, border=True,
    )  # fmt: skip
    assert FOUND.appearance(2) == Appearance(fill="00FF00")


def test_what_a_file_lacks_looks_plain() -> None:
    assert FOUND.appearance(3) == Appearance()
    assert FOUND.appearance(77) == Appearance()


def test_what_no_program_writes_is_nothing() -> None:
    assert FOUND.appearance(4) == Appearance()
    assert FOUND.number_format(4) == "General"
    assert Styles(None, Colours()).appearance(0) == Appearance()


def test_number_formats_by_style_number() -> None:
    assert [FOUND.number_format(number) for number in range(4)] == ["General", "mm-dd-yy", "[h]", "General"]


def test_characters_without_looks_of_their_own_look_as_the_cell() -> None:
    cell = Appearance(bold=True, size=14)
    assert FOUND.stretch("a", None, cell)[1:] == (True, False, False, False, "", 14)
    assert FOUND.stretch("a", etree.fromstring("<rPr><i/></rPr>"), cell)[1:] == (False, True, False, False, "", 11)
