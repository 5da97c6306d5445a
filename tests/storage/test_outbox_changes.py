"""What the outbox's queries change and find, each against an oracle that goes through all rows."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from storage.database import Connection, Database
from storage.rows import letter_columns
from tests.engine import archive_in
from tests.letters.oracle import new_letter

NOW, ROWS = 1_000_000, 150
CHATS, MESSAGES, LETTERS = (-2, -1, 1, 7), (40, 41, 42, 43, 44, 45), (1, 2, 3)
OPEN = {1: True, 2: False, 3: True}
SILENT = {"prompt", "refresh", "hide"}
_ALL = {
    "outbox": "SELECT * FROM outbox ORDER BY id",
    "sent": "SELECT * FROM sent ORDER BY chat, message",
}
Row = dict[str, Any]


def queued(chance: Random, number: int) -> Row:
    """A row of the outbox: still to go, or ended in some way."""
    ended = chance.choice((None, None, "sent", "failed", "failed"))
    return {
        "id": number,
        "key": f"row:{number}",
        "chat": chance.choice(CHATS),
        "letter": chance.choice((*LETTERS, None)),
        "revision": 1,
        "recipient": chance.choice(("citizen", "office", "department:roads")),
        "notice": chance.choice(("Reminder", "Reminder", "Answered", *SILENT)),
        "payload": "{}",
        "created_at": NOW + chance.choice((-5, 0, 5)),
        "next_at": NOW + chance.choice((-2, -1, 0, 1)) if ended is None else None,
        "due_at": chance.choice((NOW - 3, NOW - 1, NOW, NOW + 1, None)),
        "attempts": chance.choice((0, 2)),
        "pieces_sent": 0,
        "outcome": ended,
        "failure": "blocked" if ended == "failed" else None,
        "settled_at": None if ended is None else NOW - 1,
        "message": {5: None, 6: 41}.get(number, chance.choice((None, *MESSAGES))),
    }


async def fill(database: Database, chance: Random) -> None:
    """Three letters, the second one closed, messages about them, and where each was shown."""
    async with database.transaction() as transaction:
        await transaction.run(
            "person_seen", id=7, name="安娜", username=None, client_language="zh", now=NOW
        )
        for number in LETTERS:
            letter = replace(new_letter(), id=number, number=f"SZ-2026-{number:06}")
            columns = letter_columns(letter) | {"id": number, "query_code": f"{number:010}"}
            await transaction.put_rows("letters", [columns])
            await transaction.execute(
                "UPDATE letters SET open = :open WHERE id = :id",
                {"open": int(OPEN[number]), "id": number},
            )
        await transaction.put_rows("outbox", [queued(chance, n + 1) for n in range(ROWS)])
        await transaction.reset_sequences(["outbox"])
        shown = [
            {"chat": chat, "message": message, "letter": chance.choice(LETTERS)}
            for chat in CHATS
            for message in MESSAGES
        ]
        await transaction.put_rows("sent", [{**s, "live": chance.randrange(2)} for s in shown])


async def rows_of(connection: Connection, table: str) -> list[Row]:
    """All rows of a table, in the order of their keys."""
    return [dict(row) for row in await connection.fetch(_ALL[table])]


def about_open(row: Row) -> bool:
    """Whether it is about a letter that is still open."""
    return OPEN.get(row["letter"], False)


AGAIN = {"next_at": NOW, "outcome": None, "settled_at": None, "attempts": 0}
CHANGES: list[tuple[str, str, Row, Callable[[Row], Row]]] = [
    (
        "outbox_settle",
        "outbox",
        {"id": 5, "outcome": "dropped", "failure": "why", "now": NOW, "message": 99},
        lambda r: {"next_at": None, "outcome": "dropped", "failure": "why", "settled_at": NOW,
                   "message": r["message"] or 99} if r["id"] == 5 else {},
    ),
    (
        "outbox_settle",
        "outbox",
        {"id": 6, "outcome": "sent", "failure": None, "now": NOW, "message": 99},
        lambda r: {"next_at": None, "outcome": "sent", "failure": None, "settled_at": NOW,
                   "message": r["message"] or 99} if r["id"] == 6 else {},
    ),
    (
        "outbox_later",
        "outbox",
        {"id": 5, "next_at": NOW + 9, "attempts": 4, "failure": "slow"},
        lambda r: {"next_at": NOW + 9, "attempts": 4, "failure": "slow"} if r["id"] == 5 else {},
    ),
    (
        "outbox_queued_in_the_future",
        "outbox",
        {"now": NOW - 1},
        lambda r: {"next_at": NOW - 1}
        if (r["next_at"] or 0) > NOW - 1 and r["created_at"] > NOW - 1 else {},
    ),
    (
        "outbox_queued_in_the_future",
        "outbox",
        {"now": NOW},
        lambda r: {"next_at": NOW} if (r["next_at"] or 0) > NOW and r["created_at"] > NOW else {},
    ),
    (
        "outbox_try_failed_again",
        "outbox",
        {"chat": 7, "now": NOW},
        lambda r: AGAIN
        if (r["chat"], r["recipient"], r["outcome"]) == (7, "citizen", "failed") else {},
    ),
    (
        "outbox_try_again",
        "outbox",
        {"chat": -2, "now": NOW},
        lambda r: AGAIN | {"failure": None}
        if (r["chat"], r["outcome"]) == (-2, "failed") and about_open(r) else {},
    ),
    (
        "outbox_piece_sent",
        "outbox",
        {"id": 5, "pieces_sent": 2, "message": 99},
        lambda r: {"pieces_sent": 2, "message": 99} if r["id"] == 5 else {},
    ),
    (
        "outbox_piece_sent",
        "outbox",
        {"id": 6, "pieces_sent": 2, "message": 99},
        lambda r: {"pieces_sent": 2, "message": 41} if r["id"] == 6 else {},
    ),
    (
        "outbox_chat_moved",
        "outbox",
        {"old_chat": -2, "new_chat": -9},
        lambda r: {"chat": -9}
        if r["chat"] == -2 and r["next_at"] is not None and r["notice"] != "hide" else {},
    ),
    (
        "sent_put",
        "sent",
        {"chat": -2, "message": 41, "letter": 3, "live": 1},
        lambda r: {"letter": 3, "live": 1} if (r["chat"], r["message"]) == (-2, 41) else {},
    ),
    (
        "sent_dead",
        "sent",
        {"chat": -2, "message": 41},
        lambda r: {"live": 0} if (r["chat"], r["message"]) == (-2, 41) else {},
    ),
    (
        "sent_dead_in_chat",
        "sent",
        {"chat": -2},
        lambda r: {"live": 0} if (r["chat"], r["live"]) == (-2, 1) else {},
    ),
]  # fmt: skip
"""The query, the table it changes, what it is given, and what becomes of each row."""


@pytest.mark.parametrize("seed", range(2))
async def test_a_change_to_the_outbox_changes_what_it_is_for_and_nothing_else(
    tmp_path: Path, seed: int
) -> None:
    async with archive_in(tmp_path) as database:
        await fill(database, Random(seed))
        for query, table, values, becomes in CHANGES:
            async with database.transaction() as transaction:
                before = await rows_of(transaction, table)
                count = await transaction.run(query, **values)
                assert await rows_of(transaction, table) == [r | becomes(r) for r in before], query
                assert count == sum(becomes(r) != {} for r in before)
                for row in before:  # as before, for the next
                    await put_back(transaction, table, row)


async def put_back(transaction: Connection, table: str, row: Row) -> None:
    """A row is again as it was."""
    key = "id = :id" if table == "outbox" else "chat = :chat AND message = :message"
    facts = ", ".join(f"{name} = :{name}" for name in row)
    await transaction.execute(f"UPDATE {table} SET {facts} WHERE {key}", row)  # noqa: S608 — names of columns


@pytest.mark.parametrize("query", ["outbox_refresh_cards", "outbox_hide"])
async def test_each_message_that_showed_a_letter_is_drawn_anew_or_hidden_once_but_not_the_citizens(
    tmp_path: Path, query: str
) -> None:
    async with archive_in(tmp_path) as database:
        await fill(database, Random(3))
        values = {"letter": 1, "revision": 4, "own": 7, "now": NOW}
        values |= {"shown_in": -1} if query == "outbox_refresh_cards" else {}
        async with database.transaction() as transaction:
            shown = await rows_of(transaction, "sent")
            before = await rows_of(transaction, "outbox")
            await transaction.run(query, **values)
            await transaction.run(query, **values)
            after = await rows_of(transaction, "outbox")
        name = query.removeprefix("outbox_").removesuffix("_cards")
        wanted = [
            (s["chat"], s["message"])
            for s in shown
            if s["letter"] == 1
            and s["chat"] not in {7, values.get("shown_in")}
            and (s["live"] == 1 or name == "hide")
        ]
        assert wanted
        new = sorted(after[len(before) :], key=lambda row: str(row["key"]))
        assert [
            (r["key"], json.loads(r["payload"]), r["letter"], r["revision"], r["recipient"],
             r["notice"], r["created_at"], r["next_at"], r["chat"])
            for r in new
        ] == [
            (f"{name}:1:4:{chat}:{message}", {"message": message}, 1, 4, "prompt",
             name, NOW, NOW, chat)
            for chat, message in sorted(wanted, key=lambda w: f"{name}:1:4:{w[0]}:{w[1]}")
        ]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_looked_up_in_the_outbox_is_what_an_oracle_finds(
    tmp_path: Path, seed: int
) -> None:
    async with archive_in(tmp_path) as database:
        await fill(database, Random(seed))
        async with database.reading() as connection:
            rows = await rows_of(connection, "outbox")
            sent = await rows_of(connection, "sent")
            for chat in CHATS:
                await _of_a_chat(connection, chat, [r for r in rows if r["chat"] == chat], sent)
            counts = await connection.all("outbox_counts")
            ended = Counter(r["outcome"] or "waiting" for r in rows)
            assert [(c["outcome"], c["messages"]) for c in counts] == sorted(ended.items())
            due = [
                r["due_at"] for r in rows if r["next_at"] is not None and r["due_at"] is not None
            ]
            for now in (NOW - 4, NOW - 3, NOW - 1, NOW):
                health = await connection.one("health_outbox", now=now)
                late = [at for at in due if at <= now]
                wanted = {"waiting": len(late), "oldest": min(late, default=None)}
                wanted["failed"] = ended["failed"]
                assert dict(health or {}) == wanted


async def _of_a_chat(connection: Connection, chat: int, rows: list[Row], sent: list[Row]) -> None:
    lost = await connection.all("outbox_astray", chat=chat, recipient="office")
    assert [dict(row) for row in lost] == [
        r
        for r in rows
        if r["recipient"] == "office"
        and (r["next_at"] is not None or (r["outcome"] == "failed" and about_open(r)))
    ]
    due = await connection.all("outbox_reminders_waiting", chat=chat, now=NOW)
    assert [dict(row) for row in due] == [
        r for r in rows if r["notice"] == "Reminder" and (r["next_at"] or NOW + 1) <= NOW
    ]
    for message in MESSAGES:
        said = {r["letter"] for r in rows if (r["message"], r["notice"]) == (message, "Reminder")}
        found = await connection.column("outbox_letters_in_message", chat=chat, message=message)
        assert [one for one in found if one] == sorted(one for one in said if one)
        assert len(found) == len(said)
    for letter in LETTERS:
        live = await connection.column("sent_live", letter=letter, chat=chat)
        assert sorted(live) == [
            s["message"] for s in sent if (s["chat"], s["letter"], s["live"]) == (chat, letter, 1)
        ]
        for message in (*MESSAGES, 39, 50):
            came = [
                r["message"]
                for r in rows
                if r["letter"] == letter
                and r["notice"] not in SILENT
                and (r["message"] or 99) <= message
            ]
            row = await connection.one(
                "outbox_of_message", letter=letter, chat=chat, message=message
            )
            assert (row["message"] if row else None) == max(came, default=None)
            if row:
                assert dict(row) in rows
                assert row["notice"] not in SILENT
