"""A launch on a folder: from nothing to written files, by filling in forms only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.journal import read_journal
from planforge.answers.reading import read_plan
from planforge.interview.questionnaire import Depth, Role, Scope
from planforge.interview.web.keeping import Findings, Remark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.interview.web.conftest import Served

    Open = Callable[..., Served]


@pytest.fixture
def begun(tmp_path: Path, open_folder: Open) -> Served:
    """A record just begun, its start page shown."""
    form = open_folder(tmp_path)
    assert form.visitor.go("/").heading == "Commencer un dossier"
    form.visitor.follow("Commencer")
    form.visitor.press("Enregistrer et continuer", answer="CH de Valmont")
    form.visitor.press("Enregistrer et continuer", answer="=public")
    form.visitor.press("Enregistrer et continuer", answer=["=mco", "=smr"])
    return form


def test_three_answers_begin_a_record_that_can_be_read(begun: Served, tmp_path: Path) -> None:
    page = begun.visitor.page
    assert page.one("p", role="status").words == "Le dossier est commencé. Écrit : planforge.yaml, restricted.yaml."
    assert page.heading == "Reprendre vos réponses"
    assert read_plan(tmp_path).establishment.name == "CH de Valmont"
    assert read_journal(tmp_path) == ()


def test_there_is_no_recap_before_there_is_a_record(tmp_path: Path, open_folder: Open) -> None:
    form = open_folder(tmp_path)
    page = form.visitor.go("/recapitulatif")
    assert page.one("p", role="status").words == "Répondez d’abord à ces quelques questions."
    assert page.heading == "Quel est le nom complet de votre établissement ?"
    assert [one.words for one in page.all("a") if one["href"] == "/recapitulatif"] == []
    form.visitor.post("/terminer", b"jeton=le-jeton")
    form.visitor.post("/depart", b"jeton=le-jeton&role=it")
    assert form.application.course.filters.role is None


def test_a_beginning_left_half_way_is_taken_up_again(tmp_path: Path, open_folder: Open) -> None:
    form = open_folder(tmp_path)
    form.visitor.go("/")
    form.visitor.follow("Commencer")
    form.visitor.press("Enregistrer et continuer", answer="CH de Valmont")
    again = open_folder(tmp_path)
    again.visitor.go("/")
    assert again.visitor.follow("Reprendre où vous en étiez").heading == "Quel est votre statut juridique ?"


def test_a_first_record_that_cannot_be_written_is_said_and_tried_again(tmp_path: Path, open_folder: Open) -> None:
    form = open_folder(tmp_path)
    (tmp_path / "restricted.yaml").write_text("people: []\n", "utf-8")
    form.visitor.go("/")
    form.visitor.follow("Commencer")
    form.visitor.press("Enregistrer et continuer", answer="CH de Valmont")
    form.visitor.press("Enregistrer et continuer", answer="=public")
    page = form.visitor.press("Enregistrer et continuer", answer=["=mco"])
    assert "Déjà présent" in page.words
    (tmp_path / "restricted.yaml").unlink()
    assert form.visitor.follow("Revenir au questionnaire").heading == "Reprendre vos réponses"


def test_one_may_be_asked_only_what_one_knows(begun: Served) -> None:
    everybody = begun.application.course.length().total
    page = begun.visitor.press("Choisir ces questions", role="board")
    assert begun.application.course.filters.role is Role.BOARD
    assert begun.application.course.length().total < everybody
    assert [one["value"] for one in page.all("input", type="radio") if one.has("checked")] == ["board"]
    lengths = begun.application.course.lengths()
    assert lengths[None].total == everybody
    assert begun.visitor.press("Choisir ces questions", role="").one("details").has("open") is False


def test_one_may_go_further(begun: Served) -> None:
    before = begun.application.course.length().total
    page = begun.visitor.press("Choisir ces questions", depth="standard", scope="all")
    filters = begun.application.course.filters
    assert (filters.depth, filters.scope) == (Depth.STANDARD, Scope.ALL)
    assert begun.application.course.length().total > before
    assert page.one("details").has("open")


def test_a_choice_that_is_none_of_ours_changes_nothing(begun: Served) -> None:
    before = begun.application.course.filters
    begun.visitor.press("Choisir ces questions", role="king", depth="abyss", scope="universe")
    assert begun.application.course.filters == before


def test_finishing_writes_the_answers_and_shows_the_first_findings(tmp_path: Path, open_folder: Open) -> None:
    form = open_folder(tmp_path, lambda: Findings((Remark("Rien n’est sauvegardé.", "Sauvegarder.", "DSI"),), 3, 4))
    form.visitor.go("/")
    form.visitor.follow("Commencer")
    for answer in ("CH de Valmont", "=public", "=mco"):
        form.visitor.press("Enregistrer et continuer", answer=answer)
    form.at("establishment", "finess_ej").press("Enregistrer et continuer", answer="010000024")
    form.visitor.go("/recapitulatif")
    page = form.visitor.press("Terminer")
    assert page.heading == "Vos réponses sont écrites dans le dossier"
    assert "Fichiers : planforge.yaml." in page.words
    assert "Rien n’est sauvegardé. À faire : Sauvegarder. (DSI)" in page.words
    assert "En tout : 3 constats, 4 réponses à compléter." in page.words
    assert f'planforge -C "{tmp_path}" build' in page.words
    assert "010000024" in (tmp_path / "planforge.yaml").read_text("utf-8")
    assert form.visitor.follow("Modifier une réponse").heading == "Récapitulatif"
    assert "Elles y étaient déjà toutes." in form.visitor.press("Terminer").words


def test_what_a_hand_changed_meanwhile_is_kept_and_told(begun: Served, tmp_path: Path) -> None:
    begun.at("establishment", "name").press("Enregistrer et continuer", answer="CH de Murat")
    record = tmp_path / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("CH de Valmont", "CH du Lac"), "utf-8")
    begun.visitor.go("/recapitulatif")
    page = begun.visitor.press("Terminer")
    assert "1 réponse n’a pas été écrite" in page.words
    assert "le fichier garde « CH du Lac », vous aviez répondu « CH de Murat »." in page.words
    assert begun.visitor.go("/").one("p", class_="hospital").words == "CH du Lac"


def test_a_record_spoilt_meanwhile_is_said_and_nothing_is_lost(begun: Served, tmp_path: Path) -> None:
    begun.at("establishment", "finess_ej").press("Enregistrer et continuer", answer="010000024")
    record = tmp_path / "planforge.yaml"
    good = record.read_text("utf-8")
    record.write_text(f"{good}\n\tx: [", "utf-8")
    begun.visitor.go("/recapitulatif")
    begun.visitor.press("Terminer")
    assert begun.visitor.status == 500
    assert "planforge.yaml:" in begun.visitor.page.words
    record.write_text(good, "utf-8")
    begun.visitor.go("/recapitulatif")
    assert begun.visitor.press("Terminer").heading == "Vos réponses sont écrites dans le dossier"
    assert "010000024" in record.read_text("utf-8")


def test_nothing_is_finished_before_it_is(begun: Served) -> None:
    assert begun.visitor.go("/termine").heading == "Reprendre vos réponses"
