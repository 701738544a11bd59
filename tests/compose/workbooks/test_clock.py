from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.workbooks import clock
from planforge.document.text import Gap
from planforge.values import Duration

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.tables import Cell


def cells(context: Context, row: str) -> dict[str, Cell]:
    (sheet,) = clock.compose(context, "").sheets
    found = next(one for one in sheet.table.rows if one.id == row)
    return dict(zip([column.key for column in sheet.table.columns], found.cells, strict=True))


def test_a_deadline_is_its_own_start_and_its_delay(context: Context) -> None:
    cnil = cells(context, "cnil")
    assert cnil["delay"].value == Duration(72 * 60)
    assert cnil["deadline"].formula == '=IF({start}="","",{start}+{delay})'
    assert cnil["start"].value is None


def test_a_month_is_one_of_the_calendar_counted_from_the_notification(context: Context) -> None:
    report = cells(context, "nis2-rapport")
    assert report["start-of"].value == "Envoi de la notification de l’incident"
    assert (report["delay"].value, report["when"].value) == (None, "1 mois")
    assert report["deadline"].formula == '=IF({start}="","",EDATE({start},1)+MOD({start},1))'


def test_who_tells_is_the_one_of_the_record(context: Context) -> None:
    assert (cells(context, "ars")["who"].value, cells(context, "ars")["who"].default) == ("Directrice", False)
    assert cells(context, "cnil")["who"].default


def test_what_has_no_figure_has_no_deadline(context: Context) -> None:
    cert = cells(context, "cert-sante")
    assert cert["deadline"].formula == ""
    assert cert["when"].value == "Sans attendre"


def test_the_number_of_a_contact_or_its_gap(minimum: Context) -> None:
    assert isinstance(cells(minimum, "cnil")["phone"].value, Gap)
