"""A report as CSV: its tables below one another, for a spreadsheet (UTF-8 with a mark, CRLF).

Percentages are written as printed, without the sign; what looks like a formula is escaped, so that
no spreadsheet runs it.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reports.paper import Cell, Paper, Points, Section

BOM = "\ufeff"
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""A cell that begins with one of these may be run as a formula; some read full-width signs, too."""


def written(paper: Paper) -> bytes:
    """Returns the file's content."""
    lines: list[Sequence[str | int]] = [[safe(paper.title)]]
    for section in paper.sections:
        lines += _section(paper, section)
    lines += [[], *([safe(name), safe(sentence)] for name, sentence in paper.definitions)]
    lines.append([safe(paper.rounding_note)])
    return file_of(lines)


def file_of(lines: Iterable[Iterable[object]]) -> bytes:
    """Returns lines of cells as a file."""
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return (BOM + text.getvalue()).encode("utf-8")


def _section(paper: Paper, section: Section) -> Iterable[Sequence[str | int]]:
    yield []
    if section.heading:
        yield [safe(section.heading)]
    yield from ([safe(paragraph)] for paragraph in section.paragraphs)
    for table in section.tables:
        yield []
        if table.name != table.columns[0].heading:
            yield [safe(table.name)]
        yield [safe(column.heading) for column in table.columns]
        yield from ([_cell(paper, cell) for cell in row] for row in table.rows)
    if section.notes:
        yield []
    yield from ([safe(note)] for note in section.notes)


def _cell(paper: Paper, cell: Cell) -> str | int:
    match cell:
        case str():
            return safe(cell)
        case int():
            return cell
        case Decimal():
            return str(cell)
        case Points():
            return str(cell.value)
        case _:
            return paper.printed(cell)


def safe(text: str) -> str:
    """Returns the text with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unsafe(text: str) -> str:
    """Returns the text that was given to `safe`."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
