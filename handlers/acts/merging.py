"""Another letter: one of the likeliest, or its typed number; asked once more."""

from handlers.acts import asking
from handlers.acts.asking import Answer
from handlers.acts.press import Press
from letters.inputs import Step
from letters.letter import Letter
from letters.workflow import NotAllowed
from mailroom import desk

LIKELY_SHOWN = 5


async def on_press(press: Press) -> None:
    """The likely letters, then the question, then the act; or a number is to be typed."""
    words = press.visit.words
    match press.step:
        case Step.BEGIN:
            await _show_likely(press, await press.may())
        case Step.CHOSEN:
            await press.may()
            into = await _other(press)
            label = words(f"{press.act.name}-now", into=into.number)
            await press.show([press.button(Step.CONFIRMED, label, str(into.id))])
        case Step.WRITE:
            letter = await press.may()
            await asking.put(press.visit, letter, press.act.name, press.data.seen)
            await press.toast()
        case _:
            into = await _other(press)
            await press.do(press.act.made(into.id))


async def _show_likely(press: Press, letter: Letter) -> None:
    """Shows the letters this one likely repeats: number, day and opening words."""
    words, buttons = press.visit.words, []
    for likely in (await desk.duplicates(press.visit.room, letter))[:LIKELY_SHOWN]:
        opening = " ".join(likely.letter.text.split())[:16]
        mark = "👤 " if likely.same_citizen else ""
        label = f"{mark}{likely.letter.number} · {opening}"
        buttons.append(press.button(Step.CHOSEN, label, str(likely.letter.id)))
    buttons.append(press.button(Step.WRITE, words(f"{press.act.name}-type-number")))
    await press.show(buttons)


async def _other(press: Press) -> Letter:
    what = press.what
    found = await desk.letter_by_id(press.visit.room, int(what)) if what.isdecimal() else None
    if found is None:
        raise NotAllowed("merge-into-another")
    press.visit.acting_on(found)
    return found


async def on_answer(answer: Answer) -> None:
    """The other letter's number was typed."""
    part, visit = await answer.words(), answer.visit
    if part is None:
        return
    into = await desk.letter_by_number(visit.room, part.text)
    if into is None:
        await visit.say("letter-not-found-number", number=part.text[:30])
        return
    visit.acting_on(into)
    await answer.do(answer.act.made(into.id))
