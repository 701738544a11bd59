"""What must not leave the restricted annex, and how it is recognised where it should not be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.sentences import say
from planforge.analysis.written import Leak
from planforge.compose.typesetting import typeset
from planforge.model.people import Channel
from planforge.model.plan import RESTRICTED_KEYS
from planforge.values import NARROW_NBSP, NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planforge.analysis.differences import Change
    from planforge.analysis.study import Results
    from planforge.model.plan import Plan

_PREFIXES = ("BKP-", "SEC-", "SPOF-", "DEP-AD", "DEP-CYCLE", "DEP-IAM", "DEP-KEY", "KIT-PC")
# Fields of the shared files that the plan of recovery or the restricted annex print alone.
_KEPT = frozenset(
    {("continuity_means", "secrets_offline"), ("continuity_means", "operators"), ("suppliers", "remote_access")}
)
_SPACE = f"[ {NBSP}{NARROW_NBSP}.\\-/]?"
# A French number in whatever grouping: its nine digits after 0, +33 or 0033.
_PHONE = re.compile(
    rf"(?<![0-9+])(?:(?:\+|00){_SPACE}33{_SPACE}(?:\(0\))?|0){_SPACE}([1-9](?:{_SPACE}[0-9]){{8}})(?![0-9])"
)
_WORD = re.compile(r"\w+")
_SHORTEST_CODE = 6  # characters: shorter, it is a postcode or a room as well
_FEWEST_WORDS = 3  # of a place: « coffre » alone tells nothing to nobody


def is_restricted(rule: str) -> bool:
    """Whether findings of that rule tell an attacker where to strike: backups, accesses, single points."""
    return rule.startswith(_PREFIXES)


def is_confidential(change: Change) -> bool:
    """Whether a change is of what only restricted documents print: the restricted file, and what helps an attacker."""
    return change.section in RESTRICTED_KEYS or (change.section, change.path[-1]) in _KEPT


@dataclass(frozen=True)
class Confidences:
    """What a record keeps for the restricted annex, in the forms it is looked for; never printed.

    ``phones`` are digits, ``words`` the codes and places by their first word, ``remarks`` whole sentences.
    """

    phones: frozenset[str]
    words: Mapping[str, tuple[tuple[str, Leak], ...]]
    remarks: frozenset[str]
    results: Results

    @cached_property
    def _findings(self) -> frozenset[str]:
        return frozenset(typeset(say(found).message) for found in self.results.findings if is_restricted(found.rule))

    def tells_weakness(self, texts: Iterable[str]) -> bool:
        """Whether some of these texts, printed from the results as they are by now, is a weakness in detail."""
        told = set(texts)
        findings = self._findings if self.results.is_judged else frozenset[str]()
        return not (self.remarks.isdisjoint(told) and findings.isdisjoint(told))

    def met_in(self, text: str) -> frozenset[Leak]:
        """The numbers, codes and places that the text gives away."""
        found = {Leak.PERSONAL_PHONE} if self.phones and not self.phones.isdisjoint(_numbers(text)) else set()
        plain = _plain(text)
        for first in self.words.keys() & set(_WORD.findall(plain)):
            found.update(leak for words, leak in self.words[first] if _holds(plain, words))
        return frozenset(found)


def confidences(plan: Plan, results: Results) -> Confidences:
    """What the record says that only the restricted documents may print."""
    by_first: dict[str, list[tuple[str, Leak]]] = {}
    for words, leak in _told_apart(plan):
        by_first.setdefault(_WORD.findall(words)[0], []).append((words, leak))
    remarks = [test.remarks.best for test in plan.restore_tests if test.remarks.best]
    return Confidences(
        phones=_private_numbers(plan),
        words={first: tuple(told) for first, told in by_first.items()},
        remarks=frozenset(map(typeset, remarks)),
        results=results,
    )


def _private_numbers(plan: Plan) -> frozenset[str]:
    """The personal numbers that nobody gave as a duty number too."""
    private, shared = set[str](), set[str]()
    for phone in (phone for person in plan.people for phone in person.phones):
        (private if phone.channel is Channel.PERSONAL else shared).update(_numbers(phone.number))
    return frozenset(private - shared)


def _told_apart(plan: Plan) -> Iterator[tuple[str, Leak]]:
    """The codes and places of the restricted file that are long enough to be told from other words."""
    for secret in plan.supplier_secrets:
        for answer, leak in (
            (secret.customer_number, Leak.CUSTOMER_NUMBER),
            (secret.contract_number, Leak.CONTRACT_NUMBER),
        ):
            code = _plain(answer.best or "")
            if len(code) >= _SHORTEST_CODE and any(map(str.isdigit, code)):
                yield code, leak
    places = [(secret.secret_place, Leak.ACCESS_PLACE) for secret in plan.supplier_secrets]
    places += [(backup.key_place, Leak.KEY_PLACE) for backup in plan.backups]
    for answer, leak in places:
        place = _plain(answer.best or "")
        if len(_WORD.findall(place)) >= _FEWEST_WORDS:
            yield place, leak


def _numbers(text: str) -> set[str]:
    """The nine last digits of each French number of a text."""
    return {re.sub(r"\D", "", found[1]) for found in _PHONE.finditer(text)}


def _plain(text: str) -> str:
    """The text as it is compared: no capitals, plain spaces and apostrophes."""
    return text.replace(NBSP, " ").replace(NARROW_NBSP, " ").replace("’", "'").casefold().strip()


def _holds(text: str, words: str) -> bool:
    """Whether the text holds these very words, not a part of longer ones."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
