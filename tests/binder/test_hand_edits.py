from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.binder import hand_edits
from planforge.binder.hand_edits import Desk
from planforge.binder.manifest import manifest_path, read_manifest
from planforge.binder.writing import FileState, WritePlan, carry_out, plan_writing
from planforge.formats.merging import CannotReadError, EditKind, HandEdit, Merged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = date(2026, 11, 27)
Sides = tuple[bytes | None, bytes, bytes]


def quick(_suffix: str, sides: Sides, _on: date) -> Merged:
    """Files of words: added ones are kept, « ! » is a look that is lost, « ? » a conflict, « X » unreadable."""
    base, theirs, ours = sides
    known = (base or b"").split()
    added = [line for line in theirs.split() if line not in known]
    if b"X" in added:
        raise CannotReadError("illisible")
    edits = tuple(HandEdit("ligne", EditKind.KEPT, line.decode()) for line in added)
    return Merged(
        b" ".join([*ours.split(), *(line for line in added if line not in ours.split())]),
        tuple(one for one in edits if one.theirs not in "!?"),
        tuple(one for one in edits if one.theirs == "?"),
        tuple(one for one in edits if one.theirs == "!"),
    )


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(hand_edits, "_merge", quick)
    return Desk(tmp_path, tmp_path / "livrables", DAY)


@pytest.fixture
def build(desk: Desk) -> Callable[..., WritePlan]:
    """``build(b"...")`` generates ``pca.docx`` again."""

    def built(data: bytes) -> WritePlan:
        known = read_manifest(manifest_path(desk.record_folder, desk.output))
        return carry_out(plan_writing(desk, known, {"pca.docx": data}), desk, {"pca.docx": data}, "m")

    return built


def words(desk: Desk, name: str = "pca.docx") -> bytes:
    return (desk.output / name).read_bytes()


def add(desk: Desk, line: bytes) -> None:
    (desk.output / "pca.docx").write_bytes(words(desk) + b" " + line)


def test_what_people_wrote_stays_through_several_builds(build: Callable[..., WritePlan], desk: Desk) -> None:
    build(b"a")
    add(desk, b"main")
    assert [file.state for file in build(b"b").files] == [FileState.EDITED]
    assert words(desk) == b"b main"
    assert [file.state for file in build(b"b").files] == [FileState.IDENTICAL]
    assert words(desk) == b"b main"
    assert [file.state for file in build(b"c").files] == [FileState.EDITED]
    assert words(desk) == b"c main"
    add(desk, b"encore")
    build(b"d")
    assert words(desk) == b"d main encore"


def test_the_edited_file_is_kept_before_it_is_replaced(build: Callable[..., WritePlan], desk: Desk) -> None:
    build(b"a")
    add(desk, b"main")
    build(b"b")
    assert (desk.record_folder / ".planforge/edited/pca.docx").read_bytes() == b"a main"


def test_a_conflict_is_said(build: Callable[..., WritePlan], desk: Desk) -> None:
    build(b"a")
    add(desk, b"?")
    (file,) = build(b"b").files
    assert file.state is FileState.CONFLICT
    assert file.merged is not None
    assert words(desk) == b"b ?"


def test_what_cannot_be_carried_keeps_the_edited_file_beside(build: Callable[..., WritePlan], desk: Desk) -> None:
    build(b"a")
    add(desk, b"!")
    (file,) = build(b"b").files
    assert file.aside == "pca.avant.docx"
    assert words(desk, "pca.avant.docx") == b"a !"


def test_a_file_that_cannot_be_understood_is_never_overwritten(build: Callable[..., WritePlan], desk: Desk) -> None:
    build(b"a")
    add(desk, b"X")
    (file,) = build(b"b").files
    assert (file.state, file.beside) == (FileState.EDITED, "pca.nouveau.docx")
    assert (words(desk), words(desk, "pca.nouveau.docx")) == (b"a X", b"b")


def test_a_file_given_back_as_it_was_is_plain_again(build: Callable[..., WritePlan], desk: Desk) -> None:
    build(b"a")
    add(desk, b"main")
    build(b"b")
    (desk.output / "pca.docx").write_bytes(b"b")  # the addition is taken back
    assert [file.state for file in build(b"c").files] == [FileState.UPDATED]
    assert words(desk) == b"c"
    assert [file.state for file in build(b"d").files] == [FileState.UPDATED]


def test_without_its_base_a_file_is_merged_all_the_same(build: Callable[..., WritePlan], desk: Desk) -> None:
    build(b"a")
    add(desk, b"main")
    (desk.record_folder / ".planforge/base/pca.docx").unlink()
    build(b"b")
    assert b"main" in words(desk)


def test_other_formats_are_not_merged(desk: Desk) -> None:
    assert desk.merged("pca.md", b"1", b"2") is None
    desk.keep_base("pca.md", b"1")
    assert desk.base("pca.md") is None


def test_each_output_folder_has_its_own_bases(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path, tmp_path / "ailleurs", DAY)
    desk.keep_base("pca.docx", b"1")
    other.keep_base("pca.docx", b"2")
    assert (desk.base("pca.docx"), other.base("pca.docx")) == (b"1", b"2")
