"""Acts that take one press: signing for, approving, deciding on an extension, having seen.

Menus that only look (the way back, the attachments) stand here too.
"""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.pressing import act, letter_for, redraw
from handlers.telegram.access import Visit
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.commands import Command
from mailroom import desk
from storage.outbox import CARD, FILES
from views.presses import OnLetter

AT_ONCE: dict[str, Command] = {
    "sign": c.SignFor(),
    "approve": c.Approve(),
    "grant": c.GrantExtension(),
    "nogrant": c.RefuseExtension(),
    "takeback": c.TakeBack(),
    "keep": c.RefuseReturn(),
    "seen": c.SeeReminder(),
    "urge!": c.Urge(),
    "watch": c.Supervise(),
    "unpublish": c.Unpublish(),
}


def router() -> Router:
    """Returns the handlers of buttons that act or show at once."""
    found = Router(name="acts")
    found.callback_query.register(on_act, pressed(OnLetter, *AT_ONCE))
    found.callback_query.register(on_back, pressed(OnLetter, "back"))
    found.callback_query.register(on_files, pressed(OnLetter, "files"))
    found.callback_query.register(on_card, pressed(OnLetter, "card"))
    return found


async def on_act(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """One press, one act."""
    await act(query, callback_data, visit, AT_ONCE[callback_data.do])


async def on_back(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """From a menu back to the card, as the letter now stands."""
    letter = await letter_for(visit, callback_data.letter)
    visit.shown_as(letter)
    await redraw(visit, letter.id)
    await visit.speaker.toast(query.id)


async def on_files(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Sends everything attached into this chat."""
    await _show(query, callback_data, visit, FILES)


async def on_card(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Sends a letter's card into this chat, from a list."""
    await _show(query, callback_data, visit, CARD)


async def _show(query: CallbackQuery, data: OnLetter, visit: Visit, notice: str) -> None:
    letter = await letter_for(visit, data.letter)
    to = visit.shown_as(letter)
    await desk.show(visit.room, visit.chat, notice, letter, to, visit.cause)
    await visit.speaker.toast(query.id)
