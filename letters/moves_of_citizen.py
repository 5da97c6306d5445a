"""What citizens' moves and the passing of time change, and who is told."""

from dataclasses import replace
from datetime import timedelta

from letters import commands as c
from letters import deadlines, notices, schedule
from letters.letter import PartRole
from letters.notices import TO_CHIEF, TO_CITIZEN, TO_OFFICE, Recipient, Sending, to_department
from letters.scene import Effect, Scene, to_handler

ALBUM_GATHERS = timedelta(seconds=1)
"""Telegram sends an album as separate messages without an end mark; so long it is waited for."""


def add(scene: Scene, command: c.Add) -> Effect:
    """An album comes as several additions: each reader is told of it once, when it is whole."""
    letter = scene.letter
    after = schedule.unpaused(letter, scene.on, scene.office)
    moved = after.reply_due_on != letter.reply_due_on
    to_citizen = (
        notices.DateMoved(letter.number, after.reply_due_on)
        if moved
        else notices.AdditionKept(letter.number)
    )
    told: list[Sending] = [
        Sending(to_handler(letter), notices.CitizenAdded(letter.number)),
        Sending(TO_CITIZEN, to_citizen),
    ]
    album = next((part.album for part in command.parts if part.album), None)
    if album is not None:
        whole = scene.at + ALBUM_GATHERS
        told = [replace(s, key=f"added:{letter.id}:{album}:{s.to}", after=whole) for s in told]
    return Effect(after, tuple((PartRole.ADDITION, p) for p in command.parts), tuple(told))


def withdraw(scene: Scene, _command: c.Withdraw) -> Effect:
    """撤回."""
    letter = scene.letter
    gone = notices.WithdrawnByCitizen(letter.number)
    told = [Sending(to_department(d), gone) for d in letter.departments] or [
        Sending(TO_OFFICE, gone)
    ]
    told.append(Sending(TO_CITIZEN, notices.WithdrawnAsAsked(letter.number)))
    return Effect(schedule.concluded(letter, scene.on), sendings=tuple(told))


def rate(scene: Scene, command: c.Rate) -> Effect:
    """评价."""
    letter = scene.letter
    rated = notices.Rated(letter.number, command.rating)
    told = tuple(Sending(to_department(d), rated) for d in (letter.lead,) if d is not None)
    return Effect(replace(letter, rating=command.rating, rated_on=scene.on), sendings=told)


def reopen(scene: Scene, command: c.Reopen) -> Effect:
    """二次办理: a reply clock of its own; the first verdict stands."""
    letter = scene.letter
    after = schedule.reopened(letter, scene.on, scene.office)
    due = after.reply_due_on
    again = notices.ReopenedByCitizen(letter.number, due)
    return Effect(
        after,
        ((PartRole.REASON, command.reason),),
        (
            Sending(TO_CITIZEN, notices.SecondHandling(letter.number, letter.lead or "", due)),
            Sending(to_department(letter.lead or ""), again),
            Sending(TO_OFFICE, again),
        ),
    )


def archive(scene: Scene, _command: c.Archive) -> Effect:
    """归档."""
    return Effect(replace(scene.letter, concluded_on=scene.on))


def remind(scene: Scene, _command: c.Remind) -> Effect | str:
    """Of several steps that fell due together only the last is sent; all count as done."""
    letter, office = scene.letter, scene.office
    steps = schedule.due_steps(letter, scene.at, office)
    if not steps:
        return "not-in-this-state"
    last = steps[-1]
    cards = [step.card for step in steps if step.card is not None]
    after = replace(
        letter,
        reminded=letter.reminded + tuple(schedule.step_key(letter, s) for s in steps),
        card=cards[-1] if cards else letter.card,
    )
    reminder = notices.Reminder(letter.number, -last.offset, letter.reply_due_on)
    to: list[Recipient] = []
    if last.tell_handler:
        to.append(to_handler(letter))
    if last.tell_office:
        to.append(TO_OFFICE)
    if last.tell_chief:
        to.append(TO_CHIEF)
    opening = schedule.next_opening(scene.at, office)
    told = tuple(
        Sending(
            recipient,
            reminder,
            key=f"reminder:{letter.id}:{schedule.step_key(letter, last)}:{recipient}",
            after=opening,
        )
        for recipient in dict.fromkeys(to)
    )
    passed = deadlines.late_from(letter.reply_due_on) if last.offset > 0 else None
    return Effect(after, sendings=told, on=passed)


def resume(scene: Scene, _command: c.Resume) -> Effect:
    """The citizen was silent too long: the clock goes on, and they are told once."""
    letter = scene.letter
    after = schedule.unpaused(letter, scene.on, scene.office)
    opening = schedule.next_opening(scene.at, scene.office)
    goes_on = notices.ClockGoesOn(letter.number, after.reply_due_on)
    return Effect(
        after,
        sendings=(
            Sending(TO_CITIZEN, goes_on, after=opening),
            Sending(to_handler(letter), goes_on, after=opening),
        ),
    )


def note_undeliverable(scene: Scene, _command: c.NoteUndeliverable) -> Effect | str:
    """The answer could not reach the citizen; the office is told."""
    letter = scene.letter
    if letter.undeliverable_on is not None:
        return "not-in-this-state"
    return Effect(
        replace(letter, undeliverable_on=scene.on),
        sendings=(Sending(TO_OFFICE, notices.CouldNotReachCitizen(letter.number)),),
    )
