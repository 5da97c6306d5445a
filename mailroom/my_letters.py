"""What a citizen may read of their own letters, and of nobody else's."""

import re
from dataclasses import dataclass

from letters.letter import Event, KeptPart, Letter, PartRole
from letters.notices_to_citizen import Answered
from letters.people import Actor
from letters.registration import read_query_code
from letters.workflow import NotAllowed
from mailroom.room import Mailroom
from storage import letters, outbox
from storage.database import Connection
from storage.rows import milliseconds

PAGE = 5
"""So many letters stand on one page of the list."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－_ ", "-"))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a citizen's letters, newest first; `pages` in all."""

    letters: tuple[tuple[Letter, str], ...]  # each with its opening words
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class View:
    """A letter with what was written and what has happened.

    `answered`: there is an answer to be read again, its own or that of the one it was merged into.
    """

    letter: Letter
    parts: tuple[KeptPart, ...]
    events: tuple[Event, ...]
    answered: bool


async def page(room: Mailroom, citizen: Actor, number: int) -> Page:
    """Returns a page (from 0) of the citizen's letters; the nearest one where there is no such."""
    async with room.database.reading() as connection:
        count = await connection.value("letters_of_citizen_count", citizen=citizen.id)
        pages = max(1, -(-count // PAGE))
        number = min(max(number, 0), pages - 1)
        found = await letters.listed(
            connection,
            "letters_of_citizen_page",
            citizen=citizen.id,
            most=PAGE,
            skip=number * PAGE,
        )
        shown = [
            (letter, letters.opening_words(await letters.parts(connection, letter.id), most=24))
            for letter in found
        ]
    return Page(tuple(shown), number, pages)


async def own(room: Mailroom, citizen: Actor, letter_id: int) -> Letter:
    """Returns a letter of this citizen's. NotAllowed for any other, as if there were none."""
    async with room.database.reading() as connection:
        return _theirs(await letters.by_id(connection, letter_id), citizen)


async def view(room: Mailroom, citizen: Actor, letter_id: int) -> View:
    """Returns a letter of this citizen's whole. NotAllowed for any other."""
    async with room.database.reading() as connection:
        letter = _theirs(await letters.by_id(connection, letter_id), citizen)
        return View(
            letter,
            tuple(await letters.parts(connection, letter.id)),
            tuple(await letters.events(connection, letter.id)),
            letter_has_answer(letter, await answering(connection, letter)),
        )


async def find(room: Mailroom, citizen: Actor, typed: str) -> Letter:
    """Returns the citizen's letter meant by a query code, a register number or its last digits.

    Forgives case, spaces, full-width characters and dashes. NotAllowed where there is none of
    theirs: a stranger's code is answered like a wrong one.
    """
    async with room.database.reading() as connection:
        return _theirs(await _meant(connection, citizen, typed.strip()), citizen)


async def _meant(connection: Connection, citizen: Actor, typed: str) -> Letter | None:
    plain = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in typed)
    code = read_query_code(plain)
    if code is not None and (letter := await letters.by_query_code(connection, code)):
        return letter
    spelt = re.fullmatch(r"([A-Z]+)-*(\d{4})-*(\d{1,6})", plain.upper().translate(_DASHES))
    if spelt:
        prefix, year, serial = spelt.groups()
        return await letters.by_number(connection, f"{prefix}-{year}-{int(serial):06d}")
    if plain.isascii() and plain.isdigit():
        mine = await letters.listed(connection, "letters_of_citizen", citizen=citizen.id, most=1000)
        return next((m for m in mine if m.number.endswith(f"-{int(plain):06d}")), None)
    return None


def _theirs(letter: Letter | None, citizen: Actor) -> Letter:
    if letter is None or letter.citizen != citizen.id:
        raise NotAllowed("no-such-letter")
    return letter


async def answering(connection: Connection, letter: Letter) -> Letter:
    """Returns the letter that bears this one's answer: itself, or the one it was merged into."""
    if letter.merged_into is None:
        return letter
    into = await letters.by_id(connection, letter.merged_into)
    return into or letter


async def answer_again(room: Mailroom, citizen: Actor, letter_id: int, cause: str) -> bool:
    """Sends a letter's last answer once more, files and all; False where there is none yet."""
    async with room.database.transaction() as transaction:
        letter = _theirs(await letters.by_id(transaction, letter_id), citizen)
        answered = await answering(transaction, letter)
        kept = await letters.parts(transaction, answered.id)
        revision = max((k.revision for k in kept if k.role is PartRole.ANSWER), default=None)
        if revision is None or not letter_has_answer(letter, answered):
            return False
        notice = Answered(letter.number, answered.lead or "", answered.round)
        await outbox.put(
            transaction,
            key=f"again:{cause}",
            chat=letter.chat,
            letter=letter.id,
            revision=revision,
            recipient="citizen",
            notice=Answered.__name__,
            payload=outbox.notice_payload(notice),
            at=room.now(),
        )
    room.ring()
    return True


def letter_has_answer(letter: Letter, answering: Letter) -> bool:
    """Returns whether the letter, or the one it was merged into, has been answered."""
    return letter.answered_on is not None or answering.answered_on is not None


async def welcome_back(room: Mailroom, chat: int) -> int:
    """Sends a citizen who is back what could not reach them; returns how many messages wait."""
    async with room.database.transaction() as transaction:
        again = await transaction.run(
            "outbox_try_failed_again", chat=chat, now=milliseconds(room.now())
        )
    room.ring()
    return again
