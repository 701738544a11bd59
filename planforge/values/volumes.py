"""Volumes and transfer rates in decimal units: « 850 Go », « 2 To », « 100 Mo/s », « 1 Gb/s »."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from planforge.values.faults import ValueFault, quoted
from planforge.values.numbers import say_number
from planforge.values.quantities import NUMBER, exact, tidy
from planforge.values.typography import NBSP, fold

_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
_SAID = ("o", "Ko", "Mo", "Go", "To", "Po")
_SECONDS = {
    "s": 1, "sec": 1, "seconde": 1, "min": 60, "mn": 60, "minute": 60,
    "h": 3600, "heure": 3600, "j": 86400, "jour": 86400,
}  # fmt: skip
_GIGA, _MEGA, _PETA = Fraction(10**9), Fraction(10**6), 10**15
_LARGEST = 10**6 * _PETA
_VALUE = re.compile(rf"(?P<number>{NUMBER}) ?(?P<unit>.*)")
_WORDS = re.compile(r"(?P<prefix>kilo|mega|giga|tera|peta|)[ -]?(?P<noun>octets?|bytes?|bits?)")
_SIZE = re.compile(r"(?P<prefix>[kKmMgGtTpP]?)(?P<binary>i?)(?P<unit>[oObB]|bit|bits)")
_VOLUMES = "Écrivez par exemple « 850 Go » ou « 2 To »."
_RATES = "Écrivez par exemple « 100 Mo/s », « 300 Go/h » ou « 1 Gb/s » (gigabit)."


@dataclass(frozen=True, slots=True, order=True)
class Volume:
    """A quantity of data in decimal gigabytes (1 Go = 10⁹ octets), compared on it alone."""

    gigabytes: float
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As ``say_volume``."""
        return say_volume(self)


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A transfer rate in decimal megabytes a second (1 Mo = 10⁶ octets), compared on it alone."""

    megabytes_per_second: float
    text: str = field(default="", compare=False)

    @property
    def gigabytes_per_hour(self) -> float:
        """The same in gigabytes an hour."""
        return self.megabytes_per_second * 3.6

    def __str__(self) -> str:
        """As ``say_rate``."""
        return say_rate(self)


def read_volume(text: str) -> Volume:
    """The volume that was written; raises ``ValueFault``, bits included."""
    number, unit = _split(text, "volume", _VOLUMES)
    if number == "0" and not unit:
        return Volume(0.0, text)
    size, bits = _size(unit, text, "volume", _VOLUMES)
    if bits:
        raise ValueFault("volume.bits", f"{quoted(text)} : octets ou bits ?", f"Un volume se dit en octets. {_VOLUMES}")
    return Volume(_bounded(exact(number) * size / _GIGA, text, "volume", _VOLUMES), text)


def read_rate(text: str) -> Rate:
    """The rate that was written: « Mb » are bits, « Mo » and « MB » bytes; raises ``ValueFault``."""
    number, unit = _split(text, "rate", _RATES)
    unit = re.sub(r"(?<=[a-zA-Z])ps$", "/s", unit)
    volume, per, time = re.sub(r" ?\bpar\b ?", "/", unit).partition("/")
    seconds = _SECONDS.get(fold(time.strip()))
    if not per or seconds is None:
        raise ValueFault("rate.no_time", f"{quoted(text)} n’est pas un débit : par seconde, par heure ?", _RATES)
    size, bits = _size(volume.strip(), text, "rate", _RATES)
    bytes_ = Fraction(size, 8 if bits else 1)
    return Rate(_bounded(exact(number) * bytes_ / _MEGA / seconds, text, "rate", _RATES), text)


def say_volume(volume: Volume) -> str:
    """« 850 Go », « 1,5 To », with non-breaking spaces, two decimals at most."""
    return _said(volume.gigabytes * 1e9)


def say_rate(rate: Rate) -> str:
    """« 100 Mo/s », with non-breaking spaces, two decimals at most."""
    return f"{_said(rate.megabytes_per_second * 1e6)}/s"


def _said(bytes_: float) -> str:
    if not bytes_:
        return f"0{NBSP}Go"
    scaled, unit = 0.0, ""
    for power, unit in enumerate(_SAID):  # noqa: B007 - the first unit that says it in less than a thousand
        scaled = round(bytes_ / 1000**power, 2)
        if scaled < 1000:  # noqa: PLR2004 - decimal units go by thousands
            break
    return f"{say_number(scaled)}{NBSP}{unit}"


def _split(text: str, kind: str, examples: str) -> tuple[str, str]:
    found = _VALUE.fullmatch(tidy(text))
    if found is None:
        noun = "un volume" if kind == "volume" else "un débit"
        raise ValueFault(f"{kind}.unreadable", f"{quoted(text)} n’est pas {noun}.", examples)
    return found["number"], found["unit"]


def _size(unit: str, text: str, kind: str, examples: str) -> tuple[int, bool]:
    """Bytes or bits in one unit, and whether they are bits. A lower-case « mb » may be either and is asked about."""
    if not unit:
        raise ValueFault(f"{kind}.no_unit", f"{quoted(text)} n’a pas d’unité : Mo, Go ou To ?", examples)
    words = _WORDS.fullmatch(fold(unit))
    short = _SIZE.fullmatch(unit)
    if words is not None:
        prefix, bits, base = words["prefix"][:1], words["noun"].startswith("bit"), 1000
    elif short is not None:
        if short["unit"] == "b" and not (short["prefix"] or "X").isupper():
            raise ValueFault(f"{kind}.bits_or_bytes", f"{quoted(text)} : bits ou octets ?", examples)
        prefix, bits = short["prefix"].lower(), short["unit"] in {"b", "bit", "bits"}
        base = 1024 if short["binary"] else 1000
    else:
        raise ValueFault(f"{kind}.unknown_unit", f"L’unité {quoted(unit)} de {quoted(text)} est inconnue.", examples)
    return base ** _POWERS[prefix], bits


def _bounded(value: Fraction, text: str, kind: str, examples: str) -> float:
    if value > _LARGEST:
        raise ValueFault(f"{kind}.too_large", f"{quoted(text)} est trop grand pour être juste.", examples)
    return float(value)
