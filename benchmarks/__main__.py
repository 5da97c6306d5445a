"""`make bench`: everything in one run, as one JSON file and one table.

`python -m benchmarks --help` says what can be chosen: engines by their urls, numbers of replicas,
how slow the wire is, how many letters there are.
"""

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks import figures, sweeps
from benchmarks.engines import POSTGRESQL, SQLITE
from benchmarks.growth import Grown, grow
from benchmarks.table import Results, table
from benchmarks.taking import Size, Taken, take

SHORT = Size(rounds=1, updates=60, letters=15, at_once=15, starts=1)


def chosen(arguments: Sequence[str]) -> argparse.Namespace:
    """Returns the parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    engines = "sqlite, postgresql, or a url each; the first one is grown"
    parser.add_argument("--engines", nargs="*", default=[SQLITE, POSTGRESQL], help=engines)
    parser.add_argument("--replicas", nargs="*", type=int, default=[1, 2], help="1 for sqlite")
    parser.add_argument("--latencies", nargs="*", type=int, default=[0, 50], help="ms of a call")
    parser.add_argument("--growth", nargs="*", type=int, default=[0, 10_000, 1_000_000])
    parser.add_argument("--sweeps", nargs="*", type=int, default=[1_000_000, 10_000, 1_000])
    parser.add_argument("--figures", type=int, default=1_000_000, help="letters; 0 for none")
    parser.add_argument("--short", action="store_true", help="seconds only: do the benches run")
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    return parser.parse_args(arguments)


async def run(asked: argparse.Namespace) -> Results:
    """Returns all measurements; reports progress on the error output."""
    size = SHORT if asked.short else Size()
    taken: list[Taken] = []
    grown: list[Grown] = []
    for engine in asked.engines:
        for latency in asked.latencies:
            for replicas in asked.replicas:
                if engine == SQLITE and replicas > 1:
                    continue  # a file has one program
                _say(f"{engine}, {replicas} process(es), {latency} ms a call")
                with _folder() as folder:
                    taken.append(await take(engine, replicas, latency, size, Path(folder)))
    if asked.growth:
        _say(f"{asked.engines[0]}, growth")
        with _folder() as folder:
            grown += await grow(asked.engines[0], asked.growth, size, Path(folder))
    machine: dict[str, str | int] = {
        "cores": os.cpu_count() or 0,
        "python": platform.python_version(),
        "aiogram": version("aiogram"),
    }
    swept = await sweeps.table(*asked.sweeps) if asked.sweeps else ""
    counted = (
        figures.table(asked.figures, await figures.cost(asked.figures)) if asked.figures else ""
    )
    return Results(machine, taken, grown, swept, counted)


def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="mailbox-bench-")


def _say(what: str) -> None:
    sys.stderr.write(f"{what} …\n")
    sys.stderr.flush()


def as_json(found: Results) -> str:
    """Returns the results for programs."""
    facts = {
        "machine": found.machine,
        "taken": [one.as_json() for one in found.taken],
        "grown": [asdict(one) for one in found.grown],
        "sweeps": found.sweeps.splitlines(),
        "figures": found.figures.splitlines(),
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Measures, writes the JSON file, and prints the table."""
    asked = chosen(arguments)
    found = asyncio.run(run(asked))
    asked.out.write_text(as_json(found), encoding="utf-8")
    print(table(found))


if __name__ == "__main__":
    main(sys.argv[1:])
