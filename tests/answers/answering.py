"""Answers as an interview gives them, one after the other, to a record that people wrote by hand."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from hypothesis import strategies as st

from planforge.answers.addresses import address_of, value_at
from planforge.answers.journal import Entry
from planforge.answers.pending import edits_of
from planforge.source import edited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.answers.addresses import Address
    from planforge.answers.journal import Op
    from planforge.source import Data

    Step = tuple[Op, Address, Data]

FILES = {
    "planforge.yaml": """\
# yaml-language-server: $schema=.planforge/schema.json
schema: 1

establishment:   # l'essentiel
  name: 'CH de Murat'  # officiel
  statute: public
  activities: [mco, smr]
  sites:
    - {id: nord, name: Site nord}

# La crise
crisis:
  means:
    - Radio
    # deux fois la même chose
    - Radio
  roles:
    - type: directeur
      person: cadre

applications:
  - id: dpi
    name: DPI
    rto: 4 h    # validé
  - {id: pacs, name: PACS, rto: {default: 8 h, cyber: 3 j}}
teams: à compléter
""",
    "services.yaml": """\
services:
  # d'abord les urgences
  - id: urgences
    name: Urgences
    head: cadre   # depuis mars
    deciders: [cadre, cadre]
    activities:
      - {id: accueil, name: Accueil, dmia: 30 min}

  - id: rea
    name: Réanimation
    note: |
      de jour
      de nuit
""",
}
"""A record in two files, none of them restricted."""

_NEW: tuple[Address, ...] = (
    ("services", "bloc"),
    ("services", "urgences", "beds"),
    ("services", "rea", "activities", "soins"),
    ("services", "rea", "deciders", "0"),
    ("services", "urgences", "deciders", "2"),
    ("services", "bloc", "head"),
    ("services", "disparu", "head"),
    ("applications", "dpi", "rto", "cyber"),
    ("applications", "dpi", "rto", "source"),
    ("people", "cadre"),
    ("people", "cadre", "function"),
    ("backups", "nuit", "copies", "locale"),
    ("teams", "systeme"),
    ("crisis", "means", "2"),
    ("crisis", "roles", "1", "person"),
    ("governance", "sponsor"),
    ("workstations", "count"),
)
_TEXTS = st.sampled_from(
    [
        "4 h",
        "Oui",
        "no",
        "010000024",
        "à compléter",
        "a: b #c",
        " l'accueil",
        "deux\nlignes\n",
        "é\u00a0!",
        "",
        "-",
        "?",
    ],
) | st.text(max_size=8)
_VALUES = (
    _TEXTS
    | st.none()
    | st.lists(_TEXTS, max_size=3)
    | st.dictionaries(st.sampled_from(["name", "function", "unknown", "value", "note"]), _TEXTS, max_size=3)
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["set", "set", "set", "remove", "visit"]), st.integers(0, 10_000), _VALUES), max_size=12
)
"""What to do, at the how-manieth place of the record as it then is, with which value."""


def write_files(folder: Path) -> Path:
    """The folder, with the record in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


@contextmanager
def scratch_record() -> Iterator[Path]:
    """A folder with the record in it, for one example among many: nothing waits for the disk."""
    with tempfile.TemporaryDirectory() as scratch, mock.patch.object(os, "fsync"):
        yield write_files(Path(scratch))


def given(data: dict[str, Data], steps: Iterable[Step]) -> Iterator[Entry]:
    """The entries of these answers, each with what was seen when it was given."""
    for minute, (op, address, value) in enumerate(steps):
        entry = Entry(op, address, value, value_at(data, address), f"2026-11-20T10:{minute:02}", "Marie", "services")
        data = edited(data, edits_of(data, [entry]))
        yield entry


def drawn(data: dict[str, Data], steps: Iterable[tuple[Op, int, Data]]) -> Iterator[Entry]:
    """The entries of answers drawn at random: each at a place that the ones before it left, or at a new one."""
    for op, rank, value in steps:
        places = [*_NEW, *_addresses(data)]
        (entry,) = given(data, [(op, places[rank % len(places)], value)])
        data = edited(data, edits_of(data, [entry]))
        yield entry


def _addresses(data: dict[str, Data]) -> list[Address]:
    """Every place of the data but identifiers, which an interview never changes."""
    found = [address_of(data, path) for path in _paths(data)]
    return [address for address in found if all(address) and address[-1] != "id"]


def _paths(data: Data) -> Iterator[tuple[str | int, ...]]:
    steps: Iterable[tuple[str | int, Data]] = ()
    if isinstance(data, dict):
        steps = data.items()
    elif isinstance(data, list):
        steps = enumerate(data)
    for step, inner in steps:
        yield (step,)
        yield from ((step, *rest) for rest in _paths(inner))
