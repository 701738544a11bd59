from __future__ import annotations

import pytest

from planforge.cli.service_text import line_text, service_sections
from planforge.library.loading import load_library
from planforge.library.types import ServiceType
from planforge.model.workflow import WorkflowLine

LIBRARY = load_library(None)
KIND = ServiceType.model_validate(
    {
        "id": "essai",
        "name": "Essai",
        "perimeter": "care",
        "vital": "oui",
        "volume_unit": "passages",
        "applications": [{"type": "lap", "level": "reduced"}, {"type": "dpu", "level": "vital"}],
        "activities": [{"id": "tri", "name": "Tri", "harm": "safety"}],
        "safety": ["identity", "transfusion"],
        "quiz": [{"id": "q", "question": "Qui ?", "right": "Moi", "wrong": ["Toi", "Lui"], "about": "stop.nom"}],
        "sources": ["Retour publié"],
        "workflow": {
            "trigger": "Plus de 30 minutes sans dossier",
            "breaks": ["Les résultats"],
            "extra_staff": "Deux coursiers",
            "endurance": {"full": "4 h", "reduced": "1 j", "limit": "3 j", "note": "avec renforts"},
            "steps": [
                {"id": "kit", "text": "Sortir le kit", "horizon": "quarter", "who": "IOA", "certainty": "G"},
                {"id": "lits", "text": "Compter", "horizon": "to-24h", "sheet": "non", "certainty": "C"},
            ],
            "stop": [{"id": "nom", "text": "Rien sans nom", "domain": "identity", "safety": ["identity"]}],
            "forms": [{"id": "F-ID", "per": "bed", "sheets": "0,5"}],
            "roles": ["decideur", {"id": "veille", "name": "Veilleur", "task": "Regarder"}],
            "needs": [{"id": "sang", "text": "Livrer", "service_type": "depot-sang"}],
            "partners": [{"id": "ght", "who": "Laboratoire du GHT", "text": "Reprendre", "agreement": "oui"}],
            "decisions": [{"id": "d", "after": "4 h", "text": "Décider", "who": "Senior"}],
            "catch_up": [{"id": "r", "text": "Ressaisir", "reentry": "at-once", "check": "deux", "sheet": "oui"}],
        },
    }
)
SECTIONS = {title: "\n".join(lines).replace("\u00a0", " ") for title, lines in service_sections(LIBRARY, KIND)}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Déclencheur", "  Plus de 30 minutes sans dossier"),
        ("15 premières minutes", "  - Sortir le kit\n      IOA ; usage professionnel, à valider ; identifiant : kit"),
        ("4 à 24 h", "  - Compter\n      hors de la fiche d’une page ; calculé ; identifiant : lits"),
        ("1 à 4 h", ""),
        ("STOP, sauf urgence vitale", "  - Rien sans nom\n      domaine : identité ; identifiant : nom"),
        ("Décisions selon la durée", "  - Décider\n      après 4 h ; Senior ; identifiant : d"),
        (
            "Tenue du mode dégradé",
            "  En plein            4 h\n  En réduit           1 j\n  Limite avant repli  3 j\n  avec renforts",
        ),
        (
            "Formulaires",
            "  - F-ID : Identité, admission, numéro de secours\n      0,5 feuille par lit occupé et par jour",
        ),
        ("Renforts", "  Deux coursiers"),
        (
            "Besoins envers les autres services",
            "  - Livrer\n      Dépôt de sang et hémovigilance ; identifiant : sang",
        ),
        (
            "Partenaires de repli usuels",
            "  - Reprendre\n      Laboratoire du GHT ; convention à signer ; identifiant : ght",
        ),
        (
            "Retour à la normale",
            "  - Ressaisir\n      ressaisi immédiatement ; double contrôle : deux ; identifiant : r",
        ),
        ("Applications usuelles", "  dpu  Dossier des urgences ; vitale\n  lap  Prescription (LAP) ; utile en réduit"),
        ("Activités critiques usuelles", "  - Tri (sécurité des patients)"),
        ("Points de sécurité obligatoires", "  identité     Rien sans nom\n  transfusion  aucune ligne"),
        ("Sources", "  - Retour publié"),
    ],
)
def test_each_section_is_in_words(title: str, expected: str) -> None:
    assert SECTIONS[title] == expected


def test_roles_have_their_names_and_tasks() -> None:
    assert "  - Décideur de la bascule\n      Décider le passage au papier" in SECTIONS["Rôles à nommer"]
    assert "  - Veilleur\n      Regarder" in SECTIONS["Rôles à nommer"]


def test_the_quiz_gives_answers_and_the_line_that_holds_them() -> None:
    said = SECTIONS["Questions du quart d’heure d’entraînement"]
    assert said.splitlines() == [
        "  - Qui ?",
        "      bonne réponse : Moi",
        "      mauvaises réponses : Toi ; Lui",
        "      la réponse se lit à la ligne « stop.nom »",
    ]


def test_a_source_is_told_in_full() -> None:
    line = WorkflowLine.model_validate({"id": "a", "text": "Appeler", "certainty": "V", "source": "CHSF 2022"})
    assert "source publique\u00a0: CHSF 2022" in "\n".join(line_text(line))


def test_lines_that_say_nothing_of_their_certainty_are_counted() -> None:
    assert "sans mention : 6 lignes" in SECTIONS["Certitude"]
