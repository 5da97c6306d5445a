"""An office for tests of figures: two mailboxes, three departments, Monday to Friday all year."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from letters.letter import Kind
from letters.limits import Limits
from letters.office import DEFAULT_LIMITS, Department, Mailbox, Office, Topic
from letters.workdays import Calendar, YearDays


def monday_to_friday(year: int) -> YearDays:
    """Returns a year without holidays."""
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1))
    return YearDays({}, {}, frozenset(day for day in days if day.weekday() >= 5))


PLAIN_WEEK = Calendar(monday_to_friday, date(2099, 12, 31), 1990, 2099)
CLERK, CHIEF = 11, 12
OFFICERS = {"roads": 21, "water": 22, "parks": 23}

OFFICE = Office(
    name="某市市长信箱",
    language="zh",
    timezone=ZoneInfo("Asia/Shanghai"),
    chat=-100,
    chiefs=frozenset({CHIEF}),
    clerks=frozenset({CLERK}),
    mailboxes=(
        Mailbox("mayor", "市长信箱", "SZ", review=True, limits=dict(DEFAULT_LIMITS)),
        Mailbox("secretary", "书记信箱", "SJ", False, dict.fromkeys(Kind, 3), pause_limit=4),
    ),
    departments=(
        Department("roads", "交通局", -101),
        Department("water", "水务局", -102),
        Department("parks", "园林绿化局", -103),
    ),
    calendar=PLAIN_WEEK,
    limits=Limits(10**6, 10**6, same_letter_hours=0),  # few people write all there is to count
    topics=(Topic("streets", "道路交通", ("路",)), Topic("water", "供水", ("水",))),
)
