"""A sheet as JSON, for programs: documented in docs, versioned by `schema`, in no language.

The same sheet is the same text, byte for byte: keys in a fixed order, no clock, no floats but
those that write one decimal.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict

from letters.figures import RATES, Rate, Spread, Tally, concluded, valid
from reports.annual import SCHEMA, Line, Sheet


def written(sheet: Sheet) -> str:
    """Returns the sheet as JSON text, ending with a line feed."""
    return json.dumps(content(sheet), ensure_ascii=False, indent=2) + "\n"


def content(sheet: Sheet) -> dict[str, object]:
    """Returns what the JSON holds.

    `period` is its one name ("2014", "2026Q1", "2026-11", "2026-01-05..2026-03-31"), dates are
    ISO. Rates are `{"part", "whole", "printed"}`, printed without the sign and "—" for an empty
    whole. `average_days` are means of days to the first answer, null without answers. `identity`
    is over those received and those open when the period began.
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
            "calendar": _number(days.calendar.mean()),
            "working": _number(days.working.mean()),
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
        "by_month": _lines(sheet, sheet.by_month),
        "overdue_letters": [
            {"number": x.number, "department": x.lead, "due_on": x.due_on.isoformat()}
            for x in sheet.overdue
        ],
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


def _number(printed: str) -> float | None:
    return float(printed) if printed[0].isdigit() else None


def _spread(spread: Spread) -> dict[str, object]:
    return {
        "sum": spread.days,
        "letters": spread.letters,
        "mean": _number(spread.mean()),
        "median": _number(spread.median()),
    }


def _lines(sheet: Sheet, lines: Iterable[Line]) -> list[dict[str, object]]:
    return [
        {"code": line.code, "name": line.name}
        | counts_of(line.tally)
        | {"rates": _rates(sheet, line.tally)}
        for line in lines
    ]
