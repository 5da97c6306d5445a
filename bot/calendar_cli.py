"""`mailbox calendar`: a year with its sources and certainty, and edits of the office's own days."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot import config, office_days_file
from bot.config import Config
from bot.dates_cli import calendar_of
from bot.office_days_file import AlreadyThereError, Edit, NotThereError
from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    Country,
    Language,
    OfficeDays,
    config_if_any,
    existing,
    now,
    one_sentence,
    read_date,
    read_year,
    who_types,
    words_of_the_shell,
)
from letters.deadlines import Step
from letters.workdays import BeyondCalendarError, Calendar, Day, OfficeDay, Source
from mailroom import recalculating
from mailroom.office_events import note_office_event, office_events
from mailroom.room import Mailroom
from storage.connecting import DatabaseError
from storage.rows import instant
from texts import Words

calendar = typer.Typer()


@calendar.command("calendar")
def calendar_command(
    what: Annotated[str, typer.Argument(help="A year to print; or: add, remove.")],
    day: Annotated[str | None, typer.Argument(help="With add and remove: the date.")] = None,
    working: Annotated[bool, typer.Option("--working", help="The office works.")] = False,
    holiday: Annotated[bool, typer.Option("--holiday", help="The office rests.")] = False,
    note: Annotated[str, typer.Option(help="Why; people read it as the day's name.")] = "",
    country: Country = None,
    office_days: OfficeDays = None,
    language: Language = None,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Print a year's days that differ from the plain week; or edit the office's own days."""
    if what in {"add", "remove"}:
        words = Words(language) if language else words_of_the_shell()
        with one_sentence(words):
            found = config.load(config_file)
            on = _read_day(day)
            chosen = _office_day(working, holiday, note) if what == "add" else None
            lines = asyncio.run(_edit(found, on, chosen, words))
    else:
        with one_sentence(Words(language or "zh")):
            configured = config_if_any(config_file)
            words = Words(language or (configured.office.language if configured else "zh"))
        with one_sentence(words):
            year = read_year(what)
            shown = calendar_of(configured, country, office_days, words.language)
            nation = country or (configured.office.country if configured else "CN")
            lines = list(_year_lines(words, shown, nation, tuple(shown.days(year))))
            if configured is not None and country is None and office_days is None:
                lines += asyncio.run(_edits(configured, year, words))
    for line in lines:
        typer.echo(line)


def _year_lines(
    words: Words, shown: Calendar, country: str, days: tuple[Day, ...]
) -> Iterator[str]:
    year = days[0].on.year
    certain_until = shown.certain_until.isoformat()
    working = [day.on.month for day in days if day.working]
    own = sum(day.source is Source.OFFICE for day in days)
    yield words("calendar-title", year=str(year), country=country, working_days=len(working))
    yield words("calendar-sources", version=version("holidays"), office_days=own)
    certain = shown.certain_until >= days[-1].on
    yield words(
        "calendar-certain" if certain else "calendar-provisional", certain_until=certain_until
    )
    for month in range(1, 13):
        yield words("calendar-month", month=month, working_days=working.count(month))
        for day in days:
            plain = day.source is Source.WEEK
            if day.on.month == month and not plain:
                yield words("calendar-day", **Step(day, None).variables())


async def _edits(found: Config, year: int, words: Words) -> list[str]:
    """Who changed which of the year's days when, as the office's events have it."""
    try:
        database = await existing(found)
    except DatabaseError:
        return []
    async with database, database.reading() as connection:
        events = await office_events(connection)
    zone = config.office_of(found).timezone
    lines = []
    for event in events:
        facts = json.loads(event.facts)
        if not str(facts.get("date", "")).startswith(f"{year:04d}-"):
            continue
        local: datetime = instant(event.at).astimezone(zone)
        lines.append(words(event.name, at=f"{local:%Y-%m-%d %H:%M}", who=event.who, **facts))
    return lines


async def _edit(found: Config, on: date, day: OfficeDay | None, words: Words) -> list[str]:
    """Adds the day, or takes it out; returns what is to be said of it and of what would move.

    The event is kept in the transaction in which the file is replaced: both, or neither.
    """
    if found.office.office_days is None:
        raise BadInputError("calendar-no-file")
    path = Path(found.office.office_days)
    without_own = found.model_copy(
        update={"office": found.office.model_copy(update={"office_days": None})}
    )
    office = config.office_of(without_own)
    years = range(office.calendar.first_year, office.calendar.last_year + 1)
    if on.year not in years:
        raise BeyondCalendarError(on.year, years[0], years[-1])
    edit, day_meant = _prepared(path, on, day, years)
    kind = "working" if day_meant.working else "holiday"
    facts = {"date": on.isoformat(), "kind": kind, "note": day_meant.note}
    name = "calendar_added" if day else "calendar_removed"
    try:
        async with found.database.archive() as database:
            room = Mailroom(database, office, now, lambda: None)
            async with database.transaction() as transaction:
                who = who_types()
                await note_office_event(transaction, room, name, who, facts)
                edit.put_in_place()
            changes = await recalculating.preview(replace(room, office=config.office_of(found)))
    finally:
        edit.drop()
    moved = sum(change.moves for change in changes)
    done = words(f"{name.replace('_', '-')}-now", path=str(path), **facts)
    return [done, words("calendar-then", letters=len(changes), moved=moved)]


def _prepared(path: Path, on: date, day: OfficeDay | None, years: range) -> tuple[Edit, OfficeDay]:
    try:
        if day is None:
            return office_days_file.removing(path, on, years)
        return office_days_file.adding(path, on, day, years), day
    except AlreadyThereError as there:
        raise BadInputError("calendar-already", on.isoformat(), note=there.day.note) from None
    except NotThereError:
        raise BadInputError("calendar-not-there", on.isoformat(), path=str(path)) from None
    except OSError as error:
        detail = error.strerror or ""
        raise BadInputError("calendar-unwritable", str(path), detail=detail) from error


def _office_day(working: bool, holiday: bool, note: str) -> OfficeDay:
    if working == holiday:
        raise BadInputError("calendar-which")
    if not note.strip() or len(note.splitlines()) != 1:
        raise BadInputError("calendar-note")
    return OfficeDay(working, note.strip())


def _read_day(text: str | None) -> date:
    if text is None:
        raise BadInputError("calendar-no-date")
    return read_date(text, "DATE")
