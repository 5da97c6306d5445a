"""What staff say of a letter in several messages (an answer, an opinion), until they submit it.

Every message is kept as it arrives, in the transaction that also queues the question whether to
submit; nothing of it reaches the letter before.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from letters.letter import Letter, Part
from letters.moves_of_citizen import ALBUM_GATHERS
from mailroom.room import Mailroom
from mailroom.writing import MOST_PARTS, TooMuchWritten
from storage import outbox
from storage.database import Connection
from storage.gatherings import Gathering, gathering_from
from storage.outbox import GATHERED
from storage.rows import milliseconds, part_columns


async def gather(
    room: Mailroom, letter: Letter, chat: int, person: int, part: Part, choices: Sequence[str]
) -> Gathering:
    """Keeps one more message; the same again changes nothing. Raises TooMuchWritten."""
    async with room.database.transaction() as transaction:
        before = await _get(transaction, chat, person, letter.id)
        kept = before.parts if before else ()
        if all(p.message != part.message for p in kept):
            if len(kept) >= MOST_PARTS:
                raise TooMuchWritten
            kept = (*kept, part)
        after = Gathering(
            chat,
            person,
            letter.id,
            before.seen if before else letter.revision,
            tuple(choices),
            kept,
            before.shown if before else None,
        )
        await _put(transaction, room, after)
    room.ring()
    return after


async def _put(transaction: Connection, room: Mailroom, gathering: Gathering) -> None:
    last = gathering.parts[-1]
    await transaction.run(
        "gathering_put",
        chat=gathering.chat,
        person=gathering.person,
        letter=gathering.letter,
        seen=gathering.seen,
        choices=json.dumps(gathering.choices),
        parts=json.dumps([part_columns(p) for p in gathering.parts], ensure_ascii=False),
        album=last.album,
        updated_at=milliseconds(room.now()),
    )
    # an album comes as separate messages without an end mark: the question waits for a second
    wait = ALBUM_GATHERS if last.album else timedelta(0)
    edition = gathering.edition
    await outbox.put(
        transaction,
        key=f"{GATHERED}:{gathering.chat}:{gathering.person}:{gathering.letter}:{edition}",
        chat=gathering.chat,
        letter=gathering.letter,
        revision=None,
        recipient=outbox.PROMPT,
        notice=GATHERED,
        payload={"person": gathering.person, "edition": edition},
        at=room.now(),
        after=room.now() + wait,
    )


async def edit(room: Mailroom, chat: int, person: int, message: int, text: str) -> bool:
    """Takes an edit of a message not yet submitted; returns whether it was one."""
    async with room.database.transaction() as transaction:
        rows = await transaction.all("gatherings_of", chat=chat, person=person)
        for row in rows:
            before = gathering_from(row)
            if any(p.message == message for p in before.parts):
                parts = tuple(
                    replace(p, text=text) if p.message == message else p for p in before.parts
                )
                await _put(transaction, room, replace(before, parts=parts))
                break
        else:
            return False
    room.ring()
    return True


async def _get(connection: Connection, chat: int, person: int, letter: int) -> Gathering | None:
    row = await connection.one("gathering_get", chat=chat, person=person, letter=letter)
    return None if row is None else gathering_from(row)


async def get(room: Mailroom, chat: int, person: int, letter: int) -> Gathering | None:
    """Returns what a person has said of a letter in a chat and not yet submitted, or None."""
    async with room.database.reading() as connection:
        return await _get(connection, chat, person, letter)


async def of_album(room: Mailroom, chat: int, person: int, album: str) -> Gathering | None:
    """Returns the gathering an album's further pictures belong to, or None."""
    async with room.database.reading() as connection:
        row = await connection.one("gathering_of_album", chat=chat, person=person, album=album)
    return None if row is None else gathering_from(row)


async def shown(
    transaction: Connection, chat: int, person: int, letter: int, message: int
) -> int | None:
    """Remembers which message asks whether to submit; returns the one before, if any."""
    found = await _get(transaction, chat, person, letter)
    await transaction.run("gathering_shown", chat=chat, person=person, letter=letter, shown=message)
    return found.shown if found else None


async def end(room: Mailroom, chat: int, person: int, letter: int) -> None:
    """Forgets what was said and not submitted, or was submitted."""
    async with room.database.transaction() as transaction:
        await transaction.run("gathering_end", chat=chat, person=person, letter=letter)
