from __future__ import annotations

from dataclasses import replace

from planforge.analysis.written import Contents, Written, WrittenDocument

PCA = Contents("pca", "", "PCA")
SHEET = Contents("fiche", "bloc", "Fiche dégradée – Bloc")
NOW, BEFORE = "now", "before"


def fresh(path: str, contents: Contents | None = PCA) -> WrittenDocument:
    return WrittenDocument(path, NOW, fresh=True, contents=contents)


def old(path: str, mark: str = BEFORE) -> WrittenDocument:
    return WrittenDocument(path, mark, contents=PCA)


def test_what_is_fresh_is_read_once_whatever_its_formats() -> None:
    written = Written((fresh("pca.docx"), fresh("pca.md"), fresh("fiche.docx", SHEET)))
    assert written.read == (PCA, SHEET)
    assert not written.stale
    assert not written.by_hand


def test_what_is_older_than_the_record_or_was_never_noted_is_not_read() -> None:
    for one in (old("pra.docx"), fresh("pra.docx", None)):
        written = Written((fresh("pca.docx"), one))
        assert written.read == (PCA,)
        assert written.stale


def test_nobody_knows_what_was_written_by_hand() -> None:
    edited = replace(old("pca.docx", NOW), by_hand=True)
    written = Written((edited, fresh("fiche.docx", SHEET)))
    assert written.read == (SHEET,)
    assert written.by_hand
    assert not written.stale


def test_documents_of_some_kinds() -> None:
    written = Written((fresh("pca.docx"), fresh("fiche.docx", SHEET), fresh("x.docx", None)))
    assert [one.path for one in written.of("fiche", "pra").documents] == ["fiche.docx"]


def test_apart_are_those_that_the_record_as_it_is_did_not_make_even_when_they_are_most() -> None:
    written = Written((old("a.docx"), old("b.docx"), fresh("c.docx")))
    assert [one.path for one in written.apart] == ["a.docx", "b.docx"]


def test_where_all_are_older_apart_are_the_fewest() -> None:
    written = Written((old("a.docx", "first"), old("b.docx"), old("c.docx")))
    assert [one.path for one in written.apart] == ["a.docx"]


def test_documents_of_one_state_are_not_apart_however_old() -> None:
    assert Written((old("a.docx"), old("b.docx"))).apart == ()
    assert Written(()).apart == ()


def test_a_file_that_no_build_made_stands_apart() -> None:
    assert [one.path for one in Written((WrittenDocument("a.docx", "", by_hand=True), fresh("b.docx"))).apart] == [
        "a.docx"
    ]
