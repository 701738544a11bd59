from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.binder.known_pages import KnownPages, read_known_pages, write_known_pages
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = {"pca.docx": b"plan", "services/soins/pca-soins.docx": b"soins"}
PAGES = {"pca.docx": {"objet": 3, "glossaire": 12}}


def test_pages_are_known_of_the_very_same_document_only() -> None:
    known = KnownPages().learning(PAGES, PLAIN)
    assert known.of("pca.docx", b"plan") == {"objet": 3, "glossaire": 12}
    assert known.of("pca.docx", b"plan, corrected") == {}
    assert known.of("pra.docx", b"plan") == {}


def test_what_is_learnt_replaces_what_was_known_and_keeps_the_rest() -> None:
    known = KnownPages().learning(PAGES, PLAIN).learning({"services/soins/pca-soins.docx": {"repli": 8}}, PLAIN)
    known = known.learning({"pca.docx": {"objet": 4}}, {"pca.docx": b"longer"})
    assert known.of("pca.docx", b"longer") == {"objet": 4}
    assert known.of("pca.docx", b"plan") == {}
    assert known.of("services/soins/pca-soins.docx", b"soins") == {"repli": 8}


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    known = KnownPages().learning({**PAGES, "services/soins/pca-soins.docx": {"repli": 8}}, PLAIN)
    write_known_pages(tmp_path, known)
    assert read_known_pages(tmp_path) == known


def test_the_same_pages_are_kept_in_the_same_bytes(tmp_path: Path) -> None:
    kept = []
    for order in (1, -1):
        pages = dict(list({"a.docx": {"x": 1, "y": 2}, "b.docx": {"z": 3}}.items())[::order])
        write_known_pages(tmp_path, KnownPages().learning(pages, {"a.docx": b"a", "b.docx": b"b"}))
        kept.append((tmp_path / ".planforge" / "pages.json").read_bytes())
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        "{}",
        '{"documents": {"pca.docx": {}}}',
        '{"documents": {"a": {"pages": {"b": "c"}}}}',
        '{"documents": 1}',
    ],
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, damaged: str) -> None:
    write_known_pages(tmp_path, KnownPages().learning(PAGES, PLAIN))
    (tmp_path / ".planforge" / "pages.json").write_text(damaged, encoding="utf-8")
    assert read_known_pages(tmp_path) == KnownPages()


def test_no_file_is_no_page(tmp_path: Path) -> None:
    assert read_known_pages(tmp_path) == KnownPages()


def test_a_state_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / ".planforge").write_text("un fichier")
    with pytest.raises(OutputError, match=r"^pages\.json\s: impossible d’écrire ici"):
        write_known_pages(tmp_path, KnownPages())
