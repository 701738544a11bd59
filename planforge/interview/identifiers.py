"""Identifiers made of names: short, never twice, never one that was borne before."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from planforge.interview.slots import dug, entries_of
from planforge.model.answer import RESERVED
from planforge.values import fold, make_slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.answers.addresses import Address
    from planforge.interview.slots import Record
    from planforge.source import Data

_LONGEST = 40
# Needs name applications and infrastructure alike: an identifier must not be borne in both.
_TOGETHER = {("applications",): ("infrastructure",), ("infrastructure",): ("applications",)}
_LISTS = {"sites": ("establishment", "sites")}


def list_of(collection: str) -> Address:
    """The address of the list that a reference's collection stands for."""
    return _LISTS.get(collection, (collection,))


def new_identifier(name: str, taken: Iterable[str]) -> str:
    """An identifier made of the name, with a number behind it where it was borne already."""
    borne = {fold(one) for one in taken} | RESERVED | {"default"}
    slug = make_slug(name)
    candidates = (slug if rank == 1 else f"{slug[: _LONGEST - len(str(rank)) - 1]}-{rank}" for rank in count(1))
    return next(one for one in candidates if one not in borne)


def taken_in(data: Record, address: Address, past: Iterable[Address]) -> set[str]:
    """The identifiers that the entries of a list bear, or ever bore; ``past`` are the addresses ever answered."""
    lists = [address, *([_TOGETHER[address]] if address in _TOGETHER else [])]
    now = {key for one in lists for key, _ in entries_of(_at(data, one))}
    depth = len(address)
    before = {one[depth] for one in past if len(one) > depth and one[:depth] in lists}
    return now | before


def _at(data: Record, address: Address) -> Data:
    """The list at an address; entries on the way are named by their identifiers."""
    raw: Data = data
    for step in address:
        raw = dict(entries_of(raw)).get(step) if isinstance(raw, list) else dug(raw, (step,))
    return raw
