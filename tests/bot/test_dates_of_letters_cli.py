"""`mailbox why`, `sweep`, `recalculate` and `calendar add|remove`, over a real office's letters."""

import asyncio
import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import main
from letters import commands as c
from letters.letter import text_part
from simulator.town import town
from storage.copying import TABLES
from tests.bot.typed import example
from tests.engine import looked_up
from tests.handlers.talk import CLERK_ACTS, ROADS, acts, sends

SEPTEMBER = datetime(2026, 9, 24, 2, 0, tzinfo=UTC)  # the day before Mid-Autumn


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration whose database holds three letters of September 2026."""
    asyncio.run(_fill(tmp_path))
    text = example(tmp_path)
    text = text.replace('# office_days = "office_days.csv"', f'office_days = "{tmp_path}/days.csv"')
    (tmp_path / "days.csv").write_text("# 本单位\n", encoding="utf-8")
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


async def _fill(folder: Path) -> None:
    async with town(folder, start=SEPTEMBER) as office:
        for serial in (1, 2, 3):
            await sends(office.citizen(f"C{serial}"), f"第{serial}盏路灯坏了")
        await acts(office, c.Assign("roads"), CLERK_ACTS)
        await acts(office, c.AskCitizen(text_part("哪里?")), ROADS)
        await office.passes(timedelta(days=4))
        asked = next(p for p in office.world.people.values() if p.name == "C1")
        await asked.says("建设路", reply_to=asked.last)


def typed(config: Path, *arguments: str, language: str = "zh_CN.UTF-8") -> Result:
    """What a command prints, in the shell's language."""
    environment = {"LANG": language, "LC_ALL": ""}
    return CliRunner(env=environment).invoke(main, [*arguments, "--config", str(config)])


def state(config: Path) -> str:
    """A digest of all that a command might change: the database and the office's days."""
    folder = config.parent
    rows = [looked_up(folder, f"SELECT * FROM {name}") for name in TABLES]  # noqa: S608
    content = repr(rows).encode() + (folder / "days.csv").read_bytes()
    return hashlib.sha256(content).hexdigest()


def test_why_tells_start_limit_skipped_days_pause_and_date(config: Path) -> None:
    lines = typed(config, "why", "sz-2026-000001").stdout.splitlines()
    assert lines == [
        "SZ-2026-000001 的日期是这样算出来的",
        "答复期限：2026年10月10日（周六）。当天答复仍算按时，次日起才算超期。",
        "2026年9月24日（周四）收到；当日不计入，从次日数起（民法典第二百零一条）。",
        "期限：咨询 5 个工作日（市长信箱的规定）。",
        "· 不计：2026年9月25日（周五），中秋节",
        "· 不计：2026年9月26日（周六）至 2026年9月27日（周日），周末",
        "· 不计：2026年10月1日（周四）至 2026年10月3日（周六），国庆节",
        "· 不计：2026年10月4日（周日），周末",
        "· 不计：2026年10月5日（周一），国庆节（补假）",
        "· 不计：2026年10月6日（周二），休息日（由 2026-09-20 调休）",
        "· 不计：2026年10月7日（周三），休息日（由 2026-10-10 调休）",
        "· 计入：2026年10月10日（周六），调休上班，换 2026年10月7日（周三）休息",
        "· 等待来信人补充：2026年9月24日（周四）至 2026年9月28日（周一），顺延 1 个工作日。",
        "单位可自行退回至：2026年9月29日（周二）（2 个工作日）；之后须经办公室同意。",
        "单位提交答复期限：2026年10月9日（周五）（比答复期限早 1 个工作日）。",
    ]
    english = typed(config, "why", "SZ-2026-000001", language="en_US.UTF-8").stdout
    assert "Answer due: Sat 10 October 2026." in english


def test_a_rehearsed_sweep_says_what_would_go_to_whom_and_changes_nothing(config: Path) -> None:
    before = state(config)
    result = typed(config, "sweep", "--now", "2026-10-09T09:00", "--dry-run")
    office = "    → 信箱办公室（-1001000000001） 2026-10-09 09:00  答复期限 2026-10-09 当日"
    roads = "    → 市政道路处（-1001000000002） 2026-10-09 09:00  答复期限 2026-10-10"
    assert result.stdout.splitlines() == [
        "2026-10-09 09:00：要做 3 件事。（只是预演，没有任何改动）",
        "SZ-2026-000002  到期提醒（2026-10-09）",
        office,
        "SZ-2026-000003  到期提醒（2026-10-09）",
        office,
        "SZ-2026-000001  到期提醒（2026-10-09）",
        f"{roads} 之前 1 个工作日",
        "发往 -1001000000001 的 2 条提醒合为一条汇总。",
        "发往办公室：2026-10-05 起一周的每周通报。",
    ]
    assert state(config) == before


def test_a_sweep_in_earnest_queues_what_the_rehearsal_said_and_once(config: Path) -> None:
    looked = typed(config, "sweep").stdout
    assert looked.startswith("已查看 ")
    assert typed(config, "sweep").stdout == "已查看 0 件来信。\n"


