from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge import resources
from planforge.compose.documents.sheets import SheetRequest, long_sheets, one_page, one_page_and_rest
from planforge.compose.templates import Templates
from planforge.compose.zones import Zone
from planforge.document.blocks import Emphasis, ItemList, ListItem, Paragraph
from planforge.document.text import text
from planforge.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.compose.context import Context

LAYOUT = """\
kicker: Essai
rows:
  - - {zone: stop, title: STOP, span: 12, emphasis: stop, keep: oui}
  - - {zone: long, title: Long, note: note du gabarit, span: 8, priority: 1}
    - {zone: short, title: Court, note: note du gabarit, span: 4, priority: 2}
"""


def _own(context: Context, folder: Path) -> Context:
    (folder / "sheets").mkdir()
    (folder / "sheets" / "essai.yaml").write_text(LAYOUT, "utf-8")
    return replace(context, templates=Templates([folder, resources.templates_folder()]))


def _request(lines: int = 1) -> SheetRequest:
    items = tuple(ListItem(text(f"Ligne {number} : " + "mot " * 30), id=f"l.{number}") for number in range(lines))
    zones = {
        "stop": Zone((Paragraph(text("Ne rien faire : attendre")),)),
        "long": Zone((ItemList(items, id="l"),)),
        "short": Zone((Paragraph(text("Court")),), note="note de la zone"),
    }
    return SheetRequest("essai", "FICHE-X", "Titre", ("CH",), zones, foot="fin")


def test_zones_take_their_place_and_their_note(context: Context, tmp_path: Path) -> None:
    sheet, moved = one_page(_own(context, tmp_path), _request())
    stop, (long, short) = sheet.rows[0].zones[0], sheet.rows[1].zones
    assert (stop.emphasis, stop.span, long.span, short.span) == (Emphasis.STOP, 12, 8, 4)
    assert (long.note, short.note) == ("note du gabarit", "note de la zone")
    assert stop.blocks == (Paragraph(text("Ne rien faire\u00a0: attendre")),)  # set before it is measured
    assert (sheet.id, sheet.kicker, moved) == ("fiche-x", "Essai", ())


def test_the_foot_says_reference_version_code_and_expiry(context: Context, minimum: Context, tmp_path: Path) -> None:
    sheet, _moved = one_page(_own(context, tmp_path), _request())
    left, right = sheet.foot
    assert left.startswith("FICHE-X-CHV · v1.2 · projet · code ")
    assert left.endswith(" · expire le 20/11/2027")
    assert right == "fin"
    bare, _moved = one_page(replace(minimum, templates=Templates([tmp_path, resources.templates_folder()])), _request())
    assert "version à compléter" in bare.foot[0]
    assert bare.foot[0].endswith("expiration à compléter")


def test_the_code_follows_the_content(context: Context, tmp_path: Path) -> None:
    own = _own(context, tmp_path)
    feet = [one_page(own, _request(lines))[0].foot[0] for lines in (1, 2, 1)]
    assert feet[0] == feet[2] != feet[1]


def test_what_does_not_fit_gives_way_but_stop_never_does(context: Context, tmp_path: Path) -> None:
    sheet, moved = one_page(_own(context, tmp_path), _request(90))
    assert moved
    assert {line.zone for line in moved} == {"long"}
    assert sheet.rows[0].zones[0].blocks == (Paragraph(text("Ne rien faire\u00a0: attendre")),)


def test_sheets_that_hold_on_no_single_page_are_named(context: Context, tmp_path: Path) -> None:
    own = _own(context, tmp_path)
    short, rest = one_page_and_rest(own, _request()), one_page_and_rest(own, replace(_request(90), reference="FICHE-Y"))
    assert long_sheets((*short, *rest)) == (rest[0].title,)
    stop = Zone((ItemList(tuple(ListItem(text("mot " * 30)) for _ in range(90)), id="s"),))
    full, moved = one_page(own, replace(_request(), zones={**_request().zones, "stop": stop}, title="Trop"))
    assert moved
    assert long_sheets((full,)) == ("Trop",)


def test_a_layout_of_a_zone_that_does_not_exist_is_refused(context: Context, tmp_path: Path) -> None:
    own = _own(context, tmp_path)
    with pytest.raises(TemplateError, match="La zone « long » n’existe pas"):
        one_page(own, replace(_request(), zones={"stop": Zone(()), "short": Zone(())}))
