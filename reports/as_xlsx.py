"""A report as a workbook: a tab for each table, real numbers, a chart of rates, definitions.

Rates are exact fractions in percent format, cut like the printed ones, because a spreadsheet would
round them. Texts are written as texts, whatever they begin with.
"""

import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from letters.figures import NOTHING, Rate
from reports.paper import Cell, Paper, Points, Sort, Table
from texts import Words

HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
WIDEST, NARROWEST = 60, 9  # characters in a column
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
MOST_NAME = 31  # what a tab's name may be long
LINE = 16  # points
FIRST_ROW = 3  # below the title and an empty line


def written(paper: Paper, words: Words) -> bytes:
    """Returns the file's content."""
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for table in paper.tables:
        _tab(book, paper, table)
    _definitions(book, paper, words)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _tab(book: Workbook, paper: Paper, table: Table) -> None:
    sheet = book.create_sheet(_name(book, table.name))
    _text(sheet, 1, 1, paper.title).font = Font(bold=True, size=14)
    for place, column in enumerate(table.columns, start=1):
        head = _text(sheet, FIRST_ROW, place, column.heading)
        head.font, head.fill = Font(bold=True), HEAD_FILL
        head.alignment = Alignment(horizontal=_side(column.sort), vertical="center", wrap_text=True)
    sheet.row_dimensions[FIRST_ROW].height = 2 * LINE
    for down, row in enumerate(table.rows, start=FIRST_ROW + 1):
        for place, cell in enumerate(row, start=1):
            _write(sheet, down, place, cell, paper)
            side = _side(table.columns[place - 1].sort)
            sheet.cell(down, place).alignment = Alignment(horizontal=side)
    _widths(sheet, table)
    sheet.freeze_panes = sheet.cell(FIRST_ROW + 1, 2)
    sheet.print_title_rows = f"{FIRST_ROW}:{FIRST_ROW}"
    _print_set_up(sheet)
    _chart(sheet, table)


def _side(sort: Sort) -> Literal["left", "right"]:
    return "left" if sort in {Sort.TEXT, Sort.DATE} else "right"


def _name(book: Workbook, name: str) -> str:
    clean = FORBIDDEN.sub(" ", name)[:MOST_NAME].strip("' ") or "-"
    return (
        clean
        if clean not in book.sheetnames
        else f"{clean[: MOST_NAME - 3]} {len(book.sheetnames)}"
    )


def _text(sheet: Worksheet, row: int, column: int, text: str) -> XlsxCell:
    cell = _cell(sheet, row, column)
    cell.value = text
    cell.data_type = TYPE_STRING  # a text that begins with "=" is a text
    return cell


def _cell(sheet: Worksheet, row: int, column: int) -> XlsxCell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, XlsxCell):
        raise TypeError("no cells are merged here")
    return cell


def _write(sheet: Worksheet, row: int, column: int, value: Cell, paper: Paper) -> None:
    match value:
        case None:
            return
        case Rate() if value.whole == 0:
            _text(sheet, row, column, NOTHING)
        case Rate():
            decimals = paper.decimals
            cell = _cell(sheet, row, column)
            # as printed: cut, not rounded, which the percent format alone would do
            cell.value = round(float(paper.printed(value)) / 100, decimals + 2)
            cell.number_format = f"{_zeros(decimals)}%"
        case Points():
            cell = _cell(sheet, row, column)
            shown = _zeros(paper.decimals)
            cell.value, cell.number_format = value.value, f"+{shown};−{shown};±{shown}"
        case date():
            cell = _cell(sheet, row, column)
            cell.value, cell.number_format = value, "yyyy-mm-dd"
        case str():
            _text(sheet, row, column, value)
        case Decimal():
            cell = _cell(sheet, row, column)
            places = -int(value.as_tuple().exponent)
            cell.value, cell.number_format = value, f"#,##{_zeros(places)}"
        case _:
            cell = _cell(sheet, row, column)
            cell.value, cell.number_format = value, "#,##0"


def _zeros(decimals: int) -> str:
    return f"0.{'0' * decimals}" if decimals else "0"


def _widths(sheet: Worksheet, table: Table) -> None:
    for place, column in enumerate(table.columns):
        cells = [
            column.heading if column.sort is Sort.TEXT else "",
            *(row[place] for row in table.rows),
        ]
        longest = max((_wide(str(cell)) for cell in cells if isinstance(cell, str)), default=0)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(
            max(longest + 2, NARROWEST), WIDEST
        )


def _wide(text: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _print_set_up(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&P / &N"


def _chart(sheet: Worksheet, table: Table) -> None:
    """A bar for each row's rate, where the table is charted."""
    if table.charted is None:
        return
    chart = BarChart()
    chart.type, chart.style = "bar", 10
    chart.title = table.columns[table.charted].heading
    chart.legend = None
    last = FIRST_ROW + len(table.rows)
    column = table.charted + 1
    chart.add_data(
        Reference(sheet, min_col=column, min_row=FIRST_ROW, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=FIRST_ROW + 1, max_row=last))
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.number_format, chart.x_axis.delete, chart.y_axis.delete = "0%", False, False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.height, chart.width = max(5.0, 1.0 + 0.8 * len(table.rows)), 18
    sheet.add_chart(chart, f"A{last + 3}")


def _texts(paper: Paper) -> Iterable[str]:
    for section in paper.sections:
        yield from filter(None, (section.heading, *section.paragraphs, *section.notes))


def _definitions(book: Workbook, paper: Paper, words: Words) -> None:
    sheet = book.create_sheet(_name(book, words("report-definitions")))
    _text(sheet, 1, 1, words("report-definitions")).font = Font(bold=True, size=14)
    lines = [*paper.definitions, ("", paper.rounding_note), *(("", t) for t in _texts(paper))]
    for down, (name, sentence) in enumerate(lines, start=FIRST_ROW):
        _text(sheet, down, 1, name).alignment = Alignment(vertical="top")
        _text(sheet, down, 2, sentence).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[down].height = LINE * (1 + _wide(sentence) // 85)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 38, 90
    _print_set_up(sheet)
