"""/board: how the departments stand; /why: how a letter's dates came about."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command
from letters.letter import Letter
from letters.workflow import NotAllowed
from mailroom import board, desk, my_letters
from reports import why
from views import board as board_view
from views.composing import together


def router() -> Router:
    """Returns the handlers of /board and /why."""
    found = Router(name="dates")
    found.message.register(on_board, Command("board"))
    found.message.register(on_why, Command("why"))
    return found


async def on_board(_message: Message, visit: Visit) -> None:
    """/board: all departments for the office; its own line for a department."""
    departments = [actor.department for actor in visit.readers()]
    wanted = [""] if None in departments else sorted({d for d in departments if d})
    for department in wanted:
        found = await board.board(visit.room, department)
        head = visit.words.html("board-head", on=found.on, week_end=found.week_end)
        blocks = [head, *board_view.lines(visit.room, found, visit.words)]
        for text in together(blocks):
            await visit.speaker.say(visit.chat, text)


async def on_why(_message: Message, command: CommandObject, visit: Visit) -> None:
    """/why NUMBER: to staff any letter they may see, to a citizen their own."""
    typed = (command.args or "").strip()
    if not typed:
        await visit.say("why-which")
        return
    letter, inner = await _found(visit, typed)
    words, office = visit.words, visit.room.office
    for text in together(why.lines(letter, office, words.html, words, inner=inner)):
        await visit.speaker.say(visit.chat, text, letter=letter.id)


async def _found(visit: Visit, typed: str) -> tuple[Letter, bool]:
    """Returns the letter, and whether the reader is staff for it.

    In a private chat what somebody may not see as staff may be their own letter.
    """
    if visit.actors:
        letter = await desk.letter_by_number(visit.room, typed)
        try:
            if letter is None:
                raise NotAllowed("no-such-letter")
            visit.shown_as(letter)
        except NotAllowed:
            if not visit.private:
                raise
        else:
            return letter, True
    return await my_letters.find(visit.room, visit.citizen, typed), False
