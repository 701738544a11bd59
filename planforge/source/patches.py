"""The smallest set of text replacements that makes a file say something else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode

from planforge.source.layout import Entry, Layout
from planforge.source.writing import block_lines, entry_lines, flow, item_lines, scalar, value_lines

if TYPE_CHECKING:
    from planforge.source.tree import Data, Tree


@dataclass(frozen=True, slots=True)
class _Patch:
    """Characters from ``start`` to ``end`` give way to ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Which old items stay (with their new index), which go, which come after which old one (-1: first)."""

    kept: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    come: tuple[tuple[int, int], ...]


class Patcher:
    """Compares what a tree says with what it should say and patches its text."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._layout = Layout(tree.text)
        self._patches: list[_Patch] = []

    def text_for(self, target: dict[str, Data]) -> str:
        """The tree's text, changed where it must be to say ``target``."""
        root = self._tree.root
        if self._tree.data == target:
            return self._tree.text
        if not isinstance(root, MappingNode) or root.flow_style or not target.keys() & self._tree.data.keys():
            self._replace_all(root, target)
        else:
            self._change_mapping(root, self._tree.data, target)
        return self._patched()

    def _patched(self) -> str:
        text = self._tree.text
        newline = "\r\n" if "\r\n" in text else "\n"
        pieces: list[str] = []
        place = 0
        for patch in sorted(self._patches, key=lambda patch: (patch.start, patch.end)):
            pieces += [text[place : patch.start], patch.text.replace("\n", newline)]
            place = max(place, patch.end)
        changed = "".join([*pieces, text[place:]])
        # A value of several lines counts on the line break at its end.
        return changed if place < len(text) or changed.endswith("\n") else changed + newline

    def _patch(self, start: int, end: int, text: str) -> None:
        self._patches.append(_Patch(start, end, text))

    def _replace_all(self, root: Node | None, target: dict[str, Data]) -> None:
        new = "\n".join(block_lines(target, 0)) if target else "{}"
        text = self._tree.text
        if root is None:
            lead = "" if not text or text.endswith("\n") else "\n"
            self._patch(len(text), len(text), f"{lead}{new}\n")
        else:
            self._patch(root.start_mark.index, self._layout.line_end(self._layout.end(root)), new)

    def _change(self, entry: Entry, old: Data, new: Data) -> None:
        """Patches the value of one entry of a block collection."""
        node = entry.value
        if old == new:
            return
        if getattr(node, "flow_style", False):
            self._change_flow(entry, old, new)
        elif isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
            self._change_mapping(node, old, new)
        elif isinstance(old, list) and isinstance(new, list) and new:
            self._change_list(entry, old, new)
        elif isinstance(node, ScalarNode) and node.style in {"'", '"'} and isinstance(new, str) and "\n" not in new:
            self._patch(node.start_mark.index, node.end_mark.index, scalar(new, style=node.style))
        else:
            self._replace(entry, new)

    def _change_mapping(self, node: Node, old: dict[str, Data], new: dict[str, Data]) -> None:
        entries = self._layout.entries(node)
        gone = [index for index, key in enumerate(old) if key not in new]
        for (key, value), entry in zip(old.items(), entries, strict=True):
            if key in new:
                self._change(entry, value, new[key])
        self._delete(entries, gone)
        last = entries[max(index for index, key in enumerate(old) if key in new)]
        column = self._layout.column(entries[0].start)
        added = [(key, value) for key, value in new.items() if key not in old]
        for key, value in added:
            blank = [""] if not column and isinstance(value, dict | list) and value else []
            self._insert(self._layout.line_end(last.end), [*blank, *entry_lines(key, value, column)])

    def _change_list(self, entry: Entry, old: list[Data], new: list[Data]) -> None:
        entries = self._layout.entries(entry.value)
        first_line_shared = not self._layout.is_first_on_line(entries[0].start)
        alignment = _align(old, new)
        come_first = any(anchor < 0 for anchor, _ in alignment.come)
        if not alignment.kept or (come_first and first_line_shared):
            self._replace(entry, new)
            return
        for index, other in alignment.kept:
            self._change(entries[index], old[index], new[other])
        self._delete(entries, alignment.gone)
        column = self._layout.column(entries[0].start)
        for anchor, other in alignment.come:
            place = entry.after if anchor < 0 else entries[anchor].end
            self._insert(self._layout.line_end(place), item_lines(new[other], column))

    def _change_flow(self, entry: Entry, old: Data, new: Data) -> None:
        """Rewrites a bracketed value on its line; an empty one that gets filled becomes a block."""
        node = entry.value
        if not old or not isinstance(new, dict | list):
            self._replace(entry, new)
        else:
            self._patch(node.start_mark.index, node.end_mark.index, flow(new))

    def _replace(self, entry: Entry, new: Data) -> None:
        """Puts a whole new value after the colon or the dash, trailing comments kept."""
        column = self._layout.column(entry.start)
        gap = self._tree.text[entry.after : max(entry.value.start_mark.index, entry.after)]
        if "#" not in gap:
            head, below = value_lines(new, column)
            self._patch(entry.after, entry.end, head)
            self._insert(self._layout.line_end(entry.end), below)
            return
        # The old value stands below a comment on the line of its key: the comment keeps its place.
        if isinstance(new, str):
            # A literal block would take the comment lines for its own.
            head, below = f" {scalar(new)}", []
        else:
            head, below = value_lines(new, column)
        self._patch(entry.after, entry.after, head)
        start = self._layout.line_start(entry.value.start_mark.index) - 1
        start -= self._tree.text[start - 1 : start] == "\r"
        self._patch(start, self._layout.line_end(entry.end), "".join(f"\n{line}" for line in below))

    def _insert(self, place: int, lines: list[str]) -> None:
        if lines:
            self._patch(place, place, "".join(f"\n{line}" for line in lines))

    def _delete(self, entries: list[Entry], gone: list[int] | tuple[int, ...]) -> None:
        """Removes whole lines, from the end of the line above; comments between the entries stay."""
        for index in gone:
            entry = entries[index]
            if not self._layout.is_first_on_line(entry.start):
                self._delete_after_dash(entries, index, gone)
                continue
            start = self._layout.line_start(entry.start)
            end = self._layout.line_end(entry.end)
            if start:
                start -= 2 if self._tree.text[start - 2 : start] == "\r\n" else 1
                self._patch(start, end, "")
            else:
                self._patch(0, end + len(self._line_break(end)), "")

    def _line_break(self, place: int) -> str:
        return next((sign for sign in ("\r\n", "\n") if self._tree.text.startswith(sign, place)), "")

    def _delete_after_dash(self, entries: list[Entry], index: int, gone: list[int] | tuple[int, ...]) -> None:
        """Removes the entry that shares its line with a dash: the next one moves up, comments permitting."""
        entry = entries[index]
        following = entries[index + 1] if index + 1 < len(entries) and index + 1 not in gone else None
        if following is not None and "#" not in self._tree.text[entry.end : following.start]:
            self._patch(entry.start, following.start, "")
        else:
            self._patch(entry.start, entry.end, "")


