"""Reads and writes people, staff, invitations, moved chats and heartbeats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from letters.people import Actor, Role
from storage.conversations import Conversation, conversation_from
from storage.database import Connection, Row
from storage.rows import instant, milliseconds


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to the bot. `language` is their choice, None for the client's."""

    id: int
    name: str
    username: str | None
    client_language: str | None
    language: str | None
    blocked_at: datetime | None
    banned_until: date | None = None
    banned_because: str | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One role somebody was invited into."""

    person: int
    name: str
    role: Role
    department: str | None
    since_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation not yet used."""

    code: str
    role: Role
    department: str | None
    created_by: int
    expires_at: datetime


async def seen(
    transaction: Connection,
    person: int,
    name: str,
    username: str | None,
    client_language: str | None,
    now: datetime,
) -> Person:
    """Records somebody who wrote, or updates their name and language; returns them."""
    row = await transaction.one(
        "person_seen",
        id=person,
        name=name,
        username=username,
        client_language=client_language,
        now=milliseconds(now),
    )
    if row is None:  # as they were before
        row = await transaction.one("person_by_id", id=person)
    assert row is not None  # noqa: S101 — written above, in this transaction
    return person_from(row)


def person_from(row: Row) -> Person:
    """Returns the person of a row, whatever else stands in it."""
    return Person(
        id=row["id"],
        name=row["name"],
        username=row["username"],
        client_language=row["client_language"],
        language=row["language"],
        blocked_at=None if row["blocked_at"] is None else instant(row["blocked_at"]),
        banned_until=row["banned_until"] and date.fromisoformat(row["banned_until"]),
        banned_because=row["banned_because"],
        told_at=None if row["told_at"] is None else instant(row["told_at"]),
    )


async def by_id(connection: Connection, person: int) -> Person | None:
    """Returns a person, or None for somebody who never wrote."""
    row = await connection.one("person_by_id", id=person)
    return None if row is None else person_from(row)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who wrote, their invited roles, and the question open in a chat."""

    person: Person
    roles: tuple[Actor, ...]
    asked: Conversation | None


class Sender(NamedTuple):
    """Somebody about to be answered: how much they sent of late, and files of what they write."""

    person: Person
    messages: int
    files: int


async def sender_lately(
    connection: Connection, person: int, chat: int, since: datetime
) -> Sender | None:
    """Returns how many messages came for letters since an instant, None for who never wrote."""
    row = await connection.one("sender_lately", person=person, chat=chat, since=milliseconds(since))
    return None if row is None else Sender(person_from(row), row["messages"], row["files"])


async def sender_today(connection: Connection, person: int, on: date) -> tuple[Person | None, int]:
    """Returns a person, and how many letters they sent on a day, local to the office."""
    row = await connection.one("sender_today", person=person, on=on.isoformat())
    return (None, 0) if row is None else (person_from(row), row["letters"])


Words = tuple[str, str, str | None]
"""A part's kind, its text, and Telegram's id of its file."""


async def words_of_open_letters(
    connection: Connection, citizen: int, since: datetime
) -> list[tuple[str, list[Words]]]:
    """Returns what a citizen wrote in letters sent since an instant and still open, by number."""
    rows = await connection.all("words_of_open_letters", citizen=citizen, since=milliseconds(since))
    by_number = groupby(rows, key=lambda row: str(row["number"]))
    return [(n, [(row["kind"], row["text"], row["file"]) for row in some]) for n, some in by_number]


class Invited(NamedTuple):
    """What an invitation is into, and whose it is; `department` is "" where it is none."""

    role: str
    department: str
    created_by: int


async def use_invitation(
    transaction: Connection, code: str, person: int, now: int
) -> Invited | None:
    """Uses an invitation, or returns it again to who used it; None where it is void.

    `now`: milliseconds since 1970, UTC.
    """
    row = await transaction.one("invitation_use", code=code, now=now, person=person)
    if row is None:
        row = await transaction.one("invitation_used_by", code=code, person=person)
    return None if row is None else Invited(**row)


async def visitor(connection: Connection, person: int, chat: int) -> Visitor | None:
    """Returns who writes in a chat, None for somebody who never wrote."""
    rows = await connection.all("visitor", person=person, chat=chat)
    if not rows:
        return None
    first = rows[0]
    asked = None if first["topic"] is None else conversation_from(first)
    return Visitor(person_from(first), tuple(_roles(rows, person)), asked)


async def names_in(connection: Connection, letter: int) -> dict[int, str]:
    """Returns the names of a letter's citizen and of everybody who acted on it, by their ids."""
    rows = await connection.all("people_in_letter", letter=letter)
    return {row["id"]: row["name"] for row in rows}


async def speaks(transaction: Connection, person: int, language: str) -> None:
    """Records the language a person chose."""
    await transaction.run("person_speaks", id=person, language=language)


async def blocked(transaction: Connection, person: int, now: datetime) -> None:
    """Records that the bot cannot write to a person, until `seen` clears it."""
    await transaction.run("person_blocked", id=person, blocked_at=milliseconds(now))


async def roles(connection: Connection, person: int) -> list[Actor]:
    """Returns the staff roles somebody was invited into."""
    return _roles(await connection.all("staff_of_person", person=person), person)


def _roles(rows: Sequence[Row], person: int) -> list[Actor]:
    return [
        Actor(Role(row["role"]), person, row["department"] or None) for row in rows if row["role"]
    ]


async def staff(connection: Connection) -> list[StaffMember]:
    """Returns all invited staff, by role and department."""
    return [
        StaffMember(
            row["person"],
            row["name"],
            Role(row["role"]),
            row["department"] or None,
            instant(row["since_at"]),
        )
        for row in await connection.all("staff_all")
    ]


async def invitations(connection: Connection, now: datetime) -> list[Invitation]:
    """Returns the invitations that could still be used."""
    return [
        Invitation(
            row["code"],
            Role(row["role"]),
            row["department"] or None,
            row["created_by"],
            instant(row["expires_at"]),
        )
        for row in await connection.all("invitations_waiting", now=milliseconds(now))
    ]
