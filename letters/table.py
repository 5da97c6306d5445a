"""The table of a letter's moves: what may happen to it, and what each move brings about.

How to read the table: a command may be given to a letter in one of the states `from_`, by one of
the roles `by`, when none of the `guards` objects. `to` is the state that follows (None: the same;
where a move chooses, its effect does). What a move changes and who is told is its effect, a small
function in moves_of_citizen, moves_of_department, moves_of_office or moves_of_time. Buttons,
commands, sweeps, the command line and the stories all go through `workflow.decide`, which reads
this; docs/life-of-a-letter.md is drawn from it.
"""

from collections.abc import Callable
from typing import Any

from letters import commands as c
from letters import guards
from letters import moves_of_citizen as citizen
from letters import moves_of_department as department
from letters import moves_of_office as office
from letters import moves_of_time as time
from letters.guards import Guard
from letters.letter import OPEN, State
from letters.people import OFFICE, Role
from letters.procedure import Move
from letters.scene import Effect, Scene

R, A, P, D = State.RECEIVED, State.ASSIGNED, State.IN_PROGRESS, State.DRAFTED
HANDLED = frozenset({A, P})
KEPT = OPEN | {State.ANSWERED, State.ARCHIVED}
STAFF = OFFICE | {Role.OFFICER}
CITIZEN = frozenset({Role.CITIZEN})
OFFICER = frozenset({Role.OFFICER})
CHIEF = frozenset({Role.CHIEF})
TIME = frozenset({Role.SYSTEM})


def _row(
    command: type,
    from_: frozenset[State] | set[State],
    by: frozenset[Role],
    to: State | None,
    event: str,
    effect: Callable[[Scene, Any], Effect | str],
    *objections: Guard,
) -> Move:
    return Move(command, frozenset(from_), by, to, event, effect, objections)


TABLE: tuple[Move, ...] = (
    _row(c.Assign, {R}, OFFICE, A, "assigned", office.assign, guards.three_transfers_need_chief),
    _row(c.Refuse, {R}, OFFICE, State.REFUSED, "refused", office.refuse),
    _row(c.Merge, {R}, OFFICE, State.MERGED, "merged", office.merge),
    _row(c.ChangeKind, OPEN, OFFICE, None, "kind_changed", office.change_kind),
    _row(
        c.ChangeTopic,
        OPEN,
        OFFICE,
        None,
        "topic_changed",
        office.change_topic,
        guards.topics_configured,
    ),
    _row(c.SignFor, {A}, OFFICER, P, "signed_for", department.sign_for, guards.lead_only),
    _row(
        c.Return,
        HANDLED,
        OFFICER,
        R,
        "returned",
        department.return_,
        guards.lead_only,
        guards.return_in_time,
    ),
    _row(
        c.AskToReturn,
        HANDLED,
        OFFICER,
        None,
        "return_asked",
        department.ask_to_return,
        guards.lead_only,
        guards.return_needs_consent,
        guards.no_return_pending,
    ),
    _row(c.TakeBack, HANDLED, OFFICE, R, "taken_back", office.take_back, guards.return_pending),
    _row(
        c.RefuseReturn,
        HANDLED,
        OFFICE,
        None,
        "return_refused",
        office.refuse_return,
        guards.return_pending,
    ),
    _row(
        c.Reassign,
        HANDLED,
        OFFICE,
        A,
        "reassigned",
        office.assign,
        guards.three_transfers_need_chief,
    ),
    _row(c.Draft, HANDLED, OFFICER, D, "drafted", department.draft, guards.lead_only),
    _row(c.Approve, {D}, OFFICE, State.ANSWERED, "answered", office.approve),
    _row(c.SendBack, {D}, OFFICE, P, "sent_back", office.send_back),
    _row(
        c.AskCitizen,
        {R, A, P},
        STAFF,
        None,
        "asked_citizen",
        department.ask_citizen,
        guards.lead_only,
        guards.not_paused,
    ),
    _row(c.Add, OPEN, CITIZEN, None, "added", citizen.add),
    _row(
        c.RequestExtension,
        OPEN,
        OFFICER,
        None,
        "extension_asked",
        department.request_extension,
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
        office.grant_extension,
        guards.extension_pending,
        guards.limit_not_passed,
    ),
    _row(
        c.RefuseExtension,
        OPEN,
        OFFICE,
        None,
        "extension_refused",
        office.refuse_extension,
        guards.extension_pending,
    ),
    _row(c.WriteNote, OPEN, STAFF, None, "noted", department.write_note, guards.handler_only),
    _row(c.Urge, OPEN, OFFICE, None, "urged", office.urge, guards.not_urged_today),
    _row(c.Supervise, OPEN, CHIEF, None, "supervised", office.supervise, guards.not_supervised),
    _row(
        c.Contribute,
        HANDLED,
        OFFICER,
        None,
        "contributed",
        department.contribute,
        guards.co_handler_only,
    ),
    _row(c.Withdraw, OPEN, CITIZEN, State.WITHDRAWN, "withdrawn", citizen.withdraw),
    _row(
        c.Rate,
        {State.ANSWERED},
        CITIZEN,
        None,
        "rated",
        citizen.rate,
        guards.rating_open,
        guards.not_rated,
    ),
    _row(
        c.Reopen,
        {State.ANSWERED},
        CITIZEN,
        P,
        "reopened",
        citizen.reopen,
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
        office.publish,
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
        office.unpublish,
        guards.is_published,
    ),
    _row(
        c.AllowPublishing,
        KEPT,
        CITIZEN,
        None,
        "publishing_allowed",
        citizen.allow_publishing,
        guards.no_report,
        guards.not_consented,
    ),
    _row(
        c.ForbidPublishing,
        KEPT,
        CITIZEN,
        None,
        "publishing_forbidden",
        citizen.forbid_publishing,
        guards.consented,
        guards.not_published,
    ),
    _row(c.Archive, {State.ANSWERED}, TIME, State.ARCHIVED, "archived", time.archive),
    _row(
        c.SeeReminder,
        OPEN,
        STAFF,
        None,
        "reminder_seen",
        department.see_reminder,
        guards.handler_only,
        guards.unseen_reminder,
    ),
    _row(c.Remind, OPEN, TIME, None, "reminded", time.remind),
    _row(c.NotePassed, OPEN, TIME, None, "date_passed", time.note_passed, guards.date_passed),
    _row(c.Recalculate, OPEN, TIME, None, "recalculated", time.recalculate),
    _row(c.Resume, OPEN, TIME, None, "clock_resumed", time.resume, guards.is_paused),
    _row(
        c.NoteUndeliverable,
        {State.ANSWERED, State.ARCHIVED},
        TIME,
        None,
        "undeliverable",
        time.note_undeliverable,
    ),
)
