"""``planforge edit``: one thing of the record changed, asked as the interview asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import complain
from planforge.cli.entry import INTERRUPTED, NOT_DONE
from planforge.cli.folding import fold_and_tell
from planforge.cli.fronts import front_for
from planforge.cli.person import holder, now, user_name
from planforge.cli.places import record_folder
from planforge.values import close_matches, fold, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.cli.root import Settings
    from planforge.interview.driver import Ending
    from planforge.interview.editing import Desk
    from planforge.interview.kinds import EditKind
    from planforge.interview.steps import Front, Option

DEPTHS = ("minimum", "standard", "expert")
_MOST = 12  # identifiers told in a message
_CLOSE = 3
_APART = "« {kind} » ne peut pas être changé ici : le fichier restricted.yaml est gardé à part. Remettez-le d’abord."


@click.command("edit")
@click.argument("kind", metavar="[GENRE]", default="")
@click.argument("identifier", metavar="[ID]", default="")
@click.option("--add", is_flag=True, help="Créer un élément, puis répondre à ses questions.")
@click.option("--depth", type=click.Choice(DEPTHS), default="standard", help="Jusqu’où vont les questions.")
@click.option("--restart", is_flag=True, help="Reposer toutes ses questions, au lieu de choisir laquelle changer.")
@click.option("--text", is_flag=True, help="Texte simple, une ligne à la fois.")
@click.pass_obj
def command(settings: Settings, /, kind: str, identifier: str, **asked: Any) -> None:  # noqa: ANN401 - click's options
    """Changer une chose du dossier, sans reprendre tout le questionnaire.

    GENRE : services, applications, infrastructure, personnes, sauvegardes, fournisseurs, crise… ; sans lui, il est
    demandé. ID : identifiant ou nom ; sans lui, la liste s’ouvre.

    \b
    planforge edit                       demande quoi changer
    planforge edit services urgences     une réponse des urgences
    planforge edit personnes --add       une personne de plus dans l’annuaire
    planforge edit crise                 qui décide en crise
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    from planforge.answers.locking import locked  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.driver import Ending  # noqa: PLC0415 - same
    from planforge.interview.editing import Desk  # noqa: PLC0415 - same
    from planforge.interview.opening import Person  # noqa: PLC0415 - same
    from planforge.interview.questionnaire import Depth  # noqa: PLC0415 - same

    folder = None if kind else record_folder(settings)
    kind = kind or _chosen_kind(settings, text=asked["text"])
    if not kind:
        return
    found = _kind(kind)
    _expect_list(found, identifier, add=asked["add"])
    folder = folder or record_folder(settings)
    desk = Desk(folder, Person(user_name(), now), Depth(asked["depth"]), asked["restart"])
    if desk.is_apart(found):
        complain(_APART.format(kind=found.title), settings)
        raise click.exceptions.Exit(NOT_DONE)
    key = _key(found, identifier, desk.entries(found)) if identifier else ""
    front = front_for(settings, "edit", text=asked["text"])
    with locked(folder, holder()):
        fold_and_tell(folder, settings)
        ending = _held(desk, found, key, front, add=asked["add"])
        if ending is not Ending.INTERRUPTED:
            fold_and_tell(folder, settings)
    if ending is Ending.INTERRUPTED:
        raise click.exceptions.Exit(INTERRUPTED)


def _held(desk: Desk, kind: EditKind, key: str, front: Front, *, add: bool) -> Ending:
    from planforge.interview.changing import add as add_entry  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.changing import change, change_list  # noqa: PLC0415 - same

    if add:
        return add_entry(desk, kind, front)
    if kind.is_list and not key:
        return change_list(desk, kind, front)
    return change(desk.entry(kind, key), front, desk.name(kind, key))


def _kind(word: str) -> EditKind:
    """The kind that was meant; an unknown one is told with those that it may have been meant for."""
    from planforge.interview.kinds import close_kinds, edit_kinds, find_kind  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.loading import load_questionnaire  # noqa: PLC0415 - same

    kinds = edit_kinds(load_questionnaire())
    found = find_kind(word, kinds)
    if found is not None:
        return found
    close = " ou ".join(quoted(one.alias) for one in close_kinds(word, kinds))
    meant = f" Vouliez-vous dire {close} ?" if close else ""
    words = ", ".join(one.alias for one in kinds.values())
    raise click.UsageError(f"{quoted(word)} ne se change pas.{meant} Valeurs : {words}.")


def kind_options() -> tuple[Option, ...]:
    """What may be changed, to choose among."""
    from planforge.interview.kinds import edit_kinds  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.loading import load_questionnaire  # noqa: PLC0415 - same
    from planforge.interview.steps import Option  # noqa: PLC0415 - same

    return tuple(Option(kind.id, kind.title) for kind in edit_kinds(load_questionnaire()).values())


def _chosen_kind(settings: Settings, *, text: bool) -> str:
    """The kind that the person chooses, where she named none; "" where she thinks better of it."""
    from planforge.interview.menu import choose_kind  # noqa: PLC0415 - kept out of start-up

    try:
        return choose_kind(front_for(settings, "edit", text=text), kind_options())
    except EOFError:
        return ""


def _expect_list(kind: EditKind, identifier: str, *, add: bool) -> None:
    """Refuse an entry of what has none, and an entry to be created that is there already."""
    if not kind.is_list and (identifier or add):
        raise click.UsageError(f"{quoted(kind.title)} n’est pas une liste : planforge edit {kind.alias}")
    if identifier and add:
        raise click.UsageError(f"--add crée un élément, sans identifiant : planforge edit {kind.alias} --add")


def _key(kind: EditKind, word: str, entries: Sequence[Option]) -> str:
    """What names the entry in an address: found by its identifier, its name, or its rank where it has none."""
    words = {one.value if kind.has_ids else str(rank): one for rank, one in enumerate(entries, 1)}
    wanted = fold(word)
    found = next((one for name, one in words.items() if wanted in {fold(name), fold(one.label)}), None)
    if found is not None:
        return found.value
    raise click.UsageError(_unknown(kind, word, words))


def _unknown(kind: EditKind, word: str, words: dict[str, Option]) -> str:
    """Who was not found, and who may have been meant."""
    where = f"Rien ne s’appelle {quoted(word)} dans {quoted(kind.title)}."
    if not words:
        return f"{where} La liste est vide : planforge edit {kind.alias} --add"
    meant = " ou ".join(f"{quoted(one)} ({words[one].label})" for one in _close(word, words))
    told = f" Vouliez-vous dire {meant} ?" if meant else ""
    few = f"{', '.join(list(words)[:_MOST])}{'…' if len(words) > _MOST else ''}"
    return f"{where}{told} Identifiants : {few}"


def _close(word: str, words: dict[str, Option]) -> tuple[str, ...]:
    """The identifiers of those that hold the word in their name, and of those whose name looks like it."""
    labels = {fold(one.label): name for name, one in words.items()}
    holding = [name for label, name in labels.items() if fold(word) in label]
    looking = [labels.get(fold(one), one) for one in close_matches(word, [*words, *labels], _CLOSE)]
    return tuple(dict.fromkeys([*looking, *holding]))[:_CLOSE]
