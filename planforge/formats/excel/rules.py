"""What Excel watches while a person types: drop-downs, plausible values, colours that follow the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from planforge.document.tables import ColumnKind
from planforge.document.text import Tone
from planforge.formats.cells import GAP_WORDS
from planforge.formats.excel.layout import GROUP
from planforge.formats.excel.lists import choices
from planforge.formats.excel.palette import AMBER, NAVY, TONES
from planforge.formats.excel.shapes import TICKED
from planforge.formats.excel.strings import coded
from planforge.values import clean, french

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from planforge.document.tables import Column
    from planforge.formats.excel.layout import Layout

_LONGEST_LITERAL = 255  # characters of a text inside a formula
_CHOICE_ERROR = french("Choisissez un mot de la liste : la flèche est à droite de la cellule.")
# What an editable cell of each kind expects: message shown, and the least value.
_EXPECTED: dict[ColumnKind, tuple[str, str]] = {
    ColumnKind.DATE: ("Écrivez une date, par exemple 12/03/2026.", "36526"),
    ColumnKind.MOMENT: ("Écrivez le jour et l’heure, par exemple 12/03/2026 14:30.", "36526"),
    ColumnKind.HOUR: ("Écrivez une heure, par exemple 9:05.", "0"),
    ColumnKind.DURATION: ("Écrivez 4:00 pour 4 heures, 48:00 ou 2 pour 2 jours.", "0"),
    ColumnKind.NUMBER: ("Écrivez un nombre.", "0"),
    ColumnKind.PERCENT: ("Écrivez un pourcentage, par exemple 80 %.", "0"),
    ColumnKind.VOLUME: ("Écrivez un volume en Go : 1500 pour 1,5 To.", "0"),
}


def add_rules(sheet: Worksheet, layout: Layout, lists: dict[tuple[str, ...], str]) -> None:
    """Add validations and conditional colours to the table of a sheet."""
    for column in layout.columns:
        validation = _validation(column, lists)
        if validation is not None:
            validation.add(layout.span(column.key))
            sheet.add_data_validation(validation)
    sheet.conditional_formatting.add(layout.body, _gap_rule(layout))
    for column in layout.columns:
        for rule in _tone_rules(column):
            sheet.conditional_formatting.add(layout.span(column.key), rule)
    if layout.grouped:
        # On the group's own column only: LibreOffice applies one of two rules that meet on a cell.
        sheet.conditional_formatting.add(layout.span(GROUP.key), _group_rule(layout))


def _validation(column: Column, lists: dict[tuple[str, ...], str]) -> DataValidation | None:
    words = choices(column)
    if words:
        return DataValidation(type="list", formula1=lists[words], **_explained("stop", _CHOICE_ERROR))
    if not column.editable or column.kind not in _EXPECTED:
        return None
    words_expected, least = _EXPECTED[column.kind]
    message = french(words_expected)
    found = DataValidation(
        type="date" if column.kind in {ColumnKind.DATE, ColumnKind.MOMENT} else "decimal",
        operator="greaterThanOrEqual",
        formula1=least,
        **_explained("warning", message),
    )
    found.promptTitle, found.prompt, found.showInputMessage = "À remplir", message, True
    return found


def _explained(style: str, message: str) -> dict[str, Any]:
    # openpyxl leaves the error message off, and a list without it enforces nothing.
    return {
        "allow_blank": True,
        "showErrorMessage": True,
        "errorStyle": style,
        "errorTitle": "Valeur inattendue",
        "error": message,
    }


def _gap_rule(layout: Layout) -> Rule:
    """Amber on every gap, gone as soon as somebody writes the value."""
    dash = Side(style="dashed", color="FF" + AMBER)
    style = _style(Tone.GAP, Border(left=dash, right=dash, top=dash, bottom=dash))
    formula = f'LEFT(A{layout.first_row},{len(GAP_WORDS)})="{GAP_WORDS}"'
    return Rule(type="expression", formula=[formula], dxf=style)


def _tone_rules(column: Column) -> list[Rule]:
    tones = dict(column.tones or {})
    if column.kind is ColumnKind.TICK:
        tones.setdefault(TICKED, Tone.MET)
    return [
        Rule(type="cellIs", operator="equal", formula=[_literal(word)], dxf=_style(tone))
        for word, tone in tones.items()
        if len(word) <= _LONGEST_LITERAL and tone is not Tone.NEUTRAL
    ]


def _group_rule(layout: Layout) -> Rule:
    """A navy line where a new group starts, wherever a sort has put it."""
    first = layout.first_row
    line = DifferentialStyle(border=Border(top=Side(style="thin", color="FF" + NAVY)))
    return Rule(type="expression", formula=[f"$A{first}<>$A{first - 1}"], dxf=line)


def _literal(word: str) -> str:
    doubled = coded(clean(word)).replace('"', '""')
    return f'"{doubled}"'


def _style(tone: Tone, border: Border | None = None) -> DifferentialStyle:
    look = TONES[tone]
    font = Font(bold=look.bold or None, italic=look.italic or None, color="FF" + look.ink)
    fill = PatternFill(fill_type="solid", bgColor="FF" + look.fill) if look.fill else None
    return DifferentialStyle(font=font, fill=fill, border=border)
