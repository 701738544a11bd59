from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.written import Written
from planforge.binder.opening import open_record
from planforge.errors import LibraryError, RecordError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.binder.conftest import Write

DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("today", "document_date", "expected"),
    [(DAY, True, DAY), (DAY, False, DAY), (None, True, date(2026, 1, 15)), (None, False, None)],
)
def test_the_date_is_the_one_given_else_the_document_s_where_asked(
    murat: Path, today: date | None, *, document_date: bool, expected: date | None
) -> None:
    opened = open_record(murat, today, document_date=document_date)
    assert opened.today == expected
    assert opened.results.today == expected


def test_documents_are_judged_where_they_are_given(murat: Path) -> None:
    written = Written(())
    assert open_record(murat, DAY, written=written).results.written is written
    assert open_record(murat, DAY).results.written is None


def test_a_record_without_date_is_judged_at_none(write: Write) -> None:
    folder = write("establishment: {name: X, statute: public}\n")
    assert open_record(folder, None, document_date=True).today is None


def test_types_are_resolved(murat: Path) -> None:
    opened = open_record(murat, DAY)
    assert opened.record.plan.services[0].vital.best is None
    assert opened.resolved.plan.services[0].vital.best is True
    assert opened.resolved.workflows["urgences"].steps


def test_the_hospital_s_own_library_comes_first(murat: Path) -> None:
    own = murat / "library" / "services"
    own.mkdir(parents=True)
    (own / "urgences.yaml").write_text("id: urgences\nname: [\n", encoding="utf-8")
    with pytest.raises(LibraryError):
        open_record(murat, DAY)


def test_a_record_with_mistakes_is_refused(write: Write) -> None:
    with pytest.raises(RecordError):
        open_record(write("establishment: {name: X}\n"), DAY)


OWN_TYPE = "id: cuisine\nname: Cuisine\nperimeter: support\n"


def test_a_weak_entry_of_the_hospital_s_own_library_is_told_and_let_pass(murat: Path) -> None:
    services = murat / "library" / "services"
    services.mkdir(parents=True)
    (services / "cuisine.yaml").write_text(OWN_TYPE, encoding="utf-8")
    notices = open_record(murat, DAY).record.notices
    assert any(notice.startswith("library/services/cuisine.yaml:1:1\u00a0: Aucun point d’arrêt") for notice in notices)


def test_an_entry_that_names_nothing_is_refused_even_where_no_service_uses_it(murat: Path) -> None:
    services = murat / "library" / "services"
    services.mkdir(parents=True)
    (services / "cuisine.yaml").write_text(OWN_TYPE + "applications: [{type: repass}]\n", encoding="utf-8")
    with pytest.raises(LibraryError, match="Type de système inconnu «\u00a0repass\u00a0»"):
        open_record(murat, DAY)
