"""What becomes of a message that could not be sent, and who hears of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from letters import commands as c
from letters.chats import Chat
from letters.letter import Letter, State
from letters.notices import TO_CHIEF, TO_OFFICE, Sending
from letters.notices_to_staff import (
    CouldNotReachChief,
    CouldNotReachDepartment,
    CouldNotReachOffice,
    StillInSight,
)
from mailroom.failures import give_up, retry_later, set_aside, told_of_failure
from mailroom.post import NeverArrives, TryLater
from mailroom.room import Mailroom
from storage import outbox
from storage.database import Database
from storage.outbox import Parcel
from storage.rows import letter_columns
from tests.engine import archive_in
from tests.letters.oracle import OFFICE, letter_for

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
LETTER = replace(letter_for(State.ANSWERED, c.NoteUndeliverable), about="roads")
NUMBER = LETTER.number
PARCEL = Parcel(
    9, "key", Chat(7), 1, 1, "citizen", "Answered", {}, NOW, NOW, attempts=0, pieces_sent=0,
    message=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("recipient", "notice", "told"),
    [
        ("citizen", "Answered", ()),
        ("prompt", "prompt", ()),
        ("department:roads", "Assigned",
         (Sending(TO_OFFICE, CouldNotReachDepartment(NUMBER, "roads"), key="undelivered:9"),)),
        ("department:roads", "Reminder",
         (Sending(TO_OFFICE, CouldNotReachDepartment(NUMBER, "roads"),
                  key="undelivered:7:2026-03-02"),)),
        ("office", "NewLetter",
         (Sending(TO_CHIEF, CouldNotReachOffice(NUMBER), key="undelivered:9"),)),
        ("chief", "NewLetter",
         (Sending(TO_OFFICE, CouldNotReachChief(NUMBER), key="undelivered:9"),)),
        ("prompt", "hide",
         (Sending(TO_OFFICE, StillInSight(NUMBER, "roads"), key="in-sight:1:7"),)),
        ("office", "CouldNotReachDepartment", ()),
        ("office", "StillInSight", ()),
        ("chief", "CouldNotReachOffice", ()),
        ("office", "CouldNotReachChief", ()),
    ],
)  # fmt: skip
def test_whoever_has_to_know_hears_that_a_message_never_arrives(
    recipient: str, notice: str, told: tuple[Sending, ...]
) -> None:
    parcel = replace(PARCEL, recipient=recipient, notice=notice)
    assert told_of_failure(parcel, LETTER, TODAY) == told
    assert told_of_failure(parcel, None, TODAY) == ()


def test_of_a_report_about_nobody_any_more_nobody_is_named() -> None:
    parcel = replace(PARCEL, recipient="prompt", notice="hide")
    told = told_of_failure(parcel, replace(LETTER, about=None), TODAY)
    assert [sending.notice for sending in told] == [StillInSight(NUMBER, "")]


async def office_with(
    database: Database, letter: Letter, parcel: Parcel, now: datetime
) -> Mailroom:
    """An office whose outbox holds this parcel, about this letter."""
    async with database.transaction() as transaction:
        await transaction.run(
            "person_seen", id=7, name="安娜", username=None, client_language="zh", now=0
        )
        await transaction.put_rows("letters", [letter_columns(letter) | {"id": letter.id}])
        facts: dict[str, Any] = {"letter": parcel.letter, "revision": 1, "payload": parcel.payload}
        facts |= {"recipient": parcel.recipient, "notice": parcel.notice, "at": parcel.created_at}
        await outbox.put(transaction, key="key", chat=parcel.chat, **facts)
        await transaction.execute("UPDATE outbox SET id = 9", {})
        await transaction.reset_sequences(["outbox"])
    return Mailroom(database, OFFICE, lambda: now, lambda: None)


async def looked_at(database: Database, table: str = "outbox") -> list[dict[str, object]]:
    """All rows of a table."""
    statements = {
        "outbox": "SELECT * FROM outbox ORDER BY id",
        "people": "SELECT * FROM people",
        "events": "SELECT * FROM events",
    }
    async with database.reading() as connection:
        return [dict(row) for row in await connection.fetch(statements[table])]


def ms(at: datetime) -> int:
    """As the archive keeps it."""
    return int(at.timestamp() * 1000)


@pytest.mark.parametrize(
    ("attempts", "age", "after", "waits"),
    [
        (0, DAY, None, 2 * SECOND),
        (1, DAY, None, 4 * SECOND),
        (2, DAY, None, 8 * SECOND),
        (3, DAY, None, 16 * SECOND),
        (4, DAY, None, 30 * SECOND),
        (5000, DAY, None, 30 * SECOND),
        (0, DAY, 90 * SECOND, 90 * SECOND),
        (4, DAY, SECOND, SECOND),
        (0, 3 * DAY, None, 2 * SECOND),
        (0, 3 * DAY + SECOND, SECOND, SECOND),
        (0, 3 * DAY + SECOND, None, None),
    ],
)
async def test_after_trouble_a_message_waits_twice_as_long_or_as_telegram_asks_for_three_days(
    tmp_path: Path, attempts: int, age: timedelta, after: timedelta | None, waits: timedelta | None
) -> None:
    parcel = replace(PARCEL, attempts=attempts, created_at=NOW - age)
    async with archive_in(tmp_path) as database:
        room = await office_with(database, LETTER, parcel, NOW)
        await retry_later(room, parcel, LETTER, TryLater("no answer", after), NOW)
        row = (await looked_at(database))[0]
    found = [row[name] for name in ("next_at", "attempts", "outcome", "failure")]
    if waits is None:
        assert found == [None, 0, "failed", "no answer"]
    else:
        assert found == [ms(NOW + waits), attempts + 1, None, "no answer"]


@pytest.mark.parametrize("given_up", [False, True])
async def test_what_cannot_be_made_is_set_aside_an_hour_at_a_time_for_three_days(
    tmp_path: Path, given_up: bool
) -> None:
    created = NOW - 3 * DAY - given_up * SECOND
    parcel = replace(PARCEL, attempts=4, created_at=created)
    async with archive_in(tmp_path) as database:
        room = await office_with(database, LETTER, parcel, NOW)
        await set_aside(room, parcel, LETTER, NOW)
        row = (await looked_at(database))[0]
    found = [row[name] for name in ("next_at", "attempts", "outcome", "failure")]
    given = [None, 0, "failed", "it cannot be made"]
    assert found == (given if given_up else [ms(NOW + HOUR), 0, None, None])


@pytest.mark.parametrize("gone", [True, False])
@pytest.mark.parametrize("recipient", ["citizen", "department:roads"])
async def test_what_is_given_up_is_kept_as_failed_and_told_once(
    tmp_path: Path, recipient: str, gone: bool
) -> None:
    citizens = recipient == "citizen"
    notice, chat = ("Answered", 7) if citizens else ("Assigned", -2)
    parcel = replace(PARCEL, recipient=recipient, notice=notice, chat=Chat(chat))
    async with archive_in(tmp_path) as database:
        room = await office_with(database, LETTER, parcel, NOW)
        failure = NeverArrives("blocked", gone=gone)
        await give_up(room, parcel, LETTER, failure, NOW)
        await give_up(room, parcel, LETTER, failure, NOW)
        first, *told = await looked_at(database)
        person = (await looked_at(database, "people"))[0]
        events = [event["name"] for event in await looked_at(database, "events")]
    wanted = ("failed", "blocked", ms(NOW), None)
    assert tuple(first[n] for n in ("outcome", "failure", "settled_at", "next_at")) == wanted
    assert person["blocked_at"] == (ms(NOW) if gone and citizens else None)
    names = {row["notice"] for row in told}
    if citizens:
        assert events == ["undeliverable"]
    else:
        assert (events, names, len(told)) == ([], {"CouldNotReachDepartment"}, 1)


async def test_an_answer_that_never_arrives_is_no_matter_for_a_letter_that_moved_on(
    tmp_path: Path,
) -> None:
    letter = replace(LETTER, state=State.IN_PROGRESS)
    async with archive_in(tmp_path) as database:
        room = await office_with(database, letter, PARCEL, NOW)
        await give_up(room, PARCEL, letter, NeverArrives("blocked"), NOW)
        assert await looked_at(database, "events") == []
        assert (await looked_at(database))[0]["outcome"] == "failed"
