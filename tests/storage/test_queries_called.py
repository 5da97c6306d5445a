"""Named queries are checked where they are called: they exist, and are given what they take."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.storage.calls import ROOMS, Asking, Query, askings, module, queries

EVERYWHERE = {"letters", "parts", "events", "outbox", "people", "drafts", "conversations"}
MATTERS: Mapping[str, set[str]] = {
    "conversations": {"drafts", "conversations", "gatherings", "parts"},
    "figures": {"letters"},
    "files": {"files", "parts"},
    "history": {"letters", "events", "registers", "parts", "outbox"},
    "ledger": {"ledger", "editions"},
    "letters": {"letters", "registers", "events", "parts", "assignments"},
    "lists": {"letters"},
    "office": {"office_events", "known", "heartbeats", "schema_version"},
    "outbox": {"outbox", "sent"},
    "pace": {"paced", "paced_holds"},
    "people": {"people", "staff", "invitations", "moved_chats"},
    "privacy": {*EVERYWHERE, "gatherings"},
    "publications": {"letters"},
}
"""The tables each file is about: a query stands where the table belongs that it is about."""


def faults(asked: list[Asking], known: Mapping[str, Query]) -> Iterator[str]:
    """Yields everything that is wrong with the calls of queries, and with the queries."""
    for one in asked:
        if one.query is None:
            yield f"{one.place}: which query is asked cannot be read"
        elif one.query not in known:
            yield f"{one.place}: there is no query {one.query}"
        elif one.values is None:
            yield f"{one.place}: which values {one.query} is given cannot be read"
        else:
            lacking = sorted(known[one.query].values - one.values)
            more = sorted(one.values - known[one.query].values)
            if lacking or more:
                yield f"{one.place}: {one.query} lacks {lacking}, does not take {more}"
    called = {one.query for one in asked}
    for query in known.values():
        if query.name not in called:
            yield f"{query.name}: nobody calls it"
        if len(query.purpose) < 10:
            yield f"{query.name}: no line says what it is for"
        if query.table not in MATTERS.get(query.file, set()):
            yield f"{query.name}: {query.table} is not the matter of {query.file}.sql"


def test_every_call_names_a_query_there_is_and_gives_exactly_the_values_it_takes(
    pytestconfig: pytest.Config,
) -> None:
    asked = list(askings(pytestconfig.rootpath))
    assert len(asked) > 200
    assert list(faults(asked, queries())) == []


SEEDED = """
import asyncio

async def fine(connection, rows):
    asyncio.run(rows)
    await connection.run("letter_erase", id=1, on="2026-03-02")
    await connection.run_many("letter_erase", [{"id": row, "on": "x"} for row in rows])
    facts = {"on": "x"}
    await connection.run("letter_erase", **facts, id=2)
    for query in ("board", "letter_erase"):
        await connection.run(query, id=1, on="x")
    await letters.listed(connection, "nowhere")

async def wrong(connection, query, facts):
    await connection.run("letter_erase", id=1)
    await connection.run("letter_erase", id=1, on="x", letter=1)
    await connection.all(query, id=1)
    await connection.run("letter_erase", **facts)
    await connection.run_many("letter_erase", facts)
    await connection.fetch(connection.queries["letter_erase"], {"id": 1})
"""


def test_each_sort_of_mistake_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "privacy.sql").write_text(
        "-- name: letter_erase\n-- The day it was erased (:not_a_value).\n"
        "UPDATE letters SET erased_on = :on WHERE id = :id AND number <> ':nor_this'\n\n"
        "-- name: board\nSELECT 1 FROM paced WHERE id = :id AND at = :on\n\n"
        "-- name: forgotten\n-- What nobody asks any more.\nSELECT 1 FROM letters\n"
    )
    asked = list(module("seeded.py", SEEDED).askings())
    assert list(faults(asked, queries(tmp_path))) == [
        "seeded.py:12: there is no query nowhere",
        "seeded.py:15: letter_erase lacks ['on'], does not take []",
        "seeded.py:16: letter_erase lacks [], does not take ['letter']",
        "seeded.py:17: which query is asked cannot be read",
        "seeded.py:18: which values letter_erase is given cannot be read",
        "seeded.py:19: which values letter_erase is given cannot be read",
        "seeded.py:20: letter_erase lacks ['on'], does not take []",
        "board: no line says what it is for",
        "board: paced is not the matter of privacy.sql",
        "forgotten: nobody calls it",
    ]


ASKED = {"all", "one", "fetch"}


def rows_read(tree: ast.Module) -> Iterator[int]:
    """Yields the lines on which what a query gave is read by a name in quotes."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _rows_read_in(function)


def _rows_read_in(function: ast.AST) -> Iterator[int]:
    rows: set[str] = set()
    for _ in range(2):  # what is made of rows is found after them
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    rows |= {name} if _gives_rows(value, rows) else set()
                case (
                    ast.For(target=ast.Name(id=name), iter=value)
                    | ast.comprehension(target=ast.Name(id=name), iter=value)
                ):
                    rows |= {name} if _gives_rows(value, rows) else set()
                case ast.arg(arg=name, annotation=ast.expr() as said):
                    rows |= {name} if "Row" in ast.unparse(said).split("[") else set()
    for node in ast.walk(function):
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str())):
                if name in rows:
                    yield node.lineno
            case ast.Subscript(value=ast.Subscript(value=ast.Name(id=name)), slice=key):
                if name in rows and isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield node.lineno


def _gives_rows(value: ast.expr, rows: set[str]) -> bool:
    match value:
        case ast.Await(value=ast.Call(func=ast.Attribute(attr=how), args=[ast.Constant(), *_])):
            return how in ASKED
        case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)):
            return name in rows
    return False


def test_outside_storage_nobody_reads_a_row_by_names_in_quotes(pytestconfig: pytest.Config) -> None:
    root = pytestconfig.rootpath
    files = [file for room in ROOMS if room != "storage" for file in (root / room).rglob("*.py")]
    found = {
        f"{file.relative_to(root)}:{line}"
        for file in files
        for line in rows_read(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found == set()


def test_reading_a_row_by_names_in_quotes_is_noticed() -> None:
    source = """
async def wrong(connection, given: Row, cells: Mapping[str, str]):
    row = await connection.one("board")
    rows = await connection.all("board")
    row["open"]
    [one["open"] for one in rows]
    rows[0]["open"]
    given["open"]
    cells["open"]
    {one["open"] for one in await connection.all("board")}
    first = rows[0]
    first["open"]
"""
    assert sorted(rows_read(ast.parse(source))) == [5, 6, 7, 8, 10, 12]
