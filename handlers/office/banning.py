"""/ban and /unban: somebody who abuses the mailbox is turned away for some days."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command
from letters.letter import Letter
from letters.workflow import NotAllowed
from mailroom import desk, turning_away

LONGEST_BAN = 365
SHORTEST_REASON = 2


def router() -> Router:
    """Returns the handlers of /ban and /unban."""
    found = Router(name="banning")
    found.message.register(on_ban, Command("ban"))
    found.message.register(on_unban, Command("unban"))
    return found


async def on_ban(_message: Message, command: CommandObject, visit: Visit) -> None:
    """/ban NUMBER DAYS REASON: the citizen of that letter is turned away, and told why."""
    visit.as_office()
    number, days, because = _read(command.args or "")
    if days is None or len(because) < SHORTEST_REASON:
        await visit.say("ban-how", most=LONGEST_BAN)
        return
    letter = await _letter(visit, number)
    until = await turning_away.ban(visit.room, letter, days, because, visit.name)
    await visit.say("ban-done", number=letter.number, until=until, because=because)


def _read(typed: str) -> tuple[str, int | None, str]:
    number, _, rest = typed.strip().partition(" ")
    days, _, because = rest.strip().partition(" ")
    read = int(days) if days.isascii() and days.isdigit() else 0
    return number, read if 1 <= read <= LONGEST_BAN else None, because.strip()


async def on_unban(_message: Message, command: CommandObject, visit: Visit) -> None:
    """/unban NUMBER."""
    visit.as_office()
    letter = await _letter(visit, (command.args or "").strip())
    await turning_away.lift_ban(visit.room, letter, visit.name)
    await visit.say("ban-lifted", number=letter.number)


async def _letter(visit: Visit, number: str) -> Letter:
    letter = await desk.letter_by_number(visit.room, number)
    if letter is None or not letter.chat:
        raise NotAllowed("no-such-letter")
    return letter
