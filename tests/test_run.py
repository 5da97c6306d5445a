"""`mailbox run` as a process: behind a webhook, asked by a monitor, and not twice at a time."""

import asyncio
import socket
import sys
from pathlib import Path

import aiohttp

from tests.processes import Processes, processes


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def test_a_letter_is_taken_through_the_webhook_and_the_program_ends_politely(
    tmp_path: Path,
) -> None:
    async with processes(tmp_path) as town:
        port = free_port()
        config = (tmp_path / "config.toml").read_text(encoding="utf-8")
        webhook = (
            'mode = "webhook"\n'
            f'webhook_url = "http://127.0.0.1:{port}/telegram"\n'
            'webhook_secret = "s3cret"\n'
            f'webhook_listen = "127.0.0.1:{port}"\n[database]'
        )
        text = config.replace("[database]", webhook)
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
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


async def test_a_monitor_is_answered_and_a_second_program_is_refused_naming_the_first(
    tmp_path: Path,
) -> None:
    async with processes(tmp_path) as town:
        port = free_port()
        file = tmp_path / "config.toml"
        text = file.read_text(encoding="utf-8")
        health = f'[health]\nlisten = "127.0.0.1:{port}"\n[database]'
        file.write_text(text.replace("[database]", health, 1), encoding="utf-8")
        await town.start_bot()
        assert town.bot is not None
        well = await until_answers(town, f"http://127.0.0.1:{port}/healthz")
        assert well == {"ok": True, "faults": []}
        async with town.http.get(f"http://127.0.0.1:{port}/metrics") as metrics:
            assert "mailbox_outbox_waiting 0.0" in await metrics.text()
        command = [sys.executable, "-m", "bot", "run", "--config", str(file)]
        second = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        _, said = await second.communicate()
        assert second.returncode == 2
        assert "Another program is using" in said.decode()
        assert f"(process {town.bot.pid})" in said.decode()
        assert await town.stop_bot() == 0


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
