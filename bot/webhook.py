"""Takes updates that Telegram brings, and answers 200 only once they are kept.

Anything but 2xx is delivered again. One chat stays in order: its updates wait for each other.
"""

import asyncio
import hmac
import logging

from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

from bot.app import App
from bot.config import Config
from bot.polling import ALLOWED, chat_of
from bot.wire import loads
from storage.database import ArchiveTrouble

log = logging.getLogger(__name__)
ENDS_WITHIN = 5.0  # seconds for requests under way; Telegram sends the rest again
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 — a header's name, not a secret


def application(app: App, path: str, secret: str) -> web.Application:
    """Returns the web application that takes Telegram's calls at `path`, with this secret only."""

    async def take(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, ""), secret):
            return web.Response(status=401)
        body = None
        try:
            body = loads(await request.text())
            update = Update.model_validate(body, context={"bot": app.bot})
        except (ValidationError, ValueError) as error:
            log.error("malformed update %s: %s", _id_of(body), type(error).__name__)
            return web.Response(status=200)  # otherwise Telegram would send it for ever
        try:
            async with app.room.database.lock(f"chat:{chat_of(update)}"):
                await app.handle(update)
        except ArchiveTrouble as trouble:
            log.error(
                "update %s in chat %s could not be kept: %s",
                update.update_id,
                chat_of(update),
                trouble,
            )
            return web.Response(status=503)
        return web.Response(status=200)

    found = web.Application()
    found.router.add_post(path, take)
    return found


def _id_of(body: object) -> int | None:
    """Returns the id of an update that could not be read, None where it has none."""
    found = body.get("update_id") if isinstance(body, dict) else None
    return found if isinstance(found, int) else None


async def serve(app: App, config: Config) -> None:
    """Listens, tells Telegram where, and serves for ever."""
    table = config.telegram
    host, _, port = table.webhook_listen.rpartition(":")
    url = table.webhook_url or ""
    secret = table.webhook_secret.get_secret_value()
    path = "/" + url.split("://", 1)[-1].partition("/")[2]
    handler = application(app, path, secret)
    runner = web.AppRunner(handler, access_log=None, shutdown_timeout=ENDS_WITHIN)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, int(port)).start()
        await app.bot.set_webhook(
            url, secret_token=secret, allowed_updates=ALLOWED, drop_pending_updates=False
        )
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
