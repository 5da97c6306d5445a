"""What an office has when its configuration says nothing else, and how it is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from letters.acts import ACTS
from letters.commands import NotePassed, Resume
from letters.figures import Rounding
from letters.letter import OPEN, Card, Kind, State
from letters.limits import Limits
from letters.office import (
    DEFAULT_LADDER,
    DEFAULT_LIMITS,
    DEFAULT_URGENT_LIMITS,
    LIMITS_BY_LAW,
    Clock,
    Department,
    Mailbox,
    Office,
    Start,
    Step,
    Told,
)
from letters.procedure import Procedure, UnknownProcedureError, known, make_known, named
from letters.procedures import LETTERS
from letters.table import TABLE
from tests.letters.oracle import OFFICE

LIMITS: dict[str, int] = {Kind.INQUIRY: 5, Kind.THANKS: 4}
MAILBOX = Mailbox("mayor", "市长信箱", "SZ", review=True, limits=LIMITS)


def test_a_mailbox_has_the_rules_of_the_domain_where_none_are_configured() -> None:
    assert (
        Mailbox(
            code="mayor",
            title="市长信箱",
            prefix="SZ",
            review=True,
            limits=LIMITS,
            urgent_limits=dict.fromkeys(Kind, 1),
            start=Start.RECEIVED,
            triage_limit=1,
            return_limit=2,
            department_margin=1,
            extension_cap=15,
            reopen_limit=5,
            pause_limit=15,
            rating_days=7,
            retention=None,
            ladder=DEFAULT_LADDER,
            procedure=LETTERS,
        )
        == MAILBOX
    )


def test_each_kind_has_its_limit_and_law_sets_some_of_them() -> None:
    assert DEFAULT_LIMITS == {
        Kind.INQUIRY: 5,
        Kind.HELP: 5,
        Kind.COMPLAINT: 15,
        Kind.REPORT: 15,
        Kind.SUGGESTION: 7,
        Kind.THANKS: 5,
    }
    assert {Kind.COMPLAINT, Kind.REPORT, Kind.SUGGESTION} == LIMITS_BY_LAW
    assert set(DEFAULT_URGENT_LIMITS.values()) == {1}
    assert (MAILBOX.limit(Kind.THANKS, urgent=False), MAILBOX.limit(Kind.THANKS, urgent=True)) == (
        4,
        1,
    )


def test_the_ladder_is_that_of_the_domain() -> None:
    assert [(s.name, *map(str, s.tell), s.card, s.clock) for s in DEFAULT_LADDER] == [
        ("-2", "handler", None, Clock.REPLY),
        ("-1", "handler", Card.YELLOW, Clock.REPLY),
        ("0", "handler", None, Clock.REPLY),
        ("+1", "handler", "office", Card.RED, Clock.REPLY),
        ("+3", "office", "chief", None, Clock.REPLY),
        ("+5", "chief", None, Clock.REPLY),
    ]
    assert LETTERS.ladder == DEFAULT_LADDER
    assert Step(0, (Told.CHIEF,)) == Step(0, (Told.CHIEF,), None, Clock.REPLY)


def test_an_office_is_open_from_nine_to_half_past_five_and_rounds_down_to_one_decimal() -> None:
    office = Office(
        "办公室", "zh", ZoneInfo("Asia/Shanghai"), None, frozenset(), frozenset(), (), (),
        OFFICE.calendar,
    )  # fmt: skip
    assert (office.opens, office.closes) == (time(9, 0), time(17, 30))
    assert (office.rounding, office.decimals) == (Rounding.DOWN, 1)
    assert (office.topics, office.limits) == ((), Limits())


def test_an_office_finds_its_own_by_their_codes() -> None:
    assert OFFICE.mailbox("quick").prefix == "ZB"
    assert OFFICE.department("water") == Department("water", "供水", -3)
    for ask in (OFFICE.mailbox, OFFICE.department):
        with pytest.raises(KeyError):
            ask("nowhere")
    names = [OFFICE.department_name(code) for code in ("water", "closed", None)]
    assert names == ["供水", "closed", ""]


def test_mailboxes_are_found_by_the_procedure_they_follow() -> None:
    other = replace(OFFICE.mailboxes[1], procedure=_of_another_code())
    office = replace(OFFICE, mailboxes=(OFFICE.mailboxes[0], other))
    assert office.following("letters") == (OFFICE.mailboxes[0],)
    assert office.following("never-made-known") == (other,)
    assert office.following("") == ()


def test_the_offices_date_is_that_of_its_own_clock() -> None:
    before_midnight = datetime(2026, 3, 2, 15, 59, tzinfo=UTC)
    assert OFFICE.local_date(before_midnight) == date(2026, 3, 2)
    assert OFFICE.local_date(before_midnight.replace(hour=16)) == date(2026, 3, 3)


def test_the_letters_own_procedure_is_put_together_of_what_letters_have() -> None:
    assert (LETTERS.code, LETTERS.states, LETTERS.kinds) == ("letters", tuple(State), tuple(Kind))
    assert (LETTERS.open, LETTERS.limits, LETTERS.table) == (OPEN, DEFAULT_LIMITS, TABLE)
    assert (LETTERS.noted_first, LETTERS.acts) == ((Resume, NotePassed), ACTS)
    assert (LETTERS.notices, LETTERS.facts, LETTERS.words) == ((), None, None)
    assert dict(LETTERS.state) == {state.value: state for state in State}
    assert dict(LETTERS.kind) == {kind.value: kind for kind in Kind}
    assert all(LETTERS.state[state.value] is state for state in State)
    assert all(LETTERS.kind[kind.value] is kind for kind in Kind)
    handled, received = {State.ASSIGNED, State.IN_PROGRESS}, {State.RECEIVED}
    assert {
        clock: (rule.runs_in, rule.each_handling) for clock, rule in LETTERS.clocks.items()
    } == {
        Clock.TRIAGE: (received, True),
        Clock.RETURN: (handled, True),
        Clock.DEPARTMENT: (handled, True),
        Clock.REPLY: (OPEN, False),
    }


def test_a_procedure_is_known_by_its_code_and_two_never_by_one() -> None:
    assert (named("letters"), known()[0]) == (LETTERS, LETTERS)
    assert make_known(LETTERS) is LETTERS
    with pytest.raises(ValueError, match="two procedures are called letters"):
        make_known(_of_another_code("letters"))
    assert named("letters") is LETTERS
    with pytest.raises(UnknownProcedureError):
        named("never-made-known")


def _of_another_code(code: str = "never-made-known") -> Procedure:
    return replace(LETTERS, code=code)
