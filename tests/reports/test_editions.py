"""Editions: what was published stays; what would differ stands beside; corrections name the old."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import past
from letters.figures import Rate, Rounding
from letters.ledger import CATALOGUE
from letters.period import year
from mailroom import importing, ledger_book
from mailroom.room import Mailroom
from reports import as_json, as_text, editions, formats, paper
from reports.annual import NoSheetError
from reports.formats import Format
from reports.order import Made, Order, Report, make
from reports.paper import Section, Sort
from storage.editions import Edition
from tests.engine import intruder
from tests.reports.published import NEW_YEAR, SPOKEN, YEAR_END, office_of_2014
from texts import Words

ZH = Words("zh")
ORDER = Order(Report.YEARLY, year(2014), YEAR_END)
LATER = datetime(2015, 3, 1, 1, 0, tzinfo=UTC)


async def as_now(room: Mailroom) -> Made:
    return await make(room.database, room.office, ORDER, ZH)


async def publishes(room: Mailroom, reason: str = "") -> Edition:
    made = await as_now(room)
    return await editions.publish(room.database, made, who="王", at=NEW_YEAR, reason=reason)


async def one_more_letter(room: Mailroom) -> None:
    row = {
        "number": "纸质-2014-9",
        "mailbox": "mayor",
        "kind": "help",
        "received_on": "2014-05-05",
        "answered_on": "2014-05-06",
        "outcome": "answered",
        "department": "roads",
    }
    found = await importing.look(room, [(2, row)], past.vocabulary(room.office, SPOKEN))
    assert found.faults == []
    await importing.enter(room, found.letters, lambda _count: None)


async def test_a_published_report_is_printed_as_it_was_in_every_format(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        before = await as_now(room)
        edition = await publishes(room)
        await one_more_letter(room)
        issue = await editions.issued(room.database, room.office, ORDER, ZH)
        for output in (Format.TEXT, Format.CSV, Format.HTML):
            assert "75.2%" in formats.written(issue.made, Format.TEXT, ZH).decode()
            assert formats.written(issue.made, output, ZH)
    assert issue.edition == edition
    assert as_json.written(issue.made.content) == as_json.written(before.content)
    assert as_text.written(issue.made.paper, ZH).count("第 1 版，2015-01-05 09:00 发布") == 1


async def test_what_would_differ_today_stands_beside_it(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        await publishes(room)
        same = await editions.issued(room.database, room.office, ORDER, ZH)
        await one_more_letter(room)
        issue = await editions.issued(room.database, room.office, ORDER, ZH)
    assert same.differences == ()
    told = editions.told(issue.differences, ZH)
    assert "收到：已发布 502，现为 503" in told
    assert "按主办部门 · roads · 已回复：已发布 126，现为 127" in told
    assert "比率 · 回复率：已发布 75.2 (378/502)，现为 75.3 (379/503)" in told
    assert editions.told((), ZH) == ["今天重新统计，与已发布的版本相同。"]


async def test_a_correction_is_a_new_edition_that_names_the_old_and_says_why(
    tmp_path: Path,
) -> None:
    async with office_of_2014(tmp_path) as room:
        await publishes(room)
        with pytest.raises(NoSheetError, match="edition-unchanged"):
            await publishes(room, "没有变")
        await one_more_letter(room)
        with pytest.raises(NoSheetError, match="edition-needs-reason"):
            await publishes(room)
        second = await publishes(room, "补登一封纸质来信")
        issue = await editions.issued(room.database, room.office, ORDER, ZH)
    assert second.edition == 2
    assert editions.line(second, ZH, room.office.timezone).startswith(
        "第 2 版，2015-01-05 09:00 发布，更正第 1 版：补登一封纸质来信；SHA-256 "
    )
    assert issue.made.content["received"] == 503


async def test_an_edition_somebody_altered_is_not_printed(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        await publishes(room)
        with intruder(tmp_path) as raw:
            raw.execute("UPDATE editions SET frozen = replace(frozen, '502', '602')")
        with pytest.raises(NoSheetError, match="edition-altered"):
            await editions.issued(room.database, room.office, ORDER, ZH)


async def test_a_ledger_whose_sums_do_not_hold_is_not_published(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        wrong = {CATALOGUE["proactive-disclosure-finance"]: "1"}
        await ledger_book.enter(room.database, 2014, wrong, source="", who="王", at=NEW_YEAR)
        with pytest.raises(NoSheetError, match="edition-checks-broken"):
            await publishes(room)


async def test_a_day_that_was_asked_for_is_counted_and_not_looked_up(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        await publishes(room)
        june = replace(ORDER, as_of=date(2014, 6, 30))
        issue = await editions.issued(room.database, room.office, june, ZH, dated=True)
    assert (issue.edition, issue.made.content["as_of"]) == (None, "2014-06-30")


cells = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.integers(0, 9).map(lambda n: Rate(n, 9)),
)


@given(st.lists(cells, min_size=1, max_size=6))
def test_a_paper_frozen_and_thawed_is_the_same(row: list[paper.Cell]) -> None:
    columns = tuple(paper.Column("x", Sort.TEXT, brief=False) for _ in row)
    table = paper.Table("t", columns, (tuple(row),), None)
    whole = paper.Paper(
        "标题",
        (Section("一", ("p",), (table,), ("n",)),),
        (("a", "b"),),
        "r",
        rounding=Rounding.DOWN,
        decimals=1,
        language="zh",
    )
    assert paper.thawed(json.loads(json.dumps(paper.frozen(whole)))) == whole
