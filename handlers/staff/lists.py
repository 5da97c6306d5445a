"""What staff look up: open letters, overdue ones, a search, a letter's whole history."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.staff.pressing import letter_for
from handlers.telegram.access import Visit
from handlers.telegram.filters import Command
from handlers.telegram.presses import pressed
from letters.letter import Letter
from letters.people import Actor
from letters.workflow import NotAllowed
from mailroom import desk
from storage.outbox import CARD
from views import story
from views.lists import LISTS, page, searched
from views.presses import OnLetter, OnList


def router() -> Router:
    """Returns the handlers of lists and of a letter's history."""
    found = Router(name="lists")
    found.message.register(on_list, Command(*LISTS))
    found.message.register(on_letter, Command("letter"))
    found.callback_query.register(on_page, pressed(OnList, *LISTS))
    return found


async def on_list(message: Message, command: CommandObject, visit: Visit) -> None:
    """/open [department], /overdue, /find WORDS, /mine, /due."""
    what = (command.args or "").strip()
    if command.command == "find" and not what:
        await visit.say("find-what")
        return
    what = searched(what)
    piece = await page(visit, visit.words, command.command, what, 0)
    await visit.speaker.say(visit.chat, piece.text, piece.markup)


async def on_page(query: CallbackQuery, callback_data: OnList, visit: Visit) -> None:
    """Another page, in the place of the one before."""
    data = callback_data
    piece = await page(visit, visit.words, data.do, data.what, data.page)
    if query.message is not None:
        shown_in = query.message.message_id
        await visit.speaker.edit(visit.chat, shown_in, piece.text, piece.keyboard)
    await visit.speaker.toast(query.id)


async def on_letter(message: Message, command: CommandObject, visit: Visit) -> None:
    """/letter NUMBER: the whole history, then the card.

    In a private chat what staff may not see as staff may be their own letter: that is the
    citizen's side to answer.
    """
    typed = (command.args or "").strip()
    if visit.private and (not visit.actors or not typed):
        raise SkipHandler
    visit.readers()
    if not typed:
        await visit.say("letter-which")
        return
    letter = await desk.letter_by_number(visit.room, typed)
    try:
        if letter is None:
            raise NotAllowed("no-such-letter")
        to = visit.shown_as(letter)
    except NotAllowed:
        if visit.private:
            raise SkipHandler from None
        raise
    await _tell(visit, letter)
    await desk.show(visit.room, visit.chat, CARD, letter, to, visit.cause)


async def on_story(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """The whole history, from a card."""
    letter = await letter_for(visit, data.letter)
    visit.shown_as(letter)
    await _tell(visit, letter)
    await visit.speaker.toast(query.id)


async def _tell(visit: Visit, letter: Letter) -> None:
    found = await desk.dossier(visit.room, letter)
    reader: Actor = next(iter(visit.readers()))
    for text in story.told(visit.room, found, reader, visit.words):
        await visit.speaker.say(visit.chat, text, letter=letter.id)
