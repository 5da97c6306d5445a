"""`make mutate`: changes the rules one by one and names the changes that no test notices.

    make mutate                                  all rules; goes on where it was left off
    make mutate ONLY=letters/guards.py           some of them: files or folders, one or several
    make mutate ONLY="storage/queries/pace.sql --engine postgresql"
                                                 what only a server's database comes to
    python -m tests.mutants --help

What was killed is not tried again until its file changes; what survived is tried again when a test
has changed. Ends with 1 if a change survived that tests/mutants/equivalents.toml does not explain.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tests.mutants import judge
from tests.mutants.equivalents import equivalents, stale
from tests.mutants.forks import Task, in_forks
from tests.mutants.mutant import ROOT, Mutant
from tests.mutants.reach import Reach
from tests.mutants.scope import all_mutants, files

KEPT = ROOT / ".mutants"
AT_IMPORT = "can only be changed at import"


class Run:
    """One run over some files."""

    def __init__(self, mutants: Sequence[Mutant], asked: argparse.Namespace) -> None:
        self._asked, self._jobs, self._budget = asked, asked.jobs, asked.budget
        self._out = os.fdopen(os.dup(1), "w", buffering=1)
        self._versions = {m.file: _sha(m.file) for m in mutants}
        everything = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("tests/**/*.py"))
        self._tests = " ".join([_sha(*everything), asked.engine, *asked.tests])
        self._results = KEPT / "results.jsonl"
        self._kept = KEPT / f"reach.{asked.engine}.json"
        self._reach = Reach()
        self._killers: dict[str, Counter[str]] = defaultdict(Counter)
        self.mutants = mutants
        self.known = equivalents()

    def left(self) -> list[Mutant]:
        """Returns what is still to be tried."""
        done = self.done()
        return [m for m in self.mutants if m.name not in done and m.name not in self.known]

    def done(self) -> dict[str, str]:
        """Returns what came of each change to a file still the same: who noticed, or ""."""
        found: dict[str, str] = {}
        if self._results.exists():
            for line in self._results.read_text(encoding="utf-8").splitlines():
                one = json.loads(line)
                if self._versions.get(one["file"]) == one["version"]:
                    if one["killer"] or one["tests"] == self._tests:
                        found[one["name"]] = one["killer"]
                        where = one["name"].rpartition(" | ")[0]
                        self._killers[where][one["killer"]] += 1
                    else:
                        found.pop(one["name"], None)
        return found

    def reach(self, collected: judge.Collected) -> None:
        """Brings up to date which tests run which lines."""
        path = self._kept
        reach = Reach.read(path)
        reach.follow()
        reach.forget(file for file in reach.tests if not (ROOT / file).exists())
        stale = reach.stale({test.partition("::")[0] for test in collected.items})
        reach.forget(stale)
        chunks = [
            [test for test in collected.items if test.partition("::")[0] == file]
            for file in sorted(stale)
        ]
        tasks = (
            Task(chunk[0], 900, lambda chunk=chunk: judge.reached(collected, chunk))  # type: ignore[misc]
            for chunk in chunks
        )
        for number, (task, found) in enumerate(in_forks(tasks, self._jobs), 1):
            self._say(f"which tests run what: {number} of {len(chunks)} files, {task.name}")
            if isinstance(found, list):
                for test, seconds, lines in found:
                    reach.note(test, seconds, lines)
        lost = sorted(set(collected.items) - set(reach.lines))
        if lost:
            self._say(f"left out, for they fail as it is: {', '.join(lost)}")
        reach.write(path)

    def hot(self) -> None:
        """Tries what can be changed after it was imported. RuntimeError if tests cannot be read."""
        code = judge.collect(self._hot, self._asked.tests, watched=True)
        if code:
            raise RuntimeError(f"pytest ended with {code}")

    def _hot(self, collected: judge.Collected) -> None:
        self.reach(collected)
        self._reach = Reach.read(self._kept).among(collected.items)
        self._try(
            [m for m in self.left() if m.file.endswith(".sql") or self._is_hot(m, collected)],
            lambda mutant, tests: _killed(collected, mutant, tests),
        )

    def cold(self) -> None:
        """Tries the rest: what takes effect at import."""
        self._reach = Reach.read(self._kept)
        self._try(self.left(), judge.killer_from_the_start)

    @staticmethod
    def _is_hot(mutant: Mutant, collected: judge.Collected) -> bool:
        at_import = (mutant.file, mutant.function) in collected.at_import
        return mutant.function is not None and not at_import

    def _try(self, mutants: Sequence[Mutant], killer) -> None:  # type: ignore[no-untyped-def]
        by_name = {m.name: m for m in mutants}
        start, survived = time.monotonic(), 0
        skipped: dict[str, int] = {}

        def tasks() -> Iterator[Task]:
            for mutant in mutants:
                tests, skipped[mutant.name] = self._chosen(mutant)
                limit = 20 + 6 * sum(self._reach.seconds[test] for test in tests)
                yield Task(mutant.name, limit, lambda m=mutant, t=tests: killer(m, t))  # type: ignore[misc]

        for number, (task, answer) in enumerate(in_forks(tasks(), self._jobs), 1):
            killed_by = str(answer)
            if killed_by == AT_IMPORT:
                continue
            mutant = by_name[task.name]
            self._keep(mutant, killed_by)
            survived += not killed_by
            if not killed_by or number % 25 == 0 or number == len(mutants):
                note = f" ({skipped[task.name]} long tests not run)" if skipped[task.name] else ""
                verdict = f"SURVIVED {mutant.line}: {task.name}{note}" if not killed_by else ""
                pace = (time.monotonic() - start) / number
                self._say(
                    f"{number}/{len(mutants)} {pace:.2f} s each, {survived} survived {verdict}"
                )

    def _chosen(self, mutant: Mutant) -> tuple[list[str], int]:
        """Returns the tests to run, likeliest and shortest first, and how many are too long."""
        reach = self._reach
        if mutant.file.endswith(".sql"):
            tests = reach.of_text(f'"{mutant.where}"')
        elif mutant.function is None:
            tests = reach.of_module(mutant.file) or set(reach.lines)
        else:
            tests = reach.of_lines(mutant.file, set(mutant.lines))
        before = self._killers[mutant.name.rpartition(" | ")[0]]
        order = sorted(tests, key=lambda test: (-before[test], reach.seconds[test], test))
        chosen: list[str] = []
        left = self._budget
        for test in order:
            if reach.seconds[test] <= left:
                left -= reach.seconds[test]
                chosen.append(test)
        return chosen, len(order) - len(chosen)

    def _keep(self, mutant: Mutant, killer: str) -> None:
        self._killers[mutant.name.rpartition(" | ")[0]][killer] += 1
        one = {"name": mutant.name, "file": mutant.file, "version": self._versions[mutant.file],
               "tests": self._tests, "killer": killer, "line": mutant.line}  # fmt: skip
        with self._results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(one, ensure_ascii=False) + "\n")

    def _say(self, line: str) -> None:
        self._out.write(line + "\n")

    def table(self) -> int:
        """Prints what came of it by file and what survived; returns how many survived."""
        done = self.done()
        survivors = [m for m in self.mutants if done.get(m.name) == ""]
        self._say(
            f"{'file':40} {'mutants':>8} {'killed':>8} {'alike':>8} {'survived':>8} {'left':>8}"
        )
        for file in sorted(self._versions):
            own = [m for m in self.mutants if m.file == file]
            alike = sum(m.name in self.known for m in own)
            killed = sum(bool(done.get(m.name)) for m in own if m.name not in self.known)
            left = sum(m.name not in done and m.name not in self.known for m in own)
            lived = len(own) - alike - killed - left
            self._say(f"{file:40} {len(own):8} {killed:8} {alike:8} {lived:8} {left:8}")
        for mutant in survivors:
            if mutant.name not in self.known:
                self._say(f"survived, line {mutant.line}: {mutant.name}")
        return sum(m.name not in self.known for m in survivors)


def _killed(collected: judge.Collected, mutant: Mutant, tests: Sequence[str]) -> str:
    return collected.killer(tests) if judge.put_in_place(mutant) else AT_IMPORT


def _sha(*names: str) -> str:
    text = b"".join((ROOT / name).read_bytes() for name in names)
    return hashlib.sha256(text).hexdigest()[:16]


def main() -> int:
    """Returns 1 if a change survived."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("only", nargs="*", help="files or folders; all rules if none is named")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--budget", type=float, default=30, help="seconds of tests for a change")
    parser.add_argument(
        "--tests", nargs="+", default=["tests"], help="those to run; all by default"
    )
    parser.add_argument("--table", action="store_true", help="only say what is known")
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args()
    os.environ["MUTATE_ENGINE"] = asked.engine
    KEPT.mkdir(exist_ok=True)
    os.chdir(ROOT)
    run = Run(all_mutants(files(asked.only)), asked)
    for name in stale(asked.only):
        sys.exit(f"tests/mutants/equivalents.toml: no such change any more: {name}")
    if run.left() and not asked.table:
        judge.preload()
        hot = Task("after import", 1e9, run.hot)
        cold = Task("at import", 1e9, run.cold)
        for task, ended in in_forks(iter([hot, cold]), 1):
            if ended is not None:
                sys.exit(f"{task.name}: {ended}")
    return 1 if run.table() else 0


if __name__ == "__main__":
    sys.exit(main())
