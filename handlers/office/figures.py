"""/report: the figures of a period in the chat, as a file, as a chart. The office's alone."""

import asyncio

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.staff.pressing import message_of
from handlers.telegram.access import Visit
from handlers.telegram.filters import Command
from handlers.telegram.presses import pressed
from letters.period import BadPeriodError, Period, read_period
from letters.workflow import NotAllowed
from mailroom.post import NeverArrives, TryLater
from reports import annual, as_chat, editions, formats
from reports.annual import NoSheetError
from reports.formats import Format, NoChartError
from reports.order import Made, Order, Report
from texts import Words
from views.composing import together
from views.figures import OFFERED, formats_of, kinds_of_report
from views.page import Keyboard
from views.presses import OnReport

SAID = (BadPeriodError, NoSheetError)


def router() -> Router:
    """Returns the handlers of /report and its buttons."""
    found = Router(name="figures")
    found.message.register(on_report, Command("report"))
    found.callback_query.register(on_period, pressed(OnReport, "period"))
    found.callback_query.register(on_kind, pressed(OnReport, "kind"))
    found.callback_query.register(on_file, pressed(OnReport, "file"))
    found.callback_query.register(on_back, pressed(OnReport, "back"))
    return found


async def on_report(message: Message, command: CommandObject, visit: Visit) -> None:
    """/report [YEAR | YYYY-MM | YYYYQn | FROM TO]; this year where nothing is said."""
    visit.as_office()
    today = visit.room.office.local_date(visit.room.now())
    await _show(visit, "..".join((command.args or str(today.year)).split()))


async def on_period(query: CallbackQuery, callback_data: OnReport, visit: Visit) -> None:
    """Another period was chosen."""
    visit.as_office()
    await visit.speaker.toast(query.id)
    await _show(visit, callback_data.period)


async def _show(visit: Visit, typed: str) -> None:
    """The main figures, and under them other periods and the reports there are as files."""
    office = visit.room.office
    today = office.local_date(visit.room.now())
    try:
        period = read_period(typed)
        as_of = annual.default_as_of(period, today)
        sheet = await annual.yearly(visit.room.database, office, period, as_of)
    except SAID as bad:
        await visit.say(bad.message_id, **bad.facts)
        return
    *first, last = together(as_chat.written(sheet, visit.words))
    for text in first:
        await visit.speaker.say(visit.chat, text)
    await visit.speaker.say(visit.chat, last, _kinds(visit, period))


def _kinds(visit: Visit, period: Period) -> Keyboard:
    today = visit.room.office.local_date(visit.room.now())
    return kinds_of_report(period, today, visit.words)


def _period(data: OnReport) -> Period:
    try:
        return read_period(data.period.replace("_", ".."))
    except BadPeriodError:
        raise NotAllowed("menu-outdated") from None


async def on_kind(query: CallbackQuery, callback_data: OnReport, visit: Visit) -> None:
    """A report was chosen: in which format?"""
    visit.as_office()
    menu = formats_of(_period(callback_data), callback_data.report, visit.words)
    await _buttons(query, visit, menu)


async def on_back(query: CallbackQuery, callback_data: OnReport, visit: Visit) -> None:
    """The periods and reports once more."""
    visit.as_office()
    await _buttons(query, visit, _kinds(visit, _period(callback_data)))


async def _buttons(query: CallbackQuery, visit: Visit, menu: Keyboard) -> None:
    message = message_of(query)
    if message is not None:
        await visit.speaker.edit_buttons(visit.chat, message, menu)
    await visit.speaker.toast(query.id)


async def _chart(made: Made, words: Words) -> bytes | None:
    """Returns a report's chart; None where there is nothing to draw, or nothing to draw with."""
    try:
        return await asyncio.to_thread(formats.written, made, Format.PNG, words)
    except NoChartError:
        return None


async def on_file(query: CallbackQuery, callback_data: OnReport, visit: Visit) -> None:
    """Makes the report and sends its file, and a chart where one can be drawn."""
    visit.as_office()
    if callback_data.report not in set(Report) or callback_data.output not in set(OFFERED):
        raise NotAllowed("menu-outdated")
    await visit.speaker.toast(query.id, visit.words("report-being-made"))
    office, words, period = visit.room.office, visit.words, _period(callback_data)
    as_of = annual.default_as_of(period, office.local_date(visit.room.now()))
    order = Order(Report(callback_data.report), period, as_of)
    try:
        issue = await editions.issued(visit.room.database, office, order, words)
    except NoSheetError as bad:
        await visit.say(bad.message_id, **bad.facts)
        return
    output = Format(callback_data.output)
    # a large workbook takes its time, and other people are waiting
    content = await asyncio.to_thread(formats.written, issue.made, output, words)
    chart = await _chart(issue.made, words)
    name = formats.file_name(issue.made, output)
    try:
        await visit.speaker.send_file(visit.chat, name, content, issue.made.paper.title)
        if chart is not None:
            await visit.speaker.send_picture(visit.chat, chart, issue.made.paper.title)
    except (TryLater, NeverArrives):
        await visit.say("report-file-later")
        return
    beside = issue.beside(words, office.timezone, output)
    for text in together([words.html("report-line", line=line) for line in beside]):
        await visit.speaker.say(visit.chat, text)
