"""The question whether to submit what staff have said of a letter: its preview and its choices."""

from handlers.pieces import Piece
from handlers.speaking import Speaker
from letters.letter import Letter
from mailroom.room import Mailroom
from storage.outbox import Parcel
from texts import Words


async def pack(room: Mailroom, parcel: Parcel, letter: Letter | None, words: Words) -> list[Piece]:
    """Returns the question, or nothing where more has been said since or it is settled."""
    return []


async def replace_earlier(room: Mailroom, speaker: Speaker, parcel: Parcel, message: int) -> None:
    """Remembers the new question and deletes the one before it."""
