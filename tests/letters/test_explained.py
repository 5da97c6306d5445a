"""Why a letter's dates are what they are: each reason with its facts, and none that is not one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from letters.deadlines import Pause
from letters.explained import explained
from letters.letter import Kind, Letter, State
from letters.office import Office, Start
from letters.workdays import OfficeDay
from tests.letters.oracle import MONDAY, OFFICE
from tests.letters.test_clocks import assigned, office_with, received

RECEIVED, DUE = MONDAY.date(), date(2026, 3, 9)
WEEKEND = {
    "first": date(2026, 3, 7), "last": date(2026, 3, 8), "days": 2,
    "sort": "weekend", "name": "", "source": "week",
}  # fmt: skip
Told = list[tuple[str, dict[str, object]]]


def told(letter: Letter, office: Office = OFFICE, *, inner: bool = False) -> Told:
    """The reasons as messages and facts."""
    return [(one.message, dict(one.facts)) for one in explained(letter, office, inner=inner)]


def of(message: str, letter: Letter, office: Office = OFFICE, *, inner: bool = False) -> Any:
    """The facts of the one reason of that message; None where there is none."""
    found = [facts for name, facts in told(letter, office, inner=inner) if name == message]
    assert len(found) <= 1
    return found[0] if found else None


def test_a_plain_letter_has_its_date_its_start_its_limit_and_the_days_that_do_not_count() -> None:
    assert told(received()) == [
        ("why-due", {"due": DUE}),
        ("why-start", {"how": "received", "on": RECEIVED, "received": RECEIVED}),
        ("why-limit", {"days": 5, "kind": Kind.INQUIRY, "rule": "office", "mailbox": "市长信箱"}),
        ("why-skipped", WEEKEND),
    ]


def test_the_inner_clocks_are_told_where_they_run_and_by_default() -> None:
    triage = ("why-triage", {"due": date(2026, 3, 3), "days": 1})
    new, given = told(received(), inner=True), told(assigned(), inner=True)
    assert [one for one in new if one not in told(received())] == [triage]
    assert [one for one in given if one not in told(assigned())] == [
        ("why-return", {"due": date(2026, 3, 4), "days": 2}),
        ("why-department", {"due": date(2026, 3, 6), "days": 1}),
    ]
    assert [(r.message, dict(r.facts)) for r in explained(received(), OFFICE)] == new


@pytest.mark.parametrize(
    ("facts", "start", "how"),
    [
        ({}, Start.RECEIVED, "received"),
        ({"clock_start_on": date(2026, 3, 3)}, Start.RECEIVED, "received"),
        ({}, Start.ACCEPTED, "received"),
        ({"clock_start_on": date(2026, 3, 3)}, Start.ACCEPTED, "promised"),
        (
            {"clock_start_on": date(2026, 3, 3), "accepted_on": date(2026, 3, 3)},
            Start.ACCEPTED,
            "accepted",
        ),
        ({"reopened_on": date(2026, 3, 12)}, Start.RECEIVED, "reopened"),
    ],
)
def test_where_the_count_starts(facts: dict[str, Any], start: Start, how: str) -> None:
    letter = replace(received(), **facts)
    expected = {"how": how, "on": letter.clock_start_on, "received": RECEIVED}
    assert of("why-start", letter, office_with(start=start)) == expected


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"kind": Kind.COMPLAINT, "limit_days": 15}, "law"),
        ({"kind": Kind.COMPLAINT, "limit_days": 10}, "office"),
        ({"kind": Kind.INQUIRY, "limit_days": 5}, "office"),
        ({"kind": Kind.COMPLAINT, "limit_days": 15, "urgent": True}, "urgent"),
        ({"kind": Kind.COMPLAINT, "limit_days": 15, "urgent": True, "round": 2}, "reopened"),
    ],
)
def test_which_rule_a_limit_rests_on(facts: dict[str, Any], rule: str) -> None:
    letter = replace(received(), **facts)
    assert of("why-limit", letter) == {
        "days": letter.limit_days,
        "kind": letter.kind,
        "rule": rule,
        "mailbox": "市长信箱",
    }


def test_days_off_are_told_in_runs_of_one_name_and_make_up_days_one_by_one() -> None:
    """From the 25th of February: the New Year's make-up day, and days of the office's own."""
    own = {
        date(2026, 3, 4): OfficeDay(working=False, note="停电"),
        date(2026, 3, 5): OfficeDay(working=False, note="停电"),
        date(2026, 3, 7): OfficeDay(working=True, note="值班"),
        date(2026, 3, 8): OfficeDay(working=True, note="值班"),
    }
    office = replace(OFFICE, calendar=replace(OFFICE.calendar, extra=own))
    letter = replace(received(), clock_start_on=date(2026, 2, 25), limit_days=8)
    first, march, fourth, fifth = (
        date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 5)
    )  # fmt: skip
    plain, power_cut = {"sort": "weekend", "name": "", "source": "week"}, "停电"
    assert told(letter, office)[3:-1] == [
        ("why-make-up", {"on": first, "instead": date(2026, 2, 23), "name": "none"}),
        ("why-skipped", {"first": march, "last": march, "days": 1} | plain),
        (
            "why-skipped",
            {"first": fourth, "last": fifth, "days": 2}
            | {"sort": "holiday", "name": power_cut, "source": "office"},
        ),
        *(
            ("why-make-up", {"on": date(2026, 3, day), "instead": "none", "name": "值班"})
            for day in (7, 8)
        ),
    ]


def test_a_date_over_days_not_yet_announced_is_provisional() -> None:
    letter = replace(received(), provisional=True)
    assert of("why-provisional", letter) == {"certain_until": OFFICE.calendar.certain_until}
    assert of("why-provisional", received()) is None


def test_a_count_beyond_the_calendar_gives_the_date_without_its_way() -> None:
    letter = replace(received(), limit_days=100_000)
    assert [name for name, _ in told(letter)] == ["why-due", "why-start", "why-limit"]


@pytest.mark.parametrize(
    ("pause", "expected"),
    [
        (Pause(date(2026, 3, 3), None), ("why-paused-now", {"since": date(2026, 3, 3)})),
        (
            Pause(date(2026, 3, 3), date(2026, 3, 9)),
            (
                "why-paused",
                {"since": date(2026, 3, 3), "until": date(2026, 3, 9), "days": 4},
            ),
        ),
        (
            Pause(date(2026, 2, 27), date(2026, 3, 4)),  # the count starts within it
            (
                "why-paused",
                {"since": date(2026, 2, 27), "until": date(2026, 3, 4), "days": 2},
            ),
        ),
        (
            Pause(date(2026, 2, 24), date(2026, 2, 26)),  # and after it
            (
                "why-paused",
                {"since": date(2026, 2, 24), "until": date(2026, 2, 26), "days": 0},
            ),
        ),
    ],
)
def test_a_pause_is_told_with_the_working_days_it_adds(
    pause: Pause, expected: tuple[str, dict[str, object]]
) -> None:
    assert expected in told(replace(received(), pauses=(pause,)))


def test_an_extension_is_told_with_the_date_before_it() -> None:
    letter = replace(received(), extension_days=3, original_due_on=DUE)
    assert of("why-extended", letter) == {"days": 3, "original": DUE}
    assert of("why-extended", received()) is None


def test_a_date_that_would_be_another_today_says_so_while_it_can_still_change() -> None:
    letter = replace(received(), reply_due_on=date(2026, 3, 10))
    ended = replace(letter, state=State.ARCHIVED)
    assert (of("why-differs", letter), of("why-was", letter)) == ({"now": DUE}, None)
    assert (of("why-differs", ended), of("why-was", ended)) == (None, {"now": DUE})


@pytest.mark.parametrize(
    ("answered_on", "verdict"), [(DUE, "in-time"), (date(2026, 3, 10), "late")]
)
def test_an_answer_has_its_verdict(answered_on: date, verdict: str) -> None:
    letter = replace(
        received(),
        state=State.ANSWERED,
        answered_on=answered_on,
        answered_due_on=DUE,
        passed_on=date(2026, 3, 10),
    )
    assert told(letter)[-1] == (
        "why-answered",
        {"on": answered_on, "due": DUE, "verdict": verdict},
    )
    assert of("why-passed", letter) is None


def test_a_date_that_passed_unanswered_is_told() -> None:
    letter = replace(received(), passed_on=date(2026, 3, 10))
    assert told(letter)[-1] == ("why-passed", {"due": DUE})
    halves: list[dict[str, Any]] = [{"answered_on": DUE}, {"answered_due_on": DUE}]
    for half in halves:  # no verdict without both
        assert told(replace(letter, **half))[-1] == ("why-passed", {"due": DUE})
