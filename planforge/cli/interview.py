"""``planforge interview``: the questions, where they were left; then the record written, checked, and what is next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from planforge.cli.console import complain, result, say
from planforge.cli.entry import INTERRUPTED, USAGE
from planforge.cli.first_findings import tell_findings
from planforge.cli.folding import fold_and_tell
from planforge.cli.fronts import front_for
from planforge.cli.next_command import next_command
from planforge.cli.person import holder, now, user_name
from planforge.cli.places import RECORD, record_folder_if_any
from planforge.values import close_matches, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.cli.root import Settings
    from planforge.interview.driver import Ending
    from planforge.interview.outline import Filters
    from planforge.interview.steps import Front

ROLES = ("quality", "board", "service", "it")
DEPTHS = ("minimum", "standard", "expert")
SCOPES = ("minimum", "vital", "all")
_NOTHING_BEGUN = "Rien n’a été créé. Pour un autre dossier, dites lequel : planforge -C mon-etablissement interview"


@click.command("interview")
@click.option("--section", default="", metavar="S", help="Seulement cette partie du questionnaire.")
@click.option("--role", type=click.Choice(ROLES), help="Qui répond : qualité, direction, service ou informatique.")
@click.option("--for", "document", default="", metavar="D", help="Seulement ce qui manque à ce document : pca, fiche…")
@click.option("--depth", type=click.Choice(DEPTHS), default="minimum", help="Jusqu’où vont les questions.")
@click.option(
    "--scope",
    type=click.Choice(SCOPES),
    default="minimum",
    help="Services passés en revue : trois périmètres, vitaux, tous.",
)
@click.option("--text", is_flag=True, help="Texte simple, une ligne à la fois.")
@click.option("--restart", is_flag=True, help="Reposer toutes les questions ; les réponses données sont proposées.")
@click.pass_obj
def command(settings: Settings, /, *, text: bool, **asked: Any) -> None:  # noqa: ANN401 - click hands the options over
    """Répondre aux questions, à son rythme : chaque réponse est enregistrée aussitôt.

    \b
    planforge interview                commence, ou reprend où l’on s’était arrêté
    planforge interview --role it      les questions de l’informatique
    planforge interview --for fiche    ce qui manque aux fiches des services
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    filters = _filters(asked)
    front = front_for(settings, "interview", text=text)
    folder = _folder(settings, front)
    from planforge.answers.locking import locked  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.driver import Ending  # noqa: PLC0415 - same

    again = next_command(folder, "interview", *_options(asked))
    with locked(folder, holder()):
        ending = _held(settings, _Sitting(folder, filters, front, again))
    if ending is Ending.INTERRUPTED:
        raise click.exceptions.Exit(INTERRUPTED)
    if ending is Ending.DONE:
        _tell_others(folder, filters)
        tell_findings(folder, settings)


class _Sitting(NamedTuple):
    """Where, what, with whom; ``again`` is the command that resumes it."""

    folder: Path
    filters: Filters
    front: Front
    again: str


def _options(asked: dict[str, Any]) -> Iterator[str]:
    """The options that say what is asked, as they were typed."""
    usual = {"depth": "minimum", "scope": "minimum"}
    for key, option in {
        "document": "for",
        "section": "section",
        "role": "role",
        "depth": "depth",
        "scope": "scope",
    }.items():
        if asked[key] and asked[key] != usual.get(key):
            yield from (f"--{option}", asked[key])


