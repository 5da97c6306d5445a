"""Rough weather: strange characters, repeats, haste, and citizens who come and go."""

from pathlib import Path

import pytest
from aiogram.types import Update

from bot.app import App
from letters import commands as c
from letters.letter import PartRole, State, text_part
from simulator.people import Person
from simulator.town import town
from tests.engine import kept_as
from tests.handlers.talk import (
    FIRST,
    SECOND,
    acts,
    acts_of,
    all_letters,
    answered,
    assigned,
    letter,
    seen,
    sends,
    texts,
)

STRANGE = {
    "tags": "<b>&lt;</b> & <script>alert(1)</script> </blockquote>",
    "right to left": "\u200f\u0645\u0631\u062d\u0628\u0627\u202e abc \u200e",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🚰" * 20,
    "as long as can be": "长" * 4096,
    "long in emoji": "🚰" * 2048,
    "NUL": "路灯\x00坏了\x00",
    "markdown": "*a* _b_ [c](d) `e` { $number }",
    "lines": "一\n\n\n二\r\n三",
}


@pytest.mark.parametrize("what", STRANGE)
async def test_names_and_texts_of_any_kind_pass_unharmed(tmp_path: Path, what: str) -> None:
    words = STRANGE[what]
    async with town(tmp_path) as office:
        anna = office.citizen(f"<b>&{words[:40]}")
        said = await anna.says(words)
        sent = str(said.content["text"])
        await anna.presses("提交")
        assert await texts(office) == [kept_as(sent)]
        await anna.says("/letter 1")
        assert FIRST in anna.last.text
        await anna.says(words, reply_to=said)
        assert await texts(office, FIRST, PartRole.ADDITION) == [kept_as(sent)]
        await anna.says("/letters")
        assert FIRST in anna.buttons()
        await answered(office, sent)
        assert seen(anna, f"{FIRST} 的答复")


async def test_a_caption_with_tags_passes_unharmed(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.sends_photo("<b>&" * 200)
        await anna.presses("提交")
        assert await texts(office) == ["<b>&" * 200]


async def test_an_update_that_comes_twice_changes_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = App.handle

    async def twice(app: App, update: Update) -> None:
        await once(app, update)
        await once(app, update)

    monkeypatch.setattr(App, "handle", twice)
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        said = await anna.says("路灯坏了")
        await anna.sends_photo("看")
        await anna.presses("提交")
        await anna.says("人民路", reply_to=said)
        await anna.presses("补充")
        await anna.says("5号")
        await anna.presses("写完了")
        await anna.edits(said, "路灯全坏了")
        await answered(office)
        await anna.presses("不满意")
        await anna.presses("申请二次办理")
        await anna.says("还是黑的")
        assert len(await all_letters(office, anna)) == 1
        events = await acts_of(office)
        assert [e for e in events if e in {"submitted", "added", "rated", "reopened"}] == [
            "submitted",
            "added",
            "added",
            "rated",
            "reopened",
        ]
        assert await texts(office, role=PartRole.LETTER) == ["路灯坏了", "看", "路灯全坏了"]
        assert sum("来信已收到" in text for text in anna.sees()) == 1


async def test_two_messages_within_a_second_are_both_kept(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        office.world.on_act = None
        receipt = anna.last
        await anna.says("人民路", reply_to=receipt)
        await anna.says("5号", reply_to=receipt)
        await office.settle()
        assert await texts(office, FIRST, PartRole.ADDITION) == ["人民路", "5号"]


async def test_what_comes_between_the_preview_and_the_press_is_sent_too(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        office.world.on_act = None
        await anna.says("在人民路")
        await anna.presses("提交")
        await office.settle()
        assert await texts(office) == ["路灯坏了", "在人民路"]
        assert await all_letters(office, anna) == [await letter(office)]


async def test_a_citizen_who_blocks_and_returns_gets_what_waited(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.blocks()
        await answered(office, "已换好新灯")
        assert not seen(anna, "已换好新灯")
        assert (await letter(office)).state is State.ANSWERED
        await anna.unblocks()
        assert seen(anna, "已换好新灯")
        assert sum("已换好新灯" in text for text in anna.sees()) == 1


async def test_pressing_start_brings_back_what_waited_too(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.blocks()
        await answered(office, "已换好新灯")
        await anna.starts()
        assert seen(anna, "已换好新灯")


async def test_two_citizens_at_once_have_each_their_own_letter(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        office.world.on_act = None
        people = [office.citizen(f"市民{number}") for number in range(5)]
        for person in people:
            await person.says(f"{person.name}的路灯")
        await office.settle()
        for person in people:
            await person.presses("提交")
        await office.settle()
        for person in people:
            (sent,) = await all_letters(office, person)
            assert await texts(office, sent.number) == [f"{person.name}的路灯"]
            assert sent.number in person.last.text


async def test_an_album_sent_as_a_reply_goes_to_its_letter_whole(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.presses("补充")
        await anna.sends_album(3, "看")
        assert await texts(office, FIRST, PartRole.ADDITION) == ["看", "", ""]
        assert sum("已补充到" in text for text in anna.sees()) == 1


async def test_an_answered_letter_that_is_replied_to_takes_nothing_while_another_is_written(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office)
        answer = next(anna.newest())
        await anna.says("/new")
        await anna.says("停水了")
        await anna.says("谢谢", reply_to=answer)
        assert seen(anna, "这条没有收下")
        await anna.presses("提交")
        assert await texts(office, SECOND) == ["停水了"]


async def test_the_citizens_buttons_stand_only_under_the_letters_newest_message(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await assigned(office)
        assert bearing(anna) == 1
        await answered(office)
        assert bearing(anna) == 1


async def test_no_buttons_are_left_under_a_letter_that_has_ended(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna, ben = office.citizen("Anna"), office.citizen("Ben")
        await sends(anna)
        await sends(ben)
        await acts(office, c.Refuse(text_part("不属本市")))
        assert bearing(anna) == 0
        await ben.presses("撤回")
        await ben.presses("是，撤回")
        assert bearing(ben) == 0


def bearing(person: Person) -> int:
    """How many messages on the screen bear buttons."""
    return sum(1 for message in person.screen() if message.buttons)
