from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import BaseModel, ValidationError

from planforge.model.plan import Plan
from planforge.model.problems import problems_of
from planforge.source import read_tree

if TYPE_CHECKING:
    from planforge.errors import Problem

HEAD = "establishment: {name: CH, statute: public}\n"


def problems(text: str, model: type[BaseModel] = Plan) -> list[Problem]:
    """What is wrong with a text."""
    tree = read_tree(text, "planforge.yaml")
    with pytest.raises(ValidationError) as error:
        model.model_validate(tree.data)
    return problems_of(error.value, tree, model)


def test_an_unknown_key_and_the_missing_one_it_stands_for_make_one_problem() -> None:
    (problem,) = problems("establishment: {nom: CH, statute: public}\n")
    assert problem.message == "Clé inconnue « nom ». Vouliez-vous dire « name » (Nom de l’établissement) ?"


def test_wrappers_of_ours_leave_the_path() -> None:
    (problem,) = problems(HEAD + "applications:\n  - {id: dpi, name: DPI, rto: {default: 4 h, cyber: vite}}\n")
    assert problem.path == ("Applications", "« DPI »", "RTO", "« cyber »")
    assert (problem.location.line, problem.location.column) == (3, 53)


def test_the_default_of_an_objective_is_found_at_its_own_place() -> None:
    (problem,) = problems(HEAD + "applications:\n  - {id: dpi, name: DPI, rto: {default: vite, cyber: 3 j}}\n")
    assert problem.path[-1] == "par défaut"
    assert problem.location.column == 41


def test_a_missing_value_is_shown_at_the_key_of_what_lacks_it() -> None:
    (problem,) = problems("establishment:\n  statute: public\n")
    assert (problem.code, problem.location.line, problem.location.column) == ("shape.missing", 1, 1)


def test_a_missing_identifier_is_proposed_from_the_name() -> None:
    (problem,) = problems(HEAD + "services:\n  - name: Bloc opératoire\n")
    assert problem.code == "DATA-NO-ID"
    assert problem.hint == "Ajoutez une ligne « id: bloc-operatoire »."


@pytest.mark.parametrize(
    ("written", "meant"),
    [("publique", "public"), ("privé", "private"), ("établissement public", "public"), ("armée", "army")],
)
def test_a_choice_is_recognised_in_french(written: str, meant: str) -> None:
    (problem,) = problems(f"establishment: {{name: CH, statute: {written}}}\n")
    assert f"« {meant} »" in problem.message


def test_a_choice_far_from_all_is_only_refused() -> None:
    (problem,) = problems("establishment: {name: CH, statute: xyz}\n")
    assert problem.message == "« xyz » n’est pas une valeur prévue."
    assert "public (établissement public)" in problem.hint


def test_a_key_close_to_nothing_gets_the_list() -> None:
    (problem,) = problems(HEAD + "referents:\n  - {domain: hygiene, couleur: bleu}\n")
    assert problem.hint == "Clés prévues ici : domain, person, validated_on, reference."
