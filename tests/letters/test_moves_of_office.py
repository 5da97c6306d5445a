"""What the office does with a letter: assigns, refuses, sorts, merges."""

from dataclasses import replace
from datetime import date

import pytest

from letters import commands as c
from letters import notices_to_citizen as citizen
from letters import notices_to_staff as staff
from letters.deadlines import Pause
from letters.letter import Kind, Letter, PartRole, State
from letters.notices import TO_CITIZEN, Sending
from letters.people import Actor
from letters.workflow import NotAllowed
from tests.letters.moves import (
    ASKED,
    CLERK,
    DUE,
    HANDLED,
    MONDAY,
    MORE,
    NUMBER,
    OTHER,
    PARKS,
    RECEIVED,
    ROADS,
    TODAY,
    WATER,
    WORDS,
    Row,
    changed,
    done,
    outcome,
)
from tests.letters.oracle import new_letter

MOVES: list[Row] = [
    (
        "assign",
        replace(HANDLED, state=State.RECEIVED, lead=None, co_handlers=(), accepted_on=None),
        c.Assign("roads", ("water", "roads", "parks", "water")),
        CLERK,
        {
            "state": State.ASSIGNED,
            "lead": "roads",
            "co_handlers": ("water", "parks"),
            "accepted_on": TODAY,
            "assigned_on": TODAY,
            "signed_on": None,
            "return_due_on": date(2026, 3, 5),
            "extension_asked": None,
            "return_asked_on": None,
        },
        [],
        [
            (TO_CITIZEN, citizen.PassedOn(NUMBER, "roads", DUE)),
            (ROADS, staff.AssignedToYou(NUMBER, DUE)),
            (WATER, staff.CoHandling(NUMBER, "roads", DUE)),
            (PARKS, staff.CoHandling(NUMBER, "roads", DUE)),
        ],
    ),
    (
        "assign again after a return: accepted once",
        replace(HANDLED, state=State.RECEIVED, transfers=1),
        c.Assign("roads", ("parks",)),
        CLERK,
        {
            "state": State.ASSIGNED,
            "co_handlers": ("parks",),
            "assigned_on": TODAY,
            "signed_on": None,
            "return_due_on": date(2026, 3, 5),
            "extension_asked": None,
            "return_asked_on": None,
        },
        [],
        [
            (TO_CITIZEN, citizen.PassedOn(NUMBER, "roads", DUE)),
            (ROADS, staff.AssignedToYou(NUMBER, DUE)),
            (PARKS, staff.CoHandling(NUMBER, "roads", DUE)),
        ],
    ),
    (
        "reassign: those who had it and have it no more are told",
        HANDLED,
        c.Reassign("water", ("parks",)),
        CLERK,
        {
            "state": State.ASSIGNED,
            "lead": "water",
            "co_handlers": ("parks",),
            "assigned_on": TODAY,
            "signed_on": None,
            "return_due_on": date(2026, 3, 5),
            "transfers": 1,
            "extension_asked": None,
            "return_asked_on": None,
        },
        [],
        [
            (TO_CITIZEN, citizen.PassedOn(NUMBER, "water", DUE)),
            (WATER, staff.AssignedToYou(NUMBER, DUE)),
            (PARKS, staff.CoHandling(NUMBER, "water", DUE)),
            (ROADS, staff.TakenAway(NUMBER)),
        ],
    ),
    (
        "refuse",
        replace(ASKED, state=State.RECEIVED),
        c.Refuse(WORDS, MORE),
        CLERK,
        {
            "state": State.REFUSED,
            "concluded_on": TODAY,
            "pauses": (Pause(MONDAY, TODAY),),
            "extension_asked": None,
            "return_asked_on": None,
        },
        [(PartRole.REASON, WORDS), (PartRole.ADVICE, MORE)],
        [(TO_CITIZEN, citizen.Refused(NUMBER))],
    ),
    (
        "refuse without advice",
        RECEIVED,
        c.Refuse(WORDS),
        CLERK,
        {"state": State.REFUSED, "concluded_on": TODAY},
        [(PartRole.REASON, WORDS)],
        [(TO_CITIZEN, citizen.Refused(NUMBER))],
    ),
    (
        "change the kind: the lead is told with the citizen",
        HANDLED,
        c.ChangeKind(Kind.COMPLAINT, "parks"),
        CLERK,
        {
            "kind": Kind.COMPLAINT,
            "about": "parks",
            "limit_days": 15,
            "reply_due_on": date(2026, 3, 23),
            "original_due_on": date(2026, 3, 23),
            "department_due_on": date(2026, 3, 20),
        },
        [],
        [
            (TO_CITIZEN, citizen.DateMoved(NUMBER, date(2026, 3, 23))),
            (ROADS, staff.KindChanged(NUMBER, Kind.COMPLAINT, date(2026, 3, 23))),
        ],
    ),
    (
        "change the kind of a letter that no department has",
        RECEIVED,
        c.ChangeKind(Kind.INQUIRY, urgent=True),
        CLERK,
        {"urgent": True, "limit_days": 1, "reply_due_on": TODAY, "original_due_on": TODAY},
        [],
        [(TO_CITIZEN, citizen.DateMoved(NUMBER, TODAY))],
    ),
    (
        "change the kind to one of the same limit: nobody is told",
        replace(HANDLED, published_on=MONDAY),
        c.ChangeKind(Kind.HELP),
        CLERK,
        {"kind": Kind.HELP},
        [],
        [],
    ),
    (
        "change the kind to a report: what was not published may be one",
        HANDLED,
        c.ChangeKind(Kind.REPORT, "parks"),
        CLERK,
        {
            "kind": Kind.REPORT,
            "about": "parks",
            "limit_days": 15,
            "reply_due_on": date(2026, 3, 23),
            "original_due_on": date(2026, 3, 23),
            "department_due_on": date(2026, 3, 20),
        },
        [],
        [
            (TO_CITIZEN, citizen.DateMoved(NUMBER, date(2026, 3, 23))),
            (ROADS, staff.KindChanged(NUMBER, Kind.REPORT, date(2026, 3, 23))),
        ],
    ),
    (
        "change what it is about alone",
        replace(HANDLED, about="water"),
        c.ChangeKind(Kind.INQUIRY, "parks"),
        CLERK,
        {"about": "parks"},
        [],
        [],
    ),
    ("change the topic", HANDLED, c.ChangeTopic("water"), CLERK, {"topic": "water"}, [], []),
    (
        "change the topic to none",
        replace(HANDLED, topic="water"),
        c.ChangeTopic(None),
        CLERK,
        {"topic": None},
        [],
        [],
    ),
]


