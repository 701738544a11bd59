from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from planforge.formats.word.redline.atoms import loose_runs, plain_words, print_atoms, read_atoms
from tests.formats.word.merge.hands import W, markup, run

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LINK = f'<w:hyperlink w:anchor="a">{run("là")}</w:hyperlink>'
MARK = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'


def paragraph(inside: str) -> Element:
    return markup(f"<w:p><w:pPr/>{inside}</w:p>")[0]


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words: str) -> str:
    return f"<w:r><w:instrText> {words} </w:instrText></w:r>"


def field(words: str, result: str) -> str:
    return f"{char('begin')}{code(words)}{char('separate')}{run(result)}{char('end')}"


def keys(inside: str) -> list[str]:
    """The keys of the pieces of a paragraph, what is no word by its tag."""
    return [atom.key for atom in read_atoms(paragraph(inside), lambda node: f"<{etree.QName(node).localname}>")[:-1]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("l’astreinte, 06\u00a039", ["l", "’", "astreinte", ",", " ", "06\u00a039"]),
        ("20/11/2026 à 3,5\u00a0h.", ["20/11/2026", " ", "à", " ", "3,5\u00a0h", "."]),
        ("", []),
    ],
)
def test_words_are_cut_where_a_reader_would(words: str, expected: list[str]) -> None:
    assert keys(run(words)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:r><w:t>F</w:t><w:noBreakHyphen/><w:t>ID</w:t></w:r>", ["F", "\u2011", "ID"]),
        ("<w:r><w:tab/><w:t>a</w:t><w:br/></w:r>", ["\t", "a", "\n"]),
        (f"<w:proofErr/>{MARK}{run('a')}", ["a"]),
        ("<w:r><w:lastRenderedPageBreak/><w:t>a</w:t></w:r>", ["a"]),
        ('<w:r><w:br w:type="page"/><w:t>a</w:t></w:r>', ["a"]),
        (f"{run('Voir ')}{LINK}", ["Voir", " ", "<hyperlink>"]),
        (f"<w:sdt><w:sdtContent>{run('☐')}</w:sdtContent></w:sdt>", ["<sdt>"]),
        ("<w:r><w:drawing/></w:r>", ["<r>"]),
        (field("SEQ Tableau \\* ARABIC", "3"), ["\x01SEQ Tableau \\* ARABIC=3\x02"]),
        (field("PAGEREF a \\h", "12"), ["\x01PAGEREF a \\h=\x02"]),
        (f"{char('begin')}{code('TOC')}{char('separate')}{run('a')}", ["a"]),
        (f"{run('a')}{char('end')}", ["a"]),
    ],
)
def test_other_pieces_are_whole_and_what_says_nothing_has_no_key(inside: str, expected: list[str]) -> None:
    assert keys(inside) == expected


@pytest.mark.parametrize(
    "inside",
    [
        run("Appeler le 15."),
        f"{MARK}{run('un', '<w:b/>')}{MARK}{run('deux')}{LINK}{MARK}",
        f"{run('un')}{field('SEQ a', '3')}<w:r><w:tab/><w:t>a</w:t><w:br/></w:r>",
        f"{char('begin')}{code('TOC')}{char('separate')}{LINK}",
    ],
)
def test_pieces_put_together_again_are_the_paragraph(inside: str) -> None:
    node = paragraph(inside)
    before = etree.tostring(node).replace(b' xml:space="preserve"', b"")
    atoms = read_atoms(node, lambda _: "whole")
    for one in list(node)[1:]:
        node.remove(one)
    node.extend(print_atoms(atoms[:-1]))
    node.extend(atoms[-1].before)
    assert etree.tostring(node).replace(b' xml:space="preserve"', b"") == before


@pytest.mark.parametrize(
    ("inside", "expected"), [(f"{MARK}{run('un')}{run(' deux', '<w:b/>')}", "un deux"), (LINK, None), ("", "")]
)
def test_mere_words_are_read_at_once(inside: str, expected: str | None) -> None:
    assert plain_words(paragraph(inside)) == expected


def test_fields_that_begin_or_end_elsewhere_are_told_from_whole_ones() -> None:
    assert len(loose_runs(paragraph(f"{char('begin')}{code('TOC')}{char('separate')}{field('PAGEREF a', '1')}"))) == 3
    assert len(loose_runs(paragraph(f"{field('SEQ a', '1')}{char('end')}"))) == 1
    assert loose_runs(paragraph(field("SEQ a", "1"))) == frozenset()
    assert len(loose_runs(paragraph(f"{char('separate')}{run('a')}"))) == 1


def test_the_marks_of_a_paragraph_stay_before_what_they_stood_before() -> None:
    atoms = read_atoms(paragraph(f"{run('un')}{MARK}{run('deux')}"), str)
    assert [len(atom.before) for atom in atoms] == [0, 2, 0]
    assert [node.tag for node in atoms[1].before] == [f"{W}bookmarkStart", f"{W}bookmarkEnd"]
