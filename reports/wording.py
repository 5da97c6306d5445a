"""How a sheet's figures are said: names, periods, sentences; every format takes its words here."""

from datetime import date
from decimal import Decimal

from letters.figures import NOTHING, RATES, Rate, Spread, Tally, concluded, valid
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
DAYS = ("calendar", "working", "early")


def title(sheet: Sheet, words: Words, message: str = "report-title") -> str:
    """Returns whose figures these are, of which period, as of when."""
    return words(
        message,
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


def number(printed: str) -> float | None:
    """Returns a printed mean or median as a number, None for "—"."""
    return None if printed == NOTHING else float(printed)


def exact(printed: str) -> Decimal | str:
    """Returns a printed mean or median as a number to print and to count with, "—" as it is."""
    return printed if printed == NOTHING else Decimal(printed)


def figure_name(name: str, words: Words) -> str:
    """Returns what a figure is called: "on_time", "rate-on_time", "days-early"."""
    return words(f"figure-{name.replace('_', '-')}")


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


def days_of(sheet: Sheet, name: str) -> Spread:
    """Returns the days by their name in DAYS."""
    spread: Spread = getattr(sheet.days, name)
    return spread


def line_name(line: Line, words: Words, heading: str) -> str:
    """Returns what a line is of, in the table of that heading ("report-by-department", …)."""
    if line.code is None:
        return words("report-no-topic" if heading == "report-by-topic" else "report-unassigned")
    return words(f"kind-{line.code}") if heading == "report-by-kind" else line.name or line.code


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
