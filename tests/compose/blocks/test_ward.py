from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import ward
from planforge.document.blocks import Checklist, ItemList, Paragraph
from planforge.document.tables import Table
from planforge.document.text import Run, Tone, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.blocks import Block
    from tests.compose.records import Open

ADDED = {"add": [{"id": "ronde", "text": "Faire une ronde", "horizon": "quarter", "who": "IDE", "forms": ["F-SURV"]}]}
VALID = [{"section": "all", "by": "Cadre", "on": "2026-10-22"}]
REFERENTS = [
    {"domain": one, "validated_on": "2026-10-01"}
    for one in ("medicines", "laboratory", "blood", "identity", "radiation", "hygiene", "imaging")
]


def _block(context: Context, zone: str, service: str = "urgences") -> Block:
    return ward.zones(context, context.plan.service[service])[zone].blocks[0]


def _lines(context: Context, zone: str, service: str = "urgences") -> list[str]:
    block = _block(context, zone, service)
    if isinstance(block, Checklist | ItemList):
        return [plain(item.text) for item in block.items]
    assert isinstance(block, Paragraph)
    return [plain(block.text)]


def _calls(context: Context, service: str = "urgences") -> list[str]:
    """The lines of whom to call and who decides."""
    blocks = ward.zones(context, context.plan.service[service])["deciders"].blocks
    return [plain(block.text) for block in blocks if isinstance(block, Paragraph)]


def test_the_number_that_the_first_minutes_say_to_call_stands_on_the_sheet(open_context: Open) -> None:
    known = open_context({"crisis.alert_number": "03 53 01 22 00"})
    assert _calls(known)[0].replace("\u00a0", " ") == "Téléphone de crise informatique : 03 53 01 22 00"
    asked = open_context({"crisis.alert_number": {"unknown": {"ask": "rssi"}}})
    assert _calls(asked)[0] == "Téléphone de crise informatique : N° À COMPLÉTER (RSSI)"


def test_a_service_without_a_workflow_shows_gaps_in_every_zone(context: Context) -> None:
    for zone in ("trigger", "quarter", "hour", "day", "stop", "thresholds", "return"):
        assert _lines(context, zone, "labo") == ["À COMPLÉTER"], zone
    assert _calls(context, "labo") == [
        "Téléphone de crise informatique : 01\u00a099\u00a000\u00a000\u00a015",
        "Passage au papier : À COMPLÉTER (fonction et téléphone de garde)",
    ]


def test_deciders_are_functions_with_their_duty_phone(context: Context, open_context: Open) -> None:
    assert _calls(context)[1:] == [
        "Passage au papier : Cadre de garde, puis IOA – tél.\u00a006\u00a039\u00a098\u00a000\u00a001"
    ]
    asked = {"unknown": {"ask": "cadre"}}
    other = open_context({"services.0.deciders.0.phone": asked, "services.0.deciders.0.deputy": asked})
    assert _calls(other)[1:] == [
        "Passage au papier : Cadre de garde, puis {0} – tél.\u00a0N° {0}".format("À COMPLÉTER (Cadre de santé)"),
    ]


def test_a_line_that_the_hospital_added_is_never_left_out(context: Context, open_context: Open) -> None:
    usual = _lines(context, "quarter")
    added = _lines(open_context({"services.0.workflow": {"steps": ADDED}}), "quarter")
    assert added == [*usual, "IDE : Faire une ronde F-SURV"]


def test_forms_cited_in_the_words_are_not_repeated(context: Context) -> None:
    steps = {step.id: step for step in context.workflow(context.plan.service["urgences"]).steps}
    for step in steps.values():
        words = plain(ward.step_text(step))
        assert all(words.count(form) == 1 or step.text.count(form) > 1 for form in step.forms)


def test_forms_print_what_72_hours_take(context: Context, open_context: Open) -> None:
    table = _block(context, "forms")
    assert isinstance(table, Table)
    assert [cell.value for cell in table.rows[0].cells] == ["F-ID", "Identité, admission, numéro de secours", 432]
    assert ward.zones(context, context.plan.service["urgences"])["forms"].note == "kit : Armoire rouge"
    unknown = _block(open_context({"services.0.volume_per_day": None}), "forms")
    assert isinstance(unknown, Table)
    assert unknown.rows[0].cells[2].value == "____"


def test_partners_without_a_signature_are_said_to_be_so(open_context: Open) -> None:
    context = open_context({"services.0.partners.0.signed_on": None})
    *_lists, partner = ward.zones(context, context.plan.service["urgences"])["thresholds"].blocks
    assert isinstance(partner, Paragraph)
    assert plain(partner.text) == "CH voisin\u00a0: Accueil des graves (convention non signée)"


def test_lines_that_nobody_validated_are_marked_but_the_banner_speaks_for_the_first_ones(
    context: Context, open_context: Open
) -> None:
    assert all(
        line.endswith(" ◊") for zone in ("hour", "day", "thresholds", "return") for line in _lines(context, zone)
    )
    assert not any("◊" in line for zone in ("quarter", "stop") for line in _lines(context, zone))
    assert ward.default_marks(context, context.plan.service["urgences"])
    valid = open_context({"services.0.validations": VALID, "referents": REFERENTS})
    assert not any("◊" in line for zone in ("hour", "day", "thresholds", "return") for line in _lines(valid, zone))
    assert not ward.default_marks(valid, valid.plan.service["urgences"])


def test_a_trigger_that_somebody_must_give(open_context: Open) -> None:
    context = open_context({"services.0.workflow": {"trigger": {"unknown": {"ask": "cadre"}}}})
    block = _block(context, "trigger")
    assert isinstance(block, Paragraph)
    assert block.text == (Run("À COMPLÉTER (Cadre de santé)", tone=Tone.GAP),)


def test_no_name_reaches_the_ward(context: Context, strings: Callable[[object], list[str]]) -> None:
    for service in context.plan.services:
        said = " ".join(strings(tuple(ward.zones(context, service).values())))
        assert "NOMSECRET" not in said
        assert "06\u00a039\u00a098\u00a066" not in said


def test_the_latest_moment_to_fall_back_stands_beside_the_word(context: Context, open_context: Open) -> None:
    def note(opened: Context) -> str:
        return ward.zones(opened, opened.plan.service["urgences"])["thresholds"].note

    assert note(context) == "à 5\u00a0j au plus tard"
    assert note(open_context({"services.0.endurance": None})).endswith("◊")
