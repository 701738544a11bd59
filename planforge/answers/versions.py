"""Which format a record is in, and whether this planforge may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.model.plan import SCHEMA
from planforge.values import ValueFault, read_count

if TYPE_CHECKING:
    from planforge.errors import Problem
    from planforge.model.places import Places
    from planforge.source import Data

KEY = "schema"


def version_of(data: dict[str, Data]) -> int:
    """The format of the record, the current one where it does not say; raises ``ValueFault``."""
    raw = data.get(KEY)
    return SCHEMA if raw is None else read_count(raw if isinstance(raw, str) else "?")


def version_problems(places: Places) -> list[Problem]:
    """One problem where the record is of another format than the current one."""
    try:
        version = version_of(places.data)
    except ValueFault as fault:
        return [places.problem(fault.code, (KEY,), (str(fault), f"Écrivez « {KEY}: {SCHEMA} »."))]
    if version > SCHEMA:
        message = f"Ce dossier est au format {version}, plus récent que ce planforge (format {SCHEMA})."
        return [places.problem("schema.newer", (KEY,), (message, "Installez la dernière version de planforge."))]
    if version < SCHEMA:
        message = f"Ce dossier est au format {version}, plus ancien que le format {SCHEMA}."
        hint = "Lancez « planforge migrate » : l’ancien fichier est conservé à côté."
        return [places.problem("schema.older", (KEY,), (message, hint))]
    return []
