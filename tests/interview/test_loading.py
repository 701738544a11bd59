from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.errors import QuestionnaireError
from planforge.interview.loading import load_questionnaire
from planforge.values import NBSP

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id: maison\ntitle: Maison\nrole: quality\nitems:\n"
SERVICES = '  - group: services\n    title: T\n    noun: [a, b]\n    why: "W"\n'


def told(folder: Path, *files: str) -> list[str]:
    """Every mistake of these files, as « place message »."""
    for rank, text in enumerate(files):
        (folder / f"{rank:02}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(QuestionnaireError) as caught:
        load_questionnaire(folder)
    return [f"{one.location} {one.message} {one.hint}".replace(NBSP, " ").strip() for one in caught.value.problems]


def test_the_questions_that_come_with_planforge_can_be_loaded() -> None:
    assert load_questionnaire().sections


def test_sections_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    item = "  - {id: nom, field: establishment.name, why: Il s’imprime.}\n"
    (tmp_path / "20-b.yaml").write_text(HEAD.replace("maison", "b") + item, encoding="utf-8")
    (tmp_path / "10-c.yaml").write_text(HEAD.replace("maison", "c") + item, encoding="utf-8")
    assert [one.id for one in load_questionnaire(tmp_path).sections] == ["c", "b"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("  - {id: a, field: establishment.statut, why: W}\n", ":5:20 Champ inconnu « statut ». Vouliez-vous dire"),
        ("  - {id: a, field: governance, why: W}\n", ":5:20 « governance » est une partie"),
        (
            "  - {id: a, field: document.date, why: W, when: data.x +}\n",
            ":5:49 L’expression « data.x + »",
        ),
        ("  - {id: a, field: document.date, why: W, when: plan.x}\n", "« plan » n’existe pas ici"),
        ("  - {id: a, field: document.date, why: W, suggest: library.x}\n", "« library.x » n’existe pas"),
        ("  - {id: a, field: document.date, why: W, choices: [{value: hier}]}\n", "« hier » n’est pas une date"),
        ("  - {id: a, field: governance.sponsor, why: W, create: teams}\n", "« teams » ne peut pas être créé"),
        ("  - {id: a, field: document.date}\n", ":5:5 Il manque « why »"),
        ("  - {id: a, field: document.date, why: W, colour: x}\n", "Clé inconnue « colour »"),
        ("  - {id: Été, field: document.date, why: W}\n", "L’identifiant « Été » doit n’avoir que"),
        ("  - {id: a, field: document.date, why: W, depth: deep}\n", "« depth » ne se lit pas"),
        ("  - texte\n", ":5:5"),
        (SERVICES.replace("services", "establishment"), "« establishment » n’est pas une liste"),
        (f"{SERVICES}    named: nom\n", "Champ inconnu « nom »"),
        (f"{SERVICES}    each: [{{id: a, field: heads, why: W}}]\n", ":9:27 Champ inconnu « heads »"),
        (f"{SERVICES}    scopes: {{minimum: foo}}\n", ":9:23 « foo » n’existe pas ici"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, lines: str, said: str) -> None:
    (found,) = told(tmp_path, HEAD + lines)
    assert said in found
    assert f"{tmp_path.name}/00.yaml:" in found


def test_an_unknown_role_is_told(tmp_path: Path) -> None:
    text = HEAD.replace("quality", "dsi") + "  - {id: a, field: document.date, why: W}\n"
    (found,) = told(tmp_path, text)
    assert "00.yaml:3:7 « role » ne se lit pas." in found


def test_identifiers_are_borne_once(tmp_path: Path) -> None:
    item = "  - {id: a, field: document.date, why: W}\n"
    found = told(tmp_path, HEAD + item + item, HEAD + item)
    assert [line.split(" ", 1)[1] for line in found] == [
        "L’identifiant « a » est pris deux fois.",
        "La section « maison » est déjà décrite ailleurs.",
    ]


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    bad = "  - {id: a, field: x, why: W}\n  - {id: b, field: y, why: W}\n"
    assert len(told(tmp_path, HEAD + bad, "id: [", HEAD.replace("maison", "b") + bad)) == 5
