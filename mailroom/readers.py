"""In whose name a message to staff is read: what it may show, and which buttons it bears."""

from letters.notices import Audience
from letters.people import OFFICE, Actor, Role
from mailroom.addresses import actors_of
from mailroom.room import Mailroom
from storage.outbox import Parcel


async def reader_of(room: Mailroom, parcel: Parcel) -> Actor:
    """Returns the role a parcel's reader has.

    The office's group is read by clerks and chief alike: what only the chief may do is shown there
    too, and refused to a clerk at the press.
    """
    audience, _, department = parcel.recipient.partition(":")
    match Audience(audience):
        case Audience.DEPARTMENT:
            return Actor(Role.OFFICER, max(parcel.chat, 0), department)
        case Audience.CITIZEN:
            return Actor(Role.CITIZEN, parcel.chat)
        case Audience.CHIEF:
            return Actor(Role.CHIEF, max(parcel.chat, 0))
        case Audience.OFFICE:
            if parcel.chat.is_groups:
                return Actor(Role.CHIEF, 0)
            async with room.database.reading() as connection:
                actors = await actors_of(connection, parcel.chat, room.office)
            return next((a for a in actors if a.role in OFFICE), Actor(Role.CITIZEN, parcel.chat))
