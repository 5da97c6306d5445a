"""Time passes: what falls due is looked at, a few letters at a time, each in its own transaction.

The database is the only schedule. A sweep asks it what is due, so its cost follows what is due;
a letter that cannot be looked at is pushed ahead and logged, and holds up no other.
"""

import logging
from datetime import datetime, timedelta

from letters.people import SYSTEM
from letters.schedule import with_next_look
from letters.workflow import NotAllowed, what_time_brings
from mailroom.perform import AlreadyDone, Cause, perform
from mailroom.room import Mailroom
from storage import letters
from storage.rows import milliseconds

log = logging.getLogger(__name__)

BATCH = 200
PUSHED_AHEAD = timedelta(hours=1)


async def look_at_letters(room: Mailroom) -> int:
    """Does what time asks of letters (reminders, clocks going on, archiving); returns how many.

    1. ask which letters are due to be looked at; 2. let the rules say what time brings to each;
    3. perform it, once ever (its cause is the letter and its revision); 4. push ahead what
    brought nothing; 5. again, until nothing is due; 6. leave a heartbeat.
    """
    looked = 0
    while True:
        now = room.now()
        async with room.database.reading() as connection:
            due = await letters.listed(
                connection, "letters_to_look_at", now=milliseconds(now), most=BATCH
            )
        for letter in due:
            await _look_at(room, letter.id)
        looked += len(due)
        if len(due) < BATCH:
            break
    async with room.database.transaction() as transaction:
        await transaction.run("heartbeat", sweep="letters", now=milliseconds(room.now()), note="")
    return looked


async def _look_at(room: Mailroom, letter_id: int) -> None:
    """Does what time asks of one letter; a broken one is pushed ahead, logged, and left alone."""
    later: datetime | None
    try:
        later = await _do_what_time_brings(room, letter_id)
    except (LookupError, ValueError):  # its mailbox is configured no more, its calendar ends …
        log.exception("letter %s cannot be looked at; once more in %s", letter_id, PUSHED_AHEAD)
        later = room.now() + PUSHED_AHEAD
    except (NotAllowed, AlreadyDone) as refused:
        log.warning("letter %s: time brought nothing: %s", letter_id, refused)
        later = room.now() + PUSHED_AHEAD
    else:
        if later is None:
            return
    async with room.database.transaction() as transaction:
        await transaction.run("letter_look_later", id=letter_id, next_look_at=milliseconds(later))


async def _do_what_time_brings(room: Mailroom, letter_id: int) -> datetime | None:
    """Returns when to look again where time brought nothing; None where all is as it should be."""
    now = room.now()
    async with room.database.reading() as connection:
        letter = await letters.by_id(connection, letter_id)
    if letter is None or letter.next_look_at is None or letter.next_look_at > now:
        return None
    command = what_time_brings(letter, now, room.office)
    if command is not None:
        cause = Cause(key=f"time:{letter.id}:{letter.revision}")
        if not (await perform(room, letter.id, command, SYSTEM, cause)).repeated:
            return None
    later = with_next_look(letter, now, room.office).next_look_at
    return later if later is not None and later > now else now + PUSHED_AHEAD
