"""The tables of the configuration file, one model each: the keys there are, what each takes."""

from datetime import time
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from letters import deadlines
from letters.figures import Rounding
from letters.letter import Card
from letters.limits import PROGRAMS
from letters.office import Clock, Start, Told
from letters.procedure import LETTERS
from storage.database import Database
from storage.engines import database_at, is_known


class Table(BaseModel):
    """What all tables have in common: no unknown keys, no changes, no guessing of types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(name) from error
    return name


def _clock_time(value: object) -> object:
    return time.fromisoformat(value) if isinstance(value, str) else value


def _address(value: str) -> str:
    if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc:
        raise ValueError(value)
    return value.rstrip("/")


def _database_url(value: str) -> str:
    if not is_known(value):
        raise ValueError(value)
    return value


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,15}$")]
Group = Annotated[int, Field(lt=0)]
UserId = Annotated[int, Field(gt=0)]
Days = Annotated[int, Field(ge=1, le=250)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
Filled = Annotated[str, Field(min_length=1, max_length=100)]


class Telegram(Table):
    """[telegram]"""

    token: SecretStr = SecretStr("")
    token_file: str | None = None
    api_base: Annotated[str, AfterValidator(_address)] = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: Annotated[str, AfterValidator(_address)] | None = None
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: Annotated[str, Field(pattern=r"^[^:]+:\d{1,5}$")] = "127.0.0.1:8080"
    a_second: Annotated[int, Field(ge=1, le=1000)] = 30
    chat_a_second: Annotated[int, Field(ge=1, le=1000)] = 1
    group_a_minute: Annotated[int, Field(ge=1, le=60_000)] = 20
    paid_broadcasts: bool = False


class DatabaseTable(Table):
    """[database]"""

    url: Annotated[str, AfterValidator(_database_url)]
    key_file: str

    def archive(self) -> Database:
        """Returns the database, not yet opened. Raises DatabaseError if its driver is missing."""
        return database_at(self.url, self.key_file)


class Backup(Table):
    """[backup]"""

    folder: str | None = None
    at: ClockTime = time(2, 30)
    keep: Annotated[int, Field(ge=1, le=1000)] = 14


class LimitsTable(Table):
    """[limits]"""

    letters_a_day: Annotated[int, Field(ge=1, le=1000)] = 10
    messages_an_hour: Annotated[int, Field(ge=1, le=10_000)] = 100
    files_a_letter: Annotated[int, Field(ge=0, le=50)] = 20
    megabytes: Annotated[int, Field(ge=1, le=2000)] = 20
    same_letter_hours: Annotated[int, Field(ge=0, le=10_000)] = 24
    refused_files: list[Annotated[str, Field(pattern=r"^\.[a-z0-9]{1,10}$")]] = list(PROGRAMS)


class LogTable(Table):
    """[log]"""

    format: Literal["text", "json"] = "text"


class Health(Table):
    """[health]"""

    listen: Annotated[str, Field(pattern=r"^[^:]+:\d{1,5}$")] | None = None


class OfficeTable(Table):
    """[office]"""

    name: Filled
    language: Literal["zh", "en"] = "zh"
    timezone: Annotated[str, AfterValidator(_zone)]
    chat_id: Group | None = None
    chiefs: list[UserId] = []
    clerks: list[UserId] = []
    opens: ClockTime = time(9, 0)
    closes: ClockTime = time(17, 30)
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,4})?$")] = "CN"
    office_days: str | None = None


class StepTable(Table):
    """One step of [[mailbox]] ladder"""

    days: Annotated[int, Field(ge=-60, le=60)]
    tell: Annotated[list[Annotated[Told, Field(strict=False)]], Field(min_length=1)]
    card: Annotated[Card, Field(strict=False)] | None = None
    clock: str = Clock.REPLY  # of the mailbox's procedure


Limits = dict[str, Days]  # by kinds of the mailbox's procedure


class MailboxTable(Table):
    """[[mailbox]]"""

    code: Code
    title: Filled
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{1,6}$")]
    procedure: str = LETTERS
    review: bool = True
    limits: Limits = {}
    urgent_limits: Limits = {}
    start: Annotated[Start, Field(strict=False)] = Start.RECEIVED
    triage: Days = deadlines.TRIAGE_LIMIT
    return_within: Days = deadlines.RETURN_LIMIT
    department_margin: Annotated[int, Field(ge=0, le=250)] = deadlines.DEPARTMENT_MARGIN
    extension_cap: Annotated[int, Field(ge=0, le=250)] = 15
    second_handling: Days = 5
    silence: Days = deadlines.SILENCE_LIMIT
    retention: Annotated[int, Field(ge=30, le=36500)] | None = None
    ladder: list[StepTable] | None = None


class DepartmentTable(Table):
    """[[department]]"""

    code: Code
    name: Filled
    chat_id: Group | None = None
    keywords: list[Filled] = []


class TopicTable(Table):
    """[[topic]]"""

    code: Code
    name: Filled
    keywords: list[Filled] = []


class Figures(Table):
    """[figures]"""

    rounding: Annotated[Rounding, Field(strict=False)] = Rounding.DOWN
    decimals: Annotated[int, Field(ge=0, le=4)] = 1
