from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge import resources
from planforge.compose.context import voice
from planforge.compose.prose import Wording, of, write
from planforge.compose.templates import Templates
from planforge.document.blocks import Paragraph
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap, plain, text
from planforge.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.compose.context import Context

TABLE = Table("t", (Column("a", "A"),), (row("r", Cell("mot", link="#feuille/r")),), caption="T")


def _wording(**changes: object) -> Wording:
    base = Wording("pca", "essai", "Titre", "Sous-titre", "PCA", {"t": lambda _reference: TABLE})
    return replace(base, **changes)  # type: ignore[arg-type] # fields by name


def _context(context: Context, folder: Path, **templates: str) -> Context:
    for name, words in templates.items():
        (folder / f"{name}.md.j2").write_text(words, "utf-8")
    folders = [folder, resources.templates_folder()]
    return replace(context, templates=Templates(folders, voice(context.plan)))


def test_sentences_take_their_values_and_fences_their_blocks(context: Context, tmp_path: Path) -> None:
    own = _context(
        context, tmp_path, essai="# A {#a}\n\n{{ plan.establishment.name }} : {{ lead }}.\n\n```table t\n```\n"
    )
    document = write(own, _wording(values={"lead": Gap("DIM")}))
    _heading, paragraph, table = document.body
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.text) == "Centre hospitalier du Val\u00a0: À COMPLÉTER (DIM)."
    assert (document.kind, document.title, document.control.reference) == ("pca", "Titre", "PCA-CHV")
    assert isinstance(table, Table)


def test_links_to_worksheets_are_taken_off_a_page(context: Context, tmp_path: Path) -> None:
    document = write(_context(context, tmp_path, essai="# A {#a}\n\n```table t\n```\n"), _wording())
    assert document.body[1] == replace(TABLE, rows=(row("r", Cell("mot")),))


def test_a_block_that_does_not_exist_is_told_with_its_place(context: Context, tmp_path: Path) -> None:
    own = _context(context, tmp_path, essai="# A {#a}\n\n```table tt\n```\n")
    with pytest.raises(TemplateError) as caught:
        write(own, _wording())
    (problem,) = caught.value.problems
    assert problem.location.line == 3
    assert problem.message == "Il n’y a pas de « table tt »."
    assert problem.hint == "Connus : t."


def test_a_block_that_the_template_does_not_call_is_not_made(context: Context, tmp_path: Path) -> None:
    def never(_reference: object) -> Table:
        raise AssertionError

    own = _context(context, tmp_path, essai="# A {#a}\n\nRien.\n")
    assert len(write(own, _wording(blocks={"t": never})).body) == 2


def test_the_code_follows_the_text_and_nothing_else(context: Context, tmp_path: Path) -> None:
    codes = [
        write(_context(context, tmp_path, essai=f"# A {{#a}}\n\n{words}\n"), _wording()).control.code
        for words in ("Un.", "Deux.", "Un.")
    ]
    assert codes[0] == codes[2] != codes[1]


def test_the_template_of_the_hospital_wins_and_may_build_on_ours(context: Context, tmp_path: Path) -> None:
    from planforge.compose.documents import synthesis  # noqa: PLC0415 - one document among others

    own = _context(context, tmp_path, synthese="# À nous {#a}\n\nRien.\n")
    assert plain(synthesis.compose(own, "").body[0].text) == "À nous"  # type: ignore[union-attr] # a heading
    built = _context(context, tmp_path, synthese='{% include "planforge/synthese.md.j2" %}\n\n# Annexe {#z}\n\nFin.\n')
    assert len(synthesis.compose(built, "").body) == len(synthesis.compose(context, "").body) + 2


def test_a_restricted_document_is_marked(context: Context, tmp_path: Path) -> None:
    own = _context(context, tmp_path, essai="# A {#a}\n\nRien.\n")
    assert "restreinte" in write(own, _wording(restricted=True)).control.marking


def test_a_maker_of_the_context_needs_no_reference(context: Context) -> None:
    made = of(lambda given: Paragraph(text(given.plan.establishment.name)), context)
    assert made(None) == Paragraph(text("Centre hospitalier du Val"))  # type: ignore[arg-type] # unused
