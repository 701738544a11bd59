"""Parts of a record read from text, and what the person reads when they are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from pydantic import ValidationError

from planforge.model.problems import problems_of
from planforge.source import read_tree
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.entity import Part

Refused: TypeAlias = "Callable[[type[Part], str], list[str]]"


@pytest.fixture
def refused() -> Refused:
    """``refused(Site, "id: Nord")``: the messages, with plain spaces."""

    def read(model: type[Part], text: str) -> list[str]:
        tree = read_tree(text, "planforge.yaml")
        with pytest.raises(ValidationError) as error:
            model.model_validate(tree.data)
        return [problem.message.replace(NBSP, " ") for problem in problems_of(error.value, tree, model)]

    return read
