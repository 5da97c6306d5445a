"""Named queries are checked where they are called: they exist, and are given what they take."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.storage.calls import Asking, Query, askings, module, queries

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
