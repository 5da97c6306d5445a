"""Reads and writes people, staff, invitations, moved chats and heartbeats."""

from dataclasses import dataclass
from datetime import date, datetime

from letters.people import Actor, Role
from storage.database import Connection
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
) -> None:
    """Remembers somebody who wrote, or brings their name and language up to date."""
    await transaction.run(
        "person_seen",
        id=person,
        name=name,
        username=username,
        client_language=client_language,
        now=milliseconds(now),
    )


async def by_id(connection: Connection, person: int) -> Person | None:
    """Returns a person, or None for somebody who never wrote."""
    row = await connection.one("person_by_id", id=person)
    if row is None:
        return None
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


async def names_in(connection: Connection, letter: int) -> dict[int, str]:
    """Returns the names of a letter's citizen and of everybody who acted on it, by their ids."""
    rows = await connection.all("people_in_letter", letter=letter)
    return {row["id"]: row["name"] for row in rows}


async def speaks(transaction: Connection, person: int, language: str) -> None:
    """Remembers the language a person chose."""
    await transaction.run("person_speaks", id=person, language=language)


async def blocked(transaction: Connection, person: int, now: datetime) -> None:
    """Remembers that the bot cannot write to a person; `seen` forgets it again."""
    await transaction.run("person_blocked", id=person, blocked_at=milliseconds(now))


async def roles(connection: Connection, person: int) -> list[Actor]:
    """Returns the staff roles somebody was invited into."""
    return [
        Actor(Role(row["role"]), person, row["department"] or None)
        for row in await connection.all("staff_of_person", person=person)
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
