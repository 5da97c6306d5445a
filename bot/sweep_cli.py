"""`mailbox sweep` and `mailbox recalculate`: what time would bring, and dates worked out anew."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from bot.config import Config
from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    existing,
    now,
    one_sentence,
    read_config,
    who_types,
    words_of_the_shell,
)
from letters.notices import Audience, Recipient
from letters.notices_to_staff import Reminder
from letters.office import Office
from mailroom import recalculating, sweeps
from mailroom.board import tell_the_week
from mailroom.recalculating import Change
from mailroom.rehearsal import Act, Going, Rehearsal, rehearse
from mailroom.room import Mailroom
from texts import Words

sweeping = typer.Typer()


@sweeping.command("sweep")
def sweep(
    at: Annotated[
        str | None, typer.Option("--now", help="With --dry-run: as if it were this instant.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only print what would go to whom, and why.")
    ] = False,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Do what time asks for now, as the running bot does every minute; or only say what it is."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        if at is not None and not dry_run:
            raise BadInputError("sweep-now-without-dry-run")
        instant = now() if at is None else _read_instant(at, office)
        if dry_run:
            lines = asyncio.run(_rehearsed(found, office, instant, words))
        else:
            looked = asyncio.run(_swept(found, office))
            lines = [words("sweep-done", letters=looked)]
    for line in lines:
        typer.echo(line)


def _read_instant(text: str, office: Office) -> datetime:
    """An ISO 8601 instant; without an offset it is on the office's clock."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadInputError("sweep-bad-now", text) from None
    return read if read.tzinfo else read.replace(tzinfo=office.timezone)


async def _swept(found: Config, office: Office) -> int:
    async with await existing(found) as database:
        room = Mailroom(database, office, now, lambda: None)
        looked = await sweeps.look_at_letters(room)
        await tell_the_week(room)
        return looked


async def _rehearsed(found: Config, office: Office, instant: datetime, words: Words) -> list[str]:
    async with await existing(found) as database:
        room = Mailroom(database, office, lambda: instant, lambda: None)
        return list(_rehearsal_lines(await rehearse(room), office, instant, words))


def _rehearsal_lines(
    found: Rehearsal, office: Office, instant: datetime, words: Words
) -> list[str]:
    local = instant.astimezone(office.timezone)
    lines = [words("sweep-head", at=f"{local:%Y-%m-%d %H:%M}", acts=len(found.acts))]
    for act in found.acts:
        event = words(f"event-{act.event}")
        on = act.on.isoformat()
        lines.append(words("sweep-act", number=act.letter.number, event=event, on=on))
        lines += [_going_line(act, going, office, words) for going in act.going]
    for chat, reminders in found.digests.items():
        lines.append(words("sweep-digest", chat=str(chat), reminders=reminders))
    if found.week is not None:
        lines.append(words("sweep-week", week=found.week.isoformat()))
    return lines


def _going_line(act: Act, going: Going, office: Office, words: Words) -> str:
    local = going.at.astimezone(office.timezone)
    facts = {
        "to": _name(going.to, office, words),
        "chats": ", ".join(map(str, going.chats)) or "–",
        "at": f"{local:%Y-%m-%d %H:%M}",
    }
    if isinstance(going.notice, Reminder):
        reminder = going.notice
        why = words(
            "sweep-why",
            clock=str(reminder.clock),
            offset=abs(reminder.offset),
            side="before" if reminder.offset < 0 else "after" if reminder.offset else "on",
            due=reminder.due.isoformat(),
        )
    else:
        why = words(f"event-{act.event}")
    return words("sweep-going", why=why, **facts)


def _name(to: Recipient, office: Office, words: Words) -> str:
    if to.audience is Audience.DEPARTMENT:
        return office.department_name(to.department)
    roles = {Audience.CITIZEN: "citizen", Audience.OFFICE: "clerk", Audience.CHIEF: "chief"}
    return words(f"role-{roles[to.audience]}")


@sweeping.command("recalculate")
def recalculate(
    apply: Annotated[
        bool, typer.Option("--apply", help="Do it, and tell whom it concerns.")
    ] = False,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Show which open letters' dates would move by calendar and rules as they are; do it."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        changes = asyncio.run(_recalculated(found, office, apply=apply))
    for line in _change_lines(changes, words):
        typer.echo(line)
    if changes:
        typer.echo(words("recalculate-applied" if apply else "recalculate-preview"))


async def _recalculated(found: Config, office: Office, *, apply: bool) -> list[Change]:
    async with await existing(found) as database:
        room = Mailroom(database, office, now, lambda: None)
        if not apply:
            return await recalculating.preview(room)
        return await recalculating.apply(room, who_types())


def _change_lines(changes: Sequence[Change], words: Words) -> list[str]:
    moving = [change for change in changes if change.moves]
    lines = [
        words(
            "recalculate-line",
            number=change.before.number,
            old=change.before.reply_due_on.isoformat(),
            new=change.after.reply_due_on.isoformat(),
            verdict=_verdict(change),
        )
        for change in moving
    ]
    verdicts = [_verdict(change) for change in moving]
    return [
        *lines,
        words(
            "recalculate-sum",
            moved=len(moving),
            late=verdicts.count("late"),
            on_time=verdicts.count("on-time"),
            others=len(changes) - len(moving),
        ),
    ]


def _verdict(change: Change) -> str:
    if change.late_after == change.late_before:
        return "same"
    return "late" if change.late_after else "on-time"
