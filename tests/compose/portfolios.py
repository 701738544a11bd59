"""A portfolio of made-up members, for the documents that print it."""

from __future__ import annotations

from planforge.analysis.evidence.meter import meter
from planforge.analysis.evidence.portfolio import Member, member
from planforge.compose.catalogue import CATALOGUE
from planforge.compose.portfolio_parts import Failure, Portfolio
from planforge.library.requirements import requirement_lists
from tests.analysis.evidence.conftest import TODAY, results_of


def a_member(name: str, *, activities: tuple[str, ...] = ("mco",), late: bool = False) -> Member:
    """A member whose record says next to nothing, but for an action that may be late."""
    action = {"id": "a", "title": "Cloisonner", "due": "2026-11-26" if late else "2027-01-01"}
    results = results_of(
        establishment={"name": name, "statute": "public", "activities": list(activities)},
        people=[{"id": "x", "function": "DSI", "name": "Anne Dupont"}],
        document={"next_review": "2026-11-01" if late else "2027-11-01"},
        actions=[action],
        exercises=[{"id": "e", "title": "E", "kind": "field", "done_on": "2026-05-01", "report": "R-1"}],
    )
    lists = requirement_lists(None, [kind.id for kind in CATALOGUE])
    return member(results, meter(results, lists, lambda _name: False))


def a_portfolio(count: int = 2) -> Portfolio:
    """A portfolio with a hospital that is late, homes, and a folder that cannot be read."""
    homes = tuple(a_member(f"Résidence {rank}", activities=("ehpad",)) for rank in range(1, count))
    return Portfolio((a_member("CH de Murat", late=True), *homes), (Failure("casse", "1 erreur"),), TODAY)
