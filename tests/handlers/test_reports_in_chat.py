"""/report and /figures as the office uses them: buttons, files, charts, the ledger, who may."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from letters import commands as c
from letters.period import year
from letters.workflow import NotAllowed
from reports import editions
from reports.order import Order, Report, make
from simulator.town import Town, town, town_config
from tests.handlers.talk import acts, acts_of, answered, letter, seen, sends
from texts import Words


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office with two letters, one of them answered."""
    config = town_config(tmp_path)
    topics = [
        {"code": "streets", "name": "道路交通", "keywords": ["路灯", "道路"]},
        {"code": "water", "name": "供水", "keywords": ["停水"]},
    ]
    config = config.model_validate(
        config.model_dump(mode="python") | {"topic": topics}, strict=False
    )
    async with town(tmp_path, config) as found:
        await sends(found.citizen("Anna"), "建设路的路灯坏了")
        await answered(found)
        await sends(found.citizen("Ben"), "家里停水三天")
        yield found


def files(office: Town) -> list[tuple[str, bytes]]:
    """The files in the office's group, by their names, in the order they came."""
    found = []
    for message in office.office.chat.shown():
        document: Any = message.content.get("document")
        if document:
            kept = office.world.files.by_id(document["file_id"])
            assert kept is not None
            found.append((kept.name, kept.data))
    return found


def pictures(office: Town) -> int:
    """How many pictures stand in the office's group."""
    return sum("photo" in message.content for message in office.office.chat.shown())


async def test_a_period_a_report_and_a_format_are_chosen_by_buttons(office: Town) -> None:
    clerk = office.clerk
    await clerk.says("/report")
    assert "回复率50.0%" in clerk.last.text
    assert clerk.buttons() == [
        "2026年3月",
        "2026年2月",
        "2026年第一季度",
        "2025年第四季度",
        "2025年",
        "📄 年度报告",
        "📄 通报",
        "📄 网站互动交流",
    ]
    await clerk.presses("📄 年度报告")
    assert clerk.buttons() == ["Word 文档", "Excel 表格", "网页", "CSV", "JSON", "‹ 返回"]
    for output in ("Word 文档", "Excel 表格", "网页", "CSV", "JSON"):
        await clerk.presses(output)
        await office.passes(timedelta(seconds=30))  # a group gets 20 messages a minute
    await clerk.presses("‹ 返回")
    await clerk.presses("📄 通报")
    await clerk.presses("CSV")
    assert [name for name, _ in files(office)] == [
        "yearly-2026.docx",
        "yearly-2026.xlsx",
        "yearly-2026.html",
        "yearly-2026.csv",
        "yearly-2026.json",
        "bulletin-2026.csv",
    ]
    content = dict(files(office))["yearly-2026.json"]
    assert json.loads(content)["rates"]["reply"] == {"part": 1, "whole": 2, "printed": "50.0"}
    assert pictures(office) == 6


async def test_another_period_is_a_press_away(office: Town) -> None:
    await office.clerk.says("/report")
    await office.clerk.presses("2025年第四季度")
    assert "共收到群众反映的各类问题0条" in office.clerk.last.text
    await office.clerk.presses("📄 通报")
    await office.clerk.presses("JSON")
    assert files(office)[-1][0] == "bulletin-2025Q4.json"


async def test_a_range_typed_is_reported_as_a_file_too(office: Town) -> None:
    await office.clerk.says("/report 2026-03-01 2026-03-31")
    await office.clerk.says("/report 2026-03-01 2026-03-20")
    await office.clerk.presses("📄 年度报告")
    await office.clerk.presses("CSV")
    assert files(office)[-1][0] == "yearly-2026-03-01_2026-03-20.csv"


