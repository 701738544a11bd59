"""Durations as people write them: « 4 h », « 1h30 », « 2 j », « PT4H ». One day is 24 hours, never a working day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from planforge.values.faults import ValueFault, quoted
from planforge.values.quantities import exact, terms, tidy
from planforge.values.typography import NBSP, fold

_HOUR, _DAY, _WEEK = 60, 1440, 10080
_LONGEST = 3660 * _DAY
_MINUTES = {
    "min": 1, "mins": 1, "mn": 1, "minute": 1, "minutes": 1,
    "h": _HOUR, "hr": _HOUR, "heure": _HOUR, "heures": _HOUR,
    "j": _DAY, "jr": _DAY, "jrs": _DAY, "jour": _DAY, "jours": _DAY, "journee": _DAY, "journees": _DAY,
    "sem": _WEEK, "semaine": _WEEK, "semaines": _WEEK,
}  # fmt: skip
_AT_ONCE = frozenset({"0", "zero", "immediat", "immediate", "immediatement", "sans delai"})
_ISO = re.compile(
    r"p(?:(?P<weeks>[0-9]+)w)?(?:(?P<days>[0-9]+(?:[.,][0-9]+)?)d)?"
    r"(?:t(?=[0-9])(?:(?P<hours>[0-9]+(?:[.,][0-9]+)?)h)?(?:(?P<minutes>[0-9]+)m)?(?:0+s)?)?(?<!p)",
)
_ISO_MINUTES = {"weeks": _WEEK, "days": _DAY, "hours": _HOUR, "minutes": 1}
_EXAMPLES = "Écrivez par exemple « 30 min », « 4 h », « 1 h 30 », « 2 j » ou « 1 semaine »."

# What people write that is not one duration: pattern on the folded text, code, end of the sentence, hint.
_TRAPS: tuple[tuple[re.Pattern[str], str, str, str], ...] = (
    (re.compile(r"-.*"), "duration.negative", "{} est une durée négative.", _EXAMPLES),
    (
        re.compile(r"(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(:[0-9]{2})?"),
        "duration.clock",
        "{} ressemble à une heure de la journée.",
        "Pour une durée, écrivez « {h} h {m} ».",
    ),
    (
        re.compile(r"(24 ?h? ?/ ?24.*|.*[0-9] ?(j|jours)? ?/ ?7\b.*|h ?24)"),
        "duration.around_the_clock",
        "{} dit une présence, pas une durée.",
        "Écrivez une durée, par exemple « 24 h » ou « 7 j ».",
    ),
    (
        re.compile(r".*\b(ouvre|ouvree|ouvrable|travaille|travaillee)s?\b.*"),
        "duration.working_time",
        "{} compte en temps ouvré ; planforge compte 1 j = 24 h.",
        "Écrivez la durée réelle, nuits et jours non ouvrés compris, par exemple « 3 j ».",
    ),
    (
        re.compile(
            r"(environ|env|a peu pres|approximativement|moins de|plus de|au plus|au moins|max|min\b|[~<>≤≥]).*"
            r"|.*\b(max|maximum|minimum|environ)",
        ),
        "duration.approximate",
        "{} n’est pas une durée précise.",
        "Écrivez la durée seule, par exemple « 4 h ».",
    ),
    (
        re.compile(r".*[0-9] ?[a-z]* ?( a | ou |-|–|—|\.\.+|…) ?[0-9].*|.*(?<![0-9])(?!1/|3/4\b)[0-9]+/[1-9].*"),
        "duration.range",
        "{} donne deux durées.",
        "Écrivez une seule durée : la plus longue que vous acceptez, par exemple « 8 h ».",
    ),
    (
        re.compile(r".*[0-9] ?(mois|an|ans|annee|annees)\b.*|p[0-9]*[ym].*|p[0-9]+[yd]?[0-9]*m.*"),
        "duration.calendar",
        "{} est en mois ou en années, dont la longueur varie.",
        "Écrivez en jours, par exemple « 90 j ».",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A number of whole minutes, compared on them alone; ``text`` keeps the person's spelling."""

    minutes: int
    text: str = field(default="", compare=False)

    @property
    def hours(self) -> float:
        """The same in hours."""
        return self.minutes / _HOUR

    @property
    def days(self) -> float:
        """The same in days of 24 hours."""
        return self.minutes / _DAY

    def __add__(self, other: Duration) -> Duration:
        """Both one after the other."""
        return Duration(self.minutes + other.minutes)

    def __str__(self) -> str:
        """As ``say_duration``."""
        return say_duration(self)


