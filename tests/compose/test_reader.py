from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.reader import read_markdown
from planforge.compose.references import Reference, UnknownBlock
from planforge.compose.templates import Rendered
from planforge.document.blocks import (
    Block,
    Callout,
    CalloutKind,
    Checklist,
    EditableZone,
    Heading,
    ItemList,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SectionBreak,
)
from planforge.document.text import Run, plain
from planforge.errors import TemplateError

if TYPE_CHECKING:
    from tests.compose.conftest import Read, Render


def test_headings_carry_their_id_and_may_stay_unnumbered(read: Read) -> None:
    assert read("# Alerter {#alerter}\n\n#### Annexe : « sigles » {#sigles .sans-numero}") == (
        Heading("alerter", 1, (Run("Alerter"),)),
        Heading("sigles", 4, (Run("Annexe\u00a0: «\u00a0sigles\u00a0»"),), numbered=False),
    )


def test_words_keep_their_look(read: Read) -> None:
    (paragraph,) = read(
        "Un **gras *et italique*** puis `F-ID`\net [lien](https://a.fr/?x='1') [ici](#la) <a@b.fr> [[#la]]"
    )

    assert paragraph == Paragraph(
        (
            Run("Un "),
            Run("gras ", bold=True),
            Run("et italique", bold=True, italic=True),
            Run(" puis "),
            Run("F-ID", code=True),
            Run(" et "),
            Run("lien", link="https://a.fr/?x='1'"),
            Run(" "),
            Run("ici", link="#la"),
            Run(" "),
            Run("a@b.fr", link="mailto:a@b.fr"),
            Run(" "),
            Run("", link="#la"),
        ),
        "debut.p1",
    )


def test_blocks_are_numbered_under_their_heading(read: Read) -> None:
    blocks = read("a\n\n# T {#t}\n\nb\n\n- c\n  - d\n\ne\n\n# U {#u}\n\nf")

    assert [block.id for block in blocks if not isinstance(block, PageBreak | SectionBreak)] == [
        "debut.p1",
        "t",
        "t.p1",
        "t.l1",
        "t.p2",
        "u",
        "u.p1",
    ]


def test_lists_nest(read: Read) -> None:
    (bullets,) = read("- a\n- b\n\n  - c\n    - d\n- e")

    assert isinstance(bullets, ItemList)
    assert not bullets.ordered
    assert [plain(item.text) for item in bullets.items] == ["a", "b", "e"]
    assert bullets.items[1].children[0].children[0].id == "debut.l1.2.1.1"


def test_numbered_lists_are_ordered(read: Read) -> None:
    (numbers,) = read("1. a\n2. b\n   1. c")

    assert isinstance(numbers, ItemList)
    assert numbers.ordered
    assert plain(numbers.items[1].children[0].text) == "c"


def test_tasks_become_a_checklist(read: Read) -> None:
    (tasks,) = read("- [ ] appeler : **15**\n- [x] fait")

    assert isinstance(tasks, Checklist)
    assert [(plain(item.text), item.done, item.id) for item in tasks.items] == [
        ("appeler\u00a0: 15", False, "debut.c1.1"),
        ("fait", True, "debut.c1.2"),
    ]


@pytest.mark.parametrize("kind", list(CalloutKind))
def test_alerts_become_callouts(read: Read, kind: CalloutKind) -> None:
    (callout,) = read(f"> [!{kind.upper()}]\n> Jamais.\n>\n> - a")

    assert isinstance(callout, Callout)
    assert callout.kind is kind
    assert [type(block) for block in callout.blocks] == [Paragraph, ItemList]
    assert callout.id == "debut.e1"


def test_fences_say_what_has_no_markdown(read: Read) -> None:
    blocks = read(
        "```chapeau\nEn bref.\n```\n```note\nSource.\n```\n```page\n```\n```paysage\n```\n```portrait\n```\n"
        "```definitions\nRTO : délai : court\n```\n",
    )

    assert blocks == (
        Paragraph((Run("En bref."),), "debut.p1", ParagraphStyle.LEAD),
        Paragraph((Run("Source."),), "debut.p2", ParagraphStyle.NOTE),
        PageBreak(),
        SectionBreak(Orientation.LANDSCAPE),
        SectionBreak(Orientation.PORTRAIT),
        Paragraph((Run("RTO", bold=True), Run("\u00a0: délai\u00a0: court")), "debut.p3"),
    )


def test_zones_hold_markdown(read: Read) -> None:
    (zone,) = read("````zone notes Notes : du chef\nÉcrire **ici**.\n\n```note\nx\n```\n````")

    assert isinstance(zone, EditableZone)
    assert (zone.id, zone.title) == ("notes", "Notes\u00a0: du chef")
    assert [block.id for block in zone.blocks] == ["notes.p1", "notes.p2"]  # type: ignore[union-attr] # paragraphs


CALLS = """\
# T {#t}

```table ordre scenario=cyber titre="a b"
Ordre : par vague
```
> [!NOTE]
> ```figure x
> ```"""


def test_a_reference_is_replaced_by_what_it_calls(read: Read) -> None:
    asked: list[Reference] = []

    def resolve(reference: Reference) -> tuple[Block, ...]:
        asked.append(reference)
        return (PageBreak(), PageBreak())

    blocks = read(CALLS, resolve)

    assert blocks[1:3] == (PageBreak(), PageBreak())
    assert asked == [
        Reference("table", "ordre", (("scenario", "cyber"), ("titre", "a b")), "Ordre\u00a0: par vague", 3),
        Reference("figure", "x", (), "", 7),
    ]
    assert asked[0].argument("titre") == "a b"
    assert asked[1].argument("absent", "rien") == "rien"


