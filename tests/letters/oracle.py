"""The domain's table of moves written out a second time on purpose, and letters to try moves on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import build_calendar
from letters import commands as c
from letters.deadlines import Pause
from letters.letter import Kind, Letter, Rating, State, text_part
from letters.office import DEFAULT_LIMITS, Department, Mailbox, Office, Topic
from letters.people import Actor, Role
from letters.registration import submit
from letters.workflow import decide

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
WORDS = text_part("路灯坏了")
OFFICE = Office(
    name="信箱办公室",
    language="zh",
    timezone=ZoneInfo("Asia/Shanghai"),
    chat=-1,
    chiefs=frozenset({1}),
    clerks=frozenset({2}),
    mailboxes=(
        Mailbox("mayor", "市长信箱", "SZ", True, DEFAULT_LIMITS),
        Mailbox("quick", "直办信箱", "ZB", False, DEFAULT_LIMITS),
    ),
    departments=(
        Department("roads", "市政", -2),
        Department("water", "供水", -3),
        Department("parks", "园林", -4),
    ),
    calendar=build_calendar("CN"),
    topics=(Topic("water", "供水"),),
)
CITIZEN = Actor(Role.CITIZEN, 7)
ACTORS = {
    "citizen": CITIZEN,
    "lead": Actor(Role.OFFICER, 3, "roads"),
    "co_handler": Actor(Role.OFFICER, 4, "water"),
    "stranger": Actor(Role.OFFICER, 5, "parks"),
    "other citizen": Actor(Role.CITIZEN, 8),
    "clerk": Actor(Role.CLERK, 2),
    "chief": Actor(Role.CHIEF, 1),
    "admin": Actor(Role.ADMIN, 6),
    "time": Actor(Role.SYSTEM, 0),
}
OFFICE_ROLES = {"clerk", "chief"}
R, A, P, D, ANSWERED, ARCHIVED = (
    State.RECEIVED,
    State.ASSIGNED,
    State.IN_PROGRESS,
    State.DRAFTED,
    State.ANSWERED,
    State.ARCHIVED,
)
OPEN = {R, A, P, D}
# command: (from, by whom, to; None: the same state)
ORACLE: dict[type, tuple[set[State], set[str], State | None]] = {
    c.Assign: ({R}, OFFICE_ROLES, A),
    c.Refuse: ({R}, OFFICE_ROLES, State.REFUSED),
    c.Merge: ({R}, OFFICE_ROLES, State.MERGED),
    c.ChangeKind: (OPEN, OFFICE_ROLES, None),
    c.ChangeTopic: (OPEN, OFFICE_ROLES, None),
    c.SignFor: ({A}, {"lead"}, P),
    c.Return: ({A, P}, {"lead"}, R),
    c.AskToReturn: ({A, P}, {"lead"}, None),
    c.TakeBack: ({A, P}, OFFICE_ROLES, R),
    c.RefuseReturn: ({A, P}, OFFICE_ROLES, None),
    c.Reassign: ({A, P}, OFFICE_ROLES, A),
    c.Draft: ({A, P}, {"lead"}, D),
    c.Approve: ({D}, OFFICE_ROLES, ANSWERED),
    c.SendBack: ({D}, OFFICE_ROLES, P),
    c.AskCitizen: ({R, A, P}, OFFICE_ROLES | {"lead"}, None),
    c.Add: (OPEN, {"citizen"}, None),
    c.RequestExtension: (OPEN, {"lead"}, None),
    c.GrantExtension: (OPEN, OFFICE_ROLES, None),
    c.RefuseExtension: (OPEN, OFFICE_ROLES, None),
    c.WriteNote: (OPEN, OFFICE_ROLES | {"lead", "co_handler"}, None),
    c.Urge: (OPEN, OFFICE_ROLES, None),
    c.Supervise: (OPEN, {"chief"}, None),
    c.Contribute: ({A, P}, {"co_handler"}, None),
    c.Withdraw: (OPEN, {"citizen"}, State.WITHDRAWN),
    c.Rate: ({ANSWERED}, {"citizen"}, None),
    c.Reopen: ({ANSWERED}, {"citizen"}, P),
    c.Publish: ({ANSWERED, ARCHIVED}, OFFICE_ROLES, None),
    c.Unpublish: (set(State), OFFICE_ROLES | {"citizen"}, None),
    c.AllowPublishing: (OPEN | {ANSWERED, ARCHIVED}, {"citizen"}, None),
    c.ForbidPublishing: (OPEN | {ANSWERED, ARCHIVED}, {"citizen"}, None),
    c.Archive: ({ANSWERED}, {"time"}, ARCHIVED),
    c.SeeReminder: (OPEN, OFFICE_ROLES | {"lead", "co_handler"}, None),
    c.Remind: (OPEN, {"time"}, None),
    c.NotePassed: (OPEN, {"time"}, None),
    c.Recalculate: (OPEN, {"time"}, None),
    c.Resume: (OPEN, {"time"}, None),
    c.NoteUndeliverable: ({ANSWERED, ARCHIVED}, {"time"}, None),
}
SAMPLES: dict[type, c.Command] = {
    c.Assign: c.Assign("roads", ("water",)),
    c.Refuse: c.Refuse(WORDS),
    c.Merge: c.Merge(2),
    c.ChangeKind: c.ChangeKind(Kind.COMPLAINT),
    c.ChangeTopic: c.ChangeTopic("water"),
    c.SignFor: c.SignFor(),
    c.Return: c.Return(WORDS),
    c.AskToReturn: c.AskToReturn(WORDS),
    c.TakeBack: c.TakeBack(),
    c.RefuseReturn: c.RefuseReturn(),
    c.Reassign: c.Reassign("water"),
    c.Draft: c.Draft((WORDS,)),
    c.Approve: c.Approve(),
    c.SendBack: c.SendBack(WORDS),
    c.AskCitizen: c.AskCitizen(WORDS),
    c.Add: c.Add((WORDS,)),
    c.RequestExtension: c.RequestExtension(5, WORDS),
    c.GrantExtension: c.GrantExtension(),
    c.RefuseExtension: c.RefuseExtension(),
    c.WriteNote: c.WriteNote(WORDS),
    c.Urge: c.Urge(),
    c.Supervise: c.Supervise(),
    c.Contribute: c.Contribute((WORDS,)),
    c.Withdraw: c.Withdraw(),
    c.Rate: c.Rate(Rating.DISSATISFIED),
    c.Reopen: c.Reopen(WORDS),
    c.Publish: c.Publish(WORDS, WORDS),
    c.Unpublish: c.Unpublish(),
    c.AllowPublishing: c.AllowPublishing(),
    c.ForbidPublishing: c.ForbidPublishing(),
    c.Archive: c.Archive(),
    c.SeeReminder: c.SeeReminder(),
    c.Remind: c.Remind(),
    c.NotePassed: c.NotePassed(),
    c.Recalculate: c.Recalculate(),
    c.Resume: c.Resume(),
    c.NoteUndeliverable: c.NoteUndeliverable(),
}


def new_letter(mailbox: str = "mayor", kind: Kind = Kind.INQUIRY, at: datetime = MONDAY) -> Letter:
    """A letter received on Monday morning."""
    decision = submit(c.Submit(mailbox, kind, True, 7), CITIZEN, at, OFFICE, 1, "0" * 10)
    return replace(decision.letter, id=1)


def letter_for(state: State, command: type) -> Letter:
    """A letter in a state, with the facts that let no guard object to the command."""
    letter = replace(new_letter(), state=state, lead="roads", co_handlers=("water",))
    letter = replace(letter, assigned_on=letter.received_on, return_due_on=date(2026, 3, 4))
    if state in {ANSWERED, ARCHIVED}:
        letter = replace(letter, answered_on=letter.received_on, last_answered_on=date(2026, 3, 2))
    match command:
        case c.GrantExtension | c.RefuseExtension:
            return replace(letter, extension_asked=3)
        case c.AskToReturn:
            return replace(letter, return_due_on=date(2026, 2, 27))
        case c.TakeBack | c.RefuseReturn:
            return replace(letter, return_asked_on=letter.received_on)
        case c.SeeReminder:
            return replace(letter, unseen_step="reply:1@2026-03-09:-2")
        case c.Recalculate:
            return replace(letter, limit_days=3)
        case c.Resume:
            return replace(asked(letter), state=state)
        case c.Reopen:
            return replace(letter, rating=Rating.DISSATISFIED)
        case c.AllowPublishing:
            return replace(letter, may_publish=False)
        case c.Unpublish:
            return replace(letter, published_on=letter.received_on)
        case _:
            return letter


def asked(letter: Letter) -> Letter:
    """The letter, with a question to its citizen open."""
    question = c.AskCitizen(WORDS)
    return decide(replace(letter, state=R), question, ACTORS["clerk"], MONDAY, OFFICE).letter


def moment_for(command: type) -> datetime:
    """When the command is given: for what time brings, on the day it falls due or after."""
    later: dict[type, int] = {c.Remind: 7, c.NotePassed: 8}
    return MONDAY + timedelta(days=later.get(command, 0))


TODAY = date(2026, 3, 2)
IN_THE_WAY: list[tuple[type, State, str, dict[str, object], str]] = [
    (c.Return, A, "lead", {"return_due_on": None}, "return-too-late"),
    (c.AskToReturn, A, "lead", {"return_due_on": date(2026, 3, 4)}, "return-by-yourself"),
    (c.AskToReturn, A, "lead", {"return_asked_on": TODAY}, "return-already-asked"),
    (c.TakeBack, A, "clerk", {"return_asked_on": None}, "no-return-asked"),
    (c.RefuseReturn, P, "clerk", {"return_asked_on": None}, "no-return-asked"),
    (c.AskCitizen, R, "clerk", {"pauses": (Pause(TODAY, None),)}, "already-asked"),
    (c.Resume, A, "time", {"pauses": ()}, "not-in-this-state"),
    (c.RequestExtension, P, "lead", {"extension_asked": 3}, "extension-already-asked"),
    (c.GrantExtension, P, "clerk", {"extension_asked": None}, "no-extension-asked"),
    (c.RefuseExtension, D, "clerk", {"extension_asked": None}, "no-extension-asked"),
    (c.Urge, R, "clerk", {"lead": None}, "nobody-to-urge"),
    (c.Urge, A, "clerk", {"urged_on": TODAY, "urged_by": (2,)}, "already-urged-today"),
    (c.SeeReminder, A, "lead", {"unseen_step": None}, "already-seen"),
    (c.NotePassed, A, "time", {"reply_due_on": date(2026, 3, 10)}, "not-in-this-state"),
    (c.NotePassed, A, "time", {"passed_on": date(2026, 3, 10)}, "not-in-this-state"),
    (c.Supervise, A, "chief", {"supervised_on": TODAY}, "already-supervised"),
    (c.Rate, ANSWERED, "citizen", {"last_answered_on": None}, "rating-closed"),
    (c.Reopen, ANSWERED, "citizen", {"rating": Rating.FAIRLY}, "only-after-dissatisfied"),
    (c.Publish, ARCHIVED, "clerk", {"may_publish": False}, "no-consent"),
    (c.Publish, ANSWERED, "clerk", {"published_on": TODAY}, "already-published"),
    (c.Unpublish, ANSWERED, "clerk", {"published_on": None}, "not-in-this-state"),
    (c.AllowPublishing, A, "citizen", {"may_publish": True}, "already-consented"),
]
"""Command, state, who, the fact in the way, and what is said; without the fact it may happen."""
