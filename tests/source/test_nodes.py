from __future__ import annotations

from typing import Any

import pytest

from planforge.errors import Problem, RecordError
from planforge.source import read_tree
from planforge.source.nodes import DEEPEST, PlainLoader, fastest_loader
from planforge.values import french

LOADERS = pytest.mark.parametrize("loader", [fastest_loader(), PlainLoader], ids=["libyaml", "python"])
IF_TEXT = "Si c’est du texte, mettez la valeur entre guillemets ; sinon recopiez la valeur."


def problems(text: str, loader: type[Any]) -> tuple[Problem, ...]:
    with pytest.raises(RecordError) as caught:
        read_tree(text, "f", loader)
    return caught.value.problems


@LOADERS
@pytest.mark.parametrize(
    ("text", "code", "message", "place"),
    [
        (
            "a: 1\nb: *urgent\n",
            "source.alias",
            "« *urgent » est lu comme un renvoi YAML, ce que planforge refuse.",
            "f:2:4",
        ),
        ("a: &co 1\n", "source.anchor", "« &co » est lu comme une ancre YAML, ce que planforge refuse.", "f:1:4"),
        ("a: !fort x\n", "source.tag", "« !fort » est lu comme une étiquette YAML, ce que planforge refuse.", "f:1:4"),
        ("a: !!int 3\n", "source.tag", "« !!int » est lu comme une étiquette YAML, ce que planforge refuse.", "f:1:4"),
        ("a: ! x\n", "source.tag", "« ! » est lu comme une étiquette YAML, ce que planforge refuse.", "f:1:4"),
        ("a: !!map {}\n", "source.tag", "« !!map » est lu comme une étiquette YAML, ce que planforge refuse.", "f:1:4"),
    ],
)
def test_anchors_aliases_and_tags_are_refused(
    text: str, code: str, message: str, place: str, loader: type[Any]
) -> None:
    problem = problems(text, loader)[0]
    assert (problem.code, problem.message, str(problem.location)) == (code, french(message), place)
    assert problem.hint == french(IF_TEXT)


@LOADERS
def test_their_signs_inside_text_are_only_text(loader: type[Any]) -> None:
    text = "a: R&D *\nb: 'attention !x'\nc: |\n  *x &y !z\nd: vite ! vite\n"
    assert read_tree(text, "f", loader).data == {
        "a": "R&D *",
        "b": "attention !x",
        "c": "*x &y !z\n",
        "d": "vite ! vite",
    }


@LOADERS
def test_a_bomb_of_aliases_stays_small(loader: type[Any]) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    found = problems("\n".join(lines), loader)
    assert {problem.code for problem in found} == {"source.anchor", "source.alias"}


@LOADERS
@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 60 + "]" * 60,
        "a: " + "[" * 100_000,
        "a: " + "{a: " * 60 + "}" * 60,
        "- " * 100_000,
        "? " * 5_000,
        "".join(" " * depth + "a:\n" for depth in range(600)),
    ],
    ids=["brackets", "many brackets", "braces", "dashes", "question marks", "staircase"],
)
def test_deep_nesting_is_refused_before_anything_breaks(text: str, loader: type[Any]) -> None:
    problem = problems(text, loader)[0]
    assert (problem.code, problem.message) == ("source.too_deep", f"Plus de {DEEPEST} niveaux imbriqués.")


@LOADERS
def test_nesting_that_a_record_may_need_passes(loader: type[Any]) -> None:
    assert read_tree("a: " + "[" * 40 + "]" * 40, "f", loader).data


def test_invisible_characters_are_all_named() -> None:
    found = problems("a: x\x07\nb: \ud800\n", fastest_loader())
    assert [(str(problem.location), problem.code) for problem in found] == [
        ("f:1:5", "source.control_character"),
        ("f:2:4", "source.control_character"),
    ]
    assert found[0].message == "Caractère invisible interdit (U+0007)."
    assert found[0].hint == french("Effacez-le : il vient souvent d’un copier-coller.")


def test_far_too_many_values_are_refused_unread() -> None:
    (problem,) = problems("a: [" + "x," * 700_000 + "]", fastest_loader())
    assert (problem.code, problem.message) == ("source.too_many", french("Ce fichier contient trop d'éléments."))


def test_a_long_text_is_no_reason_to_refuse() -> None:
    text = "mot, " * 400_000
    assert read_tree(f"a: '{text}'\n", "f").data == {"a": text}
