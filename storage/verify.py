"""Goes through the whole register and says where it is not what it must be. Changes nothing.

1. each letter's events follow one another, chained by hash; 2. the letter is what they make of it;
3. no number is missing; 4. every receipt and answer was queued, every message waits or has ended;
5. every edition is what was published; 6. every file is what its digest says, and is there.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from storage.database import Connection, Row
from storage.history import link
from storage.own_facts import with_own
from storage.rows import letter_columns, letter_from, own_columns, row_columns

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place of its sort that is broken. `message_id` says what, with `facts`."""

    message_id: str
    facts: dict[str, str | int]


@dataclass(slots=True)
class Verified:
    """What was gone through, and what is broken. `end` stands for all chains' last hashes."""

    letters: int = 0
    events: int = 0
    end: str = ""
    faults: dict[str, Fault] = field(default_factory=dict)

    def note(self, message_id: str, **facts: str | int) -> None:
        """Keeps a fault, if it is the first of its sort."""
        self.faults.setdefault(message_id, Fault(message_id, facts))


async def verify(connection: Connection, progress: Callable[[int], None]) -> Verified:
    """Returns what is found over one state of the database; tells `progress` of more letters."""
    found = Verified()
    digest = hashlib.sha256()
    serials: dict[tuple[str, int], _Serials] = {}
    last = 0
    while letters := await connection.all("letters_between", id=last, most=BATCH):
        span = {"id": last, "last": letters[-1]["id"]}
        rows = await connection.all("events_of_letters", **span)
        events = {i: list(some) for i, some in groupby(rows, key=lambda row: row["letter"])}
        for letter in await with_own(connection, letters):
            own = events.get(letter["id"], [])
            digest.update(_chain(letter, own, found).encode())
            _folds(letter, own, found)
            _count(letter, own, serials)
        found.letters, found.events = found.letters + len(letters), found.events + len(rows)
        progress(len(letters))
        last = letters[-1]["id"]
    found.end = digest.hexdigest()
    await _numbers(connection, serials, found)
    await _others(connection, found)
    return found


def _chain(letter: Row, events: Sequence[Row], found: Verified) -> str:
    """Returns the chain's last hash."""
    before = ""
    for place, event in enumerate(events, start=1):
        if event["revision"] != place:
            found.note("verify-event-missing", number=letter["number"], revision=place)
            return before
        before = link(before, letter["number"], event)
        if event["hash"] != before:
            found.note("verify-chain-broken", number=letter["number"], revision=place)
            return before
    if len(events) < letter["revision"]:
        missing = len(events) + 1
        found.note("verify-event-missing", number=letter["number"], revision=missing)
    return before


def _folds(letter: Row, events: Sequence[Row], found: Verified) -> None:
    facts: dict[str, Any] = {"id": letter["id"]}
    for event in events:
        facts |= json.loads(event["changed"])
    try:
        made, kept = letter_from(facts), letter_from(letter)
    except (LookupError, ValueError, TypeError):
        found.note("verify-letter-unmade", number=letter["number"])
        return
    stands = {**letter, **letter_columns(kept), **own_columns(kept)}
    for column, value in (row_columns(made) | own_columns(made)).items():
        if stands.get(column) != value:
            found.note("verify-letter-differs", number=letter["number"], fact=column)
            return


@dataclass(slots=True)
class _Serials:
    """The serials there are of a mailbox's year, and the highest that came from a table."""

    there: set[int] = field(default_factory=set)
    imported: int = 0


def _count(letter: Row, events: Sequence[Row], serials: dict[tuple[str, int], _Serials]) -> None:
    head, _, serial = letter["number"].rpartition("-")
    year = head[-4:]
    if not (year.isdigit() and serial.isdigit()):
        return
    found = serials.setdefault((letter["mailbox"], int(year)), _Serials())
    found.there.add(int(serial))
    if events and events[0]["role"] == "system":
        found.imported = max(found.imported, int(serial))


async def _numbers(
    connection: Connection, serials: Mapping[tuple[str, int], _Serials], found: Verified
) -> None:
    """Numbers before the last imported one may be missing: not all letters were in its table."""
    for row in await connection.all("registers_all"):
        given = serials.get((row["mailbox"], row["year"]), _Serials())
        for serial in _missing(given, row["last_serial"]):
            found.note(
                "verify-number-missing",
                mailbox=row["mailbox"],
                year=str(row["year"]),
                serial=str(serial),
            )
            break


def _missing(given: _Serials, last: int) -> Iterator[int]:
    return (n for n in range(given.imported + 1, last + 1) if n not in given.there)


async def _others(connection: Connection, found: Verified) -> None:
    astray = await connection.one("events_astray")
    if astray is not None:
        found.note("verify-event-astray", letter=astray["letter"])
    for query in ("letters_without_receipt", "letters_without_answer_sent"):
        letter = await connection.one(query)
        if letter is not None:
            found.note(f"verify-{query.replace('_', '-')}", number=letter["number"])
    message = await connection.one("outbox_unsettled")
    if message is not None:
        found.note("verify-outbox-unsettled", id=message["id"], notice=message["notice"])
    lost = await connection.one("parts_without_file")
    if lost is not None:
        found.note("verify-file-missing", number=lost["number"])
    last = ""
    while rows := await connection.all("files_after", digest=last):
        for row in rows:
            last = row["digest"]
            if hashlib.sha256(row["content"]).hexdigest() != last:
                found.note("verify-file-altered", digest=last)
    for edition in await connection.all("editions_all"):
        if hashlib.sha256(edition["frozen"].encode()).hexdigest() != edition["sha256"]:
            facts = {"report": edition["report"], "period": edition["period"]}
            found.note("verify-edition-altered", **facts, edition=edition["edition"])
