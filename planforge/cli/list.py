"""``planforge list``: what the record holds, collection by collection, and what the library holds."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from planforge.cli.console import result, say
from planforge.cli.paragraphs import WIDTH, folded, heading, two_columns
from planforge.cli.pending_answers import tell_pending
from planforge.cli.places import record_folder
from planforge.cli.reporting import emit
from planforge.cli.shapes import entry_shape, recorded_shape, service_entry_shape
from planforge.cli.shelves import KIND_NAMES, KINDS, any_folder, library_of
from planforge.cli.tables import table
from planforge.values import close_matches, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.answers.inventory import Recorded
    from planforge.cli.root import Settings
    from planforge.cli.shapes import Shape
    from planforge.library.summaries import Found

LIBRARY = "library"
# What each collection is called, what it is asked for by in French, and what its third column says.
_COLLECTIONS = {
    "services": ("services", "Type"),
    "applications": ("applications", "Type"),
    "infrastructure": ("infrastructures", "Type"),
    "people": ("personnes", "Rôle de crise"),
    "backups": ("sauvegardes", "Méthode"),
    "suppliers": ("fournisseurs", "Contrat"),
}
_ALIASES = {"bibliotheque": LIBRARY, **{french: name for name, (french, _) in _COLLECTIONS.items()}}
_OWN = " (établissement)"
_LEGEND = (
    "Après chaque service : lignes lues dans une source publique (V), d’usage professionnel, à valider (G), "
    "calculées (C). « établissement » : entrée de votre dossier library."
)


@click.command("list")
@click.argument("what", metavar="QUOI")
@click.option("--kind", type=click.Choice(KINDS), help="Seulement ces entrées (avec « library »).")
@click.pass_obj
def command(settings: Settings, what: str, kind: str | None) -> None:
    """Lister ce que contient le dossier, ou la bibliothèque.

    QUOI : services, applications, infrastructure, people, backups, suppliers, ou library.

    \b
    planforge list services                  les services du dossier
    planforge list library --kind services   les modes dégradés de la bibliothèque
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    what = _asked(what)
    if what == LIBRARY:
        _list_library(settings, (kind,) if kind else KINDS)
        return
    if kind:
        raise click.UsageError("--kind ne sert qu’à la bibliothèque : planforge list library --kind services")
    _list_collection(settings, what)


def _asked(what: str) -> str:
    """The collection that was meant; an unknown one is told with the names it may have been meant for."""
    known = (*_COLLECTIONS, LIBRARY)
    name = _ALIASES.get(what, what)
    if name in known:
        return name
    close = dict.fromkeys(_ALIASES.get(one, one) for one in close_matches(what, [*known, *_ALIASES], 1))
    meant = f" Vouliez-vous dire {quoted(next(iter(close)))} ?" if close else ""
    raise click.UsageError(f"{quoted(what)} ne se liste pas.{meant} Valeurs : {', '.join(known)}.")


def _list_collection(settings: Settings, collection: str) -> None:
    from planforge.answers.inventory import recorded  # noqa: PLC0415 - kept out of start-up
    from planforge.answers.reading import read_record  # noqa: PLC0415 - same

    folder = record_folder(settings)
    tell_pending(folder, settings)
    record = read_record(folder)
    for notice in record.notices:
        say(notice, settings)
    entities = recorded(record.plan, collection)
    if settings.json:
        emit("list", kind=collection, folder=str(folder), entries=[recorded_shape(one) for one in entities])
    else:
        result(_collection_text(collection, entities))


def _collection_text(collection: str, entities: tuple[Recorded, ...]) -> str:
    french, third = _COLLECTIONS[collection]
    if not entities:
        return f"Le dossier n’a pas de {french}."
    name = "Fonction" if collection == "people" else "Nom"
    told = table([("Identifiant", name, third), *((one.id, one.name, one.type) for one in entities)])
    if max(map(len, told.splitlines())) <= WIDTH:
        return told
    rows = [(one.id, f"{one.name} ; {one.type}" if one.type else one.name) for one in entities]
    return "\n".join(two_columns([("Identifiant", f"{name} ; {third.lower()}"), *rows]))


def _list_library(settings: Settings, kinds: tuple[str, ...]) -> None:
    from planforge.library.summaries import EntryKind, entries  # noqa: PLC0415 - kept out of start-up

    folder = any_folder(settings)
    library = library_of(folder)
    found = {kind: entries(library, EntryKind(kind)) for kind in kinds}
    if settings.json:
        shapes = {kind: [_shape(one) for one in listed] for kind, listed in found.items()}
        emit("list", kind=LIBRARY, folder=str(folder) if folder else None, entries=shapes)
        return
    blocks = ["\n".join(_kind_text(kind, listed)) for kind, listed in found.items() if listed]
    if "services" in kinds:
        blocks.insert(0, folded(_LEGEND, 0))
    result("\n\n".join(blocks))


def _shape(found: Found) -> Shape:
    return service_entry_shape(found) if found.kind == "services" else entry_shape(found)


def _kind_text(kind: str, listed: tuple[Found, ...]) -> Iterator[str]:
    yield heading(f"{KIND_NAMES[kind][1]} ({plural(len(listed), 'entrée')})")
    if kind == "services":
        yield from _services_text(listed)
    elif kind == "systems":
        yield from _systems_text(listed)
    else:
        yield from two_columns([(one.id, _name(one)) for one in listed])


def _name(found: Found) -> str:
    return f"{found.name}{_OWN if found.own else ''}"


def _services_text(listed: tuple[Found, ...]) -> Iterator[str]:
    """The services of each perimeter, in alphabetical order, each with how much it says and how sure it is."""
    from planforge.model.services import Perimeter  # noqa: PLC0415 - kept out of start-up
    from planforge.model.words import word  # noqa: PLC0415 - same

    widest = max(len(one.id) for one in listed)
    for perimeter in Perimeter:
        group = [one for one in listed if one.entry.perimeter is perimeter]
        if group:
            yield f"{word(perimeter).capitalize()} :"
        for one in group:
            yield from two_columns([(one.id.ljust(widest), _name(one))])
            yield folded(_counted(one), indent=6)


def _counted(found: Found) -> str:
    from planforge.library.summaries import counts  # noqa: PLC0415 - kept out of start-up

    said = counts(found.entry)
    sure = ", ".join(f"{mark.value} {count}" for mark, count in said.sure.items())
    vital = "vital, " if found.entry.vital else ""
    return (
        f"{vital}{plural(said.steps, 'étape')}, {plural(said.forms, 'formulaire')}, "
        f"{said.stop} STOP, {said.catch_up} au retour ; {sure}"
    )


def _systems_text(listed: tuple[Found, ...]) -> Iterator[str]:
    from planforge.model.words import word  # noqa: PLC0415 - kept out of start-up

    for tier, group in groupby(sorted(listed, key=lambda one: one.entry.tier), key=lambda one: one.entry.tier):
        yield f"{word(tier)} :"
        yield from two_columns([(one.id, _name(one)) for one in group])
