"""Time passes: reminders once each, in office hours on working days, and only while they matter."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from letters import commands as c
from letters.deadlines import Pause
from letters.letter import Card, Letter, State, text_part
from letters.people import Actor, Role
from mailroom.perform import perform
from simulator.people import Person
from simulator.town import CHIEF, CLERK, Town, town
from storage import letters

ROADS = Actor(Role.OFFICER, 3, "roads")
OFFICE = Actor(Role.CLERK, CLERK)
# 2 March 2026 is a Monday; an inquiry is due on Monday the 9th; Shanghai is UTC+8


def shanghai(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """An instant of March 2026 on the office's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


async def written(office: Town, anna: Person) -> Letter:
    """A letter sent by Anna, as it stands."""
    await anna.says("路灯坏了三天了")
    await anna.presses("提交")
    return await now(office, 1)


async def now(office: Town, letter: int) -> Letter:
    """The letter as it now stands."""
    async with office.app.room.database.reading() as connection:
        found = await letters.by_id(connection, letter)
    assert found is not None
    return found


async def assigned(office: Town, anna: Person) -> Letter:
    """A letter sent by Anna and assigned to the roads department."""
    letter = await written(office, anna)
    await perform(office.app.room, letter.id, c.Assign("roads"), OFFICE)
    await office.settle()
    return await now(office, letter.id)


def reminders(texts: list[str]) -> list[str]:
    """The reminders among a chat's messages, by their first line."""
    marks = ("⏰", "🔴")
    return [text.split("\n")[0] for text in texts if text.startswith(marks)]


