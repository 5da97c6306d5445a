"""The outbox: messages queued in the transaction of the act that sends them; the pump delivers.

Each has a unique key, so that none is queued twice. Knows neither Telegram nor its rate limits.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from letters.chats import Chat
from letters.notices import Notice, OwnNotice
from letters.procedure import known
from storage.database import Connection, Row
from storage.rows import column, instant, milliseconds

PROMPT = "prompt"
"""The recipient and notice name of a dialog's message that could not go at once."""

PREVIEW = "preview"
"""The notice name of the message that shows a letter being written, with its buttons."""

REFRESH = "refresh"
"""The notice name of a card already sent that is to be shown as its letter now stands."""

HIDE = "hide"
"""The notice name of a message to be taken from the sight of those its letter is about."""

CARD, FILES, GATHERED = "card", "files", "gathered"
"""Notice names of what staff asked to see (a letter's card, its attachments), and of the question
whether to submit what they have said so far."""

NOTICES: Mapping[str, type] = MappingProxyType({cls.__name__: cls for cls in get_args(Notice)})


def notice_type(name: str) -> type | None:
    """Returns a notice's class, of whichever procedure; None for what is no notice."""
    own = (cls for procedure in known() for cls in procedure.notices if cls.__name__ == name)
    return NOTICES.get(name) or next(own, None)


class Outcome(StrEnum):
    """How a row was settled."""

    SENT = "sent"
    DROPPED = "dropped"  # no longer wanted when it was about to be sent
    FAILED = "failed"  # will never arrive


@dataclass(frozen=True, slots=True)
class Parcel:
    """One row of the outbox. `payload`: a notice's fields, or a prompt's ready text and buttons."""

    id: int
    key: str
    chat: Chat
    letter: int | None
    revision: int | None
    recipient: str
    notice: str
    payload: dict[str, Any]
    created_at: datetime
    next_at: datetime | None
    attempts: int
    pieces_sent: int
    message: int | None


def notice_payload(notice: Notice | OwnNotice) -> dict[str, object]:
    """Returns a notice's fields as JSON can hold them."""
    return {f.name: column(getattr(notice, f.name)) for f in fields(notice)}


def notice_of(parcel: Parcel) -> Notice:
    """Returns the notice a parcel carries. LookupError for a prompt."""
    cls = notice_type(parcel.notice)
    if cls is None:
        raise LookupError(parcel.notice)
    hints = _hints(cls)
    facts = {}
    for name, value in parcel.payload.items():
        kind = hints[name]
        if kind is date:
            value = date.fromisoformat(value)  # noqa: PLW2901 — the field as its type has it
        elif isinstance(kind, type) and issubclass(kind, StrEnum | bool):
            value = kind(value)  # noqa: PLW2901
        facts[name] = value
    notice: Notice = cls(**facts)
    return notice


@cache
def _hints(notice: type) -> dict[str, Any]:
    return get_type_hints(notice)


async def put(transaction: Connection, **facts: Any) -> bool:
    """Queues a message, its facts as `put_columns` takes them.

    Returns False, and changes nothing, if its key was queued before.
    """
    return await transaction.run("outbox_put", **put_columns(**facts)) == 1


def put_columns(
    *,
    key: str,
    chat: int,
    letter: int | None,
    revision: int | None,
    recipient: str,
    notice: str,
    payload: Mapping[str, object],
    at: datetime,
    after: datetime | None = None,
) -> dict[str, object]:
    """Returns a row for "outbox_put", to be tried at once or `after` an instant."""
    return {
        "key": key,
        "chat": chat,
        "letter": letter,
        "revision": revision,
        "recipient": recipient,
        "notice": notice,
        "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True),
        "created_at": milliseconds(at),
        "next_at": milliseconds(max(at, after) if after else at),
    }


def parcel_from(row: Row) -> Parcel:
    """Returns the parcel of a row."""
    names = {f.name for f in fields(Parcel)}
    facts = {name: row[name] for name in names}
    return Parcel(
        **{
            **facts,
            "chat": Chat(row["chat"]),
            "payload": json.loads(row["payload"]),
            "created_at": instant(row["created_at"]),
            "next_at": None if row["next_at"] is None else instant(row["next_at"]),
        }
    )


async def chats_waiting(connection: Connection, now: datetime, most: int) -> dict[Chat, datetime]:
    """Returns the chats with messages waiting, and when the next may go: groups, then people.

    At most `most` people, the soonest first.
    """
    values = {"now": milliseconds(now)}
    groups = await connection.all("outbox_groups_waiting", **values)
    people = await connection.all("outbox_people_waiting", **values, most=most)
    found: dict[Chat, datetime] = {}
    for row in [*groups, *people]:
        found.setdefault(Chat(row["chat"]), instant(row["next_at"]))
    return found


async def next_of(connection: Connection, chat: int, now: datetime) -> tuple[Parcel | None, bool]:
    """Returns what goes to a chat next, and whether more waits behind it.

    A message to be retried keeps its place: nothing overtakes it.
    """
    rows = await connection.all("outbox_next_of", chat=chat, now=milliseconds(now))
    return (parcel_from(rows[0]) if rows else None), len(rows) > 1


async def reminders_waiting(connection: Connection, chat: int, now: datetime) -> list[Parcel]:
    """Returns the reminders that could go to a chat now, in the order they were queued."""
    rows = await connection.all("outbox_reminders_waiting", chat=chat, now=milliseconds(now))
    return [parcel_from(row) for row in rows]


async def settle_many(
    transaction: Connection,
    parcels: Sequence[Parcel],
    outcome: Outcome,
    now: datetime,
    message: int | None = None,
) -> None:
    """Records how parcels ended that went in one message, or are no longer wanted."""
    rows = [
        {
            "id": parcel.id,
            "outcome": outcome.value,
            "failure": None,
            "now": milliseconds(now),
            "message": message,
        }
        for parcel in parcels
    ]
    await transaction.run_many("outbox_settle", rows)


async def postpone(transaction: Connection, parcels: Sequence[Parcel], until: datetime) -> None:
    """Postpones parcels until an instant; nothing went wrong with them."""
    rows = [
        {
            "id": parcel.id,
            "next_at": milliseconds(until),
            "attempts": parcel.attempts,
            "failure": None,
        }
        for parcel in parcels
    ]
    await transaction.run_many("outbox_later", rows)


async def settle(
    transaction: Connection,
    parcel: Parcel,
    outcome: Outcome,
    now: datetime,
    *,
    message: int | None = None,
    failure: str | None = None,
) -> None:
    """Records how a parcel ended; it is not tried again."""
    await transaction.run(
        "outbox_settle",
        id=parcel.id,
        outcome=outcome.value,
        failure=failure,
        now=milliseconds(now),
        message=message,
    )


async def retry_later(
    transaction: Connection, parcel: Parcel, next_try: datetime, failure: str
) -> None:
    """Schedules a parcel's next attempt, counting the one that failed."""
    await transaction.run(
        "outbox_later",
        id=parcel.id,
        next_at=milliseconds(next_try),
        attempts=parcel.attempts + 1,
        failure=failure,
    )
