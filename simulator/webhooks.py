"""Updates sent to a bot's webhook, each again until it is answered with 2xx.

Those of one chat go in order, those of different chats side by side, as Telegram does.

An answer may itself be a call (`{"method": "sendMessage", …}`); it is carried out, unanswered.
"""

import asyncio
import contextlib
import json
from typing import Any

import aiohttp

from simulator.api import answer
from simulator.call import Call
from simulator.chats import Bot, Webhook
from simulator.telegram import Telegram
from simulator.updates import Update

FIRST_PAUSE = 0.05  # seconds before an update is sent again; doubled each time
LONGEST_PAUSE = 5.0
SIDE_BY_SIDE = 40  # as setWebhook has it where max_connections is not given
_PATIENCE = aiohttp.ClientTimeout(total=60)


class Webhooks:
    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._tasks: dict[Bot, asyncio.Task[None]] = {}

    def serve(self, bot: Bot) -> None:
        """Begin to send a bot its updates, unless that is under way."""
        task = self._tasks.get(bot)
        if bot.webhook is not None and (task is None or task.done()):
            self._tasks[bot] = asyncio.create_task(self._send_all(bot))

    async def stop(self) -> None:
        """Stop sending."""
        for task in self._tasks.values():
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _send_all(self, bot: Bot) -> None:
        arrived = asyncio.Event()
        bot.queue.listeners.add(arrived.set)
        pause = FIRST_PAUSE
        try:
            async with aiohttp.ClientSession(timeout=_PATIENCE) as http:
                while (hook := bot.webhook) is not None:
                    waiting = bot.queue.take(limit=SIDE_BY_SIDE)
                    if not waiting:
                        arrived.clear()
                        await arrived.wait()
                    elif (unkept := await self._send_some(http, bot, hook, waiting)) is None:
                        bot.queue.take(waiting[-1].update_id + 1, 1)
                        pause = FIRST_PAUSE
                    else:
                        bot.queue.take(unkept, 1)
                        await asyncio.sleep(pause)
                        pause = min(LONGEST_PAUSE, pause * 2)
        finally:
            bot.queue.listeners.discard(arrived.set)

    async def _send_some(
        self, http: aiohttp.ClientSession, bot: Bot, hook: Webhook, waiting: list[Update]
    ) -> int | None:
        """Return the first update that was not answered with 2xx, None when all were."""
        chats: dict[Any, list[Update]] = {}
        for update in waiting:
            chats.setdefault(_chat_of(update), []).append(update)

        async def one_after_the_other(updates: list[Update]) -> int | None:
            for update in updates:
                if not await self._send(http, bot, hook, update):
                    return update.update_id
            return None

        unkept = await asyncio.gather(*(one_after_the_other(some) for some in chats.values()))
        return min((one for one in unkept if one is not None), default=None)

    async def _send(
        self, http: aiohttp.ClientSession, bot: Bot, hook: Webhook, update: Update
    ) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        now = self._telegram.clock.timestamp()
        try:
            async with http.post(hook.url, json=update.body(), headers=headers) as response:
                if not 200 <= response.status < 300:
                    words = f"Wrong response from the webhook: {response.status} {response.reason}"
                    bot.webhook_error = (now, words)
                    return False
                self._carry_out(bot, await _call_in(response))
        except (aiohttp.ClientError, TimeoutError):
            bot.webhook_error = (now, "Connection refused")
            return False
        return True

    def _carry_out(self, bot: Bot, params: dict[str, Any]) -> None:
        method = params.pop("method", None)
        if isinstance(method, str):
            answer(self._telegram, bot.token, Call(method, params))


def _chat_of(update: Update) -> Any:
    content = update.content
    return content.get("message", content).get("chat", {}).get("id")


async def _call_in(response: aiohttp.ClientResponse) -> dict[str, Any]:
    """Return the call a webhook answered with, empty if it answered nothing of the kind."""
    if response.content_type == "application/json":
        with contextlib.suppress(json.JSONDecodeError):
            given = await response.json()
            return given if isinstance(given, dict) else {}
    if response.content_type == "multipart/form-data":  # aiogram answers so
        parts = aiohttp.MultipartReader.from_response(response)
        params = {}
        while (part := await parts.next()) is not None:
            if isinstance(part, aiohttp.BodyPartReader) and part.name and not part.filename:
                params[part.name] = await part.text()
        return params
    return {}
