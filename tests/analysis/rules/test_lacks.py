from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.analysis.facts import Facts
from planforge.analysis.rules.lacks import is_apart, lacks
from planforge.model.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


def answer(raw: Any) -> Answer[str]:
    return Answer[str].model_validate(raw)


def test_what_is_absent_is_told_from_what_is_not_known_yet() -> None:
    found = lacks({"la salle": answer(None), "le numéro": answer("?"), "l’heure": answer("9 h"), "le lieu": Answer()})
    assert found.absent == ("la salle", "le lieu")
    assert found.unknown == ("le numéro",)


def test_a_name_of_a_file_kept_apart_reads_as_unknown(a_plan: Callable[..., Plan]) -> None:
    apart, here = Facts(a_plan(people="à compléter")), Facts(a_plan())
    assert is_apart(apart, answer("?"))
    assert not is_apart(here, answer("?"))
    assert not is_apart(apart, answer("rssi"))
    assert not is_apart(apart, answer("?"), "supplier_secrets")
