"""What a type of the library stands for in the rules: the directory, a backup server, pay, a seasonal activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.model.systems import Hosting
from planforge.values import fold, make_slug

if TYPE_CHECKING:
    from planforge.model.crisis import CrisisRole
    from planforge.model.people import Contact
    from planforge.model.services import Service
    from planforge.model.systems import System

_HOSTED = frozenset({Hosting.SAAS, Hosting.HDS})
_DIRECTORY = frozenset({"ad", "iam"})  # not « annuaire »: annuaire-rh lists telephones
_BACKUP = frozenset({"sauvegarde", "sauvegardes", "backup"})
# Links and screens: nothing on them is backed up, they are replaced.
_KEEPS_NOTHING = frozenset({"internet", "wifi", "postes", "fibre"})
_NETWORK = frozenset({"reseau", "wifi", "pare", "parefeu", "commutateur", "commutateurs", "internet", "fibre", "lien"})
# Machines of which the settings, not the data, take weeks to rebuild.
_SETTINGS = frozenset({"reseau", "wifi", "pare", "parefeu", "commutateur", "commutateurs", "eai"}) | frozenset(
    {"ipbx", "telephonie", "gtb", "gtc", "middleware", "ebmd"}
)
_BIOMEDICAL = frozenset(
    {"centrale", "rcf", "ecg", "pompes", "automates", "autoclaves", "biomedical", "modalite", "modalites"}
)
# What a building and its telephones run on: it must not share a network with office computers.
_TECHNICAL = frozenset(
    {"gtb", "gtc", "ipbx", "dect", "telephonie", "appel", "ssi", "acces", "videosurveillance", "pti"}
)
_DETECTION = frozenset({"edr", "xdr"})
_PSYCHIATRY = frozenset({"psychiatrie", "psy", "cmp"})
# Types of applications that know nothing of patients' health: no certificate of health data host is due for them.
_NO_PATIENT = frozenset(
    {
        "paie", "paye", "gta", "finance", "encaissement", "logistique", "edi", "intranet", "formation", "creche",
        "web", "messagerie", "annuaire", "ror", "gmao", "qualite", "medicament", "temperatures", "bornes", "radio",
        "pneumatique", "agv",
    }
)  # fmt: skip
_TELEPHONY = frozenset({"ipbx", "dect", "telephonie", "telephone", "telephones"})
_INTERNET = frozenset({"internet"})
# What only a mechanical key opens once its server is down.
_CABINETS = frozenset({"armoires", "armoire", "badges"})
_DOORS = frozenset({"controle", "acces"})
_PHARMACY_ROBOT = frozenset({"automates", "pui"})
# Alarms of staff who work alone.
_LONE_WORKERS = frozenset({"pti", "dati"})
_HYPERVISOR = frozenset({"hyperviseur", "hyperviseurs", "virtualisation"})
_STORAGE = frozenset({"stockage", "san", "nas"})
_PRINTING = frozenset({"impression", "impressions"})
_VAULT = frozenset({"coffre"})
_ENGINE = frozenset({"eai", "interfaces"})
# Laboratory, imaging, record: none of them works without what the others send.
_EXCHANGES = frozenset({"sgl", "ris", "pacs", "dpi"})
# A copy to read, or old images: whatever they are copied from is judged instead.
_COPIES = frozenset({"secours", "archives"})
_ALONE = frozenset({"radio", "radios", "secours"})
_RECORD = frozenset({"dpi", "dui"})
_IMAGES = frozenset({"pacs"})
_PAY = frozenset({"paie", "paye"})
_CYCLIC = frozenset({"dim", "facturation", "had", "ssiad", "tournees"})
# Activities that no degraded mode replaces for long: a partner must have signed beforehand (DEG-NO-CONVENTION).
_NEED_PARTNER = frozenset(
    {
        "radiotherapie", "chimiotherapie", "chimio", "upc", "dialyse", "neonatologie", "neonat",
        "psl", "sang", "transfusion", "laboratoire", "biologie", "sterilisation",
    }
)  # fmt: skip
_BLOOD = frozenset({"sang", "psl", "transfusion"})
# Homes and long stays, where the library prints treatments once a week and at each change.
_LONG_STAY = frozenset({"ehpad", "mas", "fam", "usld", "smr", "ssr", "ssiad"})
# Crisis roles wanted at night and at the weekend, when most attacks begin.
_ON_CALL_ROLES = frozenset({"administrateur-de-garde", "dsi", "rssi", "biomedical", "pharmacien", "biologiste"})
_LOG_KEEPER = frozenset({"main", "courante"})


def hosted(system: System) -> bool:
    """Whether somebody else runs the system and backs it up under contract."""
    return system.hosting.best in _HOSTED


def is_directory(system: System) -> bool:
    """Whether the system is the production directory."""
    return bool(_words(system) & _DIRECTORY)


def is_backup_server(system: System) -> bool:
    """Whether the system makes or restores the backups."""
    return bool(_words(system) & _BACKUP)


def is_telephony(system: System) -> bool:
    """Whether the system carries the hospital's calls."""
    return bool(_words(system) & _TELEPHONY)


def is_internet(system: System) -> bool:
    """Whether the system is the access to the Internet."""
    return bool(_words(system) & _INTERNET)


def is_locked(system: System) -> bool:
    """Whether the system locks cabinets or doors, or holds the medicines of a pharmacy robot."""
    words = _words(system)
    return bool(words & _CABINETS) or words >= _DOORS or words >= _PHARMACY_ROBOT


def guards_people(system: System) -> bool:
    """Whether somebody is shut in, shut out or left without help when the system stops."""
    return is_locked(system) or bool(_words(system) & _LONE_WORKERS)


