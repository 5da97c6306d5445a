"""Fetches updates and confirms them only once they are kept.

aiogram's own polling confirms a batch before its handlers have finished (its issue 1397): a crash
loses it. Here a batch is fetched, handled (chats side by side, one chat in order), and only then
the next one is asked for, which is what confirms it.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import Update

from bot.app import App
from storage.database import ArchiveTrouble

log = logging.getLogger(__name__)

LONG_POLL = 25  # seconds Telegram may hold the question open
BATCH = 100
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
PAUSE, LONGEST_PAUSE = 1, 30  # seconds after trouble


@dataclass(frozen=True, slots=True)
class Polled:
    """What one question brought: how many updates, and from which id to ask next."""

    updates: int
    offset: int | None


async def poll_once(app: App, offset: int | None, timeout: int = LONG_POLL) -> Polled:  # noqa: ASYNC109 — Telegram's own parameter: how long it may hold the question
    """Fetches one batch and handles it; the next call's offset confirms it.

    Updates that could not be kept (and all after them) are not confirmed: Telegram sends them
    again. Raises aiogram's exceptions where Telegram cannot be asked.
    """
    updates = await app.bot.get_updates(
        offset=offset,
        limit=BATCH,
        timeout=timeout,
        allowed_updates=ALLOWED,
        request_timeout=timeout + 10,
    )
    if not updates:
        return Polled(0, offset)
    kept = await asyncio.gather(*(_in_order(app, chat) for chat in _by_chat(updates)))
    unkept = [update_id for update_id in kept if update_id is not None]
    return Polled(len(updates), min(unkept, default=updates[-1].update_id + 1))


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
            log.error("update %s could not be kept: %s", update.update_id, trouble)
            return update.update_id
    return None


async def poll(app: App) -> None:
    """Polls for ever; after trouble it pauses, longer each time, and asks again."""
    offset: int | None = None
    pause = PAUSE
    webhook_gone = False
    while True:
        before = offset
        try:
            if not webhook_gone:
                webhook_gone = await app.bot.delete_webhook(drop_pending_updates=False)
            polled = await poll_once(app, offset)
        except (TelegramNetworkError, TelegramServerError) as error:
            log.warning("Telegram does not answer (%s); asking again in %ss", error, pause)
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
