"""The legend of a workbook: a sample of each colour and mark it uses, and what it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.document.tables import ColumnKind
from planforge.document.text import Tone
from planforge.formats.cells import DEFAULT_NOTE, GAP_WORDS
from planforge.formats.excel.looks import FACT, Look, tone_look
from planforge.formats.excel.palette import EDITABLE
from planforge.formats.excel.shapes import TICK, TICKED, Shape, number_format
from planforge.values import Duration, french

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planforge.document.tables import Cell, Column
    from planforge.document.text import CellValue
    from planforge.formats.excel.layout import Layout

_MOST_WORDS = 8
_GAP = french(
    "Valeur que personne n’a encore donnée : qui la connaît, et pour quand. "
    "Écrivez-la à la place : la couleur disparaît."
)
_DEFAULT = french(f"{DEFAULT_NOTE} : elle vient du catalogue, personne de l’établissement ne l’a encore confirmée.")
_EDITABLE = "Les cellules jaune pâle attendent votre saisie."
_PROTECTED = french(
    "Seules les cellules jaune pâle se modifient ; les filtres marchent. "
    "Pas de mot de passe : menu « Révision », « Ôter la protection »."
)
_TICK = french("Case à cocher : choisissez le signe dans la liste de la cellule.")
_DURATION = french(
    "Durée : un jour compte 24 heures ; la cellule garde un nombre qui se trie et se calcule. "
    "Pour en écrire une : 4:00 pour 4 heures, 2 pour 2 jours."
)
_TONES = {
    Tone.MET: french("Vert : en ordre"),
    Tone.WARNING: french("Orange : à surveiller"),
    Tone.STOP: french("Rouge : à traiter d’abord"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A line of the legend: a cell that looks like those it explains, and what it means."""

    value: CellValue
    look: Look
    meaning: str


def samples(layouts: Sequence[Layout]) -> Iterable[Sample]:
    """The lines that this workbook needs, gaps first."""
    columns = [column for layout in layouts for column in layout.columns]
    yield Sample(f"{GAP_WORDS} (qui, quand)", tone_look(Tone.GAP), _GAP)
    if any(cell.default for layout in layouts for cell in data_cells(layout)):
        marked = number_format(Shape.HOURS, marked=True)
        yield Sample(Duration(240), replace(FACT, italic=True, number_format=marked), _DEFAULT)
    if any(column.editable for column in columns):
        yield Sample("Cellule à remplir", replace(FACT, fill=EDITABLE), _EDITABLE)
    if any(layout.sheet.protected for layout in layouts):
        yield Sample("Feuille protégée", FACT, _PROTECTED)
    yield from _tone_samples(columns)
    if any(column.kind is ColumnKind.TICK for column in columns):
        yield Sample(f"{TICK}  {TICKED}", replace(FACT, font="Segoe UI Symbol"), _TICK)
    if any(column.kind is ColumnKind.DURATION for column in columns):
        yield Sample("15 min – 4 h – 14 j", FACT, _DURATION)


def data_cells(layout: Layout) -> Iterable[Cell]:
    """Every cell of the rows of data."""
    for row in layout.data:
        yield from row.cells


def _tone_samples(columns: Sequence[Column]) -> Iterable[Sample]:
    """What each colour means, and the words that carry it."""
    words: dict[Tone, dict[str, None]] = {}
    for column in columns:
        for word, tone in (column.tones or {}).items():
            words.setdefault(tone, {})[word] = None
    for tone, name in _TONES.items():
        found = list(words.get(tone, {}))[:_MOST_WORDS]
        if found:
            yield Sample(name, tone_look(tone), french(f"Mots de cette couleur : {', '.join(found)}."))
