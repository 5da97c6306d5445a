"""What lies on the staff's desk: a letter with all that belongs to it, lists, suggestions.

Reads only, and queues what was asked to be shown. What somebody may see is asked of the rules by
the query or by the caller; the reasons behind a suggestion are letters/routing's.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from letters import routing
from letters.letter import Event, KeptPart, Letter
from letters.notices import Recipient
from letters.routing import Likeness, PastLetter, Suggestion
from mailroom.room import Mailroom
from storage import letters, lists, outbox, people
from storage.lists import Listed
from storage.outbox import Parcel

WINDOW = 500
"""The number of recent letters searched for suggestions and likely duplicates."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A letter, its parts, its events, the names of those who acted, and where it was merged."""

    letter: Letter
    parts: tuple[KeptPart, ...]
    events: tuple[Event, ...]
    names: dict[int, str]
    into: str | None = None

    @property
    def citizen(self) -> str:
        """Returns the citizen's name."""
        return self.names.get(self.letter.citizen, "")

    @property
    def current(self) -> tuple[KeptPart, ...]:
        """Returns the parts in their last version, in the order they first came."""
        newest: dict[object, KeptPart] = {}
        for kept in self.parts:
            message = kept.part.message
            newest[kept.id if message is None else (kept.part.chat, message)] = kept
        return tuple(newest.values())

    def at(self, revision: int) -> tuple[KeptPart, ...]:
        """Returns what came with the move that led to a revision."""
        return tuple(kept for kept in self.current if kept.revision == revision)

    @property
    def files(self) -> tuple[KeptPart, ...]:
        """Returns all that is attached: files and places."""
        return tuple(k for k in self.current if k.part.file or k.part.file_name)


async def dossier(room: Mailroom, letter: Letter) -> Dossier:
    """Returns all there is about a letter just read."""
    async with room.database.reading() as connection:
        into = await letters.by_id(connection, letter.merged_into) if letter.merged_into else None
        events = await letters.events(connection, letter.id)
        parts = await letters.parts(connection, letter.id)
        names = await people.names_in(connection, letter.id)
    return Dossier(letter, tuple(parts), tuple(events), names, into.number if into else None)


async def letter_by_id(room: Mailroom, letter_id: int) -> Letter | None:
    """Returns the letter of that id, or None."""
    async with room.database.reading() as connection:
        return await letters.by_id(connection, letter_id)


async def letter_by_number(room: Mailroom, typed: str) -> Letter | None:
    """Returns the letter whose register number somebody typed, or None."""
    async with room.database.reading() as connection:
        return await letters.by_number(connection, typed)


async def letter_of(room: Mailroom, chat: int, message: int, said: str) -> Letter | None:
    """Returns the letter a message in a chat speaks of, or None; `said` is its text."""
    async with room.database.reading() as connection:
        return await letters.spoken_of(connection, chat, message, said)


async def letters_in_digest(room: Mailroom, chat: int, message: int) -> list[Letter]:
    """Returns the letters that a digest of reminders in a chat spoke of."""
    async with room.database.reading() as connection:
        ids = await connection.column("outbox_letters_in_message", chat=chat, message=message)
        found = [await letters.by_id(connection, one) for one in ids]
    return [letter for letter in found if letter is not None]


# -- lists ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One letter in a list, with its opening words."""

    letter: Letter
    opening: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some letters of a list, and how many there are in all."""

    lines: tuple[Line, ...]
    total: int


async def page(
    room: Mailroom,
    read: Callable[..., Awaitable[Listed]],
    departments: Collection[str],
    number: int,
    size: int,
    **values: object,
) -> Page:
    """Returns a page (from 0) of one of storage/lists, for departments or, where none, for all."""
    async with room.database.snapshot() as connection:
        found = await read(connection, departments, size, number * size, **values)
        lines = [
            Line(letter, letters.opening_words(await letters.parts(connection, letter.id)))
            for letter in found.letters
        ]
    return Page(tuple(lines), found.total)


# -- suggestions ----------------------------------------------------------------------------------


async def suggestions(room: Mailroom, letter: Letter) -> tuple[Suggestion, ...]:
    """Returns the departments to suggest for a letter, the best first, with their reasons."""
    text, past = await _texts(room, letter)
    return routing.suggest(letter, text, room.office.departments, past)


async def duplicates(room: Mailroom, letter: Letter) -> tuple[Likeness, ...]:
    """Returns earlier letters of likely the same matter, the likeliest first."""
    text, past = await _texts(room, letter)
    return routing.duplicates(letter, text, past)


async def _texts(room: Mailroom, letter: Letter) -> tuple[str, list[PastLetter]]:
    async with room.database.reading() as connection:
        recent = await lists.recent_texts(connection, letter.id, WINDOW)
    own = "".join(one.text for one in recent if one.id == letter.id)
    return own, [one for one in recent if one.id != letter.id]


# -- what was asked to be shown -------------------------------------------------------------------


async def show(
    room: Mailroom, chat: int, notice: str, letter: Letter, to: Recipient, cause: str
) -> None:
    """Queues a letter's card or its attachments for a chat, in their turn among all else."""
    async with room.database.transaction() as transaction:
        await outbox.put(
            transaction,
            key=f"{notice}:{letter.id}:{cause}",
            chat=chat,
            letter=letter.id,
            revision=letter.revision,
            recipient=str(to),
            notice=notice,
            payload={},
            at=room.now(),
        )
    room.ring()


async def live_messages(room: Mailroom, letter: int, chat: int) -> list[int]:
    """Returns the messages in a chat that bear the letter's buttons."""
    async with room.database.reading() as connection:
        return await connection.column("sent_live", letter=letter, chat=chat)


async def parcel_of(room: Mailroom, letter: int, chat: int, message: int) -> Parcel | None:
    """Returns the parcel a message of the bot's came in, or None."""
    async with room.database.reading() as connection:
        row = await connection.one("outbox_of_message", letter=letter, chat=chat, message=message)
    return None if row is None else outbox.parcel_from(row)
