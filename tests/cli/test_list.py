from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from planforge.answers.inventory import COLLECTIONS
from planforge.cli.shelves import KIND_NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command, Establishment

OWN = "id: urgences\nname: Nos urgences\nperimeter: care\nvital: oui\n"
MORE = """\
suppliers:
  - id: editeur
    name: Éditeur du dossier patient et de toutes les applications de soins
    contract: Maintenance corrective et évolutive, astreinte comprise
"""


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder without a record."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("nowhere")
def test_the_library_is_listed_by_kind_without_a_record(planforge: Command) -> None:
    done = planforge("list", "library")
    assert done.code == 0
    titles = [line.partition(" (")[0] for line in done.out.splitlines() if line.endswith(" entrées)")]
    assert titles == [many for _, many in KIND_NAMES.values()]
    assert "\nSoins :\n" in done.out
    assert "\nT0 – socle :\n" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_a_service_says_how_much_it_holds_and_how_sure_it_is(planforge: Command, murat: Path) -> None:
    (murat / "library" / "services").mkdir(parents=True)
    (murat / "library" / "services" / "urgences.yaml").write_text(OWN, encoding="utf-8")
    done = planforge("-C", murat, "list", "library", "--kind", "services")
    said = done.out.split("\n")
    rank = next(rank for rank, line in enumerate(said) if line.startswith("  urgences "))
    assert said[rank].endswith("Nos urgences (établissement)")
    assert said[rank + 1] == "      vital, 0 étape, 0 formulaire, 0 STOP, 0 au retour ; V 0, G 0, C 0"
    assert "Formulaires" not in done.out


@pytest.mark.usefixtures("nowhere")
def test_json_of_the_library(planforge: Command) -> None:
    said = json.loads(planforge("--json", "list", "library").out)
    assert (said["command"], said["kind"], said["folder"]) == ("list", "library", None)
    assert [*said["entries"]] == [*KIND_NAMES]
    urgences = next(one for one in said["entries"]["services"] if one["id"] == "urgences")
    assert [*urgences] == ["id", "name", "own", "perimeter", "vital", "steps", "forms", "stop", "catch_up", "certainty"]
    assert (urgences["perimeter"], urgences["vital"], urgences["own"]) == ("care", True, False)
    assert [*urgences["certainty"]] == ["V", "G", "C", "none"]
    assert said["entries"]["forms"][0] == {"id": "F-ID", "name": "Identité, admission, numéro de secours", "own": False}


def test_a_collection_of_the_record_is_a_table(planforge: Command, murat: Path) -> None:
    assert planforge("-C", murat, "list", "services").out == (
        "Identifiant  Nom       Type\nurgences     Urgences  urgences\n"
    )
    assert planforge("-C", murat, "lister", "personnes").out == (
        "Identifiant  Fonction                              Rôle de crise\n"
        "dsi          Directeur des systèmes d’information\n"
    )
    assert planforge("-C", murat, "list", "backups").out == "Le dossier n’a pas de sauvegardes.\n"


def test_long_lines_are_folded(planforge: Command, establishment: Establishment) -> None:
    done = planforge("-C", establishment(extra=MORE), "list", "suppliers")
    assert done.out.startswith("  Identifiant  Nom ; contrat\n  editeur      Éditeur du dossier patient")
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_json_of_every_collection(planforge: Command, murat: Path, collection: str) -> None:
    said = json.loads(planforge("--json", "-C", murat, "list", collection).out)
    assert (said["command"], said["kind"], said["folder"]) == ("list", collection, str(murat))
    assert all([*one] == ["id", "name", "type"] for one in said["entries"])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["servces"],
            "« servces » ne se liste pas. Vouliez-vous dire « services » ? Valeurs : services, applications, ",
        ),
        (["sauvegarde"], "« sauvegarde » ne se liste pas. Vouliez-vous dire « backups » ?"),
        (
            ["services", "--kind", "forms"],
            "--kind ne sert qu’à la bibliothèque : planforge list library --kind services",
        ),
        ([], "Il manque l’argument"),
    ],
)
def test_what_cannot_be_listed_is_told(planforge: Command, murat: Path, arguments: list[str], expected: str) -> None:
    done = planforge("-C", murat, "list", *arguments)
    assert done.code == 2
    assert expected in done.err


def test_a_record_that_cannot_be_read_is_not_listed(planforge: Command, establishment: Establishment) -> None:
    done = planforge("-C", establishment(text="a: b"), "list", "services")
    assert done.code == 3
    assert "Clé inconnue" in done.err
