"""What reaches the citizen: every step of a letter as a message that carries its number."""

from dataclasses import fields

from handlers.pieces import Piece, with_body
from letters.letter import Letter
from mailroom.room import Mailroom
from storage.outbox import Parcel, notice_of
from texts import Words


async def pack(room: Mailroom, parcel: Parcel, letter: Letter, words: Words) -> list[Piece]:
    """Returns the messages a citizen's notice becomes."""
    notice = notice_of(parcel)
    facts = {f.name: getattr(notice, f.name) for f in fields(notice)}
    return with_body(words.html(parcel.notice, **facts), "")
