"""`mailbox due` and `mailbox why`: dates on the command line, and how they came about."""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot import config
from bot.calendar import build_calendar
from bot.config import Config
from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    Country,
    Format,
    Language,
    OfficeDays,
    config_if_any,
    existing,
    one_sentence,
    read_config,
    read_date,
    words_of_the_shell,
)
from letters import deadlines
from letters.deadlines import Due, Step
from letters.letter import Kind
from letters.office import DEFAULT_LIMITS, DEFAULT_URGENT_LIMITS, Office
from letters.workdays import Calendar
from reports import why as explanation
from storage import letters
from texts import Words

dates = typer.Typer()


@dates.command("due")
def due(
    *,
    start: Annotated[str | None, typer.Option(help="The first day; it is not counted.")] = None,
    working_days: Annotated[str | None, typer.Option(help="The limit, zero or more.")] = None,
    kind: Annotated[str | None, typer.Option(help="Instead: the limit of this kind.")] = None,
    mailbox: Annotated[str | None, typer.Option(help="Of this mailbox; else the first.")] = None,
    urgent: Annotated[bool, typer.Option("--urgent", help="The limit of urgent letters.")] = False,
    output: Annotated[Format, typer.Option("--format")] = Format.TEXT,
    country: Country = None,
    office_days: OfficeDays = None,
    language: Language = None,
    config_file: ConfigFile = CONFIG,
) -> None:
    """The date on which a limit of working days ends, and how it comes about.

    Counted with the calendar and the limits of the configuration, where there is one.
    """
    with one_sentence(Words(language or "zh")):
        found = config_if_any(config_file)
        words = Words(language or (found.office.language if found else "zh"))
    with one_sentence(words):
        first = _read_start(start)
        limit = _limit(found, working_days, kind, mailbox, urgent=urgent)
        calendar = calendar_of(found, country, office_days, words.language)
        result = deadlines.due(calendar, first, limit)
    if output is Format.JSON:
        typer.echo(json.dumps(due_as_json(result), ensure_ascii=False))
        return
    typer.echo(
        words(
            "date-due",
            start=first.isoformat(),
            working_days=limit,
            due=result.on.isoformat(),
            weekday=result.on.isoweekday(),
        )
    )
    if result.provisional:
        typer.echo(words("date-due-provisional", certain_until=calendar.certain_until.isoformat()))
    for step in result.trace:
        typer.echo(words("date-step", **step.variables()))


def calendar_of(
    found: Config | None, country: str | None, office_days: Path | None, language: str
) -> Calendar:
    """Returns the calendar asked for; the rest is the configuration's, or China's."""
    configured = found.office if found else None
    if office_days is None and configured and configured.office_days and country is None:
        office_days = Path(configured.office_days)
    nation = country or (configured.country if configured else "CN")
    code, _, subdivision = nation.partition("-")
    return build_calendar(code, subdivision or None, office_days, language)


def _read_start(text: str | None) -> date:
    if text is None:
        raise BadInputError("date-missing-start")
    return read_date(text, "--start")


def _limit(
    found: Config | None,
    working_days: str | None,
    kind: str | None,
    mailbox: str | None,
    *,
    urgent: bool,
) -> int:
    by_rule = kind is not None or mailbox is not None or urgent
    if working_days is not None and by_rule:
        raise BadInputError("date-limit-twice")
    if by_rule:
        return _limit_by_rule(found, kind, mailbox, urgent=urgent)
    if working_days is None:
        raise BadInputError("date-missing-working-days")
    if not (working_days.isascii() and working_days.isdigit() and len(working_days) <= 6):
        raise BadInputError("date-bad-number", working_days)
    return int(working_days)


def _limit_by_rule(
    found: Config | None, kind: str | None, mailbox: str | None, *, urgent: bool
) -> int:
    kinds = ", ".join(Kind)
    if kind is None:
        raise BadInputError("date-missing-kind", known=kinds)
    if kind not in set(Kind):
        raise BadInputError("date-bad-kind", kind, known=kinds)
    mailboxes = {m.code: m for m in (config.office_of(found).mailboxes if found else ())}
    if mailbox is not None and mailbox not in mailboxes:
        raise BadInputError("date-bad-mailbox", mailbox, known=", ".join(mailboxes) or "–")
    if not mailboxes:
        return (DEFAULT_URGENT_LIMITS if urgent else DEFAULT_LIMITS)[Kind(kind)]
    chosen = mailboxes[mailbox] if mailbox else next(iter(mailboxes.values()))
    return chosen.limit(Kind(kind), urgent=urgent)


@dates.command("why")
def why(
    number: Annotated[str, typer.Argument(help="A register number: SZ-2026-000001.")],
    config_file: ConfigFile = CONFIG,
) -> None:
    """How a letter's dates came about: start, limit, skipped days, pauses, extensions, rules."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        lines = asyncio.run(_explained(found, office, number, words))
    for line in lines:
        typer.echo(line)


async def _explained(found: Config, office: Office, number: str, words: Words) -> list[str]:
    async with await existing(found) as database, database.reading() as connection:
        letter = await letters.by_number(connection, number)
    if letter is None:
        raise BadInputError("why-no-letter", number)
    return explanation.lines(letter, office, words, words)


def due_as_json(result: Due) -> dict[str, object]:
    """`{"due", "provisional", "trace"}`, a day of the trace as `step_as_json` has it."""
    return {
        "due": result.on.isoformat(),
        "provisional": result.provisional,
        "trace": [step_as_json(step) for step in result.trace],
    }


def step_as_json(step: Step) -> dict[str, object]:
    """One day: its number (null where it does not count), what it is, and who says so."""
    day = step.day
    return {
        "date": day.on.isoformat(),
        "number": step.number,
        "kind": day.kind.value,
        "name": day.name,
        "source": day.source.value,
        "certain": day.certain,
        "paused": step.paused,
        "makes_up_for": day.makes_up_for.isoformat() if day.makes_up_for else None,
    }
