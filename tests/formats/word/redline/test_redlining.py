from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from planforge.document.blocks import (
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Orientation,
    Paragraph,
    ParagraphStyle,
    SectionBreak,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.diagrams import Box, Diagram
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Run, Tick, text
from planforge.formats.word import WordWriter
from planforge.formats.word.merge import merge_word
from planforge.formats.word.redline import redline
from planforge.resources import templates_folder
from tests.formats.word.merge.hands import Hand
from tests.formats.word.redline.conftest import AUTHOR, DAY, compared
from tests.formats.word.redline.pairs import documents, made, versions
from tests.gate.integrity import integrity_findings
from tests.gate.lint import lint_docx
from tests.gate.package import W
from tests.gate.pages import page_texts, to_pdf
from tests.gate.revisions import MAIN, accepted, exact, rejected, revisions, said
from tests.gate.schema import schema_findings

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.document.blocks import Block
    from planforge.document.documents import Document
    from tests.formats.word.redline.conftest import Compare

WRITER = WordWriter((templates_folder() / "word" / "base.docx").read_bytes())
TOO_WIDE = "is cut at the margin"  # a sheet that went from the very end stands on the pages of the section before it
COLUMNS = (Column("a", "Système"), Column("b", "Délai", width=2))


def paragraphs(*words: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text(one), f"p{rank}") for rank, one in enumerate(words))


def table(*rows: tuple[str, str], **changes: object) -> Table:
    made_of = tuple(row(f"r-{first}", first, second) for first, second in rows)
    return replace(Table("order", COLUMNS, made_of), **changes)  # type: ignore[arg-type] # any field


def a_sheet(*steps: str, title: str = "Urgences") -> Sheet:
    checks = Checklist(tuple(CheckItem(text(one), f"c{rank}") for rank, one in enumerate(steps)), "checks")
    forms = Table("forms", COLUMNS, (row("f-id", "F-ID", "400"), row("f-dos", "F-DOS", "300")))
    zones = (SheetZone("first", "15 minutes", (checks,), 7), SheetZone("forms", "Formulaires", (forms,), 5))
    return Sheet("fiche", "Fiche", title, ("CH de Valmont",), "", (SheetRow(zones),), ("PCRA", "v1"))


def a_figure(*labels: str) -> Figure:
    boxes = tuple(Box(one, (one,), 5, 20 * rank + 2, 40, 12) for rank, one in enumerate(labels))
    return Figure("drawing", Diagram(60, 50, boxes), "Dépendances", f"Dans l’ordre : {', '.join(labels)}.")


def marks(data: bytes) -> list[tuple[str, str]]:
    """The words inserted and deleted, in order."""
    found = [
        (node.tag.removeprefix(W), "".join(one.text or "" for one in node.iter(f"{W}t", f"{W}delText")))
        for node in revisions(data)
    ]
    return [(kind, words) for kind, words in found if words]


def document_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(MAIN).decode()


@settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # hours to shrink
@given(st.one_of(versions(), st.tuples(documents(), documents())))
def test_accepting_gives_the_new_document_and_refusing_what_the_old_one_said(pair: tuple[Document, Document]) -> None:
    old, new = map(WRITER.write, pair)
    data = compared(old, new).data
    known = {*lint_docx(old), *lint_docx(new)}
    assert [one for one in lint_docx(data) if one not in known and TOO_WIDE not in one] == []


def test_a_word_that_changed_is_marked_alone(compare: Compare) -> None:
    done = compare(paragraphs("Appeler le 15 sous 4\u00a0h."), paragraphs("Appeler le 15 sous 6\u00a0h."))
    assert marks(done.data) == [("del", "4\u00a0h"), ("ins", "6\u00a0h")]


