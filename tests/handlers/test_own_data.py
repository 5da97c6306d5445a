"""What is kept about a citizen: given to them, erased when asked or due; figures never change."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.config_tables import MailboxTable
from letters.period import year
from mailroom import privacy
from reports import as_json
from reports.order import Order, Report, make
from simulator.people import Person
from simulator.town import Town, town, town_config
from storage.copying import TABLES
from tests.handlers.talk import answered, letter, parts, seen, sends
from tests.storage.test_verify import verified
from texts import Words

TELEPHONE = "13800138000"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office, which keeps letters for a hundred days."""
    config = town_config(tmp_path)
    mailbox = MailboxTable(code="mayor", title="市长信箱", prefix="SZ", retention=100)
    async with town(tmp_path, config.model_copy(update={"mailbox": [mailbox]})) as found:
        yield found


@pytest.fixture
async def anna(office: Town) -> Person:
    """A citizen with one letter answered and one under way, and something not sent."""
    found = office.citizen("Anna Wang")
    await found.says(f"路灯坏了，电话 {TELEPHONE}")
    await found.sends_document("证明.pdf")
    await found.presses("提交")
    await answered(office)
    await office.passes(timedelta(days=10))
    await found.says("/new")
    await sends(found, "停水三天")
    await found.says("/new")
    await found.says("还没写完的话")
    return found


async def whole_database(office: Town) -> str:
    """Every text in every table, as somebody with the database would read them."""
    async with office.app.room.database.reading() as connection:
        tables = [await connection.fetch(f"SELECT * FROM {name}") for name in TABLES]  # noqa: S608
    return "\n".join(str(row) for rows in tables for row in rows)


async def figures(office: Town) -> str:
    room = office.app.room
    order = Order(Report.YEARLY, year(2026), room.office.local_date(room.now()))
    return as_json.written((await make(room.database, room.office, order, Words("zh"))).content)


def exported(office: Town, person: Person) -> dict[str, Any]:
    """The file the citizen was sent."""
    document: Any = person.last.content["document"]
    file = office.world.files.by_id(document["file_id"])
    assert file is not None
    found: dict[str, Any] = json.loads(file.data)
    return found


async def test_a_citizen_takes_along_what_they_wrote_and_were_answered_and_nothing_else(
    office: Town, anna: Person
) -> None:
    await sends(office.citizen("Ben"), "别人的事")
    await office.clerk.says("/letter SZ-2026-000001")
    await anna.says("/export_me")
    found = exported(office, anna)
    assert found["person"]["name"] == "Anna Wang"
    assert [one["number"] for one in found["letters"]] == ["SZ-2026-000001", "SZ-2026-000002"]
    texts = [part["text"] for part in found["letters"][0]["parts"]]
    assert texts == [f"路灯坏了，电话 {TELEPHONE}", "", "已修好"]
    assert found["not_sent"] == ["还没写完的话"]
    assert "别人的事" not in json.dumps(found, ensure_ascii=False)


async def test_deleting_asks_once_more_and_says_what_is_kept_and_until_when(
    office: Town, anna: Person
) -> None:
    await anna.says("/privacy")
    assert "市长信箱的来信办结后保存 100 天，到期自动删除内容、附件和名字。" in anna.last.text
    await anna.says("/delete_me")
    assert await parts(office)
    await anna.presses("确定删除")
    assert seen(anna, "SZ-2026-000001 按规定保存到 2026年6月20日")
    assert seen(anna, "SZ-2026-000002 正在办理")
    assert (await parts(office))[0].part.text.startswith("路灯坏了")
    await anna.says("/export_me")
    assert exported(office, anna)["not_sent"] == []


async def test_after_their_retention_letters_lose_their_words_and_keep_their_figures(
    office: Town, anna: Person, tmp_path: Path
) -> None:
    await answered(office, number="SZ-2026-000002")
    await office.passes(timedelta(days=10))  # archived
    await office.passes(timedelta(days=130))
    before = await figures(office)
    assert await privacy.expired(office.app.room) == {"mayor": ["SZ-2026-000001", "SZ-2026-000002"]}
    assert TELEPHONE in await whole_database(office)
    await anna.says("/delete_me")
    await anna.presses("确定删除")
    assert await privacy.erase_expired(office.app.room) == 0  # it was erased on request
    held = await whole_database(office)
    for word in (TELEPHONE, "路灯", "停水", "证明", "已修好", "还没写完"):
        assert word not in held
    assert await figures(office) == before
    assert (await verified(office.app.room.database)).faults == {}
    assert (await letter(office)).rating is None


async def test_the_sweep_erases_by_itself_and_names_go_with_the_last_letter(
    office: Town, anna: Person, tmp_path: Path
) -> None:
    await office.passes(timedelta(days=120))
    before = await figures(office)
    assert await privacy.erase_expired(office.app.room) == 1
    assert "Anna Wang" in await whole_database(office)  # her other letter is under way
    await answered(office, number="SZ-2026-000002")
    after = await figures(office)
    await office.passes(timedelta(days=10))
    await office.passes(timedelta(days=130))
    assert await privacy.erase_expired(office.app.room) == 1
    held = await whole_database(office)
    assert "Anna Wang" not in held
    assert TELEPHONE not in held
    assert before != after
    assert (await verified(office.app.room.database)).faults == {}


async def test_a_mailbox_without_retention_erases_only_when_asked(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        await answered(office)
        await anna.says("/privacy")
        assert "市长信箱的来信办结后归档保存，您要求时删除。" in anna.last.text
        await anna.says("/delete_me")
        await anna.presses("确定删除")
        assert seen(anna, "SZ-2026-000001 已答复，到 2026年3月9日（周一）为止还可以评价")
        await office.passes(timedelta(days=4000))
        assert await privacy.erase_expired(office.app.room) == 0
        await anna.says("/delete_me")
        await anna.presses("确定删除")
        assert [k.part.text for k in await parts(office)] == ["", ""]
