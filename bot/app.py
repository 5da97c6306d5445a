"""Where the objects meet: configuration, archive, bot, handlers, pump, sweeps, each made once.

Knows neither how updates arrive (bot/polling.py, bot/webhook.py) nor when sweeps run
(bot/schedule.py).
"""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import LinkPreviewOptions, Update

from bot import config as configuration
from bot.config import BadConfigError, Config
from bot.config_tables import Backup
from bot.session import Session
from bot.wire import loads
from handlers import all_routers
from handlers.telegram import command_menus as menus
from handlers.telegram.access import Access
from handlers.telegram.fetching import fetching
from handlers.telegram.post import AiogramPost
from handlers.telegram.speaking import Speaker
from letters.office import Office
from letters.procedure import known as procedures
from mailroom.board import tell_the_week
from mailroom.collecting import collect
from mailroom.health import Disk, Vitals, notice_standstill, raise_alarms
from mailroom.pump import Pump
from mailroom.rate_limit import Rates
from mailroom.rate_limiter import RateLimiter
from mailroom.recalculating import notice_changed_rules
from mailroom.regrouping import follow_configuration
from mailroom.room import Mailroom
from mailroom.sweeps import look_at_letters
from storage import backups
from storage.copying import ensure_whole
from storage.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """The running program's parts."""

    room: Mailroom
    bot: Bot
    dispatcher: Dispatcher
    pump: Pump
    bell: asyncio.Event
    backups: Backup
    vitals: Vitals

    async def handle(self, update: Update) -> None:
        """Handles one update to its end. Raises ArchiveTrouble if it could not be kept."""
        await self.dispatcher.feed_update(self.bot, update)
        self.vitals.updates += 1
        self.vitals.updated_at = self.room.now()

    def disk(self) -> Disk | None:
        """Returns how full the database's disk is, None if it is on another machine."""
        folder = self.room.database.disk
        if folder is None:
            return None
        usage = shutil.disk_usage(folder)
        return Disk(usage.free, usage.total)

    async def watch(self) -> None:
        """Tells the office what is wrong with the program or its machine, once a day."""
        await raise_alarms(self.room, self.vitals, self.disk())

    async def sweep(self) -> int:
        """Runs the sweep and the weekly notice; returns the number of letters looked at."""
        await notice_standstill(self.room, self.vitals)
        looked = await look_at_letters(self.room)
        await tell_the_week(self.room)
        return looked

    async def back_up(self) -> None:
        """Writes a backup, verifies it, and deletes the oldest. Raises BadBackupError."""
        if self.backups.folder is None:
            return
        folder = Path(self.backups.folder)
        self.vitals.backup_failed = True  # until it has not
        made = await backups.write(self.room.database, folder, self.room.now())
        self.vitals.backup_failed, self.vitals.backed_up_at = False, self.room.now()
        backups.rotate(folder, self.backups.keep)
        log.info("backup of %s letters written", made.manifest.letters)

    async def collect_files(self) -> int:
        """Fetches letters' files that only Telegram has so far; returns how many."""
        return await collect(self.room, fetching(self.bot))

    async def set_menus(self) -> None:
        """Tells Telegram which commands to show to whom, in which language."""
        await menus.set_all(self.bot, self.room)


def telegram_session(config: Config) -> Session:
    """Returns a session to the Bot API server of the configuration."""
    server = TelegramAPIServer.from_base(config.telegram.api_base)
    return Session(api=server, json_loads=loads)


def make_bot(config: Config, session: BaseSession | None = None) -> Bot:
    """Returns the aiogram bot: HTML everywhere, no link previews."""
    defaults = DefaultBotProperties(
        parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
    )
    token = configuration.token(config)
    bot = Bot(token, session=session or telegram_session(config), default=defaults)
    if config.telegram.paid_broadcasts:
        bot.session.middleware(_paid)
    return bot


async def _paid(
    make_request: NextRequestMiddlewareType[TelegramType],
    bot: Bot,
    method: TelegramMethod[TelegramType],
) -> Response[TelegramType]:
    """Pays for what exceeds the free rate limit, where a method can be paid for."""
    if "allow_paid_broadcast" in type(method).model_fields:
        method = method.model_copy(update={"allow_paid_broadcast": True})
    return await make_request(bot, method)


async def _all_configured(database: Database, office: Office) -> None:
    """Raises BadConfigError if open letters belong to something no longer configured."""
    known = {
        "mailbox": {m.code for m in office.mailboxes},
        "department": {d.code for d in office.departments},
    }
    async with database.reading() as connection:
        for what, code, count in (row.values() for row in await connection.all("codes_in_use")):
            if code not in known[what]:
                raise BadConfigError(f"config-{what}-in-use", code=code, letters=count)
        for code, count in (row.values() for row in await connection.all("procedures_in_use")):
            if code not in {procedure.code for procedure in procedures()}:
                raise BadConfigError("config-procedure-in-use", code=code, letters=count)


@asynccontextmanager
async def opened(
    config: Config,
    office: Office,
    now: Callable[[], datetime],
    session: BaseSession | None = None,
) -> AsyncIterator[App]:
    """Yields the program with its database open; closes all on the way out.

    `now` returns the present instant in UTC: the real one, or a story's. Raises BadConfigError,
    and DatabaseError or NewerDatabaseError if the database cannot be used.
    """
    bell = asyncio.Event()
    bot = make_bot(config, session)
    try:
        async with config.database.archive() as database:
            await ensure_whole(database)
            await _all_configured(database, office)
            room = Mailroom(database, office, now, bell.set)
            rates = config.telegram
            limits = Rates(rates.a_second, rates.chat_a_second, rates.group_a_minute)
            limiter = RateLimiter(database, limits)
            speaker = Speaker(bot, room, limiter)
            access = Access(room, speaker)
            dispatcher = Dispatcher(disable_fsm=True)  # open questions are in the database
            dispatcher.message.outer_middleware(access)
            dispatcher.edited_message.outer_middleware(access)
            dispatcher.callback_query.outer_middleware(access)
            dispatcher.my_chat_member.outer_middleware(access)
            dispatcher.include_routers(*all_routers(access))
            pump = Pump(room, AiogramPost(bot, room, speaker), limiter, bell)
            await notice_changed_rules(room)
            await follow_configuration(room)
            folder = config.backup.folder
            vitals = Vitals(now(), backs_up=folder is not None)
            if folder is not None and (there := backups.there(Path(folder))):
                vitals.backed_up_at = backups.taken_at(there[-1])
            yield App(room, bot, dispatcher, pump, bell, config.backup, vitals)
    finally:
        await bot.session.close()
