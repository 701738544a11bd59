from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.documents import exercise_stimuli
from planforge.compose.documents.sheets import long_sheets
from planforge.document.blocks import Sheet
from planforge.model.playing import PlayChannel
from tests.compose.kits import FORMS, kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context


def pages(context: Context, form: str, *services: str, seed: int = 1) -> dict[str, Sheet]:
    """Each page of the stimuli, by the number it bears."""
    made = exercise_stimuli.compose(context, kit_of(context, form, *services, seed=seed))
    sheets = [one for one in made.body if isinstance(one, Sheet)]
    return {sheet.side[1].removeprefix("Stimulus "): sheet for sheet in sheets}


@pytest.mark.parametrize("form", FORMS)
def test_each_stimulus_is_a_page_of_its_own_in_order(context: Context, form: str) -> None:
    kit = kit_of(context, form)
    found = pages(context, form)
    assert list(found) == [one.number for one in kit.played]
    assert not long_sheets(found.values())
    assert all("EXERCICE" in sheet.kicker for sheet in found.values())


@pytest.mark.parametrize("form", FORMS)
def test_what_is_handed_over_never_says_what_is_awaited(
    context: Context, strings: Callable[[object], list[str]], form: str
) -> None:
    kit, found = kit_of(context, form), pages(context, form)
    handed = [one for one in kit.played if one.stimulus.channel not in {PlayChannel.CALL, PlayChannel.PERSON}]
    for one in handed:
        told = _spaced("\n".join(strings(found[one.number].rows)))
        assert _spaced(one.said(one.stimulus.reaction)) not in told
        assert one.stimulus.name not in found[one.number].title
        assert _spaced(one.said(one.stimulus.text).splitlines()[0]) in told


def _spaced(words: str) -> str:
    """The words whatever their spaces."""
    return " ".join(words.split())


def test_what_is_acted_tells_the_animation_what_to_say_and_what_to_await(
    context: Context, strings: Callable[[object], list[str]]
) -> None:
    kit, found = kit_of(context), pages(context, "beginner-crisis")
    acted = next(one for one in kit.played if one.stimulus.channel is PlayChannel.CALL)
    told = "\n".join(strings(found[acted.number])).replace("\u00a0", " ")
    assert acted.said(acted.stimulus.reaction).replace("\u00a0", " ") in told
    assert "Vous êtes : " in told
    assert "Combien de postes" in told


def test_mail_press_paper_and_calls_have_their_own_pages(context: Context) -> None:
    titles = {sheet.title for seed in range(1, 8) for sheet in pages(context, "confirmed-crisis", seed=seed).values()}
    assert {"Courriel", "Publication", "Note remise en main propre"} <= titles


def test_a_ward_has_no_time_but_its_own(context: Context, strings: Callable[[object], list[str]]) -> None:
    field = strings(tuple(pages(context, "beginner-field", "urgences").values()))
    assert not any("Heure de l’histoire" in words for words in field)
    assert any("Heure de l’histoire" in words for words in strings(tuple(pages(context, "beginner-crisis").values())))
