"""What reaches office and departments: a headline, the letter's card, and the permitted buttons."""

from dataclasses import fields

from handlers.pieces import Piece, with_body
from letters.letter import Letter
from mailroom.room import Mailroom
from storage.outbox import Parcel, notice_of
from texts import Words


async def pack(room: Mailroom, parcel: Parcel, letter: Letter, words: Words) -> list[Piece]:
    """Returns the messages a staff notice becomes."""
    notice = notice_of(parcel)
    facts = {f.name: getattr(notice, f.name) for f in fields(notice)}
    return with_body(words.html(parcel.notice, **facts), "")
