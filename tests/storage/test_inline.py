"""What storage/inline.py and storage/connecting.py use of aiosqlite that it promises nobody.

Where a test here fails after an upgrade, its name says which of these parts has changed.
"""

import inspect
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

from storage.connecting import connect
from storage.inline import InlineReader, InlineWriter

FEW = {"least": 0}


def gives_way(asked: Coroutine[Any, Any, Any]) -> bool:
    """Whether what is asked leaves the event loop before it has its answer."""
    try:
        asked.send(None)
    except StopIteration:
        return False
    asked.close()
    return True


def test_every_call_goes_through_execute_with_the_function_and_its_arguments() -> None:
    signature = inspect.signature(aiosqlite.Connection._execute)
    kinds = [(p.name, p.kind.name) for p in signature.parameters.values()]
    assert kinds == [
        ("self", "POSITIONAL_OR_KEYWORD"),
        ("fn", "POSITIONAL_OR_KEYWORD"),
        ("args", "VAR_POSITIONAL"),
        ("kwargs", "VAR_KEYWORD"),
    ]


@pytest.mark.parametrize("kind", [InlineWriter, InlineReader])
async def test_a_statement_with_named_values_is_answered_before_the_event_loop_goes_on(
    tmp_path: Path, kind: type[InlineWriter]
) -> None:
    raw = await connect(tmp_path / "a.db", None, kind)
    try:
        await raw.execute("CREATE TABLE t (n)")
        statement = "SELECT n FROM t WHERE n > :least"
        assert not gives_way(raw.execute_fetchall(statement, FEW))
        assert not gives_way(raw.executemany("DELETE FROM t WHERE n = :least", [FEW]))
        assert gives_way(raw.execute(statement)), "one without values may wait for the disk"
        assert await raw.execute_fetchall("SELECT count(*) FROM t")  # the thread is done with it
        assert not gives_way(raw.execute(statement, FEW))
    finally:
        await raw.close()


async def test_a_connection_has_its_thread_and_sqlites_own_connection_with_a_progress_handler(
    tmp_path: Path,
) -> None:
    raw = await connect(tmp_path / "a.db", None, InlineReader)
    try:
        raw._conn.set_progress_handler(None, 0)
        assert raw._thread.is_alive()
    finally:
        await raw.close()
    raw._thread.join(10)
    assert not raw._thread.is_alive()


async def test_a_long_query_of_a_reader_is_stopped_and_answered_by_the_thread(
    tmp_path: Path,
) -> None:
    raw = await connect(tmp_path / "a.db", None, InlineReader)
    long = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most)"
        " SELECT count(*) FROM n"
    )
    try:
        (row,) = list(await raw.execute_fetchall(long, {"most": 100_000}))
        assert row[0] == 100_000
    finally:
        await raw.close()
