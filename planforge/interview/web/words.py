"""Every sentence of the web form that its code says; what always stands on a page is in its template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planforge.interview.questionnaire import Depth, Role, Scope
from planforge.interview.wording import about
from planforge.values import french, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PRINTED = "Ouvrez l’adresse complète, écrite dans la fenêtre où planforge a été lancé."

ONLY_GET_AND_POST: Final = french("Cette demande n’est pas de celles qu’un navigateur fait ici.")
FOREIGN_HOST: Final = french(f"Cette page n’est servie qu’à une seule adresse. {_PRINTED}")
NO_COOKIE: Final = french(f"Ce navigateur n’a pas la clé de cette page. {_PRINTED}")
WRONG_KEY: Final = french(
    f"Cette clé n’est pas la bonne : elle change à chaque lancement. {_PRINTED} Rien n’est perdu : tout ce qui a été "
    "enregistré est toujours là."
)
FOREIGN_FORM: Final = french("Ce formulaire ne vient pas de cette page : rien n’a été enregistré.")
NOT_A_FORM: Final = french("Cet envoi n’est pas un formulaire de cette page : rien n’a été enregistré.")
OLD_FORM: Final = french(
    "Ce formulaire date d’un lancement précédent : il n’a pas été enregistré. "
    "Revenez au questionnaire, puis recommencez."
)
TOO_LARGE: Final = french("Cet envoi est trop gros : rien n’a été enregistré. Revenez en arrière, puis raccourcissez.")
UNREADABLE: Final = french("Cette demande ne peut pas être lue : rien n’a été enregistré.")
NO_SUCH_PAGE: Final = french("Cette page n’existe pas.")
BROKEN: Final = french(
    "planforge n’a pas pu afficher cette page : c’est une erreur du programme, pas la vôtre. Tout ce qui a été "
    "enregistré est toujours là."
)

GONE: Final = french("La question n’est plus posée : voici la suivante.")
CHANGED: Final = french(
    "Cette réponse avait changé entre-temps (autre onglet, ou formulaire déjà envoyé) : rien n’a été enregistré cette "
    "fois. Voici où vous en êtes."
)
ADDING_FIRST: Final = french("Un ajout est en cours : répondez d’abord à cette question, ou revenez pour l’abandonner.")
BEGIN_FIRST: Final = french("Répondez d’abord à ces quelques questions.")
WRITE_OTHER: Final = french("Écrivez votre réponse dans le champ « Autre », ou choisissez une réponse de la liste.")
NOTHING_TO_ADD: Final = french("Cochez un élément, ou écrivez un nom, puis ajoutez.")

START: Final = "Accueil"
FINISHED: Final = "Vos réponses sont écrites"
STOP: Final = "Arrêter pour aujourd’hui"
STOPPED: Final = "Tout est enregistré"
REFUSED: Final = "Page non servie"
NOT_DONE: Final = "Cela n’a pas pu être fait"
EVERYBODY: Final = "Tout le monde, toutes les questions"
PROPOSED: Final = "Proposition"

ROLES: Final[Mapping[Role, str]] = {
    Role.QUALITY: "La qualité, pour tout l’établissement",
    Role.BOARD: "La direction",
    Role.SERVICE: "Les services, un par un",
    Role.IT: "L’informatique",
}
DEPTHS: Final[Mapping[Depth, str]] = {
    Depth.MINIMUM: "L’essentiel",
    Depth.STANDARD: "Un plan complet",
    Depth.EXPERT: "Tout, jusqu’aux détails",
}
SCOPES: Final[Mapping[Scope, str]] = {
    Scope.MINIMUM: "Les trois périmètres de départ",
    Scope.VITAL: "Les services vitaux",
    Scope.ALL: "Tous les services",
}


def two_answers(chosen: str, written: str) -> str:
    """Why an answer that was both chosen and written is refused."""
    return french(f"Vous avez choisi {quoted(chosen)} et écrit {quoted(written)} : gardez l’un des deux.")


def nothing_said(*, may_be_unknown: bool) -> str:
    """Why an empty answer is not taken."""
    if not may_be_unknown:
        return french("Il manque une réponse. Celle-ci est indispensable : le dossier ne peut pas s’en passer.")
    return french("Il manque une réponse : donnez-la, ou choisissez « Je ne sais pas encore » ou « Passer ».")


def saved(said: str) -> str:
    """What the next page says of the answer that was just taken."""
    return french(f"Enregistré : {said}") if said else "Enregistré."


def saved_cells(count: int) -> str:
    """The same for a table."""
    return french(f"Enregistré : {plural(count, 'réponse')} dans le tableau.")


def written(files: Sequence[str]) -> str:
    """What is said once the first record is on the disk."""
    return french(f"Le dossier est commencé. Écrit : {', '.join(files)}.")


def to_correct(count: int) -> str:
    """The title of what was not taken."""
    return french("Réponse à corriger" if count == 1 else f"{count} réponses à corriger")


def left_empty(count: int) -> str:
    """What to do about the cells of a table that were left empty."""
    what = "remplissez, cochez « je ne sais pas encore », ou passez les cases vides"
    return french(f"{plural(count, 'case')} sans réponse : {what}.")


def length(questions: int, minutes: int) -> str:
    """« 12 questions, environ 20 minutes »; « tout a une réponse » where nothing is left."""
    if not questions:
        return "tout a une réponse"
    told = plural(questions, "question")
    return french(f"{told}, {about(minutes)}" if minutes else told)


def suggested(said: str) -> str:
    """What is said beside a suggestion, which is in the field already."""
    return french(f"{said}. Elle est déjà dans la réponse : gardez-la ou changez-la.")


def wrong(title: str) -> str:
    """The title of a page that shows an answer to correct: what a screen reader says first."""
    return french(f"À corriger – {title}")


def files(names: str) -> str:
    """Where the answers are."""
    return french(f"Fichiers : {names}.")


def counts(findings: int, gaps: int) -> str:
    """How many findings there are, and answers to complete."""
    return french(f"En tout : {plural(findings, 'constat')}, {plural(gaps, 'réponse')} à compléter.")


def not_written(count: int) -> str:
    """How many answers a file contradicts."""
    return plural(count, "réponse n’a pas été écrite", "réponses n’ont pas été écrites")
