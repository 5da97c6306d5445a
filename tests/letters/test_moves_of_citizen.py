"""What citizens and time do with a letter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from letters import commands as c
from letters import notices_to_citizen as citizen
from letters import notices_to_staff as staff
from letters.deadlines import Pause
from letters.letter import Kind, Letter, PartRole, Rating, State
from letters.notices import TO_CITIZEN, TO_OFFICE, Sending
from letters.people import SYSTEM, Actor
from letters.workflow import NotAllowed
from tests.letters.moves import (
    ANSWERED,
    ASKED,
    DRAFTED,
    HANDLED,
    MONDAY,
    NOW,
    NUMBER,
    PHOTO,
    RECEIVED,
    ROADS,
    TODAY,
    WATER,
    WORDS,
    Row,
    done,
    outcome,
)
from tests.letters.oracle import CITIZEN

MOVES: list[Row] = [
    (
        "add: the department reads it, and the date stays",
        HANDLED,
        c.Add((WORDS, PHOTO)),
        CITIZEN,
        {},
        [(PartRole.ADDITION, WORDS), (PartRole.ADDITION, PHOTO)],
        [(ROADS, staff.CitizenAdded(NUMBER)), (TO_CITIZEN, citizen.AdditionKept(NUMBER))],
    ),
    (
        "add to a drafted letter: the office reads it",
        DRAFTED,
        c.Add((WORDS,)),
        CITIZEN,
        {},
        [(PartRole.ADDITION, WORDS)],
        [(TO_OFFICE, staff.CitizenAdded(NUMBER)), (TO_CITIZEN, citizen.AdditionKept(NUMBER))],
    ),
    (
        "add what was asked for: earlier pauses stay, the citizen hears the date",
        replace(ASKED, state=State.ASSIGNED, pauses=(Pause(MONDAY, MONDAY), Pause(MONDAY, None))),
        c.Add((WORDS,)),
        CITIZEN,
        {
            "pauses": (Pause(MONDAY, MONDAY), Pause(MONDAY, TODAY)),
            "reply_due_on": date(2026, 3, 10),
            "original_due_on": date(2026, 3, 10),
            "department_due_on": date(2026, 3, 9),
        },
        [(PartRole.ADDITION, WORDS)],
        [
            (ROADS, staff.CitizenAdded(NUMBER)),
            (TO_CITIZEN, citizen.DateMoved(NUMBER, date(2026, 3, 10))),
        ],
    ),
    (
        "withdraw",
        ASKED,
        c.Withdraw(),
        CITIZEN,
        {
            "state": State.WITHDRAWN,
            "concluded_on": TODAY,
            "pauses": (Pause(MONDAY, TODAY),),
            "extension_asked": None,
            "return_asked_on": None,
        },
        [],
        [
            (ROADS, staff.WithdrawnByCitizen(NUMBER)),
            (WATER, staff.WithdrawnByCitizen(NUMBER)),
            (TO_CITIZEN, citizen.WithdrawnAsAsked(NUMBER)),
        ],
    ),
    (
        "withdraw what no department has",
        RECEIVED,
        c.Withdraw(),
        CITIZEN,
        {"state": State.WITHDRAWN, "concluded_on": TODAY},
        [],
        [
            (TO_OFFICE, staff.WithdrawnByCitizen(NUMBER)),
            (TO_CITIZEN, citizen.WithdrawnAsAsked(NUMBER)),
        ],
    ),
    (
        "rate",
        ANSWERED,
        c.Rate(Rating.FAIRLY),
        CITIZEN,
        {"rating": Rating.FAIRLY, "rated_on": TODAY},
        [],
        [(ROADS, staff.Rated(NUMBER, Rating.FAIRLY))],
    ),
    (
        "reopen: a new limit, nothing of the first handling's requests",
        replace(ANSWERED, rating=Rating.DISSATISFIED, pauses=(Pause(MONDAY, MONDAY),)),
        c.Reopen(WORDS),
        CITIZEN,
        {
            "state": State.IN_PROGRESS,
            "round": 2,
            "reopened_on": TODAY,
            "clock_start_on": TODAY,
            "pauses": (),
            "extension_days": 0,
            "extension_asked": None,
            "drafted_on": None,
            "return_due_on": None,
            "reply_due_on": date(2026, 3, 10),
            "original_due_on": date(2026, 3, 10),
            "department_due_on": date(2026, 3, 9),
        },
        [(PartRole.REASON, WORDS)],
        [
            (TO_CITIZEN, citizen.SecondHandling(NUMBER, "roads", date(2026, 3, 10))),
            (ROADS, staff.ReopenedByCitizen(NUMBER, date(2026, 3, 10))),
            (TO_OFFICE, staff.ReopenedByCitizen(NUMBER, date(2026, 3, 10))),
        ],
    ),
    (
        "allow publishing",
        replace(HANDLED, may_publish=False),
        c.AllowPublishing(),
        CITIZEN,
        {"may_publish": True},
        [],
        [],
    ),
    (
        "forbid publishing",
        HANDLED,
        c.ForbidPublishing(),
        CITIZEN,
        {"may_publish": False},
        [],
        [],
    ),
    (
        "archive",
        ANSWERED,
        c.Archive(),
        SYSTEM,
        {"state": State.ARCHIVED, "concluded_on": TODAY},
        [],
        [],
    ),
    (
        "note that the answer could not reach the citizen",
        ANSWERED,
        c.NoteUndeliverable(),
        SYSTEM,
        {"undeliverable_on": TODAY},
        [],
        [(TO_OFFICE, staff.CouldNotReachCitizen(NUMBER))],
    ),
]


@pytest.mark.parametrize("row", MOVES, ids=[row[0] for row in MOVES])
def test_a_move_changes_what_it_says_tells_whom_it_concerns_and_does_no_more(row: Row) -> None:
    _, letter, command, actor, *expected = row
    assert outcome(letter, command, actor) == expected


REFUSED: list[tuple[Letter, c.Command, Actor, str]] = [
    (
        replace(ANSWERED, undeliverable_on=MONDAY),
        c.NoteUndeliverable(),
        SYSTEM,
        "not-in-this-state",
    ),
    (RECEIVED, c.Recalculate(), SYSTEM, "not-in-this-state"),
    (RECEIVED, c.Submit("mayor", Kind.INQUIRY, True, 7), CITIZEN, "not-in-this-state"),
]


@pytest.mark.parametrize(("letter", "command", "actor", "reason"), REFUSED)
def test_what_a_move_itself_refuses_is_said_by_name(
    letter: Letter, command: c.Command, actor: Actor, reason: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        done(letter, command, actor)
    assert refused.value.reason == reason


def test_an_album_is_told_of_once_to_each_reader_a_second_after_its_last_piece() -> None:
    piece = replace(PHOTO, album="A1")
    decision = done(HANDLED, c.Add((WORDS, piece)), CITIZEN)
    whole = NOW + timedelta(seconds=1)
    assert decision.sendings == (
        Sending(ROADS, staff.CitizenAdded(NUMBER), "added:1:A1:department:roads", whole),
        Sending(TO_CITIZEN, citizen.AdditionKept(NUMBER), "added:1:A1:citizen", whole),
    )
