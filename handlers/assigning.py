"""Accepting and assigning: the lead first (suggested ones on top, with why), then co-handlers.

What was chosen so far stands in the buttons themselves: the lead's code, and the co-handlers as
places in the configured order, with a check that the order is still the same.
"""

import re
import zlib
from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.pressing import act, may, message_of
from handlers.telegram.access import Visit
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.guards import may_handle
from letters.letter import Letter
from letters.office import Office
from letters.routing import Suggestion
from letters.workflow import NotAllowed
from mailroom import desk
from views import keyboards
from views.keyboards import department_name, plain
from views.page import Button
from views.presses import OnLetter

KEYWORDS_SHOWN = 2
CO_HANDLER = re.compile("co[0-9]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A lead and its co-handlers, as far as chosen."""

    lead: str
    co_handlers: frozenset[str] = frozenset()

    def packed(self, office: Office) -> str:
        """Returns the choice as a button carries it."""
        codes = [d.code for d in office.departments]
        bits = sum(1 << place for place, code in enumerate(codes) if code in self.co_handlers)
        return f"{self.lead}.{bits:x}.{_order(office)}"

    def toggled(self, department: str) -> "Choice":
        """Returns the choice with a co-handler put in or taken out."""
        return Choice(self.lead, self.co_handlers ^ {department})


def _order(office: Office) -> str:
    codes = " ".join(d.code for d in office.departments)
    return f"{zlib.crc32(codes.encode()) & 0xFFFF:04x}"


def unpacked(what: str, office: Office) -> Choice:
    """Returns the choice a button carries. NotAllowed once the departments were changed."""
    lead, _, rest = what.partition(".")
    bits, _, order = rest.partition(".")
    codes = [d.code for d in office.departments]
    if lead not in codes or (rest and order != _order(office)):
        raise NotAllowed("menu-outdated")
    try:
        chosen = int(bits or "0", 16)
    except ValueError:
        raise NotAllowed("menu-outdated") from None
    members = (code for place, code in enumerate(codes) if chosen >> place & 1)
    return Choice(lead, frozenset(members) - {lead})


def router() -> Router:
    """Returns the handlers of the assignment's menus."""
    found = Router(name="assigning")
    found.callback_query.register(on_begin, pressed(OnLetter, "assign", "reassign"))
    found.callback_query.register(on_lead, pressed(OnLetter, "lead"))
    found.callback_query.register(on_toggle, _toggles)
    found.callback_query.register(on_assign, pressed(OnLetter, "assign!"))
    return found


async def _toggles(query: CallbackQuery) -> bool | dict[str, OnLetter]:
    """Whether a co-handler is put in or taken out: `do` bears its place in the order."""
    press = OnLetter.unpack(query.data or "")
    if press is None or not CO_HANDLER.fullmatch(press.do):
        return False
    return {"callback_data": press}


def _command(letter: Letter) -> type:
    return c.Assign if letter.lead is None else c.Reassign


async def on_begin(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Shows the departments: those with a reason first, then all others."""
    command = c.Assign if callback_data.do == "assign" else c.Reassign
    letter = await may(visit, callback_data, command)
    suggested = await desk.suggestions(visit.room, letter)
    known = {s.department for s in suggested}
    choices = [_suggested(visit, letter, s) for s in suggested]
    choices += [
        plain(d.name, letter, "lead", d.code)
        for d in visit.room.office.departments
        if d.code not in known and may_handle(letter, d.code)
    ]
    await _show(query, visit, letter, choices)


def _suggested(visit: Visit, letter: Letter, suggestion: Suggestion) -> Button:
    words = visit.words
    reasons = []
    if suggestion.keywords:
        reasons.append("、".join(suggestion.keywords[:KEYWORDS_SHOWN]))
    if suggestion.similar:
        reasons.append(words("similar-letters", similar=suggestion.similar))
    name = department_name(visit.room.office, suggestion.department)
    label = words("department-suggested", department=name, reasons=" · ".join(reasons))
    return plain(label, letter, "lead", suggestion.department)


async def on_lead(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """A lead was chosen: shows whom to add, and the button that assigns."""
    letter = await _waiting(visit, callback_data)
    choice = unpacked(callback_data.what, visit.room.office)
    await _show_co_handlers(query, visit, letter, choice)


async def on_toggle(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """A co-handler is put in or taken out; `do` bears its place in the configured order."""
    letter = await _waiting(visit, callback_data)
    choice = unpacked(callback_data.what, visit.room.office)
    place = callback_data.do.removeprefix("co")
    departments = visit.room.office.departments
    if not place.isdigit() or int(place) >= len(departments):
        raise NotAllowed("menu-outdated")
    await _show_co_handlers(query, visit, letter, choice.toggled(departments[int(place)].code))


async def _waiting(visit: Visit, data: OnLetter) -> Letter:
    letter = await desk.letter_by_id(visit.room, data.letter)
    return await may(visit, data, c.Assign if letter is None else _command(letter))


async def _show_co_handlers(
    query: CallbackQuery, visit: Visit, letter: Letter, choice: Choice
) -> None:
    office, words = visit.room.office, visit.words
    packed = choice.packed(office)
    lead = department_name(office, choice.lead)
    choices = [plain(words("assign-now", lead=lead), letter, "assign!", packed)]
    for place, department in enumerate(office.departments):
        if department.code != choice.lead and may_handle(letter, department.code):
            mark = "✓" if department.code in choice.co_handlers else "＋"
            label = words("co-handler", mark=mark, department=department.name)
            choices.append(plain(label, letter, f"co{place}", packed))
    await _show(query, visit, letter, choices)


async def _show(query: CallbackQuery, visit: Visit, letter: Letter, choices: list[Button]) -> None:
    message = message_of(query)
    if message is not None:
        menu = keyboards.menu(visit.words, letter, choices)
        await visit.speaker.edit_buttons(visit.chat, message, menu)
    await visit.speaker.toast(query.id)


async def on_assign(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """受理并转办, or 改派."""
    letter = await desk.letter_by_id(visit.room, callback_data.letter)
    choice = unpacked(callback_data.what, visit.room.office)
    order = [d.code for d in visit.room.office.departments]
    co_handlers = tuple(sorted(choice.co_handlers, key=order.index))
    again = letter is not None and letter.lead is not None
    command = c.Reassign if again else c.Assign
    await act(query, callback_data, visit, command(choice.lead, co_handlers))
