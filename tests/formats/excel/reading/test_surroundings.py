from __future__ import annotations

from lxml import etree

from planforge.formats.excel.places import Area, Place
from planforge.formats.excel.reading.surroundings import Surroundings, read_surroundings
from planforge.formats.opening import Parts

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
EXTERNAL = 'TargetMode="External"'
SHEET = etree.fromstring(f"""<worksheet {R}>
<conditionalFormatting sqref="A8:A9"><cfRule type="cellIs"><formula>$A$8&gt;5</formula></cfRule></conditionalFormatting>
<dataValidations><dataValidation type="list" sqref="B2"><formula1>liste</formula1></dataValidation></dataValidations>
<hyperlinks><hyperlink ref="A1" r:id="rId1"/><hyperlink ref="B2:C3" location="'X'!A1"/></hyperlinks></worksheet>""")


def relations(*rows: tuple[str, str]) -> bytes:
    items = [
        f'<Relationship Id="rId{number}" Type="{KINDS}{kind}" Target="{target}" {EXTERNAL if "://" in target else ""}/>'
        for number, (kind, target) in enumerate(rows, start=1)
    ]
    return f"<Relationships>{''.join(items)}</Relationships>".encode()


PARTS = {
    "xl/worksheets/_rels/s.xml.rels": relations(
        ("hyperlink", "https://exemple.invalid/"),
        ("comments", "../c.xml"),
        ("table", "../t.xml"),
        ("drawing", "../d.xml"),
    ),
    "xl/c.xml": b"""<comments><commentList>
        <comment ref="B3"><text><r><t>un </t></r><r><t>mot</t></r></text></comment>
        <comment ref="??"><text/></comment></commentList></comments>""",
    "xl/t.xml": b"""<table displayName="t_x" ref="A5:C9"><autoFilter ref="A5:C9">
        <filterColumn colId="1"><filters/></filterColumn></autoFilter></table>""",
    "xl/d.xml": f"""<wsDr {R} xmlns:a="a">
        <oneCellAnchor><from><col>2</col><row>4</row></from><pic><a:blip r:embed="rId1"/><cNvPr name="Image 1"/>
        <a:ext cx="10" cy="20"/></pic></oneCellAnchor><oneCellAnchor><graphicFrame/></oneCellAnchor>
        <oneCellAnchor><sp><a:t>Bulle</a:t></sp></oneCellAnchor></wsDr>""".encode(),
    "xl/_rels/d.xml.rels": relations(("image", "media/i.png")),
    "xl/media/i.png": b"PNG",
}


def found() -> Surroundings:
    return read_surroundings(Parts(PARTS), "xl/worksheets/s.xml", SHEET)


def test_notes_links_and_tables() -> None:
    around = found()
    assert around.notes == {Place(3, 2): "un mot"}
    assert around.links == {Place(1, 1): "https://exemple.invalid/", Place(2, 2): "#'X'!A1"}
    assert around.tables == [("t_x", Area(5, 1, 9, 3))]
    assert around.filtered


def test_pictures_and_other_drawings() -> None:
    around = found()
    (picture,) = around.pictures
    assert (picture.place, picture.width, picture.height, picture.suffix) == (Place(5, 3), 10, 20, "png")
    assert (picture.data, picture.words) == (b"PNG", "Image 1")
    assert around.drawn == ["graphique", "Bulle"]


def test_rules_say_what_they_do_and_not_where() -> None:
    assert found().rules == {"cfRule cellIs A>", "dataValidation list liste"}
