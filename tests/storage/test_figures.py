"""The figures' queries against a count of what happened, event by event."""

import asyncio
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from letters import commands as c
from letters.counting import Overdue
from letters.figures import Tally
from letters.letter import Kind, Letter, Rating
from letters.people import SYSTEM, Actor, Role
from letters.period import Period, month, year
from reports import annual, as_json
from storage import letters
from storage.database import Database
from storage.figures import counted
from storage.sqlite import SqliteDatabase
from tests.engine import on_server
from tests.plain_office import CLERK, OFFICE
from tests.storage.oracle import compare
from tests.stories import WORDS, Arrives, Passes, Step, Story, a_story, steps

BEGINS = date(2025, 12, 15)
PERIODS = (year(2025), year(2026), month(2026, 1), Period(date(2025, 12, 20), date(2026, 1, 10)))


async def sheet_text(database: Database, period: Period, as_of: date) -> str:
    return as_json.written(as_json.content(await annual.yearly(database, OFFICE, period, as_of)))


async def play_and_compare(folder: Path, told_steps: list[Step]) -> None:
    issued: dict[tuple[Period, date], str] = {}
    async with a_story(folder, OFFICE, BEGINS) as story:
        database = story.room.database
        for step in [*told_steps, Passes(30, noticed=True)]:
            if isinstance(step, Passes):
                for period in PERIODS:
                    if period.first <= story.today:
                        text = await sheet_text(database, period, story.today)
                        issued[(period, story.today)] = text
            await story.tell(step)
        async with database.reading() as connection:
            histories = [await letters.events(connection, letter) for letter in story.arrived]
        for (period, as_of), text in issued.items():
            assert await sheet_text(database, period, as_of) == text
            await compare(database, histories, period, as_of)
        for as_of in (BEGINS + timedelta(days=n) for n in (7, 20)):
            await compare(database, histories, PERIODS[0], as_of)
        if on_server():
            await engines_agree(folder, database, issued)


async def engines_agree(
    folder: Path, server: Database, issued: dict[tuple[Period, date], str]
) -> None:
    """The same letters in a file give the same sheets, to the letter."""
    await server.copy_to(folder / "beside.db", datetime(2026, 12, 31, tzinfo=UTC))
    async with SqliteDatabase(folder / "beside.db") as file:
        for (period, as_of), text in issued.items():
            assert await sheet_text(file, period, as_of) == text


