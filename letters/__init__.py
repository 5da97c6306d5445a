"""The rules of the mayor's mailbox.

Pure: no Telegram, no SQL, no asyncio, no clock, no files. Dates and instants come in as arguments;
what follows comes out as values. Words are those of docs/glossary.md.
"""

from letters import procedures as _procedures  # noqa: F401 — the letters' own procedure makes itself known
