"""What follows from a letter's facts: the same however often and however late anybody looks."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from letters import commands as c
from letters.deadlines import Pause
from letters.letter import Kind, Letter, State, text_part
from letters.office import Office, Start
from letters.people import SYSTEM, Actor
from letters.settle import settle
from letters.workdays import OfficeDay
from letters.workflow import NotAllowed, decide, overlooked, what_time_brings
from tests.letters.oracle import CITIZEN, OFFICE
from tests.letters.test_clocks import CHIEF, CLERK, ROADS, assigned, at, office_with, received

WORDS = text_part("说明")
ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2026, 3, 2), date(2026, 6, 1)
LIMITS: dict[str, int] = {Kind.INQUIRY: 5, Kind.SUGGESTION: 7, Kind.COMPLAINT: 15}
SILENCE = 15
ACTS: tuple[tuple[c.Command, Actor], ...] = (
    (c.Assign("roads"), CHIEF),
    (c.Assign("water"), CHIEF),
    (c.Reassign("roads"), CHIEF),
    (c.Return(WORDS), ROADS),
    (c.AskCitizen(WORDS), CLERK),
    (c.AskCitizen(WORDS), CLERK),
    (c.Add((WORDS,)), CITIZEN),
    (c.RequestExtension(3, WORDS), ROADS),
    (c.GrantExtension(), CLERK),
    (c.ChangeKind(Kind.COMPLAINT), CLERK),
    (c.ChangeKind(Kind.SUGGESTION, urgent=True), CLERK),
    (c.WriteNote(WORDS), CLERK),
    (c.Draft((WORDS,)), ROADS),
    (c.SendBack(WORDS), CLERK),
)


@dataclass(frozen=True, slots=True)
class Act:
    """Something somebody tries: so many days after the letter came, at an hour of the office's."""

    day: int
    hour: int
    choice: int

    @property
    def at(self) -> datetime:
        """Returns when it is, UTC."""
        return at(2, self.hour, 30) + self.day * ONE_DAY


acts = st.builds(
    Act, st.integers(0, 70), st.sampled_from([7, 12, 20]), st.integers(0, len(ACTS) - 1)
)
lives = st.lists(acts, max_size=14).map(lambda found: sorted(found, key=lambda act: act.at))


def looked_at(letter: Letter, when: datetime) -> Letter:
    """The letter once a sweep has done all that time asks of it."""
    while (command := what_time_brings(letter, when, OFFICE)) is not None:
        letter = decide(letter, command, SYSTEM, when, OFFICE).letter
        assert settle(letter, when, OFFICE, letter) == letter
    return letter


def lived(
    life: Sequence[Act], looks: Sequence[datetime]
) -> tuple[Letter, list[tuple[Act, Letter]]]:
    """A letter's life with sweeps at these instants alone, and the acts that were allowed."""
    letter, done = received(), []
    moments = sorted([(look, None) for look in looks] + [(act.at, act) for act in life], key=_first)
    for when, act in moments:
        if act is None:
            letter = looked_at(letter, when)
            continue
        command, actor = ACTS[act.choice]
        standing = letter
        for decision in overlooked(letter, when, OFFICE):
            standing = decision.letter
        try:
            letter = decide(standing, command, actor, when, OFFICE).letter
        except NotAllowed:
            continue
        assert settle(letter, when, OFFICE, letter) == letter
        assert replace(settle(letter, when, OFFICE), reminded=()) == replace(letter, reminded=())
        done.append((act, letter))
    return looked_at(letter, at(1, 12, month=6)), done


def _first(moment: tuple[datetime, Act | None]) -> tuple[datetime, bool]:
    return moment[0], moment[1] is not None


