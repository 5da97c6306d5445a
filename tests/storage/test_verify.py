"""`mailbox verify`: a register nobody touched is whole; whoever touches it is found out."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from simulator.town import Town, town
from storage.database import Database
from storage.verify import Verified, verify
from tests.engine import archive_in, intruder
from tests.handlers.talk import answered, sends
from tests.plain_office import OFFICE
from tests.reports.published import office_of_2014
from tests.stories import Passes, Step, a_story, steps


async def verified(database: Database) -> Verified:
    async with database.snapshot() as connection:
        return await verify(connection, lambda _count: None)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office with three letters, one of them answered."""
    async with town(tmp_path) as found:
        for name in ("Anna", "Ben", "Carl"):
            await sends(found.citizen(name))
        await answered(found)
        yield found


async def test_a_register_nobody_touched_is_whole(office: Town) -> None:
    found = await verified(office.app.room.database)
    assert (found.letters, found.faults) == (3, {})
    assert found.events > 3
    assert len(found.end) == 64
    assert (await verified(office.app.room.database)).end == found.end


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET changed = '{}' WHERE letter = 1 AND revision = 2",
        "DELETE FROM events WHERE letter = 1 AND revision = 3",
        "DELETE FROM events",
    ],
)
async def test_the_database_itself_refuses_to_change_an_event(
    office: Town, tmp_path: Path, statement: str
) -> None:
    with pytest.raises(Exception, match="an event is never"):
        async with office.app.room.database.transaction() as transaction:
            await transaction.execute(statement)
    assert (await verified(office.app.room.database)).faults == {}


TAMPERED = (
    ("UPDATE events SET on_date = '2026-03-01' WHERE letter = 1 AND revision = 2", "chain-broken"),
    ("UPDATE events SET actor = 7 WHERE letter = 2 AND revision = 1", "chain-broken"),
    ("UPDATE events SET hash = 'x' WHERE letter = 2 AND revision = 1", "chain-broken"),
    ("DELETE FROM events WHERE letter = 1 AND revision = 2", "event-missing"),
    ("DELETE FROM events WHERE letter = 3", "event-missing"),
    ("UPDATE letters SET answered_on = '2026-03-02', state = 'answered' WHERE id = 2", "differs"),
    ("UPDATE letters SET reply_due_on = '2026-12-31' WHERE id = 3", "letter-differs"),
    ("UPDATE letters SET late_from = NULL, open = 1 WHERE id = 3", "letter-differs"),
    ("UPDATE letters SET received_month = '2026-12' WHERE id = 3", "letter-differs"),
    ("DELETE FROM letters WHERE id = 3", "number-missing"),
    ("DELETE FROM letters WHERE id = 3", "event-astray"),
    ("UPDATE registers SET last_serial = 9", "number-missing"),
    ("DELETE FROM outbox WHERE notice = 'Receipt' AND letter = 2", "without-receipt"),
    ("DELETE FROM outbox WHERE notice = 'Answered'", "without-answer-sent"),
    ("UPDATE outbox SET outcome = NULL WHERE id = 1", "outbox-unsettled"),
)


@pytest.mark.parametrize(("statement", "fault"), TAMPERED)
async def test_what_somebody_changed_behind_its_back_is_named(
    office: Town, tmp_path: Path, statement: str, fault: str
) -> None:
    with intruder(tmp_path) as raw:
        assert raw.execute(statement).rowcount > 0
    found = await verified(office.app.room.database)
    assert any(fault in name for name in found.faults)


async def test_letters_of_the_past_are_verified_like_others_and_may_leave_numbers_out(
    tmp_path: Path,
) -> None:
    async with office_of_2014(tmp_path) as room:
        found = await verified(room.database)
    assert (found.letters, found.faults) == (502, {})


@pytest.mark.sqlite_file
async def test_events_from_before_there_were_chains_are_chained_at_the_start(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        await answered(office)
        before = await verified(office.app.room.database)
    with intruder(tmp_path) as raw:
        raw.execute("UPDATE events SET hash = ''")
    async with archive_in(tmp_path) as database:
        after = await verified(database)
    assert (after.end, after.faults) == (before.end, {})


async def play(folder: Path, told_steps: list[Step]) -> None:
    async with a_story(folder, OFFICE, date(2026, 3, 2)) as story:
        for step in [*told_steps, Passes(9, noticed=True)]:
            await story.tell(step)
        assert (await verified(story.room.database)).faults == {}


@settings(max_examples=10, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(steps)
def test_whatever_happens_to_letters_the_register_stays_whole(told_steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), told_steps))
