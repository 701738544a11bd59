from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.results import Verdict
from planforge.analysis.schedule.estimates import Hold, LeverKind, Standing
from planforge.analysis.spoken import BASES, STANDINGS, VERDICTS, lever_words, printed_back
from planforge.model.answer import Source
from planforge.values import NBSP, Duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


def test_every_verdict_standing_and_source_has_its_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert set(STANDINGS) == set(Standing)
    assert set(BASES) == {*Source, None}
    assert STANDINGS[Standing.NOT_SHOWN] == "non prouvé"


@pytest.mark.parametrize(
    ("kind", "of", "words"),
    [
        (LeverKind.PERSON, "infra", "Une personne de plus à l’équipe « INFRA »"),
        (LeverKind.ON_CALL, "infra", "Mettre en astreinte l’équipe « INFRA »"),
        (LeverKind.BANDWIDTH, "nuit", "Doubler le débit de restauration de « NUIT »"),
        (LeverKind.COPY, "nuit", "Mettre une copie de « NUIT » hors d’atteinte d’une attaque"),
        (LeverKind.AGREEMENT, "labo", "Signer une convention de repli pour « LABO »"),
    ],
)
def test_levers_as_a_director_says_them(a_plan: Callable[..., Plan], kind: LeverKind, of: str, words: str) -> None:
    plan = a_plan(teams=[{"id": "infra", "name": "INFRA"}], backups=[{"id": "nuit"}], services=[{"id": "labo"}])
    assert lever_words(plan, kind, of).replace(NBSP, " ") == words


def test_an_island_is_of_nobody_in_particular(a_plan: Callable[..., Plan]) -> None:
    assert "îlot sain" in lever_words(a_plan(), LeverKind.ISLAND, "")


def test_every_hold_is_one_of_the_estimates() -> None:
    assert {one.value for one in Hold} >= {"gate", "need", "team", "rate", "streams", "tester"}


@pytest.mark.parametrize(
    ("back", "limit", "printed"),
    [
        (55 * 60, None, 60 * 60),
        (55 * 60, 56 * 60, 56 * 60),  # in time: never printed later than the limit
        (57 * 60, 56 * 60, 60 * 60),  # late: never printed in time
        (73 * 60, 72 * 60, 84 * 60),
        (73 * 60, 200 * 60, 72 * 60),
    ],
)
def test_a_return_is_printed_on_its_side_of_the_limit(back: int, limit: int | None, printed: int) -> None:
    assert printed_back(back, limit) == Duration(printed)
