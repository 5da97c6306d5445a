"""A report as JSON, for programs: documented in docs/figures.md, versioned by `schema`.

The same sheet is the same text, byte for byte: keys in a fixed order, no clock, no floats but
those that write one decimal.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from letters import ledger
from letters.figures import RATES, Rate, Spread, Tally, concluded, valid
from reports.annual import SCHEMA, Line, Sheet
from reports.disclosure import Ledger
from reports.wording import number


def written(content: Mapping[str, object]) -> str:
    """Returns a report's content as JSON text, ending with a line feed."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def content(sheet: Sheet, book: Ledger | None = None) -> dict[str, object]:
    """Returns what the JSON holds.

    `period` is its one name ("2014", "2026Q1", "2026-11", "2026-01-05..2026-03-31"), dates are
    ISO. Rates are `{"part", "whole", "printed"}`, printed without the sign and "—" for an empty
    whole. `average_days` are means of days to the first answer, null without answers. `identity`
    is over those received and those open when the period began. `ledger` are the figures typed in,
    null where the report is not a whole year's of the whole office.
    """
    days, ends = sheet.days, sheet.identity.ends
    return {
        "schema": SCHEMA,
        "report": "yearly",
        "office": sheet.office,
        "period": str(sheet.period),
        "from": sheet.period.first.isoformat(),
        "to": sheet.period.last.isoformat(),
        "as_of": sheet.as_of.isoformat(),
        "mailbox": sheet.scope.mailbox,
        "department": sheet.scope.department,
        **counts_of(sheet.total),
        "days_early": days.early.days,
        "rates": _rates(sheet, sheet.total)
        | {"sign_for": _rate(sheet, sheet.sign_for), "early": _rate(sheet, days.early_rate)},
        "average_days": {
            "calendar": number(days.calendar.mean()),
            "working": number(days.working.mean()),
        },
        "days": {
            "calendar": _spread(days.calendar),
            "working": _spread(days.working),
            "early": _spread(days.early),
        },
        "opening": sheet.identity.opening,
        "identity_holds": sheet.identity.holds,
        "identity": {
            "opening": sheet.identity.opening,
            "received": sheet.total.received,
            "replied": ends.replied,
            "refused": ends.refused,
            "merged": ends.merged,
            "withdrawn": ends.withdrawn,
            "open": ends.open,
        },
        "by_department": _lines(sheet, sheet.by_department),
        "by_kind": _lines(sheet, sheet.by_kind),
        "by_mailbox": _lines(sheet, sheet.by_mailbox),
        "by_topic": _lines(sheet, sheet.by_topic),
        "by_month": _lines(sheet, sheet.by_month),
        "overdue_letters": [
            {"number": x.number, "department": x.lead, "due_on": x.due_on.isoformat()}
            for x in sheet.overdue
        ],
        "ledger": book and _ledger(book),
        "rounding": sheet.rounding.value,
        "decimals": sheet.decimals,
    }


def counts_of(tally: Tally) -> dict[str, int]:
    """Returns every count of a tally by its name."""
    return asdict(tally) | {"valid": valid(tally), "concluded": concluded(tally)}


def _rates(sheet: Sheet, tally: Tally) -> dict[str, object]:
    return {name: _rate(sheet, figure(tally)) for name, figure in RATES.items()}


def _rate(sheet: Sheet, rate: Rate) -> dict[str, object]:
    return {"part": rate.part, "whole": rate.whole, "printed": sheet.printed(rate)}


def _ledger(book: Ledger) -> dict[str, object]:
    broken = ledger.broken(book.numbers, book.last_numbers)
    return {
        "figures": {code: str(value) for code, value in sorted(book.numbers.items())},
        "texts": {code: text for code, text in sorted(book.typed.items()) if code[:5] == "text-"},
        "checks_hold": not broken,
    }


def _spread(spread: Spread) -> dict[str, object]:
    return {
        "sum": spread.days,
        "letters": spread.letters,
        "mean": number(spread.mean()),
        "median": number(spread.median()),
    }


def _lines(sheet: Sheet, lines: Iterable[Line]) -> list[dict[str, object]]:
    return [
        {"code": line.code, "name": line.name}
        | counts_of(line.tally)
        | {"rates": _rates(sheet, line.tally)}
        for line in lines
    ]
