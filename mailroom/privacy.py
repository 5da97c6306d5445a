"""Personal data: given to whom they are about, and erased when nothing needs them any more.

Erased are texts, files and names. A letter's number, dates, events and every figure stay.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from letters import privacy
from letters.attachments import numbered
from letters.letter import KeptPart, Letter, Part, PartRole
from letters.office import Mailbox
from letters.people import Actor
from letters.privacy import Kept
from mailroom.room import Mailroom
from storage import conversations, files, letters, people
from storage.database import Connection
from storage.rows import milliseconds

BATCH = 500
ALL_THERE_ARE = 2**62
"""More than any archive holds: the engines have no common word for no limit."""
TO_THE_CITIZEN = frozenset({PartRole.ANSWER, PartRole.QUESTION, PartRole.PUBLICATION})
"""What others wrote and the citizen was told."""
PROMPTS_KEPT = timedelta(days=30)
"""How long prompts of a dialog are kept."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a wish to be forgotten: letters erased, and those kept and until when."""

    erased: tuple[str, ...]
    kept: tuple[Kept, ...]


def _mailbox(room: Mailroom, letter: Letter) -> Mailbox | None:
    """None for a mailbox that is configured no more: its letters are kept until somebody asks."""
    return {m.code: m for m in room.office.mailboxes}.get(letter.mailbox)


async def about(room: Mailroom, citizen: Actor) -> dict[str, Any]:
    """Returns all that is kept about a citizen, for them to take with them (PIPL Art. 45)."""
    async with room.database.snapshot() as connection:
        person = await people.by_id(connection, citizen.id)
        rows = await letters.listed(connection, "letters_not_erased", citizen=citizen.id)
        found = [(letter, await letters.parts(connection, letter.id)) for letter in rows]
        drafts = await connection.column("drafts_of", citizen=citizen.id)
    return {
        "person": person and {"id": person.id, "name": person.name, "username": person.username},
        "letters": [_letter(letter, parts, citizen) for letter, parts in found],
        "not_sent": [text for text in drafts if text],
    }


async def own_files(room: Mailroom, citizen: Actor, most: int) -> dict[str, bytes]:
    """Returns a citizen's kept files by name, as far as they are within so many bytes in all."""
    found: dict[str, bytes] = {}
    async with room.database.snapshot() as connection:
        for letter in await letters.listed(connection, "letters_not_erased", citizen=citizen.id):
            parts = [k for k in await letters.parts(connection, letter.id) if k.part.file]
            names = numbered(letter.number, parts)
            for kept in parts:
                if kept.author != citizen.id and kept.role != PartRole.ANSWER:
                    continue
                content = await files.content(connection, kept)
                if content is None or len(content) > most:
                    continue
                most -= len(content)
                found[names[kept.id]] = content
    return found


def _letter(letter: Letter, parts: Sequence[KeptPart], citizen: Actor) -> dict[str, Any]:
    """What the citizen wrote, and what was answered; not what the office says among itself."""
    mine = [k for k in parts if k.author == citizen.id or k.role in TO_THE_CITIZEN]
    return {
        "number": letter.number,
        "query_code": letter.query_code,
        "mailbox": letter.mailbox,
        "kind": str(letter.kind),
        "state": str(letter.state),
        "received_on": letter.received_on.isoformat(),
        "answered_on": letter.answered_on and letter.answered_on.isoformat(),
        "rating": letter.rating and letter.rating.value,
        "may_publish": letter.may_publish,
        "published_on": letter.published_on and letter.published_on.isoformat(),
        "parts": [{"role": k.role.value, "at": k.at.isoformat()} | _part(k.part) for k in mine],
    }


def _part(part: Part) -> dict[str, Any]:
    facts = asdict(part)
    return {name: facts[name] for name in ("kind", "text", "file_name", "file_size")}


async def forget(room: Mailroom, citizen: Actor) -> Forgotten:
    """Erases what may be erased of a citizen at once, and says what is kept and until when."""
    today = room.office.local_date(room.now())
    erased, kept = [], []
    async with room.database.transaction() as transaction:
        for letter in await letters.listed(transaction, "letters_not_erased", citizen=citizen.id):
            mailbox = _mailbox(room, letter)
            stays = privacy.kept(letter, mailbox, today) if mailbox else None
            if mailbox is None and letter.concluded_on is None:
                stays = Kept(letter.number, None)
            if stays is not None:
                kept.append(stays)
                continue
            await _erase(transaction, room, letter.id)
            await conversations.end_about(transaction, letter.id)
            erased.append(letter.number)
        await transaction.run("conversation_end", chat=citizen.id, person=citizen.id)
        await transaction.run("drafts_erase", citizen=citizen.id)
        await transaction.run("drafts_discard", citizen=citizen.id, now=milliseconds(room.now()))
        await transaction.run("person_erase", id=citizen.id)
    return Forgotten(tuple(erased), tuple(kept))


async def _erase(transaction: Connection, room: Mailroom, letter: int) -> None:
    on = room.office.local_date(room.now()).isoformat()
    await transaction.run("letter_erase", id=letter, on=on)
    digests = await transaction.column("files_of_letter", letter=letter)
    await transaction.run("parts_erase", id=letter)
    await files.drop(transaction, digests)
    await transaction.run("gatherings_erase", id=letter)
    await transaction.run("outbox_erase", id=letter)


async def expired(room: Mailroom) -> dict[str, list[str]]:
    """Returns the numbers of letters whose retention is over, by mailbox; changes nothing."""
    found: dict[str, list[str]] = {}
    async with room.database.reading() as connection:
        for mailbox in room.office.mailboxes:
            over = await _expired(connection, room, mailbox, most=ALL_THERE_ARE)
            found[mailbox.code] = [letter.number for letter in over]
    return found


async def _expired(
    connection: Connection, room: Mailroom, mailbox: Mailbox, most: int
) -> Sequence[Letter]:
    if mailbox.retention is None:
        return ()
    day = room.office.local_date(room.now()) - timedelta(days=mailbox.retention)
    return await letters.listed(
        connection, "letters_expired", mailbox=mailbox.code, day=day.isoformat(), most=most
    )


async def erase_expired(room: Mailroom) -> int:
    """Erases what is kept no longer: a sweep, in small transactions; returns how many letters.

    1. letters whose retention is over; 2. the names of people none of whose letters is left;
    3. ready texts of dialogs long ended, and what people were asked and never answered.
    """
    erased = 0
    for mailbox in room.office.mailboxes:
        while True:
            async with room.database.transaction() as transaction:
                over = await _expired(transaction, room, mailbox, BATCH)
                for letter in over:
                    await _erase(transaction, room, letter.id)
                for citizen in {letter.citizen for letter in over}:
                    await transaction.run("person_erase", id=citizen)
            if not over:
                break
            erased += len(over)
    async with room.database.transaction() as transaction:
        before = milliseconds(room.now() - PROMPTS_KEPT)
        await transaction.run("prompts_erase", before=before)
        await transaction.run("conversations_forget", before=before)
    return erased
