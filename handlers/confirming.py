"""The question whether to submit what staff have said of a letter: its preview and its choices."""

from aiogram.types import CallbackQuery

from handlers.pressing import done_words, give, letter_for, message_of
from handlers.telegram.access import Visit
from letters.acts import Look, acts_of, named
from letters.letter import Letter, text_part
from letters.workflow import NotAllowed
from mailroom import gathering
from mailroom.room import Mailroom
from storage.gatherings import Gathering
from storage.outbox import Parcel
from texts import Words
from views.composing import with_body
from views.keyboards import plain
from views.page import Keyboard, Piece, in_rows
from views.presses import OnLetter


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
        for act in acts_of(letter, room.office)
        if act.name in found.choices and (act.files or not found.files)
    ]
    drop = plain(words("gathered-drop"), letter, Look.DROP, found.edition)
    return Keyboard.of(*in_rows(submits), [drop])


async def on_submit(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """What was said becomes an answer, an opinion, a note or a question."""
    choice, _, edition = data.what.partition(".")
    found = await _mine(visit, data.letter, edition)
    letter = await letter_for(visit, data.letter)
    act = named(choice, acts_of(letter, visit.room.office))
    if act is None or choice not in found.choices:
        raise NotAllowed("menu-outdated")
    command = act.made(found.parts if act.files else text_part(found.text))
    ends = (visit.chat, visit.person)
    done = await give(visit, letter.id, act, command, found.seen, ends=ends)
    await gathering.end(visit.room, visit.chat, visit.person, letter.id)
    line = done_words(visit, done.letter, act.command)
    await _settled(query, visit, visit.words.html("as-said", text=line))
    await visit.speaker.toast(query.id, line)


async def on_drop(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """Nothing of it reaches the letter."""
    found = await _mine(visit, data.letter, data.what)
    await gathering.end(visit.room, visit.chat, visit.person, found.letter)
    letter = await letter_for(visit, data.letter)
    text = visit.words.html("gathered-dropped", number=letter.number)
    await _settled(query, visit, text)
    await visit.speaker.toast(query.id)


async def _mine(visit: Visit, letter: int, edition: str) -> Gathering:
    """Returns what the presser has said; only they decide on it, and only as it was shown."""
    found = await gathering.get(visit.room, visit.chat, visit.person, letter)
    if found is None or found.edition != edition:
        raise NotAllowed("not-your-words")
    return found


async def _settled(query: CallbackQuery, visit: Visit, text: str) -> None:
    """The question gives way to what became of it."""
    message = message_of(query)
    if message is not None:
        await visit.speaker.edit(visit.chat, message, text)
