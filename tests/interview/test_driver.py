from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from planforge.errors import OutputError
from planforge.interview import wording
from planforge.interview.asking import token_of
from planforge.interview.driver import Ending, Session, conduct
from planforge.interview.questionnaire import Role
from planforge.interview.steps import (
    Add,
    Answer,
    Back,
    Change,
    Create,
    Finish,
    Help,
    Kind,
    Pass,
    Pick,
    Quit,
    Refusal,
    Remove,
    Unknown,
)
from planforge.interview.wording import SAVED
from planforge.values import NBSP
from tests.interview.conftest import begin, sit
from tests.interview.test_taking import WITH_SERVICE

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.answers.journal import Entry
    from planforge.interview.steps import Reply, Step


@dataclass
class Scripted:
    """A front end that replies as it was told to, and notes all it is given; its last reply ends the interview."""

    replies: list[Reply | type[BaseException]]
    yes: bool = True
    seen: list[tuple[str, object]] = field(default_factory=list)
    look: Callable[[], int] = lambda: 0

    def ask(self, step: Step, refusal: Refusal | None) -> Reply:
        self.seen.append(
            ("asked" if refusal is None else "refused", step.title if refusal is None else refusal.message)
        )
        reply = self.replies.pop(0) if self.replies else Quit()
        if isinstance(reply, type):
            raise reply
        return reply

    def taken(self, step: Step, said: str) -> None:
        del step
        self.seen.append(("taken", (said, self.look())))

    def tell(self, text: str) -> None:
        self.seen.append(("told", text))

    def confirm(self, question: str, *, usual: bool = False) -> bool:
        del usual
        self.seen.append(("confirmed", question))
        return self.yes

    def of(self, kind: str) -> list[str]:
        said = (one[0] if isinstance(one, tuple) else one for what, one in self.seen if what == kind)
        return [str(one).replace(NBSP, " ") for one in said]


def held(
    *replies: Reply | type[BaseException], yes: bool = True, role: str | None = None
) -> tuple[Ending, Scripted, list[Entry]]:
    sitting = sit(begin(WITH_SERVICE, role=role))
    front = Scripted(list(replies), yes)
    front.look = lambda: len(sitting.journal)
    return conduct(sitting.session, front), front, sitting.journal


def test_an_answer_is_on_the_disk_before_it_is_shown_as_taken() -> None:
    _, front, journal = held(Answer("CH de Murat"), Answer("GHT"))
    counts = [one[1] for what, one in front.seen if what == "taken" and isinstance(one, tuple)]
    assert counts == [1, 2]
    assert front.of("taken") == ["Noté : CH de Murat", "Noté : GHT"]
    assert len(journal) == 2


def test_a_wrong_answer_is_refused_at_once_and_the_question_stays() -> None:
    _, front, journal = held(Answer("CH"), Pass(), Answer("demain"), Answer("20/11/2026"))
    assert [what for what, _ in front.seen if what != "told"] == [
        "asked",
        "taken",
        "asked",
        "taken",
        "asked",
        "refused",
        "taken",
        "asked",
    ]
    assert front.of("refused") == ["« demain » n’est pas une date complète."]
    assert journal[-1].value == "20/11/2026"


def test_where_one_is_how_long_it_takes_and_each_section_are_announced() -> None:
    _, front, _ = held(Quit())
    assert front.of("told") == [
        "Il reste 16 questions, environ 14 minutes.",
        wording.shared_out({Role.QUALITY: 4, Role.SERVICE: 4, Role.IT: 6}).replace(NBSP, " "),
        "Vous pouvez arrêter à tout moment (Ctrl+C, ou « q ») : tout est enregistré.",
        "Votre établissement (8 questions, environ 4 minutes). Pour commencer.",
        "Tout est enregistré.",
    ]
    assert "Chacun" not in "".join(held(Quit(), role="it")[1].of("told"))


def test_coming_back_is_said() -> None:
    sitting = sit(begin(WITH_SERVICE)).reply(Answer("CH"))
    front = Scripted([])
    conduct(Session(begin(sitting.here.data, tuple(sitting.journal)), sitting.journal.append, str), front)
    assert front.of("told")[0] == "Reprise : 3 réponses sur 18 déjà enregistrées."


