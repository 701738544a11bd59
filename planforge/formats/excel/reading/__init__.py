"""Workbooks that come back: opened under guard, read cell by cell with what a person may have changed."""
