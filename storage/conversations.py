"""Reads and writes unfinished dialogs: letters being written, open questions.

Chat state lives here, not in memory: it survives a restart.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from letters.letter import KeptPart, Kind
from storage.database import Connection, Row
from storage.rows import milliseconds, part_from


@dataclass(frozen=True, slots=True)
class Writing:
    """A letter being written: where, what was chosen so far, and the message that shows it."""

    id: int
    chat: int
    citizen: int
    mailbox: str
    kind: Kind
    may_publish: bool
    preview: int | None
    letter: int | None
    discarded: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question the bot put to a person in a chat, and the facts the answer belongs to."""

    topic: str
    facts: dict[str, Any]


def _writing(row: Row) -> Writing:
    return Writing(
        id=row["id"],
        chat=row["chat"],
        citizen=row["citizen"],
        mailbox=row["mailbox"],
        kind=Kind(row["kind"]),
        may_publish=bool(row["may_publish"]),
        preview=row["preview"],
        letter=row["letter"],
        discarded=row["discarded_at"] is not None,
    )


async def open_writing(connection: Connection, chat: int, citizen: int) -> Writing | None:
    """Returns the letter a citizen is writing in a chat, or None."""
    row = await connection.one("draft_open", chat=chat, citizen=citizen)
    return None if row is None else _writing(row)


async def writing_by_id(connection: Connection, writing: int) -> Writing | None:
    """Returns a letter that is being written or was sent or discarded, or None."""
    row = await connection.one("draft_by_id", id=writing)
    return None if row is None else _writing(row)


async def start_writing(
    transaction: Connection, chat: int, citizen: int, mailbox: str, kind: Kind, now: datetime
) -> tuple[Writing, bool]:
    """Returns the letter being written in this chat, and whether this call began it."""
    row = await transaction.one(
        "draft_start",
        chat=chat,
        citizen=citizen,
        mailbox=mailbox,
        kind=kind.value,
        started_at=milliseconds(now),
    )
    if row is not None:
        return _writing(row), True
    writing = await open_writing(transaction, chat, citizen)
    assert writing is not None  # noqa: S101 — there is one, or it would have been begun
    return writing, False


async def writing_parts(connection: Connection, writing: int) -> list[KeptPart]:
    """Returns what has been written so far, in the order it came."""
    return [part_from(row) for row in await connection.all("parts_of_draft", draft=writing)]


async def conversation(connection: Connection, chat: int, person: int) -> Conversation | None:
    """Returns the question a person has not yet answered in a chat, or None."""
    row = await connection.one("conversation_get", chat=chat, person=person)
    return None if row is None else conversation_from(row)


def conversation_from(row: Row) -> Conversation:
    """Returns the open question of a row."""
    return Conversation(row["topic"], json.loads(row["facts"]))


async def begin(
    transaction: Connection, chat: int, person: int, now: datetime, spoken_of: Conversation
) -> None:
    """Remembers a question put to a person; one at a time, the newest counts."""
    await transaction.run(
        "conversation_put",
        chat=chat,
        person=person,
        topic=spoken_of.topic,
        facts=json.dumps(spoken_of.facts, ensure_ascii=False),
        updated_at=milliseconds(now),
    )


async def end(transaction: Connection, chat: int, person: int) -> None:
    """Forgets the question put to a person, if there is one."""
    await transaction.run("conversation_end", chat=chat, person=person)


async def end_about(connection: Connection, letter: int) -> None:
    """Ends every unfinished dialog about a letter, whoever it is with."""
    begins = json.dumps({"letter": letter}).removesuffix("}")
    await connection.run("conversations_erase", begins=f"{begins},%")
