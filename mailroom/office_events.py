"""What somebody did to the office's own rules, or to somebody's right to write: kept for ever."""

import json
from collections.abc import Mapping

from mailroom.room import Mailroom
from storage.database import Connection
from storage.rows import milliseconds


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
