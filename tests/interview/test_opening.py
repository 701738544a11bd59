from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.folding import fold
from planforge.answers.journal import JOURNAL, entries_in, read_journal
from planforge.answers.reading import read_record
from planforge.errors import OutputError, RecordError
from planforge.interview.asking import token_of
from planforge.interview.opening import Person, open_beginning, open_session, write_begun
from planforge.interview.outline import Filters
from planforge.interview.questionnaire import Role
from planforge.interview.steps import Answer, Create, Pass, Refusal, Unknown

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.interview.driver import Session

QUALITY = Person("Claire", lambda: "2026-11-27T09:00:00+01:00")


def begun(folder: Path) -> Session:
    session = open_beginning(folder, QUALITY)
    for raw in ("CH de Murat", "public", ["mco"]):
        assert isinstance(session.take(Answer(raw)), str)
    return session


def test_a_record_begins_with_what_was_answered_first(tmp_path: Path) -> None:
    session = begun(tmp_path)
    assert [path.name for path in write_begun(tmp_path, session, "minimum")] == ["planforge.yaml", "restricted.yaml"]
    assert fold(tmp_path).conflicts == ()
    assert read_record(tmp_path).plan.establishment.name == "CH de Murat"
    interview = open_session(tmp_path, Filters(role=Role.QUALITY), QUALITY).interview
    assert interview.current is not None
    assert interview.current.address not in {("establishment", "name"), ("establishment", "statute")}


def test_each_answer_is_on_the_disk_with_who_gave_it_and_when(tmp_path: Path) -> None:
    begun(tmp_path)
    first = read_journal(tmp_path)[0]
    assert (first.by, first.at, first.section) == ("Claire", "2026-11-27T09:00:00+01:00", "dossier")
    assert open_beginning(tmp_path, QUALITY).interview.current is None


def test_a_sitting_is_taken_up_where_it_was_left_folded_or_not(tmp_path: Path) -> None:
    write_begun(tmp_path, begun(tmp_path), "minimum")
    session = open_session(tmp_path, Filters(), QUALITY)
    assert session.step is not None
    session.take(Answer("2A0000014"))
    for left in (lambda: None, lambda: fold(tmp_path)):
        left()
        again = open_session(tmp_path, Filters(), QUALITY)
        assert again.step == session.step
        assert again.interview.progress() == session.interview.progress()


def test_a_journal_cut_at_any_byte_is_taken_up_at_the_answer_that_was_not_whole(tmp_path: Path) -> None:
    write_begun(tmp_path, begun(tmp_path), "minimum")
    session = open_session(tmp_path, Filters(role=Role.BOARD), QUALITY)
    tokens = []
    for reply in (Create("Directeur de garde"), Unknown("DSI", ""), Pass(), Answer("Salle du conseil")):
        assert session.step is not None
        tokens.append(session.step.token)
        assert isinstance(session.take(reply), str)
    whole = (tmp_path / JOURNAL).read_bytes()
    found = {}
    for cut in range(len(whole) + 1):
        kept = len(entries_in(whole[:cut]))
        if kept not in found:
            (tmp_path / JOURNAL).write_bytes(whole[:cut])
            step = open_session(tmp_path, Filters(role=Role.BOARD), QUALITY).step
            found[kept] = step.token if step is not None else ""
    assert session.step is not None
    # Three answers of the beginning; then a person and the answer that names her, an unknown, a pass, an answer.
    assert [found[kept] for kept in sorted(found)][3:] == [tokens[0], tokens[0], *tokens[1:], session.step.token]


def test_what_is_kept_apart_is_not_asked_about(tmp_path: Path) -> None:
    write_begun(tmp_path, begun(tmp_path), "minimum")
    (tmp_path / "restricted.yaml").unlink()
    session = open_session(tmp_path, Filters(), QUALITY)
    assert {slot.address[0] for slot in session.interview.listed}.isdisjoint({"people", "backups", "restore_tests"})
    slot = next(slot for slot in session.interview.listed if slot.address == ("crisis", "trigger", "person"))
    assert session.interview.step_of(slot).creates == ""
    session.interview = session.interview.at(token_of(slot))
    assert isinstance(session.take(Answer("dsi")), Refusal)
    assert session.take(Answer(session.interview.step_of(slot).former[0])) != ""
    # A record that names nobody yet keeps nothing apart: its first person makes the file.
    (tmp_path / "planforge.yaml").write_text("establishment: {name: CH, statute: public}\n", encoding="utf-8")
    (tmp_path / JOURNAL).unlink()
    assert open_session(tmp_path, Filters(), QUALITY).interview.outline.filters.apart == frozenset()


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        open_session(tmp_path, Filters(), QUALITY)
    session = begun(tmp_path)
    write_begun(tmp_path, session, "minimum")
    with pytest.raises(OutputError):
        write_begun(tmp_path, session, "minimum")