async def test_the_chat_sends_what_was_published_and_what_would_differ(office: Town) -> None:
    room, words = office.app.room, Words("zh")
    order = Order(Report.YEARLY, year(2026), room.office.local_date(room.now()))
    made = await make(room.database, room.office, order, words)
    await editions.publish(room.database, made, who="王", at=room.now())
    await sends(office.citizen("Carl"), "公园的树倒了")
    await office.clerk.says("/report 2026")
    await office.clerk.presses("📄 年度报告")
    await office.clerk.presses("JSON")
    assert json.loads(files(office)[-1][1])["received"] == 2
    assert seen(office.clerk, "第 1 版，")
    assert seen(office.clerk, "收到：已发布 2，现为 3")


@pytest.mark.parametrize("who", ["zhao", "anna"])
async def test_reports_are_the_offices_alone(office: Town, who: str) -> None:
    person = office.people.zhao if who == "zhao" else office.citizen("Dora")
    for command in ("/report", "/figures", "/figures 2014 财政类 1"):
        await person.says(command)
        assert person.buttons() == [] or "📄 年度报告" not in person.buttons()
        assert "不由您来办" in person.last.text or "没有登记为工作人员" in person.last.text


async def test_a_press_of_somebody_else_is_refused_at_the_press(office: Town) -> None:
    await office.clerk.says("/report")
    data = next(b.data for b in office.clerk.last.buttons if "年度报告" in b.text)
    assert data is not None
    zhao = office.people.zhao
    await zhao.says("/help")
    for forged in (data, data.replace("kind", "file") + "json"):
        press = await zhao.forges(forged, zhao.last)
        assert press.answer is not None
        assert "不由您来办" in (press.answer.text or "")
    assert files(office) == []


async def test_the_ledger_is_seen_and_typed_in_by_name(office: Town) -> None:
    clerk = office.clerk
    await clerk.says("/figures 2014")
    assert "· 主动公开政府信息：0/9" in clerk.last.text
    await clerk.says("/figures 2014 财政类 102")
    assert "2014年“财政类”记为 102。" in clerk.last.text
    await clerk.says("/figures 2014 主动公开政府信息")
    assert "财政类：102 条" in clerk.last.text
    await clerk.says("/figures 2015 财政类")
    assert "财政类：（空） （上年 102）" in clerk.last.text
    await clerk.says("/figures 2014 财政类 很多")
    assert clerk.last.text.startswith("“很多”不是数字")
    await clerk.says("/figures 2014 月亮 1")
    assert clerk.last.text.startswith("台账里没有“月亮 1”")
    await clerk.says("/figures 2014 财政类 -")
    await clerk.says("/figures 2014 存在的主要问题及改进情况 人手不足，正在改进。")
    await clerk.says("/figures 2014")
    assert "文字：1/3" in clerk.last.text
    assert "主动公开政府信息：0/9" in clerk.last.text


async def test_sums_that_do_not_hold_are_said_at_once(office: Town) -> None:
    await office.clerk.says("/figures 2014 service-centre-accepted 5")
    await office.clerk.says("/figures 2014 service-centre-concluded 6")
    assert "⚠ 办结（6）不能多于受理（5）。" in office.clerk.last.text


async def test_a_letter_has_the_topic_its_words_suggest_and_a_clerk_changes_it(
    office: Town,
) -> None:
    assert (await letter(office)).topic == "streets"
    second = await letter(office, "SZ-2026-000002")
    assert second.topic == "water"
    await office.clerk.says("/letter SZ-2026-000002")
    assert seen(office.clerk, "主题：供水")
    await office.clerk.presses("🏷 主题")
    assert office.clerk.buttons()[:3] == ["道路交通", "✓ 供水", "不设主题"]
    await office.clerk.presses("道路交通")
    assert (await letter(office, "SZ-2026-000002")).topic == "streets"
    assert (await acts_of(office, "SZ-2026-000002"))[-1] == "topic_changed"
    await office.clerk.says("/report 2026")
    await office.clerk.presses("📄 年度报告")
    await office.clerk.presses("JSON")
    lines = json.loads(files(office)[-1][1])["by_topic"]
    assert [(line["code"], line["received"]) for line in lines] == [("streets", 2)]


async def test_an_answered_letters_topic_stays(office: Town) -> None:
    with pytest.raises(NotAllowed, match="not-in-this-state"):
        await acts(office, c.ChangeTopic(None))
