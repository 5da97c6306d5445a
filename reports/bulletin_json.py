"""The bulletin as JSON: documented in docs/figures.md, versioned as the yearly sheet is."""

from collections.abc import Iterable

from letters.figures import RATES, Tally
from reports.annual import SCHEMA
from reports.as_json import counts_of
from reports.bulletin import Bulletin, Row, points


def content(found: Bulletin) -> dict[str, object]:
    """Returns what the JSON holds; a row's `rank` is null for what is not ranked."""
    sheet, last_year = found.sheet, found.last_year
    return {
        "schema": SCHEMA,
        "report": "bulletin",
        "office": sheet.office,
        "period": str(sheet.period),
        "as_of": sheet.as_of.isoformat(),
        "mailbox": sheet.scope.mailbox,
        "department": sheet.scope.department,
        "last": {"period": str(found.last.period), "as_of": found.last.as_of.isoformat()},
        "last_year": last_year
        and {"period": str(last_year.period), "as_of": last_year.as_of.isoformat()},
        "total": _row(found, found.total),
        "ranked": _rows(found, found.ranked),
        "few_letters": _rows(found, found.few),
        "nothing_due": _rows(found, found.nothing_due),
        "by_kind": _rows(found, found.by_kind),
        "by_mailbox": _rows(found, found.by_mailbox),
        "by_topic": _rows(found, found.by_topic),
        "identity_holds": sheet.identity.holds,
    }


def _rows(found: Bulletin, rows: Iterable[Row]) -> list[dict[str, object]]:
    return [_row(found, row) for row in rows]


def _row(found: Bulletin, row: Row) -> dict[str, object]:
    tally = row.line.tally
    return {
        "code": row.line.code,
        "name": row.line.name,
        "rank": row.rank,
        **counts_of(tally),
        "rates": {
            name: _rate(found, name, tally, row) for name in ("reply", "on_time", "conclusion")
        },
        "last": row.last and counts_of(row.last),
        "last_year": row.last_year and counts_of(row.last_year),
    }


def _rate(found: Bulletin, name: str, tally: Tally, row: Row) -> dict[str, object]:
    rate = RATES[name](tally)
    shown: dict[str, object] = {
        "part": rate.part,
        "whole": rate.whole,
        "printed": found.sheet.printed(rate),
    }
    for period, other in (("last", row.last), ("last_year", row.last_year)):
        then = None if other is None else RATES[name](other)
        difference = points(found.sheet, rate, then)
        shown |= {
            period: None if then is None else found.sheet.printed(then),
            f"points_than_{period}": None if difference is None else str(difference),
        }
    return shown
