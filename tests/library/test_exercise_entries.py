from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.library.entries import shelf_problems
from planforge.library.exercise_entries import braced
from planforge.library.loading import Library, load_library

if TYPE_CHECKING:
    from pathlib import Path

STIMULUS = """stimuli:
  - id: appel
    name: Un appel de « {service} »
    phase: alert
    channel: call
    sender: Cadre, {hospital}
    cells: [decision]
    aim: vital-service
    text: Que fait « {service} » ?
    reaction: Répondre
    objective: alerter
    criterion: alerte-1
"""
AIMS = """exercise_aims:
  - id: pay-service
    name: Paie
    told: "{service} paie"
    absent: Rien
"""
CELLS = "exercise_cells:\n  - {id: decision, name: Direction, player: Décision}\n"
OBJECTIVES = "exercise_objectives:\n  - {id: o, name: O, observed: Vu, criteria: [alerte-1]}\n"
CRITERIA = """criteria:
  - {id: c, family: alerte, name: C, observed: Vu, levels: [a, b, c, d]}
"""
FILES = {
    "stimuli": STIMULUS,
    "exercise-aims": AIMS,
    "exercise-cells": CELLS,
    "exercise-objectives": OBJECTIVES,
    "criteria": CRITERIA,
}


def found(folder: Path, file: str, text: str) -> list[str]:
    """What is wrong with one list of the hospital's own, the packaged library behind it."""
    (folder / f"{file}.yaml").write_text(text, encoding="utf-8")
    library = load_library(folder)
    return [
        f"{problem.location} : {problem.message} {problem.hint}".replace("\u00a0", " ")
        for problem in shelf_problems(library.own[0], library)
    ]


@pytest.mark.parametrize(("file", "text"), FILES.items(), ids=FILES)
def test_a_sound_list_has_no_problem(tmp_path: Path, file: str, text: str) -> None:
    assert not found(tmp_path, file, text)


MISTAKES = {
    "word": ("stimuli", "{service} » ?", "{servic} » ?", ":9:", "Rien ne remplit « {servic} »."),
    "word of another aim": ("stimuli", "{hospital}", "{supplier}", ":6:", "Rien ne remplit « {supplier} »."),
    "objective": (
        "stimuli",
        "objective: alerter",
        "objective: alerte",
        ":11:",
        "« alerte » n’existe pas. Vouliez-vous dire « alerter »",
    ),
    "criterion": ("stimuli", "criterion: alerte-1", "criterion: alerte-9", ":12:", "« alerte-9 » n’existe pas."),
    "recipient": ("stimuli", "    cells: [decision]\n", "", ":2:", "Ce stimulus n’a pas de destinataire."),
    "aim": ("exercise-aims", "id: pay-service", "id: paye", ":2:", "« paye » n’existe pas."),
    "told": ("exercise-aims", "{service} paie", "{team} paie", ":4:", "Rien ne remplit « {team} »."),
    "cell": ("exercise-cells", "id: decision", "id: decisions", ":2:", "« decisions » n’existe pas."),
    "objective's criterion": ("exercise-objectives", "[alerte-1]", "[alerte-x]", ":2:", "« alerte-x » n’existe pas."),
    "levels": ("criteria", "[a, b, c, d]", "[a, b, c]", ":2:", "Ce critère décrit 3 niveaux, la grille en a quatre."),
    "channel": ("stimuli", "channel: call", "channel: fax", ":5:", "« fax »"),
    "key": ("stimuli", "reaction: Répondre", "reaction: Répondre\n    couleur: bleu", ":11:", "« couleur »"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, mistake: tuple[str, str, str, str, str]) -> None:
    file, before, after, line, told = mistake
    assert before in FILES[file]
    problems = found(tmp_path, file, FILES[file].replace(before, after))
    assert len(problems) == 1
    assert f"{file}.yaml{line}" in problems[0]
    assert told in problems[0]


def test_the_words_possible_are_listed(tmp_path: Path) -> None:
    told = found(tmp_path, "stimuli", STIMULUS.replace("{hospital}", "{lune}"))[0]
    assert "Mots possibles pour cette cible : {hospital}, {people}, {person}, {scenario} et {service}." in told


def test_the_packaged_lists_are_sound() -> None:
    library = load_library(None)
    shelf = library.shelves[-1]
    assert not shelf_problems(shelf, Library((shelf,)))


def test_words_between_braces_are_found_in_order() -> None:
    assert braced("« {service} » et {other}, {service}") == ("service", "other", "service")
