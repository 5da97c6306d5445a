"""Buttons pressed twice, late, by a stranger, or made up: each is answered, none acts wrongly."""

from pathlib import Path

import pytest

from letters.letter import Kind
from simulator.town import town
from tests.handlers.talk import FIRST, all_letters, letter, sends, texts


async def test_pressing_submit_twice_registers_once_and_says_so(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        message, button = anna.find_button("提交", None)
        assert message is not None
        assert button.data is not None
        await anna.forges(button.data, message)
        again = await anna.forges(button.data, message)
        assert again.answer is not None
        assert "已经寄出" in again.answer.text
        assert FIRST in again.answer.text
        assert len(await all_letters(office, anna)) == 1


@pytest.mark.parametrize("do", ["kinds", "publish", "discard", "kind"])
async def test_a_button_of_a_preview_already_sent_changes_nothing(tmp_path: Path, do: str) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        told = await anna.forges(f"w:{do}:1:complaint", anna.last)
        assert told.answer is not None
        assert FIRST in told.answer.text
        assert (await letter(office)).kind is Kind.INQUIRY


async def test_submitting_a_discarded_letter_is_refused(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        await anna.presses("不写了")
        told = await anna.forges("w:send:1:", anna.last)
        assert told.answer is not None
        assert "已经发出或删除" in told.answer.text
        assert await all_letters(office, anna) == []


@pytest.mark.parametrize("do", ["send", "kinds", "publish", "discard", "restore", "new", "add"])
async def test_a_strangers_press_on_somebody_elses_letter_does_nothing(
    tmp_path: Path, do: str
) -> None:
    async with town(tmp_path) as office:
        anna, mallory = office.citizen("Anna"), office.citizen("Mallory")
        await anna.says("路灯坏了")
        await mallory.starts()
        told = await mallory.forges(f"w:{do}:1:1", mallory.last)
        assert told.answer is not None
        assert told.answer.text
        assert "路灯" not in told.answer.text
        assert await all_letters(office, anna) == await all_letters(office, mallory) == []
        await anna.presses("提交")
        assert await texts(office) == ["路灯坏了"]


async def test_what_is_forged_or_forgotten_is_answered(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        for data in ("rubbish", "w:what:1:", "w:send:x:", "l:my-rate:1:0:great", "s:language:xx"):
            press = await anna.forges(data, anna.last)
            assert press.answer is not None, data
        assert await all_letters(office, anna) == []
