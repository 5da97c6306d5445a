"""The citizen's commands: /letters, /letter, /language, /help and more."""

from pathlib import Path

import pytest

from simulator.menus import commands_shown
from simulator.town import town
from tests.handlers.talk import (
    FIRST,
    SECOND,
    all_letters,
    answered,
    letter,
    parts,
    previews,
    seen,
    sends,
    texts,
)
from views import help as menus


async def test_letters_lists_the_newest_first_and_turns_its_pages(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        for number in range(7):
            await anna.says("/new")
            await sends(anna, f"第{number}件事")
        await anna.says("/letters")
        assert "第 1 页，共 2 页" in anna.last.text
        assert anna.buttons()[0] == "SZ-2026-000007"
        assert "第6件事" in anna.last.text
        await anna.presses("较早的")
        assert anna.buttons()[:2] == [SECOND, FIRST]
        await anna.presses(FIRST)
        assert "第0件事" in anna.last.text
        assert "待审查" in anna.last.text


async def test_letters_without_any_says_how_to_begin(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("/letters")
        assert "还没有写过信" in anna.last.text


async def test_letter_forgives_how_code_and_number_are_typed(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        code = (await letter(office)).query_code
        sloppy = code.replace("0", "o").replace("1", "l")
        wide = "".join(chr(ord(ch) + 0xFEE0) for ch in code)
        spaced = f"{code[:5]} {code[5:]}"
        typed = [code, code.lower(), sloppy, sloppy.upper(), wide, spaced]
        for words in [*typed, FIRST, FIRST.lower(), "sz 2026 1", "SZ—2026—000001", "1"]:
            await anna.says(f"/letter {words}")
            assert code in anna.last.text, words
            assert FIRST in anna.last.text


async def test_a_strangers_letter_is_answered_like_one_that_there_is_not(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna, mallory = office.citizen("Anna"), office.citizen("Mallory")
        await sends(anna)
        code = (await letter(office)).query_code
        await mallory.says("/letter AAAAAAAAAA")
        unknown = mallory.last.text
        for words in (code, FIRST, "1", "路灯", "💥", "x" * 4000):
            await mallory.says(f"/letter {words}")
            assert mallory.last.text == unknown
        told = await mallory.forges("l:my-open:1:1:", mallory.last)
        assert told.answer is not None
        assert FIRST not in told.answer.text
        for do in ("my-add", "my-withdraw-yes", "my-answer", "my-reopen"):
            await mallory.forges(f"l:{do}:1:1:", mallory.last)
        answers = [m.text for m in mallory.screen() if m.sender is not mallory.user]
        assert not any(FIRST in text for text in answers)
        assert (await letter(office)).is_open


async def test_letter_without_a_code_lists_the_letters(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.says("/letter")
        assert FIRST in anna.buttons()


async def test_an_english_client_is_spoken_to_in_english(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        ben = office.citizen("Ben", "en-GB")
        await ben.starts()
        assert "Hello" in ben.last.text
        await ben.says("A lamp is broken")
        await ben.presses("Submit")
        assert "Your letter has arrived" in ben.last.text
        await answered(office)
        assert "The answer to" in ben.last.text
        assert "Satisfied" in ben.buttons()


async def test_any_other_client_is_spoken_to_in_chinese(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        marie = office.citizen("Marie", "fr")
        await marie.starts()
        assert "您好" in marie.last.text


async def test_the_language_chosen_stays(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("/language")
        assert anna.buttons() == ["中文", "English"]
        await anna.presses("English")
        await anna.says("A lamp is broken")
        await anna.presses("Submit")
        await answered(office)
        assert "The answer to" in anna.last.text
        await anna.says("/language")
        await anna.presses("中文")
        await anna.says("/letters")
        assert "我的来信" in anna.last.text


async def test_new_begins_a_letter_without_asking_where_it_belongs(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.says("/new")
        await anna.says("停水了")
        assert previews(anna) == 1
        await anna.presses("提交")
        assert await texts(office, SECOND) == ["停水了"]


async def test_new_in_the_midst_of_writing_shows_what_there_is(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("停水了")
        await anna.says("/new")
        assert seen(anna, "还没有寄出")
        assert "停水了" in anna.last.text
        assert previews(anna) == 1


async def test_cancel_discards_what_was_being_written(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("停水了")
        await anna.says("/cancel")
        assert "草稿已丢弃" in anna.last.text
        assert previews(anna) == 0
        await anna.says("/cancel")
        assert "没有什么可取消" in anna.last.text
        assert await all_letters(office, anna) == []


async def test_cancel_ends_adding_and_keeps_what_was_added(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.presses("补充")
        await anna.says("人民路")
        await anna.says("/cancel")
        assert "已经发出的补充仍然有效" in anna.last.text
        await anna.says("另一件事")
        assert len(await parts(office)) == 2


async def test_cancelling_an_addition_brings_the_letter_being_written_back_into_sight(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.says("/new")
        await anna.says("停水了")
        await anna.presses("补充")
        await anna.says("/cancel")
        assert seen(anna, "没有丢")
        assert "停水了" in anna.last.text
        await anna.presses("提交")
        assert await texts(office, SECOND) == ["停水了"]


async def test_privacy_says_what_is_kept_and_how_it_is_deleted(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("/privacy")
        for words in ("名字", "附件", "公开", "归档", "删除"):
            assert words in anna.last.text


async def test_help_lists_what_each_role_can_do(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("/help")
        assert "/new" in anna.last.text
        assert "/open" not in anna.last.text
        assert "/mine" not in anna.last.text
        zhao = office.world.person("赵工", user_id=office.people.zhao.user_id)
        await zhao.says("/help")
        assert "/mine" in zhao.last.text
        assert "/open" not in zhao.last.text
        clerk = office.world.person("李科员", user_id=office.clerk.user_id)
        await clerk.says("/help")
        assert "/open" in clerk.last.text


async def test_id_tells_the_numbers_the_configuration_needs(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("/id")
        assert str(anna.user_id) in anna.last.text
        await office.clerk.says("/id")
        assert str(office.office.chat.id) in office.clerk.last.text


@pytest.mark.parametrize("command", ["/nonsense", "/nonsense@mayors_mailbox_bot now", "/overdue"])
async def test_a_command_that_is_not_a_citizens_is_answered_and_makes_no_letter(
    tmp_path: Path, command: str
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.starts()
        before = anna.last
        await anna.says(command)
        assert anna.last is not before
        assert anna.last.sender is not anna.user
        assert previews(anna) == 0


async def test_a_sentence_that_begins_with_a_slash_is_no_command(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("/路灯坏了")
        assert previews(anna) == 1


async def test_the_menu_names_every_command_in_the_clients_language(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await office.app.set_menus()
        for language, described in (("zh-hans", "我的来信"), ("en", "My letters")):
            anna = office.citizen("Anna", language)
            await anna.starts()
            bot = anna.chat.bot
            assert bot is not None
            shown = {
                c["command"]: c["description"] for c in commands_shown(bot, anna.chat, anna.user)
            }
            assert tuple(shown) == menus.CITIZEN
            assert shown["letters"] == described
