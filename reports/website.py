"""The interaction block (互动交流) of the yearly website report, 国办函〔2018〕12号.

Messages handled come from the mailbox; opinion collections and online interviews are typed into the
ledger, for whole years.
"""

from collections.abc import Mapping
from decimal import Decimal

from letters.figures import NOTHING, concluded
from letters.ledger_figures import WEBSITE
from letters.period import Shape
from reports import wording
from reports.annual import SCHEMA, Sheet
from reports.disclosure import name_of
from reports.paper import Cell, Column, Paper, Section, Sort, Table
from reports.yearly_paper import on_paper
from texts import Words

COLLECTIONS, INTERVIEWS = WEBSITE[:3], WEBSITE[3:]


def content(sheet: Sheet, numbers: Mapping[str, Decimal]) -> dict[str, object]:
    """Returns the block for programs; what the ledger lacks is null."""
    return {
        "schema": SCHEMA,
        "report": "website",
        "office": sheet.office,
        "period": str(sheet.period),
        "as_of": sheet.as_of.isoformat(),
        "mailbox": sheet.scope.mailbox,
        "department": sheet.scope.department,
        "letters": {
            "received": sheet.total.received,
            "concluded": concluded(sheet.total),
            "average_days": wording.number(sheet.days.calendar.mean()),
            "published": sheet.total.published,
        },
        "collections": {name: _whole(numbers, name) for name in COLLECTIONS},
        "interviews": {name: _whole(numbers, name) for name in INTERVIEWS},
        "identity_holds": sheet.identity.holds,
    }


def _whole(numbers: Mapping[str, Decimal], name: str) -> int | None:
    value = numbers.get(f"website-{name}")
    return None if value is None else int(value)


def on_page(sheet: Sheet, numbers: Mapping[str, Decimal], words: Words) -> Paper:
    """Returns the block as paper: three small tables, as the form has them."""
    letters: list[tuple[Cell, ...]] = [
        (words("website-received"), sheet.total.received),
        (words("website-concluded"), concluded(sheet.total)),
        (words("website-average"), wording.exact(sheet.days.calendar.mean())),
        (words("website-published"), sheet.total.published),
    ]
    tables = [_table(words, "letters", letters)]
    for name, members in (("collections", COLLECTIONS), ("interviews", INTERVIEWS)):
        codes = [f"website-{member}" for member in members]
        rows: list[tuple[Cell, ...]] = [(name_of(c, words), numbers.get(c, NOTHING)) for c in codes]
        tables.append(_table(words, name, rows))
    notes = [words("website-note"), wording.identity(sheet, words)]
    if sheet.period.shape is not Shape.YEAR:
        notes.append(words("website-note-year"))
    title = words(
        "website-title",
        office=sheet.office,
        period=wording.period_name(sheet.period, words),
        as_of=wording.day(sheet.as_of, words),
    )
    return on_paper(sheet, words, title, (Section("", (), tuple(tables), tuple(notes)),))


def _table(words: Words, name: str, rows: list[tuple[Cell, ...]]) -> Table:
    heading = words(f"website-{name}")
    columns = (Column(heading, Sort.TEXT), Column(words("paper-value"), Sort.COUNT))
    return Table(heading, columns, tuple(rows))
