"""The menu that opens where no command is given: what may be done, in words, by the name of what does it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.interview import wording
from planforge.interview.choosing import choice, choose
from planforge.interview.questionnaire import Role, Section
from planforge.interview.steps import Answer, Back, Help, Kind, Option, Position, Quit, Refusal, Step
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.interview.steps import Front

_SECTION = Section.model_construct(id="menu", title="", role=Role.QUALITY, items=())
_TITLE = french("Que voulez-vous faire ?")
_HERE = french("Dans quel dossier ? (Entrée : celui qui est proposé)")
_WHICH_FOLDER = french("Quel dossier voulez-vous ouvrir ?")
_WHICH_EXAMPLE = french("Quel exemple voulez-vous ouvrir ?")
_WHICH_KIND = french("Que voulez-vous changer ?")
_BACK = "Revenir au menu"
_AT_THE_MENU = french("Vous êtes au menu : « q » pour quitter.")
_NO_RECORD = french("Aucun dossier d’établissement ici ({here}).")
_FOLDER = french("Dossier : {folder}")


_WHOSE = french("À qui sont posées les questions ?")
_EVERYBODY = "all"
_ROLES = {
    _EVERYBODY: "À tous, l’un après l’autre",
    Role.QUALITY.value: "À la qualité",
    Role.BOARD.value: "À la direction",
    Role.SERVICE.value: "Aux responsables de service",
    Role.IT.value: "À l’informatique",
}
_HOW = (
    "Pour choisir : le numéro ou les flèches, puis Entrée. Pour arrêter : « q », puis Entrée ; rien n’est perdu. "
    "Les mêmes choses sans ce menu : planforge --help"
)


class Act(StrEnum):
    """What an entry of the menu does: the name of a command, or of what the menu itself does."""

    INTERVIEW = "interview"
    SERVE = "serve"
    EDIT = "edit"
    CHECK = "check"
    BUILD = "build"
    DOCUMENTS = "documents"
    CREATE = "create"
    EXAMPLE = "example"
    OTHER_FOLDER = "other-folder"
    HELP = "help"
    QUIT = "quit"


_TOLD = {
    Act.INTERVIEW: "les questions, là où vous en étiez. Chaque réponse est enregistrée aussitôt.",
    Act.SERVE: "les mêmes questions dans une page, sur ce poste seulement.",
    Act.EDIT: "un service, une personne, une application, sans refaire tout le questionnaire.",
    Act.CHECK: "ce qui manque et ce qui se contredit. Rien n’est modifié.",
    Act.BUILD: "les documents Word et Excel, à partir de vos réponses. À refaire aussi souvent que vous voulez.",
    Act.DOCUMENTS: "la fenêtre où ils se trouvent.",
    Act.CREATE: "trois questions, puis le questionnaire.",
    Act.EXAMPLE: "un établissement inventé, déjà rempli, pour voir ce que donnent les documents.",
    Act.OTHER_FOLDER: "celui d’un autre établissement, ou d’un autre jour.",
}


@dataclass(frozen=True)
class Standing:
    """What the menu knows of where it is: ``folder`` as people read it, whether it holds a record, and what of it.

    ``commands`` are those that this planforge has: what it lacks is not offered.
    """

    folder: str
    commands: frozenset[str]
    recorded: bool = False
    name: str = ""
    begun: bool = False


def entries(standing: Standing) -> tuple[Option, ...]:
    """What may be done here, in the order a person needs it."""
    offered = _recorded(standing) if standing.recorded else _unrecorded()
    ours = frozenset(Act) - {Act.INTERVIEW, Act.SERVE, Act.EDIT, Act.CHECK, Act.BUILD}
    return tuple(Option(act.value, french(label)) for act, label in offered if act in ours or act in standing.commands)


def _recorded(standing: Standing) -> Iterator[tuple[Act, str]]:
    yield Act.INTERVIEW, "Reprendre le questionnaire" if standing.begun else "Commencer le questionnaire"
    yield Act.SERVE, "Répondre dans le navigateur"
    yield Act.EDIT, "Changer une chose"
    yield Act.CHECK, "Vérifier le dossier"
    yield Act.BUILD, "Produire les documents"
    yield Act.DOCUMENTS, "Ouvrir le dossier des documents"
    yield Act.HELP, "Aide"
    yield Act.QUIT, "Quitter"


def _unrecorded() -> Iterator[tuple[Act, str]]:
    yield Act.CREATE, "Créer le dossier de mon établissement"
    yield Act.EXAMPLE, "Ouvrir un exemple"
    yield Act.OTHER_FOLDER, "Ouvrir un dossier déjà commencé"
    yield Act.HELP, "Aide"
    yield Act.QUIT, "Quitter"


def choose_act(front: Front, standing: Standing) -> Act:
    """What the person wants to do. Raises ``EOFError`` where there is nothing left to read."""
    step = replace(_step(_heading(standing), _TITLE, options=entries(standing)), offers_back=False)
    refusal: Refusal | None = None
    while True:
        refused = wording.NO_SUCH_NUMBER
        match front.ask(step, refusal):
            case Quit():
                return Act.QUIT
            case Help():
                return Act.HELP
            case Back():
                refused = _AT_THE_MENU
            case Answer(str(text)):
                value = step.find(text)
                if value is not None:
                    front.taken(step, step.label(value))
                    return Act(value)
        refusal = Refusal(refused)


def _heading(standing: Standing) -> str:
    if not standing.recorded:
        return _NO_RECORD.format(here=standing.folder)
    about = f" – {standing.name}" if standing.name else ""
    return f"{_FOLDER.format(folder=standing.folder)}{about}"


def choose_role(front: Front) -> str | None:
    """Whose questions to put, "" for everybody's; None to go back to the menu."""
    chosen = _choose(front, _WHOSE, tuple(Option(role, french(label)) for role, label in _ROLES.items()))
    return None if not chosen else "" if chosen == _EVERYBODY else chosen


