from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.compose.blocks import crisis
from planforge.document.blocks import Heading, ItemList, Paragraph
from planforge.document.tables import Cell
from planforge.document.text import Gap, Tick, Tone, plain
from planforge.values import read_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.compose.context import Context
    from planforge.document.blocks import Block
    from tests.compose.records import At, Open


def _lines(blocks: Sequence[Block]) -> list[str]:
    return [plain(block.text) for block in blocks if isinstance(block, Heading | Paragraph)]


def test_gestures_keep_the_order_of_the_record(context: Context, at: At) -> None:
    table = crisis.cut_table(context)
    assert at(table, "coffre", "rank").value == 1
    assert at(table, "coffre", "by").value == "RSSI"
    assert at(table, "coffre", "phone").value == "01\u00a099\u00a000\u00a000\u00a030"
    assert at(table, "coffre", "how").value == "Câble bleu"
    assert at(table, "coffre", "done").value == Tick()


def test_who_has_no_phone_off_the_network_leaves_a_gap(open_context: Open, at: At) -> None:
    table = crisis.cut_table(open_context({"crisis.network_cut.steps.0.by": "cadre"}))
    assert at(table, "coffre", "phone").value == Gap()


def test_medical_devices_are_never_cut_even_when_nobody_wrote_it(context: Context, minimum: Context) -> None:
    assert [plain(item.text) for item in crisis.never_cut(context).items] == ["Les moniteurs"]
    (item,) = crisis.never_cut(minimum).items
    assert "dispositifs médicaux" in plain(item.text)


def test_reopening_without_conditions_says_so(context: Context, minimum: Context) -> None:
    assert [plain(item.text) for item in crisis.reopening(context).items] == ["Accord écrit du RSSI"]
    (item,) = crisis.reopening(minimum).items
    assert item.text[0].tone is Tone.GAP


def test_who_decides_is_whom_the_record_names_else_a_marked_default(context: Context, minimum: Context, at: At) -> None:
    named, usual = crisis.decisions(context), crisis.decisions(minimum)
    for line, decider in (("couper", "RSSI"), ("cellule", "Directrice"), ("rebrancher", "Directrice")):
        assert at(named, line, "who") == Cell(decider)
        assert at(usual, line, "who").default
    assert at(named, "plan-blanc", "who") == at(usual, "plan-blanc", "who") == Cell("Directeur", default=True)


def test_the_blank_log_has_numbered_lines_to_write_on(context: Context) -> None:
    table = crisis.blank_log(context)
    assert [row.cells[0].value for row in table.rows] == list(range(1, 16))
    assert table.row_height > 0


def test_the_situation_report_and_the_levels(context: Context, minimum: Context, at: At) -> None:
    assert len(crisis.situation_report(context).rows) == 8
    assert at(crisis.levels(context), "alerte", "decision").value == "Appeler l’astreinte"
    assert crisis.levels(minimum).empty == "Aucun niveau de crise n’est défini."


def test_scenarios_say_what_is_lost_and_the_gate(context: Context, at: At) -> None:
    table = crisis.scenarios(context)
    assert at(table, "cyber", "lost").value == "Dossier patient"
    assert at(table, "cyber", "gate").value == read_duration("4 j")
    assert at(table, "cyber", "internet").value == "non"
    assert at(table, "cyber", "phones").value == Gap("RSSI", date(2027, 1, 5))


@pytest.mark.parametrize(
    ("lost", "kind", "said"),
    [
        ([], "cyber", ("Tout ce que l’établissement héberge lui-même", True)),
        ([], "local-failure", ("Un système à la fois, quel qu’il soit", True)),
        ([], "staff", (Gap(), False)),
        ({"unknown": {"ask": "rssi"}}, "cyber", (Gap("RSSI"), False)),
    ],
)
def test_what_the_computed_restart_supposes_lost_is_marked(
    open_context: Open, at: At, lost: object, kind: str, said: tuple[object, bool]
) -> None:
    table = crisis.scenarios(open_context({"scenarios.0.lost": lost, "scenarios.0.kind": kind}))
    assert (at(table, "cyber", "lost").value, at(table, "cyber", "lost").default) == said


def test_risks_say_what_is_left_to_accept(context: Context, open_context: Open, at: At) -> None:
    table = crisis.risks(context)
    assert [at(table, "cyber", key).value for key in ("likelihood", "severity", "measures", "residual")] == [Gap()] * 4
    table = crisis.risks(
        open_context({"scenarios.0.measures": ["Bande", "Détection"], "scenarios.0.severity": "Grave"})
    )
    assert at(table, "cyber", "measures").value == "Bande ; Détection"
    assert at(table, "cyber", "severity").value == "Grave"


def test_a_wrapped_message_is_read_as_paragraphs_and_lists(open_context: Open) -> None:
    list_of_orders = "- débranchez le câble ;\n- n’éteignez pas.\n"
    words = f"Une panne touche l’hôpital depuis\n[heure]. Consignes :\n{list_of_orders}\nMerci,\nÀ bientôt"
    blocks = crisis.messages(open_context({"crisis.messages.0.text": words}))
    own = blocks[2 : next(n for n, block in enumerate(blocks[1:], 1) if isinstance(block, Heading))]
    assert _lines(own) == ["Une panne touche l’hôpital depuis [heure]. Consignes :", "Merci,", "À bientôt"]
    assert [plain(item.text) for block in own if isinstance(block, ItemList) for item in block.items] == [
        "débranchez le câble ;",
        "n’éteignez pas.",
    ]
    assert "Madame, Monsieur," in _lines(blocks)  # a greeting keeps its line, also in the library's messages


def test_the_library_s_gate_is_marked(open_context: Open, at: At) -> None:
    table = crisis.scenarios(open_context({"scenarios.0.gate": None}))
    assert at(table, "cyber", "gate").default


def test_own_messages_come_first_then_the_library_s_for_the_other_audiences(context: Context) -> None:
    blocks = crisis.messages(context)
    lines = _lines(blocks)
    assert lines[:3] == ["Message aux familles", "Canal : Affiche", "Une panne touche l’hôpital."]
    assert lines.count("Message aux familles") == 1
    assert "Proposition à adapter : les crochets sont à remplir." in lines
    identifiers = [block.id for block in blocks if isinstance(block, Heading | Paragraph)]
    assert all(identifiers)
    assert len(set(identifiers)) == len(identifiers)


def test_a_message_without_words_or_channel_says_who_owes_them(open_context: Open) -> None:
    asked = {"unknown": {"ask": "direction", "due": "2027-01-31"}}
    context = open_context({"crisis.messages.0.text": asked, "crisis.messages.0.channel": asked})
    lines = _lines(crisis.messages(context))[:3]
    owed = "À COMPLÉTER (Directrice, avant le\u00a031/01/2027)"
    assert lines == ["Message aux familles", f"Canal : {owed}", owed]


def test_empty_tables_say_what_it_means(minimum: Context) -> None:
    assert "personne ne saura quoi débrancher" in crisis.cut_table(minimum).empty
    assert "CaRE impose" in crisis.scenarios(minimum).empty
