"""The benchmarks in short: that they run, and what makes a sweep's cost follow what is due."""

import re
import subprocess
import sys
from pathlib import Path

from simulator.town import town_config
from storage.database import Database


def test_the_bench_of_sweeps_queues_what_is_due_and_prints_costs_and_ratios() -> None:
    command = [sys.executable, "-m", "benchmarks.sweeps", "300", "150", "20"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = result.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "nothing due",
        "20 due, claimed and queued",
    ]
    assert all(re.search(r"\(ratio \d+\.\d\d\)$", line) for line in lines)


async def test_what_is_due_is_found_by_its_index_and_no_letter_else_is_read(
    tmp_path: Path,
) -> None:
    async with Database.at(town_config(tmp_path).database.url) as database:
        query = database.queries["letters_to_look_at"]
        async with database.reading() as connection:
            plan = await connection._raw.execute_fetchall(
                f"EXPLAIN QUERY PLAN {query}", {"now": 0, "most": 1000}
            )
    assert [row[3] for row in plan] == [
        "SEARCH letters USING INDEX letters_by_look (next_look_at>? AND next_look_at<?)"
    ]
