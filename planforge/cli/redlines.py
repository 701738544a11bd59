"""``build --redline``: the changes since a version, shown in Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.written_files import TOLD, are_refused, are_unsettled, file_shape, file_text, summary
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.binder.redlining import Redlines

_WORD = "docx"
_RECORD = "planforge.yaml"
_BEFORE = "Donnez-le avant\u00a0: planforge build DOSSIER --redline."


def expect_version(folder: Path, version: str, formats: frozenset[str]) -> None:
    """Raises a usage error where there is nothing to compare: no such version, no Word document asked for."""
    from planforge.binder.redlining import NothingFrozenError, release_before  # noqa: PLC0415 - kept out of start-up

    if version and (Path(version) / _RECORD).is_file():
        raise click.UsageError(f"--redline\u00a0: «\u00a0{version}\u00a0» est un dossier. {_BEFORE}")
    if _WORD not in formats:
        raise click.UsageError("--redline compare des documents Word\u00a0: ajoutez docx à --format.")
    try:
        release_before(folder, version)
    except NothingFrozenError as error:
        raise click.UsageError(f"--redline\u00a0: {error}") from error


def redlines_text(found: Redlines, *, every: bool) -> Iterator[str]:
    """What was compared, and what calls for somebody; ``every`` file when asked."""
    count = len(found.plan.files)
    since = f"Comparaison avec la version {found.since}\u00a0: "
    same = f" ; {plural(len(found.same), 'texte inchangé', 'textes inchangés')}" if found.same else ""
    yield since + (summary(found.plan.files) if count else "aucun changement de texte") + same
    folder = found.plan.output.name
    for file in found.plan.files:
        if file.state in TOLD or every:
            yield f"  {folder}/{file_text(file)}"
    for path, why in found.left.items():
        yield f"  {path}\u00a0: non comparé, {why}"


def need_somebody(found: Redlines | None) -> bool:
    """Whether a document could not be compared, or its comparison could not take its place."""
    return found is not None and (bool(found.left) or are_unsettled(found.plan.files))


def are_kept_back(found: Redlines | None) -> bool:
    """Whether the system refused to write some of them."""
    return found is not None and are_refused(found.plan.files)


def redlines_shape(found: Redlines | None) -> dict[str, Any] | None:
    """The same for machines; nothing where it was not asked for."""
    if found is None:
        return None
    return {
        "since": found.since,
        "output": str(found.plan.output),
        "files": [file_shape(file) for file in found.plan.files],
        "same": list(found.same),
        "left": [{"path": path, "reason": why} for path, why in found.left.items()],
    }
