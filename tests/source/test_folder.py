from __future__ import annotations

from pathlib import Path

import pytest

from planforge.errors import Problem, RecordError
from planforge.source import Edit, Sources, read_folder, splice_all
from planforge.values import french

KEYS = frozenset({"establishment", "services", "applications", "people", "backups"})
RESTRICTED = frozenset({"people", "backups"})


def read(folder: Path, **files: str) -> Sources:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_folder(folder, KEYS, RESTRICTED)


def problems(folder: Path, **files: str) -> tuple[Problem, ...]:
    with pytest.raises(RecordError) as caught:
        read(folder, **files)
    return caught.value.problems


def test_files_are_merged_by_top_level_key(tmp_path: Path) -> None:
    sources = read(
        tmp_path,
        planforge="establishment:\n  name: CH\n",
        services="services:\n  - id: rea\n",
        restricted="people:\n  - id: dsi\nbackups: []\n",
        autre="[ceci n'est pas lu\n",
    )
    assert sources.data == {
        "establishment": {"name": "CH"},
        "services": [{"id": "rea"}],
        "people": [{"id": "dsi"}],
        "backups": [],
    }
    assert sources.files == ("planforge.yaml", "services.yaml", "restricted.yaml")


def test_each_place_is_in_its_own_file(tmp_path: Path) -> None:
    sources = read(tmp_path, planforge="establishment:\n  name: CH\n", services="# x\nservices:\n  - id: rea\n")
    span = sources.place(("services", 0, "id"))
    assert span is not None
    assert str(span.value) == "services.yaml:3:9"
    assert sources.nearest(("services", 4)) == ("services",)
    assert "id: rea" in sources.frame(("services", 0, "id"))
    assert sources.place(("absent",)) is None
    assert sources.nearest(()) == ()


def test_the_restricted_file_may_be_kept_apart(tmp_path: Path) -> None:
    assert read(tmp_path, planforge="establishment: {}\n").restricted_missing
    assert not read(tmp_path, planforge="people: []\n").restricted_missing
    assert not read(tmp_path, planforge="establishment: {}\n", restricted="people: []\n").restricted_missing


def test_no_record_says_how_to_make_one(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path)
    assert problem.code == "source.no_record"
    assert problem.message == "Il n’y a pas de fichier planforge.yaml dans ce dossier."
    assert "planforge init" in problem.hint


def test_the_other_extension_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "planforge.yml").write_text("a: 1\n", encoding="utf-8")
    (problem,) = problems(tmp_path)
    assert problem.hint == french("Renommez « planforge.yml » en « planforge.yaml ».")


def test_a_key_in_two_files_names_both_places(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, planforge="a: 1\nservices: []\n", services="services: []\n")
    assert problem.code == "source.key_in_two_files"
    assert problem.message == french(
        "« services » est écrit dans deux fichiers : ici et en planforge.yaml:2:1.",
    )
    assert str(problem.location) == "services.yaml:1:1"


def test_a_file_that_lacks_its_key_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, planforge="a: 1\n", services="rea:\n  name: Réa\n")
    assert (problem.code, str(problem.location)) == ("source.key_missing", "services.yaml:1:1")
    assert problem.message == french("Ce fichier ne contient pas la clé « services ».")
    assert problem.hint == french(
        "Commencez-le par une ligne « services: » et mettez le reste en retrait de deux espaces.",
    ).replace("services\u00a0:", "services:")


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    found = problems(tmp_path, planforge="a: 1\na: 2\n", services="services: - x\n", restricted="\tpeople: x\n")
    assert [problem.location.file for problem in found] == ["planforge.yaml", "restricted.yaml", "services.yaml"]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "services.yaml").mkdir()
    (problem,) = problems(tmp_path, planforge="a: 1\n")
    assert (problem.code, problem.location.file) == ("source.unreadable", "services.yaml")
    assert problem.message == "C’est un dossier qui porte ce nom, pas un fichier."


def test_a_file_that_may_not_be_read_is_said_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (problem,) = problems(tmp_path, planforge="a: 1\n")[:1]
    assert problem.message == "Le fichier ne peut pas être lu."
    assert problem.hint.startswith("Vérifiez vos droits sur ce fichier")


def test_edits_go_to_the_file_that_holds_or_should_hold_their_key(tmp_path: Path) -> None:
    sources = read(
        tmp_path, planforge="establishment:\n  name: CH\n", services="services:\n  - id: rea  # ici\n    name: Réa\n"
    )
    texts = splice_all(
        sources,
        [
            Edit(("services", 0, "rto"), "4 h"),
            Edit(("people", 0), {"id": "dsi"}),
            Edit(("applications",), []),
            Edit(("services", 0, "id"), "usc"),
        ],
    )
    assert dict(texts) == {
        "services.yaml": "services:\n  - id: usc  # ici\n    name: Réa\n    rto: 4 h\n",
        "restricted.yaml": "people:\n  - id: dsi\n",
        "planforge.yaml": "establishment:\n  name: CH\napplications: []\n",
    }


def test_edits_that_change_nothing_write_nothing(tmp_path: Path) -> None:
    sources = read(tmp_path, planforge="establishment:\n  name: CH\n")
    assert splice_all(sources, [Edit(("establishment", "name"), "CH")]) == ()
    with pytest.raises(TypeError):
        splice_all(sources, [Edit((), {})])
