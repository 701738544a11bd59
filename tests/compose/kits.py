"""Exercise kits of a record opened for the tests of compose."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planforge.analysis.exercises.kit import Order, make_kit
from planforge.library.loading import load_library

if TYPE_CHECKING:
    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.library.loading import Library

FORMS = [f"{level}-{kind}" for level in ("beginner", "intermediate", "confirmed") for kind in ("crisis", "field")]


@cache
def packaged() -> Library:
    """The library that comes with planforge."""
    return load_library(None)


def kit_of(context: Context, form: str = "beginner-crisis", *services: str, seed: int = 1) -> Kit:
    """A kit of the record in its first scenario."""
    plan = context.plan
    asked = tuple(plan.service[one] for one in services)
    order = Order(packaged().exercise_formats[form], plan.scenarios[0], named_scenario=False, services=asked, seed=seed)
    return make_kit(context.results, order, packaged())
