"""Runs the bot for ever: updates, pump and sweeps side by side, until it is told to end.

Ending loses nothing: what was being handled and not yet kept was not confirmed, so Telegram sends
it again.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from datetime import datetime

from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramUnauthorizedError

from bot import health, logs, polling, schedule, webhook
from bot.app import App, make_bot, opened
from bot.config import BadConfigError, Config
from letters.office import Office
from storage.connecting import DatabaseError
from storage.database import ArchiveTrouble
from storage.migrate import NewerDatabaseError

log = logging.getLogger(__name__)
FORESEEN = (ArchiveTrouble, BadConfigError, DatabaseError, NewerDatabaseError)
"""Errors that have a sentence of their own."""
GRACE = 6.0  # seconds messages under way have to arrive when the program is told to end


async def run(config: Config, office: Office, now: Callable[[], datetime]) -> None:
    """Runs until SIGTERM or SIGINT.

    Raises DatabaseError if another program runs on the database, BadConfigError if Telegram refuses
    the token. Any other error is logged without its words and ends the program with exit code 1.
    """
    logs.begin(as_json=config.log.format == "json")
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.note_lost_task)
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ending.set)
    try:
        with config.database.archive().instance_lock(now()):
            async with opened(config, office, now) as app:
                await until_ended(app, config, ending)
    except TelegramUnauthorizedError as error:
        raise BadConfigError("check-token-refused") from error
    except FORESEEN:
        raise
    except Exception as error:  # outermost: Python would print its words
        log.critical("the program failed", exc_info=error)
        raise SystemExit(1) from None


async def until_ended(
    app: App, config: Config, ending: asyncio.Event, *, watching: bool = True
) -> None:
    """Runs an opened program until `ending` is set, or a part of it fails (which is raised).

    `watching`: tell the office what is wrong with the program or its machine.
    """
    scheduler = schedule.scheduler_for(app, watching=watching)
    scheduler.start()
    updates = webhook.serve(app, config) if config.telegram.mode == "webhook" else polling.poll(app)
    tasks = [
        asyncio.create_task(updates, name="updates"),
        (pump := asyncio.create_task(schedule.pump(app, scheduler), name="pump")),
        asyncio.create_task(ending.wait(), name="ending"),
    ]
    menus = asyncio.create_task(_set_menus(app), name="menus")
    log.info("the mailbox is open")
    try:
        async with health.served(app, config.health.listen):
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    finally:
        scheduler.shutdown(wait=False)
        app.pump.ending = True  # what is on its way is noted, so that it is not sent again
        app.bell.set()
        await asyncio.wait([pump], timeout=GRACE)
        for task in (*tasks, menus):
            task.cancel()
        await asyncio.gather(*tasks, menus, return_exceptions=True)
        log.info("the mailbox is closed")


async def _set_menus(app: App) -> None:
    """Best effort: the next start sets them again."""
    with contextlib.suppress(TelegramAPIError, ClientDecodeError):
        await app.set_menus()


async def username(config: Config) -> str | None:
    """Returns the bot's username, None if Telegram cannot be reached now."""
    try:
        bot = make_bot(config)
    except BadConfigError:
        return None
    try:
        return (await bot.get_me()).username
    except TelegramAPIError:
        return None
    finally:
        await bot.session.close()
