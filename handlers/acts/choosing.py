"""One of several: menus of choices, and what each leads to."""

from collections.abc import Sequence

from handlers.acts import asking
from handlers.acts.asking import Answer
from handlers.acts.press import Press, needs
from letters.acts import Act
from letters.inputs import Choice, OneOf, Step
from letters.letter import Letter
from letters.office import Office
from letters.workflow import NotAllowed
from views.keyboards import choice


def chosen(act: Act, letter: Letter, office: Office, name: str, what: str) -> Choice:
    """Returns the choice of an act's menus that a button means. NotAllowed for none there is."""
    menu = needs(act, OneOf).offered(letter, office)
    for one in (one for first in menu for one in first.whole()):
        if (act.named(one.ending), one.what) == (name, what):
            return one
    raise NotAllowed("menu-outdated")


async def on_press(press: Press) -> None:
    """Shows the first menu, or does what was chosen, or shows where it leads."""
    letter = await press.may()
    act, office, first = press.act, press.visit.room.office, needs(press.act, OneOf)
    if press.step is Step.BEGIN:
        await _show(press, first.offered(letter, office), first.in_a_row)
        return
    taken = chosen(act, letter, office, press.name, press.what)
    if taken.leads:
        await _show(press, taken.leads)
    elif taken.asks is not None:
        await asking.put(press.visit, letter, act.name, press.data.seen, chosen=taken.what)
        await press.toast()
    elif taken.holds:
        await press.back()
    elif taken.gives is not None:
        await press.do(taken.gives)


async def _show(press: Press, menu: Sequence[Choice], in_a_row: int = 1) -> None:
    """Shows what may be chosen; what the rules would not take is not offered."""
    act, letter, words = press.act, press.letter, press.visit.words
    offered = (one for one in menu if one.holds or _possible(press, one))
    await press.show([choice(one, act, letter, words) for one in offered], in_a_row=in_a_row)


def _possible(press: Press, choice: Choice) -> bool:
    return (
        any(_possible(press, one) for one in choice.leads)
        or choice.asks is not None
        or (choice.gives is not None and press.possible(choice.gives))
    )


async def on_answer(answer: Answer) -> None:
    """The words that were to go with what was chosen."""
    part = await answer.words()
    if part is None:
        return
    office, needed = answer.visit.room.office, needs(answer.act, OneOf)
    what = answer.facts.get("chosen")
    offered = needed.offered(answer.letter, office)
    makes = next((c.asks for first in offered for c in first.whole() if c.what == what), None)
    if makes is None:
        raise NotAllowed("menu-outdated")
    await answer.do(makes(part))
