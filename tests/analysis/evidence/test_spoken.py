from __future__ import annotations

from planforge.analysis.evidence.meter import Coverage
from planforge.analysis.evidence.pieces import PieceState
from planforge.analysis.evidence.shown import ShownState
from planforge.analysis.evidence.spoken import COVERAGES, MEANINGS, PIECE_STATES, SHOWN, summary
from tests.analysis.evidence.test_meter import a_list, judged


def test_every_state_has_its_word() -> None:
    assert set(COVERAGES) == set(MEANINGS) == set(Coverage)
    assert set(PIECE_STATES) == set(PieceState)
    assert set(SHOWN) == set(ShownState)
    assert len(set(COVERAGES.values())) == len(Coverage)


def test_a_list_in_one_line() -> None:
    said = summary(judged(a_list()).lists[0]).replace("\u00a0", " ")
    assert said == "1 exigence : 0 couverte, 0 à compléter par des pièces, 0 partielle, 1 absente"
