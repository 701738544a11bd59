from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.documents import blank_forms
from planforge.compose.heights import millimetres, room_height, sheet_height
from planforge.document.blocks import Blanks, Emphasis, Orientation, Sheet
from planforge.document.geometry import SCALES
from planforge.document.tables import RowKind, Table
from planforge.document.text import Gap
from planforge.library.loading import load_library
from planforge.model.people import Domain

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.library.types import Form
    from tests.compose.records import Open

FORMS = tuple(load_library(None).forms)


def sheet_of(context: Context, code: str) -> Sheet:
    document = blank_forms.compose(context, code)
    (sheet,) = document.body
    assert isinstance(sheet, Sheet)
    return sheet


def test_the_forms_are_those_of_the_services_and_those_always_needed(context: Context, minimum: Context) -> None:
    assert set(blank_forms.used_forms(minimum)) == set(blank_forms.ALWAYS)
    used = blank_forms.used_forms(context)
    flows = context.resolved.workflows.values()
    assert set(used) == {*blank_forms.ALWAYS, *(use.id for flow in flows for use in flow.forms)}
    assert list(used) == [code for code in context.resolved.forms if code in used]


def test_a_form_that_a_step_alone_names_is_printed(open_context: Open) -> None:
    step = {"id": "colis", "text": "Commander", "horizon": "hour", "forms": ["F-LOG"]}
    context = open_context({"services.0.workflow": {"steps": {"add": [step]}}})
    assert "F-LOG" in blank_forms.used_forms(context)


def test_a_form_without_parts_is_the_hospital_s_own_paper(open_context: Open) -> None:
    context = open_context()
    bare: Form = context.resolved.forms["F-MC"].model_copy(update={"parts": ()})
    context.resolved.forms["F-MC"] = bare  # type: ignore[index] # a mapping that nobody else holds
    assert "F-MC" not in blank_forms.used_forms(context)


@pytest.mark.parametrize("code", FORMS)
def test_every_form_fills_one_page_and_no_more(context: Context, minimum: Context, code: str) -> None:
    for record in (context, minimum):
        sheet = sheet_of(record, code)
        assert 0 <= millimetres(room_height(sheet) - sheet_height(sheet)) < 2
        assert sheet.scale >= SCALES[2], "smaller type than a form needs"


@pytest.mark.parametrize("code", FORMS)
def test_where_one_writes_there_is_room_and_nothing_else(context: Context, code: str) -> None:
    zones = [zone for row in sheet_of(context, code).rows for zone in row.zones]
    for zone in zones:
        for block in zone.blocks:
            if isinstance(block, Table):
                assert block.row_height >= 7, (code, zone.id)
                assert all(row.kind is RowKind.DATA for row in block.rows)
                cells = [cell for row in block.rows for cell in row.cells[1:]]
                assert all(cell.value is None for cell in cells), (code, zone.id)
            assert isinstance(block, Table | Blanks)
    assert len({zone.id for zone in zones}) == len(zones)


def test_nothing_is_to_be_completed_by_the_computer(
    minimum: Context, strings: Callable[[object], list[str]], tables: Callable[[object], list[Table]]
) -> None:
    for code in FORMS:
        sheet = sheet_of(minimum, code)
        assert not [words for words in strings(sheet.rows) if "COMPLÉTER" in words], code
        cells = [cell.value for table in tables(sheet) for row in table.rows for cell in row.cells]
        assert not [value for value in cells if isinstance(value, Gap)], code


def test_the_band_says_code_name_use_and_establishment(context: Context) -> None:
    sheet = sheet_of(context, "F-PRE")
    assert (sheet.kicker, sheet.title) == ("F-PRE", "Prescription et plan d’administration 24\u00a0h")
    assert sheet.legend.startswith("Médecin, puis IDE.")
    assert sheet.side == ("CH du Val", "Feuille n°\u00a0____ sur ____")
    assert (sheet.orientation, sheet.blank) == (Orientation.LANDSCAPE, True)
    assert sheet.foot[0].startswith("F-PRE-CHV · v1.2 · projet · code ")


def test_allergies_and_weight_come_first_in_a_stop_frame(context: Context) -> None:
    first = sheet_of(context, "F-PRE").rows[0].zones[0]
    assert first.emphasis is Emphasis.STOP
    (block,) = first.blocks
    assert isinstance(block, Blanks)
    labels = [blank.label.split()[0] for line in block.lines for blank in line]
    assert labels[:2] == ["Allergies", "Poids"]


def test_a_form_with_a_domain_is_a_draft_until_its_referent_validates_it(open_context: Open) -> None:
    referent = {"domain": "medicines", "person": "direction"}
    for told in ([], [referent], [{**referent, "validated_on": {"unknown": {"ask": "direction"}}}]):
        sheet = sheet_of(open_context({"referents": told}), "F-PRE")
        assert sheet.banner == "PROJET — À\u00a0VALIDER (médicaments)"
        assert sheet.foot[1] == "modèle à valider par le référent"
    validated = open_context({"referents": [{**referent, "validated_on": "2026-09-24"}]})
    assert sheet_of(validated, "F-PRE").banner == ""
    assert sheet_of(validated, "F-PRE").foot[1] == "médicaments\u00a0: validé le 24/09/2026"
    assert sheet_of(validated, "F-BIO").banner == "PROJET — À\u00a0VALIDER (biologie)"


def test_a_form_without_a_domain_says_that_it_is_a_model(minimum: Context) -> None:
    sheet = sheet_of(minimum, "F-MC")
    assert sheet.banner == ""
    assert sheet.foot[1] == "modèle proposé, à adapter"


@pytest.mark.parametrize("domain", Domain)
def test_every_domain_has_its_word_on_the_banner(minimum: Context, domain: Domain) -> None:
    form = minimum.resolved.forms["F-MC"].model_copy(update={"domain": domain})
    assert blank_forms.blank_sheet(minimum, form).banner.startswith("PROJET — À\u00a0VALIDER (")


def test_a_form_too_long_for_its_page_loses_nothing(minimum: Context) -> None:
    form = minimum.resolved.forms["F-MC"]
    long = form.model_copy(update={"parts": (*form.parts, form.parts[1].model_copy(update={"rows": 60, "id": "x"}))})
    sheet = blank_forms.blank_sheet(minimum, long)
    assert sheet.scale == SCALES[-1]
    assert sheet_height(sheet) > room_height(sheet)
    assert [zone.id for row in sheet.rows for zone in row.zones] == [part.id for part in long.parts]


def test_the_code_follows_the_content(context: Context) -> None:
    feet = [sheet_of(context, code).foot[0].split("code ")[1] for code in ("F-MC", "F-EI", "F-MC")]
    assert feet[0] == feet[2] != feet[1]
