"""How the program is: what waits, since when, when it last did what; and what the office is told.

An alarm goes to the office's chat once a day until what it warns of is mended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from letters.notices_to_staff import (
    BackupsFail,
    CalendarEnds,
    DiskNearlyFull,
    OfficeNotice,
    OutboxStuck,
    SweepMissed,
)
from mailroom.queueing import queue_to_office
from mailroom.room import Mailroom
from storage.rows import instant, milliseconds

STUCK = timedelta(minutes=10)
"""How long a message may wait before the office is warned."""
MISSED = timedelta(minutes=5)
"""The sweep runs every minute; after this long without one the program stood still."""
CALENDAR_ENDS = timedelta(days=60)
LEAST_DISK = 500_000_000
LEAST_SHARE = 0.02
BACKUP_OLD = timedelta(days=2)


@dataclass(slots=True)
class Vitals:
    """What only the running program knows of itself. All instants in UTC.

    `backs_up`: whether it is to write backups at all. `stood_still`: since when until when no sweep
    had run, once one ran again; None once that was told. `backed_up_at`: of the newest backup there
    is, whoever wrote it.
    """

    started_at: datetime
    backs_up: bool
    updates: int = 0
    updated_at: datetime | None = None
    backed_up_at: datetime | None = None
    backup_failed: bool = False
    stood_still: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes free and in all on the disk that holds the database."""

    free: int
    size: int

    @property
    def is_nearly_full(self) -> bool:
        """Returns whether the office is to be warned."""
        return self.free < LEAST_DISK or self.free < LEAST_SHARE * self.size


@dataclass(frozen=True, slots=True)
class Health:
    """The archive's side: messages waiting, letters open and overdue, files, the last sweep."""

    waiting: int
    oldest_at: datetime | None
    failed: int
    open: int
    overdue: int
    swept_at: datetime | None
    files: int
    files_waiting: int

    def waited(self, now: datetime) -> timedelta:
        """Returns for how long the oldest message has been waiting."""
        return now - self.oldest_at if self.oldest_at else timedelta(0)


class _Counted(NamedTuple):
    """What is counted: of the outbox, of letters, of files. `oldest` in milliseconds, UTC."""

    waiting: int
    oldest: int | None
    failed: int
    open: int
    overdue: int
    kept: int
    to_fetch: int


async def look(room: Mailroom) -> Health:
    """Returns how the archive stands now. Raises ArchiveTrouble where it cannot be read."""
    now = room.now()
    async with room.database.snapshot() as connection:
        outbox = await connection.one("health_outbox", now=milliseconds(now))
        today = room.office.local_date(now).isoformat()
        letters = await connection.one("health_letters", today=today)
        files = await connection.one("health_files")
        swept = await connection.value("heartbeat_of", sweep="letters")
    assert outbox is not None  # noqa: S101 — a count always has its row
    assert letters is not None  # noqa: S101
    assert files is not None  # noqa: S101
    counted = _Counted(**outbox, **letters, **files)
    return Health(
        counted.waiting,
        None if counted.oldest is None else instant(counted.oldest),
        counted.failed,
        counted.open,
        counted.overdue,
        None if swept is None else instant(swept),
        counted.kept,
        counted.to_fetch,
    )


def faults(health: Health, now: datetime) -> list[str]:
    """Returns why the program is not well, in words for machines; none if it is."""
    found = []
    if health.waited(now) > STUCK:
        found.append("outbox-stuck")
    if health.swept_at is None or now - health.swept_at > MISSED:
        found.append("sweep-missed")
    return found


async def raise_alarms(room: Mailroom, vitals: Vitals, disk: Disk | None) -> int:
    """Queues what the office is to be told; returns how many alarms there are now.

    Each sort once a day: its key bears the day, which begins when the office opens, so that what
    lasts is not told again at midnight. What can wait is told in office hours.
    """
    health = await look(room)
    office = room.office
    local = room.now().astimezone(office.timezone)
    found = list(_alarms(room, health, vitals, disk))
    if office.opens <= local.time() <= office.closes:
        found += _alarms_that_can_wait(room, vitals)
    if not found:
        return 0
    day = local.date() - timedelta(days=local.time() < office.opens)
    async with room.database.transaction() as transaction:
        for notice in found:
            key = f"alarm:{type(notice).__name__}:{day}"
            await queue_to_office(transaction, room, notice, key)
    vitals.stood_still = None
    room.ring()
    return len(found)


def _alarms(
    room: Mailroom, health: Health, vitals: Vitals, disk: Disk | None
) -> Iterator[OfficeNotice]:
    now, zone = room.now(), room.office.timezone
    waited = health.waited(now)
    if waited > STUCK:
        yield OutboxStuck(health.waiting, int(waited.total_seconds() // 60))
    stood_still = vitals.stood_still
    if stood_still is None and health.swept_at is not None and now - health.swept_at > MISSED:
        stood_still = (health.swept_at, now)
    if stood_still is not None:
        since, until = (f"{at.astimezone(zone):%m-%d %H:%M}" for at in stood_still)
        yield SweepMissed(since, until)
    if disk is not None and disk.is_nearly_full:
        yield DiskNearlyFull(disk.free // 1_000_000)


def _alarms_that_can_wait(room: Mailroom, vitals: Vitals) -> Iterator[OfficeNotice]:
    now = room.now()
    certain = room.office.calendar.certain_until
    if certain - room.office.local_date(now) <= CALENDAR_ENDS:
        yield CalendarEnds(certain)
    last = vitals.backed_up_at or vitals.started_at
    if vitals.backup_failed or (vitals.backs_up and now - last > BACKUP_OLD):
        yield BackupsFail(room.office.local_date(last))


async def notice_standstill(room: Mailroom, vitals: Vitals) -> None:
    """To be called before a sweep: notes how long none has run, if that was too long."""
    async with room.database.reading() as connection:
        swept = await connection.value("heartbeat_of", sweep="letters")
    now = room.now()
    if swept is not None and now - instant(swept) > MISSED:
        vitals.stood_still = (instant(swept), now)
