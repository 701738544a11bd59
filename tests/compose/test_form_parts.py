from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.compose.form_parts import packed, part_rows, part_zone, usual_fields
from planforge.document.blocks import Blank, Blanks, Emphasis
from planforge.document.tables import Table
from planforge.errors import TemplateError
from planforge.library.types import Form, FormPart
from planforge.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.document.blocks import SheetZone

USUAL = usual_fields([templates_folder()])


def zone(kind: str, **told: Any) -> SheetZone:
    return part_zone(FormPart.model_validate({"id": "p", "name": "Partie", "kind": kind, **told}))


def rows_of(**told: Any) -> list[list[tuple[str, int, int]]]:
    """For each row of parts: identifier, span and number of fields."""
    form = Form.model_validate({"id": "F-X", "name": "X", **told})
    return [[(part.id, part.span, len(part.fields)) for part in row] for row in part_rows(form, USUAL)]


@pytest.mark.parametrize(
    ("widths", "lines"),
    [
        ([], []),
        ([12], [[12]]),
        ([6, 6, 4], [[6, 6], [12]]),
        ([5, 8], [[12], [12]]),
        ([3, 4], [[3, 9]]),
    ],
    ids=str,
)
def test_what_stands_on_a_line_fills_its_twelve_columns(widths: list[int], lines: list[list[int]]) -> None:
    assert [[width for _, width in line] for line in packed((str(width), width) for width in widths)] == lines


def test_lines_are_blanks_of_their_width_with_their_boxes() -> None:
    fields = [{"label": "Côté", "width": "4", "choices": ["droit", "gauche"]}, {"label": "Région", "width": "8"}, "Fin"]
    assert zone("lines", fields=fields, height="9,5").blocks == (
        Blanks("p", ((Blank("Côté", 4, ("droit", "gauche")), Blank("Région", 8)), (Blank("Fin"),)), 9.5),
    )


def test_checks_are_boxes_without_rules_so_many_across() -> None:
    (block,) = zone("checks", fields=["Un", "Deux", "Trois"], across="2").blocks
    assert isinstance(block, Blanks)
    assert not block.ruled
    assert block.lines == ((Blank("", 6, ("Un",)), Blank("", 6, ("Deux",))), (Blank("", 12, ("Trois",)),))


def test_a_grid_is_a_table_of_empty_cells_beside_its_labels() -> None:
    columns = ["Heure", {"title": "Pouls", "width": "2"}]
    (block,) = zone("grid", columns=columns, first_column=["8 h"], rows="3", height="7").blocks
    assert isinstance(block, Table)
    assert [(column.title, column.width) for column in block.columns] == [("Heure", 1.0), ("Pouls", 2.0)]
    assert [[cell.value for cell in row.cells] for row in block.rows] == [["8 h", None], ["", None], ["", None]]
    assert block.rows[0].cells[0].bold
    assert block.row_height == 7
    assert len({row.id for row in block.rows}) == 3


def test_free_space_is_ruled_lines_and_words_are_read() -> None:
    assert zone("space", rows="2").blocks == (Blanks("p", ((Blank(""),), (Blank(""),)), 8.0),)
    assert zone("text", fields=["À relire"]).blocks == (Blanks("p", ((Blank("À relire"),),), 0.0, ruled=False),)


def test_a_stop_part_stands_out_and_every_part_is_flush_with_its_frame() -> None:
    assert zone("lines", fields=["Allergies"], stop="oui").emphasis is Emphasis.STOP
    assert zone("space").emphasis is Emphasis.DENSE
    assert zone("space").flush


def test_parts_pack_into_rows_and_usual_ones_get_their_fields() -> None:
    parts = [
        {"id": "i", "name": "Patient", "kind": "identity", "span": "8"},
        {"id": "l", "name": "Contexte", "kind": "lines", "span": "4", "fields": ["Unité"]},
        {"id": "s", "name": "Signature", "kind": "signature", "span": "7"},
        {"id": "r", "name": "Retour", "kind": "return", "span": "3"},
    ]
    assert rows_of(parts=parts, reentry="at-once") == [
        [("i", 8, len(USUAL.identity)), ("l", 4, 1)],
        [("s", 7, len(USUAL.signature)), ("r", 5, 2)],
    ]
    assert rows_of(parts=parts, reentry="scanned")[1][1] == ("r", 5, 1)
    assert rows_of(parts=parts)[1][1] == ("r", 5, len(USUAL.paper))


def test_a_part_keeps_its_own_fields() -> None:
    parts = [{"id": "s", "name": "Signature", "kind": "signature", "fields": ["Nom"]}]
    assert rows_of(parts=parts) == [[("s", 12, 1)]]


def test_identity_asks_the_five_traits_and_the_number() -> None:
    asked = " ".join(field.label for field in USUAL.identity)
    for trait in ("Nom de naissance", "Premier prénom de naissance", "Date de naissance", "Sexe", "Lieu de naissance"):
        assert trait in asked
    assert "Numéro" in asked


def test_the_hospital_s_own_usual_fields_come_first(tmp_path: Path) -> None:
    (tmp_path / "sheets").mkdir()
    own, wrong = tmp_path / "sheets" / "formulaire.yaml", tmp_path / "wrong" / "sheets" / "formulaire.yaml"
    wrong.parent.mkdir(parents=True)
    own.write_text("identity: [INS]\nsignature: [Visa]\nat-once: [A]\nscanned: [B]\npaper: [C]\n", "utf-8")
    assert usual_fields([tmp_path, templates_folder()]).identity[0].label == "INS"
    wrong.write_text("identity: [INS]\nsignature: [{label: Visa, width: 14}]\nat-once: [A]\nscanned: [B]\n", "utf-8")
    with pytest.raises(TemplateError) as refused:
        usual_fields([tmp_path / "wrong"])
    said = sorted(problem.message for problem in refused.value.problems)
    assert said == [
        "« paper » ne se lit pas dans ce fichier de mise en page.",
        "« signature › 1 › width » ne se lit pas dans ce fichier de mise en page.",
    ]
