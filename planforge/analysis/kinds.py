"""What a type of the library stands for in the rules: the directory, a backup server, pay, a seasonal activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.values import fold

if TYPE_CHECKING:
    from planforge.model.services import Service
    from planforge.model.systems import System

_DIRECTORY = frozenset({"ad", "iam"})  # not « annuaire »: annuaire-rh lists telephones
_BACKUP = frozenset({"sauvegarde", "sauvegardes", "backup"})
# Links and screens: nothing on them is backed up, they are replaced.
_KEEPS_NOTHING = frozenset({"internet", "wifi", "postes", "fibre"})
_PAY = frozenset({"paie", "paye"})
_CYCLIC = frozenset({"dim", "facturation", "had", "ssiad", "tournees"})
# Activities that no degraded mode replaces for long: a partner must have signed beforehand (DEG-NO-CONVENTION).
_NEED_PARTNER = frozenset(
    {
        "radiotherapie", "chimiotherapie", "chimio", "upc", "dialyse", "neonatologie", "neonat",
        "psl", "sang", "transfusion", "laboratoire", "biologie", "sterilisation",
    }
)  # fmt: skip


def is_directory(system: System) -> bool:
    """Whether the system is the production directory."""
    return bool(_words(system) & _DIRECTORY)


def is_backup_server(system: System) -> bool:
    """Whether the system makes or restores the backups."""
    return bool(_words(system) & _BACKUP)


def keeps_data(system: System) -> bool:
    """Whether the system holds data or settings that a backup protects."""
    return not _words(system) & _KEEPS_NOTHING


def is_pay(service: Service) -> bool:
    """Whether the service pays the staff."""
    return bool(_words(service) & _PAY)


def is_cyclic(service: Service) -> bool:
    """Whether what the service can bear depends on the time of the month, week or day."""
    return bool(_words(service) & _CYCLIC)


def needs_partner(service: Service) -> bool:
    """Whether the service must have a signed fallback."""
    return bool(_words(service) & _NEED_PARTNER)


def _words(entity: System | Service) -> set[str]:
    """The words of the type; those of the identifier while no type is given."""
    return set(fold(entity.type.best or entity.id).replace("_", "-").split("-"))
