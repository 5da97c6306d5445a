"""The table of moves, walked: every command, for every role, in every state.

The oracle is the table of the domain's description, written out here a second time on purpose.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.calendar import build_calendar
from letters import commands as c
from letters.deadlines import Pause
from letters.diagram import life_of_a_letter
from letters.letter import Kind, Letter, Part, Rating, State, text_part
from letters.notices_to_citizen import Answered, Refused
from letters.notices_to_staff import PublishingWithdrawn
from letters.office import DEFAULT_LIMITS, Department, Mailbox, Office, Topic
from letters.people import Actor, Role
from letters.procedures import LETTERS
from letters.registration import submit
from letters.workflow import NotAllowed, decide, permitted

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
            return replace(_asked(letter), state=state)
        case c.Reopen:
            return replace(letter, rating=Rating.DISSATISFIED)
        case c.AllowPublishing:
            return replace(letter, may_publish=False)
        case c.Unpublish:
            return replace(letter, published_on=letter.received_on)
        case _:
            return letter


def _asked(letter: Letter) -> Letter:
    question = c.AskCitizen(WORDS)
    return decide(replace(letter, state=R), question, ACTORS["clerk"], MONDAY, OFFICE).letter


def moment_for(command: type) -> datetime:
    """When the command is given: for what time brings, on the day it falls due or after."""
    later: dict[type, int] = {c.Remind: 7, c.NotePassed: 8}
    return MONDAY + timedelta(days=later.get(command, 0))


@pytest.mark.parametrize("command", list(ORACLE), ids=lambda command: command.__name__)
def test_a_move_is_made_exactly_where_the_domain_has_it(command: type) -> None:
    other = replace(new_letter(), id=2, number="SZ-2026-000002")
    related = (other,) if command is c.Merge else ()
    states, roles, to = ORACLE[command]
    made = set()
    for state, (who, actor) in product(State, ACTORS.items()):
        letter = letter_for(state, command)
        try:
            after = decide(
                letter, SAMPLES[command], actor, moment_for(command), OFFICE, related
            ).letter
        except NotAllowed:
            continue
        made.add((state, who))
        assert after.state == (to or state)
        assert after.revision == letter.revision + 1
    assert made == set(product(states, roles))


def test_every_command_stands_in_the_table_and_in_the_oracle() -> None:
    classes = {found for found in vars(c).values() if isinstance(found, type)}
    commands = {found for found in classes if issubclass(found, c.Command)} - {c.Command}
    assert set(ORACLE) | {c.Submit} == commands
    assert set(LETTERS.moves) == set(ORACLE)


def test_the_permitted_commands_are_those_that_decide_lets_pass() -> None:
    for state, (_, actor) in product(State, ACTORS.items()):
        letter = letter_for(state, c.Assign)
        offered = permitted(letter, actor, letter.received_on, OFFICE)
        for command in offered - {c.Merge, c.Remind, c.Recalculate}:
            decide(letter, SAMPLES[command], actor, MONDAY, OFFICE)


def test_a_refused_move_changes_nothing_and_says_why() -> None:
    letter = letter_for(ANSWERED, c.Assign)
    with pytest.raises(NotAllowed) as refused:
        decide(letter, c.Assign("roads"), ACTORS["clerk"], MONDAY, OFFICE)
    assert refused.value.reason == "not-in-this-state"


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


@pytest.mark.parametrize(("command", "state", "who", "facts", "reason"), IN_THE_WAY)
def test_what_is_in_the_way_of_a_move_is_said_by_name(
    command: type, state: State, who: str, facts: dict[str, Any], reason: str
) -> None:
    letter, when = letter_for(state, command), moment_for(command)
    decide(letter, SAMPLES[command], ACTORS[who], when, OFFICE)
    with pytest.raises(NotAllowed) as refused:
        decide(replace(letter, **facts), SAMPLES[command], ACTORS[who], when, OFFICE)
    assert refused.value.reason == reason


def test_another_clerk_or_another_day_may_urge_again() -> None:
    urged = decide(letter_for(A, c.Urge), c.Urge(), ACTORS["clerk"], MONDAY, OFFICE).letter
    decide(urged, c.Urge(), ACTORS["chief"], MONDAY, OFFICE)
    decide(urged, c.Urge(), ACTORS["clerk"], MONDAY + timedelta(days=1), OFFICE)


def test_an_office_without_topics_has_none_to_choose() -> None:
    with pytest.raises(NotAllowed, match="no-topics"):
        decide(
            letter_for(A, c.ChangeTopic),
            c.ChangeTopic("water"),
            ACTORS["clerk"],
            MONDAY,
            replace(OFFICE, topics=()),
        )


def test_where_the_mailbox_needs_no_review_a_draft_is_the_answer() -> None:
    letter = replace(letter_for(P, c.Draft), mailbox="quick")
    decision = decide(letter, c.Draft((WORDS,)), ACTORS["lead"], MONDAY, OFFICE)
    assert (decision.letter.state, decision.event) == (ANSWERED, "answered")
    assert Answered(letter.number, "roads", 1) in [s.notice for s in decision.sendings]


def test_a_draft_on_a_letter_not_yet_signed_for_signs_for_it() -> None:
    letter = letter_for(A, c.Draft)
    after = decide(letter, c.Draft((WORDS,)), ACTORS["lead"], MONDAY, OFFICE).letter
    assert after.signed_on == date(2026, 3, 2)


def test_an_empty_draft_is_no_answer() -> None:
    with pytest.raises(NotAllowed, match="answer-is-empty"):
        decide(letter_for(P, c.Draft), c.Draft((text_part("  "),)), ACTORS["lead"], MONDAY, OFFICE)


def test_from_three_transfers_on_only_the_chief_assigns() -> None:
    twice = replace(letter_for(R, c.Assign), transfers=2)
    decide(twice, c.Assign("roads"), ACTORS["clerk"], MONDAY, OFFICE)
    letter = replace(letter_for(R, c.Assign), transfers=3)
    with pytest.raises(NotAllowed, match="chief-decides"):
        decide(letter, c.Assign("roads"), ACTORS["clerk"], MONDAY, OFFICE)
    after = decide(letter, c.Assign("roads"), ACTORS["chief"], MONDAY, OFFICE).letter
    assert after.lead == "roads"


def test_a_department_returns_within_two_working_days_and_not_later() -> None:
    letter = letter_for(A, c.Return)
    wednesday, thursday = MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)
    assert decide(letter, c.Return(WORDS), ACTORS["lead"], wednesday, OFFICE).letter.transfers == 1
    with pytest.raises(NotAllowed, match="return-too-late"):
        decide(letter, c.Return(WORDS), ACTORS["lead"], thursday, OFFICE)


def test_a_report_never_goes_to_the_department_it_is_about() -> None:
    letter = replace(new_letter(kind=Kind.REPORT), about="roads")
    for command in (c.Assign("roads"), c.Assign("water", ("roads",))):
        with pytest.raises(NotAllowed, match="not-to-whom-it-is-about"):
            decide(letter, command, ACTORS["clerk"], MONDAY, OFFICE)
    handled = replace(letter, lead="roads", state=A)
    with pytest.raises(NotAllowed, match="no-such-letter"):
        decide(handled, c.SignFor(), ACTORS["lead"], MONDAY, OFFICE)


def test_a_letter_is_rated_once_within_seven_days_and_reopened_only_when_dissatisfied() -> None:
    letter = letter_for(ANSWERED, c.Rate)
    with pytest.raises(NotAllowed, match="rating-closed"):
        decide(letter, c.Rate(Rating.FAIRLY), CITIZEN, MONDAY + timedelta(days=8), OFFICE)
    last_day = MONDAY + timedelta(days=7)
    rated = decide(letter, c.Rate(Rating.FAIRLY), CITIZEN, last_day, OFFICE).letter
    with pytest.raises(NotAllowed, match="already-rated"):
        decide(rated, c.Rate(Rating.SATISFIED), CITIZEN, last_day, OFFICE)
    with pytest.raises(NotAllowed, match="only-after-dissatisfied"):
        decide(rated, c.Reopen(WORDS), CITIZEN, last_day, OFFICE)


def test_the_second_handling_has_a_clock_of_its_own_and_leaves_the_first_verdict() -> None:
    letter = letter_for(D, c.Approve)
    answered = decide(letter, c.Approve(), ACTORS["clerk"], MONDAY, OFFICE).letter
    rated = decide(answered, c.Rate(Rating.DISSATISFIED), CITIZEN, MONDAY, OFFICE).letter
    friday = MONDAY + timedelta(days=4)
    again = decide(rated, c.Reopen(WORDS), CITIZEN, friday, OFFICE).letter
    assert (again.round, again.reply_due_on) == (2, date(2026, 3, 13))
    assert (again.answered_on, again.answered_due_on) == (date(2026, 3, 2), date(2026, 3, 9))
    drafted = decide(again, c.Draft((WORDS,)), ACTORS["lead"], friday, OFFICE).letter
    second = decide(drafted, c.Approve(), ACTORS["clerk"], friday, OFFICE).letter
    assert (second.answered_on, second.last_answered_on) == (date(2026, 3, 2), date(2026, 3, 6))
    with pytest.raises(NotAllowed, match="reopened-once"):
        decide(second, c.Reopen(WORDS), CITIZEN, friday, OFFICE)


def test_the_working_days_of_a_pause_are_added_to_the_date() -> None:
    asked = _asked(new_letter())
    wednesday = MONDAY + timedelta(days=2)
    after = decide(asked, c.Add((WORDS,)), CITIZEN, wednesday, OFFICE).letter
    assert (after.paused_on, after.reply_due_on) == (None, date(2026, 3, 11))
    assert after.original_due_on == date(2026, 3, 11)


def test_an_extension_moves_the_date_and_keeps_the_original_and_has_a_cap() -> None:
    letter = letter_for(P, c.RequestExtension)
    with pytest.raises(NotAllowed, match="extension-over-cap"):
        decide(letter, c.RequestExtension(16, WORDS), ACTORS["lead"], MONDAY, OFFICE)
    asked = decide(letter, c.RequestExtension(5, WORDS), ACTORS["lead"], MONDAY, OFFICE).letter
    granted = decide(asked, c.GrantExtension(), ACTORS["clerk"], MONDAY, OFFICE).letter
    assert (granted.reply_due_on, granted.original_due_on) == (date(2026, 3, 16), date(2026, 3, 9))


def test_an_extension_is_asked_for_before_the_limit_has_passed() -> None:
    letter = letter_for(P, c.RequestExtension)
    with pytest.raises(NotAllowed, match="limit-passed"):
        decide(
            letter,
            c.RequestExtension(1, WORDS),
            ACTORS["lead"],
            MONDAY + timedelta(days=8),
            OFFICE,
        )


def test_citizens_of_merged_letters_are_told_the_answer_too() -> None:
    letter = letter_for(D, c.Approve)
    merged = replace(new_letter(), id=9, number="SZ-2026-000009", merged_into=1)
    decision = decide(letter, c.Approve(), ACTORS["clerk"], MONDAY, OFFICE, (merged,))
    told = [s.notice.number for s in decision.sendings if isinstance(s.notice, Answered)]
    assert told == [letter.number, "SZ-2026-000009"]


def test_a_refusal_reaches_the_citizen_with_reason_and_advice() -> None:
    advice = Part(WORDS.kind, "请拨打 12345")
    decision = decide(new_letter(), c.Refuse(WORDS, advice), ACTORS["clerk"], MONDAY, OFFICE)
    assert [s.notice for s in decision.sendings] == [Refused("SZ-2026-000001")]
    assert [part.text for _, part in decision.parts] == ["路灯坏了", "请拨打 12345"]


def test_a_citizen_who_no_longer_agrees_takes_the_published_answer_back() -> None:
    letter = letter_for(ANSWERED, c.Publish)
    shown = decide(letter, c.Publish(WORDS, WORDS), ACTORS["clerk"], MONDAY, OFFICE).letter
    taken_back = decide(shown, c.Unpublish(), CITIZEN, MONDAY, OFFICE)
    assert (taken_back.letter.published_on, taken_back.letter.may_publish) == (None, False)
    assert [s.notice for s in taken_back.sendings] == [PublishingWithdrawn(letter.number)]
    with pytest.raises(NotAllowed, match="no-consent"):
        decide(taken_back.letter, c.Publish(WORDS, WORDS), ACTORS["clerk"], MONDAY, OFFICE)
    by_office = decide(shown, c.Unpublish(), ACTORS["clerk"], MONDAY, OFFICE)
    assert (by_office.letter.may_publish, by_office.sendings) == (True, ())


def test_a_report_is_never_published_and_what_is_published_never_becomes_a_report() -> None:
    report = replace(letter_for(ANSWERED, c.Publish), kind=Kind.REPORT)
    with pytest.raises(NotAllowed, match="reports-stay-private"):
        decide(report, c.Publish(WORDS, WORDS), ACTORS["clerk"], MONDAY, OFFICE)
    reopened = replace(letter_for(P, c.ChangeKind), published_on=date(2026, 3, 2))
    with pytest.raises(NotAllowed, match="unpublish-first"):
        decide(reopened, c.ChangeKind(Kind.REPORT), ACTORS["clerk"], MONDAY, OFFICE)


def test_the_drawing_of_a_letters_life_is_that_of_the_table(
    pytestconfig: pytest.Config,
) -> None:
    drawn = pytestconfig.rootpath / "docs" / "life-of-a-letter.md"
    assert drawn.read_text(encoding="utf-8") == life_of_a_letter(), "run: make docs"
