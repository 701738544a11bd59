"""Where a block is printed: how wide, and with which paragraph styles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Setting(StrEnum):
    """What surrounds a block."""

    FLOW = "flow"
    CALLOUT = "callout"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Place:
    """``width`` in twentieths of a point; ``body`` a style id; ``half_points`` a direct size, 0 for the style's."""

    width: int
    body: str
    setting: Setting = Setting.FLOW
    half_points: int = 0
    table_style: str = "Planforge Table"
    after: int = -1  # direct space below a paragraph, -1 for the style's
    ruled: bool = False  # tables have rules between all their cells, for the hand

    def ending(self) -> str:
        """The size of the paragraph's end on a scaled sheet: bullets and the height of lines follow it."""
        size = f'<w:sz w:val="{self.half_points}"/><w:szCs w:val="{self.half_points}"/>'
        return f"<w:rPr>{size}</w:rPr>" if self.after >= 0 else ""

    def spacing(self, line: int = 0) -> str:
        """The direct spacing of a paragraph, its lines exactly ``line`` high; nothing where the style decides."""
        after = f' w:after="{self.after}"' if self.after >= 0 else ""
        exact = f' w:line="{line}" w:lineRule="exact"' if line else ""
        return f"<w:spacing{after}{exact}/>" if after or exact else ""
