"""A report as headings, paragraphs and tables: what every file format is written from.

Words are chosen here, once; a format decides only how a table looks. Numbers stay numbers, so that
a spreadsheet can count with them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from letters.figures import RATES, Rate, Tally
from reports import as_text, bulletin_text
from reports.annual import Line, Sheet
from reports.bulletin import FEWEST_RANKED, Bulletin, Row, points
from texts import Words

Cell = str | int | Rate | date | None


class Sort(StrEnum):
    """What a column holds, and so how it is set."""

    TEXT = "text"
    COUNT = "count"
    RATE = "rate"
    POINTS = "points"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and what it holds."""

    heading: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `name` is short, for a spreadsheet's tab; every row has a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report. `sheet` says how its rates are printed; `definitions`: name and sentence."""

    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    sheet: Sheet
    language: str


COUNTS_OF_LINES = ("received", "valid", "replied", "concluded", "on_time", "open", "overdue")
RATES_OF_LINES = ("reply", "valid_reply", "conclusion", "on_time", "on_time_original")


def of_sheet(sheet: Sheet, words: Words) -> Paper:
    """Returns the yearly report as paper."""
    tables = [
        _figures(sheet, words),
        _lines(words, "report-by-department", sheet.by_department),
        _lines(words, "report-by-kind", sheet.by_kind),
        _lines(words, "report-by-mailbox", sheet.by_mailbox),
        _lines(words, "report-by-month", sheet.by_month),
        _overdue(sheet, words),
    ]
    return Paper(
        title=as_text.title(sheet, words),
        paragraphs=(as_text.paragraph(sheet, words),),
        tables=tuple(table for table in tables if table.rows),
        notes=(as_text.identity(sheet, words), words("report-identity-note")),
        definitions=as_text.definitions(sheet, words),
        sheet=sheet,
        language=words.language,
    )


def _figures(sheet: Sheet, words: Words) -> Table:
    columns = (
        Column(words("paper-figure"), Sort.TEXT),
        Column(words("paper-value"), Sort.RATE),
        Column(words("paper-part"), Sort.COUNT),
        Column(words("paper-whole"), Sort.COUNT),
    )
    rows: list[tuple[Cell, ...]] = [
        (as_text.figure_name(name, words), as_text.count_of(sheet.total, name), None, None)
        for name in as_text.COUNTS
    ]
    rows += [
        (as_text.figure_name(f"rate-{name}", words), rate, rate.part, rate.whole)
        for name, rate in as_text.rates_of(sheet)
    ]
    rows += [
        (
            as_text.figure_name(f"days-{name}", words),
            as_text.days_of(sheet, name, words),
            None,
            None,
        )
        for name in as_text.DAYS
    ]
    return Table(words("paper-figures"), columns, tuple(rows))


def _lines(words: Words, heading: str, lines: Iterable[Line]) -> Table:
    by_kind = heading == "report-by-kind"
    columns = [Column(words(heading), Sort.TEXT)]
    columns += [Column(as_text.figure_name(n, words), Sort.COUNT) for n in COUNTS_OF_LINES]
    columns += [Column(as_text.figure_name(f"rate-{n}", words), Sort.RATE) for n in RATES_OF_LINES]
    rows = tuple(
        (as_text.line_name(line, words, by_kind=by_kind), *_of_tally(line.tally)) for line in lines
    )
    return Table(words(heading), tuple(columns), rows)


def _of_tally(tally: Tally) -> tuple[Cell, ...]:
    counts = [as_text.count_of(tally, name) for name in COUNTS_OF_LINES]
    return (*counts, *(RATES[name](tally) for name in RATES_OF_LINES))


def _overdue(sheet: Sheet, words: Words) -> Table:
    names = {line.code: line.name or line.code or "" for line in sheet.by_department}
    columns = (
        Column(words("paper-number"), Sort.TEXT),
        Column(words("paper-due"), Sort.DATE),
        Column(words("report-by-department"), Sort.TEXT),
    )
    rows = tuple(
        (
            letter.number,
            letter.due_on,
            names.get(letter.lead, "") if letter.lead else words("report-unassigned"),
        )
        for letter in sheet.overdue
    )
    return Table(words("report-overdue"), columns, rows)


def of_bulletin(found: Bulletin, words: Words) -> Paper:
    """Returns the bulletin as paper."""
    few = words("bulletin-few", fewest=FEWEST_RANKED)
    tables = [
        _compared(found, words, words("bulletin-all"), [found.total]),
        _compared(found, words, words("bulletin-ranked"), found.ranked),
        _compared(found, words, few, found.few),
        _compared(found, words, words("bulletin-nothing-due"), found.nothing_due),
        _compared(found, words, words("report-by-kind"), found.by_kind, by_kind=True),
        _compared(found, words, words("report-by-mailbox"), found.by_mailbox),
    ]
    return Paper(
        title=as_text.title(found.sheet, words),
        paragraphs=(bulletin_text.beside(found, words),),
        tables=tuple(table for table in tables if table.rows),
        notes=(as_text.identity(found.sheet, words), words("bulletin-note")),
        definitions=as_text.definitions(found.sheet, words),
        sheet=found.sheet,
        language=words.language,
    )


def _compared(
    found: Bulletin, words: Words, heading: str, rows: Sequence[Row], *, by_kind: bool = False
) -> Table:
    columns = [Column(heading, Sort.TEXT)]
    names = bulletin_text.COLUMNS
    columns += [Column(as_text.figure_name(name, words), Sort.COUNT) for name in names]
    for name in bulletin_text.COMPARED:
        columns.append(Column(as_text.figure_name(f"rate-{name}", words), Sort.RATE))
        columns.append(Column(words("bulletin-than-last"), Sort.POINTS))
        if found.last_year is not None:
            columns.append(Column(words("bulletin-than-last-year"), Sort.POINTS))
    cells = tuple(
        (
            bulletin_text.name_of(found, row, words, by_kind=by_kind),
            *(getattr(row.line.tally, name) for name in names),
            *_rates_compared(found, row),
        )
        for row in rows
    )
    return Table(heading, tuple(columns), cells)


def _rates_compared(found: Bulletin, row: Row) -> Iterable[Cell]:
    for name in bulletin_text.COMPARED:
        now = RATES[name](row.line.tally)
        yield now
        for then in (row.last, *([row.last_year] if found.last_year else [])):
            yield points(found.sheet, now, None if then is None else RATES[name](then))
