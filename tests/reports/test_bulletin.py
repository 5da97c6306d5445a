"""The bulletin: who is ranked and how, what stands beside it; and reports in spreadsheets."""

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from letters.counting import Cohort, Counted
from letters.figures import Rate, Tally
from letters.letter import Kind
from letters.period import Period, month, quarter
from reports import (
    annual,
    as_csv,
    as_json,
    as_text,
    as_xlsx,
    bulletin_json,
    bulletin_paper,
    yearly_paper,
)
from reports.annual import Sheet
from reports.bulletin import Bulletin, compared, points
from reports.paper import Points, Section, Table
from reports.wording import period_name
from tests.plain_office import OFFICE
from texts import LANGUAGES, Words

MARCH, FEBRUARY = month(2026, 3), month(2026, 2)


def sheet(period: Period, **departments: tuple[int, int, int, int]) -> Sheet:
    """A month's sheet: received, replied, on time, overdue for each department."""
    counts = Counted()
    for code, (received, replied, on_time, overdue) in departments.items():
        tally = Tally(
            received=received,
            replied=replied,
            open=received - replied,
            on_time=on_time,
            on_time_original=on_time,
            overdue=overdue,
            overdue_original=overdue,
        )
        counts.add(Cohort("mayor", Kind.INQUIRY, code, None, f"{period.first:%Y-%m}"), tally)
    return annual.sheet(counts, OFFICE, period, period.last)


@pytest.fixture
def found() -> Bulletin:
    """March beside February: roads did better, water worse, parks has few letters."""
    march = sheet(MARCH, roads=(20, 16, 15, 4), water=(10, 8, 5, 2), parks=(9, 9, 9, 0))
    february = sheet(FEBRUARY, roads=(10, 5, 4, 5), water=(10, 9, 9, 1))
    return compared(march, february, None)


def test_departments_are_ranked_by_their_on_time_rate_with_ten_letters_at_least(
    found: Bulletin,
) -> None:
    ranked = [(row.rank, row.line.code) for row in found.ranked]
    assert ranked == [(1, "roads"), (2, "water")]
    assert [row.line.code for row in found.few] == ["parks"]


def test_equal_rates_share_a_rank_and_the_next_is_left_out() -> None:
    march = sheet(MARCH, roads=(10, 5, 5, 5), water=(20, 10, 10, 10), parks=(10, 4, 4, 6))
    ranked = compared(march, sheet(FEBRUARY), None).ranked
    assert [(row.rank, row.line.code) for row in ranked] == [
        (1, "roads"),
        (1, "water"),
        (3, "parks"),
    ]


def test_departments_with_nothing_answered_or_due_are_listed_apart() -> None:
    march = sheet(MARCH, roads=(12, 0, 0, 0), water=(12, 1, 1, 0))
    made = compared(march, sheet(FEBRUARY), None)
    assert [row.line.code for row in made.nothing_due] == ["roads"]
    assert [row.line.code for row in made.ranked] == ["water"]


def test_differences_are_those_between_the_percentages_as_printed(found: Bulletin) -> None:
    total = found.sheet
    assert str(points(total, Rate(2, 3), Rate(1, 3))) == "+33.3"  # 66.6 - 33.3
    assert str(points(total, Rate(1, 3), Rate(2, 3))) == "−33.3"
    assert str(points(total, Rate(1, 2), Rate(2, 4))) == "±0.0"
    assert points(total, Rate(0, 0), Rate(1, 2)) is None
    assert points(total, Rate(1, 2), None) is None


def test_the_text_names_what_is_compared_and_the_json_holds_the_same(found: Bulletin) -> None:
    text = as_text.written(bulletin_paper.of_bulletin(found, Words("zh")), Words("zh"))
    assert "对比：2026年2月（截至2026年2月28日）。" in text
    roads = next(line for line in text.split("\n") if line.startswith("1. 交通局"))
    assert roads.split()[2:] == [
        "20",
        "16",
        "15",
        "4",
        "4",
        "80.0%",
        "50.0%",
        "+30.0",
        "75.0%",
        "40.0%",
        "+35.0",
    ]
    content = bulletin_json.content(found)
    text = as_json.written(content)
    assert json.loads(text)["ranked"][0]["rates"]["reply"] == {
        "part": 16,
        "whole": 20,
        "printed": "80.0",
        "last": "50.0",
        "points_than_last": "+30.0",
        "last_year": None,
        "points_than_last_year": None,
    }
    assert as_json.written(bulletin_json.content(found)) == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", ["yearly", "bulletin"])
def test_a_workbook_opens_again_with_the_same_numbers(
    found: Bulletin, language: str, report: str
) -> None:
    words = Words(language)
    yearly = report == "yearly"
    made = (
        yearly_paper.of_sheet(found.sheet, words)
        if yearly
        else bulletin_paper.of_bulletin(found, words)
    )
    book: Any = load_workbook(io.BytesIO(as_xlsx.written(made, words)))
    assert len(book.sheetnames) == len(made.tables) + 1
    for table, name in zip(made.tables, book.sheetnames, strict=False):
        tab = book[name]
        for down, row in enumerate(table.rows, start=4):
            for place, cell in enumerate(row, start=1):
                kept = tab.cell(down, place).value
                match cell:
                    case Rate() if cell.whole:
                        assert f"{kept * 100:.1f}" == made.printed(cell)
                    case Points():
                        assert kept == pytest.approx(float(cell.value))
                    case int() | Decimal():
                        assert kept == pytest.approx(float(cell), abs=1e-9)
        assert tab.freeze_panes == "B4"
        assert tab.page_setup.orientation == "landscape"
    charted = book[words("report-by-department" if yearly else "bulletin-ranked")]
    assert len(charted._charts) == 1


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1+1", '=HYPERLINK("x")']
)
def test_what_begins_like_a_formula_is_a_text_in_every_spreadsheet(
    found: Bulletin, name: str
) -> None:
    assert as_csv.safe(name) == f"'{name}"
    words = Words("zh")
    made = bulletin_paper.of_bulletin(found, words)
    table = made.tables[0]
    hostile = Table(table.name, table.columns, ((name, *table.rows[0][1:]),))
    changed = replace(made, sections=(Section("", tables=(hostile,)),))
    book: Any = load_workbook(io.BytesIO(as_xlsx.written(changed, words)))
    cell = book.worksheets[0].cell(4, 1)
    assert (cell.value, cell.data_type) == (name, "s")
    assert f"'{name}".replace('"', '""') in as_csv.written(changed).decode("utf-8-sig")


def test_csv_begins_with_the_mark_that_spreadsheets_need(found: Bulletin) -> None:
    content = as_csv.written(yearly_paper.of_sheet(found.sheet, Words("zh")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert "交通局,20,20,16,16,15,4,4,80.0,80.0,80.0,75.0,75.0" in content.decode("utf-8-sig")


def test_every_quarter_has_its_name() -> None:
    names = [period_name(quarter(2026, which), Words("zh")) for which in (1, 2, 3, 4)]
    assert names == [f"2026年第{which}季度" for which in "一二三四"]
    assert date(2026, 1, 1) == quarter(2026, 1).first
