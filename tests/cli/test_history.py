from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from planforge.answers.folding import fold
from planforge.answers.journal import Entry, append
from planforge.answers.locking import Holder, locked
from planforge.answers.reading import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

HEAD, BEDS = ("services", "urgences", "head"), ("services", "urgences", "beds")


@pytest.fixture
def answered(murat: Path) -> Path:
    """A record in which three answers were given, two of them in its file already."""
    append(murat, Entry("set", BEDS, "12", None, "2026-11-26T17:42:00+01:00", "Marie"))
    append(murat, Entry("set", BEDS, "14", "12", "2026-11-26T17:43:00+01:00", "Marie"))
    append(murat, Entry("visit", ("services", "urgences", "deputy"), None, None, "2026-11-26T17:44:00", "Marie"))
    fold(murat)
    append(murat, Entry("set", HEAD, "dsi", None, "2026-11-27T09:05:00+01:00"))
    return murat


def test_the_last_answers_are_told_newest_first(planforge: Command, answered: Path) -> None:
    done = planforge("-C", answered, "history")
    assert done.code == 0
    assert done.out.splitlines() == [
        "1. 27/11/2026 à 9 h 05",
        "   Services › « Urgences » › Responsable : rien → Directeur des systèmes",
        "   d’information",
        "2. 26/11/2026 à 17 h 43, Marie",
        "   Services › « Urgences » › Lits ou places : 12 → 14",
        "3. 26/11/2026 à 17 h 42, Marie",
        "   Services › « Urgences » › Lits ou places : rien → 12",
    ]
    assert planforge("-C", answered, "historique", "-n", "1").out.splitlines() == done.out.splitlines()[:3]


def test_an_answer_that_confirmed_is_told_as_such(planforge: Command, answered: Path) -> None:
    append(answered, Entry("set", BEDS, "14", "14", "hier", "Marie"))
    assert planforge("-C", answered, "history").out.startswith(
        "1. hier, Marie\n   Services › « Urgences » › Lits ou places : 14 (confirmé)\n"
    )


def test_without_an_answer_it_says_so(planforge: Command, murat: Path) -> None:
    assert planforge("-C", murat, "history").out == (
        "Aucune réponse n’a encore été donnée par le questionnaire dans ce dossier.\n"
    )
    assert planforge("-C", murat, "history", "--undo", "--yes").out == "Aucune réponse sur laquelle revenir.\n"


def test_json_has_answers_raw_and_in_words(planforge: Command, answered: Path) -> None:
    said = json.loads(planforge("-C", answered, "--json", "history", "-n", "2").out)
    assert (said["schema"], said["command"], len(said["answers"])) == (1, "history", 2)
    assert said["answers"][1] == {
        "op": "set",
        "address": list(BEDS),
        "before": "12",
        "after": "14",
        "at": "2026-11-26T17:43:00+01:00",
        "by": "Marie",
        "section": "",
        "path": ["Services", "«\u00a0Urgences\u00a0»", "Lits ou places"],
        "before_text": "12",
        "after_text": "14",
    }


def test_the_last_answers_are_taken_back_in_the_file(planforge: Command, answered: Path) -> None:
    done = planforge("-C", answered, "history", "--undo", "2", "--yes")
    assert done.code == 0
    assert done.out.splitlines() == [
        "2 réponses sur lesquelles on revient :",
        "  Services › « Urgences » › Responsable : Directeur des systèmes d’information →",
        "  rien",
        "  Services › « Urgences » › Lits ou places : 14 → 12",
        "2 valeurs remises comme avant. Pour annuler : planforge history --undo 2",
    ]
    service = read_record(answered).plan.services[0]
    assert (service.head.value, service.beds.value) == (None, 12)
    assert not (answered / ".planforge" / "journal.jsonl").exists()
    planforge("-C", answered, "history", "--undo", "2", "--yes")
    service = read_record(answered).plan.services[0]
    assert (service.head.value, service.beds.value) == ("dsi", 14)


def test_alone_it_takes_back_one(planforge: Command, answered: Path) -> None:
    done = planforge("-C", answered, "history", "--undo", "--yes")
    assert done.out.startswith("1 réponse sur laquelle on revient :\n")
    assert "1 valeur remise comme avant." in done.out
    assert read_record(answered).plan.services[0].beds.value == 14


