"""What programs do to a file unasked is no change; what people did is understood however it is written."""

from __future__ import annotations

import random
import re
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from planforge.formats.word.markup import SPACES, escape
from planforge.formats.word.merge.normal import passages
from planforge.formats.word.merge.returned import read_returned
from tests.formats.word.merge.hands import BODY, Hand, W, markup, packed, run, words
from tests.formats.word.merge.test_merging import clean, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.formats.word.merge.conftest import MakePlan, Merge


def _split_runs(hand: Hand) -> None:
    """Word cuts runs where it likes, and numbers each editing session."""
    for each in list(hand.body.iter(f"{W}r")):
        text = each.find(f"{W}t")
        if text is None or not text.text or len(text.text) < 4 or each.find(f"{W}br") is not None:
            continue
        look = each.find(f"{W}rPr")
        tail = markup(run(escape(text.text[2:])))[0]
        if look is not None:
            tail.insert(0, deepcopy(look))
        text.text = text.text[:2]
        each.set(f"{W}rsidR", "00A77B3E")
        each.addnext(tail)
        each.addnext(markup('<w:proofErr w:type="spellStart"/>')[0])


def _session_marks(hand: Hand) -> None:
    for number, paragraph in enumerate(hand.body.iter(f"{W}p")):
        paragraph.set(f"{W}rsidR", f"00{number:06X}")
        paragraph.set(f"{W}rsidRDefault", "00C21D10")
        if words(paragraph) and paragraph[0].tag == f"{W}pPr":
            paragraph.insert(1, markup("<w:r><w:lastRenderedPageBreak/></w:r>")[0])
            paragraph.append(markup('<w:bookmarkStart w:id="9000" w:name="_GoBack"/>')[0])
            paragraph.append(markup('<w:bookmarkEnd w:id="9000"/>')[0])


def _smart_tags(hand: Hand) -> None:
    for paragraph in hand.body.iter(f"{W}p"):
        for each in paragraph.findall(f"{W}r"):
            wrapper = markup('<w:smartTag w:uri="urn:x" w:element="date"/>')[0]
            each.addprevious(wrapper)
            wrapper.append(each)


def _french_names(hand: Hand) -> None:
    """French Word has ids of its own for the styles that come with it."""
    for name in ("word/styles.xml", "word/numbering.xml"):
        text = hand.parts[name].decode()
        hand.parts[name] = re.sub(r'"(Heading|TOC|ListBullet)(\d?)"', _french, text).encode()
    for node in hand.body.iter(f"{W}pStyle"):
        node.set(
            f"{W}val",
            re.sub(r"^(Heading|TOC|ListBullet)(\d?)$", lambda m: _french(m).strip('"'), node.get(f"{W}val", "")),
        )


def _french(found: re.Match[str]) -> str:
    return f'"{ {"Heading": "Titre", "TOC": "TM", "ListBullet": "Listepuces"}[found[1]] }{found[2]}"'


def _direct_again(hand: Hand) -> None:
    """Some programs write on each run what its style gives anyway."""
    for paragraph in hand.body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "Heading1":
            for each in paragraph.iter(f"{W}r"):
                each.insert(0, markup('<w:r><w:rPr><w:b/><w:color w:val="1F3A5F"/></w:rPr></w:r>')[0][0])


@pytest.mark.parametrize("habit", [_split_runs, _session_marks, _smart_tags, _french_names, _direct_again])
def test_habits_of_programs_are_no_changes(
    merge: Merge, base: bytes, a_plan: MakePlan, habit: Callable[[Hand], None]
) -> None:
    hand = Hand(base)
    habit(hand)
    new = a_plan(lead="Appeler le 112.")
    merged = merge(base, hand.save(), new)
    assert (merged.kept, merged.conflicts, merged.lost_looks) == ((), (), ())
    assert merged.data == new


