"""The lines that say what an exercise showed: each begins with what it is, so that a report can sort them."""

from __future__ import annotations

import re
from enum import StrEnum

from planforge.values import clean, fold


class FindingSort(StrEnum):
    """What a line is; the value is the word it begins with."""

    HELD = "Acquis"
    LACKED = "Écart"
    PRACTICE = "Bonne pratique"
    REMARK = "Remarque"
    MEASURE = "Mesure"
    OTHER = ""


_SHAPE = re.compile(r"(?P<sort>[^(:]+?) \((?P<about>[^()]*)\) ?: (?P<said>.+)", re.DOTALL)
_SORTS = {fold(one.value): one for one in FindingSort if one.value}


def finding_line(sort: FindingSort, about: str, said: str) -> str:
    """« Écart (alerte et qualification, alerte-1, niveau 1) : heure non notée »."""
    return f"{sort.value} ({about.replace('(', '').replace(')', '')}) : {said}"


def sort_of(line: str) -> FindingSort:
    """What a line is; ``OTHER`` for one that somebody wrote freely."""
    return split_finding(line)[0]


def split_finding(line: str) -> tuple[FindingSort, str, str]:
    """What a line is, what it is about, what it says."""
    found = _SHAPE.fullmatch(" ".join(clean(line).split()))
    sort = _SORTS.get(fold(found["sort"])) if found else None
    if found is None or sort is None:
        return FindingSort.OTHER, "", line
    return sort, found["about"], found["said"]
