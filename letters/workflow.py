"""The table of a letter's moves, and the one function that decides whether a move may happen.

How to read the table: a command may be given to a letter in one of the states `from_`, by one of
the roles `by`, when none of the `guards` objects. `to` is the state that follows (None: the same;
where a move chooses, its effect in letters/moves.py does). What a move changes and who is told is
written in letters/moves.py, under the command's own name. Buttons, commands, sweeps, the command
line and the stories all go through `decide`; docs/life-of-a-letter.md is drawn from this table.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from letters import clocks, guards, moves
from letters import commands as c
from letters.guards import Guard
from letters.letter import OPEN, Card, Letter, Part, PartRole, State
from letters.notices import Sending
from letters.office import Office
from letters.people import OFFICE, SYSTEM, Actor, Role
from letters.scene import Effect, Scene
from letters.settle import settle

R, A, P, D = State.RECEIVED, State.ASSIGNED, State.IN_PROGRESS, State.DRAFTED
HANDLED = frozenset({A, P})
KEPT = OPEN | {State.ANSWERED, State.ARCHIVED}
STAFF = OFFICE | {Role.OFFICER}
CITIZEN = frozenset({Role.CITIZEN})
OFFICER = frozenset({Role.OFFICER})
CHIEF = frozenset({Role.CHIEF})
TIME = frozenset({Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table."""

    command: type
    from_: frozenset[State]
    by: frozenset[Role]
    to: State | None
    event: str
    guards: tuple[Guard, ...] = ()


def _row(
    command: type,
    from_: frozenset[State] | set[State],
    by: frozenset[Role],
    to: State | None,
    event: str,
    *objections: Guard,
) -> Move:
    return Move(command, frozenset(from_), by, to, event, objections)


TABLE: tuple[Move, ...] = (
    _row(c.Assign, {R}, OFFICE, A, "assigned", guards.three_transfers_need_chief),
    _row(c.Refuse, {R}, OFFICE, State.REFUSED, "refused"),
    _row(c.Merge, {R}, OFFICE, State.MERGED, "merged"),
    _row(c.ChangeKind, OPEN, OFFICE, None, "kind_changed"),
    _row(c.ChangeTopic, OPEN, OFFICE, None, "topic_changed", guards.topics_configured),
    _row(c.SignFor, {A}, OFFICER, P, "signed_for", guards.lead_only),
    _row(c.Return, HANDLED, OFFICER, R, "returned", guards.lead_only, guards.return_in_time),
    _row(
        c.AskToReturn,
        HANDLED,
        OFFICER,
        None,
        "return_asked",
        guards.lead_only,
        guards.return_needs_consent,
        guards.no_return_pending,
    ),
    _row(c.TakeBack, HANDLED, OFFICE, R, "taken_back", guards.return_pending),
    _row(c.RefuseReturn, HANDLED, OFFICE, None, "return_refused", guards.return_pending),
    _row(c.Reassign, HANDLED, OFFICE, A, "reassigned", guards.three_transfers_need_chief),
    _row(c.Draft, HANDLED, OFFICER, D, "drafted", guards.lead_only),
    _row(c.Approve, {D}, OFFICE, State.ANSWERED, "answered"),
    _row(c.SendBack, {D}, OFFICE, P, "sent_back"),
    _row(
        c.AskCitizen, {R, A, P}, STAFF, None, "asked_citizen", guards.lead_only, guards.not_paused
    ),
    _row(c.Add, OPEN, CITIZEN, None, "added"),
    _row(
        c.RequestExtension,
        OPEN,
        OFFICER,
        None,
        "extension_asked",
        guards.lead_only,
        guards.no_extension_pending,
        guards.limit_not_passed,
    ),
    _row(
        c.GrantExtension,
        OPEN,
        OFFICE,
        None,
        "extension_granted",
        guards.extension_pending,
        guards.limit_not_passed,
    ),
    _row(c.RefuseExtension, OPEN, OFFICE, None, "extension_refused", guards.extension_pending),
    _row(c.WriteNote, OPEN, STAFF, None, "noted", guards.handler_only),
    _row(c.Urge, OPEN, OFFICE, None, "urged", guards.not_urged_today),
    _row(c.Supervise, OPEN, CHIEF, None, "supervised", guards.not_supervised),
    _row(c.Contribute, HANDLED, OFFICER, None, "contributed", guards.co_handler_only),
    _row(c.Withdraw, OPEN, CITIZEN, State.WITHDRAWN, "withdrawn"),
    _row(c.Rate, {State.ANSWERED}, CITIZEN, None, "rated", guards.rating_open, guards.not_rated),
    _row(
        c.Reopen,
        {State.ANSWERED},
        CITIZEN,
        P,
        "reopened",
        guards.rating_open,
        guards.dissatisfied,
        guards.first_round,
    ),
    _row(
        c.Publish,
        {State.ANSWERED, State.ARCHIVED},
        OFFICE,
        None,
        "published",
        guards.consented,
        guards.no_report,
        guards.not_published,
    ),
    _row(
        c.Unpublish,
        frozenset(State),
        OFFICE | CITIZEN,
        None,
        "unpublished",
        guards.is_published,
    ),
    _row(
        c.AllowPublishing,
        KEPT,
        CITIZEN,
        None,
        "publishing_allowed",
        guards.no_report,
        guards.not_consented,
    ),
    _row(
        c.ForbidPublishing,
        KEPT,
        CITIZEN,
        None,
        "publishing_forbidden",
        guards.consented,
        guards.not_published,
    ),
    _row(c.Archive, {State.ANSWERED}, TIME, State.ARCHIVED, "archived"),
    _row(
        c.SeeReminder,
        OPEN,
        STAFF,
        None,
        "reminder_seen",
        guards.handler_only,
        guards.unseen_reminder,
    ),
    _row(c.Remind, OPEN, TIME, None, "reminded"),
    _row(c.NotePassed, OPEN, TIME, None, "date_passed", guards.date_passed),
    _row(c.Recalculate, OPEN, TIME, None, "recalculated"),
    _row(c.Resume, OPEN, TIME, None, "clock_resumed", guards.is_paused),
    _row(
        c.NoteUndeliverable,
        {State.ANSWERED, State.ARCHIVED},
        TIME,
        None,
        "undeliverable",
    ),
)
MOVES = {move.command: move for move in TABLE}


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
    move = MOVES[command]
    if not guards.may_touch(letter, actor):
        return "no-such-letter"
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
        move.command for move in TABLE if objection(letter, move.command, actor, on, office) is None
    )


