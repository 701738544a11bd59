"""Native charts of columns of a table, placed under it, with their axes named in French."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log2
from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, RadarChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from planforge.document.documents import ChartKind
from planforge.document.tables import ColumnKind
from planforge.formats.cells import say
from planforge.formats.excel.names import quoted
from planforge.formats.excel.palette import LINE, NAVY, SLATE
from planforge.formats.excel.shapes import NUMBER_FORMATS, Shape, stored_number
from planforge.values import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from planforge.document.documents import Chart
    from planforge.document.tables import Column
    from planforge.formats.excel.layout import Layout

# Different in lightness too, so that series stay apart in black and white.
_COLOURS = (SLATE, NAVY, "E0A458", "9DB4CC", "7A3A05", "BFC7D1")
_AXIS_FORMATS = {
    ColumnKind.DURATION: '[<1][h]"\u00a0h\u00a0"mm;0"\u00a0j"',
    ColumnKind.PERCENT: NUMBER_FORMATS[Shape.PERCENT],
    ColumnKind.VOLUME: NUMBER_FORMATS[Shape.VOLUME],
}
# Durations go from minutes to weeks: on an even scale those under a day would show no bar at all.
_DOUBLING = "{}\u00a0: chaque trait vaut le double du précédent"
_ROW = 15 / 72 * 2.54  # centimetres
_CHARACTER = 7 / 96 * 2.54
LEAST = 7.5  # below that height a chart starts a page of its own
_LOW, _HIGH, _BAR = 9.0, 16.5, 0.75


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in centimetres, and the rows of default height that it covers."""

    width: float
    height: float

    @property
    def rows(self) -> int:
        """Rows that the chart covers."""
        return int(self.height / _ROW) + 2


def chart_size(layout: Layout, room: float, left: float) -> Size:
    """The size of the sheet's chart: as wide as the page allows, high enough for its bars.

    ``left`` is the height left on the page under the table, in points: the chart takes it when that is enough.
    """
    chart = layout.sheet.chart
    height = _LOW
    if chart is not None and chart.kind is ChartKind.BAR:
        height = min(max(_LOW, len(layout.data) * len(chart.series) * _BAR + 3), _HIGH)
    elif chart is not None and chart.kind is ChartKind.RADAR:
        height = 12.0
    below = left / 72 * 2.54
    return Size(min(room * _CHARACTER, 26.0), min(height, below) if below >= LEAST else height)


def add_chart(sheet: Worksheet, layout: Layout, size: Size) -> None:
    """Add the sheet's chart under its table."""
    chart = layout.sheet.chart
    if chart is None:
        return
    drawn = _drawn(chart)
    drawn.title = _heading(chart.title, 13)
    drawn.width, drawn.height = size.width, size.height
    columns = {column.key: column for column in layout.columns}
    for number, key in enumerate(chart.series):
        series = _series(layout, chart.labels, key, number)
        if chart.kind is ChartKind.RADAR:  # lines only: filled ones would hide each other
            series.graphicalProperties.solidFill, series.graphicalProperties.noFill = None, True
        drawn.series.append(series)
    _axes(drawn, chart, columns)
    if chart.kind is not ChartKind.RADAR and columns[chart.series[0]].kind is ColumnKind.DURATION:
        _double(
            drawn, chart, [number for key in chart.series for number in _stored(layout, key) if number and number > 0]
        )
    if len(chart.series) == 1:
        drawn.legend = None
    else:
        drawn.legend.position = "b"
    sheet.add_chart(drawn, f"A{layout.chart_row}")


def _drawn(chart: Chart) -> Any:  # noqa: ANN401 - bars and radars share no typed base with axes
    if chart.kind is ChartKind.RADAR:
        radar = RadarChart()
        radar.type = "marker"
        return radar
    bars = BarChart()
    bars.type = "bar" if chart.kind is ChartKind.BAR else "col"
    bars.gapWidth = 60
    if chart.kind is ChartKind.STACKED:
        bars.grouping, bars.overlap = "stacked", 100
    return bars


def _series(layout: Layout, labels: str, key: str, number: int) -> Series:
    place = list(layout.positions).index(key)
    title = f"{quoted(layout.name)}!${layout.positions[key]}${layout.header_row}"
    colour = _COLOURS[number % len(_COLOURS)]
    properties = GraphicalProperties(solidFill=colour)
    properties.line.solidFill = colour
    return Series(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=StrRef(title, _words([layout.titles[place]]))),
        cat=AxDataSource(strRef=StrRef(_span(layout, labels), _words(_values(layout, labels)))),
        val=NumDataSource(numRef=NumRef(_span(layout, key), _numbers(layout, key))),
        spPr=properties,
    )


def _span(layout: Layout, key: str) -> str:
    letter = layout.positions[key]
    return f"{quoted(layout.name)}!${letter}${layout.first_row}:${letter}${layout.last_row}"


def _values(layout: Layout, key: str) -> list[str]:
    place = list(layout.positions).index(key)
    return [clean(say(row.cells[place].value)) if place < len(row.cells) else "" for row in layout.data]


def _words(values: list[str]) -> Any:  # noqa: ANN401 - openpyxl's cache of words has no useful type
    return StrData(ptCount=len(values), pt=[StrVal(number, value) for number, value in enumerate(values)])


def _numbers(layout: Layout, key: str) -> Any:  # noqa: ANN401 - same for numbers
    found = _stored(layout, key)
    points = [NumVal(number, v=value) for number, value in enumerate(found) if value is not None]
    return NumData(formatCode="General", ptCount=len(found), pt=points)


def _stored(layout: Layout, key: str) -> list[float | None]:
    place = list(layout.positions).index(key)
    return [stored_number(row.cells[place].value) if place < len(row.cells) else None for row in layout.data]


def _double(drawn: Any, chart: Chart, days: list[float]) -> None:  # noqa: ANN401 - see _drawn
    """Graduates the axis of durations by doubling, from below the shortest, where the bars begin."""
    if not days:
        return
    least = 2.0 ** (floor(log2(min(days))) - 1)
    drawn.y_axis.scaling.logBase = drawn.y_axis.majorUnit = 2.0
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = least, 2.0 ** ceil(log2(max(days)))
    drawn.x_axis.crosses, drawn.x_axis.crossesAt = None, least
    drawn.y_axis.title = _heading(_DOUBLING.format(chart.unit or "Durée"), 10)


def _axes(drawn: Any, chart: Chart, columns: dict[str, Column]) -> None:  # noqa: ANN401 - see _drawn
    kind = columns[chart.series[0]].kind
    drawn.x_axis.delete = drawn.y_axis.delete = False  # left out, Excel hides both
    drawn.y_axis.number_format = _AXIS_FORMATS.get(kind, "#,##0")
    drawn.y_axis.majorGridlines.spPr = _line(LINE)
    if chart.kind is ChartKind.RADAR:
        return
    drawn.x_axis.title = _heading(columns[chart.labels].title, 10)
    drawn.y_axis.title = _heading(chart.unit or columns[chart.series[0]].title, 10)
    if chart.kind is ChartKind.BAR:
        drawn.x_axis.scaling.orientation = "maxMin"  # the first row of the table on top
        drawn.y_axis.crosses = "max"


def _line(colour: str) -> Any:  # noqa: ANN401 - see _drawn
    properties = GraphicalProperties()
    properties.line.solidFill = colour
    return properties


def _heading(text: str, size: int) -> Any:  # noqa: ANN401 - see _drawn
    look = CharacterProperties(sz=size * 100, b=True, solidFill=NAVY, lang="fr-FR")
    run = RegularTextRun(rPr=look, t=clean(text))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
