from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from planforge.formats.word import WordWriter
from planforge.formats.word.merge import merge_word
from planforge.formats.word.redline import redline
from planforge.resources import templates_folder
from tests.formats.word.merge.hands import Hand, parts_of
from tests.formats.word.redline.conftest import AUTHOR, DAY, compared
from tests.formats.word.redline.pairs import documents, made, versions
from tests.gate.lint import lint_docx
from tests.gate.package import W
from tests.gate.revisions import MAIN, revisions

if TYPE_CHECKING:
    from planforge.document.documents import Document
    from tests.formats.word.redline.conftest import Compare

from tests.formats.word.redline.plans import document_of, marks, paragraphs, table

WRITER = WordWriter((templates_folder() / "word" / "base.docx").read_bytes())
TOO_WIDE = "is cut at the margin"  # a sheet that went from the very end stands on the pages of the section before it


@settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # hours to shrink
@given(st.one_of(versions(), st.tuples(documents(), documents())))
def test_accepting_gives_the_new_document_and_refusing_what_the_old_one_said(pair: tuple[Document, Document]) -> None:
    old, new = map(WRITER.write, pair)
    data = compared(old, new).data
    known = {*lint_docx(old), *lint_docx(new)}
    assert [one for one in lint_docx(data) if one not in known and TOO_WIDE not in one] == []


def test_every_revision_is_signed_dated_and_has_a_number_of_its_own(compare: Compare) -> None:
    done = compare((*paragraphs("un", "deux"), table(("a", "1"))), (*paragraphs("un", "trois"), table(("a", "2"))))
    found = revisions(done.data)
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in found} == {(AUTHOR, "2026-11-27T00:00:00Z")}
    numbers = Counter(re.findall(r'<w:(?:ins|del|bookmarkStart) w:id="(\d+)"', document_of(done.data)))
    assert len(found) > 3
    assert max(numbers.values()) == 1


def test_the_same_pair_gives_the_same_bytes(demo_bytes: bytes, writer: WordWriter, demo: Document) -> None:
    new = writer.write(replace(demo, title="Plan de reprise", body=demo.body[3:]))
    assert redline(demo_bytes, new, AUTHOR, DAY) == redline(demo_bytes, new, AUTHOR, DAY)


def test_two_documents_that_say_the_same_have_no_redline(demo_bytes: bytes, writer: WordWriter, demo: Document) -> None:
    assert redline(demo_bytes, demo_bytes, AUTHOR, DAY) == demo_bytes
    new = writer.write(replace(demo, control=replace(demo.control, marking=demo.control.marking)), {"intro": 3})
    assert redline(demo_bytes, new, AUTHOR, DAY) == new  # page numbers of the table of contents do not count


def test_every_kind_of_block_comes_and_goes(demo_bytes: bytes, writer: WordWriter, demo: Document) -> None:
    bare = writer.write(replace(demo, body=demo.body[:1]))
    gone, come = (
        Counter(kind for kind, _ in marks(compared(*pair).data)) for pair in ((demo_bytes, bare), (bare, demo_bytes))
    )
    assert gone["del"] > 50 > gone["ins"]  # a page number or two aside
    assert come["ins"] > 50 > come["del"]


def test_a_document_with_hand_edits_and_a_conflict_is_compared_as_it_stands(writer: WordWriter) -> None:
    base, ours = (writer.write(made(paragraphs("Appeler le 15.", words))) for words in ("Fin.", "Fin du plan."))
    hand = Hand(base)
    for node in hand.root.iter(f"{W}t"):
        if node.text in {"Fin.", "Appeler le 15."}:
            node.text = f"{node.text} À la main."
    merged = merge_word(base, hand.save(), ours, "planforge", DAY)
    assert merged.conflicts
    compared(base, merged.data)


def test_nothing_but_the_text_is_touched(compare: Compare) -> None:
    done = compare(paragraphs("un", "deux"), paragraphs("un", "trois"))
    before, after = parts_of(done.new), parts_of(done.data)
    assert [name for name in before if before[name] != after[name]] == [MAIN]
    assert list(before) == list(after)
