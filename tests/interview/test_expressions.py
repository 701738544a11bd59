from __future__ import annotations

from typing import Any

import pytest

from planforge.interview.expressions import ExpressionFault, check_expression, is_true, keys_read, value_of

DATA: dict[str, Any] = {
    "establishment": {"activities": ["mco"], "statute": {"value": "public", "source": "expert"}, "ght": "à compléter"},
    "items": "des clés comme celles d’un dictionnaire",
}


def found(source: str, **names: Any) -> Any:
    return value_of(source, {"data": DATA, "item": {"vital": "oui"}, "owner": {}, "library": None, **names})


def test_answers_are_read_by_their_value() -> None:
    assert found("data.establishment.statute") == "public"
    assert found("data['establishment'].activities[0]") == "mco"
    assert found("'mco' in data.establishment.activities") is True


def test_what_nobody_answered_is_never_an_error() -> None:
    assert found("data.services.first.head == 'dsi'") is False
    assert found("'x' in data.teams") is False
    assert found("data.establishment.ght") is None
    assert found("1 / 0") is None
    assert found("library.anything(data)") is None


def test_keys_of_the_record_win_over_what_a_mapping_can_do() -> None:
    assert found("data.items") == "des clés comme celles d’un dictionnaire"
    assert found("data.keys") is None


def test_nothing_else_can_be_reached() -> None:
    assert found("data.__class__") is None
    assert found("library.__class__.__mro__") is None
    assert found("range(10)") is None


def test_yes_is_read_as_people_write_it() -> None:
    assert found("item.vital is yes") is True
    assert found("item.other is yes") is False
    assert found("item.vital is yes", item={"vital": "peut-être"}) is False


def test_an_empty_condition_holds() -> None:
    assert is_true("", {})
    assert not is_true("data.x", {"data": DATA})


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a +", "ne se lit pas"),
        ("data.x }} {{ data.y", "ne se lit pas"),
        ("plan.services", "plan.* n’existe pas ici"),
        ("library.weather(data)", "library.weather.* n’existe pas"),
    ],
)
def test_a_bad_expression_is_told(source: str, said: str) -> None:
    with pytest.raises(ExpressionFault, match=said):
        check_expression(source, frozenset({"services"}))


def test_a_good_expression_says_nothing() -> None:
    check_expression("library.services(data) and item.type and owner.id", frozenset({"services"}))


def test_the_keys_that_decide_are_known() -> None:
    assert keys_read("") == frozenset()
    assert keys_read("item.type == 'x'") == frozenset()
    assert keys_read("data.establishment.statute == data.teams") == {"establishment", "teams"}
    assert keys_read("library.services(data)") == {"*"}
