"""What staff look up: open letters, overdue ones, a search, a letter's whole history."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.staff.pressing import letter_for
from handlers.telegram.access import Visit
from handlers.telegram.filters import Command
from handlers.telegram.presses import pressed
from letters.acts import Look
from letters.letter import Letter
from letters.people import Actor
from letters.workflow import NotAllowed
from mailroom import desk
from storage import lists
from storage.lists import Listed
from storage.outbox import CARD
from views import story
from views.keyboards import plain
from views.page import Button, Keyboard, in_rows
from views.presses import OnLetter, OnList

PAGE = 8
MOST_WORDS = 40  # what fits a page button beside the rest


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: how it is read, and whether it is of one's own department."""

    read: Callable[..., Awaitable[Listed]]
    own_department: bool = False


LISTS = {
    "open": Listing(lists.newest),
    "overdue": Listing(lists.overdue),
    "find": Listing(lists.found),
    "mine": Listing(lists.newest, own_department=True),
    "due": Listing(lists.pressing, own_department=True),
}


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
    text, markup = await _page(visit, command.command, what[:MOST_WORDS], 0)
    await visit.speaker.say(visit.chat, text, markup)


async def on_page(query: CallbackQuery, callback_data: OnList, visit: Visit) -> None:
    """Another page, in the place of the one before."""
    data = callback_data
    text, markup = await _page(visit, data.do, data.what, data.page)
    if query.message is not None:
        await visit.speaker.edit(visit.chat, query.message.message_id, text, markup)
    await visit.speaker.toast(query.id)


def _departments(visit: Visit, name: str, what: str) -> list[str]:
    """Returns whose letters are listed; none means all, which only the office sees."""
    readers = visit.readers()
    known = {d.code for d in visit.room.office.departments}
    own = sorted({a.department for a in readers if a.department})
    sees_all = any(a.department is None for a in readers)
    if LISTS[name].own_department:
        mine = own or sorted({a.department for a in visit.actors if a.department})
        if not mine and not sees_all:
            raise NotAllowed("not-yours-to-do")
        return mine
    if name == "open" and what:
        if what not in known:
            raise NotAllowed("no-such-department")
        if not sees_all and what not in own:
            raise NotAllowed("not-of-this-department")
        return [what]
    return [] if sees_all else own


async def _page(visit: Visit, name: str, what: str, number: int) -> tuple[str, Keyboard | None]:
    words, office = visit.words, visit.room.office
    departments = _departments(visit, name, what)
    today = office.local_date(visit.room.now())
    values: dict[str, object] = {}
    if name == "overdue":
        values["today"] = today
    if name == "find":
        values["wanted"] = what
    page = await desk.page(visit.room, LISTS[name].read, departments, number, PAGE, **values)
    if not page.lines:
        return words.html(f"list-{name}-none", what=what), None
    lines = [words.html(f"list-{name}", total=page.total, what=what)]
    lines += [_line(visit, line.letter, line.opening) for line in page.lines]
    buttons = [plain(line.letter.number, line.letter, Look.CARD) for line in page.lines]
    turning = []
    if number:
        turning.append(_turn(visit, "page-before", name, what, number - 1))
    if page.total > (number + 1) * PAGE:
        turning.append(_turn(visit, "page-after", name, what, number + 1))
    keyboard = [*in_rows(buttons), *([turning] if turning else [])]
    return "\n".join(lines), Keyboard.of(*keyboard)


def _turn(visit: Visit, label: str, name: str, what: str, number: int) -> Button:
    data = OnList(do=name, what=what, page=number).pack()
    return Button(visit.words(label), data)


def _line(visit: Visit, letter: Letter, opening: str) -> str:
    words = visit.words
    marks = "" if letter.card is None or not letter.is_open else words(f"mark-{letter.card}")
    return words.html(
        "list-line",
        number=letter.number,
        state=words(f"state-{letter.state}"),
        due=f"{letter.reply_due_on:%m-%d}",
        lead=visit.room.office.department_name(letter.lead) or "none",
        marks=marks,
        opening=opening or "none",
    )


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
