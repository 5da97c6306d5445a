"""The bulletin as paper: departments ranked, the others, kinds, mailboxes, topics, compared."""

from collections.abc import Iterable, Sequence

from letters.figures import NOTHING, RATES, Tally
from reports import wording
from reports.bulletin import FEWEST_RANKED, Bulletin, Row, points
from reports.paper import Cell, Column, Paper, Section, Sort, Table
from reports.yearly_paper import on_paper
from texts import Words

COUNTS = ("replied", "on_time", "open", "overdue")
COMPARED = ("reply", "on_time")


def of_bulletin(found: Bulletin, words: Words) -> Paper:
    """Returns the bulletin as paper."""
    few = words("bulletin-few", fewest=FEWEST_RANKED)
    tables = (
        _compared(found, words, words("bulletin-all"), [found.total]),
        _compared(found, words, words("bulletin-ranked"), found.ranked),
        _compared(found, words, few, found.few),
        _compared(found, words, words("bulletin-nothing-due"), found.nothing_due),
        _compared(found, words, words("report-by-kind"), found.by_kind, "report-by-kind"),
        _compared(found, words, words("report-by-mailbox"), found.by_mailbox),
        _compared(found, words, words("report-by-topic"), found.by_topic, "report-by-topic"),
    )
    section = Section(
        "",
        (beside(found, words),),
        tuple(table for table in tables if table.rows),
        (wording.identity(found.sheet, words), words("bulletin-note")),
    )
    title = wording.title(found.sheet, words, "bulletin-title")
    return on_paper(found.sheet, words, title, (section,))


def beside(found: Bulletin, words: Words) -> str:
    """Returns with which periods, as of when, this one is compared."""
    named = [
        words(
            "bulletin-beside",
            period=wording.period_name(sheet.period, words),
            as_of=wording.day(sheet.as_of, words),
        )
        for sheet in (found.last, *([found.last_year] if found.last_year else []))
    ]
    return words("bulletin-compared", beside=("、" if words.language == "zh" else "; ").join(named))


def _compared(
    found: Bulletin, words: Words, name: str, rows: Sequence[Row], heading: str = ""
) -> Table:
    columns = tuple(_columns(found, words, name))
    cells = tuple((_name(found, row, words, heading), *_cells(found, row)) for row in rows)
    on_time = next(
        place
        for place, column in enumerate(columns)
        if column.heading == wording.figure_name("rate-on_time", words)
    )
    return Table(name, columns, cells, on_time if len(rows) > 1 else None)


def _columns(found: Bulletin, words: Words, name: str) -> Iterable[Column]:
    """The name, the counts, the rates; beside received and each rate those of earlier periods."""
    earlier = ["last", "last-year"] if found.last_year else ["last"]
    yield Column(name, Sort.TEXT)
    yield Column(wording.figure_name("received", words), Sort.COUNT)
    for period in earlier:
        yield Column(words(f"bulletin-{period}"), Sort.COUNT, brief=False)
    for count in COUNTS:
        yield Column(wording.figure_name(count, words), Sort.COUNT)
    for rate in COMPARED:
        yield Column(wording.figure_name(f"rate-{rate}", words), Sort.RATE)
        for period in earlier:
            yield Column(words(f"bulletin-{period}"), Sort.RATE)
            yield Column(words(f"bulletin-than-{period}"), Sort.POINTS)


def _name(found: Bulletin, row: Row, words: Words, heading: str) -> str:
    """What a row is of, its rank before it if it has one."""
    if row is found.total:
        return words("bulletin-total")
    name = wording.line_name(row.line, words, heading)
    return name if row.rank is None else words("bulletin-rank", rank=row.rank, name=name)


def _cells(found: Bulletin, row: Row) -> Iterable[Cell]:
    tally = row.line.tally
    earlier = [row.last, row.last_year] if found.last_year else [row.last]
    yield tally.received
    yield from (0 if then is None else then.received for then in earlier)
    yield from (getattr(tally, count) for count in COUNTS)
    for rate in COMPARED:
        now = RATES[rate](tally)
        yield now
        for then in earlier:
            before = RATES[rate](then or Tally())
            yield before
            yield points(found.sheet, now, before) or NOTHING
