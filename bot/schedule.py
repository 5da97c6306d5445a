"""What runs by itself: the sweep every minute, the pump whenever something waits.

Only a handful of fixed jobs are held in memory; what is due is in the database.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.app import App
from mailroom.privacy import erase_expired
from storage.backups import BadBackupError
from storage.connecting import DatabaseError
from storage.database import ArchiveTrouble

log = logging.getLogger(__name__)
SWEEP_SECONDS = 60
COLLECT_SECONDS = 20
ERASES_AT = time(3, 30)
LONGEST_REST = 30.0  # seconds the pump sleeps at most, however far off the next message is
AFTER_TROUBLE = 2.0  # seconds until the pump tries the archive again
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Runs are counted from here, so that they follow the clock, not the program's start."""


def scheduler_for(app: App, *, watching: bool) -> AsyncIOScheduler:
    """Returns the sweeps' scheduler, not yet started. `watching`: raise alarms, too.

    `misfire_grace_time=None`: APScheduler's default drops a run that is a second late, silently.
    """
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    zone = app.room.office.timezone

    async def erase() -> None:
        log.info("%s letters erased", await erase_expired(app.room))

    def every(seconds: int, work: Callable[[], Awaitable[object]], name: str) -> None:
        trigger = IntervalTrigger(seconds=seconds, start_date=EPOCH, timezone="UTC")
        scheduler.add_job(_job(app, name, work), trigger, id=name, next_run_time=app.room.now())

    def nightly(at: time, work: Callable[[], Awaitable[object]], name: str) -> None:
        trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=zone)
        scheduler.add_job(_job(app, name, work), trigger, id=name)

    every(SWEEP_SECONDS, app.sweep, "letters")
    if watching:  # a job of its own: it must warn of a sweep that fails
        every(SWEEP_SECONDS, app.watch, "alarms")
    every(COLLECT_SECONDS, app.collect_files, "files")
    nightly(ERASES_AT, erase, "retention")
    if app.backups.folder is not None:
        nightly(app.backups.at, app.back_up, "backup")
    return scheduler


def _job(
    app: App, name: str, work: Callable[[], Awaitable[object]]
) -> Callable[[], Awaitable[None]]:
    """Returns the job, which does nothing while another program on this database does it."""

    async def job() -> None:
        try:
            async with app.room.database.lock(f"job:{name}", wait=False) as lock:
                if lock.acquired:
                    await work()
        except (ArchiveTrouble, DatabaseError, BadBackupError) as trouble:
            log.error("scheduled job %s failed: %s", name, trouble)
        except asyncio.CancelledError:
            log.info(
                "scheduled job %s was cut off by the end of the program", name
            )  # it starts over

    return job


def keep_time(scheduler: AsyncIOScheduler, now: datetime) -> bool:
    """Reschedules runs that a clock set back has moved far away; returns whether there were any.

    The scheduler works out each next run only once: set back by an hour, it would rest an hour.
    """
    late = False
    for job in scheduler.get_jobs():
        due = job.trigger.get_next_fire_time(None, now)
        if due is not None and job.next_run_time - due > timedelta(seconds=SWEEP_SECONDS):
            job.modify(next_run_time=due)
            late = True
    if late:
        log.warning("the clock was set back")
    return late


async def pump(app: App, scheduler: AsyncIOScheduler) -> None:
    """Delivers until the pump is ending: when the bell rings, else when the next message may go.

    Looks after the schedule between times, for it comes by at least twice a minute.
    """
    set_back = True  # perhaps before the start
    while not app.pump.ending:
        app.bell.clear()  # the pump clears it too, but not after trouble
        try:
            set_back = keep_time(scheduler, app.room.now()) or set_back
            if set_back:
                await app.pump.wake()
                set_back = False
            next_at = await app.pump.run()
        except ArchiveTrouble as trouble:
            log.error("the outbox cannot be read or written: %s", trouble)
            rest = AFTER_TROUBLE
        else:
            rest = LONGEST_REST
            if next_at is not None:
                rest = min(rest, max(0.0, (next_at - app.room.now()).total_seconds()))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(app.bell.wait(), rest)
    try:
        await app.pump.run()  # begins nothing more, but records what is still on its way
    except ArchiveTrouble as trouble:
        log.error("the last messages sent could not be recorded: %s", trouble)
