from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import EditableZone, Heading, ItemList, ListItem, Paragraph
from planforge.document.text import Run, text
from planforge.formats.word import WordWriter
from planforge.formats.word.redline import redline
from tests.formats.word.merge.hands import ARROWS, TYPES, Hand, W, a_png, markup, run
from tests.formats.word.redline.conftest import AUTHOR, DAY, compared
from tests.formats.word.redline.pairs import made
from tests.gate.lint import lint_docx
from tests.gate.pages import office_program
from tests.gate.revisions import MAIN, accepted, rejected, revisions
from tests.gate.wording import exact, said

if TYPE_CHECKING:
    from pathlib import Path

    from tests.formats.word.redline.conftest import Marked

STEPS = ItemList(tuple(ListItem(text(one), id=one) for one in ("Isoler", "Prévenir", "Noter")), ordered=True, id="l")
BODY = (Paragraph(text("Appeler ", Run("l’astreinte", bold=True), " au 15."), "p"), STEPS, Paragraph(text("Fin."), "e"))
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="Plan" descr="Plan du service"/>'
    "<a:graphic><a:graphicData uri="
    '"http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Plan"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPlan"/></pic:blipFill><pic:spPr/></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


@pytest.fixture
def hand(writer: WordWriter) -> Hand:
    return Hand(writer.write(made(BODY)))


