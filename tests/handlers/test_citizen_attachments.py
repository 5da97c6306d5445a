"""What can be sent besides text, what cannot, and how much."""

from pathlib import Path

import pytest

from letters.letter import PartKind, PartRole
from mailroom.writing import MOST_PARTS
from simulator.people import Person
from simulator.town import town
from tests.handlers.talk import FIRST, all_letters, parts, previews, seen


async def test_an_album_is_kept_whole_with_its_caption_and_one_preview(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.sends_album(4, "路灯坏了")
        assert previews(anna) == 1
        assert "附件 4 件" in anna.last.text
        await anna.presses("提交")
        kept = await parts(office)
        assert [k.part.kind for k in kept] == [PartKind.PHOTO] * 4
        assert [k.part.text for k in kept] == ["路灯坏了", "", "", ""]


async def test_an_album_without_words_is_a_letter_too(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.sends_album(2)
        await anna.presses("提交")
        assert len(await parts(office)) == 2
        await anna.says("/letters")
        assert "没有文字" in anna.last.text


async def test_whatever_telegram_carries_becomes_part_of_the_letter(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.sends_photo("看这里")
        await anna.sends_document("证明.pdf")
        await anna.sends_voice()
        await anna.sends_video("晚上拍的")
        await anna.sends_audio()
        await anna.sends_video_note()
        await anna.sends_animation()
        await anna.sends_location()
        await anna.sends_contact()
        await anna.sends_sticker()
        await anna.presses("提交")
        assert [k.part.kind for k in await parts(office)] == [
            PartKind.PHOTO,
            PartKind.DOCUMENT,
            PartKind.VOICE,
            PartKind.VIDEO,
            PartKind.AUDIO,
            PartKind.VIDEO_NOTE,
            PartKind.ANIMATION,
            PartKind.LOCATION,
            PartKind.CONTACT,
            PartKind.STICKER,
        ]


SENT_ALONE = {
    "photo": Person.sends_photo,
    "document": Person.sends_document,
    "voice": Person.sends_voice,
    "video": Person.sends_video,
    "location": Person.sends_location,
    "contact": Person.sends_contact,
}


@pytest.mark.parametrize("kind", SENT_ALONE)
async def test_a_single_thing_without_words_can_be_a_letter(tmp_path: Path, kind: str) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await SENT_ALONE[kind](anna)  # type: ignore[operator]  # each takes no more than the person
        await anna.presses("提交")
        assert [k.part.kind for k in await parts(office)] == [kind]
        assert FIRST in anna.last.text


async def test_more_messages_than_a_letter_takes_are_refused_aloud(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        office.world.on_act = None
        for number in range(MOST_PARTS + 1):
            await anna.says(f"第{number}句")
        await office.settle()
        office.world.on_act = office.settle
        assert seen(anna, f"最多{MOST_PARTS}条")
        await anna.presses("提交")
        assert len(await parts(office, role=PartRole.LETTER)) == MOST_PARTS


async def test_a_poll_is_answered_with_what_can_be_sent(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.sends_poll()
        assert "可以发" in anna.last.text
        assert await all_letters(office, anna) == []


async def test_a_sticker_alone_begins_no_letter_and_is_answered(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.sends_sticker()
        assert "请用文字" in anna.last.text
        assert previews(anna) == 0
