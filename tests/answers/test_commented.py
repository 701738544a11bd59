from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from planforge.answers.commented import Section, commented
from planforge.source import read_tree

if TYPE_CHECKING:
    from planforge.source import Data

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text and text not in {"~", "null"}
)
ENTITIES = st.lists(st.fixed_dictionaries({"id": st.just("a"), "name": WORDS, "text": WORDS}), min_size=1, max_size=3)


@given(ENTITIES, WORDS)
def test_what_is_written_reads_back(entities: list[dict[str, str]], name: str) -> None:
    services: list[Data] = [
        {**entity, "kit": {"place": "à compléter", "stock": [name, entity["text"]]}} for entity in entities
    ]
    text = commented(
        [Section("establishment", "Qui", {"name": name}), Section("services", "Quoi\net comment", services)]
    )
    assert read_tree(text, "planforge.yaml").data == {"establishment": {"name": name}, "services": services}


def test_comments_stand_above_parts_and_beside_first_gaps() -> None:
    site: dict[str, Data] = {"id": "nord", "name": "Nord", "address": "à compléter"}
    text = commented([Section("establishment", "Les sites.\n\nTous.", {"sites": [site, {**site, "id": "sud"}]})])
    assert text == (
        "# Les sites.\n#\n# Tous.\nestablishment:\n  sites:\n"
        "    - id: nord\n      name: Nord\n      address: à compléter  # Adresse\n"
        "    - id: sud\n      name: Nord\n      address: à compléter\n"
    )
