"""Letters as a story has them: what one says, when it comes, how long everything takes.

A plan is worked out from a seed before anything is played, so that a story is always the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from types import MappingProxyType
from zoneinfo import ZoneInfo

from letters.letter import Kind, Rating
from letters.workdays import Calendar

ZONE = ZoneInfo("Asia/Shanghai")
STREETS = ("建设路", "胜利街", "团结巷", "新华大街", "锡林街", "友谊路", "前进路", "成吉思汗街")
MATTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "roads": (
            "{street}{n}号门前的路灯不亮,晚上走路很不安全。",
            "{street}{n}号门前的人行道塌陷了。",
            "{street}{n}号旁边的路口有个大坑。",
        ),
        "water": (
            "{street}{n}号楼已经停水两天。",
            "{street}{n}号院的自来水发黄。",
            "{street}{n}号门口水管漏水。",
        ),
        "parks": (
            "{street}{n}号边的树挡住了交通标志。",
            "{street}{n}号对面小公园的草坪没有人管。",
        ),
    }
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
KINDS = (Kind.INQUIRY, Kind.HELP, Kind.COMPLAINT, Kind.SUGGESTION, Kind.THANKS)
HOW_OFTEN = (44, 30, 14, 9, 3)
RATINGS = (None, Rating.SATISFIED, Rating.FAIRLY, Rating.DISSATISFIED)
HOW_RATED = (45, 38, 12, 5)
LATE = 0.09  # of the answers
HANDLED_WITHIN = MappingProxyType({Kind.COMPLAINT: 14, Kind.SUGGESTION: 6})  # working days


class Fate(StrEnum):
    """What becomes of a letter by the year's end."""

    ANSWERED = "answered"
    REFUSED = "refused"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Life:
    """One letter's life as planned. Instants are aware; None where it does not come to that."""

    name: str
    text: str
    kind: Kind
    department: str
    fate: Fate
    sent_at: datetime
    triaged_at: datetime | None = None
    signed_at: datetime | None = None
    drafted_at: datetime | None = None
    approved_at: datetime | None = None
    withdrawn_at: datetime | None = None
    rating: Rating | None = None
    rated_at: datetime | None = None


def plan(year: int, fates: Mapping[Fate, int], calendar: Calendar, seed: int) -> list[Life]:
    """Returns a year's letters in the order they come.

    Those of December's last weeks stay open, as they do; so do some that departments left lying.
    A merged letter is one that its writer sent twice within the hour.
    """
    chance = Random(seed)  # noqa: S311 — a story, not a secret
    first_hand: dict[Fate, int] = {
        fate: number for fate, number in fates.items() if fate is not Fate.MERGED
    }
    instants = sorted(_sent_at(year, chance) for _ in range(sum(first_hand.values())))
    lives = [
        _dated(_letter(at, fate, chance), calendar, chance)
        for at, fate in zip(instants, _fates_of(instants, first_hand, year, chance), strict=True)
    ]
    twice = chance.sample([one for one in lives if one.fate is Fate.ANSWERED], fates[Fate.MERGED])
    lives += [_sent_again(one, calendar, chance) for one in twice]
    return sorted(lives, key=lambda life: life.sent_at)


def _sent_at(year: int, chance: Random) -> datetime:
    day = date(year, 1, 1) + timedelta(days=chance.randrange(363))
    clock = time(chance.randrange(7, 22), chance.randrange(60), chance.randrange(60))
    return datetime.combine(day, clock, ZONE)


def _fates_of(
    instants: list[datetime], fates: Mapping[Fate, int], year: int, chance: Random
) -> list[Fate]:
    """The year's last letters stay open; the other fates fall anywhere before."""
    deadline = datetime.combine(date(year, 12, 5), time(0), ZONE)
    late = sum(1 for at in instants if at >= deadline)
    if late > fates[Fate.OPEN]:
        raise ValueError("more letters come in December than the story leaves open")
    others = [
        fate
        for fate, number in fates.items()
        for _ in range(number - late if fate is Fate.OPEN else number)
    ]
    chance.shuffle(others)
    return [*others, *[Fate.OPEN] * late]


def _letter(at: datetime, fate: Fate, chance: Random) -> Life:
    department = chance.choice(list(MATTERS))
    text = chance.choice(MATTERS[department]).format(
        street=chance.choice(STREETS), n=chance.randrange(1, 400)
    )
    kind = chance.choices(KINDS, HOW_OFTEN)[0]
    name = chance.choice(SURNAMES) + chance.choice(GIVEN)
    return Life(name, text, kind, department, fate, at)


def _dated(life: Life, calendar: Calendar, chance: Random) -> Life:
    """Returns a life with its instants: how fast the office and its departments work."""

    def after(days: int, hour: int) -> datetime:
        day = calendar.add(life.sent_at.date(), days)
        return datetime.combine(day, time(hour, chance.randrange(60)), ZONE)

    life = replace(life, triaged_at=after(1, 9))
    match life.fate:
        case Fate.REFUSED | Fate.MERGED:
            return life
        case Fate.WITHDRAWN:
            return replace(life, withdrawn_at=after(1, 16))
        case Fate.OPEN:
            signs = chance.random() < 0.7
            return replace(life, signed_at=after(2, 14) if signs else None)
        case Fate.ANSWERED:
            return _answered(life, after, chance)


def _answered(life: Life, after: Callable[[int, int], datetime], chance: Random) -> Life:
    limit = HANDLED_WITHIN.get(life.kind, 4)
    days = limit + 2 if chance.random() < LATE else chance.randrange(2, limit + 1)
    rating = chance.choices(RATINGS, HOW_RATED)[0]
    return replace(
        life,
        signed_at=after(1, 14),
        drafted_at=after(days, 15),
        approved_at=after(days, 16),
        rating=rating,
        rated_at=after(days + 1, 20) if rating else None,
    )


def _sent_again(life: Life, calendar: Calendar, chance: Random) -> Life:
    again = life.sent_at + timedelta(minutes=chance.randrange(5, 55))
    twin = Life(life.name, life.text, life.kind, life.department, Fate.MERGED, again)
    return _dated(twin, calendar, chance)
