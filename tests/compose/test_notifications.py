from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from planforge import resources
from planforge.compose.notifications import STARTS, Start, notices, number, teller
from planforge.document.tables import Cell
from planforge.document.text import Gap
from planforge.errors import TemplateError
from planforge.values import Duration

if TYPE_CHECKING:
    from pathlib import Path

    from tests.compose.records import Open

ONE = """\
version: essai
as_of: 2026-11-01
entries:
  - {id: cnil, to: CNIL, start: breach, delay: 72 h, who: DPO, by: Portail, basis: RGPD, state: en vigueur,
     source: RGPD, content: [dates]}
fields:
  - {id: dates, title: Dates, fill: blank}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "tables").mkdir(exist_ok=True)
    (folder / "tables" / "signalements.yaml").write_text(text, "utf-8")
    return folder


def test_the_list_of_the_package_is_whole() -> None:
    known = notices([resources.templates_folder()])
    assert {one.id for one in known.entries} >= {"cert-sante", "ars", "cnil", "plainte", "assureur", "nis2-alerte"}
    assert {one.start for one in known.entries} == set(Start) == set(STARTS)
    for one in known.entries:
        assert one.source
        assert one.state in {"en vigueur", "à vérifier"}
        assert bool(one.delay) != bool(one.when)


def test_legal_delays_count_from_their_own_start() -> None:
    known = {one.id: one for one in notices([resources.templates_folder()]).entries}
    assert (known["cnil"].start, known["cnil"].lasts) == (Start.BREACH, Duration(72 * 60))
    assert (known["plainte"].start, known["plainte"].lasts) == (Start.ATTACK, Duration(72 * 60))
    assert (known["nis2-alerte"].start, known["nis2-alerte"].lasts) == (Start.SIGNIFICANT, Duration(24 * 60))
    assert known["cert-sante"].lasts is None
    report = known["nis2-rapport"]
    assert (report.start, report.months, report.lasts) == (Start.NOTIFIED, 1, None)
    assert known["nis2-alerte"].state == "à vérifier"


def test_what_is_printed_cites_the_law_and_not_a_web_site() -> None:
    for one in notices([resources.templates_folder()]).entries:
        assert not re.search(r"\b[a-z0-9-]+\.(fr|com|org|eu)\b", f"{one.basis} {one.source}"), one.id


def test_who_tells_is_whom_the_record_names_else_a_default_marked_as_such(open_context: Open) -> None:
    called = {"id": "bt", "name": "Gendarmerie", "kind": "gendarmerie", "number": "03 99 00 00 17", "caller": "rssi"}
    asked = {"id": "cnil", "name": "CNIL", "kind": "cnil", "caller": {"unknown": {"ask": "rssi"}}}
    silent = {"id": "samu", "name": "SAMU", "kind": "samu", "number": "15"}
    context = open_context({"contacts": [called, asked, silent]})
    known = {one.id: one for one in notices(context.templates.folders).entries}
    assert teller(context, known["plainte"]) == Cell("RSSI")
    assert teller(context, known["cnil"]) == Cell(Gap("RSSI"))
    assert teller(context, known["samu"]) == Cell("Administrateur ou cadre de garde", default=True)
    assert teller(context, known["ght"]) == Cell("RSSI (ou responsable informatique)", default=True)


def test_a_number_too_short_to_serve_gives_way_to_the_second_one(open_context: Open) -> None:
    samu = {"id": "samu", "name": "SAMU", "kind": "samu", "number": "15"}
    second = {**samu, "second_number": "03 53 01 81 15"}
    for contact, printed in ((samu, Gap()), (second, "03\u00a053\u00a001\u00a081\u00a015")):
        context = open_context({"contacts": [contact]})
        one = next(one for one in notices(context.templates.folders).entries if one.id == "samu")
        assert number(context, one).value == printed


def test_the_hospitals_own_list_wins(tmp_path: Path) -> None:
    known = notices([written(tmp_path, ONE), resources.templates_folder()])
    assert [one.id for one in known.entries] == ["cnil"]
    assert known.field("dates").title == "Dates"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ONE.replace("[dates]", "[heures]"), "« cnil » demande « heures », qui n’est pas un champ."),
        (ONE.replace("72 h", "bientôt"), "« bientôt » n’est pas un délai."),
        (ONE.replace("start: breach", "start: lune"), "ne se lit pas"),
        (ONE.replace("    who", "    qui"), ""),
    ],
)
def test_a_wrong_list_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    if not told:
        text, told = ONE.replace("who: DPO, ", ""), "ne se lit pas"
    with pytest.raises(TemplateError) as caught:
        notices([written(tmp_path, text)])
    (problem,) = caught.value.problems
    assert told in problem.message
    assert problem.location.file == "tables/signalements.yaml"
    assert problem.location.line in {4, 5}
