"""Runs each task in a process of its own, forked from one that has everything imported."""

import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HUNG = "too long"
OUTPUT = "output.txt"


class FailedError(Exception):
    """A task raised something: its traceback."""


@dataclass(frozen=True)
class Task:
    """What a forked process does, and for how many seconds at most."""

    name: str
    limit: float
    work: Callable[[], Any]
    """Returns something that JSON can say."""


def in_forks(tasks: Iterator[Task], jobs: int) -> Iterator[tuple[Task, Any]]:
    """Yields each task with what it returned, or how it died, or `HUNG`, as they end.

    FailedError where a task raised something.
    """
    running: dict[int, tuple[Task, Path, float]] = {}
    more = True
    while more or running:
        while more and len(running) < jobs:
            task = next(tasks, None)
            if task is None:
                more = False
                break
            folder = Path(tempfile.mkdtemp(prefix="mutant-"))
            running[_forked(task, folder)] = (task, folder, time.monotonic() + task.limit)
        for pid, (task, folder, until) in list(running.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended and time.monotonic() < until:
                continue
            _end(pid, waited=bool(ended))
            del running[pid]
            said = folder / "said.json"
            if said.exists():
                result, failed = json.loads(said.read_text(encoding="utf-8"))
            else:
                result, failed = f"died with {status}" if ended else HUNG, ""
            output = (folder / OUTPUT).read_text(errors="replace") if failed else ""
            shutil.rmtree(folder, ignore_errors=True)
            if failed:
                raise FailedError(f"{task.name}: {failed}\n{output[-3000:]}")
            yield task, result
        time.sleep(0.005)


def _forked(task: Task, folder: Path) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setpgid(0, 0)  # what the tests start ends with them
        os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = str(folder)
        tempfile.tempdir = str(folder)
        with (folder / OUTPUT).open("w") as output:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
        try:
            said = (task.work(), "")
        except BaseException:  # noqa: BLE001 — whatever it was is told to whoever waits
            said = (None, traceback.format_exc())
        (folder / "saying.json").write_text(json.dumps(said))
        (folder / "saying.json").rename(folder / "said.json")
    finally:
        os._exit(0)


def _end(pid: int, *, waited: bool) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    if not waited:
        os.waitpid(pid, 0)
