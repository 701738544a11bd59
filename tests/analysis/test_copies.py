from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.analysis.copies import away, out_of_reach
from planforge.model.backups import Copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


def copy(**answers: str) -> Copy:
    return Copy.model_validate({"id": "c", "name": "Copie", **answers})


@pytest.mark.parametrize(
    ("answers", "reached"),
    [
        ({"offline": "oui"}, True),
        ({"immutable": "oui", "offline": "non"}, True),
        ({"offline": "non"}, None),
        ({"offline": "non", "immutable": "non"}, False),
    ],
)
def test_a_copy_is_out_of_reach_offline_or_immutable(answers: dict[str, str], *, reached: bool | None) -> None:
    assert out_of_reach(copy(**answers)) is reached


def test_a_copy_is_away_where_it_says_so_or_stands_on_another_site(a_plan: Callable[..., Plan]) -> None:
    sites = [{"id": "nord", "name": "Nord"}, {"id": "sud", "name": "Sud"}]
    place = {"name": "CH", "statute": "public", "sites": sites}
    plan = a_plan(establishment=place, applications=[{"id": "dpi", "site": "nord"}])
    copies = (copy(offsite="oui"), copy(site="sud"), copy(site="nord"), copy())
    assert away(plan, ["dpi"], copies) == [True, True, False, None]
    assert away(plan, [], copies) == [True, None, None, None]  # nobody knows where production stands