def test_edits_are_seen_among_habits(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Appeler"), "Appeler le cadre d’abord, puis l’astreinte.")
    for habit in (_split_runs, _session_marks, _french_names):
        habit(hand)
    merged = merge(base, hand.save(), a_plan(end="Fin."))
    assert [edit.theirs for edit in merged.kept] == ["Appeler le cadre d’abord, puis l’astreinte."]


def test_paragraphs_that_lost_their_bookmarks_are_known_by_their_words(
    merge: Merge, base: bytes, a_plan: MakePlan
) -> None:
    hand = Hand(base)
    for mark in [*hand.body.iter(f"{W}bookmarkStart"), *hand.body.iter(f"{W}bookmarkEnd")]:
        hand.delete(mark)
    hand.write(hand.find("Fin du plan"), "Fin du plan, relu.")
    hand.write(hand.cell("Délestage", 1), "Administrateur")
    merged = merge(base, hand.save(), a_plan(lead="Appeler le 112."))
    assert "Appeler le 112." in text_of(merged.data)
    assert [edit.theirs for edit in merged.kept] == ["Administrateur", "Fin du plan, relu."]
    assert merged.conflicts == ()


def test_a_paragraph_written_anew_without_its_bookmark_is_still_the_same(
    merge: Merge, base: bytes, a_plan: MakePlan
) -> None:
    hand = Hand(base)
    old = hand.find("Le kit est dans")
    hand.enter(old, "Demander au PC sécurité.")
    hand.delete(old)
    merged = merge(base, hand.save(), a_plan(kit="Le kit est au poste 2."))
    assert [(edit.theirs, edit.ours) for edit in merged.conflicts] == [
        ("Demander au PC sécurité.", "Le kit est au poste 2.")
    ]


def test_tracked_changes_are_read_as_accepted(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    paragraph = hand.find("Appeler")
    hand.clear(paragraph)
    tracked = 'w:id="1" w:author="Cadre" w:date="2026-11-25T10:00:00Z"'
    for node in markup(
        f"{run('Appeler ')}<w:del {tracked}><w:r><w:delText>l’astreinte au 15.</w:delText></w:r></w:del>"
        f"<w:ins {tracked}>{run('le cadre.')}</w:ins>"
    ):
        paragraph.append(node)
    deleted = hand.row("Délestage")
    deleted.insert(0, markup(f"<w:tr><w:trPr><w:del {tracked}/></w:trPr></w:tr>")[0][0])
    merged = merge(base, hand.save(), base)
    assert "Appeler le cadre." in text_of(merged.data)
    assert "Délestage" not in text_of(merged.data)
    assert merged.conflicts == ()


def test_a_tracked_deletion_of_a_whole_paragraph_takes_it_out(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    paragraph = hand.find("Piles")
    tracked = 'w:id="1" w:author="Cadre" w:date="2026-11-25T10:00:00Z"'
    hand.clear(paragraph)
    paragraph[0].append(markup(f"<w:rPr><w:del {tracked}/></w:rPr>")[0])
    paragraph.append(markup(f"<w:del {tracked}><w:r><w:delText>Piles</w:delText></w:r></w:del>")[0])
    merged = merge(base, hand.save(), base)
    assert "Piles" not in text_of(merged.data)
    assert [edit.ours for edit in merged.kept] == ["Piles"]


def test_paragraphs_joined_by_a_tracked_deletion_say_both() -> None:
    hand = Hand(_bare(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('un ')}</w:p><w:p>{run('deux')}</w:p>"))
    assert [passage.text for passage in passages(read_returned(hand.save()).body)] == ["un deux"]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:t>F</w:t><w:noBreakHyphen/><w:t>ID</w:t></w:r>", "F\u2011ID"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>choix</w:t></w:r></w:sdtContent></w:sdt>", "choix"),
        ('<w:fldSimple w:instr=" DATE "><w:r><w:t>3 mai</w:t></w:r></w:fldSimple>', "3 mai"),
        ('<w:moveTo w:id="1" w:author="x"><w:r><w:t>ici</w:t></w:r></w:moveTo>', "ici"),
        ('<w:moveFrom w:id="1" w:author="x"><w:r><w:t>là</w:t></w:r></w:moveFrom>', ""),
    ],
)
def test_text_is_read_however_it_is_written(xml: str, text: str) -> None:
    (passage,) = passages(read_returned(_bare(f"<w:p>{xml}</w:p>")).body)
    assert passage.text == text


def test_links_made_by_fields_are_links() -> None:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText> HYPERLINK "https://ars.sante.fr/" </w:instrText></w:r>'
    (passage,) = passages(read_returned(_bare(f"<w:p>{begin}{code}{middle}{run('ARS')}{end}</w:p>")).body)
    assert [item.link for item in passage.items] == ["https://ars.sante.fr/"]  # type: ignore[union-attr] # letters


def test_text_in_boxes_and_notes_is_not_lost(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    box = (
        f"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p>{run('À voir')}"
    )
    hand.put(hand.find("Fin du plan"), f"<w:p>{box}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>")
    merged = merge(base, hand.save(), base)
    assert "À voir" in text_of(merged.data)


_ODD = ("", "-1", "0", "999999999999", "²", "abc", "1.5", "_pf_kept", "_pf_000000000000_00000000")


def _damage(hand: Hand, chance: random.Random) -> None:
    """Change, move, drop or rename elements at random, as no program would."""
    nodes = list(hand.body.iter())[1:]
    for node in chance.sample(nodes, 25):
        other = chance.choice(nodes)
        parent = node.getparent()
        if parent is None or any(one is other for one in node.iterancestors()) or node is other:
            continue
        what = chance.randrange(4)
        if what == 0:
            parent.remove(node)
        elif what == 1:
            node.append(other)
        elif node.attrib:
            node.set(chance.choice(list(node.attrib)), chance.choice(_ODD))


@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_are_read_and_what_comes_out_is_sound(
    merge: Merge, base: bytes, a_plan: MakePlan, seed: int
) -> None:
    hand = Hand(base)
    _damage(hand, random.Random(seed))  # noqa: S311 - the same damage each time
    for known in (base, None):
        assert clean(merge(known, hand.save(), a_plan(has_kit=False))).kept  # the damage itself is seen


def _bare(body: str) -> bytes:
    """A Word file with that body and nothing else."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    arrows = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}" Target="word/document.xml"/></Relationships>'
    )
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    return packed(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": arrows.encode(),
            BODY: document.encode(),
        }
    )
