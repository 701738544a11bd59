from __future__ import annotations

from typing import Any

import pytest
import yaml

from planforge.errors import RecordError
from planforge.source import read_tree
from planforge.source.complaints import explain
from planforge.source.nodes import PlainLoader, fastest_loader
from planforge.values import french

TAB = "Remplacez-la par deux espaces."
ALIGN = "Alignez la ligne sur ses voisines, avec des espaces."
QUOTES = "Mettez la valeur entre guillemets : "
WHOLE = "Mettez toute la valeur entre guillemets, ou doublez l’apostrophe : 'l''accueil'."
UNKNOWN = "Si la valeur n’est pas connue, écrivez « à compléter »."
TWO_COLONS = "Deux fois « : » sur la ligne : la valeur elle-même en contient un."


@pytest.mark.parametrize("loader", [fastest_loader(), PlainLoader], ids=["libyaml", "python"])
@pytest.mark.parametrize(
    ("text", "place", "code", "message", "hint"),
    [
        ("a: b\n\tc: d\n", "2:1", "tab", "Tabulation dans le retrait de la ligne.", TAB),
        ("a:\n\tb: c\n", "2:1", "tab", "Tabulation dans le retrait de la ligne.", TAB),
        (
            "a: 'CH\nb: c\n",
            "1:4",
            "unclosed_quote",
            "Le guillemet ' ouvert ici n’est jamais refermé.",
            "Ajoutez ' à la fin de la valeur.",
        ),
        (
            "nom:CH\nstatut: public\n",
            "1:4",
            "colon_without_space",
            "« nom:CH » : il manque une espace après les deux-points.",
            "Écrivez « nom: CH ».",
        ),
        (
            "e:\n  - nom:CH\n    statut: public\n",
            "2:8",
            "colon_without_space",
            "« - nom:CH » : il manque une espace après les deux-points.",
            "Écrivez « nom: CH ».",
        ),
        ("a: Service : urgences\n", "1:12", "colon_in_value", TWO_COLONS, f'{QUOTES}a: "Service : urgences"'),
        ("a: b: c\n", "1:5", "colon_in_value", TWO_COLONS, f'{QUOTES}a: "b: c"'),
        (
            "- id: Service : nuit\n",
            "1:15",
            "colon_in_value",
            TWO_COLONS,
            f'{QUOTES}- id: "Service : nuit"',
        ),
        (
            "a: @astreinte\n",
            "1:4",
            "special_start",
            "Une valeur ne peut pas commencer par « @ ».",
            f'{QUOTES}a: "@astreinte"',
        ),
        (
            "a: %80\n",
            "1:4",
            "special_start",
            "Une valeur ne peut pas commencer par « % ».",
            f'{QUOTES}a: "%80"',
        ),
        (
            "a: *urgent*\n",
            "1:4",
            "special_start",
            "Une valeur ne peut pas commencer par « * ».",
            f'{QUOTES}a: "*urgent*"',
        ),
        (
            "a: & co\n",
            "1:4",
            "special_start",
            "Une valeur ne peut pas commencer par « & ».",
            f'{QUOTES}a: "& co"',
        ),
        (
            "a: > 4 h\n",
            "1:4",
            "special_start",
            "Une valeur ne peut pas commencer par « > ».",
            f'{QUOTES}a: "> 4 h"',
        ),
        (
            "a: |x\n",
            "1:4",
            "special_start",
            "Une valeur ne peut pas commencer par « | ».",
            f'{QUOTES}a: "|x"',
        ),
        (
            "a: , x\n",
            "1:4",
            "special_start",
            "Une valeur ne peut pas commencer par « , ».",
            f'{QUOTES}a: ", x"',
        ),
        (
            'a: "C:\\Users"\n',
            "1:9",
            "escape",
            'Entre guillemets "…", la barre oblique inverse « \\ » a un sens spécial.',
            "Utilisez des apostrophes : 'C:\\Dossier'.",
        ),
        ('a: "CH" de Murat\n', "1:9", "text_after_quote", "Il y a du texte après le guillemet fermant.", WHOLE),
        ("a: 'l'accueil'\n", "1:7", "text_after_quote", "Il y a du texte après le guillemet fermant.", WHOLE),
        (
            "a: [à voir] demain\n",
            "1:13",
            "text_after_bracket",
            "Il y a du texte après « ] ».",
            f'{QUOTES}a: "[à voir] demain"',
        ),
        (
            "a: [b, c\nd: e\n",
            "1:4",
            "unclosed_bracket",
            "« [ » ouvert ici n’est pas refermé, ou une virgule manque.",
            "Séparez par des virgules et finissez par « ] ».",
        ),
        (
            "a: {b: c\nd: e\n",
            "1:4",
            "unclosed_bracket",
            "« { » ouvert ici n’est pas refermé, ou une virgule manque.",
            "Séparez par des virgules et finissez par « } ».",
        ),
        (
            "a: [\n",
            "1:4",
            "unclosed_bracket",
            "« [ » ouvert ici n’est pas refermé, ou une virgule manque.",
            "Séparez par des virgules et finissez par « ] ».",
        ),
        (
            "a:\n  b: c\n c: d\n",
            "3:2",
            "indentation",
            "Le retrait de cette ligne ne correspond à aucun autre.",
            ALIGN,
        ),
        (
            "a:\n  b: c\n   d: e\n",
            "3:4",
            "indentation",
            "Cette ligne est plus en retrait que celle du dessus, qui a déjà une valeur.",
            ALIGN,
        ),
        (
            "a:\n  - b\n  c\n",
            "3:3",
            "missing_dash",
            "« c » : dans cette liste, chaque élément commence par un tiret.",
            "Écrivez « - c », ou corrigez le retrait.",
        ),
        (
            "a:\n  - b\n  c: d\n",
            "3:3",
            "missing_dash",
            "« c: d » : dans cette liste, chaque élément commence par un tiret.",
            "Écrivez « - c: d », ou corrigez le retrait.",
        ),
        (
            "a:\n  - b\n  -c\n",
            "3:3",
            "dash_without_space",
            "« -c » : il manque une espace après le tiret.",
            "Écrivez « - c ».",
        ),
        (
            "a: - b\n",
            "1:4",
            "inline_dash",
            "Une liste ne peut pas commencer sur la ligne de sa clé.",
            "Mettez chaque « - valeur » sur sa propre ligne, sous la clé.",
        ),
        ("rto: ?\n", "1:6", "question_mark", "Un « ? » seul n’est pas une valeur.", UNKNOWN),
        (
            "a: b\nfoo\nc: d\n",
            "2:1",
            "no_colon",
            "« foo » : la ligne n’a pas de « : ».",
            "Écrivez « clé: valeur », ou « - valeur » dans une liste.",
        ),
        (
            "a: b\n---\nc: d\n",
            "2:1",
            "several_documents",
            "« --- » commence un second document dans le même fichier.",
            "Effacez cette ligne.",
        ),
        (
            "a: b\n}\n",
            "2:1",
            "stray",
            "« } » n’a rien à faire ici.",
            "Effacez-le, ou mettez la valeur entre guillemets.",
        ),
    ],
)
def test_beginners_mistakes_in_french_at_their_place(  # noqa: PLR0913, PLR0917 - a wrong input with its expected message beside it
    text: str,
    place: str,
    code: str,
    message: str,
    hint: str,
    loader: type[Any],
) -> None:
    with pytest.raises(RecordError) as caught:
        read_tree(text, "f.yaml", loader)
    (problem,) = caught.value.problems
    assert (str(problem.location), problem.code) == (f"f.yaml:{place}", f"syntax.{code}")
    assert (french(problem.message), french(problem.hint)) == (french(message), french(hint))


def test_an_unheard_of_complaint_still_speaks_french() -> None:
    fault = explain(yaml.YAMLError("something new"), "a: b\n")
    assert (fault.code, fault.message) == ("syntax.unreadable", "Cette ligne n’est pas lisible.")
    assert fault.hint == french("Comparez avec les lignes voisines ; au besoin mettez la valeur entre guillemets.")
