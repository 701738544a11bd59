"""The web form in a real browser, by keyboard only, from the address that ``planforge serve`` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from planforge.answers.journal import read_journal
from planforge.answers.reading import read_plan
from tests.gate.browser import WAIT, browser, launched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.browser
NOT_KNOWN = "je ne sais pas encore (Secrétariat général, 15/12/2026)"
MOST_TABS = 120
NARROW = (320, 640)  # a small telephone; a screen of 1,280 points read at 200 %


@dataclass
class Person:
    """Somebody with a keyboard and no mouse."""

    chrome: Chrome

    def open(self, address: str, heading: str) -> None:
        """Go to an address that was given."""
        self.chrome.get(address)
        self.wait_for(heading)

    def wait_for(self, heading: str) -> None:
        """Wait until the page with that title is there, all of it."""
        self.until(lambda: self.is_whole() and self.words("h1") == heading)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds on the page."""
        from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException  # noqa: PLC0415
        from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415 - only where there is a browser

        passing = (NoSuchElementException, StaleElementReferenceException)
        WebDriverWait(self.chrome, WAIT, ignored_exceptions=passing).until(lambda _: holds())

    def is_whole(self) -> bool:
        """Whether the page has come to its end."""
        return bool(self.chrome.execute_script("return document.readyState === 'complete'"))

    def words(self, selector: str) -> str:
        """What an element says, with plain spaces."""
        return " ".join(self.find(selector).text.replace("\u00a0", " ").split())

    def find(self, selector: str) -> WebElement:
        return self.chrome.find_element("css selector", selector)

    @property
    def here(self) -> WebElement:
        """Where the keyboard is."""
        return self.chrome.switch_to.active_element

    def type(self, *keys: str) -> None:
        """Press keys, wherever the keyboard is."""
        self.here.send_keys(*keys)

    def tab_to(self, name: str) -> None:
        """Press Tab until the keyboard is at what bears that name; it must be seen to be there."""
        for _ in range(MOST_TABS):
            if self.here.accessible_name.replace("\u00a0", " ").strip() == name:
                assert self.here.value_of_css_property("outline-style") == "solid", name
                return
            self.type("\ue004")
        pytest.fail(f"the keyboard does not reach {name!r}")

    def press(self, name: str, heading: str) -> None:
        """Go to a button or a link and press Enter; wait for the page that it leads to."""
        self.tab_to(name)
        self.enter(heading)

    def enter(self, heading: str) -> None:
        """Press Enter; wait for the next page."""
        before = self.find("html").id
        self.type("\ue007")
        self.until(lambda: self.find("html").id != before)
        self.wait_for(heading)

    def fits(self) -> None:
        """Look at the page on small screens: nothing is to be scrolled sideways."""
        for width in NARROW:
            screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
            self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            assert self.chrome.execute_script("return document.documentElement.scrollWidth") <= width, width
        self.chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def complaints(self) -> list[str]:
        """What the browser has against the pages; that there is no little picture for the tab is no fault."""
        log = self.chrome.get_log("browser")  # type: ignore[no-untyped-call]  # selenium does not type it
        return [one["message"] for one in log if "favicon" not in one["message"]]


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with browser(tmp_path / "profile") as chrome:
        yield Person(chrome)


def test_from_an_empty_folder_to_written_files_by_keyboard(tmp_path: Path, person: Person) -> None:
    folder = tmp_path / "valmont"
    with launched(folder) as launch:
        begin(person, launch.address)
        answer(person)
        told = read_journal(folder)
        launch.kill()
    with launched(folder) as launch:
        resume(person, launch.address)
        finish(person)
        assert launch.ended()[0] == 0
    plan = read_plan(folder)
    assert (plan.establishment.name, plan.establishment.finess_ej.value) == ("CH de Valmont", "010000024")
    assert [service.name for service in plan.services][-2:] == ["Réanimation, soins intensifs, USC", "Standard <b>"]
    assert told[-1].address == ("services", "standard-b")
    assert person.complaints() == []


def begin(person: Person, address: str) -> None:
    """The three questions before there is a record."""
    person.open(address, "Commencer un dossier")
    person.fits()
    person.press("Commencer", "Quel est le nom complet de votre établissement ?")
    person.type("CH de Valmont")
    person.enter("Quel est votre statut juridique ?")
    person.fits()
    person.type(" ")
    person.enter("Quelles sont vos activités ?")
    person.type(" ")
    person.enter("Reprendre vos réponses")
    assert "Le dossier est commencé" in person.words("[role=status]")


