from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from planforge.answers.journal import JOURNAL, Entry, append
from planforge.answers.locking import Holder, locked
from planforge.answers.reading import read_record
from planforge.interview.plain import Plain
from tests.cli.conftest import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Command, Done

    Typed = Callable[..., Done]

LISTS = """\
teams:
  - {id: reseau, name: Équipe réseau}
referents:
  - {domain: imaging, person: dsi}
"""
KINDS = (
    "etablissement, sites, documents, personnes, referents, gouvernance, crise, scenarios, contacts-exterieurs, "
    "moyens-de-continuite, services, applications, infrastructure"
)


@pytest.fixture
def typed(planforge: Command, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """``typed(["1", "q"], "edit", "crise")`` runs the command and types these lines."""

    def run(lines: list[str], *arguments: object) -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return planforge(*arguments)

    return run


def test_one_answer_is_changed_and_is_in_the_file(typed: Typed, murat: Path) -> None:
    done = typed(["1", "Directrice du numérique", ""], "-C", murat, "edit", "people", "dsi")
    assert done.code == 0
    assert "Quelle réponse voulez-vous changer ?" in done.out
    assert "Réponses écrites dans : planforge.yaml" in done.err
    assert read_record(murat).plan.people[0].function == "Directrice du numérique"
    assert not (murat / JOURNAL).exists()
    assert not (murat / ".planforge" / "lock").exists()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("modifier", "service", "Urgences"), "Urgences. Quelle partie voulez-vous changer ?"),
        (("edit", "crise"), "Crise. Quelle partie voulez-vous changer ?"),
        (("edit", "établissement"), "Établissement. Quelle réponse voulez-vous changer ?"),
        (("edit", "équipes", "équipe reseau"), "Équipe réseau. Quelle réponse voulez-vous changer ?"),
        (("edit", "referents", "1"), "imagerie. Quelle réponse voulez-vous changer ?"),
        (("edit", "personnes"), "L’annuaire de crise"),
    ],
)
def test_things_are_named_as_people_name_them(typed: Typed, murat: Path, words: tuple[str, ...], title: str) -> None:
    record = murat / "planforge.yaml"
    record.write_text(record.read_text("utf-8") + LISTS, "utf-8")
    done = typed([""], "-C", murat, *words)
    assert (done.code, title in done.out) == (0, True)


def test_an_entry_is_created_then_asked_about(typed: Typed, murat: Path) -> None:
    done = typed(["Cadre de nuit", "oui", "q"], "-C", murat, "edit", "personnes", "--add")
    assert done.code == 0
    assert "Ajouté : Cadre de nuit" in done.out
    assert [one.id for one in read_record(murat).plan.people] == ["dsi", "cadre-de-nuit"]


def test_every_question_may_be_put_again(typed: Typed, murat: Path) -> None:
    done = typed(["", "q"], "-C", murat, "edit", "people", "dsi", "--restart", "--text")
    assert "Réponse actuelle : Directeur des systèmes d’information" in done.out
    assert "Quelle réponse voulez-vous changer ?" not in done.out


def test_the_depth_is_that_of_the_interview(typed: Typed, murat: Path) -> None:
    def lines(depth: str) -> str:
        return typed([""], "-C", murat, "edit", "crise", "--depth", depth).out

    assert "Qui déclenche la cellule de crise si cette personne ne répond pas ?" not in lines("minimum")
    assert lines("minimum") != lines("standard") == typed([""], "-C", murat, "edit", "crise").out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["servises", "urgences"], "« servises » ne se change pas. Vouliez-vous dire « services »"),
        (["zzz"], f"« zzz » ne se change pas. Valeurs : {KINDS}"),
        (["crise", "salle"], "« Crise » n’est pas une liste : planforge edit crise"),
        (["crise", "--add"], "« Crise » n’est pas une liste : planforge edit crise"),
        (["services", "bloc", "--add"], "--add crée un élément, sans identifiant : planforge edit services --add"),
        (
            ["services", "urgance"],
            "Rien ne s’appelle « urgance » dans « Services ». Vouliez-vous dire « urgences » (Urgences) ?",
        ),
        (
            ["applications", "patient"],
            "Rien ne s’appelle « patient » dans « Applications ». Vouliez-vous dire « dpi » (Dossier patient) ?",
        ),
        (["people", "zzzz"], "Rien ne s’appelle « zzzz » dans « Personnes ». Identifiants : dsi"),
        (
            ["sauvegardes", "nuit"],
            "Rien ne s’appelle « nuit » dans « Sauvegardes ». La liste est vide : planforge edit sauvegardes --add",
        ),
        (["services", "urgences", "--depth", "tout"], "« tout » n’est pas prévu. Valeurs : 'minimum', 'standard'"),
    ],
)
def test_what_cannot_be_changed_is_told_with_what_may_have_been_meant(
    typed: Typed, murat: Path, words: list[str], expected: str
) -> None:
    before = (murat / "planforge.yaml").read_bytes()
    done = typed(["q"], "-C", murat, "edit", *words)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err
    assert (murat / "planforge.yaml").read_bytes() == before


