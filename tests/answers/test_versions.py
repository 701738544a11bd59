from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.versions import version_of, version_problems
from planforge.model.places import Places
from planforge.model.plan import SCHEMA, Plan
from planforge.model.shapes import shape_of
from planforge.source import read_tree
from planforge.values import NBSP, ValueFault

if TYPE_CHECKING:
    from planforge.source import Data


def places(text: str) -> Places:
    tree = read_tree(text, "planforge.yaml")
    return Places(tree, tree.data, shape_of(Plan))


def test_a_record_that_does_not_say_is_of_the_current_format() -> None:
    assert version_of({}) == SCHEMA
    assert version_of({"schema": "7"}) == 7


@pytest.mark.parametrize("raw", ["premier", ["1"], {}, ""])
def test_what_is_no_number_is_no_format(raw: Data) -> None:
    with pytest.raises(ValueFault):
        version_of({"schema": raw})


def test_the_current_format_is_no_problem() -> None:
    assert version_problems(places(f"schema: {SCHEMA}\n")) == []


@pytest.mark.parametrize(
    ("written", "code", "said", "hint"),
    [
        ("99", "schema.newer", "plus récent que ce planforge", "Installez la dernière version"),
        ("0", "schema.older", "plus ancien que le format", "Lancez « planforge migrate » :"),
        ("un", "number.unreadable", "« un »", "Écrivez « schema: 1 »."),
    ],
)
def test_another_format_is_one_problem_at_its_line(written: str, code: str, said: str, hint: str) -> None:
    (problem,) = version_problems(places(f"establishment: {{name: CH}}\nschema: {written}\n"))

    assert (problem.code, problem.location.line) == (code, 2)
    assert said in problem.message.replace(NBSP, " ")
    assert hint in problem.hint.replace(NBSP, " ")
