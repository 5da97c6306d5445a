"""Chains a letter's events by hash, so that a changed, missing or added one shows.

Each event's hash is that of its own facts and of the hash before it; the first begins with the
letter's number. Whoever changes an event must change all that follow, and their last hash is what
`mailbox verify` prints and an office may write down elsewhere.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import aiosqlite

FACTS = ("revision", "name", "role", "actor", "at", "on_date", "changed", "cause")
BATCH = 2_000


def link(before: str, number: str, event: Mapping[str, Any]) -> str:
    """Returns an event's hash, 64 hexadecimal digits; `before` is "" for a letter's first."""
    said = json.dumps([before, number, *(event[name] for name in FACTS)], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


async def chain_all(raw: aiosqlite.Connection, queries: Mapping[str, str]) -> int:
    """Chains events that were written before there were chains; returns how many.

    In batches, each a transaction, so that it can be interrupted and resumes at the next start.
    """
    chained = 0
    while True:
        rows = list(await raw.execute_fetchall(queries["events_unchained"], {"most": BATCH}))
        if not rows:
            return chained
        await raw.execute("BEGIN IMMEDIATE")
        await raw.executemany(queries["event_chain"], await _links(raw, queries, rows))
        await raw.execute("COMMIT")
        chained += len(rows)


async def _links(
    raw: aiosqlite.Connection, queries: Mapping[str, str], rows: list[aiosqlite.Row]
) -> list[dict[str, object]]:
    """The hashes of unchained events, which stand in the order of letters and revisions."""
    found: list[dict[str, object]] = []
    ends: dict[int, str] = {}
    for row in rows:
        letter = row["letter"]
        if letter not in ends:
            key = {"letter": letter, "revision": row["revision"] - 1}
            before = list(await raw.execute_fetchall(queries["event_hash"], key))
            ends[letter] = before[0]["hash"] if before else ""
        ends[letter] = link(ends[letter], row["number"], dict(row))
        found.append({"letter": letter, "revision": row["revision"], "hash": ends[letter]})
    return found
