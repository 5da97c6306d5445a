"""Letters to make moves with, and all that comes of a move.

Every letter here bears more than a move asks for (requests, questions, marks), so that what a move
clears is seen too.
"""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

from letters import commands as c
from letters import notices_to_citizen as citizen
from letters import notices_to_staff as staff
from letters.deadlines import Pause
from letters.letter import Kind, Letter, Part, PartKind, PartRole, State, text_part
from letters.notices import TO_CITIZEN, Recipient, Sending, to_department
from letters.people import Actor, Role
from letters.workflow import Decision, decide
from tests.letters.oracle import OFFICE

Told = list[tuple[Recipient, Any] | Sending]
MONDAY, TODAY = date(2026, 3, 2), date(2026, 3, 3)
NOW = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
DUE = date(2026, 3, 9)
NUMBER, OTHER = "SZ-2026-000001", "SZ-2026-000002"
WORDS, MORE = text_part("说明"), text_part("还有")
PHOTO = Part(PartKind.PHOTO, file="photo")
CLERK, CHIEF = Actor(Role.CLERK, 2), Actor(Role.CHIEF, 1)
LEAD, HELPER = Actor(Role.OFFICER, 3, "roads"), Actor(Role.OFFICER, 4, "water")
ROADS, WATER, PARKS = (to_department(code) for code in ("roads", "water", "parks"))
RECEIVED = Letter(
    id=1, number=NUMBER, query_code="0" * 10, mailbox="mayor", kind=Kind.INQUIRY,
    state=State.RECEIVED, revision=1, citizen=7, chat=7, may_publish=True,
    received_at=datetime(2026, 3, 2, 2, 0, tzinfo=UTC), received_on=MONDAY, clock_start_on=MONDAY,
    limit_days=5, reply_due_on=DUE, original_due_on=DUE, provisional=False,
    triage_due_on=date(2026, 3, 3), triage_start_on=MONDAY,
    next_look_at=datetime(2026, 3, 5, 1, 0, tzinfo=UTC),
)  # fmt: skip
"""As it is registered on Monday; written out, for what is made by a rule hides its changes."""
HANDLED = replace(
    RECEIVED,
    state=State.IN_PROGRESS,
    lead="roads",
    co_handlers=("water",),
    accepted_on=MONDAY,
    assigned_on=MONDAY,
    signed_on=MONDAY,
    return_due_on=date(2026, 3, 4),
    department_due_on=date(2026, 3, 6),
    extension_asked=3,
    return_asked_on=MONDAY,
    supervised_on=MONDAY,
    unseen_step="reply:1@2026-03-09:-2",
)
ASSIGNED = replace(HANDLED, state=State.ASSIGNED, signed_on=None)
DRAFTED = replace(HANDLED, state=State.DRAFTED, drafted_on=MONDAY)
ANSWERED = replace(
    DRAFTED,
    state=State.ANSWERED,
    answered_on=MONDAY,
    answered_due_on=DUE,
    answered_original_due_on=DUE,
    last_answered_on=MONDAY,
    extension_days=2,
    reply_due_on=date(2026, 3, 11),
    original_due_on=DUE,
)
ASKED = replace(HANDLED, pauses=(Pause(MONDAY, None),))
MERGED_HERE = replace(RECEIVED, id=2, number=OTHER, state=State.MERGED, merged_into=1)
BACK: dict[str, object] = {
    "state": State.RECEIVED,
    "lead": None,
    "co_handlers": (),
    "assigned_on": None,
    "signed_on": None,
    "return_asked_on": None,
    "extension_asked": None,
    "return_due_on": None,
    "department_due_on": None,
    "transfers": 1,
    "triage_start_on": TODAY,
    "triage_due_on": date(2026, 3, 4),
}
OUT: dict[str, object] = {
    "state": State.ANSWERED,
    "answered_on": TODAY,
    "last_answered_on": TODAY,
    "answered_due_on": DUE,
    "answered_original_due_on": DUE,
    "extension_asked": None,
    "return_asked_on": None,
    "supervised_on": None,
    "unseen_step": None,
}
ANSWER_TOLD: Told = [
    (TO_CITIZEN, citizen.Answered(NUMBER, "roads", 1)),
    (ROADS, staff.AnswerSent(NUMBER)),
    (WATER, staff.AnswerSent(NUMBER)),
]
Row = tuple[str, Letter, c.Command, Actor, dict[str, object], list[tuple[PartRole, Part]], Told]
"""What is done, to which letter, the command, by whom; facts changed, parts, who is told what."""


def done(
    letter: Letter, command: c.Command, actor: Actor, related: tuple[Letter, ...] = ()
) -> Decision:
    """What is decided on Tuesday at noon."""
    return decide(letter, command, actor, NOW, OFFICE, related)


def changed(before: Letter, after: Letter) -> dict[str, object]:
    """The facts a move changed, with their new values."""
    names = {field.name for field in fields(Letter)} - {"revision", "next_look_at", "reminded"}
    return {
        name: getattr(after, name)
        for name in names
        if getattr(after, name) != getattr(before, name)
    }


def outcome(letter: Letter, command: c.Command, actor: Actor) -> list[Any]:
    """All that comes of a move, as a row has it; a sending with more to it than that whole."""
    decision = done(letter, command, actor)
    told = [
        (sent.to, sent.notice) if sent == Sending(sent.to, sent.notice) else sent
        for sent in decision.sendings
    ]
    return [changed(letter, decision.letter), list(decision.parts), told]
