from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.binder.manifest import Manifest, manifest_path, output_name, read_manifest, write_manifest
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TEXTS = st.dictionaries(NAMES, NAMES, max_size=4)


@given(written=TEXTS, made_from=TEXTS, beside=TEXTS, pending=st.dictionaries(NAMES, st.lists(NAMES).map(tuple)))
def test_a_manifest_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    written: dict[str, str],
    made_from: dict[str, str],
    beside: dict[str, str],
    pending: dict[str, tuple[str, ...]],
) -> None:
    path = tmp_path_factory.mktemp("state") / "manifest.json"
    kept = Manifest(written, made_from, beside, pending)
    write_manifest(path, kept)
    assert read_manifest(path) == kept


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "{}", "null", '{"written": []}', '{"written": {}, "pending": 3}', "[" * 9999]
)
def test_a_damaged_manifest_is_empty(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(damage, encoding="utf-8")
    assert read_manifest(path) == Manifest()
    assert read_manifest(tmp_path / "none.json") == Manifest()


def test_a_manifest_of_bytes_is_empty(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"\xff\xfe\x00")
    assert read_manifest(tmp_path / "manifest.json") == Manifest()


def test_ours_is_what_was_written_or_about_to_be() -> None:
    manifest = Manifest({"pca.docx": "one"}).announcing({"pca.docx": "two"}).announcing({"pca.docx": "three"})
    assert [manifest.is_ours("pca.docx", mark) for mark in ("one", "two", "three", "four")] == [True, True, True, False]
    assert not manifest.is_ours("pra.docx", "one")


def test_ours_is_also_the_new_version_put_in_place_by_somebody() -> None:
    manifest = Manifest({"pca.docx": "one", "pca.nouveau.docx": "two"}, beside={"pca.docx": "pca.nouveau.docx"})
    assert manifest.is_ours("pca.docx", "two")
    assert not manifest.is_ours("pca.nouveau.docx", "one")


def test_announcing_twice_the_same_adds_nothing() -> None:
    once = Manifest().announcing({"a": "one"})
    assert once.announcing({"a": "one"}) == once


def test_each_output_has_its_manifest_and_one_below_the_record_moves_with_it(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    usual = manifest_path(first, first / "livrables")
    assert usual == first / ".planforge" / "manifest.json"
    assert manifest_path(first, first / "x" / ".." / "livrables") == usual
    inside, outside = manifest_path(first, first / "word"), manifest_path(first, tmp_path / "out")
    assert len({usual, inside, outside}) == 3
    assert manifest_path(second, second / "word").name == inside.name
    assert manifest_path(second, tmp_path / "out").name == outside.name


def test_an_output_folder_is_named_from_the_record(tmp_path: Path) -> None:
    home = tmp_path / "murat"
    assert output_name(home, home / "livrables") == "livrables"
    assert output_name(home, home / "a" / ".." / "b" / "c") == "b/c"
    assert output_name(home, tmp_path / "out") == (tmp_path / "out").resolve().as_posix()


def test_a_state_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / ".planforge").touch()
    with pytest.raises(OutputError) as refused:
        write_manifest(tmp_path / ".planforge" / "manifest.json", Manifest())
    said = str(refused.value).replace("\u00a0", " ")
    assert f"planforge note les documents produits dans « {tmp_path / '.planforge'} », et ne peut pas y écrire." in said


def test_the_manifest_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path, names in zip(paths, (["x", "y"], ["y", "x"]), strict=True):
        write_manifest(path, Manifest(dict.fromkeys(names, "1")))
    assert paths[0].read_bytes() == paths[1].read_bytes()
