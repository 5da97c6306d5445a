"""Opens one connection to a database file, leaving nothing behind where that cannot be."""

import asyncio
from pathlib import Path
from typing import Any

import aiosqlite


async def connect(target: Path | str, **options: Any) -> aiosqlite.Connection:
    """Returns an open connection. aiosqlite's exceptions pass where there is none to be had.

    aiosqlite does not wait for its thread when a connection fails: a program that ends at once
    would show the thread's own traceback.
    """
    raw = aiosqlite.connect(target, **options)
    try:
        return await raw
    except BaseException:
        await asyncio.to_thread(raw._thread.join)
        raise
