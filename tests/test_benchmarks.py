"""The benchmarks in short: that they run, and what makes a sweep's cost follow what is due."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.town import town_config


def test_the_bench_of_sweeps_queues_what_is_due_and_prints_costs_and_ratios() -> None:
    command = [sys.executable, "-m", "benchmarks.sweeps", "300", "150", "20"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = result.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "nothing due",
        "20 due, claimed and queued",
    ]
    assert all(re.search(r"\(ratio \d+\.\d\d\)$", line) for line in lines)


def test_the_bench_of_figures_prints_every_format_beside_a_bare_count() -> None:
    command = [sys.executable, "-m", "benchmarks.figures", "400"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = result.stdout.splitlines()
    assert lines[0] == "400 letters; the report of 2024 as of its last day, seconds"
    assert [line.split()[2] for line in lines[2:-2]] == ["text", "json", "csv", "html"]
    assert all(re.search(r"ratio \d+\.\d( to plain)?$", line) for line in lines[2:])
    assert all("encrypted" in line for line in lines[-2:])


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
        plan = await connection.fetch(
            f"EXPLAIN QUERY PLAN {database.queries['letters_as_rows']}", {}
        )
    assert "SEARCH p USING INDEX parts_by_letter (letter=? AND revision=?)" in [
        row["detail"] for row in plan
    ]


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
