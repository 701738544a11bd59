"""Tables known again whatever became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.gate.hands import on_actions
from tests.gate.plans import action, generated, other_actions

if TYPE_CHECKING:
    from tests.formats.excel.merge.conftest import Case


def test_a_table_turned_into_a_range_is_still_known(case: Case) -> None:
    case.edit(on_actions(lambda page: (page.tables.clear(), page.__setitem__("G8", "x"))))
    case.merge(generated(other_actions()))
    assert case.book()["Actions"]["G8"].value == "x"


def test_hidden_keys_deleted(case: Case) -> None:
    """As « Remove hidden rows and columns » does before a file is sent."""

    def strip(page: Any) -> None:
        page.delete_cols(8)
        page.tables["t_actions"].ref = page.tables["t_actions"].autoFilter.ref = "A6:G10"
        page["G8"] = "x"

    case.edit(on_actions(strip))
    merged = case.merge(generated([action(0), action(1), action(2, load=66), action(3)]))
    page = case.book()["Actions"]
    assert (page["G8"].value, len([1 for number in range(7, 11) if page[f"A{number}"].value])) == ("x", 4)
    if case.kept_base:
        assert (page["F9"].value, merged.conflicts) == (66, ())
    else:
        assert {(edit.theirs, edit.ours) for edit in merged.conflicts} >= {("4", "66")}
