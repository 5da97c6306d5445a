"""Puts what a decision tells into the outbox: one row for each chat it goes to, each key once."""

from collections.abc import Sequence
from datetime import datetime

from letters.letter import Letter
from letters.notices import TO_CITIZEN, TO_OFFICE, Recipient, Sending
from letters.notices_to_staff import OfficeNotice
from mailroom.addresses import chats_of
from mailroom.room import Mailroom
from storage import outbox
from storage.database import Connection
from storage.rows import milliseconds


async def queue(
    transaction: Connection,
    room: Mailroom,
    letter: Letter,
    sendings: Sequence[Sending],
    at: datetime,
) -> None:
    """Puts a decision's notices in the outbox, one row for each chat they go to."""
    await queue_many(transaction, room, [(letter, sendings)], at)


async def queue_many(
    transaction: Connection,
    room: Mailroom,
    told: Sequence[tuple[Letter, Sequence[Sending]]],
    at: datetime,
) -> None:
    """Puts the notices of many decisions in the outbox; a key that was there before stays as is."""
    rows: list[dict[str, object]] = []
    chats: dict[Recipient, list[int]] = {}
    for letter, sending in ((letter, one) for letter, all_of_it in told for one in all_of_it):
        about = sending.letter or letter
        if sending.to not in chats or sending.to == TO_CITIZEN:
            chats[sending.to] = await chats_of(transaction, sending.to, about, room.office)
        name = type(sending.notice).__name__
        key = sending.key or f"{letter.id}:{letter.revision}:{name}:{sending.to}:{about.id}"
        rows += [
            outbox.put_columns(
                key=f"{key}:{chat}",
                chat=chat,
                letter=about.id,
                revision=letter.revision,
                recipient=str(sending.to),
                notice=name,
                payload=outbox.notice_payload(sending.notice),
                at=at,
                after=sending.after,
            )
            for chat in chats[sending.to]
        ]
    await transaction.run_many("outbox_put", rows)


async def queue_to_office(
    transaction: Connection,
    room: Mailroom,
    notice: OfficeNotice,
    key: str,
    after: datetime | None = None,
) -> None:
    """Puts a notice that is about no single letter in the outbox, for the office; once a key."""
    for chat in await chats_of(transaction, TO_OFFICE, None, room.office):
        await outbox.put(
            transaction,
            key=f"{key}:{chat}",
            chat=chat,
            letter=None,
            revision=None,
            recipient=str(TO_OFFICE),
            notice=type(notice).__name__,
            payload=outbox.notice_payload(notice),
            at=room.now(),
            after=after,
        )


async def refresh_cards(
    transaction: Connection, moved: Sequence[Letter], at: datetime, shown_in: int | None = None
) -> None:
    """Cards of these letters that bear buttons are to show them as they now stand, in any chat."""
    rows = [
        {
            "letter": letter.id,
            "revision": letter.revision,
            "own": letter.chat,
            "shown_in": shown_in or 0,
            "now": milliseconds(at),
        }
        for letter in moved
    ]
    await transaction.run_many("outbox_refresh_cards", rows)
