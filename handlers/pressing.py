"""What every press and reply of staff has in common: in whose name, done once, shown at once."""

from aiogram.types import CallbackQuery

from handlers.telegram.access import Visit
from handlers.telegram.redrawing import show_anew
from letters.commands import Command
from letters.letter import Letter
from letters.procedure import procedure_of
from letters.workflow import NotAllowed
from mailroom import desk
from mailroom.perform import AlreadyDone, Cause, Done, consider, perform
from views.presses import OnLetter

# What may be done any number of times: somebody else's having done it meanwhile is no reason.
AGAIN_AND_AGAIN = frozenset({"noted", "contributed"})


async def letter_for(visit: Visit, letter_id: int) -> Letter:
    """Returns the letter of a press. NotAllowed where there is none; rights are asked later."""
    letter = await desk.letter_by_id(visit.room, letter_id)
    if letter is None:
        raise NotAllowed("no-such-letter" if visit.actors else "stranger")
    return letter


async def may(visit: Visit, data: OnLetter, command: type) -> Letter:
    """Returns the letter if the presser may give it this command now; shows a stale card anew.

    Raises NotAllowed or AlreadyDone, as the act itself would.
    """
    letter = await letter_for(visit, data.letter)
    actor = visit.acting_on(letter, command)
    try:
        return await consider(
            visit.room, letter.id, command, actor, _seen(letter, command, data.seen)
        )
    except (AlreadyDone, NotAllowed):
        await redraw(visit, letter.id)
        raise


def _seen(letter: Letter, command: type, seen: int | None) -> int | None:
    again = procedure_of(letter).moves[command].event in AGAIN_AND_AGAIN
    return None if again else seen


async def give(
    visit: Visit,
    letter_id: int,
    command: Command,
    seen: int | None,
    *,
    ends: tuple[int, int] | None = None,
) -> Done:
    """Carries out a command in the person's name, and shows the letter's card anew in this chat.

    `ends`: the conversation (chat, person) it concludes. Raises NotAllowed or AlreadyDone.
    """
    letter = await letter_for(visit, letter_id)
    actor = visit.acting_on(letter, type(command))
    cause = Cause(
        key=visit.cause, seen=_seen(letter, type(command), seen), ends=ends, shown_in=visit.chat
    )
    try:
        done = await perform(visit.room, letter.id, command, actor, cause)
    finally:
        await redraw(visit, letter.id)
    return done


async def act(query: CallbackQuery, data: OnLetter, visit: Visit, command: Command) -> None:
    """Carries out what a button asks for, and says so to whoever pressed it."""
    done = await give(visit, data.letter, command, data.seen)
    await visit.speaker.toast(query.id, done_words(visit, done.letter, type(command)))


def done_words(visit: Visit, letter: Letter, command: type) -> str:
    """Returns the line that says what was done, plain."""
    what = visit.words(f"event-{procedure_of(letter).moves[command].event}")
    return visit.words("done", number=letter.number, what=what)


async def redraw(visit: Visit, letter_id: int) -> None:
    """Shows the letter's card in this chat as the letter now stands."""
    messages = await desk.live_messages(visit.room, letter_id, visit.chat)
    letter = await desk.letter_by_id(visit.room, letter_id) if messages else None
    if letter is not None:
        for message in messages:
            await show_anew(visit.room, visit.speaker, letter, visit.chat, message, visit.words)


def message_of(query: CallbackQuery) -> int | None:
    """Returns the id of the message whose button was pressed."""
    return None if query.message is None else query.message.message_id
