from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.errors import OutputError
from planforge.source import REMOVE, Edit, edited, read_tree, rewrite, splice

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.source import Data

    Documents = st.SearchStrategy[tuple[str, dict[str, Data]]]

RECORD = """\
# yaml-language-server: $schema=x
schema: 1

establishment:   # l'essentiel
  name: 'CH de Murat'  # officiel
  finess: "010000024"
  beds:

# Les services
services:
  # la réa d'abord
  - id: rea
    rto: 4 h    # validé
    needs: [dpi, labo]

  - id: urgences
    note: |
      de jour
      de nuit

    rto: 30 min
"""


@pytest.mark.parametrize(
    ("edits", "old", "new"),
    [
        ([Edit(("services", 0, "rto"), "8 h")], "rto: 4 h    # validé", "rto: 8 h    # validé"),
        ([Edit(("establishment", "name"), "L'Hôpital")], "'CH de Murat'", "'L''Hôpital'"),
        ([Edit(("establishment", "finess"), "010000032")], '"010000024"', '"010000032"'),
        ([Edit(("establishment", "beds"), "0120")], "  beds:\n", '  beds: "0120"\n'),
        ([Edit(("services", 0, "rto"), None)], "rto: 4 h    # validé", "rto:    # validé"),
        ([Edit(("services", 0, "needs", 2), "pacs")], "[dpi, labo]", "[dpi, labo, pacs]"),
        ([Edit(("services", 0, "needs", 0), REMOVE)], "[dpi, labo]", "[labo]"),
        ([Edit(("services", 0, "dmia"), "2 h")], "[dpi, labo]\n", "[dpi, labo]\n    dmia: 2 h\n"),
        ([Edit(("services", 1, "note"), "seul")], "|\n      de jour\n      de nuit\n", "seul\n"),
        ([Edit(("services", 1, "note"), REMOVE)], "    note: |\n      de jour\n      de nuit\n", ""),
        ([Edit(("services", 0, "id"), REMOVE)], "id: rea\n    rto", "rto"),
        ([Edit(("services", 2), {"id": "usc", "x": ["a"]})], "30 min\n", "30 min\n  - id: usc\n    x:\n      - a\n"),
        ([Edit(("sites",), [{"id": "a"}])], "30 min\n", "30 min\n\nsites:\n  - id: a\n"),
        ([Edit(("schema",), REMOVE)], "schema: 1\n", ""),
        (
            [Edit(("services", 0, "rto"), {"value": "4 h", "source": "expert"})],
            "rto: 4 h    # validé\n",
            "rto:    # validé\n      value: 4 h\n      source: expert\n",
        ),
        (
            [Edit(("establishment", "note"), "a\nb"), Edit(("establishment", "beds"), REMOVE)],
            "\n  beds:\n",
            "\n  note: |-\n    a\n    b\n",
        ),
        ([Edit(("services", 0), REMOVE)], RECORD[RECORD.index("  - id: rea") : RECORD.index("\n  - id: urg")], ""),
    ],
)
def test_an_edit_changes_its_own_characters_only(edits: list[Edit], old: str, new: str) -> None:
    assert RECORD.count(old) == 1
    assert splice(read_tree(RECORD, "f"), edits) == RECORD.replace(old, new)


def test_no_edit_changes_nothing() -> None:
    assert splice(read_tree(RECORD, "f"), []) == RECORD
    assert splice(read_tree(RECORD, "f"), [Edit(("schema",), "1")]) == RECORD


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("", [Edit(("a",), "x")], "a: x\n"),
        ("# vide\n", [Edit(("a", 0), "x")], "# vide\na:\n  - x\n"),
        ("{}\n", [Edit(("a",), "x")], "a: x\n"),
        ("a: 1\n", [Edit(("a",), REMOVE)], "{}\n"),
        ("a: 1  # c\n", [Edit((), {"b": "x\ny"})], "b: |-\n  x\n  y\n"),
        ("a: 1", [Edit(("b",), "x\ny\n")], "a: 1\nb: |\n  x\n  y\n"),
        ("a: 1\r\nb: 2\r\n", [Edit(("c",), ["x"])], "a: 1\r\nb: 2\r\n\r\nc:\r\n  - x\r\n"),
        ("a: []\nb: 2\n", [Edit(("a", 0), {"id": "x"})], "a:\n  - id: x\nb: 2\n"),
        ("a:\n- x\n- y\nb: 2\n", [Edit(("a", 2), "z")], "a:\n- x\n- y\n- z\nb: 2\n"),
        ("a:\n- x\n- y # c\n", [Edit(("a", 0), REMOVE)], "a:\n- y # c\n"),
        ("a:  # c\n  - x\n", [Edit(("a",), "fini")], "a: fini  # c\n"),
        ("a:  # c\n  # d\n  - x\nb: 1\n", [Edit(("a",), {"k": "v"})], "a:  # c\n  # d\n  k: v\nb: 1\n"),
        ("a:\n  - - x\n    - y\n", [Edit(("a", 0, 0), REMOVE)], "a:\n  - - y\n"),
        ("a: {b: c, d: [e]}\n", [Edit(("a", "d", 1), "no")], 'a: {b: c, d: [e, "no"]}\n'),
        ("a: |+\n  x\n\n\nb: 1\n", [Edit(("a",), "v")], "a: v\nb: 1\n"),
    ],
)
def test_unusual_places(text: str, edits: list[Edit], expected: str) -> None:
    assert splice(read_tree(text, "f"), edits) == expected


def test_a_result_that_would_not_read_back_is_refused() -> None:
    with pytest.raises(OutputError, match="rien n’a été changé"):
        splice(read_tree("a: 1\n", "f"), [Edit(("a",), "\ud800")])


@given(st.data())
def test_the_text_after_an_edit_says_what_was_asked(
    documents: Documents,
    edits: Callable[[Any], st.SearchStrategy[list[Edit]]],
    data: st.DataObject,
) -> None:
    text, said = data.draw(documents)
    wanted = data.draw(edits(said))
    assert read_tree(splice(read_tree(text, "f"), wanted), "f").data == edited(said, wanted)


@given(st.data())
def test_other_sections_stay_byte_for_byte(documents: Documents, data: st.DataObject) -> None:
    text, said = data.draw(documents.filter(lambda document: len(document[1]) > 1))
    tree = read_tree(text, "f")
    chosen = data.draw(st.sampled_from(sorted(said)))
    values: list[Data] = ["x", None, ["y"], {"z": "1"}]
    new = splice(tree, [Edit((chosen,), data.draw(st.sampled_from(values)))])
    keys = list(said)
    after = tree.place((keys[keys.index(chosen) + 1],)) if chosen != keys[-1] else None
    here = tree.place((chosen,))
    assert here is not None
    assert new.startswith(text[: here.key_end])
    assert after is None or new.endswith(text[after.key_start :])


@given(st.data())
def test_a_file_can_be_made_to_say_anything(
    documents: Documents,
    records: st.SearchStrategy[dict[str, Data]],
    data: st.DataObject,
) -> None:
    (text, _), target = data.draw(documents), data.draw(records)
    assert read_tree(rewrite(read_tree(text, "f"), target), "f").data == target
