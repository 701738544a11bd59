from __future__ import annotations

import pytest

from planforge.analysis.kinds import (
    is_backup_server,
    is_cyclic,
    is_directory,
    is_pay,
    keeps_data,
    needs_partner,
)
from planforge.model.services import Service
from planforge.model.systems import Infrastructure


def system(identifier: str, kind: str | None = None) -> Infrastructure:
    return Infrastructure.model_validate({"id": identifier, "name": "X", "type": kind})


def service(identifier: str, kind: str | None = None) -> Service:
    return Service.model_validate({"id": identifier, "name": "X", "type": kind})


@pytest.mark.parametrize(
    ("identifier", "kind", "found"),
    [
        ("ad", None, True),
        ("ad-nord", None, True),
        ("racine", "ad", True),
        ("annuaire", "IAM_groupe", True),
        ("ad", "annuaire-rh", False),  # the type wins over the identifier
        ("annuaire-rh", None, False),  # it lists telephones
        ("radio", None, False),  # a word, not letters within one
    ],
)
def test_the_production_directory_is_known_by_its_type(identifier: str, kind: str | None, *, found: bool) -> None:
    assert is_directory(system(identifier, kind)) is found


def test_the_backup_server_and_what_keeps_nothing() -> None:
    assert is_backup_server(system("veeam", "sauvegarde"))
    assert not is_backup_server(system("stockage"))
    assert not keeps_data(system("wifi-sud"))
    assert keeps_data(system("dpi"))


def test_services_that_pay_that_follow_the_calendar_that_need_a_partner() -> None:
    assert is_pay(service("paie"))
    assert not is_pay(service("rh"))
    assert is_cyclic(service("facturation"))
    assert not is_cyclic(service("urgences"))
    assert needs_partner(service("centre", "Stérilisation"))
    assert not needs_partner(service("accueil"))
