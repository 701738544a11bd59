"""Merged files before judges that are not ours, through LibreOffice and back, and under random hands."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.word.merge.conftest import DECIDERS
from tests.formats.word.merge.hands import Hand, W, a_png, run, words
from tests.formats.word.merge.test_merging import clean, text_of
from tests.gate.integrity import integrity_findings
from tests.gate.pages import office_program, to_pdf
from tests.gate.schema import schema_findings

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from lxml.etree import _Element as Element

    from tests.formats.word.merge.conftest import MakePlan, Merge

ACTS = ("write", "append", "enter", "delete", "row", "drop", "look", "tick", "forget", "paste", "table", "remark")


@dataclass
class Busy:
    """Somebody who does anything anywhere, and remembers what they typed."""

    hand: Hand
    chance: random.Random
    typed: list[str] = field(default_factory=list)

    def word(self) -> str:
        self.typed.append(f"mot{len(self.typed):03}fin")
        return self.typed[-1]

    def act(self, what: str) -> None:
        paragraph = self.chance.choice(self._paragraphs())
        getattr(self, f"_{what}")(paragraph)

    def alive(self) -> list[str]:
        """What was typed and not taken out again."""
        left = text_of(self.hand.save())
        return [word for word in self.typed if word in left]

    def _paragraphs(self) -> list[Element]:
        return [each for each in self.hand.all("") if words(each).strip()]

    def _write(self, paragraph: Element) -> None:
        self.hand.write(paragraph, f"Écrit {self.word()}")

    def _append(self, paragraph: Element) -> None:
        self.hand.type(paragraph, f" {self.word()}")

    def _enter(self, paragraph: Element) -> None:
        self.hand.enter(paragraph, f"Nouveau {self.word()}")

    def _delete(self, paragraph: Element) -> None:
        parent = paragraph.getparent()
        if parent is not None and parent.tag == f"{W}tc":
            self.hand.clear(paragraph)
        elif paragraph.find(f"{W}pPr/{W}sectPr") is None:
            self.hand.delete(paragraph)

    def _rows(self) -> list[Element]:
        return list(self.hand.body.iter(f"{W}tr"))

    def _row(self, _: Element) -> None:
        row = self.chance.choice(self._rows())
        self.hand.add_row(row, *(self.word() for _ in row.findall(f"{W}tc")))

    def _drop(self, _: Element) -> None:
        row = self.chance.choice(self._rows())
        parent = row.getparent()
        if parent is not None and len(parent.findall(f"{W}tr")) > 1:
            self.hand.delete(row)

    def _look(self, paragraph: Element) -> None:
        self.hand.restyle(paragraph, '<w:i/><w:u w:val="single"/>')

    def _tick(self, _: Element) -> None:
        boxes = [each for each in self._paragraphs() if words(each)[0] in "☐☒"]
        if boxes:
            self.hand.tick(self.chance.choice(boxes))

    def _forget(self, paragraph: Element) -> None:
        """A paragraph written so much that its bookmarks went."""
        for mark in [*paragraph.iter(f"{W}bookmarkStart"), *paragraph.iter(f"{W}bookmarkEnd")]:
            self.hand.delete(mark)
        self.hand.type(paragraph, f" {self.word()}")

    def _paste(self, paragraph: Element) -> None:
        self.hand.paste(paragraph, a_png(self.chance.randrange(256)), f"p{len(self.hand.parts)}.png")

    def _table(self, paragraph: Element) -> None:
        parent = paragraph.getparent()
        if parent is not None and parent.tag == f"{W}body":
            grid = '<w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
            row = f"<w:tr><w:tc><w:tcPr/><w:p>{run(self.word())}</w:p></w:tc></w:tr>"
            self.hand.put(paragraph, f"<w:tbl><w:tblPr/>{grid}{row}</w:tbl>")

    def _remark(self, paragraph: Element) -> None:
        if paragraph.find(f"{W}r") is not None:
            self.hand.remark(paragraph, self.word())


@st.composite
def changes(draw: st.DrawFn) -> dict[str, object]:
    """What may become of the record."""
    rows = (*DECIDERS, ("rappel", "Rappel", "Cadre", "1234"))
    found: dict[str, object] = {
        "deciders": tuple(draw(st.permutations(rows))[: draw(st.integers(0, 3))]),
        "steps": draw(
            st.sampled_from([(), ("Sortir le kit",), ("Ouvrir le tableau", "Sortir le kit", "Noter l’heure")])
        ),
        "has_kit": draw(st.booleans()),
        "fourth": draw(st.booleans()),
        "done": draw(st.booleans()),
        "lead": draw(st.sampled_from(["Appeler le 112.", "Appeler l’astreinte au 15, puis l’ARS."])),
        "kit": draw(st.sampled_from(["Le kit est au poste 2.", ""])),
        "end": draw(st.sampled_from(["Fin.", "Fin du plan, relue."])),
    }
    return {name: found[name] for name in draw(st.sets(st.sampled_from(sorted(found))))}


@dataclass(frozen=True)
class Story:
    """What a person did, what the record did meanwhile, and whether the version of origin is still known."""

    acts: list[str]
    chance: random.Random
    changed: dict[str, object]
    known: bool


STORIES = st.builds(
    Story,
    st.lists(st.sampled_from(ACTS), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
    changes(),
    st.booleans(),
)


@given(STORIES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_is_ever_lost(merge: Merge, a_plan: MakePlan, base: bytes, story: Story) -> None:
    busy = Busy(Hand(base), story.chance)
    for act in story.acts:
        busy.act(act)
    theirs, new = busy.hand.save(), a_plan(**story.changed)
    merged = clean(merge(base if story.known else None, theirs, new))
    said = text_of(merged.data) + Hand(merged.data).parts.get("word/comments.xml", b"").decode()
    said += "".join(edit.theirs for edit in merged.conflicts)
    assert [word for word in busy.alive() if word not in said] == []
    remarks = [word for word in busy.typed if word in "".join(busy.hand.comments)]
    assert [word for word in remarks if word not in said] == []
    assert merge(base if story.known else None, theirs, new) == merged
    assert merge(new, merged.data, new).data == merged.data


def _through_office(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """The files as LibreOffice saves them."""
    source, saved = folder / "in", folder / "out"
    source.mkdir()
    for name, data in files.items():
        (source / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    paths = [str(source / f"{name}.docx") for name in files]
    command = [
        str(office_program()),
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(saved),
    ]
    subprocess.run([*command, *paths], capture_output=True, timeout=600, check=True)
    return {name: (saved / f"{name}.docx").read_bytes() for name in files}


def _edited(base: bytes) -> bytes:
    hand = Hand(base)
    hand.write(hand.find("Appeler"), "Appeler le cadre.")
    hand.write(hand.cell("Délestage", 1), "Administrateur")
    hand.add_row(hand.row("Délestage"), "Évacuation", "Pompiers", "18")
    hand.enter(hand.find("Lampe"), "Radio")
    hand.delete(hand.find("Piles"))
    hand.tick(hand.find("Sortir le kit"))
    hand.type(hand.zone("Notes"), "Clé au PC.")
    hand.restyle(hand.find("Fin du plan"), '<w:b/><w:highlight w:val="yellow"/><w:color w:val="FF0000"/>')
    hand.align(hand.find("Fin du plan"), "center")
    hand.remark(hand.find("Ouvrir le tableau"), "Lequel ?")
    hand.paste(hand.find("Voir"), a_png())
    return hand.save()


@pytest.mark.office
def test_a_file_saved_by_libreoffice_merges_as_if_saved_by_word(
    merge: Merge, base: bytes, demo_bytes: bytes, a_plan: MakePlan, tmp_path: Path
) -> None:
    edited, new = _edited(base), a_plan(lead="Appeler le 112.", kit="Le kit est au poste 2.")
    disputed = merge(base, edited, new).data
    back = _through_office({"demo": demo_bytes, "edited": edited, "disputed": disputed}, tmp_path)
    for known in (demo_bytes, None):
        merged = merge(known, back["demo"], demo_bytes)
        assert (merged.data, merged.kept, merged.conflicts, merged.lost_looks) == (demo_bytes, (), (), ())
    for known in (base, None):
        ours, theirs = merge(known, edited, new), merge(known, back["edited"], new)
        assert text_of(theirs.data) == text_of(ours.data)
        assert [edit.theirs for edit in theirs.kept] == [edit.theirs for edit in ours.kept]
        assert [edit.theirs for edit in theirs.conflicts] == [edit.theirs for edit in ours.conflicts]
        xml = Hand(clean(theirs).data).parts["word/document.xml"].decode()
        assert all(look in xml for look in ('w:val="yellow"', 'w:val="FF0000"', '<w:jc w:val="center"/>', "r:embed="))
        assert "Lequel ?" in Hand(theirs.data).parts["word/comments.xml"].decode()
    again = merge(new, back["disputed"], new)
    assert text_of(again.data) == text_of(disputed)
    assert len(again.conflicts) == len(merge(new, disputed, new).conflicts) == 1


@pytest.fixture
def files(merge: Merge, base: bytes, a_plan: MakePlan, tmp_path: Path) -> list[Path]:
    """Merged files with all that a merge may write."""
    edited = _edited(base)
    made = {
        "kept": merge(base, edited, base),
        "disputed": merge(base, edited, a_plan(lead="Appeler le 112.", deciders=DECIDERS[:1])),
        "gone": merge(base, edited, a_plan(has_kit=False, fourth=True)),
        "lost": merge(None, edited, a_plan(lead="Appeler le 112.")),
    }
    for name, merged in made.items():
        (tmp_path / f"{name}.docx").write_bytes(clean(merged).data)
    return sorted(tmp_path.glob("*.docx"))


def test_ooxml_integrity_finds_nothing(files: list[Path]) -> None:
    assert [finding for path in files for finding in integrity_findings(path)] == []


@pytest.mark.schema
def test_microsofts_validator_finds_nothing(files: list[Path]) -> None:
    assert [finding for path in files for finding in schema_findings(path)] == []


@pytest.mark.office
def test_merged_files_open(files: list[Path], tmp_path: Path) -> None:
    assert len(to_pdf(files, tmp_path / "pdf")) == len(files)
