"""Reasons, chosen or written; a refusal's advice, and its last look before it goes."""

from handlers.acts import asking
from handlers.acts.asking import Answer
from handlers.acts.press import Press, needs, waiting
from handlers.telegram.access import Visit
from letters.acts import Act
from letters.inputs import ADVICE, Reason, ReasonAndAdvice, Step
from letters.letter import Letter, Part, text_part
from letters.workflow import NotAllowed
from texts import Words
from views.composing import quoted
from views.keyboards import menu, plain
from views.page import Button, Keyboard

REFUSING = "refusing"
"""What is remembered while a refusal is put together."""
WRITTEN = "w"
NO_ADVICE = "0"


async def on_press(press: Press) -> None:
    """Shows the usual reasons; does what one was chosen for, or asks for one."""
    letter, needed = await press.may(), needs(press.act, Reason)
    if press.step is Step.BEGIN:
        await press.show(_reasons(press.visit.words, letter, press.act))
    elif press.what == WRITTEN:
        await asking.put(press.visit, letter, press.act.name, press.data.seen)
        await press.toast()
    else:
        reason = _usual(press.visit, needed.whose, needed.usual, press.what)
        await press.do(press.act.made(reason))


async def on_answer(answer: Answer) -> None:
    """The reason was written."""
    part = await answer.words()
    if part is not None:
        await answer.do(answer.act.made(part))


def _reasons(words: Words, letter: Letter, act: Act) -> list[Button]:
    needed = needs(act, Reason)
    return _menu(words, letter, act.wire(Step.CHOSEN), needed.whose, needed.usual)


def _menu(words: Words, letter: Letter, wire: str, whose: str, most: int) -> list[Button]:
    """Returns the usual reasons, and the button for writing one."""
    named = {str(n): f"{whose}-reason-{n}" for n in range(1, most + 1)} | {WRITTEN: "write-it"}
    return [plain(words(label), letter, wire, what) for what, label in named.items()]


def _usual(visit: Visit, whose: str, most: int, what: str) -> Part:
    """Returns a usual reason, in the office's language whoever presses."""
    if not what.isdecimal() or not 1 <= int(what) <= most:
        raise NotAllowed("menu-outdated")
    return text_part(Words(visit.room.office.language)(f"{whose}-reason-{what}"))


# -- a reason, then advice ------------------------------------------------------------------------


async def on_press_with_advice(press: Press) -> None:
    """A reason as above; then advice, or none; then the whole once more, to be confirmed."""
    visit, act, seen = press.visit, press.act, press.data.seen
    needed = needs(act, ReasonAndAdvice)
    if press.step is Step.CONFIRMED:
        await _confirmed(press)
    elif press.step is Step.ADVICE:
        letter = await press.may()
        reason = str(waiting(visit, letter.id, (REFUSING,)).facts["reason"])
        if press.what == WRITTEN:
            await asking.put(visit, letter, ADVICE, seen, reason=reason)
        else:
            none = press.what == NO_ADVICE
            advice = "" if none else _usual(visit, ADVICE, needed.usual_advice, press.what).text
            await _look(visit, letter, act, seen, reason, advice)
        await press.toast()
    elif press.step is Step.CHOSEN and press.what != WRITTEN:
        letter = await press.may()
        reason = _usual(visit, needed.whose, needed.usual, press.what).text
        await asking.remember(visit, letter, REFUSING, seen, reason=reason)
        await press.show(_advice(visit.words, letter, act))
    else:
        await on_press(press)


def _advice(words: Words, letter: Letter, act: Act) -> list[Button]:
    wire, most = act.wire(Step.ADVICE), needs(act, ReasonAndAdvice).usual_advice
    none = plain(words("no-advice"), letter, wire, NO_ADVICE)
    return [*_menu(words, letter, wire, ADVICE, most), none]


async def on_answer_with_advice(answer: Answer) -> None:
    """Reason or advice was written: on to the next question."""
    part, visit, seen = await answer.words(), answer.visit, answer.facts["seen"]
    if part is None:
        return
    if answer.topic == ADVICE:
        await _look(visit, answer.letter, answer.act, seen, answer.facts["reason"], part.text)
        return
    await asking.remember(visit, answer.letter, REFUSING, seen, reason=part.text)
    choices = menu(visit.words, answer.letter, _advice(visit.words, answer.letter, answer.act))
    head = visit.words.html("choose-advice", number=answer.letter.number)
    await visit.speaker.say(visit.chat, head, choices, letter=answer.letter.id)


async def _look(
    visit: Visit, letter: Letter, act: Act, seen: int | None, reason: str, advice: str
) -> None:
    """Shows it as the citizen will read it, with the button that sends it."""
    await asking.remember(visit, letter, REFUSING, seen, reason=reason, advice=advice)
    words = visit.words
    text = words.html("confirm-refusal", number=letter.number) + "\n" + quoted(reason)
    if advice:
        text += words.html("part-advice") + "\n" + quoted(advice)
    now = plain(words(f"{act.name}-now"), letter, act.wire(Step.CONFIRMED))
    await visit.speaker.say(visit.chat, text, Keyboard.of([now]), letter=letter.id)


async def _confirmed(press: Press) -> None:
    facts = waiting(press.visit, press.letter.id, (REFUSING,)).facts
    if "advice" not in facts:
        raise NotAllowed("menu-outdated")
    advice = text_part(facts["advice"]) if facts["advice"] else None
    await press.do(press.act.made(text_part(facts["reason"]), advice), ends=True)
    await press.takes_buttons_off()
