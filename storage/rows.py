"""How facts stand in columns: dates as ISO text, instants as UTC milliseconds, lists as JSON."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from letters.deadlines import Pause
from letters.letter import Card, Event, KeptPart, Letter, Part, PartKind, PartRole, Rating
from letters.procedure import LETTERS, Procedure, named

Row = Mapping[str, Any]
LETTER_COLUMNS = tuple(f.name for f in fields(Letter) if f.name != "own")
DERIVED_COLUMNS = ("received_month", "open", "paused_on", "late_from")
"""What a letter's row holds besides its facts: what follows from them, for queries to ask."""
FIXED = frozenset(
    (
        "procedure",
        "number",
        "query_code",
        "mailbox",
        "citizen",
        "received_at",
        "received_on",
        "received_month",
    )
)
"""What never changes of a letter that is in the register."""
PART_COLUMNS = tuple(f.name for f in fields(Part))


def milliseconds(at: datetime) -> int:
    """Returns an aware instant as milliseconds since 1970, UTC."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return round(at.timestamp() * 1000)


def instant(value: int) -> datetime:
    """Returns the instant, UTC, of milliseconds since 1970."""
    return datetime.fromtimestamp(value / 1000, UTC)


def column(value: object) -> object:
    """Returns a letter's fact as it stands in its column."""
    match value:
        case bool():
            return int(value)
        case StrEnum():
            return value.value
        case datetime():
            return milliseconds(value)
        case date():
            return value.isoformat()
        case tuple():
            return json.dumps([_item(item) for item in value], ensure_ascii=False)
        case _:
            return value


def _item(item: object) -> object:
    if isinstance(item, Pause):
        return [item.from_on.isoformat(), item.until_on.isoformat() if item.until_on else None]
    return item


def letter_columns(letter: Letter) -> dict[str, object]:
    """Returns every column of a letter by name."""
    return {name: column(getattr(letter, name)) for name in LETTER_COLUMNS}


def derived_columns(letter: Letter) -> dict[str, object]:
    """Returns the columns of a letter's row that follow from its facts."""
    month = f"{letter.received_on:%Y-%m}"
    values = (month, letter.is_open, letter.paused_on, letter.late_from)
    return {name: column(value) for name, value in zip(DERIVED_COLUMNS, values, strict=True)}


def row_columns(letter: Letter) -> dict[str, object]:
    """Returns every column of a letter's row: its facts, and what follows from them."""
    return letter_columns(letter) | derived_columns(letter)


def changing_columns(letter: Letter) -> dict[str, object]:
    """Returns the columns of a letter's row that a move may change, and its id."""
    return {name: value for name, value in row_columns(letter).items() if name not in FIXED}


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _pause(pair: list[str | None]) -> Pause:
    return Pause(date.fromisoformat(str(pair[0])), _date(pair[1]))


def letter_from(row: Row) -> Letter:
    """Returns the letter of a row, of whichever procedure. LookupError where that is not known."""
    facts: dict[str, Any] = {}
    for name in LETTER_COLUMNS:
        if name not in row:
            continue  # events of an earlier version know no such fact: it has its default
        value = row[name]
        if value is not None:
            if name.endswith("_on"):
                value = date.fromisoformat(value)
            elif name.endswith("_at"):
                value = instant(value)
        facts[name] = value
    procedure = named(row.get("procedure") or LETTERS)  # an event may be older than the fact
    facts["kind"] = procedure.kind[row["kind"]]
    facts["state"] = procedure.state[row["state"]]
    facts["own"] = own_from(procedure, row)
    facts["card"] = row["card"] and Card(row["card"])
    facts["rating"] = row["rating"] and Rating(row["rating"])
    for name in ("may_publish", "provisional", "urgent"):
        facts[name] = bool(row[name])
    for name in ("co_handlers", "reminded", "urged_by"):
        facts[name] = tuple(json.loads(row.get(name) or "[]"))
    facts["pauses"] = tuple(_pause(pair) for pair in json.loads(row["pauses"]))
    return Letter(**facts)


def own_columns(letter: Letter) -> dict[str, object]:
    """Returns a case's own facts as an event's changes name them; nothing for most procedures."""
    if letter.own is None:
        return {}
    return {
        f"{letter.procedure}.{field.name}": column(getattr(letter.own, field.name))
        for field in fields(letter.own)
    }


def own_from(procedure: Procedure, row: Row) -> Any:
    """Returns a case's own facts out of a row or folded events; None where they are not there."""
    if procedure.facts is None:
        return None
    code = procedure.code
    found = {
        name: _read(kind, row[f"{code}.{name}"])
        for name, kind in facts_of(procedure).items()
        if f"{code}.{name}" in row
    }
    return procedure.facts(**found) if found else None


@cache
def facts_of(procedure: Procedure) -> Mapping[str, Any]:
    """Returns the types of what only this procedure knows of its cases, by name."""
    hints = get_type_hints(procedure.facts)
    return {
        field.name: _kept_type(hints[field.name]) for field in fields(procedure.facts or object)
    }


def _kept_type(hint: Any) -> Any:
    if get_origin(hint) in {Union, UnionType}:
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    return get_origin(hint) or hint


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if kind is date:
        return date.fromisoformat(value)
    if kind is datetime:
        return instant(value)
    if kind is tuple:
        return tuple(json.loads(value))
    return kind(value) if issubclass(kind, StrEnum | bool) else value


def event_from(row: Row) -> Event:
    """Returns the event of a row."""
    return Event(
        letter=row["letter"],
        revision=row["revision"],
        name=row["name"],
        role=row["role"],
        actor=row["actor"],
        at=instant(row["at"]),
        on=date.fromisoformat(row["on_date"]),
        changed=json.loads(row["changed"]),
        cause=row["cause"],
    )


def part_columns(part: Part) -> dict[str, object]:
    """Returns a part's own columns by name."""
    return {name: column(getattr(part, name)) for name in PART_COLUMNS}


def part_from(row: Row) -> KeptPart:
    """Returns the part of a row."""
    facts = {name: row[name] for name in PART_COLUMNS}
    return KeptPart(
        id=row["id"],
        role=PartRole(row["role"]),
        revision=row["revision"],
        version=row["version"],
        author=row["author"],
        at=instant(row["at"]),
        part=Part(**{**facts, "kind": PartKind(row["kind"])}),
        digest=row["digest"],
        not_kept=row["not_kept"],
    )


def changes(before: Letter | None, after: Letter) -> dict[str, object]:
    """Returns the columns that differ: what an event remembers, so that events fold to letters."""
    if before is None:
        return letter_columns(after) | own_columns(after)
    changed = {
        name: column(value)
        for name in LETTER_COLUMNS
        if (value := getattr(after, name)) != getattr(before, name)
    }
    if after.own == before.own:
        return changed
    old = own_columns(before)
    own = own_columns(after).items()
    return changed | {name: value for name, value in own if old.get(name) != value}


UNDATED = frozenset({"kind", "lead", "topic", "pauses", "reply_due_on", "original_due_on"})
"""Facts the figures count whose earlier value cannot be read off a letter's row."""
DATED = frozenset({"assigned_on", "signed_on", "reopened_on", "published_on"})
"""Facts the figures count that are the day they came about; only a second value hides the first."""


def shifts(before: Mapping[str, object], changed: Mapping[str, object]) -> bool:
    """Returns whether a move hides how the letter stood before (storage/queries/figures.sql).

    `before`: the letter's columns, at least those of DATED.
    """
    again = (name for name in DATED & changed.keys() if before[name] is not None)
    return bool(UNDATED & changed.keys()) or any(again)
