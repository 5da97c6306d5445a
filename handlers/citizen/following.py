"""After sending: the citizen's letters, one of them opened, its answer read again."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command, in_private
from handlers.telegram.presses import pressed
from letters.letter import Letter
from letters.workflow import NotAllowed
from mailroom import my_letters
from views import my_letters as views
from views.page import Piece
from views.presses import OnLetter, OnList


def router() -> Router:
    """Returns the handlers of following up, for private chats."""
    found = Router(name="following")
    found.message.filter(in_private)
    found.message.register(on_letters, Command("letters"))
    found.message.register(on_letter, Command("letter"))
    found.callback_query.register(on_page, pressed(OnList, "my-letters"))
    return found


async def on_letters(_message: Message, visit: Visit) -> None:
    """/letters: the newest first."""
    page = await my_letters.page(visit.room, visit.citizen, 0)
    piece = views.page(page, visit.words)
    await visit.speaker.say(visit.chat, piece.text, views.markup_of(piece))


async def on_page(query: CallbackQuery, callback_data: OnList, visit: Visit) -> None:
    """Another page of the list, in its place."""
    page = await my_letters.page(visit.room, visit.citizen, callback_data.page)
    piece = views.page(page, visit.words)
    await visit.speaker.toast(query.id)
    if query.message is not None:
        shown_in = query.message.message_id
        await visit.speaker.edit(visit.chat, shown_in, piece.text, views.markup_of(piece))


async def on_letter(message: Message, command: CommandObject, visit: Visit) -> None:
    """/letter CODE or NUMBER: one letter of the citizen's own."""
    if not command.args:
        await on_letters(message, visit)
        return
    try:
        letter = await my_letters.find(visit.room, visit.citizen, command.args)
    except NotAllowed:
        await visit.say("letter-not-found")
        return
    await _show(visit, letter)


async def on_open(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """A letter of the list is opened."""
    letter = await my_letters.own(visit.room, visit.citizen, data.letter)
    await visit.speaker.toast(query.id)
    await _show(visit, letter)


async def _show(visit: Visit, letter: Letter) -> None:
    view = await my_letters.view(visit.room, visit.citizen, letter.id)
    for piece in views.letter(view, visit.room, visit.words):
        await say(visit, piece, letter)


async def say(visit: Visit, piece: Piece, letter: Letter) -> None:
    """Says something about a letter of the citizen's own."""
    own = not piece.dialog
    await visit.speaker.say(visit.chat, piece.text, piece.markup, letter=letter.id, own=own)


async def on_answer(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """The answer once more, with its files."""
    sent = await my_letters.answer_again(visit.room, visit.citizen, data.letter, visit.cause)
    toast = "" if sent else visit.words("no-answer-yet")
    await visit.speaker.toast(query.id, toast, alert=not sent)
