"""What happens to groups: they become supergroups, the bot is thrown out and comes back."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated, Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import in_group, moved_away, moved_here
from mailroom.addresses import follow, returned_to
from mailroom.room import Mailroom

GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})


def router() -> Router:
    """Returns the handlers of what happens to groups."""
    found = Router(name="groups")
    found.message.register(on_moved, moved_away)
    found.message.register(on_moved_here, moved_here)
    found.my_chat_member.register(on_member, in_group)
    return found


async def on_moved(message: Message, room: Mailroom) -> None:
    """The group now has another id."""
    if message.migrate_to_chat_id is not None:
        await follow(room, message.chat.id, message.migrate_to_chat_id)


async def on_moved_here(message: Message, room: Mailroom) -> None:
    """The same, told in the new group."""
    if message.migrate_from_chat_id is not None:
        await follow(room, message.migrate_from_chat_id, message.chat.id)


async def on_member(event: ChatMemberUpdated, visit: Visit) -> None:
    """The bot came back to a group: what could not reach it is tried again."""
    was, now = event.old_chat_member.status, event.new_chat_member.status
    if was in GONE and now not in GONE:
        await returned_to(visit.room, event.chat.id)
