"""Redlines: a new Word document with its changes against an old one marked as Word marks them."""

from planforge.formats.word.redline.extent import changes_the_text
from planforge.formats.word.redline.redlining import redline

__all__ = ["changes_the_text", "redline"]
