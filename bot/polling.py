"""Fetches updates and confirms them only once they are kept.

aiogram's own polling confirms a batch before its handlers have finished (its issue 1397): a crash
loses it. Here a batch is fetched, handled (chats side by side, one chat in order), and only then
the next one is asked for, which is what confirms it.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramConflictError,
    TelegramRetryAfter,
)
from aiogram.types import Update

from bot.app import App
from handlers.telegram.troubles import UNANSWERED
from storage.database import ArchiveTrouble

log = logging.getLogger(__name__)

POLLING_LOCK = "updates"
"""Held by the one program that asks Telegram for updates."""
LONG_POLL = 25  # seconds Telegram may hold the question open
BATCH = 100
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
PAUSE, LONGEST_PAUSE = 1, 30  # seconds after trouble


@dataclass(frozen=True, slots=True)
class Polled:
    """What one request brought: the number of updates, and the id to ask from next."""

    updates: int
    offset: int | None


async def poll_once(app: App, offset: int | None, timeout: int = LONG_POLL) -> Polled:  # noqa: ASYNC109 — Telegram's own parameter: how long it may hold the question
    """Fetches one batch and handles it; the next call's offset confirms it.

    Updates that could not be kept (and all after them) are not confirmed: Telegram sends them
    again. Raises aiogram's exceptions if Telegram cannot be reached.
    """
    try:
        updates = await _fetch(app, offset, BATCH, timeout)
    except ClientDecodeError as error:
        if not isinstance(error.data, dict):
            raise  # no answer of Telegram's
        return await _past_the_unreadable(app, offset)
    if not updates:
        return Polled(0, offset)
    kept = await asyncio.gather(*(_in_order(app, chat) for chat in _by_chat(updates)))
    unkept = [update_id for update_id in kept if update_id is not None]
    return Polled(len(updates), min(unkept, default=updates[-1].update_id + 1))


async def _fetch(app: App, offset: int | None, most: int, seconds: int) -> list[Update]:
    return await app.bot.get_updates(
        offset=offset,
        limit=most,
        timeout=seconds,
        allowed_updates=ALLOWED,
        request_timeout=seconds + 10,
    )


async def _past_the_unreadable(app: App, offset: int | None) -> Polled:
    """Handles the first update by itself; leaves it out where it still cannot be read.

    Telegram may speak of what is newer than this program, and all others would wait behind it.
    """
    try:
        updates = await _fetch(app, offset, 1, 0)
    except ClientDecodeError as error:
        if not isinstance(error.data, dict):
            raise
        found = error.data["result"][0]["update_id"]
        log.error("malformed update %s: %s", found, type(error.original).__name__)
        return Polled(1, found + 1)
    unkept = await _in_order(app, updates)
    return Polled(len(updates), updates[-1].update_id + 1 if unkept is None else unkept)


def _by_chat(updates: Sequence[Update]) -> list[list[Update]]:
    chats: defaultdict[int, list[Update]] = defaultdict(list)
    for update in updates:
        chats[chat_of(update)].append(update)
    return list(chats.values())


def chat_of(update: Update) -> int:
    """Returns the chat an update belongs to; within one chat, order is kept."""
    if (message := update.message or update.edited_message) is not None:
        return message.chat.id
    if update.callback_query is not None and update.callback_query.message is not None:
        return update.callback_query.message.chat.id
    return update.my_chat_member.chat.id if update.my_chat_member is not None else 0


async def _in_order(app: App, updates: Sequence[Update]) -> int | None:
    """Handles one chat's updates; returns the id of the first that could not be kept."""
    for update in updates:
        try:
            await app.handle(update)
        except ArchiveTrouble as trouble:
            log.error(
                "update %s in chat %s could not be kept: %s",
                update.update_id,
                chat_of(update),
                trouble,
            )
            return update.update_id
    return None


async def poll(app: App) -> None:
    """Polls for ever, as the only program on this database: the others stand by.

    A lock that was lost (the database went away) is acquired again.
    """
    while True:
        try:
            async with app.room.database.lock(POLLING_LOCK) as lock:
                log.info("polling lock acquired; this program asks Telegram for updates")
                await _poll_while(app, lock.held)
        except ArchiveTrouble as trouble:
            log.error("the polling lock cannot be acquired: %s", trouble)
            await asyncio.sleep(PAUSE)


async def _poll_while(app: App, held: Callable[[], Awaitable[bool]]) -> None:
    """Polls as long as the lock is held; after trouble it backs off, longer each time."""
    offset: int | None = None
    pause = PAUSE
    webhook_gone = False
    while await held():
        before = offset
        try:
            if not webhook_gone:
                webhook_gone = await app.bot.delete_webhook(drop_pending_updates=False)
            polled = await poll_once(app, offset)
        except UNANSWERED as error:
            name = type(error).__name__  # its text may hold an update's words
            log.warning("Telegram does not answer (%s); asking again in %ss", name, pause)
        except TelegramRetryAfter as error:
            pause = error.retry_after
            log.warning("Telegram asks us to wait %ss", pause)
        except TelegramConflictError:
            log.error("another program polls with this token; stop it, or this one")
        else:
            offset = polled.offset
            if not polled.updates or offset != before:
                pause = PAUSE
                continue
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
