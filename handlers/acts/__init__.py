"""Presses of buttons about a letter, and answers to what was asked for them.

What a button means stands in the table (letters/acts.py); how the dialogue goes is chosen by what
the act needs. There is one handler for all presses, and one for all answers.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from handlers.acts import (
    at_once,
    choosing,
    citizens,
    departments,
    gathering,
    merging,
    publishing,
    reasons,
    words,
)
from handlers.acts.asking import Answer, answers
from handlers.acts.looks import LOOKS
from handlers.acts.press import Press
from handlers.staff.pressing import letter_for, permitted_to, seen_by
from handlers.telegram.access import Visit
from handlers.telegram.intake import part_of
from handlers.telegram.presses import pressed
from letters import acts, inputs
from letters.acts import Act, By, Meaning, acts_of
from letters.inputs import Input
from letters.letter import Letter
from mailroom import my_letters, perform
from views import to_citizen
from views.presses import OnLetter


@dataclass(frozen=True, slots=True)
class Dialogue:
    """How the presses of an act's buttons go, and the answers to what it asks."""

    press: Callable[[Press], Awaitable[None]]
    answer: Callable[[Answer], Awaitable[None]] | None = None


DIALOGUES: Mapping[tuple[By, type[Input]], Dialogue] = {
    (By.STAFF, inputs.Nothing): Dialogue(at_once.on_press),
    (By.STAFF, inputs.OneOf): Dialogue(choosing.on_press, choosing.on_answer),
    (By.STAFF, inputs.Departments): Dialogue(departments.on_press),
    (By.STAFF, inputs.AnotherLetter): Dialogue(merging.on_press, merging.on_answer),
    (By.STAFF, inputs.Reason): Dialogue(reasons.on_press, reasons.on_answer),
    (By.STAFF, inputs.ReasonAndAdvice): Dialogue(
        reasons.on_press_with_advice, reasons.on_answer_with_advice
    ),
    (By.STAFF, inputs.Words): Dialogue(words.on_press, words.on_answer),
    (By.STAFF, inputs.WordsOrNone): Dialogue(words.on_press_of_optional, words.on_answer),
    (By.STAFF, inputs.Messages): Dialogue(gathering.on_press, gathering.on_answer),
    (By.STAFF, inputs.PublicTexts): Dialogue(publishing.on_press, publishing.on_answer),
    (By.CITIZEN, inputs.Nothing): Dialogue(citizens.at_once),
    (By.CITIZEN, inputs.Confirmation): Dialogue(citizens.confirmed),
    (By.CITIZEN, inputs.OneOf): Dialogue(citizens.one_of),
    (By.CITIZEN, inputs.Words): Dialogue(citizens.words),
    (By.CITIZEN, inputs.Messages): Dialogue(citizens.messages),
}


def dialogue(act: Act) -> Dialogue:
    """Returns how an act's dialogue goes. KeyError for an input nobody knows how to ask for."""
    return DIALOGUES[act.by, type(act.needs)]


def router() -> Router:
    """Returns the handlers of presses about letters and of answers."""
    found = Router(name="acts")
    found.callback_query.register(on_press, pressed(OnLetter))
    found.message.register(on_answer, answers)
    return found


async def on_press(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Finds what the button means, and goes on with its dialogue."""
    data = callback_data
    look = LOOKS.get(data.do)
    if look is not None:
        await look(query, data, visit)
        return
    letter = await letter_for(visit, data.letter)
    meanings = acts.pressed(data.do, acts_of(letter))
    if not meanings:
        raise SkipHandler  # a button nobody knows any more
    meant = await _meant(visit, letter, data.seen, meanings)
    press = Press(query, data, visit, letter, meant.act, meant.step, meant.name, meant.number)
    await dialogue(meant.act).press(press)


async def _meant(visit: Visit, letter: Letter, seen: int, meanings: tuple[Meaning, ...]) -> Meaning:
    """Returns, of acts that share a step, the one that is possible now.

    AlreadyDone where another of them was done since the button was made.
    """
    first = meanings[0]
    if len(meanings) == 1:
        return first
    if first.act.by is By.CITIZEN:
        await my_letters.own(visit.room, visit.citizen, letter.id)
        may = to_citizen.allowed(letter, visit.room)
    else:
        may = permitted_to(visit, letter)
    for one in meanings:
        await perform.refuse_late(visit.room, letter, one.act.command, seen_by(one.act, seen))
    return next((one for one in meanings if one.act.command in may), first)


async def on_answer(message: Message, visit: Visit, letter: Letter, act: Act) -> None:
    """Takes what was written for what it was asked for."""
    asked, taken = visit.asked, dialogue(act).answer
    if asked is not None and taken is not None:
        answer = Answer(visit, letter, act, asked.topic, asked.facts, part_of(message))
        await taken(answer)
