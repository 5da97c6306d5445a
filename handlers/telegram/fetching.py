"""Fetches a file's content from Telegram."""

from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiohttp import ClientError

from handlers.telegram.troubles import translated
from mailroom.collecting import TooLarge
from mailroom.post import ChatMoved, NeverArrives, TryLater

TIMEOUT = 60  # seconds for a file
TOO_BIG = "file is too big"


def fetching(bot: Bot) -> Callable[[str], Awaitable[bytes]]:
    """Returns what fetches a file by its id. It raises TryLater, NeverArrives or TooLarge."""

    async def fetch(file_id: str) -> bytes:
        try:
            with translated():
                found = await bot.get_file(file_id, request_timeout=TIMEOUT)
            if found.file_path is None:
                raise TryLater("no place to fetch it from")
            got = await bot.download_file(found.file_path, timeout=TIMEOUT)
        except NeverArrives as failure:
            if TOO_BIG in str(failure):
                raise TooLarge from failure
            raise
        except (ClientError, TimeoutError, OSError, ChatMoved) as error:
            raise TryLater(type(error).__name__) from error
        return got.read() if got is not None else b""

    return fetch
