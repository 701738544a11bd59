from __future__ import annotations

import io

import pytest

from planforge.interview.menu import (
    Act,
    Standing,
    choose_act,
    choose_example,
    choose_kind,
    choose_role,
    entries,
    folder_to_create,
    folder_to_open,
    help_lines,
)
from planforge.interview.plain import Plain
from planforge.interview.steps import Option

COMMANDS = frozenset({"interview", "serve", "edit", "check", "build"})
HERE = Standing("C:\\PCA\\Murat", COMMANDS, recorded=True, name="CH de Murat", begun=True)
NOWHERE = Standing("C:\\Users\\qualite", COMMANDS)


def typing(*lines: str) -> tuple[Plain, io.StringIO]:
    written = io.StringIO()
    return Plain(io.StringIO("".join(f"{line}\n" for line in lines)), written), written


def labels(standing: Standing) -> list[str]:
    return [one.label for one in entries(standing)]


def test_in_a_record_the_menu_goes_from_answering_to_documents() -> None:
    assert labels(HERE) == [
        "Reprendre le questionnaire",
        "Répondre dans le navigateur",
        "Changer une chose",
        "Vérifier le dossier",
        "Produire les documents",
        "Ouvrir le dossier des documents",
        "Aide",
        "Quitter",
    ]


def test_nobody_resumes_what_was_not_begun() -> None:
    assert labels(Standing("x", COMMANDS, recorded=True))[0] == "Commencer le questionnaire"


def test_where_there_is_no_record_it_offers_to_begin_one_or_to_look_at_an_example() -> None:
    assert labels(NOWHERE) == [
        "Créer le dossier de mon établissement",
        "Ouvrir un exemple",
        "Ouvrir un dossier déjà commencé",
        "Aide",
        "Quitter",
    ]


def test_a_command_that_this_planforge_lacks_is_not_offered() -> None:
    offered = [one.value for one in entries(Standing("x", frozenset({"check"}), recorded=True))]
    assert offered == [Act.CHECK, Act.DOCUMENTS, Act.HELP, Act.QUIT]


def test_every_entry_that_runs_a_command_bears_its_name() -> None:
    assert {one.value for one in entries(HERE)} - {Act.DOCUMENTS, Act.HELP, Act.QUIT} == COMMANDS


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1", Act.INTERVIEW),
        ("vérifier le dossier", Act.CHECK),
        ("build", Act.BUILD),
        ("q", Act.QUIT),
        ("aide", Act.HELP),
    ],
)
def test_an_entry_is_chosen_by_number_by_words_or_by_its_command(typed: str, expected: Act) -> None:
    assert choose_act(typing(typed)[0], HERE) is expected


def test_nothing_is_before_the_menu() -> None:
    front, written = typing("<", "4")
    assert choose_act(front, HERE) is Act.CHECK
    assert "Vous êtes au menu : « q » pour quitter." in written.getvalue().replace("\u00a0", " ")


@pytest.mark.parametrize("typed", ["12", "0", "zzz", "?", "passer", ""])
def test_anything_else_is_asked_again(typed: str) -> None:
    front, written = typing(typed, "4")
    assert choose_act(front, HERE) is Act.CHECK
    said = written.getvalue().replace("\u00a0", " ")
    assert "Ce numéro n’est pas dans la liste." in said or "Écrivez une réponse" in said
    assert said.count("Que voulez-vous faire ?") == 1


def test_nothing_left_to_read_ends_the_menu() -> None:
    with pytest.raises(EOFError):
        choose_act(typing()[0], HERE)


def test_the_folder_is_said_with_the_name_of_the_establishment() -> None:
    front, written = typing("1")
    choose_act(front, HERE)
    assert "Dossier : C:\\PCA\\Murat – CH de Murat\nQue voulez-vous faire ?\n" in written.getvalue().replace(
        "\u00a0", " "
    )
    front, written = typing("1")
    choose_act(front, NOWHERE)
    assert "Aucun dossier d’établissement ici (C:\\Users\\qualite)." in written.getvalue()


@pytest.mark.parametrize(
    ("typed", "expected"), [("1", "ehpad"), ("hopital", "hopital"), ("3", ""), ("<", ""), ("q", "")]
)
def test_an_example_is_chosen_or_not(typed: str, expected: str) -> None:
    assert choose_example(typing(typed)[0], ("ehpad", "hopital")) == expected


@pytest.mark.parametrize(
    ("typed", "expected"), [(("pers", "2"), "people"), (("9", "aide", "1"), "crisis"), (("3",), "")]
)
def test_a_kind_is_found_by_a_few_letters(typed: tuple[str, ...], expected: str) -> None:
    kinds = (Option("crisis", "Crise"), Option("people", "Personnes"))
    assert choose_kind(typing(*typed)[0], kinds) == expected


@pytest.mark.parametrize(
    ("typed", "expected"), [("", "mon-etablissement"), ("D:\\PCA", "D:\\PCA"), ("<", ""), ("q", "")]
)
def test_a_folder_is_proposed_and_may_be_another(typed: str, expected: str) -> None:
    assert folder_to_create(typing(typed)[0], "mon-etablissement") == expected


@pytest.mark.parametrize(("typed", "expected"), [("", ""), ("  D:\\PCA ", "D:\\PCA"), ("<", "")])
def test_a_folder_to_open_is_written(typed: str, expected: str) -> None:
    assert folder_to_open(typing(typed)[0]) == expected


@pytest.mark.parametrize(
    ("typed", "expected"), [("1", ""), ("3", "board"), ("informatique", "it"), ("", None), ("<", None), ("q", None)]
)
def test_the_questions_are_put_to_one_role_or_to_everybody(typed: str, expected: str | None) -> None:
    assert choose_role(typing(typed, "5")[0]) == expected


def test_help_tells_what_each_entry_does() -> None:
    for standing in (HERE, NOWHERE):
        told = [line.replace("\u00a0", " ") for line in help_lines(standing)]
        assert len(told) == len(entries(standing)) - 1  # help and leaving need no help; how to choose does
        assert told[-1].startswith("Pour choisir :")


def test_help_about_a_folder_asks_for_it_again() -> None:
    front, written = typing("aide", "D:\\PCA")
    assert folder_to_create(front, "mon-etablissement") == "D:\\PCA"
    assert "Vous pouvez aussi écrire" in written.getvalue()
