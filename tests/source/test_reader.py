from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.errors import Problem, RecordError
from planforge.source import read_tree
from planforge.source.nodes import PlainLoader, fastest_loader

if TYPE_CHECKING:
    from planforge.source import Data

LOADERS = pytest.mark.parametrize("loader", [fastest_loader(), PlainLoader], ids=["libyaml", "python"])
_PIECES = (
    "a", "b: ", "- ", "\n", "  ", "\t", "'", '"', "[", "]", "{", "}", "*", "&", "!", "%", "|", ">", "#", "?", ":", ",",
    "-", "---\n", "é", "\u00a0", "\x07", "\ud800", "a:\n", "  - x\n", "\r\n", ":\n", "\u2028", "\ufeff",
)  # fmt: skip


@LOADERS
@pytest.mark.parametrize(
    "written",
    [
        "010000024",
        "01000",
        "4:30",
        "no",
        "on",
        "off",
        "oui",
        "3.10",
        "2026-01-05",
        "0x1F",
        "1e3",
        ".inf",
        "1_000",
        "=",
        "<<",
    ],
)
def test_a_plain_value_stays_the_text_that_was_typed(written: str, loader: type[Any]) -> None:
    assert read_tree(f"a: {written}\nb: [{written}]\n", "f", loader).data == {"a": written, "b": [written]}


@LOADERS
def test_only_an_empty_plain_value_is_nothing(loader: type[Any]) -> None:
    data = read_tree("a:\nb: ~\nc: null\nd: ''\ne: \"~\"\nf:\n  -\n  - ''\n", "f", loader).data
    assert data == {"a": None, "b": None, "c": None, "d": "", "e": "~", "f": [None, ""]}


@LOADERS
@pytest.mark.parametrize("text", ["", "\n\n", "# rien\n", "---\n", "---\n...\n", "~\n"])
def test_an_empty_file_says_nothing(text: str, loader: type[Any]) -> None:
    assert read_tree(text, "f", loader).data == {}


@given(st.data())
@LOADERS
def test_every_way_of_writing_is_read(
    documents: st.SearchStrategy[tuple[str, dict[str, Data]]],
    loader: type[Any],
    data: st.DataObject,
) -> None:
    text, said = data.draw(documents)
    assert read_tree(text, "f", loader).data == said


@given(st.text() | st.lists(st.sampled_from(_PIECES), max_size=15).map("".join))
@LOADERS
def test_any_text_is_read_or_refused_in_full(loader: type[Any], text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        read_tree(text, "f", loader)
    except RecordError as error:
        problems = error.problems
    for problem in problems:
        assert problem.location.line >= 1
        assert problem.location.column >= 1
        assert problem.hint
        assert "^" in problem.frame


def test_a_fast_loader_is_there_where_libyaml_is() -> None:
    yaml = pytest.importorskip("yaml._yaml", reason="PyYAML was built without libyaml")
    assert issubclass(fastest_loader(), yaml.CParser)


def test_the_pure_loader_serves_where_libyaml_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yaml._yaml", None)
    assert fastest_loader() is PlainLoader


def test_an_alias_that_names_nothing_is_reported_with_the_other_signs() -> None:
    with pytest.raises(RecordError) as caught:
        read_tree("a: *x\nb: 1\nb: 2\nc: !t 3\nd:\n  -rea\n", "f")
    found = [(problem.location.line, problem.code) for problem in caught.value.problems]
    assert found == [
        (1, "source.alias"),
        (4, "source.tag"),
    ]


def test_mistakes_that_leave_nodes_come_out_together() -> None:
    with pytest.raises(RecordError) as caught:
        read_tree("b: 1\nb: 2\nc: !t 3\nd:\n  -rea\n", "f")
    found = [(problem.location.line, problem.code) for problem in caught.value.problems]
    assert found == [(2, "source.duplicate_key"), (3, "source.tag"), (5, "source.dash_without_space")]