def test_a_paragraph_written_anew_is_not_torn_to_pieces(compare: Compare) -> None:
    old, new = "Le kit est à l’accueil.", "Les renforts arrivent la nuit, à pied."
    done = compare(paragraphs(old), paragraphs(new))
    assert marks(done.data) == [("del", old), ("ins", new)]


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
    compared(demo_bytes, bare)
    compared(bare, demo_bytes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("un", "deux", "trois"), ("un", "trois")),
        (("un", "deux", "trois"), ("un", "deux")),
        (("un",), ("un", "deux", "trois")),
        (("un", "deux"), ("deux", "un")),
        (("un",), ("deux",)),
    ],
)
def test_items_of_a_list_in_a_cell_come_and_go(compare: Compare, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    def of(items: tuple[str, ...]) -> tuple[Block, ...]:
        listed = ItemList(tuple(ListItem(text(one), id=f"i-{one}") for one in items), ordered=True)
        return (replace(a_sheet(), rows=(SheetRow((SheetZone("z", "STOP", (listed,)),)),)),)

    done = compare(of(old), of(new))
    assert {words for _, words in marks(done.data)} <= {"un", "deux", "trois"}


def test_rows_come_and_go_whole(compare: Compare) -> None:
    old = table(("DPI", "4 h"), ("GAM", "2 h"), ("Paie", "5 j"))
    new = table(("DPI", "4 h"), ("Laboratoire", "1 h"), ("Paie", "5 j"))
    xml = document_of(compare((old,), (new,)).data)
    assert len(re.findall(r"<w:trPr><w:cantSplit/><w:(?:ins|del) ", xml)) == 2
    assert xml.count("<w:tbl>") == 1


def test_a_table_with_other_columns_takes_the_place_of_the_old_one(compare: Compare) -> None:
    more = (*COLUMNS, Column("c", "Équipe"))
    new = Table("order", more, (row("r-DPI", "DPI", "4 h", "applis"),))
    xml = document_of(compare((table(("DPI", "4 h")),), (new,)).data)
    assert "</w:tbl><w:tbl>" not in xml  # Word would make one table of the two


def test_a_table_that_moved_is_shown_at_both_places(compare: Compare) -> None:
    one, two = table(("DPI", "4 h")), replace(table(("Paie", "5 j")), id="other")
    compare((one, *paragraphs("au milieu"), two), (two, *paragraphs("au milieu"), one))


def test_a_box_stays_where_it_is_when_its_words_change(compare: Compare) -> None:
    done = compare((a_sheet("Sortir le kit", "Fermer"),), (a_sheet("Ouvrir le kit", "Fermer"),))
    assert marks(done.data) == [("del", "Sortir"), ("ins", "Ouvrir")]
    assert document_of(done.data).count("<w14:checkbox>") == 2


def test_a_line_with_a_box_comes_and_goes(compare: Compare) -> None:
    done = compare((a_sheet("Fermer", "Sortir le kit"),), (a_sheet("Fermer", "Noter l’heure", "Sortir le kit"),))
    xml = document_of(done.data)
    assert xml.count("<w:customXmlInsRangeStart") == 2
    compare((a_sheet("Fermer", "Noter l’heure", "Sortir le kit"),), (a_sheet("Fermer", "Sortir le kit"),))


def test_a_box_that_was_ticked_is_a_change(compare: Compare) -> None:
    old, new = (table(("DPI", ""), columns=COLUMNS, rows=(row("r", "DPI", Tick(done=done)),)) for done in (False, True))
    assert marks(compare((old,), (new,)).data) == [("del", "☐"), ("ins", "☒")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Run("le site", link="#order"), Run("le site", link="https://example.org/")),
        (Run("le site", link="https://example.org/?a=1&b=2"), Run("le plan", link="#order")),
        (Run("le site", link="mailto:dsi@example.org"), Run("rien")),
        (Run("F-ID", code=True), Run("F-SURV", code=True)),
    ],
)
def test_links_and_codes_change_whole(compare: Compare, old: Run, new: Run) -> None:
    compare(
        (Paragraph(text("Voir ", old, " et rien d’autre."), "p"), table(("a", "b"))),
        (Paragraph(text("Voir ", new, " et rien d’autre."), "p"), table(("a", "b"))),
    )


def test_links_to_a_place_that_went_still_lead_there(compare: Compare) -> None:
    old = (Heading("gone", 1, text("Parti")), Paragraph(text("Voir ", Run("là", link="#gone"), " d’abord."), "p"))
    data = compare(old, (Paragraph(text("Voir ici d’abord."), "p"),)).data
    assert lint_docx(data) == []


