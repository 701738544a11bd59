from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import incident_report
from planforge.document.blocks import Callout, Heading, Paragraph
from planforge.document.tables import Table
from planforge.document.text import Gap, plain

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.tables import Cell
    from tests.compose.records import Open


def fields(context: Context, notice: str) -> dict[str, Cell]:
    body = incident_report.compose(context, "").body
    table = next(one for one in body if isinstance(one, Table) and one.id == f"signalement-{notice}-champs")
    return {row.id: row.cells[1] for row in table.rows}


def test_there_is_a_page_for_each_addressee(context: Context) -> None:
    body = incident_report.compose(context, "").body
    titles = [plain(block.text) for block in body if isinstance(block, Heading)]
    assert titles[0] == "Qui prévenir, dans quel ordre"
    assert any(title.startswith("CNIL") for title in titles)
    assert len(titles) > 8


def test_what_the_record_knows_is_filled_in(context: Context) -> None:
    assert context.plan.establishment.name in str(fields(context, "cert-sante")["declarant"].value)
    assert {"envoi", "accuse"} <= fields(context, "cnil").keys()


def test_a_missing_officer_is_a_gap(minimum: Context) -> None:
    assert isinstance(fields(minimum, "cnil")["dpo"].value, Gap)


def lead(context: Context, notice: str) -> str:
    body = incident_report.compose(context, "").body
    at = next(n for n, one in enumerate(body) if isinstance(one, Heading) and one.id == f"signalement-{notice}")
    (said,) = [plain(one.text) for one in body[at : at + 2] if isinstance(one, Paragraph)]
    return said


def test_who_tells_is_named_or_owed_or_a_marked_default(context: Context, open_context: Open) -> None:
    assert "Qui le fait : Directrice. Comment" in lead(context, "ars")
    assert "Qui le fait : DPO, pour le responsable de traitement ◊. Comment" in lead(context, "cnil")
    asked = open_context({"contacts.0.caller": {"unknown": {"ask": "rssi"}}})
    assert "Qui le fait : À COMPLÉTER (RSSI). Comment" in lead(asked, "ars")


def test_the_final_report_has_one_start_and_one_delay(context: Context) -> None:
    said = lead(context, "nis2-rapport").replace("\u00a0", " ")
    assert said.startswith("Délai : 1 mois. Départ du délai : envoi de la notification de l’incident.")


def test_what_is_still_to_be_checked_is_said(context: Context) -> None:
    body = incident_report.compose(context, "").body
    warned = {block.id for block in body if isinstance(block, Callout)}
    assert "signalement-nis2-alerte-etat" in warned
    assert "signalement-cnil-etat" not in warned
