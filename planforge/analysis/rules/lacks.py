"""What an object lacks: the answers that are absent, which a finding names, and those said not to be known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from planforge.analysis.words import says_none
from planforge.model.answer import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.facts import Facts
    from planforge.model.answer import Answer

APART = {
    "people": "le fichier restreint (personnes)",
    "backups": "le fichier restreint (sauvegardes)",
    "restore_tests": "le fichier restreint (tests)",
    "supplier_secrets": "le fichier restreint (contrats des fournisseurs)",
}
NO_DATE = "la date à laquelle juger"


class Lacks(NamedTuple):
    """What is absent and what is unknown, in the words given for each."""

    absent: tuple[str, ...]
    unknown: tuple[str, ...]


def lacks(answers: Mapping[str, Answer[Any]]) -> Lacks:
    """What nobody wrote and what somebody does not know yet, among answers by their French words."""
    return Lacks(
        tuple(words for words, answer in answers.items() if _is_absent(answer)),
        tuple(words for words, answer in answers.items() if answer.state is State.UNKNOWN),
    )


def _is_absent(answer: Answer[Any]) -> bool:
    """Whether nobody wrote it, or somebody wrote that there is none."""
    return answer.state is State.ABSENT or (isinstance(answer.best, str) and says_none(answer.best))


def is_apart(facts: Facts, answer: Answer[Any], section: str = "people") -> bool:
    """Whether the answer names something of a file kept apart, as references into it then read as unknown."""
    return answer.state is State.UNKNOWN and facts.kept_apart(section)
