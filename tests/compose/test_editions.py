from __future__ import annotations

from datetime import date

from planforge.compose.editions import CHANGES, Edition, Section, section_changes, sections, with_changes
from planforge.document.blocks import Heading, Paragraph, Sheet
from planforge.document.documents import Control, Document
from planforge.document.text import plain, text

CONTROL = Control("CH", "PCA", "1.0", date(2026, 1, 1), "projet", "", "", "", "", "", date(2027, 1, 1))


def document(*words: str, foot: str = "1.0", cover: bool = True) -> Document:
    """A chapter a word, after a sheet whose foot names the version."""
    sheet = Sheet("fiche", "", "Fiche", (), "", (), (foot, ""))
    chapters = [block for one in words for block in (Heading(one, 1, text(one)), Paragraph(text(f"{one} dit")))]
    return Document("pca", "PCA", "", CONTROL, (sheet, *chapters), cover=cover)


def test_sections_follow_the_titles_and_not_the_version() -> None:
    found = sections(document("a", "b"))
    assert [one.id for one in found] == ["", "a", "b"]
    assert sections(document("a", "b", foot="2.0")) == found


def test_what_came_went_and_changed() -> None:
    before = (Section("a", "A", "1"), Section("b", "B", "1"), Section("c", "C", "1"))
    after = (Section("a", "A", "1"), Section("b", "B bis", "2"), Section("d", "D", "1"))
    found = section_changes(before, after)
    assert (found.added, found.changed, found.removed) == (("D",), ("B bis",), ("C",))
    assert not section_changes(before, before).any


def edition(*before: str) -> Edition:
    return Edition(since="1.2", before={"pca.docx": sections(document(*before))})


def test_the_last_section_tells_what_changed() -> None:
    told = with_changes(document("a", "b"), edition("a", "c"), "pca.docx", frozenset())
    title, *rest = [block for block in told.body[-3:] if isinstance(block, Heading | Paragraph)]
    assert isinstance(title, Heading)
    assert title.id == CHANGES
    assert plain(title.text) == "Ce qui a changé depuis la version 1.2"
    assert [plain(block.text) for block in rest] == ["Ajouté : b.", "Retiré : c."]


def test_nothing_is_told_where_nothing_changed_or_nothing_is_known() -> None:
    same = document("a")
    assert with_changes(same, edition("a"), "pca.docx", frozenset()) is same
    assert with_changes(same, edition("b"), "autre.docx", frozenset()) is same
    page = document("a", cover=False)
    assert with_changes(page, edition("b"), "pca.docx", frozenset()) is page
