"""Which chats a notice goes to, and who somebody is: configuration and staff list together."""

from collections.abc import Iterable, Mapping

from letters.chats import Chat
from letters.letter import Letter
from letters.notices import TO_OFFICE, Audience, Recipient, to_department
from letters.office import Office
from letters.people import Actor, Role
from mailroom.room import Mailroom
from storage import people
from storage.database import Connection
from storage.rows import milliseconds


async def chats_of(
    connection: Connection, recipient: Recipient, letter: Letter | None, office: Office
) -> list[int]:
    """Returns the chats a recipient is reached in; empty where there is none yet.

    `letter` says who the citizen is; None where the notice is about no letter.

    A department is its group, or its officers' private chats; the office likewise. A group that
    became a supergroup is reached under its new id.
    """
    match recipient.audience:
        case Audience.CITIZEN:
            # a letter of the past has no chat
            return [letter.chat] if letter is not None and letter.chat else []
        case Audience.CHIEF:
            return sorted(office.chiefs | set(await _in_role(connection, Role.CHIEF)))
        case Audience.OFFICE:
            if office.chat is not None:
                return [await current_chat(connection, office.chat)]
            clerks = set(await _in_role(connection, Role.CLERK))
            return sorted(office.clerks | clerks) or sorted(office.chiefs)
        case Audience.DEPARTMENT:
            department = office.department(recipient.department or "")
            if department.chat is not None:
                return [await current_chat(connection, department.chat)]
            return await connection.column("staff_of_department", department=department.code)


async def _in_role(connection: Connection, role: Role) -> list[int]:
    return await connection.column("staff_in_role", role=role.value)


async def current_chat(connection: Connection, chat: int) -> int:
    """Returns the id a configured group has now, after any migration."""
    return _now(await _moved(connection), chat)


async def _moved(connection: Connection) -> dict[int, int]:
    moved = [tuple(row.values()) for row in await connection.all("chats_moved")]
    return dict(moved)


def _now(moved: Mapping[int, int], chat: int) -> int:
    while chat in moved:
        chat = moved[chat]
    return chat


async def place_of(connection: Connection, chat: int, office: Office) -> Recipient | None:
    """Returns whose group a chat is or was, before and after any migration; None for others."""
    if Chat(chat).is_persons:
        return None
    moved = await _moved(connection)
    chat = _now(moved, chat)
    if office.chat is not None and _now(moved, office.chat) == chat:
        return TO_OFFICE
    for department in office.departments:
        if department.chat is not None and _now(moved, department.chat) == chat:
            return to_department(department.code)
    return None


async def follow(room: Mailroom, old_chat: int, new_chat: int) -> None:
    """A group became a supergroup: what waits for it, and all to come, goes there."""
    async with room.database.transaction() as transaction:
        await transaction.run("chat_moved", old_chat=old_chat, new_chat=new_chat)
        for query in ("outbox_chat_moved", "conversations_chat_moved", "gatherings_chat_moved"):
            await transaction.run(query, old_chat=old_chat, new_chat=new_chat)
    room.ring()


async def returned_to(room: Mailroom, chat: int) -> int:
    """The bot is back in a group: what failed there is tried again; returns how many messages."""
    async with room.database.transaction() as transaction:
        again = await transaction.run("outbox_try_again", chat=chat, now=milliseconds(room.now()))
    room.ring()
    return again


async def actors_of(connection: Connection, person: int, office: Office) -> list[Actor]:
    """Returns every staff role a person has, the most far-reaching first; empty for a citizen.

    Chiefs and clerks come from the configuration or by invitation, officers by invitation.
    """
    return with_configured(await people.roles(connection, person), person, office)


def with_configured(invited: Iterable[Actor], person: int, office: Office) -> list[Actor]:
    """Returns a person's roles by invitation and by the configuration, as `actors_of` does."""
    found = list(invited)
    if person in office.chiefs:
        found.append(Actor(Role.CHIEF, person))
    if person in office.clerks:
        found.append(Actor(Role.CLERK, person))
    rank = [Role.CHIEF, Role.CLERK, Role.OFFICER, Role.ADMIN]
    known = {d.code for d in office.departments}
    found = [a for a in found if a.role is not Role.OFFICER or a.department in known]
    return sorted(dict.fromkeys(found), key=lambda a: (rank.index(a.role), a.department or ""))
