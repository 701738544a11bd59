"""What became of each file that a command writes, in French and for machines: the same words everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.cli.shapes import edit_shape
from planforge.values import plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planforge.binder.writing import PlannedFile
    from planforge.formats.merging import HandEdit

_WORDS = {
    "created": ("créé", "créés"),
    "updated": ("modifié", "modifiés"),
    "identical": ("inchangé", "inchangés"),
    "edited": ("modifié à la main, conservé", "modifiés à la main, conservés"),
    "conflict": (
        "à relire\u00a0: écrit à la main et changé dans le dossier",
        "à relire\u00a0: écrits à la main et changés dans le dossier",
    ),
    "locked": ("ouvert ailleurs, conservé", "ouverts ailleurs, conservés"),
    "failed": ("impossible à écrire", "impossibles à écrire"),
    "orphan": ("sans objet désormais, conservé", "sans objet désormais, conservés"),
}
TOLD = frozenset({"edited", "conflict", "locked", "failed", "orphan"})  # states that are said without being asked
_CARRIED = "modifié à la main, repris"
_SHORT = 60  # characters of a text shown in a line
_NOT_WRITTEN = frozenset({"locked", "failed"})


def summary(files: Sequence[PlannedFile]) -> str:
    """« 14 documents, 2 modifiés », « 14 documents inchangés »: what is unchanged is said only when all of it is."""
    if not files:
        return "aucun document dans ces formats"
    counts = {state: sum(file.state == state for file in files) for state in _WORDS}
    said = [state for state, count in counts.items() if count and state != "identical"] or ["identical"]
    if counts[said[0]] == len(files):
        return f"{plural(len(files), 'document')} {_WORDS[said[0]][len(files) > 1]}"
    alive = len(files) - counts["orphan"]
    return ", ".join([plural(alive, "document"), *(plural(counts[state], *_WORDS[state]) for state in said)])


def file_text(file: PlannedFile) -> str:
    """A file and what became of it, with what people wrote in it on the lines below."""
    details = [f"nouvelle version\u00a0: {file.beside}"] if file.beside else []
    details += [file.reason] if file.reason else []
    words = _CARRIED if file.merged and file.state.value == "edited" else _WORDS[file.state][0]
    said = f"{file.path}\u00a0: {words}"
    return "\n".join([" ; ".join([said, *details]), *_edits_text(file)])


def _edits_text(file: PlannedFile) -> Iterator[str]:
    """What was carried over, what must be settled, what could not be carried."""
    if file.merged is None:
        return
    kept, conflicts, looks = file.merged.kept, file.merged.conflicts, file.merged.lost_looks
    if kept:
        yield f"      {plural(len(kept), 'ajout à la main repris', 'ajouts à la main repris')}."
    for edit in conflicts:
        theirs = f"à la main {quoted(_short(edit.theirs))}" if edit.theirs else "effacé à la main"
        yield f"      À choisir, {edit.where}\u00a0: {theirs}, dossier {quoted(_short(edit.ours))}."
    for edit in looks:
        what = f"\u00a0: {_short(edit.theirs)}" if edit.theirs else ""
        yield f"      Non repris, {edit.where}{what}."
    if file.aside:
        yield f"      Le fichier d’avant est gardé\u00a0: {file.aside}"


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"


def are_unsettled(files: Iterable[PlannedFile]) -> bool:
    """Whether somebody must choose between two texts, or take over a file that could not be merged."""
    return any(file.state.value == "conflict" or file.beside or file.aside for file in files)


def are_refused(files: Iterable[PlannedFile]) -> bool:
    """Whether the system refused to write some of the files."""
    return any(file.state.value in _NOT_WRITTEN for file in files)


def file_shape(file: PlannedFile) -> dict[str, Any]:
    """A file for machines."""
    return {
        "path": file.path,
        "state": file.state.value,
        "beside": file.beside,
        "aside": file.aside,
        "reason": file.reason,
        "edits": [edit_shape(edit) for edit in _edits(file)],
    }


def _edits(file: PlannedFile) -> tuple[HandEdit, ...]:
    return (*file.merged.conflicts, *file.merged.kept, *file.merged.lost_looks) if file.merged else ()