def test_a_day_of_the_offices_own_is_added_shown_counted_and_taken_out(config: Path) -> None:
    added = typed(config, "calendar", "add", "2026-10-09", "--holiday", "--note", "那达慕, 补")
    assert added.exit_code == 0
    assert "2026-10-09 放假，那达慕, 补" in added.stdout
    assert "3 件未办结来信的日期需要重新计算（其中 3 件的答复期限会变）" in added.stdout
    year = typed(config, "calendar", "2026").stdout
    assert "2026-10-09 周五  放假：那达慕, 补（本单位日历）" in year
    assert "添加了 2026-10-09 放假，那达慕, 补" in year
    assert (
        "按现在的日历和规定应为 2026年10月12日（周一）"
        in typed(config, "why", "SZ-2026-000001").stdout
    )
    shown = typed(config, "recalculate").stdout.splitlines()
    assert shown[0] == "SZ-2026-000001  2026-10-10 → 2026-10-12"
    assert shown[-1].startswith("尚未改动。")
    removed = typed(config, "calendar", "remove", "2026-10-09")
    assert "没有来信的日期因此变动。" in removed.stdout
    assert (config.parent / "days.csv").read_text(encoding="utf-8") == "# 本单位\n"


def test_recalculate_moves_dates_only_with_apply(config: Path) -> None:
    typed(config, "calendar", "add", "2026-10-09", "--holiday", "--note", "那达慕")
    before = state(config)
    assert typed(config, "recalculate").exit_code == 0
    assert state(config) == before
    assert "已执行" in typed(config, "recalculate", "--apply").stdout
    assert typed(config, "recalculate").stdout == "没有答复期限变动。\n"
    assert "答复期限：2026年10月12日（周一）" in typed(config, "why", "SZ-2026-000001").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("why", "SZ-2026-000009"), "SZ-2026-000009"),
        (("sweep", "--now", "tomorrow", "--dry-run"), "“tomorrow”不是时刻"),
        (("sweep", "--now", "2026-10-09T09:00"), "--dry-run"),
        (("calendar", "add"), "日期"),
        (("calendar", "add", "2026-02-30", "--holiday", "--note", "x"), "2026-02-30"),
        (("calendar", "add", "2026-10-09", "--note", "x"), "--working"),
        (("calendar", "add", "2026-10-09", "--working", "--holiday", "--note", "x"), "--holiday"),
        (("calendar", "add", "2026-10-09", "--holiday"), "--note"),
        (("calendar", "add", "2201-10-09", "--holiday", "--note", "x"), "日历没有 2201 年"),
        (("calendar", "remove", "2026-10-09"), "没有什么可去掉的"),
        (("calendar", "edit"), "“edit”不是年份"),
        (("due", "--start", "2026-10-09"), "--working-days"),
        (("due", "--start", "2026-10-09", "--kind", "rant"), "inquiry"),
        (("due", "--start", "2026-10-09", "--kind", "help", "--mailbox", "moon"), "mayor"),
        (
            ("due", "--start", "2026-10-09", "--kind", "help", "--working-days", "3"),
            "只能给一样",
        ),
    ],
)
def test_bad_input_gets_one_sentence_exit_code_2_and_changes_nothing(
    config: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    before = state(config)
    result = typed(config, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert state(config) == before


def test_a_broken_line_of_the_offices_file_stops_every_command_and_is_named(config: Path) -> None:
    days = config.parent / "days.csv"
    days.write_text("2026-10-09,holiday,那达慕\n2026-10-33,holiday,x\n", encoding="utf-8")
    before = state(config)
    for arguments in (
        ("recalculate", "--apply"),
        ("calendar", "add", "2026-10-12", "--holiday", "--note", "x"),
        ("why", "SZ-2026-000001"),
        ("check",),
    ):
        result = typed(config, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{days} 第 2 行的“2026-10-33”不是日期" in result.stderr
    assert state(config) == before


def test_due_takes_the_limit_of_kind_mailbox_and_urgency_from_the_configuration(
    config: Path,
) -> None:
    asked = ("due", "--start", "2026-10-09", "--kind", "complaint", "--format", "json")
    assert '"due": "2026-10-29"' in typed(config, *asked).stdout
    assert '"due": "2026-10-10"' in typed(config, *asked, "--urgent").stdout
    assert '"due": "2026-10-29"' in typed(config, *asked, "--mailbox", "secretary").stdout


@pytest.mark.sqlite_file
def test_commands_about_a_database_that_is_not_there_make_none(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(example(tmp_path), encoding="utf-8")
    for arguments in (("why", "SZ-2026-000001"), ("sweep", "--dry-run"), ("recalculate",)):
        result = typed(file, *arguments)
        assert result.exit_code == 2
        assert "mailbox migrate" in result.stderr
    assert os.listdir(tmp_path) == ["config.toml"]