def test_inserted_values_may_stand_in_a_fence(render: Render) -> None:
    asked: list[Reference] = []
    template = "```table actes service={{ id }} titre={{ title }}\n```"

    def resolve(reference: Reference) -> tuple[Block, ...]:
        asked.append(reference)
        return ()

    read_markdown(render(template, id="a-b", title="c = d"), resolve)

    assert asked[0].arguments == (("service", "a-b"), ("titre", "c = d"))


# What a template may not say, the line of the fault, and what the person reads.
REFUSED = [
    ("a\n\n# Sans", 3, "Ce titre n’a pas d’identifiant."),
    ("# É {#é}", 1, "L’identifiant « é » n’est pas admis."),
    ("##### T {#t}", 1, "Un titre a au plus quatre niveaux."),
    ("# T {#t .rouge}", 1, "« .rouge » n’est pas connu ici."),
    ("# T {#t}\n\n## U {#t}", 3, "L’identifiant « t » sert à 2 titres."),
    ("a\n\n***", 3, "Un trait de séparation n’est pas admis."),
    ("a\n\n    code", 3, "Un texte en retrait de quatre espaces n’est pas admis."),
    ("<div>a</div>", 1, "Du HTML n’est pas admis dans un gabarit."),
    ("a <b>c</b>", 1, "Du HTML n’est pas admis dans un gabarit."),
    ("a\n\n![i](x.png)", 3, "Une image n’est pas admise dans un gabarit."),
    ("a  \nb", 1, "Un retour à la ligne forcé (deux espaces ou \\ en fin de ligne) n’est pas admis."),
    ("[a](javascript:x)", 1, "L’adresse « javascript:x » n’est pas admise."),
    ('[a](#x "bulle")', 1, "Un lien n’a pas de bulle d’aide."),
    ("> citation", 1, "Une citation commence par le nom d’un encadré."),
    ("> [!NOTE]\n> > [!TIP]\n> > a", 2, "Un encadré ne contient pas d’encadré."),
    ("3. a", 1, "Une liste numérotée commence à 1."),
    ("- a\n- [ ] b", 1, "Cette liste mêle des cases à cocher et des puces."),
    ("- [ ] a\n  - b", 1, "Une case à cocher n’a pas de sous-liste."),
    ("- a\n  1. b", 1, "Une liste et sa sous-liste sont toutes deux à puces, ou toutes deux numérotées."),
    ("- a\n\n  b", 3, "Une puce ne contient qu’une phrase et des sous-puces."),
    ("```python\nx\n```", 1, "Un bloc ``` de nom « python » n’est pas admis."),
    ("```\nx\n```", 1, "Un bloc ``` de nom «  » n’est pas admis."),
    ("a\n\n```note\nb", 3, "Ce bloc ``` n’est pas refermé."),
    ("```page\na\n```", 1, "Un bloc ```page reste vide."),
    ("```table\n```", 1, "Cet appel de bloc ne se lit pas."),
    ("```table a b c\n```", 1, "Cet appel de bloc ne se lit pas."),
    ("\n```table a\n```", 2, "Il n’y a pas de « table a »."),
    ("```zone\n```", 1, "Une zone a un identifiant et un titre."),
    ("````zone a A\n\n```zone b B\n```\n````", 3, "Une zone n’est pas admise dans un encadré ou une zone."),
    ("````zone a A\n```page\n```\n````", 2, "Un saut n’est pas admis dans un encadré ou une zone."),
    ("```note\n- a\n```", 1, "Ce bloc ne contient que des paragraphes."),
    ("```definitions\nRTO\n```", 1, "Une définition s’écrit « terme : définition », une par ligne."),
]


@pytest.mark.parametrize(("markdown", "line", "message"), REFUSED, ids=[message for _, _, message in REFUSED])
def test_what_is_outside_the_subset_is_refused(read: Read, markdown: str, line: int, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        read(markdown)

    (problem,) = caught.value.problems
    assert (problem.location.line, problem.message) == (line, message)
    assert problem.location.file.endswith("/essai.md.j2")


def test_all_faults_come_at_once_with_the_template_s_own_lines(render: Render) -> None:
    rendered = render("{% for n in [1, 2] %}\na {{ n }}\n\n{% endfor %}\n# Un\n\n***\n")

    with pytest.raises(TemplateError) as caught:
        read_markdown(rendered)

    assert [problem.location.line for problem in caught.value.problems] == [5, 7]


def test_a_text_that_no_template_made_counts_its_own_lines() -> None:
    with pytest.raises(TemplateError) as caught:
        read_markdown(Rendered("libre", "a\n\n***"))

    assert str(caught.value.problems[0].location) == "libre.md.j2:3"


def test_close_names_are_offered_for_an_unknown_block(read: Read) -> None:
    def resolve(reference: Reference) -> tuple[Block, ...]:
        raise UnknownBlock(reference, ("ordre", "sauvegardes"))

    with pytest.raises(TemplateError) as caught:
        read("```table ordres\n```", resolve)

    assert caught.value.problems[0].hint == "Connus : ordre, sauvegardes."
