"""Takes letters of the past into the register: a whole table or nothing, and once only."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from letters import past, past_history, registration
from letters.past import Fault, PastLetter, Vocabulary
from letters.settle import settle, undated
from letters.workdays import BeyondCalendarError
from mailroom.room import Mailroom
from storage import people
from storage.database import Connection
from storage.past import Written, as_rows, write, written
from storage.rows import changes, letter_columns, letter_from, milliseconds

NOBODY = 0
"""Who wrote the letters of the past, as far as the register knows: their names are not taken in."""
BATCH = 5_000


@dataclass(slots=True)
class Found:
    """What a table holds: letters to enter, how many are there already, and what is wrong."""

    letters: list[PastLetter] = field(default_factory=list)
    known: int = 0
    faults: list[tuple[int, Fault]] = field(default_factory=list)


async def look(
    room: Mailroom, rows: Iterable[tuple[int, Mapping[str, str]]], vocabulary: Vocabulary
) -> Found:
    """Returns what a table's rows (line, cells by column) hold, compared with the register."""
    async with room.database.reading() as connection:
        register = {row["number"]: row for row in await as_rows(connection)}
    today = room.office.local_date(room.now())
    found = Found()
    seen: dict[str, int] = {}
    for line, cells in rows:
        read = past.read_row(cells, vocabulary, today)
        if not isinstance(read, PastLetter):
            found.faults += [(line, fault) for fault in read]
            continue
        fault = _against(read, register, seen, room)
        seen.setdefault(read.number, line)
        if fault is not None:
            found.faults.append((line, fault))
        elif read.number in register:
            found.known += 1
        else:
            found.letters.append(read)
    return found


def _against(
    letter: PastLetter,
    register: Mapping[str, Mapping[str, str]],
    seen: Mapping[str, int],
    room: Mailroom,
) -> Fault | None:
    """A number twice in the table, a letter the register has otherwise, a day of no calendar."""
    if letter.number in seen:
        return Fault("number", "past-twice", str(seen[letter.number]))
    own = past_history.serial_of(letter, room.office.mailbox(letter.mailbox))
    if own is not None and own[0] != letter.received_on.year:
        return Fault("number", "past-other-year", letter.number)
    known = register.get(letter.number)
    if known is None:
        try:
            past_history.as_received(letter, room.office, "")
        except BeyondCalendarError as beyond:
            return Fault("received_on", "past-too-early", str(beyond.first_year))
        return None
    for column, value in past_history.given(letter).items():
        if known[column] != value:
            return Fault(column, "past-otherwise", f"{known[column] or '—'} ≠ {value}")
    return None


async def enter(
    room: Mailroom, letters: Sequence[PastLetter], progress: Callable[[int], None]
) -> None:
    """Enters letters of the past, all of them or none; tells `progress` how many more are done."""
    at = room.now()
    today = room.office.local_date(at)
    async with room.database.transaction() as transaction:
        await people.seen(transaction, NOBODY, "—", None, None, at)
        for start in range(0, len(letters), BATCH):
            batch = letters[start : start + BATCH]
            made = [_written(room, letter, today) for letter in batch]
            await write(transaction, made, milliseconds(at))
            progress(len(batch))
        await _reach(transaction, room, letters)
    room.ring()


def _written(room: Mailroom, letter: PastLetter, today: date) -> Written:
    office = room.office
    code = registration.query_code(secrets.randbits(45))
    received = past_history.as_received(letter, office, code)
    events = past_history.history(letter, received, office, today)
    came = letter_columns(received)
    del came["id"]
    made = written(came, events, {}, letter.title or "")
    if made.columns["concluded_on"] is not None:
        return made
    return written(came, events, _watched(room, made), letter.title or "")


def _watched(room: Mailroom, made: Written) -> dict[str, object]:
    """What a letter still open needs: its next look, and no reminders of days long past."""
    letter = letter_from({**made.columns, "id": 0})
    return changes(letter, settle(letter, room.now(), room.office, undated(letter)))


async def _reach(transaction: Connection, room: Mailroom, letters: Sequence[PastLetter]) -> None:
    """New letters are numbered after those of the past."""
    highest: dict[tuple[str, int], int] = {}
    for letter in letters:
        own = past_history.serial_of(letter, room.office.mailbox(letter.mailbox))
        if own is not None:
            key = (letter.mailbox, own[0])
            highest[key] = max(highest.get(key, 0), own[1])
    for (mailbox, year), serial in highest.items():
        await transaction.run("register_reaches", mailbox=mailbox, year=year, serial=serial)