def decide(
    letter: Letter,
    command: c.Command,
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
    move = MOVES[type(command)]
    scene = Scene(letter, actor, at, on, office, tuple(related))
    effect = _effect(command)(scene, command)
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
    event = "answered" if after.state is State.ANSWERED and move.to is D else move.event
    sendings = effect.sendings + effect.telling(after)
    return Decision(after, event, effect.on or on, effect.parts, sendings)


def _effect(
    command: c.Command,
) -> Callable[[Scene, c.Command], Effect | str]:
    return moves.EFFECTS[type(command)]


def what_time_brings(letter: Letter, at: datetime, office: Office) -> c.Command | None:
    """Returns the command the passing of time gives this letter at `at`, or None for not yet."""
    if letter.next_look_at is None or letter.next_look_at > at:
        return None
    if letter.state is State.ANSWERED:
        return c.Archive()
    if letter.paused_on is not None:
        return c.Resume()
    passed = clocks.passed_at(letter, office)
    if passed is not None and passed <= at:
        return c.NotePassed()
    return c.Remind() if clocks.due_steps(letter, at, office) else None


NOTED_FIRST = (c.Resume, c.NotePassed)
"""What time has done to a letter's dates: it is noted before anybody acts on the letter."""


def overlooked(letter: Letter, at: datetime, office: Office) -> Iterator[Decision]:
    """Yields what time has done to the letter's dates by `at` (UTC) and nobody has noted yet.

    A question that lapsed, a date that passed: whoever comes to the letter finds it as it would be
    had a sweep come in time, however long none did.
    """
    while isinstance(command := what_time_brings(letter, at, office), NOTED_FIRST):
        decision = decide(letter, command, SYSTEM, at, office)
        yield decision
        letter = decision.letter


__all__ = [
    "MOVES",
    "TABLE",
    "Card",
    "Decision",
    "Move",
    "NotAllowed",
    "decide",
    "objection",
    "overlooked",
    "permitted",
    "what_time_brings",
]
