from __future__ import annotations

from planforge.binder.writing import FileState, PlannedFile
from planforge.cli.written_files import are_refused, are_unsettled, file_shape, file_text, summary
from planforge.formats.merging import EditKind, HandEdit, Merged


def file(state: FileState, **changes: object) -> PlannedFile:
    return PlannedFile("a.docx", state, **changes)  # type: ignore[arg-type] # the tests name the fields


def test_what_is_unchanged_is_said_only_when_all_of_it_is() -> None:
    same, new = file(FileState.IDENTICAL), file(FileState.CREATED)
    assert summary([]) == "aucun document dans ces formats"
    assert summary([same, same]) == "2\u00a0documents inchangés"
    assert summary([new]) == "1\u00a0document créé"
    assert summary([same, new, file(FileState.ORPHAN)]) == (
        "2\u00a0documents, 1\u00a0créé, 1\u00a0sans objet désormais, conservé"
    )


def test_a_file_is_told_with_its_reason_and_where_the_new_one_goes() -> None:
    assert file_text(file(FileState.LOCKED, reason="ouvert")) == "a.docx\u00a0: ouvert ailleurs, conservé ; ouvert"
    beside = file(FileState.EDITED, beside="a.nouveau.docx")
    assert file_text(beside).endswith("conservé ; nouvelle version\u00a0: a.nouveau.docx")


def test_what_must_be_chosen_and_what_is_lost_are_told_with_their_words() -> None:
    merged = Merged(
        b"",
        conflicts=(
            HandEdit("Alerte", EditKind.CONFLICT, "le cadre", "le 15"),
            HandEdit("Kit", EditKind.CONFLICT, "", "armoire"),
        ),
        lost_looks=(
            HandEdit("feuille A", EditKind.LOST_LOOK, "filtre"),
            HandEdit("feuille A, image", EditKind.LOST_LOOK),
        ),
    )
    assert file_text(file(FileState.CONFLICT, merged=merged)).splitlines()[1:] == [
        "      À choisir, Alerte\u00a0: à la main «\u00a0le cadre\u00a0», dossier «\u00a0le 15\u00a0».",
        "      À choisir, Kit\u00a0: effacé à la main, dossier «\u00a0armoire\u00a0».",
        "      Non repris, feuille A\u00a0: filtre.",
        "      Non repris, feuille A, image.",
    ]


def test_who_must_choose_and_what_was_refused_are_seen() -> None:
    assert are_unsettled([file(FileState.CONFLICT)])
    assert are_unsettled([file(FileState.EDITED, beside="b.docx")])
    assert not are_unsettled([file(FileState.UPDATED)])
    assert are_refused([file(FileState.FAILED)])
    assert not are_refused([file(FileState.EDITED)])


def test_machines_get_the_state() -> None:
    assert file_shape(file(FileState.CREATED)) == {
        "path": "a.docx",
        "state": "created",
        "beside": "",
        "aside": "",
        "reason": "",
        "edits": [],
    }
