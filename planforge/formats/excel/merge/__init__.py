"""Workbooks edited by hand, merged with what the record says now."""

from __future__ import annotations

from planforge.formats.excel.merge.merging import merge_excel

__all__ = ["merge_excel"]
