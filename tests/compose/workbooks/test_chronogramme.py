from __future__ import annotations

import io
import unicodedata
from datetime import time
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from planforge.compose.workbooks import chronogramme
from planforge.document.tables import ColumnKind
from planforge.formats.excel import ExcelWriter
from planforge.model.playing import PlayChannel
from tests.compose.kits import FORMS, kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.documents import Workbook
    from planforge.document.tables import Table

# care-and-standards.md 3.3, the full set, in the words of the header.
FULL = [
    "N°", "Heure réelle", "Jour", "T+", "Heure fictive", "Phase", "Type", "Émetteur simulé", "Animateur",
    "Destinataire", "Canal", "Contenu", "Pièce jointe", "Objectif pédagogique", "Réaction attendue",
    "Critère d’évaluation", "Service ou application visés", "Relance si pas de réaction", "Livrable", "Joué",
    "Heure jouée", "Observation",
]  # fmt: skip
# What the documentation of the open player Murail asks: obligatory columns, kinds of events, roles that may receive.
OBLIGATORY = ("horaire", "type", "emetteur", "stimuli")
OPTIONAL = ("id", "destinataire", "reaction attendue", "commentaire", "livrable")
KINDS = {"tweet", "message", "decompte"}
ROLES = {
    "Communication", "Décision", "Informatique", "Juridique / Finance", "Ressources Humaines", "Métier", "Tous",
}  # fmt: skip


def main(workbook: Workbook) -> Table:
    return next(sheet.table for sheet in workbook.sheets if sheet.id == "chronogramme")


def as_the_player_reads(kit: Kit, context: Context, day: int) -> list[dict[str, Any]]:
    """The events of a file, read as the player does: first sheet, titles in the first row, accents and case apart."""
    data = ExcelWriter().write(chronogramme.player(context, kit, day))
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    titles = [_plain(str(cell.value)) for cell in page[1]]
    assert not [name for name in OBLIGATORY if name not in titles]
    return [dict(zip(titles, [cell.value for cell in line], strict=True)) for line in page.iter_rows(min_row=2)]


def _plain(words: str) -> str:
    bare = unicodedata.normalize("NFKD", words.replace("\u00a0", " "))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).strip().lower()


def test_the_chronogramme_has_the_full_set_of_columns(context: Context) -> None:
    table = main(chronogramme.compose(context, kit_of(context)))
    assert [column.title for column in table.columns] == FULL
    kinds = {column.key: column.kind for column in table.columns}
    assert kinds["clock"] is kinds["played_at"] is ColumnKind.HOUR
    assert kinds["elapsed"] is ColumnKind.DURATION
    assert {column.key for column in table.columns if column.editable} == {
        "animator", "played", "played_at", "observation",
    }  # fmt: skip
    assert all(len(line.cells) == len(FULL) for line in table.rows)


@pytest.mark.parametrize("form", FORMS)
def test_every_stimulus_and_every_beat_has_its_line(context: Context, form: str) -> None:
    kit = kit_of(context, form)
    table = main(chronogramme.compose(context, kit))
    assert len(table.rows) == len(kit.played) + len(kit.beats)
    assert len({line.id for line in table.rows}) == len(table.rows)
    clocks = [(line.cells[2].value, line.cells[1].value) for line in table.rows]
    assert all(isinstance(clock, time) for _, clock in clocks)
    assert clocks == sorted(clocks)


def test_a_line_tells_objective_criterion_and_what_is_hit(context: Context) -> None:
    kit = kit_of(context)
    keys = [column.key for column in main(chronogramme.compose(context, kit)).columns]
    line = next(one for one in main(chronogramme.compose(context, kit)).rows if one.id == "S01")
    said = dict(zip(keys, [cell.value for cell in line.cells], strict=True))
    assert said["objective"] == "Donner et recevoir l’alerte sans le réseau"
    assert said["criterion"] == "alerte-1"
    assert said["aimed"] == "Service vital : Laboratoire"
    assert (said["phase"], said["sort"], said["channel"]) == ("alerte", "appel de service", "téléphone")


