"""``planforge adopt``: hand edits of a document moved into the record, or into the hospital's own template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import result
from planforge.cli.pending_answers import tell_pending
from planforge.cli.person import holder
from planforge.cli.places import record_folder
from planforge.cli.reporting import emit
from planforge.cli.shapes import edit_shape
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.binder.adopting import Adoption
    from planforge.cli.root import Settings

_HOMES = {"record": "va dans le dossier", "template": "va dans votre modèle", "nowhere": "reste dans le document"}


@click.command("adopt")
@click.argument("document", metavar="FICHIER", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Dire où irait chaque texte, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, document: Path, *, dry_run: bool) -> None:
    """Ranger à sa place ce qui a été écrit à la main dans un document.

    Un texte que le dossier dit à un seul endroit y est corrigé ; une phrase d’un modèle l’est dans votre copie de
    ce modèle.
    """
    from planforge.binder.adopting import AdoptRequest, adopt  # noqa: PLC0415 - kept out of start-up

    folder = record_folder(settings)
    tell_pending(folder, settings)
    found = adopt(AdoptRequest(folder, document, holder(), settings.as_of, dry_run))
    if settings.json:
        emit("adopt", dry_run=dry_run, edits=[_shape(one) for one in found])
    else:
        result("\n".join(_text(found, dry_run=dry_run)))


def _text(found: tuple[Adoption, ...], *, dry_run: bool) -> Iterator[str]:
    if not found:
        yield "Rien n’a été écrit à la main dans ce document."
        return
    yield f"{plural(len(found), 'texte écrit à la main', 'textes écrits à la main')} :"
    for one in found:
        yield f"  « {one.edit.theirs or one.edit.ours} » {_HOMES[one.home.value]} ({one.place})"
    yield "Rien n’a été écrit." if dry_run else "Pour refaire les documents : planforge build"


def _shape(one: Adoption) -> dict[str, object]:
    return {**edit_shape(one.edit), "home": one.home.value, "place": one.place, "data_path": list(one.path)}