@settings(max_examples=20, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(steps)
def test_queries_count_what_happened_as_of_any_day_and_the_same_later(
    told_steps: list[Step],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play_and_compare(Path(folder), told_steps))


async def tally_on(story: Story, as_of: date, period: Period = PERIODS[1]) -> Tally:
    counts = await counted(story.room.database, period, as_of)
    return sum(counts.cohorts.values(), Tally())


def citizen_of(letter: Letter) -> Actor:
    return Actor(Role.CITIZEN, letter.citizen)


CLERK_ACTS, ROADS_ACTS = Actor(Role.CLERK, CLERK), Actor(Role.OFFICER, 21, "roads")
MONDAY = date(2026, 3, 2)
SATISFIED, FAIRLY, UNHAPPY = (c.Rate(rating) for rating in Rating)


async def test_an_extension_moves_the_date_in_force_but_not_the_original(tmp_path: Path) -> None:
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        letter = await story.arrive(Arrives(Kind.INQUIRY, 0, may_publish=False))
        await story.do(letter.id, c.Assign("roads"), CLERK_ACTS)
        await story.do(letter.id, c.RequestExtension(5, WORDS), ROADS_ACTS)
        await story.do(letter.id, c.GrantExtension(), CLERK_ACTS)
        await story.wait(Passes(9, noticed=True))
        waiting = await tally_on(story, story.today)
        await story.do(letter.id, c.Draft((WORDS,)), ROADS_ACTS)
        await story.do(letter.id, c.Approve(), CLERK_ACTS)
        answered = await tally_on(story, story.today)
    assert waiting == Tally(received=1, open=1, overdue_original=1)
    assert answered == Tally(received=1, replied=1, on_time=1)


async def test_a_date_passes_only_if_it_had_passed_when_the_citizen_was_asked(
    tmp_path: Path,
) -> None:
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        in_time = await story.arrive(Arrives(Kind.INQUIRY, 0, may_publish=False))
        too_late = await story.arrive(Arrives(Kind.INQUIRY, 0, may_publish=False))
        await story.wait(Passes(7, noticed=True))
        await story.do(in_time.id, c.AskCitizen(WORDS), CLERK_ACTS)
        await story.wait(Passes(1, noticed=True))
        await story.do(too_late.id, c.AskCitizen(WORDS), CLERK_ACTS)
        await story.wait(Passes(8, noticed=True))
        counts = await counted(story.room.database, PERIODS[1], story.today)
    assert counts.overdue == [Overdue(date(2026, 3, 9), too_late.number, None)]


async def test_a_letter_in_its_second_handling_counts_once_by_its_first_answer(
    tmp_path: Path,
) -> None:
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        letter = await story.arrive(Arrives(Kind.INQUIRY, 0, may_publish=False))
        await story.do(letter.id, c.Assign("roads"), CLERK_ACTS)
        await story.do(letter.id, c.Draft((WORDS,)), ROADS_ACTS)
        await story.do(letter.id, c.Approve(), CLERK_ACTS)
        await story.do(letter.id, c.Rate(Rating.DISSATISFIED), citizen_of(letter))
        await story.do(letter.id, c.Reopen(WORDS), citizen_of(letter))
        await story.wait(Passes(20, noticed=True))
        again_late = await tally_on(story, story.today)
        await story.do(letter.id, c.Withdraw(), citizen_of(letter))
        withdrawn = await tally_on(story, story.today)
    once = Tally(received=1, replied=1, on_time=1, on_time_original=1, rated=1, reopened=1)
    assert again_late == once + Tally(waiting_again=1, waiting_again_overdue=1)
    assert withdrawn == once


async def test_what_happens_after_the_day_changes_nothing_of_it(tmp_path: Path) -> None:
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        database = story.room.database
        shown = await story.arrive(Arrives(Kind.INQUIRY, 1, may_publish=True))
        moved = await story.arrive(Arrives(Kind.HELP, 0, may_publish=False))
        for letter in (shown, moved):
            await story.do(letter.id, c.Assign("roads"), CLERK_ACTS)
        await story.do(shown.id, c.Draft((WORDS,)), ROADS_ACTS)
        await story.do(shown.id, c.Publish(WORDS, WORDS), CLERK_ACTS)
        await story.wait(Passes(10, noticed=True))
        as_of = story.today
        then = await sheet_text(database, PERIODS[1], as_of)
        await story.wait(Passes(1, noticed=True))
        await story.do(shown.id, c.Unpublish(), CLERK_ACTS)
        await story.do(moved.id, c.ChangeKind(Kind.COMPLAINT), CLERK_ACTS)
        await story.do(moved.id, c.Reassign("water"), CLERK_ACTS)
        await story.do(moved.id, c.Draft((WORDS,)), Actor(Role.OFFICER, 22, "water"))
        await story.wait(Passes(40, noticed=True))
        later = await sheet_text(database, PERIODS[1], as_of)
        now = await sheet_text(database, PERIODS[1], story.today)
    assert later == then
    assert now != then


async def test_each_thing_counts_from_its_own_day_on(tmp_path: Path) -> None:
    """Every day of two weeks something else happens, and every day is counted as of, afterwards."""
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        arrived = [
            await story.arrive(Arrives(kind, mailbox, may_publish=True))
            for kind, mailbox in ((Kind.INQUIRY, 0), (Kind.HELP, 0), (Kind.INQUIRY, 1)) * 3
        ]
        quick, late, again, refused, merged, withdrawn, unsent, waiting, fair = arrived
        water_acts = Actor(Role.OFFICER, 22, "water")
        days: list[list[tuple[Letter, c.Command, Actor]]] = [
            [(one, c.Assign("roads"), CLERK_ACTS) for one in (quick, again, unsent, fair)],
            [(late, c.Assign("water"), CLERK_ACTS), (quick, c.SignFor(), ROADS_ACTS)],
            [(one, c.Draft((WORDS,)), ROADS_ACTS) for one in (quick, again, unsent, fair)],
            [(one, c.Approve(), CLERK_ACTS) for one in (quick, unsent)],
            [(refused, c.Refuse(WORDS), CLERK_ACTS), (quick, SATISFIED, citizen_of(quick))],
            [(merged, c.Merge(waiting.id), CLERK_ACTS), (again, UNHAPPY, citizen_of(again))],
            [(withdrawn, c.Withdraw(), citizen_of(withdrawn)), (fair, FAIRLY, citizen_of(fair))],
            [(again, c.Reopen(WORDS), citizen_of(again)), (unsent, c.NoteUndeliverable(), SYSTEM)],
            [(quick, c.Publish(WORDS, WORDS), CLERK_ACTS)],
            [(late, c.Draft((WORDS,)), water_acts)],
            [(late, c.Approve(), CLERK_ACTS)],
            [(again, c.Withdraw(), citizen_of(again))],
        ]
        for acts in days:
            for letter, command, actor in acts:
                await story.do(letter.id, command, actor)
            await story.wait(Passes(1, noticed=True))
        database = story.room.database
        async with database.reading() as connection:
            histories = [await letters.events(connection, one.id) for one in arrived]
        names = {event.name for history in histories for event in history}
        assert names >= {"answered", "refused", "merged", "withdrawn", "rated", "reopened"}
        assert names >= {"published", "undeliverable", "signed_for"}
        for on in (MONDAY + timedelta(days=n) for n in range(len(days) + 1)):
            await compare(database, histories, PERIODS[1], on)
            await compare(database, histories, Period(MONDAY, MONDAY), on)
            if on > MONDAY:  # all of them were carried over
                await compare(database, histories, Period(MONDAY + timedelta(days=1), on), on)


@pytest.mark.parametrize("ending", [c.Refuse(WORDS), c.Merge(1)], ids=["refused", "merged"])
async def test_what_ends_without_an_answer_in_its_second_handling_stays_replied(
    tmp_path: Path, ending: c.Command
) -> None:
    async with a_story(tmp_path, OFFICE, MONDAY) as story:
        await story.arrive(Arrives(Kind.INQUIRY, 0, may_publish=False))
        letter = await story.arrive(Arrives(Kind.INQUIRY, 0, may_publish=False))
        for command, actor in (
            (c.Assign("roads"), CLERK_ACTS),
            (c.Draft((WORDS,)), ROADS_ACTS),
            (c.Approve(), CLERK_ACTS),
            (UNHAPPY, citizen_of(letter)),
            (c.Reopen(WORDS), citizen_of(letter)),
            (c.AskToReturn(WORDS), ROADS_ACTS),
            (c.TakeBack(), CLERK_ACTS),
            (ending, CLERK_ACTS),
        ):
            await story.do(letter.id, command, actor)
        found = await tally_on(story, story.today)
    assert (found.received, found.replied, found.open) == (2, 1, 1)
    assert (found.refused, found.merged, found.waiting_again) == (0, 0, 0)
