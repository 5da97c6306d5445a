"""Reads and writes letters, their events, parts and assignments. Contains no rule of the office."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from letters.commands import Approve, Command
from letters.letter import Event, KeptPart, Letter, Part, PartRole, State
from letters.people import Actor
from letters.registration import number_in
from letters.workflow import Decision
from storage import own_facts
from storage.database import Connection, Row
from storage.history import link
from storage.rows import (
    DATED,
    changes,
    changing_columns,
    event_from,
    letter_from,
    milliseconds,
    part_columns,
    part_from,
    row_columns,
    shifts,
)


class StaleLetterError(Exception):
    """Somebody else's move came first; nothing was written."""


async def by_id(connection: Connection, letter: int) -> Letter | None:
    """Returns the letter of that id, or None."""
    return _one(await listed(connection, "letter_by_id", id=letter))


async def by_number(connection: Connection, number: str) -> Letter | None:
    """Returns the letter of that register number, or None."""
    return _one(await listed(connection, "letter_by_number", number=number.strip().upper()))


async def by_query_code(connection: Connection, code: str) -> Letter | None:
    """Returns the letter of that query code (as letters/registration reads it), or None."""
    return _one(await listed(connection, "letter_by_query_code", query_code=code))


async def by_message(connection: Connection, chat: int, message: int) -> Letter | None:
    """Returns the letter a message in a chat belongs to, or None."""
    return _one(await listed(connection, "letter_by_message", chat=chat, message=message))


def _one(found: list[Letter]) -> Letter | None:
    return found[0] if found else None


async def spoken_of(connection: Connection, chat: int, message: int, said: str) -> Letter | None:
    """Returns the letter a message speaks of: by what was sent, else by the number it bears.

    The number helps where the message's id is not known: the program died before it could note it,
    or a group became a supergroup.
    """
    letter = await by_message(connection, chat, message)
    number = None if letter else number_in(said)
    return await by_number(connection, number) if number else letter


async def listed(connection: Connection, query: str, **values: object) -> list[Letter]:
    """Returns the letters of a named query that lists letters."""
    return await of_rows(connection, await connection.all(query, **values))


async def of_rows(connection: Connection, rows: Sequence[Row]) -> list[Letter]:
    """Returns the letters of rows, whatever else stands in them."""
    return [letter_from(row) for row in await own_facts.with_own(connection, rows)]


async def events(connection: Connection, letter: int, since: int = 0) -> list[Event]:
    """Returns a letter's events after a revision, in their order."""
    rows = await connection.all("events_since", letter=letter, revision=since)
    return [event_from(row) for row in rows]


async def parts(connection: Connection, letter: int) -> list[KeptPart]:
    """Returns all parts of a letter, all versions, in the order they came."""
    return [part_from(row) for row in await connection.all("parts_of_letter", letter=letter)]


async def event_by_cause(connection: Connection, cause: str) -> Event | None:
    """Returns what this cause (an update, a sweep) has already brought about, or None."""
    row = await connection.one("event_by_cause", cause=cause)
    return None if row is None else event_from(row)


async def next_serial(transaction: Connection, mailbox: str, year: int) -> int:
    """Returns the next serial number of a mailbox's year, taken for good if this is committed."""
    return int(await transaction.value("serial_next", mailbox=mailbox, year=year))


async def enter(
    transaction: Connection, decision: Decision, actor: Actor, at: datetime, cause: str | None
) -> Letter:
    """Enters a new letter in the register, with its first event; returns it with its id."""
    columns = row_columns(decision.letter)
    del columns["id"]
    await transaction.run("letter_insert", **columns)
    number = decision.letter.number
    letter = replace(decision.letter, id=await transaction.value("letter_id", number=number))
    await own_facts.write(transaction, None, letter)
    await _write_event(transaction, letter.id, None, decision, actor, at, cause)
    return letter


async def record(
    transaction: Connection,
    before: Letter,
    command: Command,
    decision: Decision,
    actor: Actor,
    at: datetime,
    cause: str | None,
) -> None:
    """Writes a move: letter, event, parts, assignments. StaleLetterError where another came first.

    Outgoing messages are queued by the caller, in the same transaction.
    """
    after = decision.letter
    if await transaction.run("letter_update", **changing_columns(after)) != 1:
        raise StaleLetterError(after.number)
    await own_facts.write(transaction, before, after)
    await _write_event(transaction, after.id, before, decision, actor, at, cause)
    for role, part in decision.parts:
        await keep_part(
            transaction, part, role, actor.id, at, letter=after.id, revision=after.revision
        )
    if before.state is State.DRAFTED and isinstance(command, Approve):
        await transaction.run(
            "parts_drafted_to_answer",
            letter=after.id,
            revision=after.revision,
            keep_text=int(command.edited is None),
        )
    if (before.lead, before.co_handlers) != (after.lead, after.co_handlers):
        await _write_assignments(transaction, after, decision)


