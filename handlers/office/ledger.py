"""/figures: the ledger of figures typed in for the yearly report. The office's alone."""

from collections.abc import Iterable, Sequence

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command
from letters import ledger
from letters.ledger import BadValueError, Entry, Form, form_of
from mailroom import ledger_book
from mailroom.ledger_book import Book
from reports.disclosure import broken_check, name_of, names
from texts import LANGUAGES, Words
from views.composing import together

YEAR_DIGITS = 4
EXAMPLES = {Form.OF_2014: "proactive-disclosure-finance", Form.OF_2021: "decisions-licences"}
"""A figure of each form, to show how one is typed in."""


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
        await _say(visit, _overview(book, visit.words))
        return
    group = _group(" ".join(typed), visit.words)
    if group:
        book = await ledger_book.book(visit.room.database, year)
        await _say(visit, _lines(book, group, visit.words))
        return
    entry, value = _figure(typed)
    if entry is None:
        await visit.say("figures-which", value=" ".join(typed)[:60])
        return
    if value:
        await _enter(visit, year, entry, value)
        return
    book = await ledger_book.book(visit.room.database, year)
    await _say(visit, _lines(book, [entry], visit.words))


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
    await _say(visit, [done, *_broken(book, visit.words)])


async def _say(visit: Visit, lines: Sequence[str]) -> None:
    for text in together(list(lines)):
        await visit.speaker.say(visit.chat, text)


def _entries(year: int) -> tuple[Entry, ...]:
    return (*ledger.entries(form_of(year)), *ledger.entries(Form.WEBSITE))


def _overview(book: Book, words: Words) -> list[str]:
    """How many of each group's figures are typed in, what does not hold, and how to go on."""
    lines = [words.html("figures-head", year=str(book.year))]
    groups: dict[str, list[Entry]] = {}
    for entry in _entries(book.year):
        groups.setdefault(entry.group, []).append(entry)
    for group, members in groups.items():
        typed = sum(entry.code in book.typed for entry in members)
        named = words(f"ledger-group-{group}")
        mark = "✓" if typed == len(members) else "·"
        lines.append(
            words.html("figures-group", mark=mark, group=named, typed=typed, all=len(members))
        )
    example = ledger.CATALOGUE[EXAMPLES[form_of(book.year)]]
    how = words.html(
        "figures-how",
        year=str(book.year),
        group=words(f"ledger-group-{example.group}"),
        figure=name_of(example.code, words),
    )
    return [*lines, *_broken(book, words), how]


def _broken(book: Book, words: Words) -> list[str]:
    if not book.broken:
        return [words.html("figures-hold")]
    return [words.html("report-line", line=broken_check(one, words)) for one in book.broken]


def _lines(book: Book, entries: Iterable[Entry], words: Words) -> list[str]:
    lines = []
    for entry in entries:
        typed, last = book.typed.get(entry.code), book.last.get(entry.code)
        facts = {
            "figure": name_of(entry.code, words),
            "value": typed.value if typed else words("figures-nothing"),
            "unit": words(f"unit-{entry.unit}") if typed and not entry.is_text else "",
            "last": last.value if last else "none",
        }
        lines.append(words.html("figures-line", **facts))
    return lines


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