@pytest.mark.parametrize("form", FORMS)
def test_a_question_takes_no_stop(context: Context, form: str) -> None:
    table = main(chronogramme.compose(context, kit_of(context, form)))
    said = [str(cell.value).replace("\u00a0", " ") for line in table.rows for cell in line.cells]
    assert not [words for words in said if "?." in words or "!." in words]


def test_the_workbook_opens_with_real_hours(context: Context) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ExcelWriter().write(chronogramme.compose(context, kit_of(context)))))
    page = book["Chronogramme"]
    titles = next(row for row in page.iter_rows() if row[1].value == "Heure réelle")
    header_row = titles[1].row
    assert header_row
    first = page.cell(header_row + 1, 2)
    assert first.value == time(9, 0)
    assert first.number_format == "hh:mm"
    assert "Lecteur Murail" in book.sheetnames
    player = book["Lecteur Murail"]
    header = next(row for row in player.iter_rows() if row[0].value == "id")
    assert [_plain(str(cell.value)) for cell in header[:9]] == [
        "id", "horaire", "type", "emetteur", "destinataire", "stimuli", "reaction attendue", "commentaire", "livrable",
    ]  # fmt: skip


@pytest.mark.parametrize("form", [form for form in FORMS if form.endswith("crisis")])
def test_the_player_reads_its_file_as_its_documentation_says(context: Context, form: str) -> None:
    kit = kit_of(context, form)
    read = 0
    for day in kit.days:
        events = as_the_player_reads(kit, context, day)
        assert {name for name in OPTIONAL if name in events[0]} == set(OPTIONAL)
        assert [one["horaire"] for one in events] == sorted(one["horaire"] for one in events)
        messages = [one for one in events if one["type"] == "message"]
        assert [one["id"] for one in messages] == [f"{rank:03}" for rank in range(1, len(messages) + 1)]
        for one in events:
            assert isinstance(one["horaire"], time)
            assert one["type"] in KINDS
            assert one["stimuli"]
            if one["type"] == "message":
                assert one["emetteur"]
                assert one["destinataire"] in ROLES
            elif one["type"] == "tweet":
                assert one["emetteur"]
                assert one["id"] is None
            else:
                assert int(one["stimuli"]) > 0
                assert one["id"] is None
        read += len([one for one in events if one["type"] != "decompte"])
    started = sum(beat.kind.value in {"start", "end", "night", "resume"} for beat in kit.beats)
    assert read == len(kit.played) + started


def test_the_player_hears_exercise_in_every_message(context: Context) -> None:
    events = as_the_player_reads(kit_of(context), context, 1)
    assert all(str(one["stimuli"]).startswith("EXERCICE") for one in events if one["type"] == "message")
    assert str(events[0]["stimuli"]).count("EXERCICE EXERCICE EXERCICE") == 2


def test_a_publication_is_a_post_and_a_call_says_that_it_is_one(context: Context) -> None:
    for seed in range(1, 9):
        kit = kit_of(context, "confirmed-crisis", seed=seed)
        posts = [one for one in kit.played if one.stimulus.channel is PlayChannel.SOCIAL]
        events = [one for day in kit.days for one in as_the_player_reads(kit, context, day)]
        assert sum(one["type"] == "tweet" for one in events) == len(posts)
        assert any("[téléphone]" in str(one["stimuli"]) for one in events)


def test_each_day_of_a_long_exercise_has_its_file(context: Context) -> None:
    short, long = kit_of(context), kit_of(context, "confirmed-crisis")
    assert [chronogramme.player_file(short, day) for day in short.days] == ["chronogramme-murail.xlsx"]
    assert [chronogramme.player_file(long, day) for day in long.days] == [
        "chronogramme-murail-jour-1.xlsx",
        "chronogramme-murail-jour-2.xlsx",
    ]


def test_it_is_for_those_who_run_the_exercise(context: Context) -> None:
    kit = kit_of(context)
    for workbook in (chronogramme.compose(context, kit), chronogramme.player(context, kit, 1)):
        assert "restreinte" in workbook.control.marking


def test_nothing_private_is_printed(context: Context, strings: Callable[[object], list[str]]) -> None:
    told = "\n".join(strings(chronogramme.compose(context, kit_of(context, "confirmed-crisis"))))
    assert "SECRET" not in told
    assert "06 39 98" not in told
