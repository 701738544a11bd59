"""What a merged sheet is made of: rows of ours and of theirs in their final order, cells that differ from ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforge.formats.excel.appearance import Stretch
    from planforge.formats.excel.places import Place
    from planforge.formats.excel.reading.cells import Content
    from planforge.formats.excel.reading.surroundings import Picture


@dataclass(frozen=True, slots=True)
class NewCell:
    """A cell that differs from ours; without ``content`` only its looks do.

    ``number_format`` is empty where ours stays; ``place`` is where it stood in the returned sheet; ``free`` cells are
    the person's own and never locked, and keep their formulas; ``title`` cells look as the titles of ours.
    """

    content: Content | None = None
    stretches: tuple[Stretch, ...] = ()
    looks: dict[str, object] = field(default_factory=dict)
    number_format: str = ""
    place: Place | None = None
    free: bool = False
    title: bool = False


@dataclass(slots=True)
class PlanRow:
    """``ours`` and ``theirs`` are its row numbers there, 0 for none; notes and links are those of the merged row."""

    ours: int = 0
    theirs: int = 0
    cells: dict[int, NewCell] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)
    results: dict[int, Content] = field(default_factory=dict)  # of our formulas, as computed where theirs was saved
    like: int = 0  # a row of ours whose looks the new cells follow


@dataclass(frozen=True, slots=True)
class AddedColumn:
    """A column that a person added, its number in the returned sheet; without a title it stays outside the table."""

    theirs: int
    title: str
    width: float
    hidden: bool


@dataclass(slots=True)
class SheetPlan:
    """The merged sheet: ``part`` is ours, ``widths`` are theirs by column of ours."""

    part: str
    name: str
    ours_name: str
    theirs_name: str
    hidden: bool
    rows: list[PlanRow] = field(default_factory=list)
    columns: list[AddedColumn] = field(default_factory=list)
    column_map: dict[int, int] = field(default_factory=dict)  # of the table, from the returned sheet to the merged one
    titles: dict[str, str] = field(default_factory=dict)  # those of ours that somebody changed
    first_data: int = 0  # rows of the merged sheet
    last_data: int = 0
    our_rows: int = 0
    our_data: tuple[int, int] = (0, 0)  # first and last row of the table in ours, without its titles
    their_data: tuple[int, int] = (0, 0)
    widths: dict[int, float] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    pictures: list[Picture] = field(default_factory=list)
