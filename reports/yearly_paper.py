"""The yearly sheet as paper: the paragraph, all figures, tables by department and so on."""

from collections.abc import Iterable

from letters.figures import RATES, Tally
from reports import wording
from reports.annual import Line, Sheet
from reports.paper import Cell, Column, Paper, Section, Sort, Table
from texts import Words

COUNTS_OF_LINES = ("received", "valid", "replied", "concluded", "on_time", "open", "overdue")
RATES_OF_LINES = ("reply", "valid_reply", "conclusion", "on_time", "on_time_original")
BRIEF = frozenset({"received", "replied", "open", "overdue", "reply", "on_time"})


def of_sheet(sheet: Sheet, words: Words) -> Paper:
    """Returns the figures of the mailbox as paper."""
    return on_paper(sheet, words, wording.title(sheet, words), (of_letters(sheet, words),))


def on_paper(sheet: Sheet, words: Words, title: str, sections: tuple[Section, ...]) -> Paper:
    """Returns sections as paper, with the definitions of the sheet's figures."""
    return Paper(
        title=title,
        sections=sections,
        definitions=wording.definitions(sheet, words),
        rounding_note=words("report-rounding", rounding=sheet.rounding.value),
        rounding=sheet.rounding,
        decimals=sheet.decimals,
        language=words.language,
    )


def of_letters(sheet: Sheet, words: Words, heading: str = "") -> Section:
    """Returns how letters were handled: the paragraph, all figures, all tables, the identity."""
    tables = (
        _counts(sheet, words),
        _rates(sheet, words),
        _days(sheet, words),
        _lines(words, "report-by-department", sheet.by_department),
        _lines(words, "report-by-kind", sheet.by_kind),
        _lines(words, "report-by-mailbox", sheet.by_mailbox),
        _lines(words, "report-by-topic", sheet.by_topic),
        _lines(words, "report-by-month", sheet.by_month),
        _overdue(sheet, words),
    )
    return Section(
        heading,
        (wording.paragraph(sheet, words),),
        tuple(table for table in tables if table.rows),
        (wording.identity(sheet, words), words("report-identity-note")),
    )


def _counts(sheet: Sheet, words: Words) -> Table:
    columns = (Column(words("paper-figure"), Sort.TEXT), Column(words("paper-value"), Sort.COUNT))
    rows = tuple(
        (wording.figure_name(name, words), wording.count_of(sheet.total, name))
        for name in wording.COUNTS
    )
    return Table(words("paper-figures"), columns, rows)


def _rates(sheet: Sheet, words: Words) -> Table:
    columns = (
        Column(words("paper-rate"), Sort.TEXT),
        Column(words("paper-value"), Sort.RATE),
        Column(words("paper-part"), Sort.COUNT),
        Column(words("paper-whole"), Sort.COUNT),
    )
    rows = tuple(
        (wording.figure_name(f"rate-{name}", words), rate, rate.part, rate.whole)
        for name, rate in wording.rates_of(sheet)
    )
    return Table(words("paper-rate"), columns, rows)


def _days(sheet: Sheet, words: Words) -> Table:
    columns = (
        Column(words("paper-days"), Sort.TEXT),
        Column(words("paper-mean"), Sort.COUNT),
        Column(words("paper-median"), Sort.COUNT),
        Column(words("paper-sum"), Sort.COUNT),
        Column(words("paper-letters"), Sort.COUNT),
    )
    found = [(name, wording.days_of(sheet, name)) for name in wording.DAYS]
    rows = tuple(
        (
            wording.figure_name(f"days-{name}", words),
            wording.exact(spread.mean()),
            wording.exact(spread.median()),
            spread.days,
            spread.letters,
        )
        for name, spread in found
    )
    return Table(words("paper-days"), columns, rows)


def _lines(words: Words, heading: str, lines: Iterable[Line]) -> Table:
    columns = [Column(words(heading), Sort.TEXT)]
    columns += [
        Column(wording.figure_name(name, words), Sort.COUNT, name in BRIEF)
        for name in COUNTS_OF_LINES
    ]
    columns += [
        Column(wording.figure_name(f"rate-{name}", words), Sort.RATE, name in BRIEF)
        for name in RATES_OF_LINES
    ]
    rows = tuple(
        (wording.line_name(line, words, heading), *_of_tally(line.tally)) for line in lines
    )
    charted = 1 + len(COUNTS_OF_LINES) if len(rows) > 1 else None
    return Table(words(heading), tuple(columns), rows, charted)


def _of_tally(tally: Tally) -> tuple[Cell, ...]:
    counts = [wording.count_of(tally, name) for name in COUNTS_OF_LINES]
    return (*counts, *(RATES[name](tally) for name in RATES_OF_LINES))


def _overdue(sheet: Sheet, words: Words) -> Table:
    names = {line.code: line.name or line.code or "" for line in sheet.by_department}
    columns = (
        Column(words("paper-number"), Sort.TEXT),
        Column(words("paper-due"), Sort.DATE),
        Column(words("paper-department"), Sort.TEXT),
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
