"""An office with 150 departments, long names and as many topics: every menu fits, by its pages."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from letters import commands as c
from letters.letter import Kind, State
from simulator.chats import Message
from simulator.people import Person
from simulator.town import Town, town, town_config
from tests.handlers.talk import acts, letter, sends
from views.page import MOST_BUTTONS, MOST_BYTES

MANY = 150
LONG = "某某区人民政府某某街道办事处城市管理和综合行政执法与市政公用设施维护"


def code(place: int) -> str:
    return f"district-{place:03}"


def name(place: int) -> str:
    return f"{LONG}第{place}所"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office with very many more departments and topics, and a letter."""
    config = town_config(tmp_path)
    facts = config.model_dump(mode="python")
    facts["department"] += [{"code": code(n), "name": name(n)} for n in range(MANY)]
    facts["topic"] = [{"code": code(n), "name": f"关于{name(n)}"} for n in range(MANY)]
    async with town(tmp_path, config.model_validate(facts, strict=False)) as found:
        await sends(found.citizen("Anna"), "建设路的路灯坏了")
        yield found


def fits(message: Message) -> bool:
    """Whether Telegram takes the keyboard under a message."""
    asked = json.dumps(message.markup, ensure_ascii=False).encode()
    data = [(button.data or "").encode() for button in message.buttons]
    few = len(message.buttons) <= MOST_BUTTONS
    return few and len(asked) <= MOST_BYTES and all(len(d) <= 64 for d in data)


async def turns_to(person: Person, label: str, on: Message) -> None:
    """Turns the menu's pages until something is on it."""
    for _ in range(MANY):
        assert fits(on)
        if any(button.text == label for button in on.buttons):
            return
        await person.presses("›", on)
    raise AssertionError(f"{label} is on no page")


async def test_a_lead_and_co_handlers_are_chosen_from_any_page_and_kept_while_it_is_turned(
    office: Town,
) -> None:
    clerk = office.clerk
    card = clerk.last
    await clerk.presses("受理转办", card)
    await turns_to(clerk, name(140), card)
    await clerk.presses(name(140), card)
    for place in (3, 77, 149):
        await turns_to(clerk, f"＋ 协办：{name(place)}", card)
        await clerk.presses(f"＋ 协办：{name(place)}", card)
        assert f"✓ 协办：{name(place)}" in clerk.buttons(card)
    await clerk.presses(f"✓ 协办：{name(149)}", card)
    await clerk.presses("✅ 转办给", card)
    found = await letter(office)
    assert (found.state, found.lead) == (State.ASSIGNED, code(140))
    assert found.co_handlers == (code(3), code(77))


async def test_somebody_elses_choice_of_co_handlers_assigns_nothing_that_is_not_shown(
    office: Town,
) -> None:
    clerk, chief, card = office.clerk, office.chief, office.clerk.last
    await clerk.presses("受理转办", card)
    await clerk.presses("★ 市政道路处", card)
    await clerk.presses("＋ 协办：供水公司", card)
    assert "已经过时" in str(await chief.presses("✅ 转办给", card))
    assert (await letter(office)).state is State.RECEIVED
    await clerk.presses("✅ 转办给", card)
    assert (await letter(office)).co_handlers == ("water",)


async def test_a_letter_is_passed_on_again_from_any_page(office: Town) -> None:
    await acts(office, c.Assign("roads"))
    clerk, card = office.clerk, office.clerk.last
    await office.clerk.says("/letter SZ-2026-000001")
    card = clerk.last
    await clerk.presses("改派", card)
    await turns_to(clerk, name(100), card)
    await clerk.presses(name(100), card)
    await clerk.presses("✅ 转办给", card)
    assert (await letter(office)).lead == code(100)


async def test_a_report_may_be_about_any_of_many_departments(office: Town) -> None:
    clerk, card = office.clerk, office.clerk.last
    await clerk.presses("更改类别", card)
    await clerk.presses("举报", card)
    await turns_to(clerk, f"举报 {name(120)}", card)
    await clerk.presses(f"举报 {name(120)}", card)
    found = await letter(office)
    assert (found.kind, found.about) == (Kind.REPORT, code(120))


async def test_one_of_many_topics_is_chosen(office: Town) -> None:
    clerk, card = office.clerk, office.clerk.last
    await clerk.presses("主题", card)
    await turns_to(clerk, f"关于{name(149)}", card)
    await clerk.presses(f"关于{name(149)}", card)
    assert (await letter(office)).topic == code(149)


async def test_the_page_before_can_be_turned_to_and_the_menu_left(office: Town) -> None:
    clerk, card = office.clerk, office.clerk.last
    shown = clerk.buttons(card)
    await clerk.presses("受理转办", card)
    first = clerk.buttons(card)
    await clerk.presses("›", card)
    assert clerk.buttons(card) != first
    await clerk.presses("‹", card)
    assert clerk.buttons(card) == first
    await clerk.presses("‹ 返回", card)
    assert clerk.buttons(card) == shown
