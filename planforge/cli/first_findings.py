"""What an interview ends with: the gravest findings in words, and the command that comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.cli.console import result
from planforge.cli.next_command import next_command
from planforge.cli.paragraphs import folded
from planforge.cli.places import today
from planforge.values import french, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planforge.binder.checking import Check
    from planforge.cli.root import Settings

_FEW = 3


def tell_findings(folder: Path, settings: Settings) -> None:
    """Check the record and print its first findings. Raises ``RecordError`` where it cannot be read."""
    from planforge.binder.checking import check  # noqa: PLC0415 - kept out of start-up

    found = check(folder, settings.as_of or today())
    result("\n".join(_text(found, folder)))


def _text(found: Check, folder: Path) -> Iterator[str]:
    yield ""
    if found.findings:
        yield french("Ce que planforge remarque d’abord :")
    for placed in found.one_of_each_rule[:_FEW]:
        yield folded(french(f"- {placed.sentence.message}"), indent=0, hang=2)
        yield folded(french(f"À faire : {placed.sentence.action} ({placed.sentence.who})"))
    counts = f"{plural(len(found.findings), 'constat')}, {plural(len(found.gaps), 'réponse')} à compléter."
    # The name of a folder is no French: its apostrophes stay as they are.
    yield f"{french(f'En tout : {counts} Pour les voir :')} {next_command(folder, 'check')}"
    yield f"{french('Pour produire les documents :')} {next_command(folder, 'build')}"
