"""The question whether to submit what staff have said of a letter: its preview and its choices."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.pressing import done_words, give, letter_for, message_of
from handlers.telegram.access import Visit
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.letter import Letter, text_part
from letters.workflow import NotAllowed
from mailroom import gathering
from mailroom.gathering import Gathering
from mailroom.room import Mailroom
from storage.outbox import Parcel
from texts import Words
from views.composing import with_body
from views.keyboards import plain
from views.page import Keyboard, Piece, in_rows
from views.presses import OnLetter

TEXT_ALONE = frozenset({"ask", "note"})


def router() -> Router:
    """Returns the handlers of the question's buttons."""
    found = Router(name="confirming")
    found.callback_query.register(on_submit, pressed(OnLetter, "submit"))
    found.callback_query.register(on_drop, pressed(OnLetter, "drop"))
    return found


async def pack(room: Mailroom, parcel: Parcel, letter: Letter | None, words: Words) -> list[Piece]:
    """Returns the question, or nothing where more has been said since or it is settled."""
    if letter is None:
        return []
    found = await gathering.get(room, parcel.chat, parcel.payload["person"], letter.id)
    if found is None or found.edition != parcel.payload["edition"]:
        return []
    head = words.html("gathered-head", number=letter.number, files=len(found.files))
    pieces = with_body(head, found.text, _buttons(found, letter, words))
    return [Piece(p.text, p.markup, reply_to=found.parts[-1].message, dialog=True) for p in pieces]


def _buttons(found: Gathering, letter: Letter, words: Words) -> Keyboard:
    choices = [choice for choice in found.choices if not found.files or choice not in TEXT_ALONE]
    submits = [
        plain(words(f"submit-{choice}"), letter, "submit", f"{choice}.{found.edition}")
        for choice in choices
    ]
    drop = plain(words("gathered-drop"), letter, "drop", found.edition)
    return Keyboard.of(*in_rows(submits), [drop])


async def on_submit(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """What was said becomes an answer, an opinion, a note or a question."""
    choice, _, edition = callback_data.what.partition(".")
    found = await _mine(visit, callback_data.letter, edition)
    if choice not in found.choices:
        raise NotAllowed("menu-outdated")
    command = _made(choice, found)
    ends = (visit.chat, visit.person)
    done = await give(visit, callback_data.letter, command, found.seen, ends=ends)
    await gathering.end(visit.room, visit.chat, visit.person, callback_data.letter)
    line = done_words(visit, done.letter, type(command))
    await _settled(query, visit, visit.words.html("as-said", text=line))
    await visit.speaker.toast(query.id, line)


def _made(choice: str, found: Gathering) -> c.Command:
    match choice:
        case "draft":
            return c.Draft(found.parts)
        case "contrib":
            return c.Contribute(found.parts)
        case "ask":
            return c.AskCitizen(text_part(found.text))
        case _:
            return c.WriteNote(text_part(found.text))


async def on_drop(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Nothing of it reaches the letter."""
    found = await _mine(visit, callback_data.letter, callback_data.what)
    await gathering.end(visit.room, visit.chat, visit.person, found.letter)
    letter = await letter_for(visit, callback_data.letter)
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
