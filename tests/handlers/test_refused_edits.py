"""An edit that Telegram refuses is no silence; one it has no time for is made good later."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from letters.letter import State
from simulator.chats import Message
from simulator.faults import Trouble
from simulator.people import Person
from simulator.town import Town, town
from tests.handlers.talk import FIRST, assigned, letter, sends


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office with ten letters."""
    async with town(tmp_path) as found:
        for n in range(10):
            await sends(found.citizen(f"Anna {n}"), f"路灯坏了，第{n}盏")
        yield found


async def gone(person: Person, label: str) -> tuple[Message, str]:
    """A message with a button, deleted while somebody is about to press it; and what it says."""
    message, button = person.find_button(label, None)
    assert message is not None
    assert button.data is not None
    await person.deletes(message)
    return message, button.data


async def test_a_menu_in_place_of_a_deleted_message_is_shown_below(office: Town) -> None:
    message, data = await gone(office.clerk, "不予受理")
    await office.clerk.forges(data, message)
    assert office.clerk.last.text == "请选择："
    assert len(office.clerk.last.buttons) > 3
    assert (await letter(office, "SZ-2026-000010")).state is State.RECEIVED


async def test_a_page_of_a_list_in_place_of_a_deleted_message_is_shown_below(office: Town) -> None:
    await office.clerk.says("/open")
    message, data = await gone(office.clerk, "下一页")
    await office.clerk.forges(data, message)
    assert FIRST in office.clerk.last.text
    assert "‹ 上一页" in [b.text for b in office.clerk.last.buttons]


async def test_a_card_that_cannot_be_changed_any_more_is_sent_once_more(office: Town) -> None:
    await assigned(office)
    zhao = office.people.zhao
    message, data = await gone(zhao, "签收")
    await zhao.forges(data, message)
    assert (await letter(office)).state is State.IN_PROGRESS
    card = zhao.last
    assert FIRST in card.text
    assert "签收" not in "".join(b.text for b in card.buttons)


@pytest.mark.parametrize("trouble", [Trouble.TOO_MANY_REQUESTS, Trouble.SERVER_ERROR])
async def test_a_menu_telegram_had_no_time_for_comes_later_in_its_place(
    office: Town, trouble: Trouble
) -> None:
    message, _ = office.clerk.find_button("不予受理", None)
    assert message is not None
    messages = len(office.clerk.screen())
    office.world.faults.next(trouble, 1, method="editMessageReplyMarkup", retry_after=7)
    await office.clerk.presses("不予受理", message)
    await office.passes(timedelta(seconds=30))
    assert "返回" in "".join(b.text for b in message.buttons)
    assert len(office.clerk.screen()) == messages


async def test_what_follows_a_change_that_waits_does_not_overtake_it(office: Town) -> None:
    await office.clerk.says("/open")
    message = office.clerk.last
    first_page = message.text
    office.world.faults.next(
        Trouble.TOO_MANY_REQUESTS, 1, method="editMessageText", retry_after=400
    )
    data = next(b.data for b in message.buttons if "下一页" in b.text)
    await office.clerk.forges(data or "", message)
    assert message.text == first_page
    await office.clerk.forges((data or "").replace(":1", ":0"), message)
    await office.passes(timedelta(minutes=10))
    assert message.text == first_page
    assert "下一页 ›" in [b.text for b in message.buttons]
