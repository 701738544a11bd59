from __future__ import annotations

from typing import Any

import pytest

from planforge.errors import RecordError
from planforge.source import read_tree
from planforge.source.nodes import PlainLoader, fastest_loader
from planforge.values import french

TWICE = "Gardez une seule des deux lignes, ou donnez-leur des noms différents."
TEXT = "Si c’est du texte, mettez la valeur entre guillemets."
A_KEY = "Commencez par exemple par « establishment: »."


@pytest.mark.parametrize("loader", [fastest_loader(), PlainLoader], ids=["libyaml", "python"])
@pytest.mark.parametrize(
    ("text", "place", "code", "message", "hint"),
    [
        ("a: 1\nb: 2\na: 3\n", "f:3:1", "duplicate_key", "« a » est écrit deux fois (lignes 1 et 3).", TWICE),
        ("a: {b: 1, b: 2}\n", "f:1:11", "duplicate_key", "« b » est écrit deux fois (ligne 1).", TWICE),
        ("a: {{ nom }}\n", "f:1:5", "key_not_text", "Ces crochets ou accolades sont lus comme une clé.", TEXT),
        ("'': x\n", "f:1:1", "key_not_text", "Il manque un nom avant le « : ».", "Écrivez « clé: valeur »."),
        (
            "services:\n  -rea\n  -urgences\n",
            "f:2:3",
            "dash_without_space",
            "« -rea » : il manque une espace après le tiret.",
            "Écrivez « - rea ».",
        ),
        (
            "services:\n  - rea\n   -urgences\n",
            "f:3:4",
            "dash_without_space",
            "« -urgences » : il manque une espace après le tiret.",
            "Écrivez « - urgences ».",
        ),
        (
            "site:\n  nom:CH\n",
            "f:2:6",
            "colon_without_space",
            "« nom:CH » : il manque une espace après les deux-points.",
            "Écrivez « nom: CH ».",
        ),
        (
            "nom:\u00a0CH\n",
            "f:1:4",
            "colon_without_space",
            "« nom:\u00a0CH » : il manque une espace après les deux-points.",
            "Écrivez « nom: CH ».",
        ),
        (
            "nom\u00a0: CH\n",
            "f:1:1",
            "invisible_space",
            "Espace insécable dans une clé.",
            "Remplacez-la par une espace ordinaire.",
        ),
        ("- a\n- b\n", "f:1:1", "not_a_mapping", "Le fichier doit être fait de lignes « clé: valeur ».", A_KEY),
        ("bonjour\n", "f:1:1", "not_a_mapping", "Le fichier doit être fait de lignes « clé: valeur ».", A_KEY),
    ],
)
def test_mistakes_that_yaml_accepts(  # noqa: PLR0913, PLR0917 - a wrong input with its expected message beside it
    text: str,
    place: str,
    code: str,
    message: str,
    hint: str,
    loader: type[Any],
) -> None:
    with pytest.raises(RecordError) as caught:
        read_tree(text, "f", loader)
    problem = caught.value.problems[0]
    assert (str(problem.location), problem.code) == (place, f"source.{code}")
    assert (french(problem.message), french(problem.hint)) == (french(message), french(hint))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: -5\n", "-5"),
        ("a: -voir annexe\n", "-voir annexe"),
        ("a:\n  https://a.fr/b\n", "https://a.fr/b"),
        ("a:\n  10:30\n", "10:30"),
        ("a: de jour\n  - et de nuit\n", "de jour - et de nuit"),
        ("a: tel:15\n", "tel:15"),
    ],
)
def test_dashes_and_colons_that_are_only_text(text: str, value: str) -> None:
    assert read_tree(text, "f").data == {"a": value}


def test_all_twins_are_reported() -> None:
    with pytest.raises(RecordError) as caught:
        read_tree("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n", "f")
    assert [problem.location.line for problem in caught.value.problems] == [2, 5]