def test_a_heading_changes_in_the_text_and_in_the_table_of_contents(writer: WordWriter) -> None:
    old, new = (
        writer.write(made((Heading("h", 1, text(words)), *paragraphs("Texte.")), cover=True)) for words in ("Un", "Deux")
    )
    assert marks(compared(old, new).data) == [
        *(("del", "1Un"), ("ins", "1Deux")),  # a line of the table of contents is one link
        *(("del", "Un"), ("ins", "Deux")),
    ]


def test_a_drawing_is_replaced_whole_its_words_struck(compare: Compare) -> None:
    data = compare((a_figure("GAM", "DPI"),), (a_figure("GAM", "Paie"),)).data
    assert document_of(data).count("<w:drawing>") == 2
    assert lint_docx(data) == []


def test_a_change_of_style_can_be_refused(compare: Compare) -> None:
    old = replace(a_sheet(), rows=(SheetRow((SheetZone("z", "STOP", paragraphs("Noter l’heure")),)),))
    listed = ItemList((ListItem(text("Noter l’heure"), id="p0"),))
    data = compare((old,), (replace(old, rows=(SheetRow((SheetZone("z", "STOP", (listed,)),)),)),)).data
    assert "<w:pPrChange" in document_of(data)


def test_sections_come_and_go(compare: Compare) -> None:
    wide = (SectionBreak(Orientation.LANDSCAPE), table(("DPI", "4 h")), SectionBreak(Orientation.PORTRAIT))
    old, new = paragraphs("un", "deux"), paragraphs("un", "deux")
    data = compare((old[0], *wide, old[1]), new).data
    assert document_of(data).count("<w:sectPr>") == 3
    compare(new, (old[0], *wide, old[1]))


def test_a_sheet_of_a_service_that_went_keeps_its_own_foot(compare: Compare) -> None:
    sheets = [replace(a_sheet(f"pas {n}", title=f"Service {n}"), id=f"s{n}", foot=(f"Pied {n}", "")) for n in range(3)]
    data = compare(tuple(sheets), (sheets[0], sheets[2])).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        added = [name for name in archive.namelist() if "ancien" in name]
        assert len(added) == 1
        assert "Pied 1" in archive.read(added[0]).decode()


def test_what_stood_in_a_zone_stays_in_the_zone(compare: Compare) -> None:
    old = EditableZone("notes", "Notes", paragraphs("un", "deux", "trois"))
    new = replace(old, blocks=(old.blocks[1],))
    xml = document_of(compare((old,), (new,)).data)
    zone = xml.partition("<w:sdtContent>")[2].partition("</w:sdtContent>")[0]
    assert re.findall(r"<w:delText[^>]*>(\w+)<", zone) == ["un", "trois"]


def test_a_whole_zone_comes_and_goes(compare: Compare) -> None:
    zone = EditableZone("notes", "Notes", (Paragraph(text("un"), "own"),))
    xml = document_of(compare(paragraphs("avant"), (*paragraphs("avant"), zone)).data)
    assert "<w:customXmlInsRangeStart" in xml
    compare((*paragraphs("avant"), zone), paragraphs("avant"))


def test_only_looks_leave_no_mark(compare: Compare) -> None:
    old, new = (Paragraph(text("Voir ", Run("ceci", bold=bold)), "p") for bold in (False, True))
    assert revisions(compare((old,), (new,)).data) == []


def test_a_paragraph_of_another_style_is_another_one_unless_it_keeps_its_name(compare: Compare) -> None:
    old = Paragraph(text("Rien ne repart avant la signature."), "p", ParagraphStyle.LEAD)
    assert "<w:pPrChange" in document_of(compare((old,), (replace(old, style=ParagraphStyle.BODY),)).data)


def test_callouts_change_their_kind_and_their_words(compare: Compare) -> None:
    old = Callout(CalloutKind.WARNING, paragraphs("Jamais un dispositif médical."), "alert")
    compare((old,), (replace(old, kind=CalloutKind.NOTE),))


