"""Which part of a letter, or of one being written, a message became."""

from typing import NamedTuple

from letters.letter import KeptPart
from storage.database import Connection, Row
from storage.rows import part_from


class Belonging(NamedTuple):
    """A part, and where it is: in a letter, or in one that is being written (a draft)."""

    kept: KeptPart
    letter: int | None
    draft: int | None


async def by_message(
    connection: Connection, chat: int | None, message: int | None
) -> Belonging | None:
    """Returns the last version of the part that came as a message, or None."""
    return _belonging(await connection.one("part_by_message", chat=chat, message=message))


async def of_album(connection: Connection, chat: int | None, album: str) -> Belonging | None:
    """Returns the last part that came of an album, or None."""
    return _belonging(await connection.one("part_of_album", chat=chat, album=album))


def _belonging(row: Row | None) -> Belonging | None:
    return None if row is None else Belonging(part_from(row), row["letter"], row["draft"])