async def test_department_office_and_chief_are_reminded_as_the_ladder_says_in_office_hours(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        letter = await assigned(office, office.citizen("Anna"))
        assert letter.reply_due_on == date(2026, 3, 9)
        seen: list[tuple[int, int, str]] = []
        chief = office.world.people[CHIEF]
        screens: dict[str, Callable[[], list[str]]] = {
            "roads": office.roads.texts,
            "office": office.office.texts,
            "chief": lambda: [message.text for message in chief.screen()],
        }
        for day in range(3, 24):
            for hour in (0, 8, 9, 12, 20):
                before = {name: len(reminders(texts())) for name, texts in screens.items()}
                await office.until(shanghai(day, hour))
                for name, texts in screens.items():
                    seen += [(day, hour, name)] * (len(reminders(texts())) - before[name])
        assert seen == [
            (5, 9, "roads"),  # Thursday: two working days before
            (6, 9, "roads"),
            (9, 9, "roads"),
            (10, 9, "roads"),
            (10, 9, "office"),
            (12, 9, "office"),
            (12, 9, "chief"),
            (16, 9, "chief"),  # Monday: five working days after
        ]
        assert (await now(office, letter.id)).card is Card.RED


async def test_a_reminder_has_a_yellow_card_before_the_date_and_a_red_one_after(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        letter = await assigned(office, office.citizen("Anna"))
        await office.until(shanghai(6, 9))
        assert (await now(office, letter.id)).card is Card.YELLOW


async def test_a_letter_waiting_for_the_office_is_the_offices_to_be_reminded_of(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await written(office, office.citizen("Anna"))
        await office.until(shanghai(6, 9))
        assert len(reminders(office.office.texts())) == 1
        assert reminders(office.roads.texts()) == []


async def test_an_answered_letter_is_reminded_of_no_more(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        letter = await assigned(office, office.citizen("Anna"))
        await perform(office.app.room, letter.id, c.Draft((text_part("已修好"),)), ROADS)
        await perform(office.app.room, letter.id, c.Approve(), OFFICE)
        for day in range(3, 13):
            await office.until(shanghai(day, 9))
        assert reminders(office.roads.texts()) == []
        assert reminders(office.office.texts()) == []


async def test_a_reminder_already_in_the_outbox_is_dropped_when_the_letter_is_answered_first(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        letter = await assigned(office, office.citizen("Anna"))
        office.world.set_clock(shanghai(6, 9))
        await office.app.sweep()  # queued, not yet delivered
        await perform(office.app.room, letter.id, c.Draft((text_part("已修好"),)), ROADS)
        await perform(office.app.room, letter.id, c.Approve(), OFFICE)
        await office.settle()
        assert reminders(office.roads.texts()) == []


async def test_two_sweeps_side_by_side_and_a_restart_send_nothing_twice(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await assigned(office, office.citizen("Anna"))
        office.world.set_clock(shanghai(6, 9))
        for _ in range(3):
            await office.app.sweep()
            await office.app.sweep()
        await office.settle()
        assert len(reminders(office.roads.texts())) == 1


async def test_after_a_week_of_silence_only_what_still_matters_is_sent_and_in_office_hours(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await assigned(office, office.citizen("Anna"))
        await office.until(shanghai(14, 23))  # Saturday night: the program was off since Monday
        assert reminders(office.roads.texts()) == []
        await office.until(shanghai(16, 8, 30))
        assert reminders(office.roads.texts()) == []
        await office.until(shanghai(16, 9))
        assert len(reminders(office.roads.texts())) == 1
        assert len(reminders(office.office.texts())) == 1


async def test_the_day_a_date_passed_is_in_the_history_however_late_it_is_noticed(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        letter = await assigned(office, office.citizen("Anna"))
        await office.until(shanghai(16, 9))
        async with office.app.room.database.reading() as connection:
            events = await letters.events(connection, letter.id)
        assert [e.on for e in events if e.name == "date_passed"] == [date(2026, 3, 10)]


async def test_an_urgent_letter_is_not_reminded_of_the_morning_before_it_arrived(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        letter = await written(office, office.citizen("Anna"))
        urgent = c.ChangeKind(letter.kind, urgent=True)
        await perform(office.app.room, letter.id, urgent, OFFICE)
        await office.app.sweep()
        await office.settle()
        assert reminders(office.office.texts()) == []
        await office.until(shanghai(3, 9))
        assert len(reminders(office.office.texts())) == 1


async def test_an_answered_letter_is_archived_when_its_week_of_rating_is_over(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        letter = await assigned(office, office.citizen("Anna"))
        await perform(office.app.room, letter.id, c.Draft((text_part("已修好"),)), ROADS)
        await perform(office.app.room, letter.id, c.Approve(), OFFICE)
        await office.until(shanghai(9, 23))
        assert (await now(office, letter.id)).state is State.ANSWERED
        await office.until(shanghai(10, 9))
        assert (await now(office, letter.id)).state is State.ARCHIVED


async def test_a_question_left_unanswered_for_fifteen_working_days_lets_the_clock_go_on(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        letter = await assigned(office, anna)
        await perform(office.app.room, letter.id, c.AskCitizen(text_part("在哪条路?")), ROADS)
        await office.until(shanghai(23, 12))
        assert (await now(office, letter.id)).paused_on == date(2026, 3, 2)
        before = len(anna.sees())
        await office.until(shanghai(24, 9))  # the sixteenth working day
        after = await now(office, letter.id)
        assert after.paused_on is None
        assert after.reply_due_on > letter.reply_due_on
        assert len(anna.sees()) == before + 1


async def test_after_a_silence_of_the_programs_own_whoever_comes_first_finds_what_time_has_done(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        letter = await assigned(office, office.citizen("Anna"))
        await perform(office.app.room, letter.id, c.AskCitizen(text_part("在哪条路?")), ROADS)
        office.world.set_clock(shanghai(8, 12, month=4))  # no sweep since: the question lapsed
        await perform(office.app.room, letter.id, c.WriteNote(text_part("查")), OFFICE)
        after = await now(office, letter.id)
        assert after.pauses == (Pause(date(2026, 3, 2), date(2026, 3, 23)),)
        assert (after.reply_due_on, after.passed_on) == (date(2026, 3, 30), date(2026, 3, 31))
        async with office.app.room.database.reading() as connection:
            events = await letters.events(connection, letter.id)
        assert [(event.name, event.role, event.on) for event in events][-3:] == [
            ("clock_resumed", "system", date(2026, 4, 8)),
            ("date_passed", "system", date(2026, 3, 31)),
            ("noted", "clerk", date(2026, 4, 8)),
        ]
        await office.settle()
        assert any("2026年3月30日" in text for text in office.roads.texts())


async def test_a_letter_that_cannot_be_looked_at_holds_up_no_other(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await assigned(office, office.citizen("Anna"))
        await office.citizen("Ben").says("自来水停了")
        ben = next(p for p in office.world.people.values() if p.name == "Ben")
        await ben.presses("提交")
        async with office.app.room.database.transaction() as transaction:
            # its mailbox is no longer configured: nothing can be worked out for it
            await transaction.execute("UPDATE letters SET mailbox = 'gone' WHERE id = 1")
        await office.until(shanghai(6, 9))
        assert len(reminders(office.office.texts())) == 1  # Ben's
