"""Who works here: invitations, good once and for 72 hours, and those who used them."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from letters.people import OFFICE, Actor, Role
from letters.workflow import NotAllowed
from mailroom.room import Mailroom
from storage import people
from storage.rows import milliseconds

GOOD_FOR = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Joined:
    """What an invitation made of somebody."""

    role: Role
    department: str | None
    invited_by: int


async def invite(room: Mailroom, by: Actor, role: Role, department: str | None) -> str:
    """Returns the code of a new invitation. NotAllowed where it is not `by`'s to give.

    Officers are invited by the office, clerks and admins by the chief; SYSTEM is the command line.
    """
    may = {Role.SYSTEM} | (OFFICE if role is Role.OFFICER else {Role.CHIEF})
    if by.role not in may:
        raise NotAllowed("not-yours-to-do")
    if (role is Role.OFFICER) != (department is not None):
        raise NotAllowed("officer-needs-department")
    code = secrets.token_urlsafe(16)
    now = room.now()
    async with room.database.transaction() as transaction:
        await transaction.run(
            "invitation_create",
            code=code,
            role=role.value,
            department=department or "",
            created_at=milliseconds(now),
            created_by=by.id,
            expires_at=milliseconds(now + GOOD_FOR),
        )
    return code


async def accept(room: Mailroom, code: str, person: int) -> Joined:
    """Uses an invitation; returns what it made of the person. NotAllowed: used, late or revoked.

    The same person pressing their own link again is told the same.
    """
    now = milliseconds(room.now())
    async with room.database.transaction() as transaction:
        invited = await people.use_invitation(transaction, code, person, now)
        if invited is None:
            raise NotAllowed("invitation-void")
        await transaction.run(
            "staff_join",
            person=person,
            role=invited.role,
            department=invited.department,
            since_at=now,
            invited_by=invited.created_by,
        )
    return Joined(Role(invited.role), invited.department or None, invited.created_by)


async def revoke(room: Mailroom, by: Actor, code: str) -> bool:
    """Revokes an invitation not yet used; returns whether there was one. NotAllowed for others."""
    if by.role not in OFFICE | {Role.SYSTEM}:
        raise NotAllowed("not-yours-to-do")
    async with room.database.transaction() as transaction:
        return (
            await transaction.run("invitation_revoke", code=code, now=milliseconds(room.now())) == 1
        )


async def dismiss(room: Mailroom, by: Actor, person: int) -> bool:
    """Takes all invited roles from somebody; returns whether they had any. The chief's to do.

    Roles that stand in the configuration file are the administrator's to change there.
    """
    if by.role not in {Role.CHIEF, Role.SYSTEM}:
        raise NotAllowed("not-yours-to-do")
    async with room.database.transaction() as transaction:
        return await transaction.run("staff_leave", person=person) > 0


async def waiting(room: Mailroom) -> list[people.Invitation]:
    """Returns the invitations that could still be used."""
    async with room.database.reading() as connection:
        return await people.invitations(connection, room.now())


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the roll. `invited`: by an invitation, not by the configuration file."""

    person: int
    name: str
    role: Role
    department: str | None
    invited: bool


async def roll(room: Mailroom) -> list[Member]:
    """Returns everybody who works here: chiefs, clerks, then officers by department."""
    async with room.database.reading() as connection:
        joined = await people.staff(connection)
        configured = []
        for role, persons in ((Role.CHIEF, room.office.chiefs), (Role.CLERK, room.office.clerks)):
            for person in sorted(persons):
                known = await people.by_id(connection, person)
                configured.append(Member(person, known.name if known else "", role, None, False))
    invited = [Member(m.person, m.name, m.role, m.department, True) for m in joined]
    rank = [Role.CHIEF, Role.CLERK, Role.ADMIN, Role.OFFICER]
    return sorted(
        [*configured, *invited], key=lambda m: (rank.index(m.role), m.department or "", m.name)
    )
