"""Workbooks that people fill and send back: read with their errors by cell, turned into edits of the record."""
