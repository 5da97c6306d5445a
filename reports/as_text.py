"""A report as plain text, in columns that line up."""

from collections.abc import Iterable, Sequence

from wcwidth import wcswidth

from reports.paper import Paper, Section, Sort, Table
from texts import Words


def written(paper: Paper, words: Words) -> str:
    """Returns the whole report: title, sections with their tables, definitions."""
    blocks = [[paper.title]]
    for section in paper.narrow().sections:
        blocks += _section(paper, section)
    defined = [
        words("report-definition", figure=figure, definition=definition)
        for figure, definition in paper.definitions
    ]
    if defined:
        blocks.append([words("report-definitions"), *defined, paper.rounding_note])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _section(paper: Paper, section: Section) -> Iterable[list[str]]:
    yield [section.heading] if section.heading else []
    yield list(section.paragraphs)
    for table in section.tables:
        yield _table(paper, table)
    yield list(section.notes)


def _table(paper: Paper, table: Table) -> list[str]:
    head = tuple(column.heading for column in table.columns)
    rows = [tuple(paper.shown(cell) for cell in row) for row in table.rows]
    left = [column.sort in {Sort.TEXT, Sort.DATE} for column in table.columns]
    named = [] if table.name == head[0] else [table.name]
    return [*named, *lined_up([head, *rows], left)]


def width(text: str) -> int:
    """Returns a text's width in terminal columns."""
    columns = int(wcswidth(text))
    return columns if columns >= 0 else len(text)


def lined_up(rows: Sequence[tuple[str, ...]], left: Sequence[bool]) -> list[str]:
    """Returns rows as lines whose columns line up: those marked `left` to the left."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (wide - width(cell)) if to_left else " " * (wide - width(cell)) + cell
            for to_left, cell, wide in zip(left, row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
