"""`mailbox run` as a process: behind a webhook, asked by a monitor, and not twice at a time."""

import asyncio
import contextlib
import re
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from benchmarks.programs import free_port
from storage import backups
from storage.backups import Backup
from storage.database import Database
from storage.engines import database_at
from storage.verify import Verified, verify
from tests.engine import on_server, url_in
from tests.processes import Processes, processes

NIGHT = datetime(2026, 3, 3, 18, 30, tzinfo=UTC)


async def test_a_letter_is_taken_through_the_webhook_and_the_program_ends_politely(
    tmp_path: Path,
) -> None:
    async with processes(tmp_path) as town:
        port = free_port()
        config = town.config.read_text(encoding="utf-8")
        webhook = (
            'mode = "webhook"\n'
            f'webhook_url = "http://127.0.0.1:{port}/telegram"\n'
            'webhook_secret = "s3cret"\n'
            f'webhook_listen = "127.0.0.1:{port}"\n[database]'
        )
        text = config.replace("[database]", webhook)
        town.config.write_text(text, encoding="utf-8")
        await town.control("person", id=7, name="Anna")
        await town.control("person", id=2, name="李科员")
        await town.control("group", id=-1001, title="信箱办公室", people=[2])
        await town.control("says", person=7, text="路灯坏了")  # before the program is there
        await town.start_bot()
        await until_says(town, "请看一遍")
        await town.control("presses", person=7, button="提交")
        await until_says(town, "来信已收到")
        calls = (await town.control("stats"))["calls"]
        assert "getUpdates" not in {name for name, times in calls.items() if times}
        assert await town.stop_bot() == 0


async def until_says(town: Processes, words: str) -> None:
    """Waits until the bot has said something to Anna."""
    while True:
        chat = await town.control("messages", person=7)
        if any(words in str(message.get("text")) for message in chat["messages"]):
            return
        await asyncio.sleep(0.05)


async def test_a_monitor_is_answered_a_second_refused_and_in_a_burst_it_is_backed_up_and_ends(
    tmp_path: Path,
) -> None:
    async with processes(tmp_path) as town:
        port = free_port()
        file = town.config
        text = file.read_text(encoding="utf-8")
        health = f'[health]\nlisten = "127.0.0.1:{port}"\n[database]'
        file.write_text(text.replace("[database]", health, 1), encoding="utf-8")
        await town.start_bot()
        assert town.bot is not None
        well = await until_answers(town, f"http://127.0.0.1:{port}/healthz")
        assert well == {"ok": True, "faults": []}
        async with town.http.get(f"http://127.0.0.1:{port}/metrics") as metrics:
            assert "mailbox_outbox_waiting 0.0" in await metrics.text()
        if not on_server():
            await refused_while_another_runs(file, town.bot.pid)
        burst = asyncio.create_task(everybody_writes(town, 30))
        backup = await backed_up_in_its_midst(tmp_path)
        while await letters_of(town, port) <= backup.manifest.letters:
            await asyncio.sleep(0.05)
        began = time.monotonic()
        assert await town.stop_bot() == 0
        assert time.monotonic() - began < 10
        burst.cancel()
        await backups.restore(backup.path, archive(tmp_path, "restored.db"), NIGHT)
        restored, left = [
            await verified(archive(tmp_path, name)) for name in ("restored.db", "mailbox.db")
        ]
        assert (restored.faults, left.faults) == ({}, {})
        assert 0 < restored.letters < left.letters


async def refused_while_another_runs(config: Path, first: int) -> None:
    """A second program ends with a sentence that names the first."""
    command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
    second = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    _, said = await second.communicate()
    assert second.returncode == 2
    assert "Another program is using" in said.decode()
    assert f"(process {first})" in said.decode()


async def everybody_writes(town: Processes, citizens: int) -> None:
    """Citizens write letters, one after the other, for ever."""
    for person in range(100, 100 + citizens):
        await town.control("person", id=person, name=f"市民{person}")
        await town.control("says", person=person, text="路灯坏了")
    while True:
        for person in range(100, 100 + citizens):
            with contextlib.suppress(AssertionError):  # there is no button, or no longer
                await town.control("presses", person=person, button="提交")
            await town.control("says", person=person, text="又坏了")


async def letters_of(town: Processes, port: int) -> int:
    """How many letters there are now, as a monitor is told."""
    async with town.http.get(f"http://127.0.0.1:{port}/metrics") as metrics:
        found = re.search(r"^mailbox_letters_open (\S+)", await metrics.text(), re.M)
    assert found is not None
    return int(float(found[1]))


async def backed_up_in_its_midst(folder: Path) -> Backup:
    """A backup written, by a program of its own, while letters go on coming."""
    while True:
        made = await backups.write(archive(folder), folder / "kept", NIGHT)
        if made.manifest.letters:
            return made
        await asyncio.sleep(0.1)


def archive(folder: Path, name: str = "mailbox.db") -> Database:
    return database_at(url_in(folder, name), str(folder / "mailbox.key"))


async def verified(database: Database) -> Verified:
    async with database, database.snapshot() as connection:
        return await verify(connection, lambda _count: None)


async def until_answers(town: Processes, url: str) -> object:
    """Waits until the sweep has run and the monitor is told that all is well."""
    while True:
        try:
            async with town.http.get(url) as response:
                if response.status == 200:
                    return await response.json()
        except aiohttp.ClientConnectorError:
            pass  # not open yet
        await asyncio.sleep(0.1)
