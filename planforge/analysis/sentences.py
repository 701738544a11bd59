"""Findings in French words, from ``questionnaires/rules/``, a file by domain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from planforge.analysis.results import Sentence, Severity
from planforge.resources import questionnaires_folder
from planforge.values import french, join_and

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.results import Finding, Undecided


# In the order of review-rules.md, part D; each is a file of ``questionnaires/rules``.
DOMAINS = (
    "data",
    "objectives",
    "feasibility",
    "dependencies",
    "backups",
    "degraded",
    "kits",
    "crisis",
    "suppliers",
    "documents",
)


class Needs(StrEnum):
    """What a rule is decided from, besides the record."""

    READING = "reading"  # nothing: told with its place when the record is read, never a finding
    RECORD = "record"  # the record alone
    MODEL = "model"  # the computed restart
    DOCUMENTS = "documents"  # the documents of the last build


@dataclass(frozen=True, slots=True)
class Wording:
    """What the data file says of a rule; ``fields`` are the fields of the record that the rule reads."""

    id: str
    severity: Severity
    domain: str
    needs: Needs
    title: str
    message: str
    variants: Mapping[str, str]
    why: str
    action: str
    who: str
    fields: tuple[str, ...]


@cache
def wordings() -> Mapping[str, Wording]:
    """The wording of every rule, by code, in the order of the domains and of their files."""
    import yaml  # noqa: PLC0415 - heavy, and only findings need it

    found: dict[str, Wording] = {}
    for domain in DOMAINS:
        text = (questionnaires_folder() / "rules" / f"{domain}.yaml").read_text(encoding="utf-8")
        entries: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader) or {}
        found.update((code, _wording(code, domain, entry)) for code, entry in entries.items())
    return found


def _wording(code: str, domain: str, entry: dict[str, Any]) -> Wording:
    return Wording(
        id=code,
        severity=Severity(entry["severity"]),
        domain=domain,
        needs=Needs(entry.get("needs", "record")),
        title=french(entry["title"]),
        message=french(entry["message"]),
        variants={name: french(message) for name, message in entry.get("variants", {}).items()},
        why=french(entry["why"]),
        action=french(entry["action"]),
        who=french(entry["who"]),
        fields=tuple(entry["fields"]),
    )


def say(finding: Finding) -> Sentence:
    """The finding in words. A missing wording or placeholder is a bug and raises ``KeyError``."""
    wording = wordings()[finding.rule]
    template = wording.variants[finding.variant] if finding.variant else wording.message
    message = template.format_map(finding.values)
    return Sentence(wording.title, message, wording.why, wording.action, wording.who)


def say_undecided(undecided: Undecided) -> Sentence:
    """Why a rule cannot be decided, and what would decide it."""
    wording = wordings()[undecided.rule]
    missing = join_and(undecided.missing)
    message = french(f"Règle non vérifiable : il manque {missing}.")
    action = french(f"Compléter {missing}.")
    return Sentence(wording.title, message, wording.why, action, wording.who)
