"""Calendar or rules have changed: which open letters' dates would move, and moving them.

A concluded letter never changes. That something has changed is noticed at the program's start and
told to the office once; nothing moves before somebody says so.
"""

import hashlib
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

from letters import commands as c
from letters.letter import Letter
from letters.notices_to_staff import CalendarChanged
from letters.office import Office
from letters.people import SYSTEM
from letters.settle import settle
from letters.workdays import BeyondCalendarError
from letters.workflow import Decision, decide, overlooked
from mailroom.office_events import note_office_event
from mailroom.perform import record_moves, record_overlooked
from mailroom.queueing import queue_to_office
from mailroom.room import Mailroom
from storage import letters
from storage.database import Connection
from storage.letters import Move
from storage.rows import milliseconds

log = logging.getLogger(__name__)

BATCH = 1000
RULES = "rules"


@dataclass(frozen=True, slots=True)
class Change:
    """An open letter before and after; its reply date, or only another date or its certainty.

    `kept`: as the archive has it; `overlooked`: what time has done to it and nobody has noted yet.
    """

    kept: Letter
    overlooked: tuple[Decision, ...]
    before: Letter
    after: Letter
    late_before: bool
    late_after: bool

    @property
    def moves(self) -> bool:
        """Returns whether the date promised to the citizen moves."""
        return self.before.reply_due_on != self.after.reply_due_on


async def preview(room: Mailroom) -> list[Change]:
    """Returns what would change, nothing being changed. BeyondCalendarError as the calendar's."""
    async with room.database.snapshot() as connection:
        return [change async for change in _changes(connection, room)]


async def apply(room: Mailroom, who: str) -> list[Change]:
    """Gives every open letter its dates anew, in one transaction; returns what changed.

    `who` had it done; an event of the office's keeps that. Raises as `preview` does.
    """
    now = room.now()
    async with room.database.transaction() as transaction:
        changes = [change async for change in _changes(transaction, room)]
        for change in changes:
            await record_overlooked(transaction, room, change.kept, change.overlooked, now)
        moves = [
            Move(
                change.before,
                decide(change.before, c.Recalculate(), SYSTEM, now, room.office),
                None,
            )
            for change in changes
        ]
        await record_moves(transaction, room, moves, SYSTEM, now)
        facts = {"letters": len(changes), "moved": sum(change.moves for change in changes)}
        await note_office_event(transaction, room, "recalculated", who, facts)
    room.ring()
    return changes


async def _changes(connection: Connection, room: Mailroom) -> AsyncIterator[Change]:
    now, today = room.now(), room.office.local_date(room.now())
    after_id = 0
    while True:
        found = await letters.listed(connection, "letters_open_after", after=after_id, most=BATCH)
        for kept in found:
            first = tuple(overlooked(kept, now, room.office))
            before = first[-1].letter if first else kept
            after = settle(before, now, room.office)
            if after != before:
                late_before, late_after = before.is_overdue(today), after.is_overdue(today)
                yield Change(kept, first, before, after, late_before, late_after)
        if len(found) < BATCH:
            return
        after_id = found[-1].id


async def notice_changed_rules(room: Mailroom) -> bool:
    """Tells the office when calendar or rules are no longer those of the last start.

    1. compare what they are made of with what was kept; 2. count the letters that would change;
    3. tell the office of these, or that the calendar is certain for longer now, once for this
    change; 4. keep what they are now. Returns whether the office was told.
    """
    now = fingerprints(room)
    async with room.database.reading() as connection:
        kept = await connection.value("known_get", name=RULES)
    before: dict[str, str] = json.loads(kept) if kept else now
    if kept and before == now:
        return False
    changed = any(before[part] != now[part] for part in before.keys() & now.keys())
    try:
        changes = await preview(room) if changed else []
    except BeyondCalendarError:
        log.exception("the calendar has changed, and ends before a letter's date")
        changes = []
    told = bool(changes) or before["certain"] < now["certain"]
    digest = hashlib.sha256(json.dumps(now, sort_keys=True).encode()).hexdigest()[:16]
    async with room.database.transaction() as transaction:
        at = room.now()
        await transaction.run(
            "known_put", name=RULES, value=json.dumps(now, sort_keys=True), now=milliseconds(at)
        )
        if told:
            notice = CalendarChanged(room.office.calendar.certain_until, len(changes))
            await queue_to_office(transaction, room, notice, f"rules:{digest}")
    room.ring()
    return told


def fingerprints(room: Mailroom) -> dict[str, str]:
    """Returns what dates are made of, part by part: each year near today, and the rules.

    Year by year, so that a new year alone is no change.
    """
    office = room.office
    this_year = office.local_date(room.now()).year
    parts = {"rules": _digest(_rules(office)), "certain": office.calendar.certain_until.isoformat()}
    for year in range(this_year - 1, this_year + 2):
        days = ",".join(day.isoformat() for day in office.calendar.working_days(year))
        parts[str(year)] = _digest(days)
    return parts


def _rules(office: Office) -> str:
    mailboxes = [
        (
            m.code,
            sorted(m.limits.items()),
            sorted(m.urgent_limits.items()),
            m.start,
            (m.triage_limit, m.return_limit, m.department_margin, m.reopen_limit, m.pause_limit),
            m.ladder,
        )
        for m in office.mailboxes
    ]
    return repr((mailboxes, office.opens, office.timezone.key))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
