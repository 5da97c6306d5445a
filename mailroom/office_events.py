"""What somebody did to the office's own rules, or to somebody's right to write: kept for ever."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from mailroom.room import Mailroom
from storage.database import Connection
from storage.rows import milliseconds


class OfficeEvent(NamedTuple):
    """What somebody did to the office's rules. `at`: milliseconds, UTC; `facts`: JSON."""

    at: int
    name: str
    who: str
    facts: str


async def office_events(connection: Connection) -> list[OfficeEvent]:
    """Returns all that was done to the office's rules, in its order."""
    return [OfficeEvent(**row) for row in await connection.all("office_events_all")]


async def note_office_event(
    transaction: Connection, room: Mailroom, name: str, who: str, facts: Mapping[str, object]
) -> None:
    """Keeps what somebody did to the office's own rules."""
    await transaction.run(
        "office_event",
        at=milliseconds(room.now()),
        name=name,
        who=who,
        facts=json.dumps(facts, ensure_ascii=False, sort_keys=True),
    )
