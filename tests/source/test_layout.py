from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from planforge.source import Data, read_tree
from planforge.source.layout import Layout

if TYPE_CHECKING:
    from yaml.nodes import Node


def test_entries_end_before_their_comment_and_line_break() -> None:
    text = "a: x  # c\nb: |\n  y\n\n\nc:\n  - 1\n  -\n\n# fin\nd: |+\n  z\n\ne: [1]  # c\n"
    root = read_tree(text, "f").root
    assert root is not None
    written = [text[entry.start : entry.end] for entry in Layout(text).entries(root)]
    assert written == ["a: x", "b: |\n  y", "c:\n  - 1\n  -", "d: |+\n  z\n", "e: [1]"]


def test_lines_and_columns() -> None:
    layout = Layout("ab\r\n  cd")
    assert (layout.line_start(6), layout.line_end(0), layout.line_end(6), layout.column(6)) == (4, 2, 8, 2)
    assert layout.is_first_on_line(6)
    assert not layout.is_first_on_line(7)


@given(st.data())
def test_every_entry_starts_at_a_key_or_a_dash(
    documents: st.SearchStrategy[tuple[str, dict[str, Data]]],
    data: st.DataObject,
) -> None:
    text, _ = data.draw(documents)
    root = read_tree(text, "f").root
    layout = Layout(text)
    waiting: list[Node] = [] if root is None or getattr(root, "flow_style", False) else [root]
    while waiting:
        entries = layout.entries(waiting.pop())
        assert all(text[entry.after - 1] in ":-" and entry.start < entry.after <= entry.end for entry in entries)
        assert all(one.end <= other.start for one, other in pairwise(entries))
        waiting += [entry.value for entry in entries if not getattr(entry.value, "flow_style", True)]