def put(hand: Hand, inside: str, properties: str = "") -> None:
    """A paragraph that somebody added before the end of the old document."""
    hand.find("Fin.").addprevious(markup(f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>")[0])


def relate(hand: Hand, identifier: str, kind: str, target: str, *, outside: bool = False) -> None:
    mode = ' TargetMode="External"' if outside else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = f'<Relationship Id="{identifier}" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    hand.parts[ARROWS] = hand.parts[ARROWS].replace(b"</Relationships>", added.encode())


def xml(done: Marked) -> str:
    with zipfile.ZipFile(io.BytesIO(done.data)) as archive:
        return archive.read(MAIN).decode()


def compared_loosely(old: bytes, new: bytes) -> str:
    """The document of a redline where what cannot be taken over is told in words."""
    data = redline(old, new, AUTHOR, DAY)
    assert exact(accepted(data)) == exact(new)
    assert lint_docx(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(MAIN).decode()


def again(hand: Hand, writer: WordWriter) -> Marked:
    """The redline from what somebody made of the document to the document as planforge writes it."""
    done = compared(hand.save(), writer.write(made(BODY)))
    assert lint_docx(done.data) == []
    return done


def test_the_habits_of_word_are_no_changes(hand: Hand, writer: WordWriter) -> None:
    for node in hand.root.iter(f"{W}p", f"{W}r"):
        node.set(f"{W}rsidR", "00AB12CD")
    words = hand.find("Appeler")
    hand.clear(words)
    halves = f'{run("App")}<w:proofErr w:type="spellStart"/>{run("eler ")}<w:r><w:rPr><w:b/></w:rPr>'
    for node in markup(f"{halves}<w:lastRenderedPageBreak/><w:t>l’astreinte</w:t></w:r>{run(' au 15.')}"):
        words.append(node)
    assert revisions(again(hand, writer).data) == []


def test_styles_are_found_by_their_names_in_either_language(french_charter: bytes, writer: WordWriter) -> None:
    body = (*BODY, Heading("h", 2, text("Un titre")), Paragraph(text("Fin du plan."), "f"))
    old, new = WordWriter(french_charter).write(made(body)), writer.write(made((*BODY, body[-1])))
    marked = compared_loosely(old, new)
    assert len(re.findall("<w:pPrChange|<w:(?:ins|del) ", marked)) == 2  # the title and its end
    assert '<w:pStyle w:val="Heading2"/>' in marked


def test_a_list_of_the_old_document_goes_on_counting(writer: WordWriter) -> None:
    fewer = ItemList(STEPS.items[:1], ordered=True, id="l")
    done = compared(writer.write(made(BODY)), writer.write(made((BODY[0], fewer, BODY[2]))))
    numbers = {node.get(f"{W}val") for node in Hand(done.data).root.iter(f"{W}numId")}
    assert len(numbers) == 1


def test_a_picture_that_went_comes_along(hand: Hand, writer: WordWriter) -> None:
    put(hand, PICTURE)
    hand.parts["word/media/plan.png"] = a_png()
    hand.parts[TYPES] = hand.parts[TYPES].replace(
        b"<Default", b'<Default Extension="png" ContentType="image/png"/><Default', 1
    )
    relate(hand, "rIdPlan", "image", "media/plan.png")
    done = again(hand, writer)
    with zipfile.ZipFile(io.BytesIO(done.data)) as archive:
        assert archive.read("word/image-ancien1.png") == a_png()


@pytest.mark.parametrize("target", ["http://ailleurs.example/plan.png", "file:///C:/plan.png"])
def test_a_picture_that_lies_elsewhere_leaves_its_words_only(hand: Hand, writer: WordWriter, target: str) -> None:
    put(hand, PICTURE)
    relate(hand, "rIdPlan", "image", target, outside=True)
    done = Hand(hand.save())
    data = writer.write(made(BODY))
    marked = compared_loosely(done.save(), data)
    assert "Plan du service</w:delText>" in marked
    assert "ailleurs" not in marked


@pytest.mark.parametrize(
    ("inside", "kept", "lost"),
    [
        (
            (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDEPICTURE "http://x.example/a" '
                f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("image")}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            ),
            "image</w:delText>",
            "INCLUDEPICTURE",
        ),
        (f'<w:fldSimple w:instr="DDE a b">{run("lié")}</w:fldSimple>', "lié</w:delText>", "DDE"),
        (f'{run("note")}<w:r><w:footnoteReference w:id="2"/></w:r>', "note</w:delText>", "footnoteReference"),
        (
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('choisi')}</w:sdtContent></w:sdt>",
            "choisi</w:delText>",
            "choisi</w:t>",
        ),
        (f'<w:smartTag w:element="x">{run("malin")}</w:smartTag>', "malin</w:delText>", "smartTag"),
        (f'<w:commentRangeStart w:id="7"/>{run("vu")}<w:commentRangeEnd w:id="7"/>', "vu</w:delText>", "commentRange"),
        (f'<w:hyperlink w:anchor="nulle_part">{run("perdu")}</w:hyperlink>', "perdu</w:delText>", "nulle_part"),
        (run("lueur", "<w:b/><w14:glow/>"), "lueur</w:delText>", "w14:glow"),
    ],
)
def test_what_cannot_be_taken_over_keeps_its_words(
    hand: Hand, writer: WordWriter, inside: str, kept: str, lost: str
) -> None:
    put(hand, inside)
    marked = compared_loosely(hand.save(), writer.write(made(BODY)))
    assert kept in marked
    assert lost not in marked


def test_links_that_went_lead_where_they_led(hand: Hand, writer: WordWriter) -> None:
    put(hand, f'<w:hyperlink r:id="rIdOut">{run("ANS")}</w:hyperlink>')
    relate(hand, "rIdOut", "hyperlink", "https://esante.gouv.fr/", outside=True)
    assert "rIdAncien1" in xml(again(hand, writer))


def test_a_link_to_a_file_of_somebodys_machine_is_mere_words(hand: Hand, writer: WordWriter) -> None:
    put(hand, f'<w:hyperlink r:id="rIdOut">{run("plan")}</w:hyperlink>')
    relate(hand, "rIdOut", "hyperlink", "file:///C:/plan.docx", outside=True)
    assert "rIdAncien1" not in compared_loosely(hand.save(), writer.write(made(BODY)))


def test_a_style_that_the_new_document_lacks_is_left_out(hand: Hand, writer: WordWriter) -> None:
    put(hand, run("ajout", '<w:rStyle w:val="Inconnu"/>'), '<w:pStyle w:val="Inconnu"/>')
    assert "Inconnu" not in compared_loosely(hand.save(), writer.write(made(BODY)))


def test_bookmarks_of_the_old_document_never_stand_twice(hand: Hand, writer: WordWriter) -> None:
    mark = '<w:bookmarkStart w:id="90" w:name="repère"/><w:bookmarkEnd w:id="90"/>'
    put(hand, f"{mark}{run('un')}")
    put(hand, f"{mark}{run('deux')}")
    done = compared(hand.save(), writer.write(made(BODY)))
    assert xml(done).count('w:name="repère"') == 1


def test_a_zone_that_another_program_took_apart_says_the_same(writer: WordWriter) -> None:
    zone = EditableZone("notes", "Notes", (Paragraph(text("À la main."), "z"),))
    hand = Hand(writer.write(made((*BODY, zone))))
    for control in list(hand.root.iter(f"{W}sdt")):
        for node in list(control[-1]):
            control.addprevious(node)
        parent = control.getparent()
        assert parent is not None
        parent.remove(control)
    done = compared(hand.save(), writer.write(made((*BODY, zone))))
    assert revisions(done.data) == []


def test_no_relation_of_the_old_document_stays_behind(hand: Hand, writer: WordWriter) -> None:
    put(hand, '<w:r><w:object><w:control r:id="rIdOut"/></w:object></w:r>' + run("suite"))
    relate(hand, "rIdOut", "control", "activeX/activeX1.xml", outside=True)
    marked = compared_loosely(hand.save(), writer.write(made(BODY)))
    assert "suite</w:delText>" in marked
    assert "rIdOut" not in marked
    assert "w:object" not in marked


@pytest.mark.office
def test_a_version_saved_by_libreoffice_is_compared_by_what_it_says(writer: WordWriter, tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415 - only where LibreOffice is

    path = tmp_path / "plan.docx"
    path.write_bytes(writer.write(made(BODY)))
    program = office_program()
    assert program
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    folder = tmp_path / "saved"
    command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    old = (folder / "plan.docx").read_bytes()
    assert revisions(redline(old, path.read_bytes(), AUTHOR, DAY)) == []
    new = writer.write(made((BODY[0], Paragraph(text("Fin du plan."), "e"))))
    data = redline(old, new, AUTHOR, DAY)
    assert exact(accepted(data)) == exact(new)
    words = [one[-1] for one in said(rejected(data))]
    assert words == [one[-1] for one in said(old)]
