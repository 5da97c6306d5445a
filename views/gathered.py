"""The question whether to submit what staff have said of a letter: its preview and its choices."""

from letters.acts import Look, acts_of
from letters.letter import Letter
from mailroom import gathering
from mailroom.room import Mailroom
from storage.gatherings import Gathering
from storage.outbox import Parcel
from texts import Words
from views.composing import with_body
from views.keyboards import plain
from views.page import Keyboard, Piece, in_rows


async def pack(room: Mailroom, parcel: Parcel, letter: Letter | None, words: Words) -> list[Piece]:
    """Returns the question, or nothing where more has been said since or it is settled."""
    if letter is None:
        return []
    found = await gathering.get(room, parcel.chat, parcel.payload["person"], letter.id)
    if found is None or found.edition != parcel.payload["edition"]:
        return []
    head = words.html("gathered-head", number=letter.number, files=len(found.files))
    pieces = with_body(head, found.text, _buttons(room, found, letter, words))
    return [Piece(p.text, p.markup, reply_to=found.parts[-1].message, dialog=True) for p in pieces]


def _buttons(room: Mailroom, found: Gathering, letter: Letter, words: Words) -> Keyboard:
    submits = [
        plain(words(f"submit-{act.name}"), letter, Look.SUBMIT, f"{act.name}.{found.edition}")
        for act in acts_of(letter)
        if act.name in found.choices and (act.files or not found.files)
    ]
    drop = plain(words("gathered-drop"), letter, Look.DROP, found.edition)
    return Keyboard.of(*in_rows(submits), [drop])
