"""Several messages, with files: an answer, an opinion; or a Reply to a card, whatever it becomes.

Whether to submit what was gathered is asked by the pump (views/gathered.py), since more may come.
"""

from aiogram.types import CallbackQuery

from handlers.acts import asking
from handlers.acts.asking import Answer
from handlers.acts.press import Press
from handlers.staff.pressing import done_words, give, letter_for, message_of
from handlers.telegram.access import Visit
from letters.acts import acts_of, named
from letters.letter import text_part
from letters.workflow import NotAllowed
from mailroom import gathering
from storage.gatherings import Gathering
from views.presses import OnLetter


async def on_press(press: Press) -> None:
    """Asks for them."""
    letter = await press.may()
    await asking.put(press.visit, letter, press.act.name, press.data.seen)
    await press.toast()


async def on_answer(answer: Answer) -> None:
    """One more message has come."""
    visit, part, choices = answer.visit, answer.part, (answer.act.name,)
    if part is None:
        await visit.say("asked-for-words")
        return
    await gathering.gather(visit.room, answer.letter, visit.chat, visit.person, part, choices)


async def on_submit(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """What was said becomes an answer, an opinion, a note or a question."""
    choice, _, edition = data.what.partition(".")
    found = await _mine(visit, data.letter, edition)
    letter = await letter_for(visit, data.letter)
    act = named(choice, acts_of(letter))
    if act is None or choice not in found.choices:
        raise NotAllowed("menu-outdated")
    command = act.made(found.parts if act.files else text_part(found.text))
    ends = (visit.chat, visit.person)
    done = await give(visit, letter.id, act, command, found.seen, ends=ends)
    await gathering.end(visit.room, visit.chat, visit.person, letter.id)
    line = done_words(visit, done.letter, act.command)
    await _settled(query, visit, visit.words.html("as-said", text=line))
    await visit.speaker.toast(query.id, line)


async def on_drop(query: CallbackQuery, data: OnLetter, visit: Visit) -> None:
    """Nothing of it reaches the letter."""
    found = await _mine(visit, data.letter, data.what)
    await gathering.end(visit.room, visit.chat, visit.person, found.letter)
    letter = await letter_for(visit, data.letter)
    text = visit.words.html("gathered-dropped", number=letter.number)
    await _settled(query, visit, text)
    await visit.speaker.toast(query.id)


async def _mine(visit: Visit, letter: int, edition: str) -> Gathering:
    """Returns what the presser has said; only they decide on it, and only as it was shown."""
    found = await gathering.get(visit.room, visit.chat, visit.person, letter)
    if found is None or found.edition != edition:
        raise NotAllowed("not-your-words")
    return found


async def _settled(query: CallbackQuery, visit: Visit, text: str) -> None:
    """The question gives way to what became of it."""
    message = message_of(query)
    if message is not None:
        await visit.speaker.edit(visit.chat, message, text)
