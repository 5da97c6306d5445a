"""A report as CSV: its tables below one another, for a spreadsheet (UTF-8 with a mark, CRLF).

Percentages are written as printed, without the sign; what begins like a formula is written so that
no spreadsheet runs it.
"""

import csv
import io
from datetime import date

from letters.figures import Rate
from reports.paper import Cell, Paper

BOM = "\ufeff"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula at the beginning of a cell."""


def written(paper: Paper) -> bytes:
    """Returns the file's content."""
    text = io.StringIO()
    lines = csv.writer(text)
    for line in (paper.title, *paper.paragraphs):
        lines.writerow([safe(line)])
    for table in paper.tables:
        lines.writerow([])
        lines.writerow([safe(column.heading) for column in table.columns])
        lines.writerows([_cell(paper, cell) for cell in row] for row in table.rows)
    lines.writerow([])
    lines.writerows([safe(note)] for note in paper.notes)
    lines.writerow([])
    lines.writerows([safe(name), safe(sentence)] for name, sentence in paper.definitions)
    return (BOM + text.getvalue()).encode("utf-8")


def _cell(paper: Paper, cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case Rate():
            return paper.sheet.printed(cell)
        case date():
            return cell.isoformat()
        case str():
            return safe(cell)
        case _:
            return cell


def safe(text: str) -> str:
    """Returns a text no spreadsheet takes for a formula: an apostrophe stands before such a one."""
    return f"'{text}" if text.startswith(FORMULAS) else text
