"""Writes letters of the past with their events in bulk, and reads the register as a table."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from letters.letter import PartKind, PartRole, text_part
from letters.past_history import PastEvent, row_of
from storage.database import Connection
from storage.history import link
from storage.rows import column, letter_from, part_columns, row_columns, shifts


@dataclass(frozen=True, slots=True)
class Written:
    """A letter of the past on its way to the archive.

    `columns`: its row as it is in the end, `came` the first event's facts, `events` what followed.
    """

    columns: Mapping[str, object]
    came: Mapping[str, object]
    events: Sequence[tuple[str, date, Mapping[str, object]]]
    title: str


def written(
    came: Mapping[str, object],
    events: Sequence[PastEvent],
    afterwards: Mapping[str, object],
    title: str,
) -> Written:
    """Returns the letter its events make, as folding them would; `afterwards` joins the last."""
    columns = dict(came)
    happened = []
    for place, event in enumerate(events, start=1):
        changed = {name: column(value) for name, value in event.changed.items()}
        if place == len(events):
            changed |= afterwards
        columns |= changed
        happened.append((event.name, event.on, changed))
    if not events:
        came = {**came, **afterwards}
        columns |= afterwards
    columns["revision"] = 1 + len(events)
    for revision, (_, _, changed) in enumerate(happened, start=2):
        changed["revision"] = revision
    return Written(columns, came, happened, title)


async def write(transaction: Connection, letters: Sequence[Written], at: int) -> None:
    """Enters letters with their events, assignments and titles; `at` in milliseconds, UTC."""
    last = int(await transaction.value("letters_last_id"))
    inserted = [_columns(letter) for letter in letters]
    await transaction.run_many("letter_insert", inserted)
    rows = await transaction.all("letters_numbered_since", id=last)
    ids = {row["number"]: row["id"] for row in rows}
    by_id = [(ids[letter.columns["number"]], letter) for letter in letters]
    await transaction.run_many("event_insert", [e for i, x in by_id for e in _events(i, x, at)])
    await transaction.run_many("assignment_open", [a for i, x in by_id for a in _assigned(i, x)])
    titles = [
        {
            "letter": letter_id,
            "draft": None,
            "role": PartRole.LETTER.value,
            "revision": 1,
            "version": 1,
            "author": 0,
            "at": at,
            **part_columns(text_part(letter.title)),
            "kind": PartKind.TEXT.value,
        }
        for letter_id, letter in by_id
        if letter.title
    ]
    await transaction.run_many("part_insert", titles)


def _columns(letter: Written) -> dict[str, object]:
    columns = row_columns(letter_from({**letter.columns, "id": 0}))
    del columns["id"]
    return columns


def _events(letter_id: int, letter: Written, at: int) -> Iterator[dict[str, object]]:
    standing: dict[str, object] = {}
    last = ""
    received_on = letter.columns["received_on"]
    for revision, (name, on, changed) in enumerate(
        [("submitted", received_on, letter.came), *letter.events], start=1
    ):
        event: dict[str, object] = {
            "letter": letter_id,
            "revision": revision,
            "name": name,
            "role": "system",
            "actor": 0,
            "at": at,
            "on_date": column(on),
            "changed": json.dumps(changed, ensure_ascii=False, sort_keys=True),
            "shifts": int(bool(standing) and shifts(standing, changed)),
            "cause": None,
        }
        last = link(last, str(letter.columns["number"]), event)
        yield event | {"hash": last}
        standing |= changed


def _assigned(letter_id: int, letter: Written) -> Iterator[dict[str, object]]:
    if letter.columns["lead"] is not None:
        yield {
            "letter": letter_id,
            "revision": 2,
            "department": letter.columns["lead"],
            "leading": 1,
            "from_on": letter.columns["accepted_on"] or letter.columns["received_on"],
        }


async def as_rows(connection: Connection) -> Iterator[dict[str, str]]:
    """Returns every letter of the register as a row of a table, by day and number."""
    rows = await connection.all("letters_as_rows")
    return (_row(row) for row in rows)


def _row(found: Mapping[str, Any]) -> dict[str, str]:
    return row_of(found, found["title"] or "")