def test_with_nobody_to_answer_the_command_says_what_to_do(typed: Typed, murat: Path) -> None:
    done = typed([], "-C", murat, "edit", "services", "urgences")
    assert (done.code, done.out) == (4, "")
    assert "Entrée nécessaire" in done.err
    said = json.loads(typed(["1"], "-C", murat, "--json", "edit", "crise").out)
    assert (said["command"], said["problems"][0]["code"]) == ("edit", "input-needed")


def test_answers_that_were_pending_are_filed_first(typed: Typed, murat: Path) -> None:
    append(murat, Entry("set", ("services", "urgences", "beds"), "12"))
    done = typed([""], "-C", murat, "edit", "people", "dsi")
    assert "Réponses écrites dans : planforge.yaml" in done.err
    assert read_record(murat).plan.services[0].beds.value == 12


def test_one_person_at_a_time(typed: Typed, murat: Path) -> None:
    with locked(murat, Holder("Claire", "autre-poste", 12, "2026-11-27T09:00:00")):
        done = typed(["q"], "-C", murat, "edit", "crise")
    assert done.code == 6
    assert "déjà ouvert par Claire" in done.err


def test_ctrl_c_leaves_the_answer_on_the_disk(typed: Typed, murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Plain, "taken", interrupted)
    done = typed(["1", "Directrice"], "-C", murat, "edit", "people", "dsi")
    assert done.code == 130
    assert "Tout est enregistré." in done.out
    assert (murat / JOURNAL).exists()
    assert read_record(murat).plan.people[0].function == "Directrice"


def test_a_record_with_mistakes_can_be_mended(typed: Typed, murat: Path) -> None:
    text = (murat / "planforge.yaml").read_text("utf-8")
    (murat / "planforge.yaml").write_text(text.replace("type: urgences", "type: urgences\n    head: dsy"), "utf-8")
    done = typed(["responsable", "1", "1", ""], "-C", murat, "edit", "services", "urgences")
    assert done.code == 0
    assert read_record(murat).plan.services[0].head.value == "dsi"


def test_where_there_is_no_record_the_command_says_so(typed: Typed, tmp_path: Path) -> None:
    done = typed(["q"], "-C", tmp_path, "edit", "services", "urgences")
    assert done.code == 3
    assert "Il n’y a pas de fichier planforge.yaml" in done.err


APART = """\
schema: 1
establishment: {name: CH de Murat, statute: public}
crisis: {cut: {person: rssi}}
services: [{id: urgences, name: Urgences, head: chef}]
"""


def test_nothing_takes_the_place_of_a_restricted_file_that_is_elsewhere(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "planforge.yaml").write_text(APART, encoding="utf-8")
    done = typed([""], "-C", tmp_path, "edit", "personnes")
    assert done.code == 1
    assert "ne peut pas être changé ici : le fichier restricted.yaml est gardé à part" in done.err
    done = typed(["1", "Chef de nuit", "q"], "-C", tmp_path, "edit", "crise", "--depth", "minimum")
    assert "Le fichier restricted.yaml est gardé à part" in done.out
    assert "« Chef de nuit » ne peut pas être choisi ici" in plain(done.out)
    assert not (tmp_path / "restricted.yaml").exists()


def test_what_to_change_is_asked_where_it_is_not_said(typed: Typed, murat: Path) -> None:
    done = typed(["pers", "4", "", "q"], "-C", murat, "edit")
    assert done.code == 0
    assert "Que voulez-vous changer ?" in done.out
    assert "L’annuaire de crise" in done.out
    assert typed(["q"], "-C", murat, "edit").code == typed(["<"], "-C", murat, "edit").code == 0
    assert typed([], "-C", murat, "edit").code == 4
