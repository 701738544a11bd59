"""The whole questionnaire filled in page by page, from an empty folder to a record that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.reading import read_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.interview.web.conftest import Served
    from tests.interview.web.visitor import Element, Page, Sheet, Visitor

MOST_PAGES = 250
SAVE, FINISH = "Enregistrer et continuer", ("Terminer la liste", "Terminer sans rien de plus")


def test_every_page_of_the_minimum_can_be_filled_in(tmp_path: Path, open_folder: Callable[[Path], Served]) -> None:
    form = open_folder(tmp_path)
    form.visitor.go("/")
    pages = 0
    while form.visitor.page.heading != "Récapitulatif":
        pages += 1
        assert pages < MOST_PAGES, form.visitor.page.words
        go_on(form.visitor)
    form.visitor.press("Terminer")
    assert form.visitor.page.heading == "Vos réponses sont écrites dans le dossier"
    plan = read_plan(tmp_path)
    assert len(plan.services) >= 3
    assert all(service.activities for service in plan.services[:3])
    assert set(map(form.here.state, form.here.listed)) >= {"answered", "unknown", "passed"}


def go_on(visitor: Visitor) -> None:
    """What somebody in a hurry does with a page."""
    buttons = [one.words for sheet in visitor.page.sheets for one in sheet.buttons]
    lists = [one for one in buttons if one in FINISH]
    if not {SAVE, *FINISH} & {*buttons}:
        visitor.follow(visitor.page.one("a", class_="first").words)
    elif lists:
        fill_list(visitor, lists[0])
    elif visitor.page.all("table"):
        visitor.press("Passer les cases vides")
    else:
        fill_question(visitor, buttons)


def fill_list(visitor: Visitor, finish: str) -> None:
    """One usual entry where there is nothing yet, then the end."""
    usual = [one["value"] for one in visitor.page.all("input", name="pick")]
    if usual and not visitor.page.all("ul", class_="entries"):
        visitor.press("Ajouter", pick=usual[:1])
    else:
        visitor.press(finish)


def fill_question(visitor: Visitor, buttons: list[str]) -> None:
    """What is there already, else the first choice, else the example; « je ne sais pas encore » where it is refused."""
    sheet = next(one for one in visitor.page.sheets if any(button.words == SAVE for button in one.buttons))
    not_yet = "Noter que je ne sais pas encore"
    if visitor.page.all("p", id="refusal") and not_yet in buttons:
        visitor.press(not_yet)
        return
    visitor.press(SAVE, **written(visitor.page, sheet))


def written(page: Page, sheet: Sheet) -> dict[str, str | list[str]]:
    """The fields to fill in, so that the question has an answer."""
    there = sheet.filled()
    if there.get("answer", [""])[0].strip() or there.get("other", [""])[0].strip():
        return {}
    controls: list[Element] = [one for one in sheet.controls if one["name"] == "answer"]
    choices = [one["value"] for one in controls if one["value"].startswith("=")]
    if choices:
        return {"answer": choices[0]}
    example = page.all("p", id="example")
    said = example[0].words.partition(" : ")[2] if example else "Une réponse"
    return {"answer" if controls else "other": said}
