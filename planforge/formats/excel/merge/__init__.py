"""Workbooks edited by hand, merged with what the record says now."""