def test_cells_hold_links_and_default_marks(compare: Compare) -> None:
    old, new = (
        table(columns=COLUMNS, rows=(row("r", Cell("GAM", link="#order"), Cell(delay, default=True)),))
        for delay in ("4 h", "6 h")
    )
    assert marks(compare((old,), (new,)).data)[:2] == [("del", "4"), ("ins", "6")]


def test_a_document_with_hand_edits_and_a_conflict_is_compared_as_it_stands(writer: WordWriter) -> None:
    base, ours = (writer.write(made(paragraphs("Appeler le 15.", words))) for words in ("Fin.", "Fin du plan."))
    hand = Hand(base)
    for node in hand.root.iter(f"{W}t"):
        if node.text in {"Fin.", "Appeler le 15."}:
            node.text = f"{node.text} À la main."
    merged = merge_word(base, hand.save(), ours, "planforge", DAY)
    assert merged.conflicts
    compared(base, merged.data)


@pytest.fixture
def files(tmp_path: Path, demo_bytes: bytes, writer: WordWriter, demo: Document) -> list[Path]:
    """Redlines of every kind of block: some come, some go, some change."""
    changed = writer.write(replace(demo, body=(a_figure("GAM"), *demo.body[4:-3], a_sheet("un"), *demo.body[-2:])))
    sheets = [writer.write(replace(made((a_sheet(*steps),)), cover=False)) for steps in (("un", "deux"), ("deux",))]
    pairs = {
        "changed": (demo_bytes, changed),
        "back": (changed, demo_bytes),
        "gone": (demo_bytes, writer.write(replace(demo, body=demo.body[:2]))),
        "sheet": (sheets[0], sheets[1]),
    }
    paths = [tmp_path / f"{name}.docx" for name in pairs]
    for path, (old, new) in zip(paths, pairs.values(), strict=True):
        path.write_bytes(compared(old, new).data)
    return paths


def test_ooxml_integrity_finds_nothing(files: list[Path]) -> None:
    assert [finding for path in files for finding in integrity_findings(path)] == []


@pytest.mark.schema
def test_microsofts_validator_finds_nothing(files: list[Path]) -> None:
    assert [finding for path in files for finding in schema_findings(path)] == []


@pytest.mark.schema
def test_accepted_and_refused_files_are_valid_too(files: list[Path], tmp_path: Path) -> None:
    for path in files:
        for name, decide in (("new", accepted), ("old", rejected)):
            decided = tmp_path / f"{path.stem}-{name}.docx"
            decided.write_bytes(decide(path.read_bytes()))
            assert schema_findings(decided) == []


@pytest.mark.office
def test_libreoffice_shows_what_came_and_what_went(compare: Compare, tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    old = (*paragraphs("Appeler le standard."), table(("Paie", "5 j"), ("DPI", "4 h")))
    new = (*paragraphs("Appeler l’astreinte."), table(("DPI", "4 h"), ("Laboratoire", "1 h")))
    path.write_bytes(compare(old, new).data)
    shown = "\n".join(page_texts(to_pdf([path], tmp_path / "pdf")[path]))
    assert [one for one in ("standard", "astreinte", "Paie", "Laboratoire") if one not in shown] == []


def test_what_is_compared_is_told_apart(writer: WordWriter) -> None:
    """The proof itself: documents that differ in any of these ways do not say the same."""
    base = (*paragraphs("un"), table(("DPI", "4 h")), a_figure("GAM"))
    others = [
        (*paragraphs("deux"), *base[1:]),
        (Heading("p0", 2, text("un")), *base[1:]),
        (Paragraph(text(Run("un", link="https://example.org/")), "p0"), *base[1:]),
        (base[0], table(("DPI", "4 h"), ("GAM", "1 h")), base[2]),
        (base[0], base[2], base[1]),
        (base[0], base[1], a_figure("DPI")),
        (base[0], SectionBreak(Orientation.LANDSCAPE), *base[1:]),
    ]
    first = said(writer.write(made(base)))
    assert [said(writer.write(made(other))) == first for other in others] == [False] * len(others)
    assert exact(writer.write(made(base))) == exact(writer.write(made(base)))
