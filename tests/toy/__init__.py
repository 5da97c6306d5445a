"""A procedure of a few lines: what was lost in the street is looked for, found, and done with."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from letters import clocks, deadlines, moves_of_time
from letters import commands as c
from letters.acts import Act
from letters.letter import Kind, Letter
from letters.notices import TO_CITIZEN, TO_OFFICE, OwnNotice, Sending
from letters.notices_to_staff import Arrived
from letters.office import Office, Step, Told
from letters.people import OFFICE, Role
from letters.procedure import CaseClock, Move, Procedure
from letters.scene import Effect, Scene


@dataclass(frozen=True)
class Facts:
    found_on: date | None = None
    finders: tuple[int, ...] = ()


class Find(c.Command):
    """The button: it has been found."""


class Close(c.Command):
    """A day later it is done with."""


@dataclass(frozen=True, slots=True)
class LookedFor(OwnNotice):
    due: date


class FoundAgain(OwnNotice):
    """The citizen's to fetch."""


def arrival(letter: Letter) -> tuple[Sending, ...]:
    looked_for = LookedFor(letter.number, letter.reply_due_on)
    return Sending(TO_CITIZEN, looked_for), Sending(TO_OFFICE, Arrived(letter.number))


def find(scene: Scene, _command: Find) -> Effect:
    case = replace(scene.letter, own=Facts(scene.on, (scene.actor.id,)))
    return Effect(case, sendings=(Sending(TO_CITIZEN, FoundAgain(case.number)),))


def close(scene: Scene, _command: Close) -> Effect:
    return Effect(replace(scene.letter, concluded_on=scene.on))


def dated(letter: Letter, office: Office, before: Letter | None) -> Letter:
    if before is not None:
        return letter
    on, days = letter.received_on, office.mailbox(letter.mailbox).limit(letter.kind, urgent=False)
    due = deadlines.due(office.calendar, on, days).on
    dated = replace(letter, clock_start_on=on, limit_days=days, reply_due_on=due)
    return replace(dated, original_due_on=due, triage_due_on=due)


def next_look(letter: Letter, office: Office) -> datetime | None:
    if letter.state == "found":
        return clocks.opening(letter.own.found_on + timedelta(days=1), office)
    return min((instant for instant, _ in clocks.steps_ahead(letter, office)), default=None)


def brings(letter: Letter, at: datetime, office: Office) -> c.Command | None:
    if letter.state == "found":
        return Close()
    return c.Remind() if clocks.due_steps(letter, at, office) else None


LOST, FOUND, TIME = frozenset({"lost"}), frozenset({"found"}), frozenset({Role.SYSTEM})
TOY = Procedure(
    code="toy",
    states=("lost", "found", "closed"),
    open=LOST,
    kinds=tuple(Kind),
    limits=dict.fromkeys(Kind, 3),
    table=(
        Move(Find, LOST, OFFICE, "found", "found", find),
        Move(Close, FOUND, TIME, "closed", "closed", close),
        Move(c.Remind, LOST, TIME, None, "reminded", moves_of_time.remind),
    ),
    clocks={"search": CaseClock(lambda case: case.reply_due_on, LOST)},
    ladder=(Step(0, (Told.OFFICE,), clock="search"),),
    arrival=arrival,
    dated=dated,
    next_look=next_look,
    brings=brings,
    acts=(Act("find", Find),),
    notices=(LookedFor, FoundAgain),
    facts=Facts,
    words=Path(__file__).parent,
)
