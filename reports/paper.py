"""A report as sections, paragraphs and tables: what every format for people is written from.

Words are chosen before, once; a format decides only how things look. Numbers stay numbers, so that
a spreadsheet can count with them. A paper can be frozen to plain JSON and thawed again: a published
edition is printed from that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from letters.figures import Rate, Rounding


@dataclass(frozen=True, slots=True)
class Points:
    """A difference in percentage points, with as many decimals as the rates it is between."""

    value: Decimal

    def __str__(self) -> str:
        """Returns it with its sign: "+1.2", "−0.3", "±0.0"."""
        sign = "+" if self.value > 0 else "−" if self.value < 0 else "±"
        return f"{sign}{abs(self.value)}"


Cell = str | int | Decimal | Rate | Points | date | None


class Sort(StrEnum):
    """What a column holds, and so how it is set."""

    TEXT = "text"
    COUNT = "count"
    RATE = "rate"
    POINTS = "points"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and what it holds. `brief`: shown where there is little room, too."""

    heading: str
    sort: Sort
    brief: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `name` is short, for a spreadsheet's tab; every row has a cell for each column.

    `charted`: the column of rates that a chart shows a bar of for each row; None for no chart.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    charted: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its heading, "" for none: paragraphs, tables, then notes."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report. `definitions`: the name of each figure and the sentence that defines it."""

    title: str
    sections: tuple[Section, ...]
    definitions: tuple[tuple[str, str], ...]
    rounding_note: str
    rounding: Rounding
    decimals: int
    language: str

    def narrow(self) -> "Paper":
        """Returns the paper with tables of brief columns alone, for where there is little room."""
        return replace(self, sections=tuple(map(_narrow, self.sections)))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Returns the tables of all sections."""
        return tuple(table for section in self.sections for table in section.tables)

    def printed(self, cell: Cell) -> str:
        """Returns a cell as it is printed; a rate without its sign, "—" for an empty whole."""
        match cell:
            case None:
                return ""
            case Rate():
                return cell.printed(self.rounding, self.decimals)
            case date():
                return cell.isoformat()
            case _:
                return str(cell)

    def shown(self, cell: Cell) -> str:
        """Returns a cell as a reader sees it: a rate with its sign."""
        printed = self.printed(cell)
        return f"{printed}%" if isinstance(cell, Rate) and cell.whole else printed


def _narrow(section: Section) -> Section:
    return replace(section, tables=tuple(_brief(table) for table in section.tables))


def _brief(table: Table) -> Table:
    places = [place for place, column in enumerate(table.columns) if column.brief]
    charted = None if table.charted is None else places.index(table.charted)
    return Table(
        table.name,
        tuple(table.columns[place] for place in places),
        tuple(tuple(row[place] for place in places) for row in table.rows),
        charted,
    )


def frozen(paper: Paper) -> dict[str, Any]:
    """Returns a paper as plain JSON."""
    return {
        "title": paper.title,
        "sections": [_frozen_section(section) for section in paper.sections],
        "definitions": [list(pair) for pair in paper.definitions],
        "rounding_note": paper.rounding_note,
        "rounding": paper.rounding.value,
        "decimals": paper.decimals,
        "language": paper.language,
    }


def _frozen_section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "paragraphs": list(section.paragraphs),
        "notes": list(section.notes),
        "tables": [
            {
                "name": table.name,
                "columns": [[c.heading, c.sort.value, c.brief] for c in table.columns],
                "rows": [[_frozen_cell(cell) for cell in row] for row in table.rows],
                "charted": table.charted,
            }
            for table in section.tables
        ],
    }


def _frozen_cell(cell: Cell) -> Any:
    match cell:
        case Rate(part, whole):
            return {"part": part, "whole": whole}
        case Decimal():
            return {"number": str(cell)}
        case Points():
            return {"points": str(cell.value)}
        case date():
            return {"date": cell.isoformat()}
        case _:
            return cell


def thawed(plain: Mapping[str, Any]) -> Paper:
    """Returns the paper that was frozen."""
    return Paper(
        title=plain["title"],
        sections=tuple(_thawed_section(section) for section in plain["sections"]),
        definitions=tuple((name, sentence) for name, sentence in plain["definitions"]),
        rounding_note=plain["rounding_note"],
        rounding=Rounding(plain["rounding"]),
        decimals=plain["decimals"],
        language=plain["language"],
    )


def _thawed_section(plain: Mapping[str, Any]) -> Section:
    tables = tuple(
        Table(
            table["name"],
            tuple(Column(heading, Sort(sort), brief) for heading, sort, brief in table["columns"]),
            tuple(tuple(_thawed_cell(cell) for cell in row) for row in table["rows"]),
            table["charted"],
        )
        for table in plain["tables"]
    )
    return Section(plain["heading"], tuple(plain["paragraphs"]), tables, tuple(plain["notes"]))


def _thawed_cell(plain: Any) -> Cell:
    match plain:
        case {"part": part, "whole": whole}:
            return Rate(part, whole)
        case {"number": number}:
            return Decimal(number)
        case {"points": number}:
            return Points(Decimal(number))
        case {"date": day}:
            return date.fromisoformat(day)
        case _:
            cell: Cell = plain
            return cell
