"""The pump: what is owed arrives, in order, within the rate limits, whatever Telegram does."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.polling import poll_once
from letters import commands as c
from letters.letter import text_part
from letters.people import Actor, Role
from mailroom.perform import perform
from mailroom.pump import LANES
from simulator.faults import Trouble
from simulator.people import Person
from simulator.town import CLERK, OFFICE, Town, town
from storage import outbox

ROADS = Actor(Role.OFFICER, 3, "roads")
CLERK_ACTS = Actor(Role.CLERK, CLERK)


async def sends(anna: Person, words: str) -> None:
    """Anna writes and sends a letter."""
    await anna.says(words)
    await anna.presses("提交")


async def outcomes(office: Town) -> dict[str, int]:
    """How many rows of the outbox ended in which way."""
    async with office.app.room.database.reading() as connection:
        rows = await connection.all("outbox_counts")
    return {row["outcome"]: row["messages"] for row in rows}


def arrivals(office: Town) -> list[str]:
    """The register numbers of the new letters shown to the office, in their order."""
    heads = [text.split("\n")[0] for text in office.office.texts() if "新来信" in text]
    return [head.split()[2] for head in heads]


async def queued(office: Town, chat: int, payload: dict[str, object]) -> None:
    """A dialog's message waits to be sent to a chat."""
    async with office.app.room.database.transaction() as transaction:
        await outbox.put(
            transaction,
            key=f"test:{chat}",
            chat=chat,
            letter=None,
            revision=None,
            recipient=outbox.PROMPT,
            notice=outbox.PROMPT,
            payload=payload,
            at=office.world.clock.now(),
        )


async def answered(office: Town, letter: int) -> None:
    """The letter goes all the way to its answer."""
    room = office.app.room
    await perform(room, letter, c.Assign("roads"), CLERK_ACTS)
    await perform(room, letter, c.Draft((text_part("已修好,谢谢您。"),)), ROADS)
    await perform(room, letter, c.Approve(), CLERK_ACTS)
    await office.settle()


