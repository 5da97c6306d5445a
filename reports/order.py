"""Makes a report that somebody asked for: which one, of which period, as of when, for whom.

The command line and the chat both use it. What comes out is the same in every format: a paper for
people and plain content for programs.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from letters import ledger
from letters.counting import ALL, Scope
from letters.ledger import Form, form_of
from letters.office import Office
from letters.period import Period, Shape
from reports import (
    annual,
    as_json,
    bulletin_json,
    bulletin_paper,
    disclosure,
    website,
    yearly_paper,
)
from reports.annual import NoSheetError, Sheet
from reports.bulletin import bulletin
from reports.disclosure import Ledger
from reports.paper import Paper
from storage.database import Database
from storage.ledger import of_year
from texts import Words


class Report(StrEnum):
    """Which report: the year's figures, the bulletin beside the last period, the website's."""

    YEARLY = "yearly"
    BULLETIN = "bulletin"
    WEBSITE = "website"


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted. `form`: of the yearly report; None: its year's own, if a ledger is kept."""

    report: Report
    period: Period
    as_of: date
    scope: Scope = ALL
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A report made: `paper` for people, `content` for programs."""

    order: Order
    paper: Paper
    content: dict[str, Any]


async def make(database: Database, office: Office, order: Order, words: Words) -> Made:
    """Returns a report as computed now. Raises NoSheetError if it cannot be issued."""
    if order.report is Report.BULLETIN:
        found = await bulletin(database, office, order.period, order.as_of, order.scope)
        paper = bulletin_paper.of_bulletin(found, words)
        return Made(order, paper, bulletin_json.content(found))
    sheet = await annual.yearly(database, office, order.period, order.as_of, scope=order.scope)
    book = await _ledger(database, order)
    if order.report is Report.WEBSITE:
        numbers = book.numbers if book else {}
        paper = website.on_page(sheet, numbers, words)
        return Made(order, paper, website.content(sheet, numbers))
    return Made(order, _yearly(sheet, book, order, words), as_json.content(sheet, book))


async def _ledger(database: Database, order: Order) -> Ledger | None:
    """The ledger is the whole office's, and of whole years."""
    if order.period.shape is not Shape.YEAR or order.scope != ALL:
        if order.form is not None:
            raise NoSheetError("report-form-needs-year")
        return None
    year = order.period.first.year
    async with database.reading() as connection:
        typed, last = [await of_year(connection, y) for y in (year, year - 1)]
    return Ledger(
        year,
        {code: one.value for code, one in typed.items() if code in ledger.CATALOGUE},
        {code: one.value for code, one in last.items() if code in ledger.CATALOGUE},
    )


def _yearly(sheet: Sheet, book: Ledger | None, order: Order, words: Words) -> Paper:
    if book is None or not (book.typed or order.form):
        return yearly_paper.of_sheet(sheet, words)
    form = order.form or form_of(book.year)
    return disclosure.of_disclosure(sheet, book, form, words)
