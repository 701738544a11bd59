from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planforge.analysis.differences import Change, ChangeKind, differences
from planforge.analysis.results import ObjectRef
from planforge.compose.change_words import names_of
from planforge.compose.editions import CHANGES, Edition, Section, section_changes, sections, with_changes
from planforge.document.blocks import Heading, ItemList, Paragraph, Sheet
from planforge.document.documents import Control, Document
from planforge.document.text import plain, text
from planforge.model.plan import Plan
from planforge.values import NBSP

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
    told = with_changes(document("a", "b"), edition("a", "c"), "pca.docx", frozenset(), restricted=False)
    title, *rest = [block for block in told.body[-3:] if isinstance(block, Heading | Paragraph)]
    assert isinstance(title, Heading)
    assert title.id == CHANGES
    assert plain(title.text) == "Ce qui a changé depuis la version 1.2"
    assert [plain(block.text) for block in rest] == ["Ajouté : b.", "Retiré : c."]


def test_what_the_restricted_file_says_otherwise_is_told_in_restricted_documents_alone() -> None:
    before, after = (
        Plan.model_validate(
            {
                "establishment": {"name": "CH", "statute": "public"},
                "applications": [{"id": "dpi", "name": "DPI", "product": product}],
                "backups": [{"id": "dpi", "name": "Image", "key_place": place}],
                "suppliers": [{"id": "editeur", "name": "Éditeur", "remote_access": place}],
                "continuity_means": {"secrets_offline": kept, "operators": count},
            }
        )
        for product, place, kept, count in (("Un", "Coffre A", "oui", "2"), ("Deux", "Coffre B", "non", "1"))
    )
    since = replace(edition("b"), changes=differences(before, after), names=names_of(before, after))

    def told(about: frozenset[str], *, restricted: bool) -> list[str]:
        blocks = with_changes(document("a"), since, "pca.docx", about, restricted=restricted).body
        lists = [block for block in blocks if isinstance(block, ItemList)]
        return [plain(item.text) for one in lists for item in one.items]

    whole, service = frozenset[str](), frozenset({"dpi"})
    assert told(whole, restricted=False) == told(service, restricted=False) == ["« DPI » : Produit Un → Deux."]
    assert len(told(whole, restricted=True)) == 5


@pytest.mark.parametrize(("count", "left"), [(13, "Et 1 autre changement"), (14, "Et 2 autres changements")])
def test_what_is_left_out_is_counted(count: int, left: str) -> None:
    change = Change(
        ChangeKind.ADDED, "applications", (ObjectRef("applications", "dpi", "DPI"),), "", ("applications", 0)
    )
    since = replace(edition("b"), changes=(change,) * count)
    last = with_changes(document("a"), since, "pca.docx", frozenset(), restricted=False).body[-1]
    assert isinstance(last, Paragraph)
    assert plain(last.text).replace(NBSP, " ").startswith(left)


def test_nothing_is_told_where_nothing_changed_or_nothing_is_known() -> None:
    same = document("a")
    assert with_changes(same, edition("a"), "pca.docx", frozenset(), restricted=False) is same
    assert with_changes(same, edition("b"), "autre.docx", frozenset(), restricted=False) is same
    page = document("a", cover=False)
    assert with_changes(page, edition("b"), "pca.docx", frozenset(), restricted=False) is page
