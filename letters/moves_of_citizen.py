"""What citizens' moves change and who is told: one small function per command."""

from dataclasses import replace
from datetime import timedelta

from letters import commands as c
from letters import facts
from letters.letter import Letter, PartRole
from letters.notices import TO_CITIZEN, TO_OFFICE, Sending, to_department
from letters.notices_to_citizen import AdditionKept, DateMoved, SecondHandling, WithdrawnAsAsked
from letters.notices_to_staff import CitizenAdded, Rated, ReopenedByCitizen, WithdrawnByCitizen
from letters.scene import Effect, Scene, to_handler

ALBUM_GATHERS = timedelta(seconds=1)
"""Telegram sends an album as separate messages without an end mark; so long it is waited for."""


def add(scene: Scene, command: c.Add) -> Effect:
    """An album comes as several additions: each reader is told of it once, when it is whole."""
    letter = scene.letter
    album = next((part.album for part in command.parts if part.album), None)
    whole = scene.at + ALBUM_GATHERS

    def telling(after: Letter) -> tuple[Sending, ...]:
        moved = after.reply_due_on != letter.reply_due_on
        to_citizen = (
            DateMoved(letter.number, after.reply_due_on) if moved else AdditionKept(letter.number)
        )
        told = (
            Sending(to_handler(letter), CitizenAdded(letter.number)),
            Sending(TO_CITIZEN, to_citizen),
        )
        if album is None:
            return told
        return tuple(replace(s, key=f"added:{letter.id}:{album}:{s.to}", after=whole) for s in told)

    parts = tuple((PartRole.ADDITION, part) for part in command.parts)
    return Effect(facts.unpaused(letter, scene.on), parts, telling=telling)


def withdraw(scene: Scene, _command: c.Withdraw) -> Effect:
    """撤回."""
    letter = scene.letter
    gone = WithdrawnByCitizen(letter.number)
    told = [Sending(to_department(d), gone) for d in letter.departments] or [
        Sending(TO_OFFICE, gone)
    ]
    told.append(Sending(TO_CITIZEN, WithdrawnAsAsked(letter.number)))
    return Effect(facts.concluded(letter, scene.on), sendings=tuple(told))


def rate(scene: Scene, command: c.Rate) -> Effect:
    """评价."""
    letter = scene.letter
    rated = Rated(letter.number, command.rating)
    told = tuple(Sending(to_department(d), rated) for d in (letter.lead,) if d is not None)
    return Effect(replace(letter, rating=command.rating, rated_on=scene.on), sendings=told)


def reopen(scene: Scene, command: c.Reopen) -> Effect:
    """二次办理: a reply clock of its own; the first verdict stands."""
    letter = scene.letter
    again = replace(
        letter,
        round=letter.round + 1,
        reopened_on=scene.on,
        pauses=(),
        extension_days=0,
        extension_asked=None,
        drafted_on=None,
    )

    def telling(after: Letter) -> tuple[Sending, ...]:
        due = after.reply_due_on
        reopened = ReopenedByCitizen(letter.number, due)
        return (
            Sending(TO_CITIZEN, SecondHandling(letter.number, letter.lead or "", due)),
            Sending(to_department(letter.lead or ""), reopened),
            Sending(TO_OFFICE, reopened),
        )

    return Effect(again, ((PartRole.REASON, command.reason),), telling=telling)


def allow_publishing(scene: Scene, _command: c.AllowPublishing) -> Effect:
    """同意公开: the office may publish, once it has masked what is personal."""
    return Effect(replace(scene.letter, may_publish=True))


def forbid_publishing(scene: Scene, _command: c.ForbidPublishing) -> Effect:
    """不同意公开."""
    return Effect(replace(scene.letter, may_publish=False))
