"""Calendar and rules change: what would move is shown, and moves only when somebody says so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from letters import commands as c
from letters.letter import Kind, text_part
from letters.workdays import OfficeDay
from mailroom import recalculating
from mailroom.room import Mailroom
from simulator.town import Town, town
from tests.handlers.talk import CLERK_ACTS, ROADS, acts, acts_of, answered, letter, seen, sends

# 2 March 2026 is a Monday; an inquiry is due on Monday the 9th


def with_days(office: Town, days: dict[date, OfficeDay]) -> Mailroom:
    """The mailroom as a program has it that was started with other days of the office's own."""
    room = office.app.room
    calendar = replace(room.office.calendar, extra=days)
    return replace(room, office=replace(room.office, calendar=calendar))


FRIDAY_OFF = {date(2026, 3, 6): OfficeDay(False, "那达慕")}
SATURDAY_WORKED = {date(2026, 3, 7): OfficeDay(True, "补班")}


async def three_letters(office: Town) -> None:
    """One letter with the roads, one answered, one waiting for the office."""
    for serial in (1, 2, 3):
        await sends(office.citizen(f"C{serial}"), f"第{serial}盏路灯坏了")
    await acts(office, c.Assign("roads"), CLERK_ACTS, "SZ-2026-000001")
    await answered(office, number="SZ-2026-000002")


async def test_a_preview_says_what_would_move_and_changes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await three_letters(office)
        changes = await recalculating.preview(with_days(office, FRIDAY_OFF))
        moves = [
            (ch.before.number, ch.before.reply_due_on, ch.after.reply_due_on) for ch in changes
        ]
        assert moves == [
            ("SZ-2026-000001", date(2026, 3, 9), date(2026, 3, 10)),
            ("SZ-2026-000003", date(2026, 3, 9), date(2026, 3, 10)),
        ]
        assert (await letter(office)).reply_due_on == date(2026, 3, 9)
        assert await recalculating.preview(office.app.room) == []


async def test_applied_it_moves_open_letters_tells_whom_it_concerns_and_leaves_the_concluded(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await three_letters(office)
        before = await letter(office, "SZ-2026-000002")
        await recalculating.apply(with_days(office, FRIDAY_OFF), "root")
        await office.settle()
        after = await letter(office)
        assert (after.reply_due_on, after.department_due_on) == (
            date(2026, 3, 10),
            date(2026, 3, 9),
        )
        assert (await acts_of(office))[-1] == "recalculated"
        assert await letter(office, "SZ-2026-000002") == before
        anna = next(p for p in office.world.people.values() if p.name == "C1")
        assert seen(anna, "SZ-2026-000001 的答复日期现在是 2026年3月10日（周二）")
        assert office.roads.texts()[-1].startswith(
            "📅 SZ-2026-000001 的答复期限改为 2026年3月10日（周二）"
        )
        async with office.app.room.database.reading() as connection:
            (event,) = await connection.all("office_events_all")
        assert (event["name"], event["who"]) == ("recalculated", "root")
        assert await recalculating.apply(with_days(office, FRIDAY_OFF), "root") == []


async def test_it_tells_which_letters_become_late_and_which_on_time(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await three_letters(office)
        await office.until(datetime(2026, 3, 9, 4, 0, tzinfo=UTC))  # Monday noon: due today
        changes = await recalculating.preview(with_days(office, SATURDAY_WORKED))
        assert [(ch.late_before, ch.late_after) for ch in changes] == [(False, True)] * 2
        await office.until(datetime(2026, 3, 10, 4, 0, tzinfo=UTC))
        changes = await recalculating.preview(with_days(office, FRIDAY_OFF))
        assert [(ch.late_before, ch.late_after) for ch in changes] == [(True, False)] * 2


async def test_pauses_extensions_and_second_rounds_are_counted_in_the_new_calendar(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await three_letters(office)
        await acts(office, c.AskCitizen(text_part("哪里?")), ROADS)
        await office.until(datetime(2026, 3, 4, 4, 0, tzinfo=UTC))
        anna = next(p for p in office.world.people.values() if p.name == "C1")
        await anna.says("建设路", reply_to=anna.last)
        await acts(office, c.RequestExtension(2, text_part("等零件")), ROADS)
        await acts(office, c.GrantExtension())
        assert (await letter(office)).reply_due_on == date(2026, 3, 13)  # 5 + 2 asked + 2 more
        await recalculating.apply(with_days(office, FRIDAY_OFF), "root")
        assert (await letter(office)).reply_due_on == date(2026, 3, 16)
        assert (await letter(office)).original_due_on == date(2026, 3, 12)


async def test_a_changed_limit_moves_dates_too(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await three_letters(office)
        room = office.app.room
        (mailbox,) = room.office.mailboxes
        stricter = replace(mailbox, limits={**mailbox.limits, Kind.INQUIRY: 3})
        changed = replace(room, office=replace(room.office, mailboxes=(stricter,)))
        changes = await recalculating.preview(changed)
        assert {ch.after.reply_due_on for ch in changes} == {date(2026, 3, 5)}


async def test_a_changed_calendar_is_noticed_at_start_and_told_to_the_office_once(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await three_letters(office)
        changed = with_days(office, FRIDAY_OFF)
        assert await recalculating.notice_changed_rules(changed)
        assert not await recalculating.notice_changed_rules(changed)
        await office.settle()
        told = [text for text in office.office.texts() if text.startswith("📅 日历")]
        assert len(told) == 1
        assert "2 件未办结来信" in told[0]
        assert "mailbox recalculate" in told[0]
        assert (await letter(office)).reply_due_on == date(2026, 3, 9)


async def test_a_new_year_alone_is_no_change_of_the_calendar(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await three_letters(office)
        office.world.move(timedelta(days=400))
        assert not await recalculating.notice_changed_rules(office.app.room)


async def test_a_years_arrangement_that_arrives_is_told_even_where_no_date_moves(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        room = office.app.room
        later = date(room.office.calendar.certain_until.year + 1, 12, 31)
        calendar = replace(room.office.calendar, certain_until=later)
        updated = replace(room, office=replace(room.office, calendar=calendar))
        assert await recalculating.notice_changed_rules(updated)
        await office.settle()
        assert office.office.texts()[-1].startswith("📅 放假安排有更新")