def answer(person: Person) -> None:
    """A wrong answer, a way back, something not known, a list."""
    person.press("Reprendre où vous en étiez", "Quel est votre numéro FINESS juridique ?")
    person.type("12")
    person.enter("Quel est votre numéro FINESS juridique ?")
    assert person.words("[role=alert]").startswith("À corriger : « 12 »")
    assert person.here.get_attribute("value") == "12"
    assert "refusal" in str(person.here.get_attribute("aria-describedby")).split()
    person.fits()
    person.type("\ue009a", "\ue000", "010000024")
    person.enter("Quelle est votre place dans un groupement hospitalier de territoire (GHT) ?")
    assert person.words("[role=status]") == "Enregistré : 010000024"
    person.press("Revenir", "Quel est votre numéro FINESS juridique ?")
    assert person.here.get_attribute("value") == "010000024"
    person.enter("Quelle est votre place dans un groupement hospitalier de territoire (GHT) ?")
    not_known(person)
    add_services(person)


def not_known(person: Person) -> None:
    """« Je ne sais pas encore », with who and when."""
    person.tab_to("Je ne sais pas encore")
    person.type("\ue007")
    person.tab_to("Qui le saura ?")
    person.type("Secrétariat général")
    person.tab_to("Pour quand ?")
    person.type("15/12/2026")
    person.enter("Vos sites")
    assert person.words("[role=status]") == f"Enregistré : {NOT_KNOWN}"


def add_services(person: Person) -> None:
    """A usual service and one of one's own, added to those that are there."""
    person.press("Ce que le plan couvre", "Vos services")
    person.fits()
    there = person.words("ul.entries")
    person.tab_to("Réanimation, soins intensifs, USC")
    person.type(" ")
    person.tab_to("Pas dans la liste ? Écrivez son nom")
    person.type("Standard <b>")
    person.enter("Vos services")
    assert person.words("ul.entries").startswith(there.removesuffix(" Modifier Retirer"))
    assert "Standard <b>" in person.words("ul.entries")


def resume(person: Person, address: str) -> None:
    """After a power cut: everything that was shown as taken is there."""
    person.open(address, "Reprendre vos réponses")
    assert "déjà enregistrées" in person.words("main")
    person.press("Ce que le plan couvre", "Vos services")
    assert "Standard <b>" in person.words("ul.entries")
    person.press("Récapitulatif", "Récapitulatif")
    assert NOT_KNOWN in person.words("main")
    person.fits()


def finish(person: Person) -> None:
    """Everything is written into the files, and the form stops."""
    person.press("Terminer", "Vos réponses sont écrites dans le dossier")
    assert "Ce que planforge remarque d’abord" in person.words("main")
    person.fits()
    person.press("Arrêter l’assistant", "Arrêter pour aujourd’hui")
    person.press("Arrêter l’assistant", "Tout est enregistré")
    assert person.find("h1").value_of_css_property("color") == "rgba(31, 58, 95, 1)"  # dressed, though nobody serves


def test_a_table_is_filled_in_row_by_row_on_any_screen(tmp_path: Path, person: Person) -> None:
    folder = tmp_path / "murat"
    folder.mkdir()
    record = (
        "schema: 1\nestablishment: {name: CH de Murat, statute: public, activities: [mco]}\n"
        "people: [{id: dsi, function: DSI}]\nservices:\n  - id: urgences\n    name: Urgences\n    type: urgences\n"
        "    applications: [{application: dpi}]\napplications:\n  - {id: dpi, name: Dossier patient}\n"
    )
    (folder / "planforge.yaml").write_text(record, "utf-8")
    with launched(folder) as launch:
        person.open(launch.address, "Répondre aux questions de votre plan")
        person.press("Vos dix applications", "Vos applications")
        person.press("Terminer la liste", "Vos applications")
        person.fits()
        person.tab_to("Qui est l’éditeur ou le fournisseur ? – Dossier patient")
        person.type("Maincare")
        person.enter("Vos applications")
        assert "sans réponse" in person.words("#vides")
        person.fits()
        person.press("Passer les cases vides", "Vos fondations")
        launch.interrupt()
    assert "Maincare" in (folder / "planforge.yaml").read_text("utf-8")
    assert person.complaints() == []
