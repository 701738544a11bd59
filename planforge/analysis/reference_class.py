"""Real outages to hold a computation against, from ``questionnaires/reference-class.yaml`` (recovery.md B.3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp, log
from statistics import NormalDist, fmean, stdev

from planforge.resources import questionnaires_folder

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Incident:
    """A public outage: days until the core record or admissions could be used again."""

    name: str
    country: str
    date: str
    days: float
    source: str


@cache
def incidents() -> tuple[Incident, ...]:
    """The outages, the shortest first."""
    import yaml  # noqa: PLC0415 - heavy, and only a few results need it

    text = (questionnaires_folder() / "reference-class.yaml").read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=yaml.CSafeLoader)
    found = (Incident(**{**one, "date": str(one["date"]), "days": float(one["days"])}) for one in entries)
    return tuple(sorted(found, key=lambda one: (one.days, one.name)))


def usual(share: float) -> int:
    """Minutes within which that share of outages ended, by a log-normal fit of the cases."""
    logs = [log(one.days) for one in incidents()]
    return round(exp(fmean(logs) + stdev(logs) * NormalDist().inv_cdf(share)) * _DAY)


def longer_than(minutes: int) -> int:
    """How many of the cases lasted longer."""
    return sum(one.days * _DAY > minutes for one in incidents())
