"""The few words that only a screen with keys needs; all others are in ``interview.wording``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.interview.steps import Back, Help, Pass, Quit, Unknown
from planforge.values import french, quoted

if TYPE_CHECKING:
    from planforge.interview.steps import Reply

PROMPT = ">"
SEPARATOR = "; "  # between the items of a list that is written in one line
POINTER = "»"  # in every Windows code page
TICKED, NOT_TICKED = "[x] ", "[ ] "

YES, NO = "oui", "non"
BACK = "< Revenir"
NOT_YET = "? Je ne sais pas encore"
OTHER = "Autre (à écrire)"
ADD = "Ajouter"
FINISH = "Terminer la liste"
NOTHING_TO_ADD = french("Rien à ajouter : continuer")
CHANGE, REMOVE = "Modifier", "Retirer"

NOTHING_TICKED = french("Rien n’est coché : la barre d’espace coche un choix, Entrée valide.")
TICKS_WAIT = french("Les autres choix que vous aviez cochés attendent : rouvrez cette réponse pour les valider.")
_UNKNOWN = french("« ? » (F3) je ne sais pas encore, « passer »")
_AT_A_LINE = french("Entrée : valider ; « < » (F2) revenir")
_IN_A_LIST = "Flèches et Entrée ; lettres pour chercher"
_IN_TICKS = french("Espace : cocher ; Entrée : valider ; lettres pour chercher")
_YES_NO = french("[ « o » ou « n », puis Entrée ]")
_NEW_LINE = french("Alt+Entrée : à la ligne")


_COMMANDS: dict[type, str] = {
    Back: BACK,
    Unknown: NOT_YET,
    Help: "Aide",
    Pass: french("Passer cette question : j’y reviendrai"),
    Quit: french("Quitter : tout est enregistré"),
}


def commands(reply: Reply) -> str:
    """The row of a command that was typed in a list."""
    return _COMMANDS[type(reply)]


def at_a_line(*, may_be_unknown: bool, several_lines: bool) -> str:
    """What may be done where an answer is written."""
    ways = [_AT_A_LINE, *([_UNKNOWN] if may_be_unknown else []), "« aide »", *([_NEW_LINE] if several_lines else [])]
    return french(f"[ {', '.join(ways)} ]")


def in_a_list(*, many: bool, yes_no: bool = False, may_pass: bool = False) -> str:
    """What may be done in a list."""
    words = "« passer », « aide »" if may_pass else "« aide »"
    return _YES_NO if yes_no else french(f"[ {_IN_TICKS if many else _IN_A_LIST} ; {words} ]")


def keep(said: str) -> str:
    """The row that leaves an answer as it is."""
    return french(f"Garder : {said}")


def add(name: str) -> str:
    """The row that adds what was typed."""
    return french(f"{ADD} {quoted(name)}")


def answer(text: str) -> str:
    """The row that answers with what was typed."""
    return french(f"Répondre {quoted(text)}")


def no_match(text: str) -> str:
    """What is shown where nothing in the list holds what was typed."""
    return french(f"Rien ne contient {quoted(text)}.")


def more(count: int) -> str:
    """What is shown where the list goes on beyond what the screen holds."""
    return f"… (encore {count})"
