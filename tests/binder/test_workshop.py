from __future__ import annotations

import pickle
import signal
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge.binder import workshop
from planforge.binder.inputs import inputs_mark
from planforge.binder.opening import open_record
from planforge.binder.rendering import OFFICE, Renderer
from planforge.binder.workshop import open_workshop, rendered
from planforge.compose.catalogue import pieces
from planforge.errors import OutputError, RecordError, TemplateError

if TYPE_CHECKING:
    from planforge.binder.opening import OpenRecord
    from planforge.binder.rendering import Made
    from planforge.binder.workshop import Workshop
    from planforge.compose.catalogue import Piece
    from tests.binder.conftest import Write

MANY = "".join(f"  - {{id: s{number}, name: Service {number}, type: urgences}}\n" for number in range(20))


@pytest.fixture
def opened(write: Write) -> Workshop:
    """The workshop of an establishment of twenty services."""
    folder = write(f"establishment: {{name: CH de Murat, statute: public}}\nservices:\n{MANY}")
    return open_workshop(folder, date(2026, 1, 1), OFFICE)


@pytest.mark.usefixtures("quick")
def test_every_piece_is_made_once_and_progress_ends_at_the_total(opened: Workshop) -> None:
    todo = tuple(pieces(opened.renderer.context))
    told: list[tuple[int, int]] = []
    made = rendered(opened, todo, 1, lambda done, total: told.append((done, total)))
    assert sorted(made.files) == sorted(made.contents) == sorted(piece.path for piece in todo)
    assert told == sorted(told)
    assert told[-1] == (len(todo), len(todo))


@pytest.mark.usefixtures("quick")
def test_several_processes_make_the_same_files(opened: Workshop) -> None:
    todo = tuple(pieces(opened.renderer.context))
    assert rendered(opened, todo, 2) == rendered(opened, todo, 1)
    assert workshop._OPEN == {}


@pytest.mark.usefixtures("quick")
def test_a_process_that_inherits_nothing_opens_the_record_by_itself(
    opened: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo = tuple(pieces(opened.renderer.context))[:3]
    recipe, sent = pickle.loads(pickle.dumps((opened.recipe, todo)))  # noqa: S301 - as the pool sends it
    monkeypatch.setattr(workshop, "_OPEN", {})
    assert workshop._made(recipe, sent) == opened.made(todo)
    assert list(workshop._OPEN) == [opened.recipe]


@pytest.mark.usefixtures("quick")
def test_a_record_that_changes_meanwhile_stops_the_build(opened: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "_OPEN", {})
    with pytest.raises(OutputError, match="Le dossier a changé pendant la production"):
        workshop._made(replace(opened.recipe, made_from="older"), ())


def _fault(*_: object) -> Made:
    raise TemplateError([])


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_with_a_fault_is_told_from_any_process(
    opened: Workshop, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(Renderer, "made", _fault)
    with pytest.raises(TemplateError):
        rendered(opened, tuple(pieces(opened.renderer.context)), jobs)


def test_a_process_that_dies_is_told_in_french(opened: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dying:
        def __init__(self, *_: object, **__: object) -> None:
            raise BrokenProcessPool

    monkeypatch.setattr(workshop, "ProcessPoolExecutor", Dying)
    with pytest.raises(OutputError, match="relancez avec --jobs 1"):
        rendered(opened, tuple(pieces(opened.renderer.context)), 2)
    assert workshop._OPEN == {}


@pytest.mark.usefixtures("quick")
def test_few_pieces_stay_in_this_process(murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = open_workshop(murat, None, OFFICE)
    monkeypatch.setattr(workshop, "ProcessPoolExecutor", None)
    assert rendered(few, tuple(pieces(few.renderer.context))[: workshop._FEW - 1], 8)


def test_a_child_leaves_ctrl_c_to_its_parent() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        workshop._leave_interrupts()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_mark_is_taken_before_the_record_is_read(murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed_while_read(folder: Path, today: date | None, *, document_date: bool) -> OpenRecord:
        opened = open_record(folder, today, document_date=document_date)
        (folder / "planforge.yaml").write_text("changed: since", encoding="utf-8")
        return opened

    before = inputs_mark(murat)
    monkeypatch.setattr(workshop, "open_record", changed_while_read)
    assert open_workshop(murat, None, OFFICE).recipe.made_from == before != inputs_mark(murat)


def test_a_record_with_mistakes_is_refused(write: Write) -> None:
    with pytest.raises(RecordError):
        open_workshop(write("establishment: 3\n"), None, OFFICE)


def test_the_hospital_s_templates_come_before_ours(murat: Path) -> None:
    (murat / "templates").mkdir()
    assert open_workshop(murat, None, OFFICE).renderer.context.templates.folders[0] == murat / "templates"


@pytest.mark.parametrize("name", ["logo.png", "../logo.png", "sub/../../logo.png"])
def test_a_logo_stands_beside_the_record(write: Write, text: str, name: str) -> None:
    folder = write(text.replace("logo: logo.png", f"logo: {name}"))
    (folder.parent / "logo.png").write_bytes(b"outside")
    assert open_workshop(folder, None, OFFICE).renderer.context.logo == b""
    (folder / "logo.png").write_bytes(b"inside")
    assert open_workshop(folder, None, OFFICE).renderer.context.logo == b"inside"


def test_a_logo_that_is_no_picture_is_ignored(write: Write, text: str) -> None:
    folder = write(text.replace("logo: logo.png", "logo: planforge.yaml"))
    assert open_workshop(folder, None, OFFICE).renderer.context.logo == b""


def test_a_logo_that_cannot_be_read_is_said(murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (murat / "logo.png").write_bytes(b"x")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "logo.png":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(OutputError, match=r"logo\.png"):
        open_workshop(murat, None, OFFICE)


def test_a_charter_that_is_no_word_file_is_a_template_fault(murat: Path) -> None:
    own = murat / "templates" / "word"
    own.mkdir(parents=True)
    (own / "base.docx").write_bytes(b"not a Word file")
    opened = open_workshop(murat, None, OFFICE)
    todo: tuple[Piece, ...] = tuple(pieces(opened.renderer.context, frozenset({"synthese"})))
    with pytest.raises(TemplateError, match=r"base\.docx"):
        rendered(opened, todo, 1)