def test_a_dry_run_writes_nothing(planforge: Command, answered: Path) -> None:
    before = {path: path.read_bytes() for path in answered.rglob("*") if path.is_file()}
    done = planforge("-C", answered, "history", "--undo", "3", "--dry-run")
    assert done.code == 0
    assert "3 réponses sur lesquelles on reviendrait :" in done.out
    assert done.out.endswith("Rien n’a été écrit.\n")
    assert {path: path.read_bytes() for path in answered.rglob("*") if path.is_file()} == before
    said = json.loads(planforge("-C", answered, "--json", "history", "--undo", "--dry-run").out)
    assert (said["dry_run"], [one["address"] for one in said["undone"]]) == (True, [list(HEAD)])


@pytest.mark.parametrize(("typed", "expected"), [("oui\n", None), ("non\n", "dsi"), ("", "dsi")])
def test_on_a_terminal_it_asks_first(
    planforge: Command, answered: Path, monkeypatch: pytest.MonkeyPatch, typed: str, expected: str | None
) -> None:
    monkeypatch.setattr("planforge.cli.history.is_terminal", lambda _: True)
    monkeypatch.setattr("planforge.cli.fronts.is_terminal", lambda stream: stream is sys.stdin)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    done = planforge("-C", answered, "history", "--undo")
    assert done.code == 0
    assert "Remettre ces valeurs ?" in done.out
    assert read_record(answered).plan.services[0].head.value == expected


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_without_a_terminal_it_says_what_to_add(planforge: Command, answered: Path, options: tuple[str, ...]) -> None:
    done = planforge("-C", answered, *options, "history", "--undo")
    assert done.code == 4
    said = json.loads(done.out)["problems"][0]["message"] if options else done.err
    expected = "Entrée nécessaire : pour revenir sur des réponses sans terminal, ajoutez --yes."
    assert expected in said.replace("\u00a0", " ")


def test_what_the_record_cannot_do_without_is_not_taken_back(planforge: Command, murat: Path) -> None:
    append(murat, Entry("set", ("establishment", "name"), "CH de Murat", None, "2026-11-27T09:05:00"))
    done = planforge("-C", murat, "history", "--undo", "--yes")
    assert done.code == 1
    assert "Il manque « name » (Nom de l’établissement)." in done.err
    assert "1 erreur. Revenir en arrière rendrait le dossier illisible.\nRien n’a été modifié." in done.err
    assert read_record(murat).plan.establishment.name == "CH de Murat"
    assert planforge("-C", murat, "history").out.count("→") == 1


def test_what_a_hand_wrote_since_stays_and_is_said(planforge: Command, answered: Path) -> None:
    text = (answered / "planforge.yaml").read_text("utf-8")
    (answered / "planforge.yaml").write_text(text.replace("beds: 14", "beds: 30"), "utf-8")
    done = planforge("-C", answered, "history", "--undo", "2", "--yes")
    assert "1 place garde ce qui y a été écrit à la main depuis." in done.err
    service = read_record(answered).plan.services[0]
    assert (service.head.value, service.beds.value) == (None, 30)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--yes"], "--yes et --dry-run ne servent qu’avec --undo."),
        (["--dry-run"], "--yes et --dry-run ne servent qu’avec --undo."),
        (["--undo", "0"], "0 est hors des limites x>=1."),
        (["--undo", "tout"], "« tout » n’est pas un nombre"),
        (["-n", "0"], "0 est hors des limites x>=1."),
        (["trois"], "Un mot de trop : trois"),
    ],
)
def test_a_badly_written_command_is_told(planforge: Command, answered: Path, options: list[str], expected: str) -> None:
    done = planforge("-C", answered, "history", *options)
    assert done.code == 2
    assert expected in done.err


def test_somebody_else_at_work_is_waited_for(planforge: Command, answered: Path) -> None:
    with locked(answered, Holder("Claire", "autre-poste", 12, "2026-11-27T09:00:00")):
        done = planforge("-C", answered, "history", "--undo", "--yes")
        assert planforge("-C", answered, "history").code == 0
    assert done.code == 6
    assert "déjà ouvert par Claire" in done.err


def test_a_record_that_is_no_yaml_is_told(planforge: Command, answered: Path) -> None:
    (answered / "planforge.yaml").write_text("a: [", encoding="utf-8")
    assert planforge("-C", answered, "history").code == 3
    assert planforge("-C", answered, "history", "--undo", "--yes").code == 3
