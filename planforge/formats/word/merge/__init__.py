"""Word files edited by hand, merged with what the record says now."""

from __future__ import annotations

from planforge.formats.word.merge.merging import merge_word

__all__ = ["merge_word"]
