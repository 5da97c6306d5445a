"""`mailbox due` and `mailbox calendar` as typed and as printed."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import main

GOLDEN = Path(__file__).parents[1] / "golden"


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_due_as_json_gives_the_golden_dates() -> None:
    with (GOLDEN / "deadlines_cn.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    printed = [
        json.loads(
            typed(
                *("due", "--start", row["start"], "--working-days", row["working_days"]),
                *("--format", "json"),
            ).stdout
        )
        for row in rows
    ]
    assert [answer["due"] for answer in printed] == [row["due"] for row in rows]
    assert {answer["provisional"] for answer in printed} == {False}
    assert {tuple(answer) for answer in printed} == {("due", "provisional", "trace")}


def test_due_as_json_traces_every_day() -> None:
    result = typed("due", "--start", "2026-02-14", "--working-days", "0", "--format", "json")
    assert json.loads(result.stdout) == {"due": "2026-02-14", "provisional": False, "trace": []}
    result = typed("due", "--start", "2026-02-27", "--working-days", "2", "--format", "json")
    plain = {"name": "", "certain": True, "paused": False, "makes_up_for": None}
    assert json.loads(result.stdout)["trace"] == [
        {
            **plain,
            "date": "2026-02-28",
            "number": 1,
            "kind": "make-up",
            "source": "country",
            "makes_up_for": "2026-02-23",
        },
        {**plain, "date": "2026-03-01", "number": None, "kind": "weekend", "source": "week"},
        {**plain, "date": "2026-03-02", "number": 2, "kind": "workday", "source": "week"},
    ]


def test_due_tells_the_date_and_how_it_comes_about() -> None:
    result = typed("due", "--start", "2026-09-24", "--working-days", "1")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "自 2026-09-24 起 1 个工作日（开始的当日不计入，民法典第二百零一条）："
            "2026-09-28（周一）截止。",
            "2026-09-25 周五  不计  放假：中秋节",
            "2026-09-26 周六  不计  周末",
            "2026-09-27 周日  不计  周末",
            "2026-09-28 周一  第 1 个工作日  工作日",
        ],
    )


def test_due_calls_a_date_beyond_the_certain_days_provisional() -> None:
    arguments = ("due", "--start", "2098-12-30", "--working-days", "2")
    lines = typed(*arguments, "--language", "en").stdout.splitlines()
    assert lines[1].startswith("Provisional: the calendar is certain only until ")
    assert lines[-1].endswith(" (provisional)")
    assert json.loads(typed(*arguments, "--format", "json").stdout)["provisional"] is True


def test_due_counts_with_the_offices_own_days(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("2026-07-10,holiday,那达慕\n2026-07-11,working,补班\n", encoding="utf-8")
    result = typed(
        *("due", "--start", "2026-07-09", "--working-days", "1", "--office-days", str(path)),
    )
    assert result.stdout.splitlines()[1:] == [
        "2026-07-10 周五  不计  放假：那达慕（本单位日历）",
        "2026-07-11 周六  第 1 个工作日  上班：补班（本单位日历）",
    ]


def test_due_counts_for_another_country() -> None:
    result = typed(
        *("due", "--start", "2026-01-05", "--working-days", "1"),
        *("--country", "DE-BY", "--language", "en"),
    )
    assert result.stdout.splitlines() == [
        "1 working day from 2026-01-05 (the first day is not counted, Civil Code Art. 201): "
        "due on Wed 2026-01-07.",
        "2026-01-06 Tue  not counted  holiday: Epiphany",
        "2026-01-07 Wed  working day 1  working day",
    ]


def test_calendar_prints_a_year_with_sources_and_certainty(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("2014-07-11,holiday,那达慕\n", encoding="utf-8")
    result = typed("calendar", "2014", "--office-days", str(path))
    lines = result.stdout.splitlines()
    assert lines[0] == "2014 年日历：CN，共 249 个工作日"
    assert lines[1].startswith("依据：holidays 程序库 ")
    assert lines[1].endswith("；本单位日历 1 天")
    assert lines[2].startswith("本年安排已确定（确定至 ")
    assert lines[3:6] == [
        "1 月：22 个工作日",
        "2014-01-01 周三  放假：元旦",
        "2014-01-26 周日  调休上班（换 2014-02-05 休息）",
    ]
    assert "2014-07-11 周五  放假：那达慕（本单位日历）" in lines


def test_calendar_says_that_a_year_is_provisional() -> None:
    lines = typed("calendar", "2099", "--language", "en").stdout.splitlines()
    assert lines[2].startswith("This year is provisional: the calendar is certain only until ")
    assert lines[4] == "2099-01-01 Thu  holiday: New Year's Day (provisional)"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("due", "请用 --start 给出起算日期，例如 2026-02-13。"),
        ("due --start 2026-03-02", "请用 --working-days 给出工作日天数，例如 15。"),
        (
            "due --start 2026-02-30 --working-days 5",
            "--start 的“2026-02-30”不是日期，请写成 2026-02-13 的样子。",
        ),
        (
            "due --start 2026-03-02 --working-days -5",
            "--working-days 的“-5”不是天数，请写零或正整数。",
        ),
        (
            "due --start 2026-03-02 --working-days 1.5",
            "--working-days 的“1.5”不是天数，请写零或正整数。",
        ),
        (
            "due --start 2100-12-30 --working-days 5",
            "日历没有 2101 年：只有 1950 年至 2100 年。",
        ),
        ("calendar 1949", "日历没有 1949 年：只有 1950 年至 2100 年。"),
        ("calendar 26", "“26”不是年份，请写成 2026 的样子。"),
        (
            "calendar 2026 --country XX",
            "日历不认识国家或地区“XX”，请用 ISO 3166 代码，例如 CN、DE-BY。",
        ),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(arguments: str, sentence: str) -> None:
    result = typed(*arguments.split())
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence + "\n")


def test_a_broken_line_of_the_offices_file_is_named_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("2026-07-10,holiday,那达慕\n2026-13-01,holiday,x\n", encoding="utf-8")
    broken = ("calendar", "2026", "--office-days", str(path))
    result = typed(*broken)
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        f"本单位日历文件 {path} 第 2 行的“2026-13-01”不是日期。\n",
    )
    assert typed(*broken, "--language", "en").stderr == (
        f"The office's calendar file {path}, line 2: “2026-13-01” is not a date.\n"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "line", ["2026-07-10", "2026-07-10,feast,x", "2026-01-05,working,x", "2206-01-01,holiday,x"]
)
def test_every_fault_of_a_line_has_its_sentence(tmp_path: Path, language: str, line: str) -> None:
    path = tmp_path / "days.csv"
    path.write_text(f"2026-01-05,holiday,x\n{line}\n", encoding="utf-8")
    result = typed("calendar", "2026", "--office-days", str(path), "--language", language)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert str(path) in result.stderr


def test_the_dates_commands_start_without_telegram() -> None:
    program = "import sys, bot.dates_cli; sys.exit('aiogram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
