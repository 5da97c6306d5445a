"""Overdue has one meaning (domain §4): whoever counts or lists such letters says the same."""

import asyncio
import re
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import Phase, given, settings

from letters import commands as c
from letters.figures import Tally
from letters.letter import Kind, Letter, Rating, State
from letters.people import Actor, Role
from letters.period import Period
from letters.scene import lead_or_office
from mailroom import health
from mailroom.board import board
from storage import letters, lists
from storage.database import Connection
from storage.figures import counted
from storage.migrate import FOLDER
from storage.past import as_rows
from storage.postgres_connection import migration
from storage.verify import Verified, verify
from tests.engine import on_server
from tests.plain_office import CLERK, OFFICE
from tests.stories import WORDS, Arrives, Passes, Step, Story, a_story, steps

MONDAY = date(2026, 3, 2)
EVER = Period(MONDAY, date(2027, 3, 1))
CLERK_ACTS, ROADS_ACTS = Actor(Role.CLERK, CLERK), Actor(Role.OFFICER, 21, "roads")
OPEN = {State.RECEIVED, State.ASSIGNED, State.IN_PROGRESS, State.DRAFTED}


def overdue(letter: Letter, today: date) -> bool:
    """What the domain says, word for word."""
    asked = letter.pauses[-1] if letter.pauses else None
    on = asked.from_on if asked is not None and asked.until_on is None else today
    return letter.state in OPEN and letter.reply_due_on < on


async def agree(story: Story) -> list[str]:
    """All who know of overdue letters say the same; returns the letters' numbers."""
    database, today = story.room.database, story.today
    async with database.reading() as connection:
        register = await letters.listed(connection, "letters_between", id=0, most=10_000)
        listed = await lists.overdue(connection, (), 10_000, 0, today=today)
        of_each = {
            d.code: await lists.overdue(connection, (d.code,), 10_000, 0, today=today)
            for d in OFFICE.departments
        }
        table = {row["number"]: row for row in await as_rows(connection)}
    late = [letter for letter in register if overdue(letter, today)]
    numbers = sorted(letter.number for letter in late)
    assert sorted(letter.number for letter in listed.letters) == numbers
    assert listed.total == len(late)
    for code, found in of_each.items():
        own = {one.number for one in late if code in one.departments and one.about != code}
        assert {letter.number for letter in found.letters} == own
    await _board_agrees(story, register, late)
    seen = await health.look(story.room)
    assert (seen.open, seen.overdue) == (sum(x.state in OPEN for x in register), len(late))
    counts = await counted(database, EVER, today)
    tally = sum(counts.cohorts.values(), Tally())
    never_answered = sorted(letter.number for letter in late if letter.answered_on is None)
    assert sorted(one.number for one in counts.overdue) == never_answered
    assert tally.overdue == len(never_answered)
    assert tally.overdue + tally.waiting_again_overdue == len(late)
    in_table = [
        number
        for number, row in table.items()
        if row["outcome"] == "open" and row["due_on"] < (row["paused_on"] or today.isoformat())
    ]
    assert sorted(in_table) == never_answered
    return numbers


async def _board_agrees(story: Story, register: list[Letter], late: list[Letter]) -> None:
    """The board counts a letter under its lead, or under the office while it has none."""
    found = await board(story.room)
    assert found.total_overdue == len(late)
    by_lead = Counter(lead_or_office(letter).department or "" for letter in late)
    standing = Counter(lead_or_office(x).department or "" for x in register if x.state in OPEN)
    assert {s.department: (s.open, s.overdue) for s in found.standings} == {
        code: (standing[code], by_lead[code]) for code in ("", "roads", "water", "parks")
    }


async def play(folder: Path, told_steps: list[Step]) -> None:
    async with a_story(folder, OFFICE, MONDAY) as story:
        for step in [*told_steps, Passes(30, noticed=False), Passes(9, noticed=True)]:
            await story.tell(step)
            if isinstance(step, Passes):
                await agree(story)


