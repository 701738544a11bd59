from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.formats.excel.layout import layouts
from planforge.formats.excel.links import Targets, address

if TYPE_CHECKING:
    from planforge.document.documents import Workbook


@pytest.fixture(scope="module")
def targets(demo: Workbook) -> Targets:
    return Targets(layouts(demo))


def test_a_sheet_id_leads_to_its_title(targets: Targets) -> None:
    assert targets.location("#suivi") == "'Suivi crise première heure DSI'!A2"


def test_a_row_id_leads_to_another_sheet_first(targets: Targets) -> None:
    assert targets.location("#app-1", origin="applications") == "'Suivi crise première heure DSI'!A7"
    assert targets.location("#app-1", origin="suivi") == "'Applications'!A9"


def test_a_row_id_may_name_its_sheet(targets: Targets) -> None:
    assert targets.location("#applications/app-1", origin="applications") == "'Applications'!A9"
    assert targets.location("#ecarts/app-1") == ""


def test_an_unknown_id_leads_nowhere(targets: Targets) -> None:
    assert targets.location("#inconnu") == ""


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("https://exemple.fr/a?b=1&c=é x", "https://exemple.fr/a?b=1&c=%C3%A9%20x"),
        ("https://exemple.fr/100%", "https://exemple.fr/100%25"),
        ("https://exemple.fr/%20ok[1]", "https://exemple.fr/%20ok%5B1%5D"),
        ("mailto:garde@exemple.fr", "mailto:garde@exemple.fr"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("http://é.fr/", ""),
        ("http://exemple.fr:99999999/", ""),
        ("http://", ""),
        ("pas une adresse", ""),
        ("https://exemple.fr/" + "a" * 2100, ""),
    ],
)
def test_address(link: str, written: str) -> None:
    assert address(link) == written
