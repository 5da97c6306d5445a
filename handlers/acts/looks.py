"""Buttons that do nothing to a letter: the way back, its card, its attachments, its history."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram.types import CallbackQuery

from handlers.acts import gathering
from handlers.citizen import following
from handlers.staff import lists
from handlers.staff.pressing import letter_for, redraw
from handlers.telegram.access import Visit
from letters.acts import Look
from mailroom import desk
from storage.outbox import CARD, FILES
from views.presses import OnLetter


async def on_back(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """From a menu back to the card, as the letter now stands."""
    letter = await letter_for(visit, data.letter)
    visit.shown_as(letter)
    await redraw(visit, letter.id)
    await visit.speaker.toast(query.id)


async def on_files(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """Sends everything attached into this chat."""
    await _show(query, data, visit, FILES)


async def on_card(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """Sends a letter's card into this chat, from a list."""
    await _show(query, data, visit, CARD)


async def _show(query: CallbackQuery, data: OnLetter, visit: Visit, notice: str) -> None:
    letter = await letter_for(visit, data.letter)
    to = visit.shown_as(letter)
    await desk.show(visit.room, visit.chat, notice, letter, to, visit.cause)
    await visit.speaker.toast(query.id)


LOOKS: Mapping[str, Callable[[CallbackQuery, OnLetter, Visit], Awaitable[None]]] = {
    Look.BACK: on_back,
    Look.FILES: on_files,
    Look.CARD: on_card,
    Look.STORY: lists.on_story,
    Look.SUBMIT: gathering.on_submit,
    Look.DROP: gathering.on_drop,
    Look.MY_LETTER: following.on_open,
    Look.MY_ANSWER: following.on_answer,
}
