"""A sheet as plain text: for the terminal, and for the chat in a monospaced block.

Columns line up by the width characters have on a screen, where a Chinese one is two wide.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from wcwidth import wcswidth

from letters.figures import NOTHING, RATES, Rate, Tally, concluded, valid
from letters.period import Period
from reports.annual import Line, Sheet
from texts import Words

COUNTS = (
    "received",
    "valid",
    "replied",
    "refused",
    "merged",
    "withdrawn",
    "concluded",
    "open",
    "overdue",
    "on_time",
    "rated",
    "reopened",
    "waiting_again",
    "waiting_again_overdue",
    "published",
    "undeliverable",
)
"""The counts in their order of print."""
COLUMNS = ("received", "replied", "rate-reply", "rate-on-time", "open", "overdue")
"""The columns of the tables by department, kind, mailbox and month."""
DAYS = ("calendar", "working", "early")


def written(sheet: Sheet, words: Words) -> str:
    """Returns the whole sheet: paragraph, figures, tables, overdue letters, definitions."""
    blocks = [
        [title(sheet, words)],
        [paragraph(sheet, words)],
        _figures(sheet, words),
        [identity(sheet, words), words("report-identity-note")],
        _table(sheet, words, "report-by-department", sheet.by_department),
        _table(sheet, words, "report-by-kind", sheet.by_kind),
        _table(sheet, words, "report-by-mailbox", sheet.by_mailbox),
        _table(sheet, words, "report-by-month", sheet.by_month),
        _overdue(sheet, words),
        _definitions(sheet, words),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def title(sheet: Sheet, words: Words) -> str:
    """Returns whose figures these are, of which period, as of when."""
    return words(
        "report-title",
        office=sheet.office,
        scope=sheet.scope_name or "none",
        period=period_name(sheet.period, words),
        as_of=day(sheet.as_of, words),
    )


def paragraph(sheet: Sheet, words: Words) -> str:
    """Returns the paragraph of the yearly report on information disclosure (domain §6, product 1).

    For a year as of its last day in the very words of the report of 2014; for any other period or
    day the same, naming both.
    """
    total = sheet.total
    figures = {
        "received": str(total.received),
        "replied": str(total.replied),
        "rate": percent(sheet, RATES["reply"](total), words),
    }
    if sheet.is_year_to_its_end:
        return words("report-paragraph-year", year=str(sheet.as_of.year), **figures)
    return words(
        "report-paragraph",
        as_of=day(sheet.as_of, words),
        period=period_name(sheet.period, words),
        **figures,
    )


def identity(sheet: Sheet, words: Words) -> str:
    """Returns the identity with its numbers, over those received and those open at the start."""
    ends = sheet.identity.ends
    return words(
        "report-identity",
        opening=str(sheet.identity.opening),
        received=str(sheet.total.received),
        replied=str(ends.replied),
        refused=str(ends.refused),
        merged=str(ends.merged),
        withdrawn=str(ends.withdrawn),
        open=str(ends.open),
    )


def period_name(period: Period, words: Words) -> str:
    """Returns a period as people call it: 2014年, 2026年第一季度, January 2026."""
    return words(
        "report-period",
        shape=period.shape.value,
        year=str(period.first.year),
        quarter=period.quarter,
        month=period.first.month,
        first=day(period.first, words),
        last=day(period.last, words),
    )


def day(on: date, words: Words) -> str:
    """Returns a date as reports write it, without its weekday."""
    return words("report-day", year=str(on.year), month=on.month, day=on.day)


def percent(sheet: Sheet, rate: Rate, words: Words) -> str:
    """Returns a rate with its sign, or "—" alone."""
    printed = sheet.printed(rate)
    return printed if printed == NOTHING else words("report-percent", rate=printed)


def figure_name(name: str, words: Words) -> str:
    """Returns what a figure is called: "on_time", "rate-on_time", "days-early"."""
    return words(f"figure-{name.replace('_', '-')}")


def width(text: str) -> int:
    """Returns how many columns a text takes on a screen."""
    columns = int(wcswidth(text))
    return columns if columns >= 0 else len(text)


def lined_up(rows: Sequence[tuple[str, ...]], left: int = 1) -> list[str]:
    """Returns rows as lines whose columns line up: the first `left` to the left, others right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (wide - width(cell)) if place < left else " " * (wide - width(cell)) + cell
            for place, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _figures(sheet: Sheet, words: Words) -> list[str]:
    rows = [(figure_name(n, words), str(count_of(sheet.total, n)), "") for n in COUNTS]
    rows += [_rate_row(sheet, words, name, rate) for name, rate in rates_of(sheet)]
    return lined_up(rows) + lined_up(
        [
            (figure_name("days-calendar", words), days_of(sheet, "calendar", words)),
            (figure_name("days-working", words), days_of(sheet, "working", words)),
            (figure_name("days-early", words), days_of(sheet, "early", words)),
        ],
        left=2,
    )


