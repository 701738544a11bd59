"""Documents as Word files: XML text from blocks, spliced unparsed into a package made once from the charter."""

from planforge.formats.word.writer import WordWriter

__all__ = ["WordWriter"]
