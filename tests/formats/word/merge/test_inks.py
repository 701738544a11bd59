"""Nothing foreign is pasted: what a returned file holds is written again in our own markup, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planforge.formats.word.markup import escape
from planforge.formats.word.merge.pictures import picture_ending
from tests.formats.word.merge.hands import ARROWS, BODY, TYPES, Hand, a_png, run
from tests.formats.word.merge.test_merging import clean, text_of
from tests.formats.word.test_safety import NASTY

if TYPE_CHECKING:
    from tests.formats.word.merge.conftest import Merge


def _link(hand: Hand, address: str, mode: str = ' TargetMode="External"') -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    arrow = f'<Relationship Id="rIdX" Type="{kind}" Target="{escape(address)}"{mode}/></Relationships>'
    hand.parts[ARROWS] = hand.parts[ARROWS].replace(b"</Relationships>", arrow.encode())
    hand.put(hand.find("Fin du plan"), f'<w:p><w:hyperlink r:id="rIdX">{run("cliquez ici")}</w:hyperlink></w:p>')


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://www.ars.sante.fr/a?b=1&c=2", True),
        ("mailto:dsi@ch-valmont.fr", True),
        ("file:///C:/Windows/calc.exe", False),
        ("\\\\serveur\\partage", False),
        ("javascript:alert(1)", False),
        ("ms-word:ofe|u|https://x.fr/a.docm", False),
        ("tel:0612345678", False),
    ],
)
def test_only_web_and_mail_addresses_stay_links(merge: Merge, base: bytes, address: str, *, kept: bool) -> None:
    hand = Hand(base)
    _link(hand, address)
    merged = clean(merge(base, hand.save(), base))
    assert "cliquez ici" in text_of(merged.data)
    parts = Hand(merged.data).parts
    assert (escape(address).encode() in parts[ARROWS]) is kept
    body = parts[BODY].decode()
    assert ("<w:hyperlink r:id=" in body[body.index("Fin du plan") :]) is kept


def test_links_to_places_that_are_not_there_are_plain_words(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.put(hand.find("Fin du plan"), f'<w:p><w:hyperlink w:anchor="_Toc12">{run("plus haut")}</w:hyperlink></w:p>')
    assert "plus haut" in text_of(clean(merge(base, hand.save(), base)).data)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (a_png(), "png"),
        (b"\xff\xd8\xff\xe0" + b"x" * 20, "jpeg"),
        (b"GIF89a", "gif"),
        (b"\x01\x00\x00\x00" + b"x" * 20, "emf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"MZ\x90\x00", ""),
        (b"", ""),
    ],
)
def test_pictures_are_known_by_how_they_begin(content: bytes, ending: str) -> None:
    assert picture_ending(content) == ending


def test_what_only_calls_itself_a_picture_is_left_behind(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.paste(hand.find("Fin du plan"), b"MZ\x90\x00 a program", "p.png")
    merged = merge(base, hand.save(), base)
    assert not any(b"a program" in part for part in Hand(merged.data).parts.values())


def test_pictures_elsewhere_are_left_behind(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.paste(hand.find("Fin du plan"), a_png())
    arrows = hand.parts[ARROWS].decode()
    hand.parts[ARROWS] = arrows.replace(
        'Target="media/pasted.png"', 'Target="https://x.fr/p.png" TargetMode="External"'
    ).encode()
    merged = clean(merge(base, hand.save(), base))
    assert b"x.fr" not in Hand(merged.data).parts[ARROWS]


def test_the_same_picture_twice_is_one_part(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.paste(hand.find("Fin du plan"), a_png(), "a.png")
    hand.paste(hand.find("Lampe"), a_png(), "b.png")
    hand.paste(hand.find("Piles"), a_png(9), "c.png")
    merged = clean(merge(base, hand.save(), base))
    media = [name for name in Hand(merged.data).parts if "/media/" in name]
    assert media == ["word/media/hand1.png", "word/media/hand2.png"]
    assert Hand(merged.data).parts[TYPES].count(b"hand1.png") == 1


def test_fields_that_fetch_are_only_their_words(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    code = ' INCLUDEPICTURE "\\\\\\\\serveur\\\\a.png" '
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("voir")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    hand.put(hand.find("Fin du plan"), f"<w:p>{field}</w:p>")
    merged = clean(merge(base, hand.save(), base))
    assert b"INCLUDEPICTURE" not in Hand(merged.data).parts[BODY]
    assert "voir" in text_of(merged.data)


@pytest.mark.parametrize(
    "look",
    [
        '<w:color w:val="&quot;/&gt;&lt;x"/>',
        '<w:highlight w:val="arc-en-ciel"/>',
        '<w:u w:val="n’importe quoi"/>',
        '<w:sz w:val="999999"/>',
        '<w:shd w:val="clear" w:fill="rouge"/>',
    ],
)
def test_looks_that_no_standard_knows_do_no_harm(merge: Merge, base: bytes, look: str) -> None:
    hand = Hand(base)
    hand.restyle(hand.find("Fin du plan"), look)
    assert "Fin du plan" in text_of(clean(merge(base, hand.save(), base)).data)


@given(NASTY)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_typed_anywhere_gives_a_sound_file(merge: Merge, base: bytes, word: str) -> None:
    hand = Hand(base)
    typed = escape(word)
    for paragraph in (hand.find("Fin du plan"), hand.cell("Délestage", 1), hand.zone("Notes")):
        hand.type(paragraph, typed)
    hand.enter(hand.find("Lampe"), typed)
    hand.remark(hand.find("Piles"), typed, author=typed[:40] or "x")
    clean(merge(base, hand.save(), base))


@st.composite
def _lines(draw: st.DrawFn) -> str:
    return draw(st.text(st.sampled_from("ab \t\n☐☒◊-’«»"), min_size=1, max_size=12))


@given(_lines())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_the_same(merge: Merge, base: bytes, line: str) -> None:
    hand = Hand(base)
    pieces = "<w:br/>".join(
        "<w:tab/>".join(f'<w:t xml:space="preserve">{one}</w:t>' for one in each.split("\t"))
        for each in line.split("\n")
    )
    hand.put(hand.find("Fin du plan"), f"<w:p><w:r>{pieces}</w:r><w:r><w:t>|</w:t></w:r></w:p>")
    once = merge(base, hand.save(), base)
    assert merge(base, once.data, base).data == once.data
