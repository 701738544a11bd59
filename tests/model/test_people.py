from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.model.answer import State
from planforge.model.people import Channel, Contact, Domain, Person, Phone, Referent, Supplier, SupplierSecret, Team
from planforge.values import read_duration, read_period

if TYPE_CHECKING:
    from planforge.model.entity import Part
    from tests.model.conftest import Refused


def test_a_function_comes_before_a_name() -> None:
    person = Person.model_validate({"id": "rssi", "function": "RSSI"})

    assert person.function == "RSSI"
    assert person.name.state is State.ABSENT


def test_a_phone_says_by_which_channel_it_reaches_its_bearer() -> None:
    phone = Phone.model_validate({"channel": "duty-mobile", "number": "0612345678"})

    assert phone.channel is Channel.DUTY_MOBILE
    assert phone.number.replace("\u00a0", " ") == "06 12 34 56 78"


def test_an_outside_contact_is_of_another_kind_until_said() -> None:
    assert Contact.model_validate({"id": "x", "name": "X"}).kind == "other"
    assert Contact.model_validate({"id": "samu", "name": "SAMU", "number": "15"}).number.best == "15"


def test_a_referent_validates_one_domain() -> None:
    referent = Referent.model_validate({"domain": "blood", "validated_on": "à compléter"})

    assert referent.domain is Domain.BLOOD
    assert (referent.validated_on.state, referent.person.state) == (State.UNKNOWN, State.ABSENT)


def test_what_a_contract_promises_and_what_is_kept_apart() -> None:
    supplier = Supplier.model_validate({"id": "e", "name": "E", "promised_rto": "4 h", "notice": "3 mois"})

    assert supplier.promised_rto.best == read_duration("4 h")
    assert supplier.notice.best == read_period("3 mois")
    assert not {"customer_number", "contract_number", "secret_place"} & set(Supplier.model_fields)
    assert {"customer_number", "contract_number", "secret_place"} <= set(SupplierSecret.model_fields)


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Person, "{id: rssi}", "Il manque « function » (Fonction)."),
        (Phone, "{channel: pigeon, number: '15'}", "« pigeon » n’est pas une valeur prévue."),
        (Phone, "{channel: radio}", "Il manque « number » (Numéro)."),
        (Team, "{id: a, name: A, people: beaucoup}", "« beaucoup » n’est pas un nombre."),
        (Referent, "{domain: cuisine}", "« cuisine » n’est pas une valeur prévue."),
    ],
)
def test_wrong_people_are_refused(refused: Refused, model: type[Part], text: str, message: str) -> None:
    assert refused(model, text) == [message]
