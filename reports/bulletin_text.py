"""The bulletin as plain text, in columns that line up."""

from collections.abc import Iterable

from letters.figures import NOTHING, RATES, Tally
from reports.as_text import (
    day,
    figure_name,
    identity,
    line_name,
    lined_up,
    percent,
    period_name,
    title,
)
from reports.bulletin import FEWEST_RANKED, Bulletin, Row, points
from texts import Words

COLUMNS = ("received", "replied", "on_time", "open", "overdue")
COMPARED = ("reply", "on_time")


def written(found: Bulletin, words: Words) -> str:
    """Returns the whole bulletin: ranked departments, the others, kinds, mailboxes, identity."""
    few = words("bulletin-few", fewest=FEWEST_RANKED)
    blocks = [
        [title(found.sheet, words), beside(found, words)],
        table(found, words, words("bulletin-all"), [found.total]),
        table(found, words, words("bulletin-ranked"), found.ranked),
        table(found, words, few, found.few),
        table(found, words, words("bulletin-nothing-due"), found.nothing_due),
        table(found, words, words("report-by-kind"), found.by_kind, by_kind=True),
        table(found, words, words("report-by-mailbox"), found.by_mailbox),
        [identity(found.sheet, words), words("bulletin-note")],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def beside(found: Bulletin, words: Words) -> str:
    """Returns with which periods, as of when, this one is compared."""
    shown = [found.last, *([found.last_year] if found.last_year else [])]
    named = [
        words(
            "bulletin-beside",
            period=period_name(sheet.period, words),
            as_of=day(sheet.as_of, words),
        )
        for sheet in shown
    ]
    return words("bulletin-compared", beside=("、" if words.language == "zh" else "; ").join(named))


def headings(found: Bulletin, words: Words) -> list[str]:
    """Returns the columns' headings after the first: counts, rates, differences in points."""
    heads = [figure_name(name, words) for name in COLUMNS]
    for name in COMPARED:
        heads.append(figure_name(f"rate-{name}", words))
        heads.append(words("bulletin-than-last"))
        if found.last_year is not None:
            heads.append(words("bulletin-than-last-year"))
    return heads


def table(
    found: Bulletin, words: Words, heading: str, rows: Iterable[Row], *, by_kind: bool = False
) -> list[str]:
    """Returns a table's lines; none where it has no rows."""
    cells = [_cells(found, words, row, by_kind=by_kind) for row in rows]
    return lined_up([(heading, *headings(found, words)), *cells]) if cells else []


def name_of(found: Bulletin, row: Row, words: Words, *, by_kind: bool) -> str:
    """Returns what a row is of, its rank before it if it has one."""
    if row is found.total:
        return words("bulletin-total")
    name = line_name(row.line, words, by_kind=by_kind)
    return name if row.rank is None else words("bulletin-rank", rank=row.rank, name=name)


def _cells(found: Bulletin, words: Words, row: Row, *, by_kind: bool) -> tuple[str, ...]:
    tally = row.line.tally
    cells = [
        name_of(found, row, words, by_kind=by_kind),
        *(str(getattr(tally, column)) for column in COLUMNS),
    ]
    for rate in COMPARED:
        cells.append(percent(found.sheet, RATES[rate](tally), words))
        cells.append(_difference(found, rate, tally, row.last))
        if found.last_year is not None:
            cells.append(_difference(found, rate, tally, row.last_year))
    return tuple(cells)


def _difference(found: Bulletin, rate: str, now: Tally, then: Tally | None) -> str:
    earlier = None if then is None else RATES[rate](then)
    return points(found.sheet, RATES[rate](now), earlier) or NOTHING
