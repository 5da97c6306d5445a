"""What every act of staff has in common: in whose name, done once, shown at once."""

from aiogram.types import CallbackQuery

from handlers.telegram.access import Visit
from handlers.telegram.redrawing import show_anew
from letters.acts import Act
from letters.commands import Command
from letters.letter import Letter
from letters.people import may_see
from letters.procedure import procedure_of
from letters.workflow import NotAllowed, permitted
from mailroom import desk
from mailroom.perform import Cause, Done, perform


async def letter_for(visit: Visit, letter_id: int) -> Letter:
    """Returns the letter of a press. NotAllowed where there is none; rights are asked later."""
    letter = await desk.letter_by_id(visit.room, letter_id)
    if letter is None:
        raise NotAllowed("no-such-letter" if visit.actors else "stranger")
    return letter


def seen_by(act: Act, seen: int | None) -> int | None:
    """Returns the revision an act goes by: of what may be repeated, none."""
    return None if act.again else seen


def permitted_to(visit: Visit, letter: Letter) -> frozenset[type]:
    """Returns the commands somebody may give this letter now, in any role they have in it.

    NotAllowed where they have none.
    """
    office = visit.room.office
    on = office.local_date(visit.room.now())
    able = [a for a in (visit.acting_on(letter), *visit.actors) if may_see(a, letter)]
    return frozenset[type]().union(*(permitted(letter, a, on, office) for a in able))


async def give(
    visit: Visit,
    letter_id: int,
    act: Act,
    command: Command,
    seen: int | None,
    *,
    ends: tuple[int, int] | None = None,
) -> Done:
    """Carries out an act in the person's name, and shows the letter's card anew in this chat.

    `ends`: the conversation (chat, person) it concludes. Raises NotAllowed or AlreadyDone.
    """
    letter = await letter_for(visit, letter_id)
    actor = visit.acting_on(letter, act.command)
    cause = Cause(key=visit.cause, seen=seen_by(act, seen), ends=ends, shown_in=visit.chat)
    try:
        return await perform(visit.room, letter.id, command, actor, cause)
    finally:
        await redraw(visit, letter.id)


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
