"""/figures: the ledger of figures typed in for the yearly report. The office's alone."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command
from letters import ledger
from letters.ledger import BadValueError, Entry
from mailroom import ledger_book
from reports.disclosure import name_of, names
from texts import LANGUAGES, Words
from views.composing import together
from views.ledger import broken, lines_of, overview

YEAR_DIGITS = 4


def router() -> Router:
    """Returns the handler of /figures."""
    found = Router(name="ledger")
    found.message.register(on_figures, Command("figures"))
    return found


async def on_figures(_message: Message, command: CommandObject, visit: Visit) -> None:
    """/figures [YEAR [FIGURE [VALUE]]]: an overview, a group or figure, or a value typed in.

    Last year's ledger where no year is said: it is in January that the report is written.
    """
    visit.as_office()
    office = visit.room.office
    typed = (command.args or "").split()
    year = office.local_date(visit.room.now()).year - 1
    if typed and len(typed[0]) == YEAR_DIGITS and typed[0].isascii() and typed[0].isdigit():
        year = int(typed.pop(0))
    if not typed:
        book = await ledger_book.book(visit.room.database, year)
        await _say(visit, overview(book, visit.words))
        return
    group = _group(" ".join(typed), visit.words)
    if group:
        book = await ledger_book.book(visit.room.database, year)
        await _say(visit, lines_of(book, group, visit.words))
        return
    entry, value = _figure(typed)
    if entry is None:
        await visit.say("figures-which", value=" ".join(typed)[:60])
        return
    if value:
        await _enter(visit, year, entry, value)
        return
    book = await ledger_book.book(visit.room.database, year)
    await _say(visit, lines_of(book, [entry], visit.words))


async def _enter(visit: Visit, year: int, entry: Entry, value: str) -> None:
    try:
        read = "" if value == "-" else ledger.read_value(entry, value)
    except BadValueError as bad:
        await visit.say(bad.message_id, **bad.facts)
        return
    await ledger_book.enter(
        visit.room.database,
        year,
        {entry: read},
        source=visit.words("figures-source-chat"),
        who=visit.name,
        at=visit.room.now(),
    )
    book = await ledger_book.book(visit.room.database, year)
    done = visit.words.html(
        "figures-set",
        figure=name_of(entry.code, visit.words),
        year=str(year),
        value=read or visit.words("figures-nothing"),
    )
    await _say(visit, [done, *broken(book, visit.words)])


async def _say(visit: Visit, lines: Sequence[str]) -> None:
    for text in together(list(lines)):
        await visit.speaker.say(visit.chat, text)


def _group(text: str, words: Words) -> list[Entry]:
    return [
        entry
        for entry in ledger.CATALOGUE.values()
        if text.casefold() in {entry.group, words(f"ledger-group-{entry.group}").casefold()}
    ]


def _figure(typed: Sequence[str]) -> tuple[Entry | None, str]:
    """The figure whose name is the longest beginning of what was typed, and the rest."""
    known = names([Words(language) for language in LANGUAGES])
    for count in range(len(typed), 0, -1):
        entry = known.get(" ".join(typed[:count]).casefold())
        if entry is not None:
            return entry, " ".join(typed[count:])
    return None, ""