@settings(max_examples=15, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(steps)
def test_all_who_know_of_overdue_letters_say_the_same_at_every_moment(
    told_steps: list[Step],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), told_steps))


async def an_inquiry(story: Story) -> Letter:
    return await story.arrive(Arrives(Kind.INQUIRY, 0, may_publish=False))


async def test_a_letter_asked_about_too_late_is_overdue_and_one_asked_about_in_time_is_not(
    tmp_path: Path,
) -> None:
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        in_time, too_late = await an_inquiry(story), await an_inquiry(story)
        await story.wait(Passes(7, noticed=True))
        await story.do(in_time.id, c.AskCitizen(WORDS), CLERK_ACTS)
        assert await agree(story) == []
        await story.wait(Passes(1, noticed=True))
        assert await agree(story) == [too_late.number]
        await story.do(too_late.id, c.AskCitizen(WORDS), CLERK_ACTS)
        assert await agree(story) == [too_late.number]
        await story.wait(Passes(6, noticed=True))
        assert await agree(story) == [too_late.number]
        await story.do(in_time.id, c.Withdraw(), Actor(Role.CITIZEN, in_time.citizen))
        assert await agree(story) == [too_late.number]


async def test_an_extended_letter_is_overdue_by_its_new_date_and_a_reopened_one_by_its_own(
    tmp_path: Path,
) -> None:
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        letter = await an_inquiry(story)
        await story.do(letter.id, c.Assign("roads"), CLERK_ACTS)
        await story.do(letter.id, c.RequestExtension(2, WORDS), ROADS_ACTS)
        await story.do(letter.id, c.GrantExtension(), CLERK_ACTS)
        await story.wait(Passes(9, noticed=True))
        assert await agree(story) == []
        await story.wait(Passes(1, noticed=False))
        assert await agree(story) == [letter.number]
        await story.do(letter.id, c.Draft((WORDS,)), ROADS_ACTS)
        await story.do(letter.id, c.Approve(), CLERK_ACTS)
        assert await agree(story) == []
        citizen = Actor(Role.CITIZEN, letter.citizen)
        await story.do(letter.id, c.Rate(Rating.DISSATISFIED), citizen)
        again = await story.do(letter.id, c.Reopen(WORDS), citizen)
        assert await agree(story) == []
        story.now += again.reply_due_on - story.today + timedelta(days=1)
        assert await agree(story) == [letter.number]


async def test_letters_of_before_are_given_the_same_columns_by_the_migration(
    tmp_path: Path,
) -> None:
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        in_time, too_late, answered = [await an_inquiry(story) for _ in range(3)]
        await story.do(answered.id, c.Assign("roads"), CLERK_ACTS)
        await story.do(answered.id, c.Draft((WORDS,)), ROADS_ACTS)
        await story.do(answered.id, c.Approve(), CLERK_ACTS)
        await story.do(in_time.id, c.AskCitizen(WORDS), CLERK_ACTS)
        await story.do(in_time.id, c.Add((WORDS,)), Actor(Role.CITIZEN, in_time.citizen))
        await story.do(in_time.id, c.AskCitizen(WORDS), CLERK_ACTS)
        await story.wait(Passes(8, noticed=True))
        await story.do(too_late.id, c.AskCitizen(WORDS), CLERK_ACTS)
        file = FOLDER / "0013_definitions.sql"
        text = migration(file) if on_server() else file.read_text(encoding="utf-8")
        filled = re.findall(r"^UPDATE letters SET.*?;", text, re.M | re.S)
        assert len(filled) == 2
        async with story.room.database.transaction() as transaction:
            await transaction.execute("UPDATE letters SET open = 0, paused_on = '', late_from = ''")
            assert (await verified(transaction)).faults != {}
            await transaction.execute("UPDATE letters SET paused_on = NULL, late_from = NULL")
            for statement in filled:
                await transaction.execute(statement)
            assert (await verified(transaction)).faults == {}
        assert await agree(story) == [too_late.number]


async def verified(connection: Connection) -> Verified:
    return await verify(connection, lambda _count: None)
