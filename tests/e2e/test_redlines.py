"""Redlines of real documents: the hospital example before and after somebody worked on its record."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.binder.rendering import OFFICE
from planforge.binder.workshop import open_workshop
from planforge.compose.catalogue import pieces
from planforge.formats.word.redline import redline
from planforge.resources import examples_folder
from tests.e2e.conftest import NOT_OF_THE_RECORD
from tests.gate.integrity import integrity_findings
from tests.gate.lint import lint_docx
from tests.gate.package import W
from tests.gate.pages import page_texts, to_pdf
from tests.gate.revisions import accepted, rejected, revisions
from tests.gate.schema import schema_findings_of
from tests.gate.wording import exact, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHOLE = frozenset({"pra.docx", "pca.docx", "premiere-heure.docx", "synthese.docx", "fiches-reflexes.docx"})
SERVICES = ("urgences", "laboratoire", "admissions")
SERVICE_GONE = "consultations"
APPLICATION = """\
  - id: bio-lit
    name: Biologie au lit du malade
    type: sgl
    hosting: local
    site: valmont
    rto: 12 h
    rpo: 4 h
    needs_to_run: [hyperviseur]
    servers: 1
"""


@dataclass(frozen=True)
class Pairs:
    """The documents before and after by path, and their redlines on disk."""

    old: dict[str, bytes]
    new: dict[str, bytes]
    folder: Path

    def redlines(self) -> dict[str, Path]:
        """The redlines by path of their documents."""
        return {path.relative_to(self.folder).as_posix(): path for path in sorted(self.folder.rglob("*.docx"))}


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Pairs:
    folder = tmp_path_factory.mktemp("redlines")
    before, after = folder / "before", folder / "after"
    for record in (before, after):
        shutil.copytree(examples_folder() / "hopital", record, ignore=NOT_OF_THE_RECORD)
    work_on(after)
    made = Pairs(documents(before), documents(after), folder / "marked")
    for path in sorted(made.old.keys() & made.new.keys()):
        data = redline(made.old[path], made.new[path], "CH de Valmont", date(2026, 11, 27))
        if data != made.new[path]:
            (made.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (made.folder / path).write_bytes(data)
    return made


def work_on(folder: Path) -> None:
    """Another recovery time, telephone number and name; an application more, a service less."""
    change(folder / "applications.yaml", lambda text: text.replace("rto: {default: 2 h, cyber: 5 j}", "rto: 4 h", 1))
    change(folder / "applications.yaml", lambda text: text.replace("  - id: lits\n", f"{APPLICATION}  - id: lits\n", 1))
    change(folder / "services.yaml", lambda text: text.replace("06 39 98 20 01", "06 39 98 20 77"))
    change(folder / "services.yaml", lambda text: text.replace("name: Urgences et UHCD", "name: Urgences adultes", 1))
    change(folder / "services.yaml", lambda text: re.sub(rf"(?ms)^  - id: {SERVICE_GONE}\n.*?(?=^  - id: )", "", text))


def change(file: Path, edit: Callable[[str], str]) -> None:
    before = file.read_text("utf-8")
    after = edit(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def documents(folder: Path) -> dict[str, bytes]:
    renderer = open_workshop(folder, None, OFFICE).renderer
    wanted = [one for one in pieces(renderer.context) if one.path in WHOLE or one.of in SERVICES]
    return {path: data for one in wanted for path, data in renderer.files(one) if path.endswith(".docx")}


def test_what_changed_in_the_record_is_marked_in_the_documents(pairs: Pairs) -> None:
    found = pairs.redlines()
    assert {"pra.docx", "pca.docx", "synthese.docx"} <= found.keys()
    assert {f"services/urgences/{name}-urgences.docx" for name in ("fiche", "pca")} <= found.keys()
    told = [
        "".join(one.text or "" for one in node.iter(f"{W}t"))
        for node in revisions(found["services/urgences/fiche-urgences.docx"].read_bytes())
    ]
    assert [words for words in told if words] == ["adultes", "06\u00a039\u00a098\u00a020\u00a077"]


def test_accepting_gives_the_new_document_and_refusing_what_the_old_one_said(pairs: Pairs) -> None:
    for path, file in pairs.redlines().items():
        data = file.read_bytes()
        assert exact(accepted(data)) == exact(pairs.new[path]), path
        assert said(rejected(data)) == said(pairs.old[path]), path


def test_the_other_way_round_too(pairs: Pairs) -> None:
    for path in ("pra.docx", "services/urgences/pca-urgences.docx", "services/urgences/fiche-urgences.docx"):
        old, new = pairs.new[path], pairs.old[path]
        data = redline(old, new, "CH de Valmont", date(2026, 11, 27))
        assert exact(accepted(data)) == exact(new)
        assert said(rejected(data)) == said(old)


def test_two_documents_as_far_apart_as_can_be_are_compared_too(pairs: Pairs) -> None:
    old, new = pairs.new["pca.docx"], pairs.new["fiches-reflexes.docx"]
    data = redline(old, new, "CH de Valmont", date(2026, 11, 27))
    assert exact(accepted(data)) == exact(new)
    assert said(rejected(data)) == said(old)


def test_nothing_is_wrong_with_them(pairs: Pairs) -> None:
    for path, file in pairs.redlines().items():
        assert lint_docx(file.read_bytes()) == [], path
        assert integrity_findings(file) == [], path


@pytest.mark.schema
def test_microsofts_validator_finds_nothing(pairs: Pairs) -> None:
    found = schema_findings_of(pairs.redlines().values())
    assert [finding for findings in found.values() for finding in findings] == []


@pytest.mark.office
def test_pages_show_the_old_words_beside_the_new_ones(pairs: Pairs, tmp_path: Path) -> None:
    files = [pairs.folder / "services" / "urgences" / f"{name}-urgences.docx" for name in ("fiche", "pca")]
    made = to_pdf(files, tmp_path)
    for file in files:
        shown = re.sub(r"\s+", " ", " ".join(page_texts(made[file])))
        assert "06 39 98 20 01" in shown or "06 39 98 20 0106" in shown, file
        assert "adultes" in shown, file
