"""The benchmarks in short: that they run, and what makes a sweep's cost follow what is due."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.growth import COPIED, multiply
from benchmarks.programs import Mailbox
from simulator.town import Town, town, town_config


def numbers_in(found: Any) -> list[float]:
    """Every figure of a piece of JSON."""
    match found:
        case dict():
            return [number for value in found.values() for number in numbers_in(value)]
        case int() | float():
            return [float(found)]
        case _:
            return []


SWEEPS_AND_FIGURES = ["--sweeps", "300", "150", "20", "--figures", "400"]


def bench(out: Path, *arguments: str) -> tuple[dict[str, Any], list[str]]:
    """Runs the benchmarks as a program; returns their JSON and the lines they print."""
    chosen = ["--short", "--latencies", "0", "--growth", *arguments, "--out", str(out)]
    command = [sys.executable, "-m", "benchmarks", *SWEEPS_AND_FIGURES, *chosen]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(out.read_text(encoding="utf-8")), result.stdout.splitlines()


def test_the_bench_of_sweeps_and_figures_writes_its_json_and_prints_its_table(
    tmp_path: Path,
) -> None:
    found, table = bench(tmp_path / "bench.json", "--engines")

    assert found["taken"] == []
    assert [line.partition(":")[0] for line in found["sweeps"]] == [
        "nothing due",
        "20 due, claimed and queued",
    ]
    assert all(re.search(r"\(ratio \d+\.\d\d\)$", line) for line in found["sweeps"])
    figures = found["figures"]
    assert figures[0] == "400 letters; the report of 2024 as of its last day, seconds"
    assert [line.split()[2] for line in figures[2:-2]] == ["text", "json", "csv", "html"]
    assert all(re.search(r"ratio \d+\.\d( to plain)?$", line) for line in figures[2:])
    assert all("encrypted" in line for line in figures[-2:])
    assert table[4:] == [*found["sweeps"], "", *figures]


@pytest.mark.torture  # programs started one after the other, beside a bare bot
def test_the_bench_in_short_writes_its_json_and_prints_its_table(tmp_path: Path) -> None:
    found, table = bench(tmp_path / "bench.json", "--engines", "sqlite")

    (taken,) = found["taken"]
    about = ("engine", "replicas", "latency", "memory_above_echo", "start_above_echo")
    measured = {name: value for name, value in taken.items() if name not in about}
    assert [taken[name] for name in about[:3]] == ["sqlite", 1, 0]
    assert sorted(measured) == [
        "echo",
        "echo_idle",
        "echo_updates_a_second",
        "forgetful",
        "idle",
        "letter",
        "letter_clock_ratio",
        "letter_to_forgetful_clock_ratio",
        "letter_to_forgetful_work_ratio",
        "letter_work_ratio",
        "letters_a_second",
        "plain",
        "plain_clock_ratio",
        "plain_updates_a_second",
        "plain_work_ratio",
        "pump",
    ]
    assert min(numbers_in(measured)) > 0

    assert table[4] == "== sqlite, one process, 0 ms a call to Telegram"
    assert [line[:32].strip() for line in table[6:15]] == [
        "echo bot, an update",
        "the same calls, nothing kept",
        "mailbox, a plain update",
        "mailbox, an update of a letter",
        "to the same calls",
        "letters taken, a second",
        "messages delivered, a second",
        "seconds from start to first poll",
        "megabytes each, idle (PSS)",
    ]
    assert table[16:] == [*found["sweeps"], "", *found["figures"]]


@pytest.mark.sqlite_file
async def test_a_database_is_made_large_by_copying_every_row_its_letters_have(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as found:
        anna = found.citizen("王某")
        await anna.says("建设路的路灯坏了")
        await anna.presses("提交")
        await found.clerk.presses("转办")
        await found.passes(timedelta(minutes=1))
        before = await rows_of(found)
    mailbox = Mailbox(tmp_path, f"sqlite:///{tmp_path / 'mailbox.db'}", encrypted=False)
    assert await multiply(mailbox, 10) == 10
    async with town(tmp_path) as found:
        after = await rows_of(found)
    staff = before["people"] - 1
    assert after == {table: rows * 10 for table, rows in before.items()} | {"people": staff + 10}


async def rows_of(found: Town) -> dict[str, int]:
    """How many rows each table has of those that letters have."""
    rows = {}
    async with found.app.room.database.reading() as connection:
        for table in COPIED:
            count = f"SELECT count(*) AS rows FROM {table}"  # noqa: S608 — our own tables' names
            (row,) = await connection.fetch(count)
            rows[table] = int(row["rows"])
    return rows


@pytest.mark.sqlite_file
async def test_figures_are_counted_from_the_index_alone(tmp_path: Path) -> None:
    names = ("first", "last", "first_month", "last_month", "as_of", "mailbox", "department")
    values = dict.fromkeys(names, "")
    database = town_config(tmp_path).database.archive()
    async with database, database.reading() as connection:
        for name in ("figures_by_cohort", "figures_days"):
            plan = await connection.fetch(f"EXPLAIN QUERY PLAN {database.queries[name]}", values)
            assert plan[0]["detail"].startswith("SEARCH l USING COVERING INDEX letters_for_figures")


@pytest.mark.sqlite_file
async def test_a_letters_title_is_found_by_the_letter_and_not_among_all_there_are(
    tmp_path: Path,
) -> None:
    database = town_config(tmp_path).database.archive()
    async with database, database.reading() as connection:
        query = f"EXPLAIN QUERY PLAN {database.queries['letters_as_rows']}"
        plan = await connection.fetch(query)
    assert "SEARCH p USING INDEX parts_by_letter (letter=? AND revision=?)" in [
        row["detail"] for row in plan
    ]


WHOLE_TABLES = {
    "codes_in_use": {"letters_under_way"},
    "health_outbox": {"outbox_waiting_by_chat", "outbox_failed"},
    "health_letters": {"letters_open"},
    "outbox_groups_waiting": {"r"},  # the groups it has just found
}
"""Queries of the running bot that go through all of something, which then is small."""


@pytest.mark.sqlite_file
async def test_no_query_on_a_letters_way_goes_through_a_whole_table(tmp_path: Path) -> None:
    names = [
        *("person_by_id", "staff_of_person", "conversation_get", "part_by_message"),
        *("visitor", "sender_lately", "sender_today", "draft_open"),
        *("part_of_album", "parts_of_draft", "draft_by_id"),
        *("letters_in_touch", "words_of_open_letters", "letter_by_number"),
        *("letter_by_message", "events_since", "parts_of_letter", "sent_live"),
        *("outbox_hide", "outbox_refresh_cards"),
        *("outbox_people_waiting", "outbox_next_of", "outbox_of_message"),
        *("outbox_try_failed_again", "event_hash"),
    ]
    database = town_config(tmp_path).database.archive()
    async with database, database.reading() as connection:
        for name in [*names, *WHOLE_TABLES]:
            query = database.queries[name]
            values = dict.fromkeys(re.findall(r":([a-z_]+)", query), 0)
            plan = await connection.fetch(f"EXPLAIN QUERY PLAN {query}", values)
            steps = [str(row["detail"]) for row in plan]
            whole = {step.split()[-1] for step in steps if step.startswith("SCAN")}
            assert whole == WHOLE_TABLES.get(name, set()), (name, steps)
            # nor through all that was ever sent to the office's group
            by_chat = r"(sent_1|outbox_by_message) \(chat=\?( AND message<\?)?\)$"
            assert [step for step in steps if re.search(by_chat, step)] == [], name


@pytest.mark.sqlite_file
async def test_what_is_due_is_found_by_its_index_and_no_letter_else_is_read(
    tmp_path: Path,
) -> None:
    async with town_config(tmp_path).database.archive() as database:
        query = database.queries["letters_to_look_at"]
        async with database.reading() as connection:
            plan = await connection.fetch(f"EXPLAIN QUERY PLAN {query}", {"now": 0, "most": 1000})
    assert [row["detail"] for row in plan] == [
        "SEARCH letters USING INDEX letters_by_look (next_look_at>? AND next_look_at<?)"
    ]