def read_duration(text: str) -> Duration:
    """The duration that was written; raises ``ValueFault`` with a question where it can be read in two ways."""
    words = _spelled(text)
    if words in _AT_ONCE:
        return Duration(0, text)
    iso = _ISO.fullmatch(words)
    if iso is not None:
        parts = [exact(value) * _ISO_MINUTES[name] for name, value in iso.groupdict().items() if value]
        return _whole(sum(parts, Fraction(0)), text)
    _refuse_traps(words, text)
    return _whole(_sum(words, text), text)


def say_duration(duration: Duration) -> str:
    """« 30 min », « 4 h 30 », « 1 j 12 h », « 14 j », with non-breaking spaces; « 0 min » for nothing."""
    days, rest = divmod(duration.minutes, _DAY)
    hours, minutes = divmod(rest, _HOUR)
    parts = [f"{days} j"] if days else []
    if hours:
        parts.append(f"{hours} h {minutes:02}" if minutes else f"{hours} h")
    elif minutes or not days:
        parts.append(f"{minutes} min")
    return " ".join(parts).replace(" ", NBSP)


def _spelled(text: str) -> str:
    """Folded text where words such as « une demi-journée » and « et demie » have become numbers."""
    words = fold(tidy(text)).strip()
    words = re.sub(r"^(une? )?demi(e)?[ -](?=[a-z])", "1/2 ", words)
    words = re.sub(r"^une? ", "1 ", words)
    words = re.sub(r"\b([0-9]+) ?([a-z]+) et demie?$", r"\1,5 \2", words)
    return words.replace(" et ", " ")


def _refuse_traps(words: str, text: str) -> None:
    for pattern, code, message, hint in _TRAPS:
        found = pattern.fullmatch(words)
        if found is not None:
            raise ValueFault(code, message.format(quoted(text)), hint.format(**found.groupdict()))


def _sum(words: str, text: str) -> Fraction:
    """Minutes of « 1 j 12 h 30 »: units strictly descending, a bare number only as the minutes of an hour."""
    total, last = Fraction(0), _LONGEST
    for number, unit in terms(words) or ():
        size = _MINUTES.get(unit) if unit or last != _HOUR else 1
        if size is None or (not unit and not re.fullmatch(r"[0-5][0-9]", number)):
            raise _unit_fault(number, unit, text, alone=last == _LONGEST)
        if size >= last:
            break
        total, last = total + exact(number) * size, size
    else:
        if last != _LONGEST:
            return total
    raise ValueFault("duration.unreadable", f"{quoted(text)} n’est pas une durée.", _EXAMPLES)


def _unit_fault(number: str, unit: str, text: str, *, alone: bool) -> ValueFault:
    if not unit and alone:
        return ValueFault(
            "duration.no_unit",
            f"{quoted(text)} n’a pas d’unité : minutes, heures ou jours ?",
            f"Écrivez « {number} min », « {number} h » ou « {number} j ».",
        )
    if unit == "m":
        return ValueFault(
            "duration.minutes_or_months",
            f"{quoted(text)} : minutes ou mois ?",
            f"Écrivez « {number} min », ou des jours, par exemple « 60 j ».",
        )
    if unit in {"s", "sec", "seconde", "secondes"}:
        return ValueFault(
            "duration.seconds",
            f"{quoted(text)} : secondes ou semaines ?",
            f"Écrivez « {number} sem » ; sous la minute, écrivez « 1 min ».",
        )
    if not unit:
        return ValueFault("duration.ambiguous", f"{quoted(text)} peut se lire de plusieurs façons.", _EXAMPLES)
    return ValueFault("duration.unknown_unit", f"L’unité {quoted(unit)} de {quoted(text)} est inconnue.", _EXAMPLES)


def _whole(minutes: Fraction, text: str) -> Duration:
    if minutes > _LONGEST:
        raise ValueFault("duration.too_long", f"{quoted(text)} dépasse dix ans.", _EXAMPLES)
    whole = round(minutes)
    if minutes and not whole:
        raise ValueFault(
            "duration.too_short", f"{quoted(text)} est plus court qu’une minute.", "Écrivez « 1 min » ou « 0 »."
        )
    return Duration(whole, text)