def _align(old: list[Data], new: list[Data]) -> _Alignment:
    """Items of equal identifier, or equal altogether, stay; changed ones stay in pairs where they look alike."""
    kept: list[tuple[int, int]] = []
    gone: list[int] = []
    come: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, [_name(item) for item in old], [_name(item) for item in new], autojunk=False)
    for _, start, end, other, other_end in matcher.get_opcodes():
        for index, place in zip_longest(range(start, end), range(other, other_end)):
            if index is not None and place is not None and _alike(old[index], new[place]):
                kept.append((index, place))
                continue
            if index is not None:
                gone.append(index)
            if place is not None:
                come.append((kept[-1][0] if kept else -1, place))
    return _Alignment(tuple(kept), tuple(gone), tuple(come))


def _alike(old: Data, new: Data) -> bool:
    """False for two entities of different identifiers that say nothing in common: one went, another came."""
    if not isinstance(old, dict) or not isinstance(new, dict) or _identifier(old) == _identifier(new):
        return True
    return "id" not in old or "id" not in new or any(old.get(key) == value for key, value in new.items())


def _name(item: Data) -> str:
    return _identifier(item) or json.dumps(item, sort_keys=True)


def _identifier(item: Data) -> str:
    value = item.get("id") if isinstance(item, dict) else None
    return f"id {value}" if isinstance(value, str) else ""
