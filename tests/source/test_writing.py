from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planforge.source import read_tree, write_yaml
from planforge.source.nodes import PlainLoader
from planforge.source.writing import flow, scalar

if TYPE_CHECKING:
    from planforge.source import Data


def test_the_fixed_style() -> None:
    data: dict[str, Data] = {
        "schema": "1",
        "establishment": {"name": "CH de Murat", "finess": "010000024", "note": "a\nb", "vide": None, "rien": []},
        "services": [{"id": "rea", "needs": ["dpi", "labo"]}, "x", [["v"]], {}],
    }
    assert write_yaml(data, "Dossier\n\nà relire") == (
        "# Dossier\n"
        "#\n"
        "# à relire\n"
        "schema: 1\n"
        "\n"
        "establishment:\n"
        "  name: CH de Murat\n"
        '  finess: "010000024"\n'
        "  note: |-\n"
        "    a\n"
        "    b\n"
        "  vide:\n"
        "  rien: []\n"
        "\n"
        "services:\n"
        "  - id: rea\n"
        "    needs:\n"
        "      - dpi\n"
        "      - labo\n"
        "  - x\n"
        "  - - - v\n"
        "  - {}\n"
    )
    assert write_yaml({}) == "{}\n"


@pytest.mark.parametrize(
    "text",
    [
        "4 h",
        "1,5 To",
        "82 %",
        "à compléter",
        "oui",
        "2026-01-05",
        "20/11/2026",
        "3.5",
        "1200",
        "l’accueil",
        "R&D",
        "a#b",
    ],
)
def test_ordinary_words_need_no_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "010000024",
        "750712184",
        "01000",
        "4:30",
        "no",
        "Yes",
        "on",
        "n",
        "3.10",
        "2.",
        "0x1F",
        "1e3",
        "null",
        "1_0",
        "a: b",
        "a #b",
    ],
)
def test_what_another_reader_would_change_is_quoted(text: str) -> None:
    assert scalar(text) == f'"{text}"'


@given(st.data())
def test_safe_yaml_readers_find_text_everywhere(texts: st.SearchStrategy[str], data: st.DataObject) -> None:
    text = data.draw(texts)
    for written in (scalar(text), scalar(text, in_flow=True), flow([text])):
        read = yaml.safe_load(written)
        read = read[0] if isinstance(read, list) else read
        # Dates and plain counts stay bare, as people write them: everything else must come back as text.
        assert read == text or str(read) == text


@given(st.data())
def test_what_is_written_reads_back(records: st.SearchStrategy[dict[str, Data]], data: st.DataObject) -> None:
    record = data.draw(records)
    text = write_yaml(record, "en-tête")
    assert read_tree(text, "f").data == record
    assert read_tree(text, "f", PlainLoader).data == record
