"""``dossier-preuves.docx``: by requirement, what answers it, what is attached, what is missing, from whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.analysis.evidence.shown import fact_words
from planforge.analysis.evidence.spoken import COVERAGES, MEANINGS, PIECE_STATES, SHOWN, summary
from planforge.compose.blocks.columns import CODE, TEXT
from planforge.compose.control import control, version_code
from planforge.compose.evidence_parts import (
    COVERAGE_TONES,
    STATE_TONES,
    attached_words,
    lacking,
    limit_words,
)
from planforge.document.blocks import (
    Callout,
    CalloutKind,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
)
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, Row, RowKind, Table, row
from planforge.document.text import Run, Tone, text
from planforge.values import make_slug, plural, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.evidence.meter import ListStanding, RequirementStanding
    from planforge.compose.context import Context
    from planforge.compose.evidence_parts import EvidenceFile
    from planforge.document.blocks import Block


def compose(context: Context, file: EvidenceFile) -> Document:
    """The evidence file: where it stands, what each person owes, then every requirement."""
    body: list[Block] = [*_state(context, file), *_owed(file)]
    for one in file.meter.applying:
        body += _list(file, one)
    body += _limits(file)
    said = control(context, "DDP")
    return Document(
        "dossier-preuves",
        "Dossier de preuves",
        "Exigences, documents qui y répondent, pièces jointes et pièces à fournir",
        replace(said, code=version_code(tuple(body))),
        tuple(body),
    )


def _state(context: Context, file: EvidenceFile) -> Iterator[Block]:
    main = file.meter.main
    yield Heading("etat", 1, text("Où en est le dossier"))
    if main is None:
        yield Paragraph(text("Aucune liste d’exigences ne concerne cet établissement."))
        return
    yield Paragraph(text(f"{main.list.short} – {summary(main)}."), style=ParagraphStyle.LEAD)
    yield Callout(CalloutKind.IMPORTANT, (Paragraph(text(_NO_DOCUMENT_ALONE)),), id="regle-de-lecture")
    judged = f"Jugé au {say_date(context.today)}." if context.today else ""
    yield Table(
        id="compteur",
        columns=(
            Column("id", "Ligne", CODE, 1.2),
            Column("title", "Exigence", TEXT, 4.0),
            Column("coverage", "État", TEXT, 1.5, tones=COVERAGE_TONES),
            Column("pieces", "Pièces jointes", TEXT, 1.2),
        ),
        rows=tuple(_meter_row(one) for one in main.requirements),
        caption=f"Compteur {main.list.short}",
        note=judged,
    )
    told = (ListItem(text(Run(COVERAGES[state], bold=True), f" : {MEANINGS[state]}.")) for state in MEANINGS)
    yield ItemList(tuple(told), id="lecture-etats")
    yield from _other_lists(file)


_NO_DOCUMENT_ALONE = (
    "Un document produit par planforge ne suffit jamais à couvrir une exigence : il y répond. Elle n’est couverte "
    "qu’avec ses pièces, chacune avec son fichier, sa version et sa date."
)


def _meter_row(one: RequirementStanding) -> Row:
    return row(
        one.requirement.id,
        one.requirement.id,
        one.requirement.title,
        Cell(COVERAGES[one.coverage], bold=True),
        f"{one.given} sur {len(one.wanted)}",
    )


def _other_lists(file: EvidenceFile) -> Iterator[Block]:
    others = file.meter.applying[1:]
    if others:
        yield Paragraph(text("Les autres listes qui concernent l’établissement :"))
        yield ItemList(
            tuple(ListItem(text(Run(one.list.short, bold=True), f" – {summary(one)}.")) for one in others),
            id="autres-listes",
        )
    for one in file.meter.lists:
        if not one.applies:
            told = text(f"{one.list.short} : sans objet pour cet établissement. {one.list.note}")
            yield Paragraph(told, style=ParagraphStyle.NOTE)


def _owed(file: EvidenceFile) -> Iterator[Block]:
    """What the main list lacks, by who supplies it."""
    main = file.meter.main
    if main is None:
        return
    by_person: dict[str, list[tuple[str, str]]] = {}
    for standing in main.requirements:
        for what, who in lacking(standing):
            by_person.setdefault(who, []).append((standing.requirement.id, what))
    yield Heading("a-fournir", 1, text("Qui doit fournir quoi"))
    count = sum(len(found) for found in by_person.values())
    yield Paragraph(
        text(f"{plural(count, 'élément manque', 'éléments manquent')} à la liste {main.list.short}."),
        style=ParagraphStyle.LEAD,
    )
    yield Table(
        id="manques",
        columns=(Column("line", "Ligne", CODE, 1.0), Column("what", "Ce qui manque", TEXT, 5.5)),
        rows=tuple(_owed_rows(by_person)),
        caption="Ce qui manque, par personne",
        empty="Rien ne manque à cette liste.",
    )


def _owed_rows(by_person: dict[str, list[tuple[str, str]]]) -> Iterator[Row]:
    for who in sorted(by_person, key=lambda name: (-len(by_person[name]), name)):
        yield Row(f"qui-{make_slug(who)}", (Cell(who, bold=True), Cell()), RowKind.GROUP)
        for rank, (line, what) in enumerate(by_person[who]):
            yield row(f"{make_slug(who)}-{rank}", line, what)


def _list(file: EvidenceFile, one: ListStanding) -> Iterator[Block]:
    yield Heading(f"liste-{one.list.id}", 1, text(one.list.name))
    yield Paragraph(text(f"{summary(one)}."), style=ParagraphStyle.LEAD)
    yield Paragraph(
        text(f"Version : {one.list.version}. Source : {one.list.source}. {one.list.note}"), style=ParagraphStyle.NOTE
    )
    for standing in one.requirements:
        yield from _requirement(file, standing)


def _requirement(file: EvidenceFile, one: RequirementStanding) -> Iterator[Block]:
    said = one.requirement
    slug = make_slug(said.id)
    yield Heading(f"exigence-{slug}", 2, text(f"{said.id} – {said.title}"))
    to_check = " Identifiant et texte à vérifier." if said.to_check else ""
    yield Paragraph(text(f"{said.must}{to_check}"))
    yield Paragraph(text("État : ", Run(COVERAGES[one.coverage], bold=True), f" ({MEANINGS[one.coverage]})."))
    yield Table(
        id=f"exigence-{slug}-table",
        columns=(
            Column("what", "Document, fait ou pièce", TEXT, 2.6),
            Column("found", "Ce qui est trouvé", TEXT, 3.0),
            Column("state", "État", TEXT, 1.1, tones=STATE_TONES),
            Column("who", "Qui", TEXT, 1.3),
        ),
        rows=tuple(_rows(file, one, slug)),
    )


def _rows(file: EvidenceFile, one: RequirementStanding, slug: str) -> Iterator[Row]:
    if one.requirement.answered_by:
        yield _band(slug, "documents", "Documents qui y répondent")
    for rank, answer in enumerate(one.requirement.answered_by):
        made = file.made[answer.document]
        how = "" if made.paths else "planforge build"
        yield row(f"{slug}-d{rank}", file.answer(answer), made.files, made.state, how)
    if one.facts:
        yield _band(slug, "faits", "Ce que montre le dossier")
    words = fact_words()
    for fact, shown in one.facts:
        yield row(f"{slug}-{fact}", words[fact].title, words[fact].say(shown), SHOWN[shown.state], words[fact].who)
    if one.wanted:
        yield _band(slug, "pieces", "Pièces à joindre")
    for piece in one.wanted:
        limits = limit_words(piece)
        name = text(piece.piece.name, Run(f" – {limits}", italic=True)) if limits else piece.piece.name
        yield row(f"{slug}-p-{piece.piece.id}", name, attached_words(piece), PIECE_STATES[piece.state], piece.piece.who)
    for rank, loose in enumerate(one.unplaced):
        told = "Fichier joint sans dire de quelle pièce il s’agit (« piece »)"
        yield row(f"{slug}-u{rank}", told, loose.file, Cell("à saisir", tone=Tone.WARNING), "")


def _band(slug: str, name: str, title: str) -> Row:
    return Row(f"{slug}-{name}", (Cell(title, bold=True), Cell(), Cell(), Cell()), RowKind.GROUP)


def _limits(file: EvidenceFile) -> Iterator[Block]:
    if file.meter.strays:
        yield Heading("preuves-sans-exigence", 1, text("Fichiers joints à une exigence inconnue"))
        items = (ListItem(text(f"{one.file} : exigence « {one.requirement} »")) for one in file.meter.strays)
        yield ItemList(tuple(items), id="preuves-perdues")
    yield Heading("sources", 1, text("Sources et limites"))
    yield Paragraph(
        text("Les exigences sont dites dans nos mots ; chaque texte officiel se relit avant tout dépôt."),
    )
    yield Table(
        id="listes",
        columns=(
            Column("name", "Liste", TEXT, 2.4),
            Column("version", "Version", TEXT, 2.0),
            Column("source", "Source", TEXT, 3.0),
        ),
        rows=tuple(row(one.list.id, one.list.name, one.list.version, one.list.source) for one in file.meter.lists),
        caption="Listes d’exigences",
    )
