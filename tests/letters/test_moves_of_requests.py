"""What departments and the office ask of each other: returns, extensions, haste."""

from dataclasses import replace
from datetime import date

import pytest

from letters import commands as c
from letters import notices_to_citizen as citizen
from letters import notices_to_staff as staff
from letters.letter import Letter, PartRole, State
from letters.notices import TO_CHIEF, TO_CITIZEN, TO_OFFICE
from letters.people import Actor
from letters.workflow import NotAllowed
from tests.letters.moves import (
    BACK,
    CHIEF,
    CLERK,
    DRAFTED,
    DUE,
    HANDLED,
    LEAD,
    MONDAY,
    NUMBER,
    RECEIVED,
    ROADS,
    TODAY,
    WATER,
    WORDS,
    Row,
    done,
    outcome,
)

MOVES: list[Row] = [
    (
        "return",
        HANDLED,
        c.Return(WORDS),
        LEAD,
        BACK,
        [(PartRole.REASON, WORDS)],
        [
            (TO_OFFICE, staff.Returned(NUMBER, "roads", 1)),
            (WATER, staff.TakenAway(NUMBER)),
        ],
    ),
    (
        "return for the second time: still the office's own affair",
        replace(HANDLED, transfers=1, co_handlers=()),
        c.Return(WORDS),
        LEAD,
        {key: value for key, value in BACK.items() if key != "co_handlers"} | {"transfers": 2},
        [(PartRole.REASON, WORDS)],
        [(TO_OFFICE, staff.Returned(NUMBER, "roads", 2))],
    ),
    (
        "return for the third time: the chief is told",
        replace(HANDLED, transfers=2),
        c.Return(WORDS),
        LEAD,
        BACK | {"transfers": 3},
        [(PartRole.REASON, WORDS)],
        [
            (TO_OFFICE, staff.Returned(NUMBER, "roads", 3)),
            (WATER, staff.TakenAway(NUMBER)),
            (TO_CHIEF, staff.Returned(NUMBER, "roads", 3)),
        ],
    ),
    (
        "ask to return",
        replace(HANDLED, return_due_on=MONDAY, return_asked_on=None),
        c.AskToReturn(WORDS),
        LEAD,
        {"return_asked_on": TODAY},
        [(PartRole.REASON, WORDS)],
        [(TO_OFFICE, staff.ReturnAsked(NUMBER, "roads"))],
    ),
    (
        "take back",
        HANDLED,
        c.TakeBack(),
        CLERK,
        BACK,
        [],
        [
            (ROADS, staff.TakenAway(NUMBER)),
            (WATER, staff.TakenAway(NUMBER)),
            (TO_OFFICE, staff.TakenBack(NUMBER, "roads")),
        ],
    ),
    (
        "take back for the third time: the chief is told",
        replace(HANDLED, transfers=2),
        c.TakeBack(),
        CLERK,
        BACK | {"transfers": 3},
        [],
        [
            (ROADS, staff.TakenAway(NUMBER)),
            (WATER, staff.TakenAway(NUMBER)),
            (TO_OFFICE, staff.TakenBack(NUMBER, "roads")),
            (TO_CHIEF, staff.Returned(NUMBER, "roads", 3)),
        ],
    ),
    (
        "refuse a return",
        HANDLED,
        c.RefuseReturn(),
        CLERK,
        {"return_asked_on": None},
        [],
        [(ROADS, staff.ReturnRefused(NUMBER, DUE))],
    ),
    (
        "ask for an extension, up to the mailbox's cap",
        replace(HANDLED, extension_asked=None, extension_days=5),
        c.RequestExtension(10, WORDS),
        LEAD,
        {"extension_asked": 10},
        [(PartRole.REASON, WORDS)],
        [(TO_OFFICE, staff.ExtensionAsked(NUMBER, "roads", 10, DUE))],
    ),
    (
        "ask for one day",
        replace(HANDLED, extension_asked=None),
        c.RequestExtension(1, WORDS),
        LEAD,
        {"extension_asked": 1},
        [(PartRole.REASON, WORDS)],
        [(TO_OFFICE, staff.ExtensionAsked(NUMBER, "roads", 1, DUE))],
    ),
    (
        "grant an extension, the second",
        replace(HANDLED, extension_days=2, reply_due_on=date(2026, 3, 11)),
        c.GrantExtension(),
        CLERK,
        {
            "extension_days": 5,
            "extension_asked": None,
            "reply_due_on": date(2026, 3, 16),
            "department_due_on": date(2026, 3, 13),
        },
        [],
        [
            (TO_CITIZEN, citizen.Extended(NUMBER, date(2026, 3, 16), date(2026, 3, 11))),
            (ROADS, staff.ExtensionGranted(NUMBER, date(2026, 3, 16))),
        ],
    ),
    (
        "refuse an extension",
        DRAFTED,
        c.RefuseExtension(),
        CLERK,
        {"extension_asked": None},
        [],
        [(ROADS, staff.ExtensionRefused(NUMBER, DUE))],
    ),
    (
        "refuse an extension of a letter that was returned",
        replace(HANDLED, state=State.RECEIVED, lead=None, co_handlers=()),
        c.RefuseExtension(),
        CLERK,
        {"extension_asked": None},
        [],
        [(TO_OFFICE, staff.ExtensionRefused(NUMBER, DUE))],
    ),
    (
        "urge, the first today",
        replace(HANDLED, urged_on=MONDAY, urged_by=(2, 1)),
        c.Urge(),
        CLERK,
        {"urged_on": TODAY, "urged_by": (2,)},
        [],
        [(ROADS, staff.Urged(NUMBER, DUE))],
    ),
    (
        "urge with words, the second today",
        replace(HANDLED, urged_on=TODAY, urged_by=(2,)),
        c.Urge(WORDS),
        CHIEF,
        {"urged_by": (2, 1)},
        [(PartRole.URGING, WORDS)],
        [(ROADS, staff.Urged(NUMBER, DUE))],
    ),
    (
        "supervise",
        replace(HANDLED, supervised_on=None),
        c.Supervise(),
        CHIEF,
        {"supervised_on": TODAY},
        [],
        [(ROADS, staff.Supervised(NUMBER, DUE)), (TO_OFFICE, staff.Supervised(NUMBER, DUE))],
    ),
    (
        "supervise what the office has itself: it is told once",
        RECEIVED,
        c.Supervise(),
        CHIEF,
        {"supervised_on": TODAY},
        [],
        [(TO_OFFICE, staff.Supervised(NUMBER, DUE))],
    ),
]


@pytest.mark.parametrize("row", MOVES, ids=[row[0] for row in MOVES])
def test_a_request_changes_what_it_says_tells_whom_it_concerns_and_does_no_more(row: Row) -> None:
    _, letter, command, actor, *expected = row
    assert outcome(letter, command, actor) == expected


REFUSED: list[tuple[Letter, c.Command, Actor, str]] = [
    (
        replace(HANDLED, extension_asked=None, extension_days=5),
        c.RequestExtension(11, WORDS),
        LEAD,
        "extension-over-cap",
    ),
    (
        replace(HANDLED, extension_asked=None),
        c.RequestExtension(0, WORDS),
        LEAD,
        "extension-over-cap",
    ),
]


@pytest.mark.parametrize(("letter", "command", "actor", "reason"), REFUSED)
def test_what_a_request_itself_refuses_is_said_by_name(
    letter: Letter, command: c.Command, actor: Actor, reason: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        done(letter, command, actor)
    assert refused.value.reason == reason
