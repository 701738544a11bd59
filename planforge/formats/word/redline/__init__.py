"""Redlines: a new Word document with its changes against an old one marked as Word marks them."""

from planforge.formats.word.redline.redlining import redline

__all__ = ["redline"]
