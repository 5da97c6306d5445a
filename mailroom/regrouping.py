"""A group was changed in the configuration: what had not arrived goes where its reader is now.

Somebody had typed a wrong number, or the office moved to a new group.
"""

import json

from letters.notices import Audience, Recipient
from mailroom.addresses import chats_of, current_chat
from mailroom.room import Mailroom
from storage import outbox
from storage.database import Connection
from storage.outbox import Outcome, notice_type
from storage.rows import milliseconds

GROUPS = "groups"


def _groups(room: Mailroom) -> dict[str, int]:
    """The configured groups, by who is reached there."""
    found = {f"department:{d.code}": d.chat for d in room.office.departments if d.chat is not None}
    return found if room.office.chat is None else {"office": room.office.chat, **found}


async def follow_configuration(room: Mailroom) -> int:
    """Compares the groups with those of the last start; returns how many messages go elsewhere.

    For each reader who has another group now, or none: 1. their waiting messages, and those that
    never arrived and are about open letters, are queued for where they are now; 2. the cards that
    stand in the old group are shown anew no more: who reads there is to learn nothing further.
    """
    now = _groups(room)
    async with room.database.transaction() as transaction:
        kept = await transaction.value("known_get", name=GROUPS)
        before: dict[str, int] = json.loads(kept) if kept else now
        if kept and before == now:
            return 0
        moved = 0
        for recipient, configured in before.items():
            if now.get(recipient) != configured:
                chat = await current_chat(transaction, configured)
                moved += await _moved(transaction, room, recipient, chat)
                await transaction.run("sent_dead_in_chat", chat=chat)
        value = json.dumps(now, sort_keys=True)
        at = milliseconds(room.now())
        await transaction.run("known_put", name=GROUPS, value=value, now=at)
    room.ring()
    return moved


async def _moved(transaction: Connection, room: Mailroom, recipient: str, chat: int) -> int:
    rows = await transaction.all("outbox_astray", chat=chat, recipient=recipient)
    rights = await _chats(transaction, room, recipient)
    for row in rows:
        parcel = outbox.parcel_from(row)
        await outbox.settle(transaction, parcel, Outcome.DROPPED, room.now())
        if notice_type(parcel.notice) is None:
            continue  # what somebody asked for in the old group
        for right in rights:
            await outbox.put(
                transaction,
                key=f"{parcel.key}:{right}",
                chat=right,
                letter=parcel.letter,
                revision=parcel.revision,
                recipient=parcel.recipient,
                notice=parcel.notice,
                payload=parcel.payload,
                at=room.now(),
                after=parcel.next_at,
            )
    return len(rows)


async def _chats(transaction: Connection, room: Mailroom, recipient: str) -> list[int]:
    audience, _, department = recipient.partition(":")
    if department and department not in {d.code for d in room.office.departments}:
        return []
    to = Recipient(Audience(audience), department or None)
    return await chats_of(transaction, to, None, room.office)
