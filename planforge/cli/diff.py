"""``planforge diff``: what changed since a version, in plain French."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planforge.cli.console import result, strong
from planforge.cli.pending_answers import tell_pending
from planforge.cli.places import record_folder, today
from planforge.cli.reporting import emit
from planforge.cli.shapes import change_shape, finding_words
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.results import Finding
    from planforge.binder.comparing import Comparison, DocumentChange
    from planforge.cli.root import Settings

_TITLE = "cyan"


@click.command("diff")
@click.argument("before", default="", metavar="[A]")
@click.argument("after", default="", metavar="[B]")
@click.pass_obj
def command(settings: Settings, before: str, after: str) -> None:
    """Dire ce qui a changé de la version A à la version B.

    Sans B : jusqu’au dossier en cours. Sans A non plus : depuis la dernière version approuvée. Ne modifie rien.
    """
    from planforge.binder.comparing import comparison  # noqa: PLC0415 - kept out of start-up

    folder = record_folder(settings)
    tell_pending(folder, settings)
    found = comparison(folder, settings.as_of or today(), before, after)
    if settings.json:
        _emit(found)
    else:
        result("\n".join(_text(found)))


def _text(found: Comparison) -> Iterator[str]:
    from planforge.compose.change_words import change_line  # noqa: PLC0415 - kept out of start-up

    yield strong(f"De « {found.before} » à « {found.after} »", _TITLE)
    if not found.changes and not found.documents:
        yield "Rien n’a changé."
        return
    yield f"Dans le dossier : {plural(len(found.changes), 'changement')}."
    yield from (f"  {change_line(one, found.names)}" for one in found.changes)
    yield from _findings("Constats apparus", found.found)
    yield from _findings("Constats levés", found.solved)
    yield f"Documents qui ne disent plus la même chose : {len(found.documents)}."
    yield from (line for one in found.documents for line in _document(one))
    yield from _people(found)


def _findings(title: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    yield f"{title} : {len(findings)}."
    yield from (f"  {finding_words(one)}" for one in findings)


def _document(one: DocumentChange) -> Iterator[str]:
    codes = f" (code {one.before or 'aucun'} → {one.after or 'aucun'})" if one.before != one.after else ""
    yield f"  {one.path}{codes}"
    for label, titles in (
        ("modifié", one.sections.changed),
        ("ajouté", one.sections.added),
        ("retiré", one.sections.removed),
    ):
        shown = [title for title in titles if title]
        if shown:
            yield f"      {label} : {' ; '.join(shown)}"


def _people(found: Comparison) -> Iterator[str]:
    """Who must be told: the head and the deputy of each service of which a document changed."""
    plan = found.opened.resolved.plan
    if not found.services:
        return
    yield "À prévenir :"
    for name in found.services:
        service = plan.service[name]
        heads = [
            plan.person[one].function for one in (service.head.best, service.deputy.best) if one and one in plan.person
        ]
        yield f"  {service.name} : {', '.join(heads) or 'À COMPLÉTER (responsable du service)'}"


def _emit(found: Comparison) -> None:
    emit(
        "diff",
        before=found.before,
        after=found.after,
        changes=[change_shape(one, found.names) for one in found.changes],
        new_findings=[finding_words(one) for one in found.found],
        solved_findings=[finding_words(one) for one in found.solved],
        documents=[
            {
                "path": one.path,
                "code_before": one.before,
                "code_after": one.after,
                "added": list(one.sections.added),
                "changed": list(one.sections.changed),
                "removed": list(one.sections.removed),
            }
            for one in found.documents
        ],
        services=list(found.services),
    )
