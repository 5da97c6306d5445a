"""Time passes: what falls due is claimed, many letters at once, in one transaction.

The database is the only schedule. A sweep asks it what is due, so its cost follows what is due;
a letter that cannot be looked at is pushed ahead and logged, and holds up no other.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from letters.letter import Letter
from letters.office import Office
from letters.people import SYSTEM
from letters.settle import settle
from letters.workflow import NotAllowed, decide, what_time_brings
from mailroom.perform import record_moves, time_cause
from mailroom.room import Mailroom
from storage import letters
from storage.letters import Move
from storage.rows import milliseconds

log = logging.getLogger(__name__)

BATCH = 1000
PUSHED_AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What time asks of letters: moves, and when to look again at those it brings nothing."""

    moves: list[Move] = field(default_factory=list)
    later: list[tuple[Letter, datetime]] = field(default_factory=list)


def planned(due: Sequence[Letter], now: datetime, office: Office) -> Plan:
    """Returns what time asks of letters that are due to be looked at; changes nothing."""
    plan = Plan()
    for letter in due:
        try:
            command = what_time_brings(letter, now, office)
            if command is not None:
                decision = decide(letter, command, SYSTEM, now, office)
                plan.moves.append(Move(letter, decision, time_cause(letter)))
                continue
            later = settle(letter, now, office, letter).next_look_at
        except (LookupError, ValueError):  # its mailbox is configured no more, its calendar ends …
            log.exception("letter %s cannot be looked at; again in %s", letter.id, PUSHED_AHEAD)
            later = None
        except NotAllowed as refused:
            log.warning("letter %s: time brought nothing: %s", letter.id, refused)
            later = None
        plan.later.append((letter, later if later and later > now else now + PUSHED_AHEAD))
    return plan


async def look_at_letters(room: Mailroom) -> int:
    """Does what time asks of letters (reminders, clocks going on, archiving); returns how many.

    1. ask which letters are due, and claim them: the transaction lets no other sweep in between;
    2. let the rules say what time brings to each; 3. keep moves and messages together; 4. push
    ahead what brought nothing; 5. again, until nothing is due; 6. leave a heartbeat.
    """
    looked = 0
    while await _anything_due(room):
        now = room.now()
        async with room.database.transaction() as transaction:
            due = await letters.listed(
                transaction, "letters_to_look_at", now=milliseconds(now), most=BATCH
            )
            plan = planned(due, now, room.office)
            await record_moves(transaction, room, plan.moves, SYSTEM, now)
            rows = [{"id": one.id, "next_look_at": milliseconds(at)} for one, at in plan.later]
            await transaction.run_many("letter_look_later", rows)
        looked += len(due)
        room.ring()
    async with room.database.transaction() as transaction:
        await transaction.run("heartbeat", sweep="letters", now=milliseconds(room.now()), note="")
    return looked


async def _anything_due(room: Mailroom) -> bool:
    async with room.database.reading() as connection:
        now = milliseconds(room.now())
        return bool(await connection.all("letters_to_look_at", now=now, most=1))
