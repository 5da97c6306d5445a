"""The citizen's acts on a letter of their own.

What the citizen writes when asked is taken with all else they write (mailroom/incoming.py).
"""

from aiogram.dispatcher.event.bases import SkipHandler

from handlers.acts.choosing import chosen
from handlers.acts.press import Press
from handlers.citizen.following import say
from letters.commands import Command
from letters.inputs import Step
from letters.letter import Letter
from letters.workflow import NotAllowed
from mailroom import incoming, my_letters, perform
from mailroom.perform import Cause, consider
from views import to_citizen
from views.keyboards import choice_name, plain
from views.page import Piece, Question, keyboard


async def _may(press: Press) -> Letter | None:
    """Returns the letter if the citizen may do this now; says why not, and None, if they may not.

    NotAllowed for somebody else's letter.
    """
    visit, words = press.visit, press.visit.words
    letter = await my_letters.own(visit.room, visit.citizen, press.letter.id)
    if press.act.command in to_citizen.allowed(letter, visit.room):
        await press.toast()
        return letter
    cannot = f"cannot-{press.act.name}"
    if cannot in words:
        text = words.html(cannot, number=letter.number)
    elif not letter.is_open:
        text = to_citizen.closed(letter, words)
    else:
        return await consider(visit.room, letter.id, press.act.command, visit.citizen, None)
    await press.toast()
    await say(visit, Piece(text, to_citizen.buttons(letter, visit.room, words)), letter)
    return None


async def _do(press: Press, command: Command) -> Letter:
    visit = press.visit
    seen = None if press.act.again else press.data.seen
    cause = Cause(key=visit.cause, seen=seen)
    done = await perform.perform(visit.room, press.letter.id, command, visit.citizen, cause)
    return done.letter


async def at_once(press: Press) -> None:
    """One press, one act: said in a box; the buttons show what may be done now."""
    visit, words = press.visit, press.visit.words
    await my_letters.own(visit.room, visit.citizen, press.letter.id)
    letter = await _do(press, press.act.made())
    await press.toast(words(press.act.said, number=letter.number), alert=True)
    if press.message is not None:
        apart = to_citizen.act_rows(letter, visit.room, words, aside=True)
        markup = keyboard(*to_citizen.act_rows(letter, visit.room, words), *apart)
        await visit.speaker.edit_buttons(visit.chat, press.message, markup)


async def confirmed(press: Press) -> None:
    """Asked once more before it is done; then the question goes."""
    visit, words, act = press.visit, press.visit.words, press.act
    if press.step is Step.BEGIN:
        letter = await _may(press)
        if letter is None:
            return
        yes, no = (
            plain(words(f"act-{wire}"), letter, wire)
            for wire in (act.wire(Step.CONFIRMED), act.wire(Step.DROPPED))
        )
        text = words.html(f"ask-{act.name}", number=letter.number)
        await say(visit, Piece(text, keyboard([yes], [no]), dialog=True), letter)
        return
    if press.step is Step.CONFIRMED:
        await _do(press, act.made())
        await press.toast()
    else:
        letter = await my_letters.own(visit.room, visit.citizen, press.letter.id)
        await press.toast(words(f"dropped-{act.name}", number=letter.number))
    if press.message is not None:
        await visit.speaker.delete(visit.chat, press.message)


async def one_of(press: Press) -> None:
    """One of the choices under the letter: thanked for, with what may be done now."""
    visit, words, act = press.visit, press.visit.words, press.act
    office = visit.room.office
    try:
        choice = chosen(act, press.letter, office, press.name, press.what)
    except NotAllowed:
        raise SkipHandler from None  # a button nobody knows
    letter = await _do(press, choice.gives or act.made())
    await press.toast()
    await press.takes_buttons_off()
    markup = to_citizen.buttons(letter, visit.room, words)
    facts = {
        "number": letter.number,
        "choice": choice_name(choice, words),
        "more": markup is not None,
    }
    await say(visit, Piece(words.html(act.said, **facts), markup), letter)


async def words(press: Press) -> None:
    """Asks for the words; the next message is taken for them."""
    letter = await _may(press)
    if letter is not None:
        await _ask(press, letter)


async def messages(press: Press) -> None:
    """What comes next goes to this letter; once the citizen is done, its buttons come back."""
    visit, words = press.visit, press.visit.words
    if press.step is Step.BEGIN:
        letter = await _may(press)
        if letter is not None:
            await _ask(press, letter)
        return
    letter = await my_letters.own(visit.room, visit.citizen, press.letter.id)
    if visit.asked is not None and visit.asked.topic in press.act.topics:
        await perform.forget(visit.room, visit.chat, visit.person)
    await press.toast(words("done-adding", number=letter.number))
    if press.message is not None:
        markup = to_citizen.buttons(letter, visit.room, words)
        await visit.speaker.edit_buttons(visit.chat, press.message, markup)


async def _ask(press: Press, letter: Letter) -> None:
    visit, words, name = press.visit, press.visit.words, press.act.name
    await incoming.ask_for(visit.room, visit.chat, visit.citizen, letter, press.act)
    paused = letter.paused_on is not None
    prompt = Piece(
        words.html(f"ask-{name}", number=letter.number, paused=paused),
        Question(words(f"placeholder-{name}")),
    )
    await say(visit, prompt, letter)
