"""A department to lead (suggested ones on top, with why), then any to co-handle.

The lead stands in the button. So do co-handlers only by a check: which they are is remembered
with the presser, since 150 departments do not fit into 64 bytes; whoever else presses, or presses
an older menu, is told that it is outdated. The check is also of the act and of the departments'
configured order, for a button names a co-handler by its place.
"""

import json
import zlib
from dataclasses import dataclass

from handlers.acts import asking
from handlers.acts.press import Press
from letters.commands import Command
from letters.guards import may_handle
from letters.inputs import Step
from letters.letter import Letter
from letters.office import Office
from letters.routing import Suggestion
from letters.workflow import NotAllowed
from mailroom import desk
from views.menus import page_of

KEYWORDS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """A lead and its co-handlers, as far as chosen."""

    lead: str
    co_handlers: frozenset[str] = frozenset()

    def packed(self, press: Press) -> str:
        """Returns the choice as a button carries it: the lead, and a check of all else."""
        order = [d.code for d in press.visit.room.office.departments]
        rest = json.dumps([press.act.name, order, sorted(self.co_handlers)])
        return f"{self.lead}.{zlib.crc32(rest.encode()):08x}"


async def on_press(press: Press) -> None:
    """The lead, then the co-handlers, then the press that assigns."""
    if press.step is Step.BEGIN:
        await _show_leads(press, await press.may())
    elif press.step is Step.LEAD:
        await _show_co_handlers(press, await press.may(), _chosen(press), press.page)
    elif press.step is Step.CO_HANDLER:
        await _toggle(press, await press.may())
    else:
        choice = _chosen(press)
        await press.do(_command(press, choice), ends=bool(choice.co_handlers))


def _command(press: Press, choice: Choice) -> Command:
    """Returns what the choice is for, the co-handlers in the configured order."""
    order = [d.code for d in press.visit.room.office.departments]
    return press.act.made(choice.lead, tuple(sorted(choice.co_handlers, key=order.index)))


def _chosen(press: Press) -> Choice:
    """Returns the choice a button stands for. NotAllowed where it is no longer what it was."""
    act, office, asked = press.act, press.visit.room.office, press.visit.asked
    lead, *rest = press.what.split(".")
    if lead not in {d.code for d in office.departments}:
        raise NotAllowed("menu-outdated")
    if len(rest) != 1:
        return _of_earlier_versions(lead, rest, office)
    remembered = Choice(lead)
    if asked is not None and asked.topic == act.name and asked.facts["letter"] == press.letter.id:
        remembered = Choice(lead, frozenset(str(asked.facts["co_handlers"]).split()))
    for choice in (Choice(lead), remembered):
        if choice.packed(press) == press.what:
            return choice
    raise NotAllowed("menu-outdated")


def _of_earlier_versions(lead: str, rest: list[str], office: Office) -> Choice:
    """Buttons once bore the lead alone, or the co-handlers as bits and a check of the order."""
    if not rest:
        return Choice(lead)
    codes = [d.code for d in office.departments]
    order = f"{zlib.crc32(' '.join(codes).encode()) & 0xFFFF:04x}"
    try:
        bits, found = int(rest[0], 16), rest[1:]
    except ValueError:
        raise NotAllowed("menu-outdated") from None
    if found != [order]:
        raise NotAllowed("menu-outdated")
    members = (code for place, code in enumerate(codes) if bits >> place & 1)
    return Choice(lead, frozenset(members) - {lead})


async def _show_leads(press: Press, letter: Letter) -> None:
    """Shows the departments: those with a reason first, then all others."""
    office = press.visit.room.office
    suggested = await desk.suggestions(press.visit.room, letter)
    labels = {s.department: _suggested(press, s) for s in suggested}
    labels |= {
        d.code: d.name
        for d in office.departments
        if d.code not in labels and may_handle(letter, d.code)
    }
    await press.show(
        [
            press.button(Step.LEAD, label, Choice(code).packed(press))
            for code, label in labels.items()
        ]
    )


def _suggested(press: Press, suggestion: Suggestion) -> str:
    words = press.visit.words
    reasons = []
    if suggestion.keywords:
        reasons.append("、".join(suggestion.keywords[:KEYWORDS_SHOWN]))
    if suggestion.similar:
        reasons.append(words("similar-letters", similar=suggestion.similar))
    name = press.visit.room.office.department_name(suggestion.department)
    return words("department-suggested", department=name, reasons=" · ".join(reasons))


async def _toggle(press: Press, letter: Letter) -> None:
    choice, departments = _chosen(press), press.visit.room.office.departments
    if press.number is None or press.number >= len(departments):
        raise NotAllowed("menu-outdated")
    toggled = departments[press.number].code
    changed = Choice(choice.lead, (choice.co_handlers ^ {toggled}) - {choice.lead})
    await asking.remember(
        press.visit,
        letter,
        press.act.name,
        press.data.seen,
        co_handlers=" ".join(sorted(changed.co_handlers)),
    )
    await _show_co_handlers(press, letter, changed, toggled=toggled)


async def _show_co_handlers(
    press: Press, letter: Letter, choice: Choice, page: int = 0, toggled: str | None = None
) -> None:
    """Shows whom to add, and what assigns; on a page, or on that of the one put in or out."""
    office, words, packed = press.visit.room.office, press.visit.words, choice.packed(press)
    open_to_it = [
        (place, department)
        for place, department in enumerate(office.departments)
        if department.code != choice.lead and may_handle(letter, department.code)
    ]
    buttons = []
    for place, department in open_to_it:
        mark = "✓" if department.code in choice.co_handlers else "＋"
        label = words("co-handler", mark=mark, department=department.name)
        buttons.append(press.button(Step.CO_HANDLER, label, packed, place))
    if toggled is not None:
        page = page_of(buttons, [d.code for _, d in open_to_it].index(toggled))
    label = words("assign-now", lead=office.department_name(choice.lead))
    now = press.button(Step.CONFIRMED, label, packed)
    above = [now] if press.possible(_command(press, choice)) else []
    turning = (press.act.wire(Step.LEAD), packed)
    await press.show(buttons, page=page, above=above, turning=turning)
