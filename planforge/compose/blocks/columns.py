"""The kinds of columns by their short names, and the words of a yes or no: tables of data name them on every line."""

from __future__ import annotations

from planforge.document.tables import ColumnKind

TEXT = ColumnKind.TEXT
NUMBER = ColumnKind.NUMBER
DATE = ColumnKind.DATE
MOMENT = ColumnKind.MOMENT
HOUR = ColumnKind.HOUR
DURATION = ColumnKind.DURATION
TICK = ColumnKind.TICK
CODE = ColumnKind.CODE

YES_NO = ("oui", "non")
