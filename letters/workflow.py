"""What may happen to a case, and what follows when it does: the one function that decides.

Which moves there are stands in the table of the case's procedure (the letters': letters/table.py).
Buttons, commands, sweeps, the command line and the stories all go through `decide`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from letters import guards
from letters.commands import Command
from letters.letter import Letter, Part, PartRole
from letters.notices import Sending
from letters.office import Office
from letters.people import SYSTEM, Actor
from letters.procedure import procedure_of
from letters.scene import Scene
from letters.settle import settle


class NotAllowed(Exception):
    """A move the table does not have. `reason` is a message id in texts/."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from a command: the letter as it now is, its event, its parts, who is told."""

    letter: Letter
    event: str
    on: date
    parts: tuple[tuple[PartRole, Part], ...]
    sendings: tuple[Sending, ...]


def objection(letter: Letter, command: type, actor: Actor, on: date, office: Office) -> str | None:
    """Returns why this command is not the actor's to give now (a message id), None if it is.

    `on` is the office's local date. A letter the actor may not see is refused like one that is not
    there.
    """
    move = procedure_of(letter).moves.get(command)
    if not guards.may_touch(letter, actor):
        return "no-such-letter"
    if move is None:
        return "not-in-this-state"
    if actor.role not in move.by:
        return "not-yours-to-do"
    if letter.state not in move.from_:
        return "not-in-this-state"
    for guard in move.guards:
        reason = guard(letter, actor, on, office)
        if reason is not None:
            return reason
    return None


def permitted(letter: Letter, actor: Actor, on: date, office: Office) -> frozenset[type]:
    """Returns the commands the actor may give this letter now: the buttons worth drawing."""
    return frozenset(
        move.command
        for move in procedure_of(letter).table
        if objection(letter, move.command, actor, on, office) is None
    )


def decide(
    letter: Letter,
    command: Command,
    actor: Actor,
    at: datetime,
    office: Office,
    related: Sequence[Letter] = (),
) -> Decision:
    """Returns what follows when `actor` gives `command` to `letter` at the instant `at` (UTC).

    `related`: for Merge the letter merged into, for answers those merged into this one.
    Raises NotAllowed where the table, a guard or the command's own facts forbid it.
    """
    on = office.local_date(at)
    reason = objection(letter, type(command), actor, on, office)
    if reason is not None:
        raise NotAllowed(reason)
    move = procedure_of(letter).moves[type(command)]
    scene = Scene(letter, actor, at, on, office, tuple(related))
    effect = move.effect(scene, command)
    if isinstance(effect, str):
        raise NotAllowed(effect)
    after = replace(
        effect.letter,
        state=effect.to or move.to or letter.state,
        revision=letter.revision + 1,
    )
    after = settle(after, effect.came_at or at, office, None if effect.anew else letter)
    if effect.anew and replace(after, revision=letter.revision) == letter:
        raise NotAllowed("not-in-this-state")
    sendings = effect.sendings + effect.telling(after)
    return Decision(after, effect.event or move.event, effect.on or on, effect.parts, sendings)


def what_time_brings(letter: Letter, at: datetime, office: Office) -> Command | None:
    """Returns the command the passing of time gives this letter at `at`, or None for not yet."""
    if letter.next_look_at is None or letter.next_look_at > at:
        return None
    return procedure_of(letter).brings(letter, at, office)


def overlooked(letter: Letter, at: datetime, office: Office) -> Iterator[Decision]:
    """Yields what time has done to the letter's dates by `at` (UTC) and nobody has noted yet.

    A question that lapsed, a date that passed: whoever comes to the letter finds it as it would be
    had a sweep come in time, however long none did.
    """
    first = procedure_of(letter).noted_first
    while (command := what_time_brings(letter, at, office)) is not None:
        if not isinstance(command, first):
            return
        decision = decide(letter, command, SYSTEM, at, office)
        yield decision
        letter = decision.letter
