from __future__ import annotations

import json
from itertools import chain, combinations
from typing import TYPE_CHECKING

import pytest

from planforge.answers import starter
from planforge.answers.reading import read_record
from planforge.answers.starter import MODELINE, SCOPES, copy_example, example_names, starter_record, write_starter
from planforge.errors import OutputError
from planforge.library.loading import load_library
from planforge.library.resolution import resolve
from planforge.model.answer import State
from planforge.model.establishment import Care, Statute
from planforge.model.services import Perimeter

if TYPE_CHECKING:
    from pathlib import Path

CARES = [care.value for care in Care]


@pytest.mark.parametrize("statute", [statute.value for statute in Statute])
def test_every_statute_starts_with_a_valid_record(tmp_path: Path, statute: str) -> None:
    write_starter(tmp_path, statute, ["mco", "ehpad"], "CH de Murat")
    record = read_record(tmp_path)
    assert record.plan.establishment.name == "CH de Murat"
    assert record.plan.establishment.statute.value == statute
    assert record.plan.document.opinions
    assert record.notices == ()


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("activities", [*chain(combinations(CARES, 1), [tuple(CARES)])], ids="-".join)
def test_every_activity_starts_with_a_valid_record(tmp_path: Path, activities: tuple[str, ...], scope: str) -> None:
    write_starter(tmp_path, "public", activities, scope=scope)
    plan = resolve(read_record(tmp_path).plan, load_library(None)).plan
    assert plan.services
    assert plan.applications
    assert all(service.activities for service in plan.services)


@pytest.mark.parametrize("activities", [["mco"], ["smr"], ["psy"], ["mco", "smr", "cancer"], ["had"], ["mco", "ehpad"]])
def test_the_minimum_has_one_service_of_each_perimeter_of_care(tmp_path: Path, activities: list[str]) -> None:
    write_starter(tmp_path, "public", activities, scope="minimum")
    plan = resolve(read_record(tmp_path).plan, load_library(None)).plan
    assert sorted(str(service.perimeter.best) for service in plan.services) == sorted(
        (Perimeter.CARE, Perimeter.TECHNICAL, Perimeter.ADMINISTRATIVE)
    )


def test_an_establishment_that_is_social_only_starts_with_its_residents_and_its_pay(tmp_path: Path) -> None:
    write_starter(tmp_path, "public", ["ehpad", "ssiad"], scope="minimum")
    assert [service.id for service in read_record(tmp_path).plan.services] == ["ehpad", "paie"]


def test_scopes_grow(tmp_path: Path) -> None:
    sizes = []
    for scope in SCOPES:
        write_starter(tmp_path / scope, "public", ["mco"], scope=scope)
        sizes.append(len(read_record(tmp_path / scope).plan.services))
    assert sizes == sorted(set(sizes))


def test_gaps_are_visible_and_counted(tmp_path: Path) -> None:
    write_starter(tmp_path, "public", ["mco"])
    plan = read_record(tmp_path).plan
    assert plan.establishment.finess_ej.state is State.UNKNOWN
    assert plan.services[0].activities[0].dmia.state is State.UNKNOWN
    assert "suppliers" in plan.unknown_lists
    assert "à compléter" in plan.establishment.name


def test_each_part_and_each_first_gap_is_explained_in_french() -> None:
    text = starter_record("public", ["mco"])
    assert text.startswith(MODELINE)
    assert "# Les contacts extérieurs" in text
    asked = "dmia: à compléter  # DMIA : Si l’activité s’arrête complètement"
    assert text.count(asked) == 1
    blocks = text.split("\n\n")[1:]
    assert len(blocks) > 10
    assert all(block.startswith("# ") for block in blocks)


def test_the_schema_that_the_first_line_names_is_there(tmp_path: Path) -> None:
    files = write_starter(tmp_path, "public", ["mco"])
    assert [path.name for path in files] == ["planforge.yaml", "restricted.yaml"]
    named = MODELINE.split("=", 1)[1].strip()
    assert json.loads((tmp_path / named).read_text(encoding="utf-8"))["$schema"].endswith("2020-12/schema")


def test_the_same_choices_give_the_same_text() -> None:
    assert starter_record("public", ["mco", "smr"]) == starter_record("public", ["mco", "smr", "mco"])


@pytest.mark.parametrize(
    ("statute", "activity", "message"),
    [
        ("publique", "mco", "Statut : « publique » n’est pas prévu. Valeurs : public, espic, private, army, gcs."),
        ("public", "chirurgie", "Activité : « chirurgie » n’est pas prévu. Valeurs : mco,"),
    ],
)
def test_words_that_are_not_expected_are_refused(tmp_path: Path, statute: str, activity: str, message: str) -> None:
    with pytest.raises(OutputError) as refused:
        write_starter(tmp_path, statute, [activity])
    assert str(refused.value).startswith(message)
    assert [*tmp_path.iterdir()] == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "restricted.yaml").write_text("people: []\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"Déjà présent dans .*: restricted\.yaml\. Rien n’a été écrit\."):
        write_starter(tmp_path, "public", ["mco"])
    assert [path.name for path in tmp_path.iterdir()] == ["restricted.yaml"]


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of examples with one that can be copied."""
    root = tmp_path / "examples"
    for name in ("hopital/planforge.yaml", "hopital/restricted.yaml", "hopital/library/services/x.yaml",
                 "hopital/rendering/pca.md", "hopital/rendering/extra.yaml", "brouillon/notes.yaml"):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setattr(starter, "examples_folder", lambda: root)
    return root


def test_an_example_is_copied_without_its_rendered_binder(examples: Path, tmp_path: Path) -> None:
    assert examples.is_dir()
    assert example_names() == ("hopital",)
    target = tmp_path / "mon-hopital"
    files = copy_example("hopital", target)
    assert [path.relative_to(target).as_posix() for path in files] == [
        "library/services/x.yaml",
        "planforge.yaml",
        "restricted.yaml",
    ]
    assert all(path.is_file() for path in files)
    assert (target / ".planforge" / "schema.json").is_file()


@pytest.mark.usefixtures("examples")
def test_an_example_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Exemples : hopital"):
        copy_example("clinique", tmp_path / "x")
