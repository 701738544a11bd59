from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planforge.answers.reading import read_plan, read_record
from planforge.errors import RecordError
from planforge.model.answer import State
from planforge.model.crisis import ScenarioKind
from planforge.values import read_duration

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.errors import Problem
    from tests.answers.conftest import Folder

FULL = """
  activities: [mco, smr]
  sites:
    - {id: nord, name: Site nord, activity_share: 60 %}
scenarios:
  - {id: cyber, name: Cyberattaque, kind: cyber}
services:
  - id: urgences
    name: Urgences
    type: urgences
    site: nord
    head: cadre
    activities:
      - {id: accueil, name: Accueil, dmia: 30 min, pdma: {min: 1 h, likely: 2 h, max: 4 h, source: expert}}
    applications:
      - {application: dpi, level: vital}
    kit: {stock: [{form: F-ID, count: 50}]}
applications:
  - id: dpi
    name: DPI
    type: dpi
    rto: {default: 4 h, cyber: 3 j}
    needs_to_run: [ad]
infrastructure:
  - {id: ad, name: Annuaire, type: ad}
"""
PEOPLE = "people:\n  - {id: cadre, function: Cadre des urgences}\n"


def test_a_record_is_read_with_its_places(folder: Folder) -> None:
    record = read_record(folder(FULL, restricted=PEOPLE))
    assert record.plan.service["urgences"].activities[0].dmia.best == read_duration("30 min")
    assert record.plan.scenario["cyber"].kind is ScenarioKind.CYBER
    span = record.sources.place(("services", 0, "site"))
    assert span is not None
    assert str(span.value) == "planforge.yaml:15:11"
    assert record.notices == ()


def test_keys_may_stand_in_files_of_their_own(folder: Folder) -> None:
    plan = read_plan(folder(teams="teams:\n  - {id: systeme, name: Équipe système}\n", restricted=PEOPLE))
    assert [team.id for team in plan.teams] == ["systeme"]
    assert list(plan.person) == ["cadre"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_marks_of_unicode_are_read(folder: Folder, encoding: str) -> None:
    path = folder() / "planforge.yaml"
    path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)
    assert read_plan(path.parent).establishment.name == "CH de Murat"


def test_without_the_restricted_file_references_into_it_are_unknown_and_said_once(folder: Folder) -> None:
    members = "governance:\n  sponsor: directeur\n  committee: [cadre, directeur]\n"
    record = read_record(folder(FULL + members))
    assert record.plan.services[0].head.state is State.UNKNOWN
    assert record.plan.governance.sponsor.state is State.UNKNOWN
    assert record.plan.governance.committee == ()
    assert "committee" in record.plan.governance.unknown_lists
    assert len(record.notices) == 1
    assert record.notices[0].startswith("restricted.yaml absent")
    assert {"people", "backups", "restore_tests", "supplier_secrets"} <= set(record.plan.unknown_lists)  # not « none »


def test_other_references_still_have_to_exist_without_the_restricted_file(folder: Folder) -> None:
    with pytest.raises(RecordError, match="Site inconnu"):
        read_record(folder("services:\n  - {id: a, name: A, site: sud, head: cadre}\n"))


def test_a_list_said_unknown_makes_references_into_it_unknown(folder: Folder) -> None:
    text = "suppliers: à compléter\napplications:\n  - {id: dpi, name: DPI, vendor: editeur}\n"
    record = read_record(folder(text))
    assert record.plan.applications[0].vendor.state is State.UNKNOWN
    assert record.notices == ()


def test_an_implied_activity_bears_the_name_of_its_service(folder: Folder) -> None:
    bloc = "services:\n  - {id: bloc, name: Bloc}\n"
    tests = "restore_tests:\n" + "".join(
        f"  - {{id: {activity}, system: dpi, activity: {activity}}}\n" for activity in ("accueil", "bloc", "urgences")
    )
    path = folder(FULL.replace("services:\n", bloc), restricted=PEOPLE + tests)
    with pytest.raises(RecordError) as refused:
        read_record(path)
    assert [problem.message for problem in refused.value.problems] == ["Activité critique inconnue « urgences »."]


def test_problems_of_all_kinds_and_files_come_at_once_in_order(folder: Folder) -> None:
    wrong = "services:\n  - {id: a, name: A, head: b, beds: douze}\n  - {id: a, nom: B}\n"
    with pytest.raises(RecordError) as refused:
        read_record(folder(wrong, restricted="people:\n  - {id: c, function: C, couleur: bleu}\n"))
    assert [(str(one.location), one.code) for one in refused.value.problems] == [
        ("planforge.yaml:6:28", "DATA-DANGLING-REF"),
        ("planforge.yaml:6:37", "number.unreadable"),
        ("planforge.yaml:7:10", "DATA-NO-ID"),
        ("planforge.yaml:7:13", "shape.unknown_key"),
        ("restricted.yaml:2:26", "shape.unknown_key"),
    ]


def test_texts_that_other_programs_would_obey_come_out_as_written(folder: Folder) -> None:
    odd = "<b>&amp; {{ 7 * 7 }} | * =HYPERLINK(x) _a_ `b` #c"
    plan = read_plan(folder(f"teams:\n  - id: t\n    name: '{odd}'\n"))
    assert plan.teams[0].name == odd


def test_two_megabytes_in_a_field_are_refused_in_one_message(folder: Folder) -> None:
    with pytest.raises(RecordError) as refused:
        read_record(folder(f"  region: {'a' * 2_000_000}\n"))
    (problem,) = refused.value.problems
    assert problem.message == "Ce texte fait 2000000 caractères, la limite est de 600."
    assert len(problem.frame) < 1_000


def test_the_hospital_s_own_types_are_known(folder: Folder) -> None:
    path = folder("services:\n  - {id: cuisine, name: Cuisine, type: cuisine-centrale}\n")
    (path / "library" / "services").mkdir(parents=True)
    (path / "library" / "services" / "cuisine-centrale.yaml").write_text(
        "id: cuisine-centrale\nname: Cuisine\nperimeter: support\n", encoding="utf-8"
    )
    assert read_plan(path).services[0].type.best == "cuisine-centrale"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_of_a_record_reads_or_is_refused_with_problems(tmp_path: Path, data: st.DataObject) -> None:
    text = "schema: 1\nestablishment:\n  name: CH de Murat\n  statute: public" + FULL
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        piece = data.draw(st.sampled_from(PIECES) | st.text(max_size=6))
        text = text[:start] + piece + text[end:]
    (tmp_path / "planforge.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    told = problems_of(tmp_path)
    assert all(problem.message and problem.location.file for problem in told)


def problems_of(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a record; anything else than a ``RecordError`` comes through."""
    try:
        read_record(path)
    except RecordError as error:
        return error.problems
    return ()


PIECES = [
    "", "\n", "  ", "- ", ": ", "{", "}", "[", "]", "'", '"', "#", "&a ", "*a", "!t ", "\t", "~", "à compléter", "?",
    "unknown:", "value:", "default:", "cyber", "services:\n", "id: ", "4", "4 h", "{a: b}", "[x]", "\x07", "|\n",
]  # fmt: skip