def test_a_colleague_s_answers_are_no_answers_of_hers() -> None:
    sitting = sit(begin(role="quality")).reply(Answer("CH"))
    front = Scripted([])
    conduct(Session(begin({}, tuple(sitting.journal), role="it"), sitting.journal.append, str), front)
    assert front.of("told")[0].startswith("Il reste ")


@pytest.mark.parametrize(
    ("reply", "ending"),
    [(Quit(), Ending.LEFT), (EOFError, Ending.LEFT), (KeyboardInterrupt, Ending.INTERRUPTED)],
)
def test_leaving_says_how_to_come_back(reply: Reply | type[BaseException], ending: Ending) -> None:
    ended, front, journal = held(Answer("CH"), reply)
    assert ended is ending
    assert front.seen[-1] == ("told", SAVED)
    assert len(journal) == 1
    again = Scripted([Quit()])
    conduct(sit().session, again, again="planforge interview")
    assert again.of("told")[-1] == "Tout est enregistré. Pour reprendre : planforge interview"


def test_unknown_asks_who_will_know_and_by_when() -> None:
    _, front, journal = held(Answer("CH"), Unknown(), Answer("DSI"), Answer("jamais"), Answer("15/12/2026"))
    assert journal[-1].value == {"unknown": {"ask": "dsi", "due": "15/12/2026"}}
    assert front.of("asked")[2].startswith("Qui le saura ?")
    assert front.of("taken")[-1] == "Noté : je ne sais pas encore (Directeur du système d’information, 15/12/2026)"
    assert len(front.of("refused")) == 1


def test_who_will_know_may_be_helped_and_changed_in_mind() -> None:
    _, front, journal = held(
        Answer("CH"), Unknown(), Help(), Answer("DSI"), Help(), Answer("2026"), Answer("15/12/2026")
    )
    assert journal[-1].value == {"unknown": {"ask": "dsi", "due": "15/12/2026"}}
    assert len([text for text in front.of("told") if "Vous pouvez aussi écrire" in text]) == 2
    assert len(front.of("refused")) == 1


def test_unknown_may_say_neither_and_may_be_thought_better_of() -> None:
    _, _, journal = held(Answer("CH"), Unknown(), Pass(), Pass())
    assert journal[-1].value == "à compléter"
    _, front, journal = held(Answer("CH"), Unknown(), Back(), Answer("GHT"))
    assert (front.of("asked")[1], front.of("asked")[3]) == ("GHT", "GHT")
    assert journal[-1].value == "GHT"
    assert held(Answer("CH"), Unknown(), Quit())[0] is Ending.LEFT
    assert len(held(Answer("CH"), Unknown("", ""))[2]) == 2


def test_help_is_shown_and_the_question_put_again() -> None:
    _, front, _ = held(Help(), Answer("CH"))
    assert front.of("asked")[:2] == ["Quel est votre nom ?"] * 2
    assert any("Vous pouvez aussi écrire" in text for text in front.of("told"))


def test_removing_is_confirmed_with_what_goes_away() -> None:
    _, front, journal = held(Remove("dpi"), role="it")
    (question,) = front.of("confirmed")
    assert question.startswith("Retirer « Dossier patient »")
    assert "1 réponse qui le nomme" in question
    assert [entry.op for entry in journal] == ["remove", "remove"]
    assert front.of("taken") == ["Retiré : Dossier patient"]
    assert held(Remove("dpi"), yes=False, role="it")[2] == []


def test_what_a_menu_takes_is_said() -> None:
    _, front, _ = held(Pick(("dpu",)), Change("dpi"), Create("Éditeur"), Finish(), role="it")
    assert front.of("taken")[0] == "Ajouté : Dossier des urgences"