@dataclass(frozen=True, slots=True)
class Move:
    """A decided move of one letter, on its way to the archive."""

    before: Letter
    decision: Decision
    cause: str | None


async def record_many(
    transaction: Connection, moves: Sequence[Move], actor: Actor, at: datetime
) -> None:
    """Writes many moves at once that bring no parts and change no department (a sweep's).

    StaleLetterError where another came first to any of them.
    """
    updated = [changing_columns(move.decision.letter) for move in moves]
    if await transaction.run_many("letter_update", updated) != len(moves):
        raise StaleLetterError
    for move in moves:
        await own_facts.write(transaction, move.before, move.decision.letter)
    events = [
        await _chained(
            transaction,
            _event_columns(move.before.id, move.before, move.decision, actor, at, move.cause),
            move.decision.letter,
        )
        for move in moves
    ]
    await transaction.run_many("event_insert", events)


async def _write_event(
    transaction: Connection,
    letter_id: int,
    before: Letter | None,
    decision: Decision,
    actor: Actor,
    at: datetime,
    cause: str | None,
) -> None:
    columns = _event_columns(letter_id, before, decision, actor, at, cause)
    await transaction.run("event_insert", **await _chained(transaction, columns, decision.letter))


async def _chained(
    transaction: Connection, columns: dict[str, object], letter: Letter
) -> dict[str, object]:
    """An event's columns with its hash, which rests on that of the event before."""
    before = None
    if letter.revision > 1:
        before = await transaction.value(
            "event_hash", letter=columns["letter"], revision=letter.revision - 1
        )
    return columns | {"hash": link(before or "", letter.number, columns)}


def _event_columns(
    letter_id: int,
    before: Letter | None,
    decision: Decision,
    actor: Actor,
    at: datetime,
    cause: str | None,
) -> dict[str, object]:
    changed = changes(before, decision.letter)
    changed.pop("id", None)
    return {
        "letter": letter_id,
        "revision": decision.letter.revision,
        "name": decision.event,
        "role": actor.role.value,
        "actor": actor.id,
        "at": milliseconds(at),
        "on_date": decision.on.isoformat(),
        "changed": json.dumps(changed, ensure_ascii=False, sort_keys=True),
        "shifts": int(before is not None and shifts(_dated(before), changed)),
        "cause": cause,
    }


def _dated(letter: Letter) -> dict[str, object]:
    return {name: getattr(letter, name) for name in DATED}


async def _write_assignments(transaction: Connection, letter: Letter, decision: Decision) -> None:
    on = decision.on.isoformat()
    await transaction.run(
        "assignments_end", letter=letter.id, until_on=on, revision=letter.revision
    )
    for department in letter.departments:
        await transaction.run(
            "assignment_open",
            letter=letter.id,
            revision=letter.revision,
            department=department,
            leading=int(department == letter.lead),
            from_on=on,
        )


async def keep_part(
    transaction: Connection,
    part: Part,
    role: PartRole,
    author: int,
    at: datetime,
    *,
    letter: int | None = None,
    draft: int | None = None,
    revision: int = 0,
    version: int = 1,
) -> bool:
    """Keeps one part; returns False where this message is kept already."""
    return (
        await transaction.run(
            "part_insert",
            letter=letter,
            draft=draft,
            role=role.value,
            revision=revision,
            version=version,
            author=author,
            at=milliseconds(at),
            **part_columns(part),
        )
        == 1
    )


def opening_words(kept: Sequence[KeptPart], most: int = 40) -> str:
    """Returns how a letter begins, as last edited, on one line; "" for a picture alone."""
    own = (k for k in kept if k.role is PartRole.LETTER)
    for part in {(k.part.chat, k.part.message or -k.id): k.part for k in own}.values():
        if part.text.strip():
            words = " ".join(part.text.split())
            return words if len(words) <= most else words[: most - 1] + "…"
    return ""
