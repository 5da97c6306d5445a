"""What waits in the outbox for whom, against an oracle that goes through all of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from letters.chats import Chat
from storage import outbox
from storage.database import Connection, Database
from storage.outbox import Outcome, Parcel, parcel_from
from tests.engine import archive_in

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHATS = tuple(Chat(number) for number in (-1002, -1001, -1, 1, 2, 9))
ROUNDS = 80


async def waiting(connection: Connection) -> list[Parcel]:
    """All that is not settled, in the order in which it was queued."""
    rows = await connection.fetch("SELECT * FROM outbox WHERE next_at IS NOT NULL ORDER BY id")
    return [parcel_from(row) for row in rows]


def may_go(parcel: Parcel) -> bool:
    """Whether it is due, or was put off after trouble and keeps its place."""
    return parcel.attempts > 0 or when(parcel) <= NOW


def when(parcel: Parcel) -> datetime:
    """When it is tried next."""
    assert parcel.next_at is not None
    return parcel.next_at


def chats_waiting(parcels: Sequence[Parcel]) -> dict[Chat, datetime]:
    """Each chat with the moment of its oldest message that may go, else of its soonest."""
    found: dict[Chat, datetime] = {}
    for chat in CHATS:
        own = [parcel for parcel in parcels if parcel.chat == chat]
        going = [parcel for parcel in own if may_go(parcel)]
        if own and chat < 0:
            found[chat] = when(going[0]) if going else min(map(when, own))
        elif (
            own
        ):  # what comes before the oldest that may go is not due: it may be sooner all the same
            until = own.index(going[0]) + 1 if going else len(own)
            found[chat] = min(map(when, own[:until]))
    return found


async def fill(database: Database, chance: Random, number: int) -> None:
    """Queues some messages; some of them are put off, some after trouble, and some settled."""
    async with database.transaction() as transaction:
        for serial in range(chance.randrange(1, 12)):
            queued = await outbox.put(
                transaction,
                key=f"{number}:{serial}",
                chat=chance.choice(CHATS),
                letter=None,
                revision=None,
                recipient="office",
                notice=chance.choice(("Reminder", "Overdue")),
                payload={},
                at=NOW - MINUTE,
                after=NOW + MINUTE * chance.choice((-1, 0, 0, 1, 2)),
            )
            assert queued
        for parcel in await waiting(transaction):
            match chance.randrange(5):
                case 0:
                    later = NOW + MINUTE * chance.choice((0, 1, 3))
                    await outbox.retry_later(transaction, parcel, later, "no answer")
                case 1:
                    await outbox.postpone(transaction, [parcel], NOW + 2 * MINUTE)
                case 2:
                    await outbox.settle(transaction, parcel, Outcome.SENT, NOW, message=7)
                case _:
                    pass


async def test_what_waits_for_whom_and_what_goes_next_is_as_an_oracle_finds_it(
    tmp_path: Path,
) -> None:
    chance = Random(7)
    async with archive_in(tmp_path) as database:
        for number in range(ROUNDS):
            await fill(database, chance, number)
            async with database.reading() as connection:
                parcels = await waiting(connection)
                found = await outbox.chats_waiting(connection, NOW, 100)
                assert found == chats_waiting(parcels)
                people = [chat for chat in found if chat > 0]
                assert list(found) == [*sorted(set(found) - set(people)), *people]
                assert [found[chat] for chat in people] == sorted(found[chat] for chat in people)
                soonest = await outbox.chats_waiting(connection, NOW, 1)
                assert [chat for chat in soonest if chat > 0] == people[:1]
                for chat in CHATS:
                    own = [parcel for parcel in parcels if parcel.chat == chat]
                    going = [parcel for parcel in own if may_go(parcel)]
                    first, more = await outbox.next_of(connection, chat, NOW)
                    assert (first, more) == (going[0] if going else None, len(going) > 1)
                    due = [p for p in own if when(p) <= NOW and p.notice == "Reminder"]
                    assert await outbox.reminders_waiting(connection, chat, NOW) == due
            async with database.transaction() as transaction:
                await outbox.settle_many(transaction, parcels, Outcome.DROPPED, NOW)
                assert await waiting(transaction) == []


async def test_a_key_is_queued_once_and_what_is_settled_says_how(tmp_path: Path) -> None:
    async with archive_in(tmp_path) as database, database.transaction() as transaction:
        facts: dict[str, Any] = {"chat": 1, "letter": None, "revision": None, "at": NOW}
        facts |= {"recipient": "citizen", "notice": "Received", "payload": {}}
        keys = ("a", "b", "a")
        assert [await outbox.put(transaction, key=key, **facts) for key in keys] == [
            True,
            True,
            False,
        ]
        first, second = await waiting(transaction)
        assert (first.next_at, first.created_at) == (NOW, NOW)
        await outbox.settle(transaction, first, Outcome.FAILED, NOW + MINUTE, failure="blocked")
        rows = await transaction.fetch(
            "SELECT key, next_at, outcome, failure, settled_at, message FROM outbox ORDER BY id"
        )
        settled = int((NOW + MINUTE).timestamp() * 1000)
        assert [tuple(row.values()) for row in rows] == [
            ("a", None, "failed", "blocked", settled, None),
            ("b", int(NOW.timestamp() * 1000), None, None, None, None),
        ]
        assert await waiting(transaction) == [second]


async def test_what_is_put_off_after_trouble_is_counted_and_what_is_postponed_is_not(
    tmp_path: Path,
) -> None:
    async with archive_in(tmp_path) as database, database.transaction() as transaction:
        facts: dict[str, Any] = {"chat": 1, "letter": None, "revision": None, "at": NOW}
        facts |= {"recipient": "citizen", "notice": "Received", "payload": {"b": "路灯", "a": 1}}
        await outbox.put(transaction, key="a", after=NOW - MINUTE, **facts)
        await outbox.put(transaction, key="b", after=NOW + MINUTE, **facts)
        first, second = await waiting(transaction)
        assert [when(first), when(second)] == [NOW, NOW + MINUTE]
        assert (first.payload, first.attempts, first.key) == (facts["payload"], 0, "a")
        rows = await transaction.fetch("SELECT payload FROM outbox WHERE key = 'a'")
        assert [row["payload"] for row in rows] == ['{"a": 1, "b": "路灯"}']
        await outbox.retry_later(transaction, first, NOW + MINUTE, "no answer")
        await outbox.postpone(transaction, [second], NOW + 3 * MINUTE)
        first, second = await waiting(transaction)
        assert (first.attempts, when(first)) == (1, NOW + MINUTE)
        assert (second.attempts, when(second)) == (0, NOW + 3 * MINUTE)
        await outbox.retry_later(transaction, first, NOW + 2 * MINUTE, "no answer")
        await outbox.postpone(transaction, [first], NOW + 4 * MINUTE)
        first, second = await waiting(transaction)
        assert (first.attempts, when(first)) == (1, NOW + 4 * MINUTE)
        await outbox.settle_many(transaction, [first], Outcome.SENT, NOW, message=7)
        rows = await transaction.fetch(
            "SELECT outcome, settled_at, message FROM outbox ORDER BY id"
        )
        now = int(NOW.timestamp() * 1000)
        assert [tuple(row.values()) for row in rows] == [("sent", now, 7), (None, None, None)]
        assert await waiting(transaction) == [second]
