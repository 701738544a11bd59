from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.kinds import (
    are_screens,
    contact_kinds,
    exchanges_data,
    guards_people,
    has_health_data,
    is_backup_server,
    is_biomedical,
    is_biomedical_network,
    is_called,
    is_core_network,
    is_cyclic,
    is_detection,
    is_directory,
    is_domain_controller,
    is_foundation,
    is_hypervisor,
    is_interface_engine,
    is_internet,
    is_locked,
    is_long_stay,
    is_network,
    is_on_call_role,
    is_pay,
    is_printing,
    is_psychiatry,
    is_technical,
    is_telephony,
    is_vault,
    keeps_data,
    keeps_log,
    keeps_settings,
    needs_partner,
    serves_files,
    transfuses,
    works_alone,
)
from planforge.model.crisis import CrisisRole
from planforge.model.people import Contact
from planforge.model.services import Service
from planforge.model.systems import Infrastructure

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.systems import System


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


@pytest.mark.parametrize(
    ("predicate", "yes", "no"),
    [
        (is_core_network, ("reseau", "reseau-nord"), ("reseau-biomedical", "wifi", "internet")),
        (is_hypervisor, ("hyperviseur", "virtualisation-nord"), ("serveur",)),
        (is_foundation, ("reseau", "ad", "hyperviseur", "stockage", "reseau-biomedical"), ("impression", "dpi")),
        (is_printing, ("impression",), ("photocopie",)),
        (is_vault, ("coffre",), ("sauvegarde",)),
        (is_interface_engine, ("eai", "moteur-interfaces"), ("dpi",)),
        (exchanges_data, ("sgl", "ris", "pacs", "dpi"), ("dpi-secours", "pacs-archives", "dui")),
        (
            guards_people,
            ("pti", "controle-acces", "armoires", "automates-pui"),
            ("controle-preparations", "appel-malade"),
        ),
        (are_screens, ("postes", "postes-admin"), ("hyperviseur",)),
        (works_alone, ("radio", "dpi-secours"), ("radiotherapie", "dpi")),
        (is_domain_controller, ("ad", "ad-nord"), ("iam", "annuaire-rh")),
        (keeps_settings, ("reseau", "pare-feu", "eai", "ipbx", "gtb", "middleware"), ("dpi", "internet")),
        (is_network, ("reseau", "wifi", "pare-feu", "internet"), ("ipbx", "dpi")),
        (is_biomedical, ("centrale-surveillance", "rcf", "pompes"), ("reseau-biomedical", "videosurveillance")),
        (is_biomedical_network, ("reseau-biomedical",), ("reseau", "rcf")),
        (is_technical, ("gtb", "ipbx", "controle-acces", "appel-malade"), ("controle-preparations", "dpi")),
        (is_detection, ("edr",), ("sauvegarde",)),
        (serves_files, ("fichiers",), ("intranet",)),
        (has_health_data, ("dpi", "repas", "mssante"), ("paie", "messagerie", "ipbx")),
    ],
)
def test_kinds_of_systems(predicate: Callable[[System], bool], yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    assert [name for name in yes if not predicate(system("x", name))] == []
    assert [name for name in no if predicate(system("x", name))] == []


def test_a_system_or_a_service_is_called_by_a_word_of_its_type() -> None:
    assert is_called(system("x", "sterilisation"), frozenset({"sterilisation"}))
    assert is_called(service("depot-sang"), frozenset({"sang"}))
    assert not is_called(service("bloc", "anesthesie"), frozenset({"bloc"}))


def test_health_data_are_not_known_without_a_type_and_files_are_by_their_identifier() -> None:
    assert has_health_data(system("pda")) is None
    assert has_health_data(system("paie")) is False
    assert serves_files(system("fichiers", "intranet"))


def test_psychiatry() -> None:
    assert is_psychiatry(service("unite", "psychiatrie"))
    assert not is_psychiatry(service("psychomotricite"))


@pytest.mark.parametrize(
    ("predicate", "yes", "no"),
    [
        (is_telephony, ("ipbx", "dect", "telephonie"), ("telesuivi", "dpi")),
        (is_internet, ("internet", "acces-internet"), ("intranet", "pare-feu")),
        (
            is_locked,
            ("armoires", "automates-pui", "controle-acces"),
            ("automates", "controle-preparations", "pui-stock"),
        ),
        (transfuses, ("psl",), ("sgl",)),
    ],
)
def test_what_calls_connects_locks_or_bleeds(
    predicate: Callable[[System], bool], yes: tuple[str, ...], no: tuple[str, ...]
) -> None:
    assert [name for name in yes if not predicate(system("x", name))] == []
    assert [name for name in no if predicate(system("x", name))] == []


def test_where_patients_stay_for_weeks_and_where_blood_is_kept() -> None:
    assert is_long_stay(service("pavillon", "ehpad"))
    assert is_long_stay(service("foyer", "mas-fam"))
    assert not is_long_stay(service("medecine", "hospitalisation"))
    assert transfuses(service("depot-sang"))


def test_crisis_roles_wanted_at_night_and_the_one_that_keeps_the_log() -> None:
    roles = {name: CrisisRole.model_validate({"type": name}) for name in ("dsi", "rh", "secretaire-main-courante")}
    assert [name for name, role in roles.items() if is_on_call_role(role)] == ["dsi"]
    assert [name for name, role in roles.items() if keeps_log(role)] == ["secretaire-main-courante"]


def test_a_contact_has_the_kinds_of_its_words() -> None:
    found = contact_kinds(Contact.model_validate({"id": "ars-est", "name": "ARS", "kind": "CERT Santé"}))
    assert {"cert-sante", "ars"} <= found
