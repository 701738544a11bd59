from __future__ import annotations

import pickle
from datetime import date

from planforge.document.blocks import Heading, Orientation
from planforge.document.documents import Control, Document, Revision, Workbook, Worksheet
from planforge.document.tables import Column, ColumnKind, Table, row
from planforge.document.text import Gap, Tick, Tone, text
from planforge.values import Duration

CONTROL = Control(
    "CH de Valmont", "PCA-CHV", "1.2", date(2026, 11, 20), "projet", "interne",
    "RSSI", Gap("CME"), Gap(), "interne", Gap(when=date(2027, 1, 1)),
    revisions=(Revision("1.0", None, "DSI", "Création"),),
)  # fmt: skip
TABLE = Table(
    "ordre",
    (Column("name", "Nom", tones={"tenu": Tone.MET}), Column("rto", "RTO", ColumnKind.DURATION)),
    (row("dpi", "DPI", Duration(240)), row("gam", Gap("DSI"), Tick(done=True))),
)


def test_a_document_and_a_workbook_survive_the_way_to_another_process() -> None:
    document = Document("pca", "Plan", "", CONTROL, (Heading("a", 1, text("Objet")), TABLE))
    workbook = Workbook("applications", "Applications", "", CONTROL, (Worksheet("ordre", "Ordre", "", TABLE),))

    for made in (document, workbook):
        assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own bytes


def test_a_document_is_a_page_upright_with_a_cover_and_a_worksheet_lies() -> None:
    document = Document("pca", "Plan", "", CONTROL, ())
    sheet = Worksheet("ordre", "Ordre", "", TABLE)

    assert (document.cover, document.orientation) == (True, Orientation.PORTRAIT)
    assert (sheet.orientation, sheet.frozen_columns, sheet.protected) == (Orientation.LANDSCAPE, 1, False)
