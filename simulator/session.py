"""An aiogram session that calls the pretend Telegram directly: same requests and errors, no wire.

The only module of the simulator that knows aiogram. A getUpdates never waits here.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from simulator.api import Answer, answer
from simulator.call import Call
from simulator.faults import Trouble
from simulator.media import Upload
from simulator.telegram import Telegram


class InProcess(BaseSession):
    """Use as `Bot(token, session=InProcess(world))`."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self.telegram = telegram
        self._answers: dict[str, type[object]] = {}

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature; nothing here waits
    ) -> TelegramType:
        """Return the method's result. Raises aiogram's exceptions for refusals and faults."""
        call = await self._call(bot, method)
        await asyncio.sleep(0)  # a real call lets other tasks run; so does this one
        given = answer(self.telegram, bot.token, call)
        if given.lost:
            raise TelegramNetworkError(method=method, message=_how_lost(given))
        fault = given.fault
        if fault is not None and fault.trouble is Trouble.SLOW and self.telegram.clock.running:
            await asyncio.sleep(fault.delay_ms / 1000)  # in the demo; a frozen world never waits
        content = given.page or json.dumps(given.body, ensure_ascii=False)
        if method.__api_method__ not in self._answers:
            # pydantic forgets a generic's parametrisation once nobody holds it, and makes it anew
            kept = Response[method.__returning__]  # type: ignore[name-defined]  # known at run time
            self._answers[method.__api_method__] = kept
        response = self.check_response(bot, method, given.status, content)
        return cast(TelegramType, response.result)

    async def _call(self, bot: Bot, method: TelegramMethod[Any]) -> Call:
        files: dict[str, InputFile] = {}
        params = {}
        for key, value in method.model_dump(warnings=False).items():
            prepared = self.prepare_value(value, bot=bot, files=files)
            if prepared:  # as aiogram's own session: what is empty is not sent
                params[key] = prepared
        uploads = {
            key: Upload(file.filename or key, b"".join([c async for c in file.read(bot)]))
            for key, file in files.items()
        }
        return Call(method.__api_method__, params, uploads)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 - aiogram's signature; nothing here waits
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """Yield a stored file's bytes. Raises FileNotFoundError when there is none."""
        file = self.telegram.files.by_path("/".join(url.rsplit("/", 2)[-2:]))
        if file is None:
            raise FileNotFoundError(url)
        for start in range(0, len(file.data), chunk_size):
            yield file.data[start : start + chunk_size]

    async def close(self) -> None:
        """Nothing is open."""


def _how_lost(given: Answer) -> str:
    if given.fault is not None and given.fault.trouble is Trouble.SILENCE:
        return "Request timeout error"
    return "ServerDisconnectedError: Server disconnected"
