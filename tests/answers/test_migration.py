from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.migration import STEPS, migrate
from planforge.errors import OutputError, RecordError
from planforge.model.plan import SCHEMA
from planforge.source import read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.source import Data

OLD = """# Notre dossier
schema: 0
etablissement:  # l’établissement
  name: CH de Murat
  statute: public

teams:
  - {id: systeme, name: Équipe système}   # à garder
"""


def renamed(data: dict[str, Data]) -> dict[str, Data]:
    """A test step: « etablissement » becomes « establishment », and a restricted key appears."""
    others = {key: value for key, value in data.items() if key != "etablissement"}
    return {**others, "establishment": data["etablissement"], "backups": [{"id": "b", "name": "B"}]}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    (tmp_path / "planforge.yaml").write_text(OLD, encoding="utf-8")
    return tmp_path


def test_the_steps_lead_to_the_current_format() -> None:
    assert sorted(STEPS) == list(range(min(STEPS, default=SCHEMA), SCHEMA))


def test_a_record_of_the_current_format_is_left_alone(old: Path) -> None:
    (old / "planforge.yaml").write_text(OLD.replace("schema: 0", "schema: 1"), encoding="utf-8")
    report = migrate(old)
    assert (report.before, report.after, report.backups) == (1, 1, ())
    assert [path.name for path in old.iterdir()] == ["planforge.yaml"]


def test_an_older_record_is_rewritten_and_its_old_file_kept(old: Path) -> None:
    report = migrate(old, steps={0: renamed})
    assert (report.before, report.after) == (0, 1)
    assert [path.name for path in report.backups] == ["planforge.yaml.format-0"]
    assert report.backups[0].read_text(encoding="utf-8") == OLD
    found = read_folder(old, frozenset(), frozenset({"backups"}))
    assert found.data["schema"] == "1"
    assert found.data["establishment"] == {"name": "CH de Murat", "statute": "public"}
    assert "etablissement" not in found.data


def test_comments_and_untouched_parts_stay(old: Path) -> None:
    migrate(old, steps={0: renamed})
    text = (old / "planforge.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Notre dossier\n")
    assert "  - {id: systeme, name: Équipe système}   # à garder\n" in text


def test_each_key_stays_in_its_file_and_new_ones_go_where_they_belong(old: Path) -> None:
    (old / "restricted.yaml").write_text("people:\n  - {id: dsi, function: DSI}\n", encoding="utf-8")
    report = migrate(old, steps={0: renamed})
    assert len(report.backups) == 2
    restricted = (old / "restricted.yaml").read_text(encoding="utf-8")
    assert "people:" in restricted
    assert "backups:" in restricted
    assert "backups:" not in (old / "planforge.yaml").read_text(encoding="utf-8")


def test_a_dry_run_says_what_it_would_keep_and_writes_nothing(old: Path) -> None:
    report = migrate(old, dry_run=True, steps={0: renamed})
    assert [path.name for path in report.backups] == ["planforge.yaml.format-0"]
    assert [path.name for path in old.iterdir()] == ["planforge.yaml"]
    assert (old / "planforge.yaml").read_text(encoding="utf-8") == OLD


def test_an_earlier_copy_is_never_overwritten(old: Path) -> None:
    (old / "planforge.yaml.format-0").write_text("précieux", encoding="utf-8")
    report = migrate(old, steps={0: renamed})
    assert [path.name for path in report.backups] == ["planforge.yaml.format-0-2"]
    assert (old / "planforge.yaml.format-0").read_text(encoding="utf-8") == "précieux"


def test_steps_follow_one_another(old: Path) -> None:
    def second(data: dict[str, Data]) -> dict[str, Data]:
        return {**data, "workstations": {"count": "12"}}

    report = migrate(old, steps={0: renamed, 1: second}, target=2)
    assert (report.before, report.after) == (0, 2)
    data = read_folder(old, frozenset(), frozenset({"backups"})).data
    assert (data["schema"], data["workstations"]) == ("2", {"count": "12"})


def test_an_absent_restricted_file_is_mentioned(old: Path) -> None:
    (notice,) = migrate(old, steps={0: lambda data: {**data, "x": "y"}}).notices
    assert notice.startswith("restricted.yaml est absent")


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("7", "Ce dossier est au format 7, plus récent que ce planforge (format 1)."),
        ("un", "« un » n’est pas un nombre."),
    ],
)
def test_what_cannot_be_migrated_is_refused_at_its_place(old: Path, version: str, message: str) -> None:
    (old / "planforge.yaml").write_text(OLD.replace("schema: 0", f"schema: {version}"), encoding="utf-8")
    with pytest.raises(RecordError) as refused:
        migrate(old, steps={0: renamed})
    (problem,) = refused.value.problems
    assert (problem.message, str(problem.location)) == (message, "planforge.yaml:2:9")


def test_a_format_without_a_step_is_refused(old: Path) -> None:
    with pytest.raises(OutputError, match="ne sait pas lire le format 0"):
        migrate(old, steps={})
    assert (old / "planforge.yaml").read_text(encoding="utf-8") == OLD
