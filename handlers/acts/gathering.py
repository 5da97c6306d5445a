"""Several messages, with files: an answer, an opinion. What to make of them is asked afterwards.

The question whether to submit, and what becomes of it, is handlers/confirming.py's.
"""

from handlers.acts import asking
from handlers.acts.asking import Answer
from handlers.acts.press import Press
from mailroom import gathering


async def on_press(press: Press) -> None:
    """Asks for them."""
    letter = await press.may()
    await asking.put(press.visit, letter, press.act.name, press.data.seen)
    await press.toast()


async def on_answer(answer: Answer) -> None:
    """One more message has come."""
    visit, part = answer.visit, answer.part
    if part is None:
        await visit.say("asked-for-words")
        return
    choices = (answer.act.name,)
    await gathering.gather(visit.room, answer.letter, visit.chat, visit.person, part, choices)
