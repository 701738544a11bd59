from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.documents import ward_sheet
from planforge.compose.heights import room_height, sheet_height
from planforge.document.blocks import Sheet

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import Open


def _sheet(context: Context, service: str = "urgences") -> Sheet:
    (sheet,) = ward_sheet.compose(context, service).body
    assert isinstance(sheet, Sheet)
    return sheet


def test_it_is_one_page_named_after_its_service(context: Context) -> None:
    sheet = _sheet(context)
    assert (sheet.title, sheet.side) == ("Urgences", ("CH du Val", "Site Nord"))
    assert ward_sheet.reference(context.plan.service["urgences"]) == "FICHE-URGENCES"
    assert ward_sheet.compose(context, "urgences").control.reference == "FICHE-URGENCES-CHV"
    assert sheet.banner == "PROJET — NE PAS AFFICHER (11\u00a0lignes à valider)"


def test_a_service_without_a_site_has_only_its_establishment_beside_its_name(context: Context) -> None:
    assert _sheet(context, "labo").side == ("CH du Val",)


def test_the_foot_says_the_last_field_test_and_what_the_mark_means(context: Context) -> None:
    assert _sheet(context).foot[1] == "◊ à valider · dernier test de terrain\u00a0: 17/03/2026"
    assert _sheet(context, "labo").foot[1] == "jamais testée sur le terrain"


@pytest.mark.parametrize("kind", ["bloc", "reanimation", "laboratoire", "pui", "had", "paie", "ehpad"])
def test_every_type_fits_its_page_with_stop_whole(kind: str, open_context: Open) -> None:
    context = open_context({"services.0.type": kind})
    sheet = _sheet(context)
    assert sheet_height(sheet) <= room_height(sheet) + 1
    stop = next(zone for row in sheet.rows for zone in row.zones if zone.id == "stop")
    workflow = context.workflow(context.plan.service["urgences"])
    assert len(stop.blocks[0].items) == len(workflow.stop)  # type: ignore[union-attr] # a list


def test_the_first_quarter_of_an_hour_is_never_cut(open_context: Open) -> None:
    added = [{"id": f"a{n}", "text": f"Geste {n}", "horizon": "quarter"} for n in range(3)]
    context = open_context({"services.0.workflow": {"steps": {"add": added}}})
    quarter = next(zone for row in _sheet(context).rows for zone in row.zones if zone.id == "quarter")
    assert len(quarter.blocks[0].items) == 9  # type: ignore[union-attr] # a checklist
