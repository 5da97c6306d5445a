"""What a monitor asks on a local port: /healthz (200 or 503, and why) and Prometheus' /metrics."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.app import App
from mailroom import health
from mailroom.health import Health
from storage.database import ArchiveTrouble


def application(app: App) -> web.Application:
    """Returns the web application; it knows numbers and instants, nothing of anybody."""

    async def healthz(_request: web.Request) -> web.Response:
        try:
            found = await health.look(app.room)
        except ArchiveTrouble:
            return web.json_response({"ok": False, "faults": ["archive"]}, status=503)
        wrong = health.faults(found, app.room.now())
        return web.json_response({"ok": not wrong, "faults": wrong}, status=503 if wrong else 200)

    async def metrics(_request: web.Request) -> web.Response:
        try:
            found = await health.look(app.room)
        except ArchiveTrouble:
            return web.Response(status=503)
        text = await asyncio.to_thread(_exposed, app, found)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    made = web.Application()
    made.router.add_get("/healthz", healthz)
    made.router.add_get("/metrics", metrics)
    return made


def _exposed(app: App, found: Health) -> bytes:
    now, vitals, disk = app.room.now(), app.vitals, app.disk()
    registry = CollectorRegistry()

    def gauge(name: str, says: str, value: float) -> None:
        Gauge(f"mailbox_{name}", says, registry=registry).set(value)

    gauge("outbox_waiting", "messages that could go and have not", found.waiting)
    gauge("outbox_age_seconds", "how long the oldest waits", found.waited(now).total_seconds())
    gauge("outbox_failed", "messages that will never arrive", found.failed)
    gauge("letters_open", "letters not answered yet", found.open)
    gauge("letters_overdue", "open letters past their date", found.overdue)
    gauge("files_kept", "files of letters in the database", found.files)
    gauge("files_waiting", "files of letters not fetched yet", found.files_waiting)
    gauge("backup_failed", "whether the last backup failed", vitals.backup_failed)
    gauge("updates_total", "updates handled since the start", vitals.updates)
    if disk is not None:
        gauge("disk_free_bytes", "free on the database's disk", disk.free)
    for name, at in (
        ("started_at", vitals.started_at),
        ("last_sweep_at", found.swept_at),
        ("last_update_at", vitals.updated_at),
        ("last_backup_at", vitals.backed_up_at),
    ):
        if at is not None:
            gauge(f"{name}_seconds", "seconds since 1970", at.timestamp())
    return generate_latest(registry)


@asynccontextmanager
async def served(app: App, listen: str | None) -> AsyncIterator[None]:
    """Serves both on an address as "127.0.0.1:8090", for as long as the context lasts."""
    if listen is None:
        yield
        return
    host, _, port = listen.rpartition(":")
    runner = web.AppRunner(application(app), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, int(port)).start()
        yield
    finally:
        await runner.cleanup()
