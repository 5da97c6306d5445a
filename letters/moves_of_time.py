"""What the passing of time and the office's own machine change, and who is told."""

from dataclasses import replace
from datetime import date

from letters import clocks, deadlines, facts, notices
from letters import commands as c
from letters.letter import Letter
from letters.notices import TO_CHIEF, TO_CITIZEN, TO_OFFICE, Recipient, Sending
from letters.notices_to_citizen import ClockGoesOn, DateMoved
from letters.notices_to_staff import CouldNotReachCitizen, Reminder
from letters.office import Told
from letters.scene import Effect, Scene, to_handler


def archive(scene: Scene, _command: c.Archive) -> Effect:
    """归档."""
    return Effect(replace(scene.letter, concluded_on=scene.on))


def remind(scene: Scene, _command: c.Remind) -> Effect | str:
    """Of several steps that fell due together each is told of their last; all count as done."""
    letter, office = scene.letter, scene.office
    steps = clocks.due_steps(letter, scene.at, office)
    if not steps:
        return "not-in-this-state"
    cards = [due.step.card for due in steps if due.step.card is not None]
    after = replace(
        letter,
        reminded=letter.reminded + tuple(due.key for due in steps),
        unseen_step=steps[-1].key,
        card=cards[-1] if cards else letter.card,
    )
    opening = clocks.next_opening(scene.at, office)
    to: dict[Told, Recipient] = {
        Told.HANDLER: to_handler(letter),
        Told.OFFICE: TO_OFFICE,
        Told.CHIEF: TO_CHIEF,
    }
    told: dict[tuple[str, Recipient], Sending] = {}
    since: dict[tuple[str, Recipient], date] = {}
    for due in steps:
        step = due.step
        for recipient in dict.fromkeys(to[whom] for whom in step.tell):
            day = since.setdefault((step.clock, recipient), due.day)
            reminder = Reminder(letter.number, step.clock, step.offset, day, due.due_on)
            key = f"reminder:{letter.id}:{due.key}:{recipient}"
            told[step.clock, recipient] = Sending(recipient, reminder, key=key, after=opening)
    return Effect(after, sendings=tuple(told.values()))


def note_passed(scene: Scene, _command: c.NotePassed) -> Effect:
    """The fact is dated at the day after the date, however late it is noticed (domain §4)."""
    day = deadlines.late_from(scene.letter.reply_due_on)
    return Effect(replace(scene.letter, passed_on=day), on=day)


def recalculate(scene: Scene, _command: c.Recalculate) -> Effect:
    """Calendar or rules changed: whoever was told the old date is told the new one."""
    letter = scene.letter

    def telling(after: Letter) -> tuple[Sending, ...]:
        moved = DateMoved(letter.number, after.reply_due_on)
        return _told_both(scene, moved) if after.reply_due_on != letter.reply_due_on else ()

    return Effect(letter, telling=telling, anew=True)


def resume(scene: Scene, _command: c.Resume) -> Effect:
    """The citizen was silent too long: the clock goes on, and they are told once.

    The pause ends with the day its question lapsed, however late anybody looks (domain §4).
    """
    letter, came_at = scene.letter, clocks.goes_on_at(scene.letter, scene.office)
    return Effect(
        facts.unpaused(letter, scene.on),
        telling=lambda after: _told_both(scene, ClockGoesOn(letter.number, after.reply_due_on)),
        came_at=min(came_at, scene.at),
    )


def _told_both(scene: Scene, notice: notices.Notice) -> tuple[Sending, ...]:
    """The citizen and whoever has the letter are told when the office is open."""
    opening = clocks.next_opening(scene.at, scene.office)
    return tuple(
        Sending(to, notice, after=opening) for to in (TO_CITIZEN, to_handler(scene.letter))
    )


def note_undeliverable(scene: Scene, _command: c.NoteUndeliverable) -> Effect | str:
    """The answer could not reach the citizen; the office is told."""
    letter = scene.letter
    if letter.undeliverable_on is not None:
        return "not-in-this-state"
    return Effect(
        replace(letter, undeliverable_on=scene.on),
        sendings=(Sending(TO_OFFICE, CouldNotReachCitizen(letter.number)),),
    )
