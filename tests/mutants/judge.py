"""Puts mutants before the tests that concern them: a plugin of pytest that collects once and forks.

A change to a function takes effect in the forked process by giving the function its changed code.
What takes effect at import (tables, constants, fields) needs a process that has not imported it.
"""

import gc
import importlib.abc
import importlib.util
import os
import resource
import shutil
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from itertools import zip_longest
from pathlib import Path

import coverage
import hypothesis
import pytest

from tests.mutants.mutant import ROOT, Mutant
from tests.mutants.reach import Lines

# left aside: whole programs and browsers, in which no change of this process is seen
OPTIONS = (
    "--quiet", "-p", "no:cacheprovider", "--override-ini", "addopts=", "--strict-markers",
    "--ignore-glob=tests/test_*", "--ignore-glob=tests/simulator/*",
    "--ignore=tests/bot/test_demo.py", "--ignore=tests/mutants",
    "-m", "not torture", "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip
ROOMS = ("letters", "storage", "mailroom", "reports", "texts", "views", "handlers", "bot")


class Collected:
    """The collected tests, given to whoever is to run them."""

    def __init__(self, use: Callable[["Collected"], None], *, watched: bool) -> None:
        self._use = use
        self.items: dict[str, pytest.Item] = {}
        self.at_import: set[tuple[str, str]] = set()
        """The functions that were run while modules were imported: (file, qualified name)."""
        if watched:
            sys.setprofile(self._called)

    def _called(self, frame: types.FrameType, event: str, _arg: object) -> None:
        name = frame.f_code.co_filename
        if event == "call" and name.startswith(str(ROOT)):
            outermost = frame.f_code.co_qualname.split(".<locals>")[0]
            self.at_import.add((name.removeprefix(f"{ROOT}/"), outermost))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running all of them one after the other."""
        sys.setprofile(None)
        self.session = session
        self.items = {item.nodeid: item for item in session.items}
        self._use(self)
        return True

    def run(self, tests: Sequence[str]) -> Iterator[tuple[str, bool, float]]:
        """Yields each test with whether it passed and the seconds it took."""
        items = [self.items[test] for test in tests if test in self.items]
        for item, following in zip_longest(items, items[1:]):
            before, start = self.session.testsfailed, time.monotonic()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            passed = self.session.testsfailed == before
            yield item.nodeid, passed, time.monotonic() - start

    def killer(self, tests: Sequence[str]) -> str:
        """Returns the first test that fails, or what ended them all; "" if all pass."""
        try:
            return next((test for test, passed, _ in self.run(tests) if not passed), "")
        except BaseException as ended:  # noqa: BLE001 — a change may raise anything anywhere
            return f"ended with {type(ended).__name__}"


def collect(
    use: Callable[[Collected], None], tests: Sequence[str] = ("tests",), *, watched: bool = False
) -> int:
    """Collects the tests and hands them over; returns pytest's exit code.

    Where it is watched which functions run at import, that takes several times as long.
    """
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
    hypothesis.settings.load_profile("mutants")
    engine = ("--engine", os.environ.get("MUTATE_ENGINE", "sqlite"))
    return int(pytest.main([*OPTIONS, *engine, *tests], plugins=[Collected(use, watched=watched)]))


def reached(collected: Collected, tests: Sequence[str]) -> list[tuple[str, float, Lines]]:
    """Runs tests as they are; returns each that passes, its seconds and the lines it ran."""
    include = [f"{ROOT}/{room}/*" for room in ROOMS]
    measure = coverage.Coverage(data_file=None, include=include, config_file=False)
    measure.start()
    passed: dict[str, float] = {}
    for test in tests:
        measure.switch_context(test)
        for name, well, seconds in collected.run([test]):
            if well:
                passed[name] = seconds
    measure.stop()
    lines: dict[str, Lines] = {test: {} for test in passed}
    data = measure.get_data()
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            for test in contexts:
                if test in lines:
                    lines[test].setdefault(file.removeprefix(f"{ROOT}/"), []).append(line)
    return [(test, passed[test], lines[test]) for test in passed]


def put_in_place(mutant: Mutant) -> bool:
    """Changes this process: its functions, or the queries it will read.

    Returns whether it could: a function keeps the variables it has from around it.
    """
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))  # a loop that gathers ends
    if mutant.file.endswith(".sql"):
        _put_query(mutant)
        return True
    path = str(ROOT / mutant.file)
    changed = list(_codes(compile(mutant.made(), path, "exec"), mutant.function))
    for function in [f for f in gc.get_objects() if isinstance(f, types.FunctionType)]:
        code = function.__code__
        if code.co_filename == path and code.co_qualname == mutant.function:
            here = [new for new in changed if new.co_freevars == code.co_freevars]
            if len(here) != 1:
                return False
            function.__code__ = here[0]
    return True


def _put_query(mutant: Mutant) -> None:
    from storage import queries  # noqa: PLC0415 — imported only by a process that is changed

    folder = Path(tempfile.mkdtemp()) / "queries"
    shutil.copytree(queries.FOLDER, folder)
    (folder / Path(mutant.file).name).write_text(mutant.made(), encoding="utf-8")
    queries.load_queries.__defaults__ = (folder,)


def _codes(code: types.CodeType, name: str | None) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            if constant.co_qualname == name:
                yield constant
            yield from _codes(constant, name)


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module as the mutant has it."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = mutant.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> ModuleSpec | None:
        """Finds that one only."""
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(
            fullname, ROOT / self._mutant.file, loader=self
        )

    def exec_module(self, module: types.ModuleType) -> None:
        """Runs its changed text."""
        path = str(ROOT / self._mutant.file)
        exec(compile(self._mutant.made(), path, "exec"), module.__dict__)  # noqa: S102 — its own


def killer_from_the_start(mutant: Mutant, tests: Sequence[str]) -> str:
    """Imports everything anew with the change; returns the test that fails, "" if all pass."""
    os.chdir(ROOT)
    sys.meta_path.insert(0, Changed(mutant))
    found: list[str] = []
    code = collect(lambda collected: found.append(collected.killer(tests)), tests)
    return found[0] if found else f"not even imported ({code})"


def preload() -> None:
    """Imports what is not ours, so that no forked process needs to again."""
    for name in (
        "aiogram", "aiohttp.web", "aiosqlite", "apscheduler.schedulers.asyncio", "docx",
        "fluent.runtime", "holidays.countries.china", "hypothesis.strategies", "jinja2",
        "lxml.etree", "openpyxl", "prometheus_client", "pydantic", "sqlcipher3", "typer", "uvloop",
    ):  # fmt: skip
        importlib.import_module(name)