def is_core_network(system: System) -> bool:
    """Whether the system is the network that offices and servers share."""
    words = _words(system)
    return "reseau" in words and "biomedical" not in words


def is_hypervisor(system: System) -> bool:
    """Whether the other servers are virtual machines of the system."""
    return bool(_words(system) & _HYPERVISOR)


def is_storage(system: System) -> bool:
    """Whether the system holds the disks of the others."""
    return bool(_words(system) & _STORAGE)


def is_foundation(system: System) -> bool:
    """Whether the system is network, directory, virtualisation or storage."""
    return is_network(system) or is_directory(system) or is_hypervisor(system) or is_storage(system)


def is_printing(system: System) -> bool:
    """Whether the system is the central print server."""
    return bool(_words(system) & _PRINTING)


def is_vault(system: System) -> bool:
    """Whether the system keeps the passwords, keys and licences."""
    return bool(_words(system) & _VAULT)


def is_interface_engine(system: System) -> bool:
    """Whether the system carries the messages of the others."""
    return bool(_words(system) & _ENGINE)


def exchanges_data(system: System) -> bool:
    """Whether the application is a laboratory, imaging or record one, which lives on what others send."""
    words = _words(system)
    return bool(words & _EXCHANGES) and not words & _COPIES


def are_screens(system: System) -> bool:
    """Whether the system stands for the workstations, which are never lost all together."""
    return "postes" in _words(system)


def works_alone(system: System) -> bool:
    """Whether such a system needs nothing of the network by design: radios, a copy of the record to read."""
    return bool(_words(system) & _ALONE)


def is_called(entity: System | Service, names: frozenset[str]) -> bool:
    """Whether the type, or the identifier of what has none, has one of these words."""
    return bool(_words(entity) & names)


def keeps_data(system: System) -> bool:
    """Whether the system holds data or settings that a backup protects."""
    return not _words(system) & _KEEPS_NOTHING


def is_domain_controller(system: System) -> bool:
    """Whether the system is a controller of the directory (AD), or all of them."""
    return "ad" in _words(system)


def keeps_settings(system: System) -> bool:
    """Whether the settings of the system are what must be kept: switches, firewall, interfaces, telephony, building."""
    return bool(_words(system) & _SETTINGS)


def is_network(system: System) -> bool:
    """Whether the system carries the others: it stands in no zone of its own."""
    return bool(_words(system) & _NETWORK)


def is_biomedical(system: System) -> bool:
    """Whether the system drives or watches medical devices."""
    return bool(_words(system) & _BIOMEDICAL) and not is_network(system)


def is_biomedical_network(system: System) -> bool:
    """Whether the system is a network kept for medical devices."""
    return "biomedical" in _words(system) and is_network(system)


def is_technical(system: System) -> bool:
    """Whether the building, its doors, alarms or telephones run on the system."""
    return bool(_words(system) & _TECHNICAL)


def is_detection(system: System) -> bool:
    """Whether the system can tell a clean machine from another."""
    return bool(_words(system) & _DETECTION)


def serves_files(system: System) -> bool:
    """Whether the system keeps shared files: giving a file back is all that it does."""
    return "fichiers" in _words(system) or "fichiers" in fold(system.id).split("-")


def has_health_data(system: System) -> bool | None:
    """Whether the application knows of patients' health; ``None`` while its type is not said."""
    if _words(system) & (_NO_PATIENT | _TECHNICAL):
        return False
    return None if system.type.best is None else True


def is_psychiatry(service: Service) -> bool:
    """Whether the service holds patients under legal deadlines."""
    return bool(_words(service) & _PSYCHIATRY)


def is_pay(service: Service) -> bool:
    """Whether the service pays the staff."""
    return bool(_words(service) & _PAY)


def is_cyclic(service: Service) -> bool:
    """Whether what the service can bear depends on the time of the month, week or day."""
    return bool(_words(service) & _CYCLIC)


def needs_partner(service: Service) -> bool:
    """Whether the service must have a signed fallback."""
    return bool(_words(service) & _NEED_PARTNER)


def transfuses(entity: System | Service) -> bool:
    """Whether the service or the system handles blood products."""
    return bool(_words(entity) & _BLOOD)


def is_long_stay(service: Service) -> bool:
    """Whether its patients stay for weeks or live there, with treatments that seldom change."""
    return bool(_words(service) & _LONG_STAY)


def is_on_call_role(role: CrisisRole) -> bool:
    """Whether the holder of a crisis role must be reached at any hour."""
    return fold(role.type) in _ON_CALL_ROLES


def keeps_log(role: CrisisRole) -> bool:
    """Whether a crisis role keeps the log of the crisis."""
    return set(fold(role.type).split("-")) >= _LOG_KEEPER


def contact_kinds(contact: Contact) -> set[str]:
    """Whom a contact stands for, as the library names kinds: its own kind and identifier, in whole and by their words.

    People write « CERT Santé » as well as « cert-sante ».
    """
    said = {make_slug(words) for words in (contact.kind, contact.id)}
    return said | {word for slug in said for word in slug.split("-")}


def _words(entity: System | Service) -> set[str]:
    """The words of the type; those of the identifier while no type is given."""
    return set(fold(entity.type.best or entity.id).replace("_", "-").split("-"))


def is_record(system: System) -> bool:
    """Whether the system is the patient record itself, not a copy to read."""
    words = _words(system)
    return bool(words & _RECORD) and not words & _COPIES


def stores_images(system: System) -> bool:
    """Whether the system archives the images that modalities would keep meanwhile."""
    return bool(_words(system) & _IMAGES)