@dataclass
class Oracle:
    """The letter's dates as somebody finds them who looks at every day with a calendar in hand."""

    office: Office
    limit: int = 5
    extension: int = 0
    asked: int | None = None
    pauses: list[tuple[date, date]] = field(default_factory=list)
    paused_on: date | None = None
    passed_on: date | None = None

    @property
    def all_pauses(self) -> tuple[Pause, ...]:
        """Returns the pauses there were, and the one that goes on."""
        asked = (Pause(self.paused_on, None),) if self.paused_on is not None else ()
        return (*(Pause(*pause) for pause in self.pauses), *asked)

    def is_working(self, day: date) -> bool:
        """Returns whether the office works on a day."""
        return self.office.calendar.is_working(day)

    def days(self, after: date, until: date) -> list[date]:
        """Returns the days after one, up to and with another."""
        return [after + n * ONE_DAY for n in range(1, (until - after).days + 1)]

    def working(self, start: date) -> Iterator[date]:
        """Yields the working days after a day, one by one."""
        day = start
        while True:
            day += ONE_DAY
            if self.is_working(day):
                yield day

    def due(self, extension: int) -> date:
        """Returns the last day: the limit's working days, and those on which the clock stood."""
        stood = 0
        for after, until in self.pauses:
            stood += sum(1 for day in self.days(after, until) if self.is_working(day))
        days = self.working(FIRST)
        return [next(days) for _ in range(self.limit + extension + stood)][-1]

    def lapse(self) -> tuple[date, date]:
        """Returns the last day of the citizen's silence, and the next working day."""
        assert self.paused_on is not None
        days = self.working(self.paused_on)
        silent = [next(days) for _ in range(SILENCE)]
        return silent[-1], next(days)

    def passes(self, day: date) -> None:
        """Midnight: the date may have passed."""
        due = self.due(self.extension)
        if self.paused_on is None and self.passed_on is None and day > due:
            self.passed_on = due + ONE_DAY

    def opens(self, day: date) -> None:
        """Nine o'clock: a question may have lapsed."""
        if self.paused_on is not None and day >= self.lapse()[1]:
            self.ends(self.lapse()[0], day)
            self.passes(day)

    def ends(self, until: date, today: date) -> None:
        """The pause ends with a day."""
        assert self.paused_on is not None
        before = self.due(self.extension)
        self.pauses.append((self.paused_on, until))
        self.paused_on = None
        self.moved(before, today)

    def moved(self, before: date, today: date) -> None:
        """A date that moved has not passed any more, if it is still to come."""
        due = self.due(self.extension)
        if due != before and today <= due:
            self.passed_on = None

    def acted(self, act: Act, day: date) -> None:
        """Somebody did something they were allowed to do."""
        before = self.due(self.extension)
        match ACTS[act.choice][0]:
            case c.AskCitizen():
                self.paused_on = day
            case c.Add() | c.Draft() if self.paused_on is not None:
                self.ends(min(day, self.lapse()[0]), day)
            case c.RequestExtension(days):
                self.asked = days
            case c.GrantExtension():
                self.extension += self.asked or 0
            case c.ChangeKind(kind, _, urgent):
                self.limit = 1 if urgent else LIMITS[kind]
                self.moved(before, day)
            case _:
                return
        if isinstance(ACTS[act.choice][0], c.GrantExtension):
            self.moved(before, day)


def told_by_the_oracle(done: Sequence[tuple[Act, Letter]]) -> Oracle:
    """What comes of the acts that were allowed, day by day until the first of June."""
    oracle = Oracle(OFFICE)
    waiting = [act for act, _ in done]
    day = FIRST
    while day <= LAST:
        today = [act for act in waiting if OFFICE.local_date(act.at) == day]
        oracle.passes(day)
        for act in [act for act in today if act.hour < 9]:
            oracle.acted(act, day)
            oracle.passes(day)
        if oracle.is_working(day):
            oracle.opens(day)
        for act in [act for act in today if act.hour >= 9]:
            oracle.acted(act, day)
            oracle.passes(day)
        day += ONE_DAY
    return oracle


EVERY_THIRD_HOUR = [at(2, 12) + timedelta(hours=n) for n in range(0, 24 * 91, 3)]


