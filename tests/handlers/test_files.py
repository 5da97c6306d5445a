"""Files of letters are kept: each once, whatever becomes of them at Telegram, until erased."""

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.attachments import MOST, safe_name
from letters.letter import Part, PartKind
from mailroom.health import look
from simulator.chats import Message
from simulator.faults import Trouble
from simulator.media import StoredFile
from simulator.people import Person
from simulator.pictures import sample_picture
from simulator.town import Town, town
from tests.bot.typed import example, mailbox
from tests.engine import intruder, on_server
from tests.handlers.talk import FIRST, SECOND, answered, assigned, parts, seen, sends
from tests.storage.test_verify import verified

PDF = b"%PDF-1.4 " + b"receipt " * 1000


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path) as found:
        yield found


async def writes(person: Person, words: str = "路灯坏了") -> None:
    """A letter with a picture and a paper."""
    await person.says(words)
    await person.sends_photo("现场")
    await person.sends_document("发票.pdf", PDF)
    await person.presses("提交")


def files_in(office: Town, message: Message) -> list[StoredFile]:
    """The file a message brings, as Telegram holds it."""
    content: Any = message.content
    found = [content[kind] for kind in ("photo", "document") if kind in content]
    ids = [(one[-1] if isinstance(one, list) else one)["file_id"] for one in found]
    return [file for file in map(office.world.files.by_id, ids) if file is not None]


async def kept(office: Town) -> int:
    """How many files are kept."""
    return (await look(office.app.room)).files


async def test_a_letters_files_are_kept_once_it_is_sent_and_the_same_file_once(
    office: Town,
) -> None:
    anna = office.citizen("Anna")
    await anna.says("路灯坏了")
    await anna.sends_document("发票.pdf", PDF)
    assert await office.app.collect_files() == 0  # perhaps it is never sent
    await anna.presses("提交")
    assert await office.app.collect_files() == 1
    await writes(office.citizen("Ben"))
    assert await office.app.collect_files() == 2
    assert await kept(office) == 2
    assert (await verified(office.app.room.database)).faults == {}


async def test_trouble_with_telegram_only_delays_it(office: Town) -> None:
    await writes(office.citizen("Anna"))
    office.world.faults.next(Trouble.SERVER_ERROR, 1, method="getFile")
    office.world.faults.next(Trouble.TOO_MANY_REQUESTS, 1, method="getFile", retry_after=90)
    assert await office.app.collect_files() == 0
    assert await office.app.collect_files() == 0  # not before its time
    await office.passes(timedelta(seconds=60))
    assert await office.app.collect_files() == 1
    await office.passes(timedelta(seconds=60))
    assert await office.app.collect_files() == 1


async def test_what_is_larger_than_is_kept_stays_with_telegram_and_says_so(
    office: Town, tmp_path: Path
) -> None:
    await sends(office.citizen("Anna"))
    await assigned(office)
    zhao = office.people.zhao
    await zhao.presses("答复")
    await zhao.sends_document("方案.pdf", claimed_size=40 * 2**20, reply_to=zhao.last)
    await zhao.presses("提交")
    assert await office.app.collect_files() == 0
    assert [k.not_kept for k in await parts(office) if k.part.file] == ["too_large"]
    await office.clerk.says(f"/letter {FIRST}")
    await office.clerk.presses("全程")
    assert seen(office.clerk, "（只在 Telegram 上）")
    config = tmp_path / "config.toml"
    config.write_text(example(tmp_path), encoding="utf-8")
    arguments = ("files", FIRST, "--out", str(tmp_path / "out"), "--config", str(config))
    said = (await asyncio.to_thread(mailbox, *arguments)).output
    assert "方案.pdf: larger than is kept; it is with Telegram only" in said
    await writes(office.citizen("Ben"))
    await office.app.collect_files()
    await asyncio.to_thread(mailbox, "files", SECOND, *arguments[2:])
    assert (tmp_path / "out" / f"{SECOND}-02-发票.pdf").read_bytes() == PDF


async def test_staff_get_a_file_even_where_telegram_knows_it_no_more(office: Town) -> None:
    await writes(office.citizen("Anna"))
    await office.app.collect_files()
    office.world.files.forget_all()  # as after moving to another bot: ids are a bot's own
    await office.clerk.says(f"/letter {FIRST}")
    await office.clerk.presses("附件")
    shown = [file for message in office.clerk.screen() for file in files_in(office, message)]
    assert [file.data for file in shown] == [sample_picture(), PDF]
    assert shown[-1].name == "发票.pdf"


async def test_a_citizen_takes_their_files_along(office: Town) -> None:
    anna = office.citizen("Anna")
    await writes(anna)
    await writes(office.citizen("Ben"))
    await office.app.collect_files()
    await anna.says("/export_me")
    (sent,) = files_in(office, anna.last)
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        assert archive.namelist() == [
            "my-letters.json",
            f"{FIRST}-01-photo.jpg",
            f"{FIRST}-02-发票.pdf",
        ]
        assert archive.read(f"{FIRST}-02-发票.pdf") == PDF
        assert len(json.loads(archive.read("my-letters.json"))["letters"]) == 1


async def test_erasing_a_letter_erases_its_files_but_not_anothers_same_file(
    office: Town,
) -> None:
    anna = office.citizen("Anna")
    await writes(anna)
    await sends(office.citizen("Ben"))
    await anna.says("/new")
    await anna.sends_document("另一封.pdf", PDF)
    await anna.presses("提交")
    await office.app.collect_files()
    assert await kept(office) == 2
    await answered(office)
    await office.passes(timedelta(days=130))
    await anna.says("/delete_me")
    await anna.presses("确定删除")
    assert await kept(office) == 1  # the second letter is not answered yet
    assert (await verified(office.app.room.database)).faults == {}


async def test_a_letter_erased_while_its_file_was_on_its_way_keeps_nothing(office: Town) -> None:
    await writes(office.citizen("Anna"))
    async with office.app.room.database.transaction() as transaction:
        await transaction.execute(
            "UPDATE parts SET file = NULL, fetch_at = NULL WHERE file_name IS NOT NULL"
        )
    assert await office.app.collect_files() == 1
    assert await kept(office) == 1


async def test_a_changed_file_and_a_missing_one_are_named(office: Town, tmp_path: Path) -> None:
    await writes(office.citizen("Anna"))
    await office.app.collect_files()
    with intruder(tmp_path) as raw:
        other = r"'\x00'" if on_server() else "x'00'"
        raw.execute(f"UPDATE files SET content = {other} WHERE size = {len(PDF)}")  # noqa: S608 — a number
        raw.execute(f"DELETE FROM files WHERE size <> {len(PDF)}")  # noqa: S608 — a number
    found = await verified(office.app.room.database)
    assert set(found.faults) == {"verify-file-missing", "verify-file-altered"}


async def test_programs_are_not_taken(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says("路灯坏了")
    for name in ("setup.EXE", "photo.jpg\u202e.scr", "a.pdf.js"):
        await anna.sends_document(name)
        assert seen(anna, "文件是程序，没有收下")
    await anna.presses("提交")
    assert [k.part.text for k in await parts(office)] == ["路灯坏了"]


@given(st.text(max_size=300))
def test_a_files_name_is_safe_on_any_disk(name: str) -> None:
    made = safe_name(Part(PartKind.DOCUMENT, file="x", file_name=name))
    assert 0 < len(made) <= MOST
    assert not set(made) & set('/\\:*?"<>|\x00\n\u202e')
    assert made not in {".", ".."}
    assert not made.startswith(".")
    assert made == safe_name(Part(PartKind.DOCUMENT, file="x", file_name=made))
