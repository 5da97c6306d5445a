"""Which tests run which lines, and how long each takes: a mutant meets only those it concerns.

Kept in .mutants/ from one run to the next. Only tests in files that have changed are asked again;
where the code has changed since, its lines are followed by their text.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from tests.mutants.mutant import ROOT

Lines = dict[str, list[int]]
"""The lines run, by file below the root."""


@dataclass
class Reach:
    """What the tests reached when they were last run unchanged."""

    seconds: dict[str, float] = field(default_factory=dict)
    """What each test took, by its id."""
    lines: dict[str, Lines] = field(default_factory=dict)
    tests: dict[str, str] = field(default_factory=dict)
    """The text of every test file when it was run."""
    sources: dict[str, str] = field(default_factory=dict)
    """The text of every file of code that the lines are lines of."""

    def among(self, tests: Iterable[str]) -> "Reach":
        """Returns what is known of these tests alone."""
        wanted = set(tests)
        lines = {test: lines for test, lines in self.lines.items() if test in wanted}
        return Reach(self.seconds, lines, self.tests, self.sources)

    def stale(self, tests: Iterable[str]) -> set[str]:
        """Returns which of these test files have changed since they were run, or never were."""
        return {test for test in tests if self.tests.get(test) != _text(test)}

    def forget(self, files: Iterable[str]) -> None:
        """What tests in these files reached is not known any more."""
        gone = set(files)
        for test in [test for test in self.lines if test.partition("::")[0] in gone]:
            del self.lines[test], self.seconds[test]

    def note(self, test: str, seconds: float, lines: Lines) -> None:
        """A test was run."""
        file = test.partition("::")[0]
        self.seconds[test], self.lines[test], self.tests[file] = seconds, lines, _text(file)
        for source in lines:
            self.sources.setdefault(source, _text(source))

    def of_lines(self, file: str, wanted: set[int]) -> set[str]:
        """Returns the tests that run one of these lines."""
        return {test for test, lines in self.lines.items() if wanted & set(lines.get(file, ()))}

    def of_file(self, file: str) -> set[str]:
        """Returns the tests that run anything in a file."""
        return {test for test, lines in self.lines.items() if lines.get(file)}

    def of_module(self, file: str) -> set[str]:
        """Returns the tests that run anything in a file, or in one that imports from it.

        And those that import from it themselves: a field or a constant is no line that is run.
        """
        package, _, module = file.removesuffix(".py").rpartition("/")
        room = package.replace("/", ".")
        named = re.compile(rf"from {room}\.{module} import|from {room} import [^\n]*\b{module}\b")
        users = [source for source, text in self.sources.items() if named.search(text)]
        own = {test for test, text in self.tests.items() if named.search(text)}
        direct = {test for test in self.lines if test.partition("::")[0] in own}
        return direct.union(*(self.of_file(user) for user in [file, *users]))

    def of_text(self, text: str) -> set[str]:
        """Returns the tests that run a line with this text, or whose own file has it."""
        own = {file for file, source in self.tests.items() if text in source}
        found = {test for test in self.lines if test.partition("::")[0] in own}
        for file, source in self.sources.items():
            if text in source:
                numbered = enumerate(source.splitlines(), 1)
                found |= self.of_lines(file, {number for number, line in numbered if text in line})
        return found

    def follow(self) -> None:
        """Takes the lines to where they are now in files that have changed."""
        for file, before in self.sources.items():
            now = _text(file)
            if now == before:
                continue
            where = dict(_moved(before, now))
            for lines in self.lines.values():
                if file in lines:
                    lines[file] = sorted({to for line in lines[file] for to in where.get(line, ())})
            self.sources[file] = now

    def write(self, path: Path) -> None:
        """Keeps it."""
        path.write_text(json.dumps(vars(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Reach":
        """Returns what was kept, or nothing yet."""
        return cls(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else cls()


def _text(file: str) -> str:
    path = ROOT / file
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _moved(before: str, now: str) -> Iterator[tuple[int, list[int]]]:
    """Yields each line of before and the lines that stand for it now."""
    old, new = before.splitlines(), now.splitlines()
    to: dict[int, list[int]] = defaultdict(list)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for offset in range(b - a):
            to[a + offset + 1] = [c + offset + 1] if tag == "equal" else list(range(c + 1, d + 1))
    yield from to.items()
