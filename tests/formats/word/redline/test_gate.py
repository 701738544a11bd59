from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.formats.word.redline.conftest import compared
from tests.formats.word.redline.pairs import made
from tests.gate.integrity import integrity_findings
from tests.gate.pages import page_texts, to_pdf
from tests.gate.revisions import accepted, rejected
from tests.gate.schema import schema_findings_of

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.document.documents import Document
    from planforge.formats.word import WordWriter
    from tests.formats.word.redline.conftest import Blocks, Compare

from tests.formats.word.redline.plans import a_figure, a_sheet, paragraphs, table


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
    assert [finding for found in schema_findings_of(files).values() for finding in found] == []


@pytest.mark.schema
def test_accepted_and_refused_files_are_valid_too(files: list[Path], tmp_path: Path) -> None:
    decided = []
    for path in files[1:3]:
        for name, decide in (("new", accepted), ("old", rejected)):
            decided.append(tmp_path / f"{path.stem}-{name}.docx")
            decided[-1].write_bytes(decide(path.read_bytes()))
    assert [finding for found in schema_findings_of(decided).values() for finding in found] == []


@pytest.mark.office
def test_libreoffice_shows_what_came_and_what_went(compare: Compare, tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    old: Blocks = (*paragraphs("Appeler le standard."), table(("Paie", "5 j"), ("DPI", "4 h")))
    new: Blocks = (*paragraphs("Appeler l’astreinte."), table(("DPI", "4 h"), ("Laboratoire", "1 h")))
    path.write_bytes(compare(old, new).data)
    shown = "\n".join(page_texts(to_pdf([path], tmp_path / "pdf")[path]))
    assert [one for one in ("standard", "astreinte", "Paie", "Laboratoire") if one not in shown] == []
