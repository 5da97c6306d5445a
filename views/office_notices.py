"""What the office is told that is about no single letter: the week, the calendar, alarms."""

from dataclasses import fields
from typing import get_args

from letters.notices_to_staff import OfficeNotice, Weekly
from mailroom import board
from mailroom.room import Mailroom
from storage.outbox import Parcel, notice_of
from texts import Words
from views import board as board_view
from views.composing import together
from views.page import Piece

NAMES = frozenset(cls.__name__ for cls in get_args(OfficeNotice))


async def pack(room: Mailroom, parcel: Parcel, words: Words) -> list[Piece]:
    """Returns the messages such a notice becomes, as things stand when it goes."""
    match notice_of(parcel):
        case Weekly() as weekly:
            found = await board.board(room)
            head = words.html("Weekly", week=weekly.week)
            blocks = [head, *board_view.lines(room, found, words)]
            blocks += board_view.overdue(room, found, words)
            return [Piece(text) for text in together(blocks)]
        case said:
            facts = {field.name: getattr(said, field.name) for field in fields(said)}
            return [Piece(words.html(type(said).__name__, **facts))]