async def test_sixty_letters_in_a_burst_all_reach_the_office_in_order(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        began = office.world.clock.now()
        office.world.on_act = None
        people = [office.citizen(f"市民{number}") for number in range(60)]
        for person in people:
            await person.starts()
            await person.says("路灯坏了")
        await office.settle()
        for person in people:
            await person.presses("提交")
        await office.settle()
        assert arrivals(office) == [f"SZ-2026-{number:06d}" for number in range(1, 61)]
        took = office.world.clock.now() - began
        assert timedelta(minutes=2) <= took <= timedelta(minutes=4)  # 20 a minute in a group
        receipts = [person.sees()[-1].split("\n")[1] for person in people]
        assert sorted(receipts) == [f"编号：SZ-2026-{number:06d}" for number in range(1, 61)]


async def test_a_busy_telegram_is_waited_for_as_long_as_it_asks(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        office.world.faults.next(
            Trouble.TOO_MANY_REQUESTS, 1, method="sendMessage", chat_id=OFFICE, retry_after=40
        )
        began = office.world.clock.now()
        await sends(anna, "路灯坏了")
        assert arrivals(office) == ["SZ-2026-000001"]
        assert office.world.clock.now() - began >= timedelta(seconds=40)


async def test_errors_cut_connections_and_silence_are_tried_again_until_it_works(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        for trouble in (Trouble.SERVER_ERROR, Trouble.CUT_BEFORE, Trouble.SILENCE):
            office.world.faults.next(trouble, 2, method="sendMessage", chat_id=OFFICE)
        await sends(anna, "路灯坏了")
        assert arrivals(office) == ["SZ-2026-000001"]


async def test_after_an_hour_without_telegram_what_waited_goes_within_half_a_minute(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna, hour = office.citizen("Anna"), timedelta(hours=1)
        office.world.faults.next(
            Trouble.SERVER_ERROR, None, method="sendMessage", chat_id=OFFICE, lasting=hour
        )
        began = office.world.clock.now()
        await sends(anna, "路灯坏了")
        assert arrivals(office) == ["SZ-2026-000001"]
        assert hour <= office.world.clock.now() - began <= hour + timedelta(seconds=30)


async def test_cut_after_acceptance_a_message_may_come_twice_with_the_same_number(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        office.world.faults.next(Trouble.CUT_AFTER, 1, method="sendMessage", chat_id=OFFICE)
        await sends(anna, "路灯坏了")
        assert arrivals(office) == ["SZ-2026-000001", "SZ-2026-000001"]


async def test_an_answer_to_a_citizen_who_blocked_the_bot_is_noted_and_the_office_told(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        await anna.blocks()
        await answered(office, 1)
        assert [t for t in office.office.texts() if t.startswith("⚠️")] != []
        async with office.app.room.database.reading() as connection:
            row = await connection.one("letter_by_id", id=1)
        assert row is not None
        assert row["undeliverable_on"] == "2026-03-02"
        tries = office.world.calls["sendMessage"]
        await office.passes(timedelta(hours=3))
        assert office.world.calls["sendMessage"] == tries  # never tried again


async def test_a_group_that_became_a_supergroup_keeps_getting_its_cards(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        office.world.on_act = None
        new = await office.parks.migrate()
        office.world.on_act = office.settle
        room = office.app.room
        await perform(room, 1, c.Assign("parks"), CLERK_ACTS)
        await office.settle()
        assert [t.split("\n")[0] for t in office.parks.texts() if "SZ-2026-000001" in t] != []
        async with room.database.reading() as connection:
            moved = await connection.all("chats_moved")
        assert [row["new_chat"] for row in moved] == [new]


async def test_a_department_that_threw_the_bot_out_is_reported_to_the_office(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        await office.roads.kick(next(iter(office.world.known.bots.values())))
        await perform(office.app.room, 1, c.Assign("roads"), CLERK_ACTS)
        await office.settle()
        assert any("市政道路处" in t for t in office.office.texts() if t.startswith("⚠️"))


async def test_an_answer_longer_than_a_message_arrives_whole_and_in_order(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        room = office.app.room
        await perform(room, 1, c.Assign("roads"), CLERK_ACTS)
        long = "".join(f"第{n}点:已经修好。\n" for n in range(900))
        await perform(room, 1, c.Draft((text_part(long),)), ROADS)
        before = len(anna.sees())
        await perform(room, 1, c.Approve(), CLERK_ACTS)
        await office.settle()
        got = "\n".join(anna.sees()[before:])
        places = [got.index(f"第{n}点:") for n in range(900)]
        assert places == sorted(places)


async def test_a_fault_between_the_pieces_of_a_long_answer_repeats_no_piece(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        room = office.app.room
        await perform(room, 1, c.Assign("roads"), CLERK_ACTS)
        long = "".join(f"第{n}点:已经修好。\n" for n in range(900))
        await perform(room, 1, c.Draft((text_part(long),)), ROADS)
        await perform(room, 1, c.Approve(), CLERK_ACTS)
        before = len(anna.sees())
        office.next_at = await office.app.pump.run()  # the first piece; the chat must rest a second
        office.world.faults.next(
            Trouble.SERVER_ERROR, 1, method="sendMessage", chat_id=anna.user_id
        )
        await office.settle()
        got = "\n".join(anna.sees()[before:])
        assert [got.count(f"第{n}点:") for n in range(900)] == [1] * 900
        assert (await outcomes(office)).get("waiting") is None


async def test_a_message_that_cannot_be_made_holds_up_nothing_and_is_given_up_in_the_end(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await queued(office, OFFICE, {})
        office.world.faults.next(Trouble.SERVER_ERROR, 1, method="sendMessage", chat_id=OFFICE)
        await sends(anna, "路灯坏了")
        assert arrivals(office) == ["SZ-2026-000001"]
        assert (await outcomes(office))["waiting"] == 1
        await office.passes(timedelta(days=3, hours=1))
        assert (await outcomes(office)).get("waiting") is None
        assert (await outcomes(office))["failed"] == 1


async def test_those_another_program_is_delivering_to_hide_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path) as office, AsyncExitStack() as other_program:
        people = [office.citizen(f"市民{number}") for number in range(LANES + 1)]
        for person in people:
            person.chat.opened = True
            await queued(office, person.user_id, {"text": "停水通知", "markup": None})
        for person in people[:-1]:
            lock = office.app.room.database.lock(f"deliver:{person.user_id}", wait=False)
            assert (await other_program.enter_async_context(lock)).acquired
        await office.app.pump.run()
        assert [person.sees() for person in people[:-1]] == [[]] * LANES
        assert people[-1].sees() == ["停水通知"]


async def test_a_message_that_takes_long_to_go_holds_up_no_other_chat(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        office.world.on_act = None
        anna, ben = office.citizen("Anna"), office.citizen("Ben")
        for person in (anna, ben):
            await person.starts()
        await office.settle()
        office.world.move(timedelta(seconds=5))
        on_its_way, may_arrive = asyncio.Event(), asyncio.Event()
        bens: asyncio.Queue[None] = asyncio.Queue()

        async def slow(
            make_request: NextRequestMiddlewareType[TelegramType],
            bot: Bot,
            method: TelegramMethod[TelegramType],
        ) -> Response[TelegramType]:
            to = getattr(method, "chat_id", None)
            if to == anna.user_id:
                on_its_way.set()
                await may_arrive.wait()
            came = await make_request(bot, method)
            if to == ben.user_id:
                bens.put_nowait(None)
            return came

        office.app.bot.session.middleware(slow)
        await anna.says("路灯坏了")
        await poll_once(office.app, office.offset, timeout=0)
        delivering = asyncio.create_task(office.app.pump.run())
        async with asyncio.timeout(10):
            await on_its_way.wait()
            # the bell rings for a preview, and it goes
            await ben.says("停水了")
            office.offset = (await poll_once(office.app, office.offset, timeout=0)).offset
            await bens.get()
            # nothing rings for what was put off, but its time comes
            office.world.faults.next(Trouble.SERVER_ERROR, 1, chat_id=ben.user_id)
            await ben.says("还没来水")
            office.world.move(timedelta(seconds=5))
            while bens.empty():
                await poll_once(office.app, office.offset, timeout=0)
                office.world.move(timedelta(minutes=5))
        assert not delivering.done()
        shown = len(anna.sees())
        may_arrive.set()
        await delivering
        assert len(anna.sees()) == shown + 1
