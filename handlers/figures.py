"""/report: the figures of a period, in the chat. The office's alone."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from handlers.access import Visit
from handlers.pieces import together
from letters.period import BadPeriodError, read_period
from letters.workflow import NotAllowed
from reports import annual, as_chat
from reports.annual import NoSheetError


def router() -> Router:
    """Returns the handler of /report."""
    found = Router(name="figures")
    found.message.register(on_report, Command("report"))
    return found


async def on_report(message: Message, command: CommandObject, visit: Visit) -> None:
    """/report [YEAR | YYYY-MM | FROM TO]; this year where nothing is said."""
    if visit.in_office is None:
        raise NotAllowed("not-yours-to-do" if visit.actors else "stranger")
    if not visit.private and (visit.place is None or visit.place.department):
        raise NotAllowed("not-in-this-group")
    office = visit.room.office
    today = office.local_date(visit.room.now())
    typed = "..".join((command.args or str(today.year)).split())
    try:
        period = read_period(typed)
        as_of = annual.default_as_of(period, today)
        sheet = await annual.yearly(visit.room.database, office, period, as_of)
    except (BadPeriodError, NoSheetError) as bad:
        await visit.say(bad.message_id, **bad.facts)
        return
    for text in together(as_chat.written(sheet, visit.words)):
        await visit.speaker.say(visit.chat, text)
