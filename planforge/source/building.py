"""Nodes made plain data: text, lists and mappings, with every fault found on the way."""

from __future__ import annotations

import re

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from planforge.source.nodes import DEEPEST, too_deep
from planforge.source.tree import Data, Fault, Lines

_NOTHING = frozenset({"", "~", "null"})
_STUCK_DASH = re.compile(r"[ \t]*-(?=[^ \t\r-])")
_STUCK_COLON = re.compile(r"(?P<key>[a-z_][\w-]*):(?=[^\s/]|[\u00a0\u202f])")


class Builder:
    """Turns nodes into data; ``faults`` grows with each mistake."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.faults: list[Fault] = []
        self._text = text
        self._lines = lines
        self._met: set[int] = set()

    def record(self, root: Node | None) -> dict[str, Data]:
        """The data of a whole file, which must be « key: value » lines; empty for an empty file."""
        if root is None:
            return {}
        if isinstance(root, MappingNode):
            return self._mapping(root, 1)
        value = self._value(root, 1)
        if isinstance(root, ScalarNode) and not root.style:
            self._look_for_stuck_marks(root, own_line=True)
        if value is not None and not self.faults:
            message = "Le fichier doit être fait de lignes « clé: valeur »."
            hint = "Commencez par exemple par « establishment: »."
            self.faults.append(Fault("source.not_a_mapping", message, hint, root.start_mark.index))
        return {}

    def _value(self, node: Node, depth: int, key: Node | None = None) -> Data:
        if isinstance(node, ScalarNode):
            return self._scalar(node, key)
        if depth > DEEPEST:
            self.faults.append(too_deep(node.start_mark.index))
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        return self._sequence(node, depth) if isinstance(node, SequenceNode) else None

    def _scalar(self, node: ScalarNode, key: Node | None) -> str | None:
        text: str = node.value
        if not node.style:
            if text in _NOTHING:
                return None
            if "-" in text or ":" in text:
                before = "" if key is None else self._text[key.end_mark.index : node.start_mark.index]
                self._look_for_stuck_marks(node, own_line="\n" in before)
        return text

    def _sequence(self, node: SequenceNode, depth: int) -> list[Data]:
        if self._again(node):
            return []
        return [self._value(item, depth + 1) for item in node.value]

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Data]:
        if self._again(node):
            return {}
        data: dict[str, Data] = {}
        keys: dict[str, Node] = {}
        for key, value in node.value:
            name = self._key(key)
            if name is None:
                continue
            if name in keys:
                self._twice(name, keys[name], key)
            else:
                keys[name] = key
                data[name] = self._value(value, depth + 1, key)
        return data

    def _key(self, node: Node) -> str | None:
        if isinstance(node, ScalarNode) and node.value:
            name: str = node.value
            if name.strip() == name:
                return name
            message, hint = "Espace insécable dans une clé.", "Remplacez-la par une espace ordinaire."
            self.faults.append(Fault("source.invisible_space", message, hint, node.start_mark.index, len(name)))
            return None
        if isinstance(node, ScalarNode):
            message, hint = "Il manque un nom avant le « : ».", "Écrivez « clé: valeur »."
        else:
            message = "Ces crochets ou accolades sont lus comme une clé."
            hint = "Si c’est du texte, mettez la valeur entre guillemets."
        self.faults.append(Fault("source.key_not_text", message, hint, node.start_mark.index))
        return None

    def _twice(self, name: str, first: Node, second: Node) -> None:
        places = [self._lines.place(node.start_mark.index).line for node in (first, second)]
        where = f"lignes {places[0]} et {places[1]}" if places[0] != places[1] else f"ligne {places[0]}"
        message = f"« {name[:40]} » est écrit deux fois ({where})."
        hint = "Gardez une seule des deux lignes, ou donnez-leur des noms différents."
        self.faults.append(Fault("source.duplicate_key", message, hint, second.start_mark.index, len(name)))

    def _again(self, node: Node) -> bool:
        """True for a collection that an alias repeats: the alias is a fault of its own, repeating it could explode."""
        if id(node) in self._met:
            return True
        self._met.add(id(node))
        return False

    def _look_for_stuck_marks(self, node: ScalarNode, *, own_line: bool) -> None:
        """Finds « -rea » and « nom:CH » on lines of their own, which YAML takes for running text."""
        start, end = node.start_mark.index, node.end_mark.index
        raw = self._text[start:end]
        offset = start
        for number, line in enumerate(raw.split("\n")):
            dash = _STUCK_DASH.match(line) if number or own_line else None
            if dash is not None:
                word = line.strip()[:40]
                message = f"« {word} » : il manque une espace après le tiret."
                hint = f"Écrivez « - {word[1:]} »."
                self.faults.append(Fault("source.dash_without_space", message, hint, offset + dash.end() - 1))
                return
            offset += len(line) + 1
        colon = _STUCK_COLON.match(raw) if own_line else None
        if colon is not None:
            message = f"« {raw[:40]} » : il manque une espace après les deux-points."
            hint = f"Écrivez « {colon['key']}: {raw[colon.end() :].strip()[:40]} »."
            self.faults.append(Fault("source.colon_without_space", message, hint, start + colon.end() - 1))
