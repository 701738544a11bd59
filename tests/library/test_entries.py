from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.library.entries import is_blocking, shelf_problems, word_count
from planforge.library.loading import Library, load_library
from planforge.values import french

if TYPE_CHECKING:
    from tests.library.conftest import Shelver

HEAD = "id: bloc\nname: Bloc\nperimeter: care\n"
STEP = "{id: kit, text: Sortir le kit, horizon: quarter}"
SOUND = f"""{HEAD}safety: [identity]
applications: [{{type: dpi}}]
workflow:
  steps: [{STEP}]
  stop: [{{id: identite, text: Aucune incision sans identité relue, safety: [identity]}}]
  forms: [{{id: F-ID}}]
  catch_up: [{{id: lots, text: Ressaisir les lots}}]
  needs: [{{id: urgences, text: Des lits, service_type: urgences}}]
  roles: [decideur, {{id: panseur, name: Panseur}}]
quiz: [{{id: q, question: Qui ?, right: Lui, wrong: [Elle], about: stop.identite}}]
"""
ROLES = "ward_roles:\n  - {id: decideur, name: Décideur, task: Décider}\n"
LONG = "mot " * 21


def found(library: Library, shelf: Shelver, text: str, **lists: str) -> list[tuple[str, str]]:
    own = shelf("library", {"bloc": text}, **{"ward-roles": ROLES, **lists})
    both = Library((own, *library.shelves))
    return [(str(problem.location), f"{problem.message} {problem.hint}") for problem in shelf_problems(own, both)]


def test_a_sound_entry_has_no_problem(library: Library, shelf: Shelver) -> None:
    assert found(library, shelf, SOUND) == []


MISTAKES = {
    "application": ("type: dpi", "type: dpii", "5:23", "Type de système inconnu « dpii ». Vouliez-vous dire « dpi »"),
    "service": (
        "service_type: urgences",
        "service_type: urgence",
        "11:56",
        "Type de service inconnu « urgence ». Vouliez-vous dire « urgences » (Urgences) ?",
    ),
    "form": ("id: F-ID", "id: F-IX", "9:16", "Formulaire inconnu « F-IX »."),
    "form of a step": ("horizon: quarter}", "horizon: quarter, forms: [F-XX]}", "7:68", "Formulaire inconnu « F-XX »."),
    "form in words": ("Sortir le kit", "Sortir F-ZZ", "7:27", "Formulaire inconnu « F-ZZ »."),
    "role": (
        "[decideur,",
        "[decideurs,",
        "12:11",
        "Rôle à nommer inconnu « decideurs ». Vouliez-vous dire « decideur » (Décideur) ?",
    ),
    "long": (
        "Sortir le kit",
        LONG,
        "7:27",
        "Cette étape de la première heure fait 21 mots, la limite est de 20.",
    ),
    "quarter": ("horizon: quarter}", "horizon: hour}", "7:3", "Aucune étape dans les 15 premières minutes."),
    "safety": (
        ", safety: [identity]}",
        "}",
        "4:10",
        "Aucune étape ni aucun point d’arrêt ne porte le point de sécurité « identité ».",
    ),
    "quiz": (
        "about: stop.identite",
        "about: stop.identit",
        "13:67",
        "Aucune ligne « stop.identit » ne répond à cette question.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_told_at_its_place(
    library: Library, shelf: Shelver, mistake: tuple[str, str, str, str]
) -> None:
    old, new, place, message = mistake
    problems = {where: french(said) for where, said in found(library, shelf, SOUND.replace(old, new))}
    assert french(message) in problems[f"library/services/bloc.yaml:{place}"], problems


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("  stop:", "Aucun point d’arrêt : la fiche resterait un projet."),
        ("  catch_up:", "Aucun retour à la normale : la fin de la panne en dépend."),
        ("  forms:", "Le formulaire « F-ID » sert à cette étape et manque dans la liste des formulaires."),
    ],
)
def test_a_part_left_out_is_told(library: Library, shelf: Shelver, line: str, message: str) -> None:
    text = SOUND.replace("horizon: quarter}", "horizon: quarter, forms: [F-ID]}")
    without = "".join(one for one in text.splitlines(keepends=True) if not one.startswith(line))
    assert any(french(message) in french(said) for _, said in found(library, shelf, without))


def test_what_does_not_read_is_told_with_the_rest(library: Library, shelf: Shelver) -> None:
    problems = found(library, shelf, "id: bloc\nnom: x\n", systems="systems: [{id: x}]\n")
    assert {place.split(":", maxsplit=1)[0] for place, _ in problems} == {
        "library/services/bloc.yaml",
        "library/systems.yaml",
    }


def test_only_names_of_nothing_and_what_does_not_read_block(library: Library, shelf: Shelver) -> None:
    own = shelf("library", {"bloc": HEAD + "applications: [{type: x}]\n"})
    problems = shelf_problems(own, Library((own, *library.shelves)))
    assert [is_blocking(problem) for problem in problems] == [False, False, False, True]


def test_words_are_counted_as_they_are_read() -> None:
    assert word_count("Noter l’heure : oui – non") == 4


def test_the_library_that_comes_with_planforge_has_no_problem() -> None:
    library = load_library(None)
    assert library.service_ids
    problems = shelf_problems(library.shelves[-1], library)
    assert not problems, "\n".join(f"{problem.location} {problem.message}" for problem in problems)
