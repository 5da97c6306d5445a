"""When things happen by themselves: the sweep every minute, the pump whenever there is something.

The schedule holds a handful of fixed sweeps in memory; what is due is the database's to say.
"""

import asyncio
import contextlib
import logging
from datetime import UTC, datetime, timedelta

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
LONGEST_REST = 30.0  # seconds the pump sleeps although something may wait further off
AFTER_TROUBLE = 2.0  # seconds until the pump looks whether the archive is well again
EPOCH = datetime(
    2000, 1, 1, tzinfo=UTC
)  # turns follow from the clock, not from the program's start


def scheduler_for(app: App, *, watching: bool) -> AsyncIOScheduler:
    """Returns the sweeps' scheduler, not yet started. `watching`: raise alarms, too.

    `misfire_grace_time=None`: APScheduler's default drops a run that is a second late, silently.
    """
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    async def sweep() -> None:
        try:
            await app.sweep()
            if watching:
                await app.watch()
        except ArchiveTrouble as trouble:
            log.error("the sweep could not run: %s", trouble)

    async def back_up() -> None:
        try:
            await app.back_up()
        except (ArchiveTrouble, DatabaseError, BadBackupError) as trouble:
            log.error("the backup failed: %s", trouble)

    every = IntervalTrigger(seconds=SWEEP_SECONDS, start_date=EPOCH, timezone="UTC")
    scheduler.add_job(sweep, every, id="letters", next_run_time=app.room.now())

    async def erase() -> None:
        try:
            log.info("%s letters erased", await erase_expired(app.room))
        except ArchiveTrouble as trouble:
            log.error("nothing could be erased: %s", trouble)

    async def collect() -> None:
        try:
            await app.collect_files()
        except ArchiveTrouble as trouble:
            log.error("files could not be kept: %s", trouble)

    often = IntervalTrigger(seconds=COLLECT_SECONDS, start_date=EPOCH, timezone="UTC")
    scheduler.add_job(collect, often, id="files", next_run_time=app.room.now())
    zone = app.room.office.timezone
    scheduler.add_job(erase, CronTrigger(hour=3, minute=30, timezone=zone), id="retention")
    if app.backups.folder is not None:
        nightly = CronTrigger(hour=app.backups.at.hour, minute=app.backups.at.minute, timezone=zone)
        scheduler.add_job(back_up, nightly, id="backup")
    return scheduler


def keep_time(scheduler: AsyncIOScheduler, now: datetime) -> bool:
    """Brings turns near that a clock set back has moved far away; returns whether there were any.

    The scheduler works out each next turn only once: set back by an hour, it would rest an hour.
    """
    late = False
    for job in scheduler.get_jobs():
        turn = job.trigger.get_next_fire_time(None, now)
        if turn is not None and job.next_run_time - turn > timedelta(seconds=SWEEP_SECONDS):
            job.modify(next_run_time=turn)
            late = True
    return late


async def pump(app: App, scheduler: AsyncIOScheduler) -> None:
    """Delivers until the pump is ending: when the bell rings, else when the next message may go.

    Looks after the schedule between times, for it comes by at least twice a minute.
    """
    set_back = True  # perhaps while nobody looked
    while not app.pump.ending:
        app.bell.clear()
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
