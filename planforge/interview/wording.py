"""Every sentence of the interview that is neither in a questionnaire nor in the model: one place for all front ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.values import NBSP, close_matches, french, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planforge.interview.questionnaire import Role, Section
    from planforge.interview.steps import Position, Step

BACK, NOT_YET, HELP, PASS, QUIT = "<", "?", "aide", "passer", "q"
BACK_WORDS = frozenset({"<", "retour", "revenir"})
UNKNOWN_WORDS = frozenset({"?", "je ne sais pas", "je ne sais pas encore", "nsp"})
HELP_WORDS = frozenset({"aide", "help", "??"})
PASS_WORDS = frozenset({"passer", "plus tard"})
QUIT_WORDS = frozenset({"q", "quitter", "quit", "exit"})
FINISH_WORDS = frozenset({"t", "terminer", "fini", "fin", "non", "aucun", "aucune", "rien"})
NO_NAMES = frozenset({"oui", "o", "n", "ok", "yes", "no"})

SAVED = "Tout est enregistré."
STOP_ANY_TIME = french("Vous pouvez arrêter à tout moment (Ctrl+C, ou « q ») : tout est enregistré.")
_NOTHING_WRITTEN = french(
    "Écrivez une réponse, « ? » si vous ne savez pas encore, ou « passer » pour y revenir plus tard."
)
_ANSWER_NEEDED = french("Il faut une réponse ici, pour continuer.")
NO_SUCH_NUMBER = french("Ce numéro n’est pas dans la liste.")
NO_SUCH_CHOICE = french("Choisissez un élément de la liste.")
WHY_A_NAME = "C’est ainsi que les documents le désignent."
NAME_MISSING = french("Il manque un nom.")
NO_ANSWER = "Il manque une réponse."
NOT_HERE = french("Ce n’est pas une réponse à cette question.")
ONE_BY_ONE = french("Ajoutez-les un par un : chacun demande une réponse de plus.")
AT_THE_START = "C’est la première question."
WHO_KNOWS = french("Qui le saura ? (une fonction ; Entrée si vous ne savez pas)")
BY_WHEN = french("Pour quand ? (une date, par exemple 15/12/2026 ; Entrée si vous ne savez pas)")
PASSED = french("Passé : vous pourrez y revenir.")
YES_OR_NO = french("Répondez par oui ou par non.")
YES_BY_ENTER = french("(oui ou non ; Entrée : oui)")
NO_BY_ENTER = french("(oui ou non ; Entrée : non)")
TICKED = " (coché)"
ENTER_KEEPS = french("Entrée : garder cette réponse.")
ENTER_ACCEPTS = french("Entrée : accepter la proposition.")
ONE_NUMBER, ONE_LETTER, SEVERAL, ALL_KEPT = "un numéro", "une lettre", "des numéros", "tous les numéros à garder"
NAMES = french("des noms séparés par « ; »")
LINES = french("plusieurs réponses : séparez-les par « ; »")
CREATE = french("« + » et un nom pour l’ajouter")
NOT_AN_ENTRY = french("Ce n’est pas un nom : écrivez ce qu’il faut ajouter, ou terminez la liste.")
NOT_A_NAME = french("Ce n’est pas un nom : écrivez-le en toutes lettres, ou choisissez dans la liste.")
NO_FUNCTION = french("Écrivez la fonction de celui ou celle qui saura, par exemple « DSI », ou Entrée.")
INDISPENSABLE = french("Cette réponse est indispensable : sans elle, le dossier ne peut pas être lu.")
BEFORE_ADDING = french("Répondez d’abord : sans cela l’ajout ne peut pas être enregistré. « < » l’abandonne.")
LIST_NOT_EMPTY = french("La liste a déjà des éléments : terminez-la, vous la compléterez plus tard.")
KEPT_APART = french(
    "Le fichier restricted.yaml est gardé à part : ni les personnes, ni les sauvegardes ne sont demandées ici, et une "
    "personne absente de la liste ne peut pas être ajoutée. Répondez « ? » en disant qui le saura."
)
ALL_DONE = "Toutes les questions ont une réponse."
FINISH = "Terminer"
ADD = "Ajouter"
OTHER = "Autre (à écrire)"
RECAP = "Récapitulatif"
WHAT_TO_CHANGE = french("Voulez-vous modifier une réponse ?")
WHICH_ANSWER = french("Quelle réponse voulez-vous modifier ?")
ALL_GOOD = "Non, tout est bon"
NOT_YET_KNOWN = "Les réponses « je ne sais pas encore »"
WHICH_FOUND = french("quelle réponse ?")
OTHER_PARTS = "Revenir aux parties"
NO_CHANGE = "Revenir au récapitulatif"

_NEW = {
    "people": ("une autre personne", "Quelle est sa fonction ?"),
    "sites": ("un autre site", "Quel est le nom du site ?"),
    "teams": ("une autre équipe", "Quel est le nom de l’équipe ?"),
    "suppliers": ("un autre fournisseur", "Quel est le nom du fournisseur ?"),
    "services": ("un autre service", "Quel est le nom du service ?"),
    "applications": ("une autre application", "Quel est le nom de l’application ?"),
    "infrastructure": ("un autre élément d’infrastructure", "Quel est son nom ?"),
    "backups": ("une autre sauvegarde", "Quel est le nom de la sauvegarde ?"),
}
CREATABLE = frozenset(_NEW)
"""The collections that a reference may create an entry of: an identifier and a name (a function) are all they need."""


def new_one(collection: str) -> str:
    """« une autre personne »: the option that creates what a reference does not find."""
    return _NEW[collection][0]


def renaming(title: str) -> str:
    """« Nom, à garder ou à changer »: the first question about an entry that is changed."""
    return french(f"{title}, à garder ou à changer")


def name_question(collection: str) -> str:
    """The question that names what is created."""
    return french(_NEW[collection][1])


def heading(position: Position) -> str:
    """« Question 12 sur 41 – Vos applications – Dossier patient (ligne 2 sur 10) »."""
    row = f" (ligne{NBSP}{position.row}{NBSP}sur{NBSP}{position.rows})" if position.rows else ""
    told = [f"Question {position.number} sur {position.total}"] if position.number else []
    told += [position.section, f"{position.entry}{row}"]
    return french(" – ".join(one for one in told if one))


def announce(section: Section, questions: int, minutes: int | None = None) -> str:
    """What opens a section: its title, how many questions and minutes (by default those of the section), why."""
    length = plural(questions, "question")
    minutes = section.minutes if minutes is None else minutes
    time = f", {about(minutes)}" if minutes else ""
    return french(f"{section.title} ({length}{time}). {section.intro}".strip())


def about(minutes: int) -> str:
    """« environ 25 minutes », « environ 2 h 45 »: nobody plans a day with 168 minutes."""
    if minutes <= _MOST_MINUTES:
        return f"environ {plural(minutes, 'minute')}"
    hours, rest = divmod(round(minutes / _QUARTER) * _QUARTER, 60)
    return french(f"environ {hours} h {rest}" if rest else f"environ {hours} h")


_MOST_MINUTES, _QUARTER = 90, 15


def resumed(answered: int, total: int) -> str:
    """« Reprise : 31 réponses sur 58 déjà enregistrées. »."""
    verb = "enregistrées" if answered > 1 else "enregistrée"
    return french(f"Reprise : {plural(answered, 'réponse')} sur {total} déjà {verb}.")


def length(questions: int, minutes: int) -> str:
    """How long what is left may take."""
    told = f"Il reste {plural(questions, 'question')}"
    return french(f"{told}, {about(minutes)}." if minutes else f"{told}.")


def shared_out(minutes: Mapping[Role, int]) -> str:
    """Whose questions there are, how long each takes, and how each answers her own only."""
    return french(f"Chacun peut ne répondre qu’à sa part : {_parts(minutes)}.")


def left_to_others(minutes: Mapping[Role, int]) -> str:
    """Who is still to be asked, once somebody has answered her own part."""
    return french(f"Il reste à interroger : {_parts(minutes)}.")


def _parts(minutes: Mapping[Role, int]) -> str:
    return " ; ".join(f"{_ROLES[role]}, {about(time)} (--role {role})" for role, time in minutes.items())


_ROLES = {"quality": "qualité", "board": "direction", "service": "services", "it": "informatique"}


def saved(again: str) -> str:
    """What is said when one leaves: nothing is lost, and with which command one comes back."""
    told = f"{SAVED} {french('Pour reprendre :')}"
    apart = "\n" if len(told) + len(again) > _ONE_LINE else " "
    return f"{told}{apart}{again}" if again else SAVED


_ONE_LINE = 76  # characters: a command is copied whole


def is_command(text: str) -> bool:
    """Whether a paragraph is a command: it is copied whole, so that no line break of ours may cut it."""
    return text.startswith("planforge ")


def taken(said: str) -> str:
    """What is shown once an answer is on the disk."""
    return french(f"Noté : {said}") if said else "Noté."


def added(names: str) -> str:
    """What is shown when entries are added."""
    return french(f"Ajouté : {names}")


def finished(count: int, noun: tuple[str, str]) -> str:
    """What is shown when a list is left: « Liste terminée : 3 services »."""
    return french(f"Liste terminée : {plural(count, *noun)}") if count else "Liste laissée vide."


def removed(name: str) -> str:
    """What is shown when an entry is gone."""
    return french(f"Retiré : {name}")


def sure_to_remove(name: str, uses: int) -> str:
    """The question before an entry goes away, and what goes with it."""
    with_it = f" {plural(uses, 'réponse qui le nomme sera effacée', 'réponses qui le nomment seront effacées')}."
    return french(f"Retirer {quoted(name)} et ses réponses ?{with_it if uses else ''}")


def says(key: str, text: str) -> str:
    """« Pourquoi : … »: one line of a question, with what it is."""
    return french(f"{_LABELS[key]} : {text}".rstrip())


_LABELS = {
    "why": "Pourquoi",
    "example": "Exemple",
    "former": "Réponse actuelle",
    "suggestion": "Proposition",
    "entries": "Dans la liste",
    "options": "D’usage, à ajouter",
    "help": "Précision",
}


def or_write(way: str) -> str:
    """« un numéro, ou votre réponse »: what may be typed where something else than the choices may be."""
    return f"{way}, ou votre réponse"


def nothing_written(step: Step) -> str:
    """What is said where Enter alone is no answer."""
    return _NOTHING_WRITTEN if step.may_be_unknown else _ANSWER_NEEDED


def hint(ways: Sequence[str], *, may_be_unknown: bool, offers_back: bool = True) -> str:
    """« [ un numéro ; « < » revenir, « ? » je ne sais pas encore, « passer », « aide » ] »: what may be typed."""
    commands = ["« < » revenir"] if offers_back else []
    commands += ["« ? » je ne sais pas encore", "« passer »"] if may_be_unknown else []
    commands.append("« aide »")
    return _bracketed([*ways, ", ".join(commands)])


def menu_hint(step: Step) -> str:
    """« [ ajouter : un nom ou des numéros ; modifier : « m 1 » … ] »: what may be typed in a list."""
    new = [_NEW_ENTRY.get(step.creates, "un nom")] if step.free else []
    new += ["des numéros"] if step.options else []
    ways = [f"ajouter : {' ou '.join(new)}"] if new else []
    ways += ["modifier : « m 1 »", "retirer : « r 1 »"] if step.entries else []
    commands = ["« < » revenir", *([] if step.entries else ["« ? » je ne sais pas encore"]), "« aide »"]
    return _bracketed([*ways, "Entrée : terminer", ", ".join(commands)])


# By the title of the field that names an entry.
_NEW_ENTRY = {
    "Numéro": "un numéro de téléphone",
    "Fonction": "une fonction",
    "Validé par": "une fonction",
    "Texte": "une phrase courte",
    "Étape": "une phrase courte",
    "Intitulé": "un intitulé",
    "État imprimé": "le nom d’une liste",
}


def _bracketed(ways: Sequence[str]) -> str:
    """The ways between brackets that no line break parts from their words."""
    return french(f"[{NBSP}{' ; '.join(ways)}{NBSP}]")


def still_more(count: int) -> str:
    """What is said of a list too long to be read out."""
    return french(f"… et {plural(count, 'autre choix', 'autres choix')} : écrivez quelques lettres pour chercher.")


def as_written(text: str) -> str:
    """How to add what was written, though it is part of a longer name."""
    return french(f"Choisissez un numéro, ou « + {text} » pour l’ajouter tel quel.")


def create_it(name: str) -> str:
    """The question before something new is entered."""
    return french(f"{quoted(name)} n’est pas encore dans la liste. L’ajouter ?")


def not_listed(name: str, labels: Iterable[str] = ()) -> tuple[str, str]:
    """Why what is none of the choices is refused, and what to do; the choice that it looks like, if any."""
    close = close_matches(name, labels, 1)
    meant = french(f"Vouliez-vous dire {quoted(close[0])} ?") if close else NO_SUCH_CHOICE
    return french(f"{quoted(name)} n’est pas dans la liste."), meant


def kept_apart(name: str) -> tuple[str, str]:
    """Why a person cannot be named where the file of persons is kept elsewhere, and what to do."""
    why = french(f"{quoted(name)} ne peut pas être choisi ici : le fichier restricted.yaml est gardé à part.")
    return why, french("Répondez « ? » en disant qui le saura.")


def no_number(text: str) -> tuple[str, str]:
    """Why what cannot be called is refused, and what to write."""
    what = f"{quoted(text)} n’est pas un numéro de téléphone complet."
    return french(what), french("Écrivez par exemple « 06 12 34 56 78 », ou « 15 ».")


def help_text(step: Step) -> str:
    """The help of a question, an example, and what may be typed."""
    example = f"Exemple : {step.example}" if step.example else ""
    ways = ["« < » pour revenir à la question d’avant"]
    ways += ["« ? » si vous ne savez pas encore", "« passer » pour y revenir plus tard"] if step.may_be_unknown else []
    also = f"Vous pouvez aussi écrire : {', '.join(ways)}, « q » pour quitter (tout est enregistré)."
    return french("\n".join(one for one in (step.help, example, also) if one))


def not_taken(lines: Sequence[str]) -> str:
    """What is said of the lines of a paste that no question asked for."""
    which = plural(len(lines), "ligne de plus n’a pas été prise", "lignes de plus n’ont pas été prises")
    told = ", ".join([*(quoted(line) for line in lines[:_FEW_LINES]), *(["…"] if len(lines) > _FEW_LINES else [])])
    return french(f"{which} en compte ({told}). Collez une réponse à la fois, sur une seule ligne.")


_FEW_LINES = 3


def by_enter(label: str) -> str:
    """« Entrée : revenir au menu »: what Enter alone does where something is chosen beside the questions."""
    return french(f"Entrée : {label[:1].lower()}{label[1:]}")


def choice_help() -> str:
    """What may be typed where something is chosen beside the questions."""
    return french("Vous pouvez aussi écrire : quelques lettres pour chercher, « < » pour revenir, « q » pour quitter.")


def recap_line(title: str, answered: int, total: int, open_: int, unknown: int) -> str:
    """« Votre établissement : 12 réponses sur 14, 1 à retrouver, 1 sans réponse »."""
    told = [f"{plural(answered, 'réponse')} sur{NBSP}{total}"]
    told += [f"{unknown} à retrouver"] if unknown else []
    told += [f"{open_} sans réponse"] if open_ else []
    return french(f"{title} : {', '.join(told)}")


def answer_line(title: str, entry: str, said: str) -> str:
    """« Urgences – Lits ou places : 12 », « Qui est responsable du service ? Chef de service »: one answer."""
    whose = f"{entry} – " if entry else ""
    asked = title if title.endswith("?") else f"{title} :"
    return french(f"{whose}{asked} {said or 'sans réponse'}")


def nothing_holds(text: str) -> str:
    """What is said where nothing in a list holds what was written."""
    return french(f"Rien ne contient {quoted(text)}.")