@pytest.mark.parametrize("row", MOVES, ids=[row[0] for row in MOVES])
def test_the_office_changes_what_it_says_tells_whom_it_concerns_and_does_no_more(row: Row) -> None:
    _, letter, command, actor, *expected = row
    assert outcome(letter, command, actor) == expected


REFUSED: list[tuple[Letter, c.Command, Actor, str]] = [
    (HANDLED, c.Reassign("roads", ("water",)), CLERK, "already-there"),
    (HANDLED, c.Reassign("roads", ("roads", "water", "water")), CLERK, "already-there"),
    (HANDLED, c.ChangeKind(Kind.INQUIRY), CLERK, "already-that-kind"),
    (HANDLED, c.ChangeKind(Kind.REPORT, "roads"), CLERK, "reassign-first"),
    (HANDLED, c.ChangeKind(Kind.REPORT, "water"), CLERK, "reassign-first"),
    (HANDLED, c.ChangeTopic("streets"), CLERK, "menu-outdated"),
    (HANDLED, c.ChangeTopic(None), CLERK, "already-that-topic"),
    (replace(HANDLED, topic="water"), c.ChangeTopic("water"), CLERK, "already-that-topic"),
]


@pytest.mark.parametrize(("letter", "command", "actor", "reason"), REFUSED)
def test_what_the_office_itself_refuses_is_said_by_name(
    letter: Letter, command: c.Command, actor: Actor, reason: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        done(letter, command, actor)
    assert refused.value.reason == reason


def test_a_letter_is_merged_into_one_that_is_or_was_just_answered_and_into_no_other() -> None:
    asked = replace(ASKED, state=State.RECEIVED)
    for state in State:
        into = replace(new_letter(), id=2, number=OTHER, state=state)
        if state in {State.MERGED, State.REFUSED, State.WITHDRAWN, State.ARCHIVED}:
            with pytest.raises(NotAllowed, match="merge-into-open"):
                done(asked, c.Merge(2), CLERK, (into,))
            continue
        decision = done(asked, c.Merge(2), CLERK, (into,))
        assert changed(asked, decision.letter) == {
            "state": State.MERGED,
            "merged_into": 2,
            "concluded_on": TODAY,
            "pauses": (Pause(MONDAY, TODAY),),
            "extension_asked": None,
            "return_asked_on": None,
        }
        assert decision.sendings == (Sending(TO_CITIZEN, citizen.MergedInto(NUMBER, OTHER)),)
    for related in ((), (asked,)):
        with pytest.raises(NotAllowed, match="merge-into-another"):
            done(asked, c.Merge(2), CLERK, related)


def test_a_reassignment_to_the_same_lead_with_other_helpers_or_the_reverse_is_one() -> None:
    for command in (c.Reassign("roads"), c.Reassign("parks", ("water",))):
        assert done(HANDLED, command, CLERK).letter.transfers == 1
    # while the office assigns a letter once more to those who had it
    again = replace(HANDLED, state=State.RECEIVED)
    assert done(again, c.Assign("roads", ("water",)), CLERK).letter.state is State.ASSIGNED
