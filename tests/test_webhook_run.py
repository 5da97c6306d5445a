"""`mailbox run` behind a webhook: Telegram brings the updates, nothing is asked for."""

import asyncio
import socket
from pathlib import Path

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