def test_an_entry_is_added_once_it_has_all_it_needs() -> None:
    sitting = sit(begin(WITH_SERVICE, role="it").at(""))
    menu = next(slot for slot in sitting.here.listed if slot.address == ("exercises",))
    sitting.session.interview = sitting.here.at(token_of(menu))
    front = Scripted(
        [Add("Panne du DPI"), Answer("exercice sur table"), Finish(), Add("Exercice cyber"), Back(), Quit()]
    )
    conduct(sitting.session, front, whole=False)
    assert front.of("taken")[:3] == ["", "Noté : exercice sur table", "Liste terminée : 1 exercice"]
    assert len(sitting.here.data["exercises"] or ()) == 1


def test_what_hides_its_own_question_is_said_all_the_same() -> None:
    sitting = sit(begin(WITH_SERVICE, role="quality")).at("activities")
    front = Scripted([Answer(["mco"]), Quit()])
    conduct(sitting.session, front, whole=False)
    assert front.of("taken") == ["Noté : MCO"]


FILL: tuple[Reply, ...] = (Finish(), Create("Éditeur"), Answer("4 h"), Unknown("", ""), Finish(), Finish())


def done(*replies: Reply) -> tuple[Ending, Scripted, list[Entry]]:
    """A sitting of the DSI that comes to the recap."""
    return held(*FILL, *replies, role="it")


def test_the_recap_counts_each_section_and_is_agreed() -> None:
    ending, front, _ = done(Answer(""))
    assert ending is Ending.DONE
    assert front.of("asked")[-1] == "Voulez-vous modifier une réponse ?"
    assert SAVED.replace(NBSP, " ") not in front.of("told")


def test_an_answer_is_changed_from_the_recap() -> None:
    sitting = sit(begin(WITH_SERVICE, role="it"))
    front = Scripted([*FILL, Answer("informatique")])
    conduct(sitting.session, front)
    token = next(one.token for one in sitting.here.given("informatique") if one.title.startswith("En combien"))
    front.replies = [
        Answer("informatique"),
        Answer(token),
        Answer("5 h"),
        Answer("ailleurs"),
        Answer("?"),
        Back(),
        Back(),
        Answer("6 h"),
        Answer(""),
    ]
    assert conduct(sitting.session, front) is Ending.DONE
    assert sitting.journal[-1].value == "6 h"
    assert len(front.of("refused")) == 1
    assert "Quelle réponse voulez-vous modifier ?" in front.of("asked")


def test_back_from_the_recap_leads_to_the_last_question() -> None:
    sitting = sit(begin(WITH_SERVICE, role="it"))
    front = Scripted([*FILL, Back(), Finish(), Answer("")])
    assert conduct(sitting.session, front) is Ending.DONE
    assert front.of("asked").count("Voulez-vous modifier une réponse ?") == 2
    again = Scripted([Back(), Finish(), Answer("")])
    resumed = Session(begin(sitting.here.data, tuple(sitting.journal), role="it"), sitting.journal.append, str)
    assert conduct(resumed, again) is Ending.DONE
    assert again.of("asked")[1:] == ["Exercices", "Voulez-vous modifier une réponse ?"]


def test_one_may_leave_at_the_recap() -> None:
    assert done(Quit())[0] is Ending.LEFT
    assert done(Answer("informatique"), Quit())[0] is Ending.LEFT


def test_only_the_questions_where_the_rest_is_not_wanted() -> None:
    sitting = sit(begin(WITH_SERVICE, section="maison", fields=frozenset({"document"})))
    front = Scripted([Answer("20/11/2026")])
    assert conduct(sitting.session, front, whole=False) is Ending.DONE
    assert len(front.of("told")) == 1


def test_what_the_disk_refuses_is_still_to_be_answered() -> None:
    sitting = sit()
    full = OutputError("disque plein")

    def journal(entry: Entry) -> None:
        if entry.address == ("governance", "sponsor"):
            raise full
        sitting.journal.append(entry)

    session = Session(sitting.at("sponsor").here, journal, str)
    with pytest.raises(OutputError):
        session.take(Create("Directrice"))
    assert session.step is not None
    assert session.step.kind is Kind.REFERENCE
    assert [one.label for one in session.step.options][-1] == "Directrice"  # on the disk before it was full
