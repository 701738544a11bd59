from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.compose.blocks import people
from planforge.document.tables import Cell
from planforge.document.text import Gap, Tone
from planforge.model.people import Channel
from planforge.values import read_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from tests.compose.records import At, Open

PERSONAL = "06\u00a039\u00a098\u00a066\u00a061"


def test_functions_give_duty_phones_and_no_name(
    context: Context, at: At, strings: Callable[[object], list[str]]
) -> None:
    table = people.functions(context)
    assert at(table, "direction", "duty").value == "06\u00a039\u00a098\u00a041\u00a002"
    assert at(table, "rssi", "duty").value == ""  # a landline off the network does
    assert at(table, "rssi", "direct").value == "01\u00a099\u00a000\u00a000\u00a030"
    assert at(table, "cadre", "duty").value == Gap()
    assert at(table, "cadre", "internal").value == "412"
    assert at(table, "direction", "on_call").value == "oui"
    assert at(table, "cadre", "on_call").value == Gap()
    assert at(table, "direction", "checked").value == date(2026, 9, 18)
    said = " ".join(strings(table))
    assert "NOMSECRET" not in said
    assert PERSONAL not in said


def test_phones_that_somebody_must_ask_for(open_context: Open, at: At) -> None:
    context = open_context({"people.2.phones": {"unknown": {"ask": "rssi", "due": "2027-01-05"}}})
    assert at(people.functions(context), "cadre", "duty").value == Gap("RSSI", date(2027, 1, 5))


def test_named_people_have_every_channel(context: Context, at: At) -> None:
    table = people.named_people(context)
    assert at(table, "direction", "name").value == "Hélène NOMSECRET"
    assert at(table, "direction", "personal").value == PERSONAL
    assert at(table, "direction", "email").value == "perso@mailsecret.example"
    assert {channel.value for channel in Channel} <= {column.key for column in table.columns}


def test_outside_contacts_then_suppliers(context: Context, at: At) -> None:
    table = people.outside_contacts(context)
    assert [row.id for row in table.rows] == ["contact.ars", "fournisseur.editeur"]
    assert at(table, "contact.ars", "caller").value == "Directrice"
    assert at(table, "contact.ars", "hours").value == Gap()
    assert at(table, "fournisseur.editeur", "number").value == "01\u00a099\u00a000\u00a000\u00a020"


def test_who_calls_is_the_usual_one_while_nobody_is_named(open_context: Open, at: At) -> None:
    nobody = [{"id": "samu", "name": "SAMU", "kind": "samu"}, {"id": "eau", "name": "Eau", "kind": "eau"}]
    table = people.outside_contacts(open_context({"contacts": nobody}))
    assert at(table, "contact.samu", "caller") == Cell("Administrateur ou cadre de garde", default=True)
    assert at(table, "contact.eau", "caller").value == Gap()


def test_cells_name_their_members_by_function(context: Context, open_context: Open, at: At) -> None:
    assert at(people.cells(context), "cellule", "members").value == "RSSI, Cadre de santé"
    asked = open_context({"crisis.cells.0.members": {"unknown": {"ask": "direction"}}})
    assert at(people.cells(asked), "cellule", "members").value == Gap("Directrice")


def test_accesses_of_suppliers_keep_their_types(context: Context, open_context: Open, at: At) -> None:
    table = people.supplier_access(context)
    assert at(table, "editeur", "customer").value == "CLIENTSECRET-1"
    assert at(table, "editeur", "rto").value == read_duration("8 h")
    assert at(table, "editeur", "rpo").value is None
    assert at(table, "editeur", "clause").value == Gap()
    without = people.supplier_access(open_context({"supplier_secrets": []}))
    assert at(without, "editeur", "customer").value == ""
    assert at(without, "editeur", "secret").value == Gap()


def test_deciders_have_a_deputy_and_an_off_network_phone_or_a_gap(context: Context, at: At) -> None:
    table = people.deciders(context)
    assert [row.id for row in table.rows] == ["declencher", "couper", "rouvrir"]
    assert at(table, "couper", "who").value == "RSSI"
    assert at(table, "couper", "deputy").value == Gap("Directrice", date(2026, 12, 18))
    assert at(table, "rouvrir", "deputy").value == Gap()
    assert at(table, "couper", "deputy_phone").tone is Tone.GAP
    assert at(table, "declencher", "rule").value == "Sans attendre"
    assert at(table, "couper", "rule").value is None


def test_pocket_tables_are_parts_of_the_whole_ones(context: Context) -> None:
    whole, short = people.deciders(context), people.short_deciders(context)
    assert [row.id for row in short.rows] == [row.id for row in whole.rows]
    assert short.rows[1].cells == whole.rows[1].cells[:5]
    contacts = people.short_contacts(context)
    assert [row.id for row in contacts.rows] == ["contact.ars"]
    assert [column.key for column in contacts.columns] == ["name", "when", "number"]


def test_empty_tables_say_what_is_missing(minimum: Context) -> None:
    assert "Aucune fonction" in people.functions(minimum).empty
    assert people.outside_contacts(minimum).empty == "Aucun contact extérieur n’est saisi."
    assert people.cells(minimum).empty == "Aucune cellule de crise n’est saisie."
    assert "restreint" in people.named_people(minimum).empty
