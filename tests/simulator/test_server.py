"""An unmodified aiogram bot against the simulator over real HTTP on loopback."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiogram import Bot as ApiBot
from aiogram import Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile, InputMediaDocument, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from simulator.chats import Bot
from simulator.faults import Trouble
from simulator.people import Person
from simulator.server import Server
from simulator.world import World

from .conftest import TOKEN

SECRET = "open-sesame"


@pytest.fixture
async def server(world: World, bot: Bot) -> AsyncIterator[Server]:
    async with Server(world) as running:
        yield running


@asynccontextmanager
async def client(server: Server, patience: float = 5) -> AsyncIterator[ApiBot]:
    api = TelegramAPIServer.from_base(server.url)
    bot = ApiBot(TOKEN, session=AiohttpSession(api=api, timeout=patience))
    try:
        yield bot
    finally:
        await bot.session.close()


@pytest.fixture
async def api(server: Server) -> AsyncIterator[ApiBot]:
    async with client(server) as bot:
        yield bot


async def until(world: World, happened: Callable[[], bool]) -> None:
    """Wait until something visible made this true, or fail after five seconds."""
    changed = asyncio.Event()
    end = world.subscribe(lambda _event: changed.set())
    try:
        async with asyncio.timeout(5):
            while not happened():
                changed.clear()
                await changed.wait()
    finally:
        end()


def echo() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(F.document)
    async def paper(message: Message, bot: ApiBot) -> None:
        assert message.document is not None
        data = await bot.download(message.document)
        assert data is not None
        await message.answer_document(BufferedInputFile(data.read()[::-1], "back.txt"))

    @dispatcher.message()
    async def text(message: Message) -> None:
        await message.reply(f"<b>{message.text}</b>", parse_mode="HTML")

    return dispatcher


async def test_aiograms_own_dispatcher_polls_answers_and_moves_files(
    world: World, server: Server, api: ApiBot, bot: Bot, anna: Person
) -> None:
    dispatcher = echo()
    polling = asyncio.create_task(
        dispatcher.start_polling(api, handle_signals=False, polling_timeout=1)
    )
    await anna.says("您好")
    await until(world, lambda: anna.sees() == ["您好", "您好"])
    await anna.sends_document("a.txt", b"abc")
    await until(world, lambda: anna.last.sender.is_bot)
    sent = world.files.by_id(anna.last.content["document"]["file_id"])
    assert sent is not None
    assert (sent.name, sent.data) == ("back.txt", b"cba")
    await dispatcher.stop_polling()
    await polling
    assert world.pending(bot) == 0


async def test_an_album_of_uploads_comes_over_multipart(api: ApiBot, anna: Person) -> None:
    await anna.starts()
    media: list[Any] = [
        InputMediaDocument(media=BufferedInputFile(text.encode(), f"{text}.txt"), caption=text)
        for text in ("甲", "乙")
    ]
    sent = await api.send_media_group(anna.user_id, media)
    assert [m.document.file_name for m in sent if m.document] == ["甲.txt", "乙.txt"]
    assert anna.sees() == ["/start", "甲", "乙"]


async def test_a_waiting_poller_is_woken_by_an_update(
    world: World, api: ApiBot, anna: Person
) -> None:
    waiting = asyncio.create_task(api.get_updates(timeout=5))
    await asyncio.wait({waiting}, timeout=0.05)
    assert not waiting.done()
    await anna.says("醒醒")
    assert [u.message.text for u in await waiting if u.message] == ["醒醒"]


async def test_the_earlier_of_two_pollers_is_sent_away(
    world: World, server: Server, api: ApiBot, anna: Person
) -> None:
    first = asyncio.create_task(api.get_updates(timeout=5))
    await asyncio.wait({first}, timeout=0.05)
    async with client(server) as other:
        second = asyncio.create_task(other.get_updates(timeout=5))
        with pytest.raises(TelegramConflictError) as refused:
            await first
        assert refused.value.message == (
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
        await anna.says("甲")
        assert len(await second) == 1


async def test_a_webhook_gets_each_update_until_it_says_yes(
    world: World, server: Server, api: ApiBot, bot: Bot, anna: Person
) -> None:
    seen: list[int] = []
    failures = iter((500, 404))

    @web.middleware
    async def sometimes_fails(request: web.Request, handler: Any) -> web.StreamResponse:
        seen.append((await request.json())["update_id"])
        status = next(failures, None)
        return web.Response(status=status) if status else await handler(request)

    app = web.Application(middlewares=[sometimes_fails])
    handler = SimpleRequestHandler(echo(), api, handle_in_background=False, secret_token=SECRET)
    handler.register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    await api.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook"):
        await api.get_updates()
    await anna.says("您好")
    await until(world, lambda: anna.sees() == ["您好", "您好"])
    assert len(seen) == 3
    assert len(set(seen)) == 1
    info = await api.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    await api.delete_webhook()
    await api.get_updates(offset=seen[0] + 1)
    assert world.pending(bot) == 0
    await runner.cleanup()


async def test_a_webhook_without_the_right_secret_is_refused_by_the_bot(
    world: World, server: Server, api: ApiBot, anna: Person
) -> None:
    for url, words in (
        ("http://example.org/hook", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://example.org:5000/hook", "Webhook can be set up only on ports 80, 88, 443"),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await api.set_webhook(url)


async def test_connections_break_and_stay_silent_when_asked(
    world: World, server: Server, anna: Person
) -> None:
    await anna.starts()
    async with client(server, patience=0.2) as api:
        world.faults.next(Trouble.CUT_BEFORE)
        with pytest.raises(TelegramNetworkError):
            await api.send_message(anna.user_id, "甲")
        assert anna.sees() == ["/start"]
        world.faults.next(Trouble.CUT_AFTER)
        with pytest.raises(TelegramNetworkError):
            await api.send_message(anna.user_id, "乙")
        assert anna.sees() == ["/start", "乙"]
        world.faults.next(Trouble.SILENCE)
        with pytest.raises(TelegramNetworkError, match="timeout"):
            await api.send_message(anna.user_id, "丙")
        world.faults.next(Trouble.SERVER_ERROR)
        with pytest.raises(TelegramServerError):
            await api.send_message(anna.user_id, "丙")
        world.faults.next(Trouble.SLOW, delay_ms=50)
        await api.send_message(anna.user_id, "丁")
        assert anna.sees() == ["/start", "乙", "丁"]


async def test_queries_forms_and_json_mean_the_same(server: Server, anna: Person) -> None:
    await anna.starts()
    fields: dict[str, Any] = {"chat_id": anna.user_id, "text": "甲"}
    url = f"{server.url}/bot{TOKEN}/sendMessage"
    async with aiohttp.ClientSession() as http:
        async with http.get(url, params={k: str(v) for k, v in fields.items()}) as answer:
            assert (await answer.json())["ok"]
        async with http.post(url, json=fields) as answer:
            assert (await answer.json())["ok"]
        async with http.post(url, data=fields) as answer:
            assert (await answer.json())["ok"]
        async with http.post(url, json=fields | {"text": ""}) as answer:
            assert await answer.json() == {
                "ok": False,
                "error_code": 400,
                "description": "Bad Request: message text is empty",
            }
        for elsewhere in (
            {"Host": "evil.example"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Origin": "http://127.0.0.1:1"},
        ):
            async with http.post(f"{server.url}/control/stats", headers=elsewhere) as answer:
                assert answer.status == 403
    assert anna.sees() == ["/start", "甲", "甲", "甲"]


async def test_a_simulator_in_its_own_process_is_steered_over_http() -> None:
    command = (sys.executable, "-m", "simulator", "--bot", TOKEN, "mailbox_bot", "--frozen-clock")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession(url) as http:

        async def control(verb: str, **body: Any) -> Any:
            async with http.post(f"/control/{verb}", json=body) as answer:
                return await answer.json()

        anna = (await control("person", name="Anna"))["id"]
        await control("starts", person=anna)
        said = await control("says", person=anna, text="路灯坏了")
        files = [{"name": "a.txt", "data": "YWJj"}, {"name": "b.txt", "data": "YWJj"}]
        await control("attaches", person=anna, files=files)
        await control("edits", person=anna, message=said["message_id"], text="路灯不亮")
        group = (await control("group", title="办公室", people=[anna]))["id"]
        assert (await control("migrate", chat=group))["id"] != group
        stats = await control("stats")
        assert stats["pending"] == 8
        await control("fault", trouble="server_error", method="getMe")
        async with http.get(f"/bot{TOKEN}/getMe") as answer:
            assert answer.status == 502
        moved = await control("clock", move_seconds=3600)
        assert moved["now"] > stats["now"]
        listed = (await control("messages", person=anna))["messages"]
        assert [m.get("text") for m in listed] == ["/start", "路灯不亮", None, None]
        wrong = await control("presses", person=anna, button="提交")
        assert wrong["error"].startswith("NotPossible: no button")
    process.terminate()
    await process.wait()
