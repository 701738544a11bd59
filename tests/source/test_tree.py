from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.source import Data, Path, read_tree
from planforge.source.nodes import PlainLoader, fastest_loader

if TYPE_CHECKING:
    from planforge.source import Tree

TEXT = '# é😀\r\nservices:\r\n  - id: rea\r\n    nom: "Réa 😀"  # ici\r\n    rto: 4 h\r\nvide:\r\n'


@pytest.fixture(params=[fastest_loader(), PlainLoader], ids=["libyaml", "python"])
def tree(request: pytest.FixtureRequest) -> Tree:
    loader: type[Any] = request.param
    return read_tree(TEXT, "f.yaml", loader)


@pytest.mark.parametrize(
    ("path", "key", "value", "text"),
    [
        (("services",), "2:1", "3:3", None),
        (("services", 0), "3:5", "3:5", None),
        (("services", 0, "id"), "3:5", "3:9", "rea"),
        (("services", 0, "nom"), "4:5", "4:10", '"Réa 😀"'),
        (("services", 0, "rto"), "5:5", "5:10", "4 h"),
        (("vide",), "6:1", "6:6", ""),
    ],
)
def test_every_value_has_its_place(tree: Tree, path: Path, key: str, value: str, text: str | None) -> None:
    span = tree.place(path)
    assert span is not None
    assert (str(span.key), str(span.value)) == (f"f.yaml:{key}", f"f.yaml:{value}")
    assert text is None or TEXT[span.start : span.end] == text


@pytest.mark.parametrize("path", [("x",), ("services", 1), ("services", -1), ("services", "id"), ("vide", 0), (0,)])
def test_what_is_not_there_has_no_place(tree: Tree, path: Path) -> None:
    assert tree.place(path) is None


def test_the_nearest_existing_path_serves_for_what_is_missing(tree: Tree) -> None:
    assert tree.nearest(("services", 0, "chef", "nom")) == ("services", 0)
    assert tree.nearest(("x", "y")) == ()
    whole = tree.place(())
    assert whole is not None
    assert str(whole.key) == "f.yaml:2:1"


def test_a_frame_shows_the_value_or_its_key(tree: Tree) -> None:
    assert tree.frame(("services", 0, "rto")).splitlines()[1:3] == ["5 |     rto: 4 h", "  |          ^^^"]
    assert tree.frame(("services", 0, "rto"), key=True).splitlines()[2] == "  |     ^^^"
    assert tree.frame(("services", 0, "absent")).splitlines()[1] == "3 |   - id: rea"


def test_an_empty_file_can_be_pointed_at() -> None:
    assert str(read_tree("", "f.yaml").place(()).value) == "f.yaml:1:1"  # type: ignore[union-attr]  # never None for ()


@given(st.data())
def test_the_text_at_a_place_is_the_value(
    documents: st.SearchStrategy[tuple[str, dict[str, Data]]],
    data: st.DataObject,
) -> None:
    text, said = data.draw(documents)
    tree = read_tree(text, "f")
    for key, value in said.items():
        span = tree.place((key,))
        assert span is not None
        assert key in text[span.key_start : span.key_end]
        if isinstance(value, str) and value.isalnum() and value.isascii():
            assert value in text[span.start : span.end]
        column = span.key.column
        assert text.split("\n")[span.key.line - 1][column - 1 :].startswith(text[span.key_start : span.key_end])
