from __future__ import annotations

import pickle

from planforge.values import ValueFault, french, quoted


def test_a_fault_survives_the_way_back_from_a_worker() -> None:
    fault = ValueFault("duration.no_unit", "Quelle unité\u00a0?", "Écrivez « 4 h ».")
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes
    assert (again.code, str(again), again.hint) == (fault.code, str(fault), fault.hint)
    assert isinstance(again, ValueError)


def test_a_persons_words_are_shown_short_and_on_one_line() -> None:
    assert quoted("a\nb\x00") == french("« a b »")
    assert quoted("x" * 100) == french(f"« {'x' * 40}… »")
    assert quoted("x" * 40) == french(f"« {'x' * 40} »")