def help_lines(standing: Standing) -> tuple[str, ...]:
    """What each entry does, and how one chooses: for people who never saw a terminal."""
    offered = (Act(one.value) for one in entries(standing))
    told = (f"{one.label} : {_TOLD[act]}" for one, act in zip(entries(standing), offered, strict=True) if act in _TOLD)
    return tuple(map(french, (*told, _HOW)))


def choose_example(front: Front, names: tuple[str, ...]) -> str:
    """The example to open; "" to go back to the menu."""
    return _choose(front, _WHICH_EXAMPLE, tuple(Option(name, name) for name in names))


def choose_kind(front: Front, kinds: tuple[Option, ...]) -> str:
    """The kind of thing to change, which a few letters find; "" to go back to the menu."""
    return _choose(front, _WHICH_KIND, kinds)


def folder_to_create(front: Front, proposed: str) -> str:
    """Where to begin a record; "" to go back to the menu."""
    return _write(front, _HERE, proposed)


def folder_to_open(front: Front) -> str:
    """Which folder to open; "" to go back to the menu."""
    return _write(front, _WHICH_FOLDER)


def _choose(front: Front, title: str, options: tuple[Option, ...]) -> str:
    chosen = choose(front, choice(_SECTION, title, options, _BACK))
    return chosen if isinstance(chosen, str) else ""


def _write(front: Front, title: str, proposed: str = "") -> str:
    """The line that was written; "" for « back » and anything that is no answer."""
    step = _step("", title, Kind.TEXT, proposed=proposed)
    while isinstance(reply := front.ask(step, None), Help):
        front.tell(wording.help_text(step))
    return reply.raw.strip() if isinstance(reply, Answer) and isinstance(reply.raw, str) else ""


def _step(
    heading: str, title: str, kind: Kind = Kind.CHOICE, options: tuple[Option, ...] = (), proposed: str = ""
) -> Step:
    return Step(
        token="",
        section=_SECTION,
        address=(),
        kind=kind,
        position=Position(""),
        heading=heading,
        title=title,
        options=options,
        suggestion=(proposed,) if proposed else (),
        suggestion_text=proposed,
        may_be_unknown=False,
        may_be_empty=not proposed,
    )
