"""Where the entries of a block collection begin and end in the text, down to the character."""

from __future__ import annotations

from dataclasses import dataclass

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True, slots=True)
class Entry:
    """One « key: value » or « - value »: start of key or dash, offset after colon or dash, end of the value."""

    start: int
    after: int
    end: int
    value: Node


class Layout:
    """Offsets of lines and entries in one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def line_start(self, offset: int) -> int:
        """The first offset of the line."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """The offset of the line's end, before its line break."""
        end = self.text.find("\n", offset)
        if end < 0:
            return len(self.text)
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def column(self, offset: int) -> int:
        """Characters before the offset on its line."""
        return offset - self.line_start(offset)

    def is_first_on_line(self, offset: int) -> bool:
        """True where only blanks come before."""
        return not self.text[self.line_start(offset) : offset].strip()

    def end(self, node: Node) -> int:
        """The offset after the last character of a value, its trailing comment and line break left out."""
        if isinstance(node, ScalarNode) and node.style in {"|", ">"}:
            return self._block_scalar_end(node)
        if not isinstance(node, CollectionNode) or node.flow_style:
            return int(node.end_mark.index)
        last = node.value[-1]
        if isinstance(node, MappingNode):
            return max(self.end(last[1]), self._after_colon(last[0]))
        return max(self.end(last), self.entries(node)[-1].after)

    def entries(self, node: Node) -> list[Entry]:
        """The entries of a block mapping or list, in order."""
        if isinstance(node, MappingNode):
            return [self._pair(key, value) for key, value in node.value]
        return self._items(node) if isinstance(node, SequenceNode) else []

    def _pair(self, key: Node, value: Node) -> Entry:
        after = self._after_colon(key)
        return Entry(key.start_mark.index, after, max(self.end(value), after), value)

    def _items(self, node: SequenceNode) -> list[Entry]:
        dash = node.start_mark.index
        margin = "\n" + " " * self.column(dash) + "-"
        entries: list[Entry] = []
        for item in node.value:
            if entries:
                dash = self.text.rfind(margin, entries[-1].end, item.start_mark.index + 1) + len(margin) - 1
            entries.append(Entry(dash, dash + 1, max(self.end(item), dash + 1), item))
        return entries

    def _after_colon(self, key: Node) -> int:
        return self.text.index(":", key.end_mark.index) + 1

    def _block_scalar_end(self, node: ScalarNode) -> int:
        start, end = node.start_mark.index, node.end_mark.index
        body = self.text[start:end]
        if "+" in body.split("\n", 1)[0]:
            # Trailing blank lines belong to the value: only the last line break does not.
            return start + len(body.removesuffix("\n").removesuffix("\r"))
        return start + len(body.rstrip(" \t\r\n"))