@settings(max_examples=100, deadline=None)
@given(life=lives, seed=st.integers(0, 10**6), looks=st.integers(0, 12))
def test_however_late_anybody_looks_dates_pauses_and_what_passed_are_those_of_looking_daily(
    life: list[Act], seed: int, looks: int
) -> None:
    chance = random.Random(seed)
    late, done = lived(life, sorted(chance.sample(EVERY_THIRD_HOUR, looks)))
    in_time, done_in_time = lived(life, EVERY_THIRD_HOUR)
    assert [act for act, _ in done] == [act for act, _ in done_in_time]
    oracle = told_by_the_oracle(done)
    for letter in (late, in_time):
        assert letter.reply_due_on == oracle.due(oracle.extension)
        assert letter.original_due_on == oracle.due(0)
        assert letter.pauses == oracle.all_pauses
        assert letter.passed_on == oracle.passed_on
    if not done:
        assert _without_revision(late) == _without_revision(in_time)


@settings(max_examples=50, deadline=None)
@given(life=lives, seed=st.integers(0, 10**6), looks=st.integers(0, 6))
def test_after_the_last_act_late_looks_remember_the_same_steps_and_give_the_same_card(
    life: list[Act], seed: int, looks: int
) -> None:
    _, done = lived(life, EVERY_THIRD_HOUR)
    letter, last = (done[-1][1], done[-1][0].at) if done else (received(), at(2, 10))
    later = [look for look in EVERY_THIRD_HOUR if look > last]
    in_time = late = letter
    for look in later:
        in_time = looked_at(in_time, look)
    for look in sorted(random.Random(seed).sample(later, min(looks, len(later)))):
        late = looked_at(late, look)
    assert _without_revision(looked_at(late, EVERY_THIRD_HOUR[-1])) == _without_revision(in_time)


def _without_revision(letter: Letter) -> Letter:
    return replace(letter, revision=0)


def test_a_question_nobody_answers_lapses_with_its_day_however_late_that_is_noticed() -> None:
    asked = decide(assigned(), c.AskCitizen(WORDS), ROADS, at(4, 10), OFFICE).letter
    for noticed in (at(26), at(27, 15), at(7, 12, month=4)):
        letter = decide(asked, c.Resume(), SYSTEM, noticed, OFFICE).letter
        assert letter.pauses == (Pause(date(2026, 3, 4), date(2026, 3, 25)),)
        assert letter.reply_due_on == date(2026, 3, 30)


def test_who_answers_after_the_question_lapsed_adds_no_day_to_the_pause() -> None:
    asked = decide(assigned(), c.AskCitizen(WORDS), ROADS, at(4, 10), OFFICE).letter
    early = decide(asked, c.Add((WORDS,)), CITIZEN, at(26, 8), OFFICE).letter
    assert early.pauses == (Pause(date(2026, 3, 4), date(2026, 3, 25)),)


def test_dates_stay_when_calendar_and_rules_changed_until_something_they_follow_from_does() -> None:
    letter = assigned()
    friday = {date(2026, 3, 6): OfficeDay(False, "那达慕")}
    calendar = replace(OFFICE.calendar, extra=friday)
    changed = replace(office_with(return_limit=4, department_margin=2), calendar=calendar)
    noted = decide(letter, c.WriteNote(WORDS), CLERK, at(3), changed).letter
    assert _dates(noted) == _dates(letter)
    given_again = decide(letter, c.Reassign("water"), CLERK, at(3), changed).letter
    assert _dates(given_again) == (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 4))
    anew = settle(letter, at(3), changed)
    assert _dates(anew) == (date(2026, 3, 10), date(2026, 3, 9), date(2026, 3, 5))
    assert settle(anew, at(3), changed) == anew


def _dates(letter: Letter) -> tuple[date | None, ...]:
    return letter.reply_due_on, letter.return_due_on, letter.department_due_on


def test_where_the_clock_runs_from_acceptance_a_mailbox_that_changes_its_rule_moves_nothing() -> (
    None
):
    letter = received(office_with(start=Start.ACCEPTED))
    after = decide(letter, c.Assign("roads"), CLERK, at(3), OFFICE).letter
    assert (after.state, after.reply_due_on) == (State.ASSIGNED, letter.reply_due_on)
