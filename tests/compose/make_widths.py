"""Builds ``templates/sheets/widths.yaml``: advance widths per 1000 em of the fonts that sheets are measured with.

Run by hand with fontTools installed: ``python tests/compose/make_widths.py``. The metric twins of Arial and Calibri
(Liberation Sans and Carlito) have the same widths as they do.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

FOLDERS = (Path("/usr/share/fonts/truetype/liberation2"), Path("/usr/share/fonts/truetype/crosextra"))
FACES = {
    "Arial": "LiberationSans-Regular.ttf",
    "Arial Bold": "LiberationSans-Bold.ttf",
    "Calibri": "Carlito-Regular.ttf",
    "Calibri Bold": "Carlito-Bold.ttf",
}
CHARACTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))] + list(
    "ŒœŸ–—‘’“”„†‡•…‰‹›€™←↑→↓−≈≠≤≥◊\u202f"
)
TARGET = Path(__file__).parents[2] / "templates" / "sheets" / "widths.yaml"


def measured(path: Path) -> dict[int, str]:
    """The characters of each width."""
    font = import_module("fontTools.ttLib").TTFont(path)
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    widths: dict[int, str] = {}
    for character in CHARACTERS:
        if ord(character) in names:
            width = round(advances[names[ord(character)]][0] * 1000 / em)
            widths[width] = widths.get(width, "") + character
    return dict(sorted(widths.items()))


def quoted(characters: str) -> str:
    """The characters as a YAML string that survives editors: what is not plain ASCII as escapes where it is blank."""
    escaped = characters.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\u00a0", "\\u00a0").replace("\u00ad", "\\u00ad").replace("\u202f", "\\u202f") + '"'


def table() -> str:
    """The whole file."""
    lines = ["# Advance widths in thousandths of an em: width, then the characters that have it."]
    for face, name in FACES.items():
        path = next(folder / name for folder in FOLDERS if (folder / name).is_file())
        lines.append(f"{face}:")
        lines += [f"  {width}: {quoted(characters)}" for width, characters in measured(path).items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(table(), encoding="utf-8")
    sys.stdout.write(f"{TARGET}\n")