def count_of(tally: Tally, name: str) -> int:
    """Returns a count by its name, those that are worked out too."""
    match name:
        case "valid":
            return valid(tally)
        case "concluded":
            return concluded(tally)
        case _:
            return int(getattr(tally, name))


def rates_of(sheet: Sheet) -> list[tuple[str, Rate]]:
    """Returns every rate of the sheet with its name, in the order of print."""
    rates = [(name, figure(sheet.total)) for name, figure in RATES.items()]
    return [*rates, ("sign_for", sheet.sign_for), ("early", sheet.days.early_rate)]


def _rate_row(sheet: Sheet, words: Words, name: str, rate: Rate) -> tuple[str, str, str]:
    return (
        figure_name(f"rate-{name}", words),
        percent(sheet, rate, words),
        f"{rate.part}/{rate.whole}",
    )


def days_of(sheet: Sheet, name: str, words: Words) -> str:
    """Returns how many days: mean and median, or "—" over no letters."""
    spread = {
        "calendar": sheet.days.calendar,
        "working": sheet.days.working,
        "early": sheet.days.early,
    }[name]
    if spread.letters == 0:
        return NOTHING
    message = "report-early" if name == "early" else "report-days"
    return words(message, days=str(spread.days), mean=spread.mean(), median=spread.median())


def _table(sheet: Sheet, words: Words, heading: str, lines: Iterable[Line]) -> list[str]:
    rows = [
        (
            line_name(line, words, by_kind=heading == "report-by-kind"),
            str(line.tally.received),
            str(line.tally.replied),
            percent(sheet, RATES["reply"](line.tally), words),
            percent(sheet, RATES["on_time"](line.tally), words),
            str(line.tally.open),
            str(line.tally.overdue),
        )
        for line in lines
    ]
    if not rows:
        return []
    head = (words(heading), *(figure_name(name, words) for name in COLUMNS))
    return lined_up([head, *rows])


def line_name(line: Line, words: Words, *, by_kind: bool) -> str:
    """Returns what a table's line is of: a department, mailbox or month, or a kind."""
    if line.code is None:
        return words("report-unassigned")
    return words(f"kind-{line.code}") if by_kind else line.name or line.code


def _overdue(sheet: Sheet, words: Words) -> list[str]:
    if not sheet.overdue:
        return []
    names = {line.code: line.name or "" for line in sheet.by_department}
    rows = [
        (
            letter.number,
            letter.due_on.isoformat(),
            names.get(letter.lead, "") if letter.lead else words("report-unassigned"),
        )
        for letter in sheet.overdue
    ]
    return [words("report-overdue"), *lined_up(rows, left=3)]


def definitions(sheet: Sheet, words: Words) -> tuple[tuple[str, str], ...]:
    """Returns every figure's name with the sentence that says what it is."""
    names = [
        *COUNTS,
        *(f"rate-{name}" for name, _ in rates_of(sheet)),
        *(f"days-{name}" for name in DAYS),
    ]
    return tuple(
        (figure_name(name, words), words(f"figure-{name.replace('_', '-')}-definition"))
        for name in names
    )


def _definitions(sheet: Sheet, words: Words) -> list[str]:
    lines = [
        words("report-definition", figure=figure, definition=definition)
        for figure, definition in definitions(sheet, words)
    ]
    rounding = words("report-rounding", rounding=sheet.rounding.value)
    return [words("report-definitions"), *lines, rounding]