def _held(settings: Settings, sitting: _Sitting) -> Ending:
    """How the sitting ended; what was answered before and during it is in the record's files, but after a Ctrl-C."""
    from planforge.interview.driver import Ending, conduct  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.opening import (  # noqa: PLC0415 - same
        Person,
        in_our_format,
        open_beginning,
        open_session,
        write_begun,
    )

    folder, filters, front, again = sitting
    person = Person(user_name(), now)
    if not (folder / RECORD).is_file():
        begun = open_beginning(folder, person)
        ending = conduct(begun, front, whole=False, again=again)
        if ending is not Ending.DONE:
            return ending
        for path in write_begun(folder, begun, filters.scope):
            say(f"Écrit : {path}", settings)
    in_our_format(folder)
    fold_and_tell(folder, settings)
    session = open_session(folder, filters, person)
    if not session.interview.listed:
        result("Rien à demander : aucune question ne correspond à ces options.")
        return Ending.DONE
    ending = conduct(session, front, again=again)
    if ending is not Ending.INTERRUPTED:
        fold_and_tell(folder, settings)
    return ending


def _tell_others(folder: Path, filters: Filters) -> None:
    """Say whose questions are still open, to whom answered those of one role."""
    from planforge.interview.driver import minutes_by_role  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.opening import Person, open_session  # noqa: PLC0415 - same
    from planforge.interview.outline import Filters  # noqa: PLC0415 - same
    from planforge.interview.wording import left_to_others  # noqa: PLC0415 - same

    if filters.role is None:
        return
    everybody = Filters(depth=filters.depth, scope=filters.scope)
    minutes = minutes_by_role(open_session(folder, everybody, Person("", now)).interview.progress())
    minutes.pop(filters.role, None)
    if minutes:
        result(f"\n{left_to_others(minutes)}")


def _folder(settings: Settings, front: Front) -> Path:
    """The folder of the record; where there is none, the one that the person agrees to begin one in."""
    if settings.folder is None or settings.folder.exists():
        found = record_folder_if_any(settings)
        if found is not None and (found / RECORD).is_file():
            return found
    folder = settings.folder or Path.cwd()
    if _is_begun(folder):
        return folder
    question = f"Il n’y a pas encore de dossier d’établissement dans « {folder.resolve()} ». Le créer ?"
    try:
        agreed = front.confirm(question, usual=True)
    except EOFError:
        agreed = False
    if not agreed:
        complain(_NOTHING_BEGUN, settings)
        raise click.exceptions.Exit(USAGE)
    _make(folder)
    return folder


def _make(folder: Path) -> None:
    """Make the folder. Raises ``OutputError`` where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from planforge.answers.saving import reason  # noqa: PLC0415 - only when something went wrong
        from planforge.errors import OutputError  # noqa: PLC0415 - same

        raise OutputError(f"Le dossier « {folder} » ne peut pas être créé ({reason(error)}).") from error


def _is_begun(folder: Path) -> bool:
    """Whether the questions that come before a record were begun there."""
    from planforge.answers.journal import JOURNAL  # noqa: PLC0415 - kept out of start-up

    return (folder / JOURNAL).is_file()


def _filters(asked: dict[str, Any]) -> Filters:
    from planforge.interview.documents import document_fields  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.loading import load_questionnaire  # noqa: PLC0415 - same
    from planforge.interview.outline import Filters  # noqa: PLC0415 - same
    from planforge.interview.questionnaire import Depth, Role, Scope  # noqa: PLC0415 - same

    section, document = asked["section"], asked["document"]
    if section:
        _expect("--section", section, [one.id for one in load_questionnaire().sections])
    if document:
        _expect("--for", document, document_fields())
    return Filters(
        role=Role(asked["role"]) if asked["role"] else None,
        section=section,
        depth=Depth(asked["depth"]),
        scope=Scope(asked["scope"]),
        fields=document_fields().get(document, frozenset()),
        again=asked["restart"],
    )


def _expect(option: str, word: str, known: Iterable[str]) -> None:
    """Refuse a word that is not one of these, with the one that it may have been meant for."""
    words = list(known)
    if word not in words:
        close = close_matches(word, words, 1)
        meant = f" Vouliez-vous dire « {close[0]} » ?" if close else ""
        raise click.UsageError(f"{option} : {quoted(word)} n’existe pas.{meant} Valeurs : {', '.join(words)}.")
