"""What a department does with a letter, until the answer leaves the house and after."""

from dataclasses import replace
from datetime import date

import pytest

from letters import commands as c
from letters import notices_to_citizen as citizen
from letters import notices_to_staff as staff
from letters.deadlines import Pause
from letters.letter import Letter, PartRole, State
from letters.notices import TO_CITIZEN, TO_OFFICE, Sending
from letters.people import Actor
from letters.workflow import NotAllowed
from tests.letters.moves import (
    ANSWER_TOLD,
    ANSWERED,
    ASKED,
    ASSIGNED,
    CLERK,
    DRAFTED,
    HANDLED,
    HELPER,
    LEAD,
    MERGED_HERE,
    MONDAY,
    MORE,
    NUMBER,
    OTHER,
    OUT,
    PHOTO,
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
        "sign for",
        ASSIGNED,
        c.SignFor(),
        LEAD,
        {"state": State.IN_PROGRESS, "signed_on": TODAY},
        [],
        [],
    ),
    (
        "draft: the citizen's answer is waited for no longer",
        replace(ASKED, signed_on=None),
        c.Draft((WORDS, PHOTO)),
        LEAD,
        {
            "state": State.DRAFTED,
            "signed_on": TODAY,
            "drafted_on": TODAY,
            "pauses": (Pause(MONDAY, TODAY),),
            "reply_due_on": date(2026, 3, 10),
            "original_due_on": date(2026, 3, 10),
            "department_due_on": date(2026, 3, 9),
        },
        [(PartRole.DRAFT, WORDS), (PartRole.DRAFT, PHOTO)],
        [(TO_OFFICE, staff.DraftReady(NUMBER, "roads"))],
    ),
    (
        "draft a file alone, of a letter signed for before",
        HANDLED,
        c.Draft((PHOTO,)),
        LEAD,
        {"state": State.DRAFTED, "drafted_on": TODAY},
        [(PartRole.DRAFT, PHOTO)],
        [(TO_OFFICE, staff.DraftReady(NUMBER, "roads"))],
    ),
    (
        "draft where nobody reviews: the office is told that it went out",
        replace(HANDLED, mailbox="quick"),
        c.Draft((WORDS,)),
        LEAD,
        OUT | {"drafted_on": TODAY},
        [(PartRole.ANSWER, WORDS)],
        [*ANSWER_TOLD, (TO_OFFICE, staff.AnswerSent(NUMBER))],
    ),
    ("approve", DRAFTED, c.Approve(), CLERK, OUT, [], ANSWER_TOLD),
    (
        "approve with other words, a second time",
        replace(DRAFTED, round=2, answered_on=MONDAY),
        c.Approve(MORE),
        CLERK,
        {
            key: value
            for key, value in OUT.items()
            if key not in {"answered_on", "answered_due_on", "answered_original_due_on"}
        },
        [(PartRole.ANSWER, MORE)],
        [(TO_CITIZEN, citizen.Answered(NUMBER, "roads", 2)), *ANSWER_TOLD[1:]],
    ),
    (
        "send back",
        DRAFTED,
        c.SendBack(WORDS),
        CLERK,
        {"state": State.IN_PROGRESS, "drafted_on": None},
        [(PartRole.REASON, WORDS)],
        [(ROADS, staff.SentBack(NUMBER))],
    ),
    (
        "ask the citizen, a second time",
        replace(HANDLED, pauses=(Pause(MONDAY, MONDAY),)),
        c.AskCitizen(WORDS),
        CLERK,
        {"pauses": (Pause(MONDAY, MONDAY), Pause(TODAY, None))},
        [(PartRole.QUESTION, WORDS)],
        [(TO_CITIZEN, citizen.Asked(NUMBER))],
    ),
    ("write a note", HANDLED, c.WriteNote(WORDS), HELPER, {}, [(PartRole.NOTE, WORDS)], []),
    (
        "contribute",
        HANDLED,
        c.Contribute((WORDS, PHOTO)),
        HELPER,
        {},
        [(PartRole.CONTRIBUTION, WORDS), (PartRole.CONTRIBUTION, PHOTO)],
        [(ROADS, staff.Contributed(NUMBER, "water"))],
    ),
    ("see a reminder", HANDLED, c.SeeReminder(), HELPER, {"unseen_step": None}, [], []),
    (
        "publish",
        ANSWERED,
        c.Publish(WORDS, MORE),
        CLERK,
        {"published_on": TODAY},
        [(PartRole.PUBLICATION, WORDS), (PartRole.PUBLICATION, MORE)],
        [(TO_CITIZEN, citizen.Published(NUMBER))],
    ),
    (
        "unpublish",
        replace(ANSWERED, published_on=MONDAY),
        c.Unpublish(),
        CLERK,
        {"published_on": None},
        [],
        [],
    ),
    (
        "unpublish as its citizen",
        replace(ANSWERED, published_on=MONDAY),
        c.Unpublish(),
        CITIZEN,
        {"published_on": None, "may_publish": False},
        [],
        [(TO_OFFICE, staff.PublishingWithdrawn(NUMBER))],
    ),
]


@pytest.mark.parametrize("row", MOVES, ids=[row[0] for row in MOVES])
def test_an_answer_changes_what_it_says_tells_whom_it_concerns_and_does_no_more(row: Row) -> None:
    _, letter, command, actor, *expected = row
    assert outcome(letter, command, actor) == expected


REFUSED: list[tuple[Letter, c.Command, Actor, str]] = [
    (HANDLED, c.Draft(()), LEAD, "answer-is-empty"),
]


@pytest.mark.parametrize(("letter", "command", "actor", "reason"), REFUSED)
def test_what_an_answer_itself_refuses_is_said_by_name(
    letter: Letter, command: c.Command, actor: Actor, reason: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        done(letter, command, actor)
    assert refused.value.reason == reason


def test_the_answer_goes_to_the_citizens_of_merged_letters_as_of_their_own() -> None:
    decision = done(DRAFTED, c.Approve(), CLERK, (MERGED_HERE,))
    assert decision.sendings == (
        Sending(TO_CITIZEN, citizen.Answered(NUMBER, "roads", 1)),
        Sending(TO_CITIZEN, citizen.Answered(OTHER, "roads", 1), letter=MERGED_HERE),
        Sending(ROADS, staff.AnswerSent(NUMBER)),
        Sending(WATER, staff.AnswerSent(NUMBER)),
    )
