"""The table of moves, walked: every command, for every role, in every state."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from letters import commands as c
from letters.diagram import life_of_a_letter
from letters.letter import Kind, Part, Rating, State, text_part
from letters.notices_to_citizen import Answered, Refused
from letters.notices_to_staff import PublishingWithdrawn
from letters.procedures import LETTERS
from letters.workflow import NotAllowed, decide, permitted
from tests.letters.oracle import (
    ACTORS,
    ANSWERED,
    CITIZEN,
    IN_THE_WAY,
    MONDAY,
    OFFICE,
    ORACLE,
    SAMPLES,
    WORDS,
    A,
    D,
    P,
    R,
    asked,
    letter_for,
    moment_for,
    new_letter,
)


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
    paused = asked(new_letter())
    wednesday = MONDAY + timedelta(days=2)
    after = decide(paused, c.Add((WORDS,)), CITIZEN, wednesday, OFFICE).letter
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
