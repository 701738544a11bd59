from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from planforge.formats.excel.appearance import Appearance
from planforge.formats.excel.merge.stylesheet import StyleSheet, Wish
from planforge.formats.excel.reading.colours import Colours
from planforge.formats.excel.reading.styles import Styles
from tests.gate.plans import generated

with zipfile.ZipFile(BytesIO(generated())) as archive:
    PART = archive.read("xl/styles.xml")
LOOKS: dict[str, object] = {
    "bold": True, "italic": True, "underline": True, "struck": True, "ink": "112233", "size": 8.5, "fill": "ABCDEF",
    "horizontal": "right", "vertical": "top", "wrap": True, "border": True,
}  # fmt: skip


def wish(style: int, **looks: object) -> Wish:
    return Wish(style, tuple(sorted(looks.items())))


OFF: dict[str, object] = {
    "bold": False, "italic": False, "underline": False, "struck": False, "ink": "", "size": 11.0, "fill": "",
    "horizontal": "", "vertical": "", "wrap": False, "border": False,
}  # fmt: skip


@pytest.mark.parametrize("style", [0, 3, 9])
@pytest.mark.parametrize("looks", [LOOKS, OFF], ids=["on", "off"])
def test_a_variant_looks_as_wished(style: int, looks: dict[str, object]) -> None:
    sheet = StyleSheet(PART)
    number = sheet.variant(wish(style, **looks))
    found = Styles(etree.fromstring(sheet.part), Colours())
    assert found.appearance(number) == Appearance(**looks)  # type: ignore[arg-type] # one of each


def test_what_looks_so_already_is_no_other_style() -> None:
    sheet = StyleSheet(PART)
    found = Styles(etree.fromstring(PART), Colours())
    looks = found.appearance(9)
    assert sheet.variant(wish(9, bold=looks.bold, ink=looks.ink, fill=looks.fill)) == 9
    assert sheet.part.count(b"<xf ") == PART.count(b"<xf ")


def test_the_same_wish_is_the_same_style() -> None:
    sheet = StyleSheet(PART)
    assert sheet.variant(wish(3, bold=True, fill="ABCDEF")) == sheet.variant(wish(3, fill="ABCDEF", bold=True))


def test_number_formats_locks_and_quotes() -> None:
    sheet = StyleSheet(PART)
    number = sheet.variant(Wish(3, (), "dd-mm-yy", free=True, quoted=True))
    tree = etree.fromstring(sheet.part)
    formats = next(tree.iter("{*}cellXfs"))
    assert Styles(tree, Colours()).number_format(number) == "dd-mm-yy"
    assert formats[number].get("quotePrefix") == "1"
    assert [node.get("locked") for node in formats[number].iter("{*}protection")] == ["0"]
    assert formats.get("count") == str(number + 1)
