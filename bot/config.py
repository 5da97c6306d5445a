"""The configuration file: read once, checked whole, refused with one sentence naming the key.

Every key is documented in config.example.toml; what each takes is said in texts/*/config.ftl,
under `takes-<table>-<key>`.
"""

import os
import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)

from bot.calendar import UnknownCountryError, build_calendar
from letters import deadlines
from letters.letter import Card, Kind
from letters.office import (
    DEFAULT_LADDER,
    DEFAULT_LIMITS,
    DEFAULT_URGENT_LIMITS,
    Clock,
    Department,
    Mailbox,
    Office,
    Start,
    Step,
    Told,
)
from storage.database import Database, DatabaseError


class BadConfigError(Exception):
    """The configuration cannot be used. `reason` is a message id, `facts` its variables.

    `takes`: the message id of what the key takes, where a value is at fault.
    """

    def __init__(self, reason: str, takes: str | None = None, **facts: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.takes = takes
        self.facts = facts


class _Table(BaseModel):
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


def _sqlite_url(value: str) -> str:
    try:
        Database.at(value)
    except DatabaseError as error:
        raise ValueError(value) from error
    return value


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,15}$")]
Group = Annotated[int, Field(lt=0)]
UserId = Annotated[int, Field(gt=0)]
Days = Annotated[int, Field(ge=1, le=250)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
Filled = Annotated[str, Field(min_length=1, max_length=100)]


class Telegram(_Table):
    """[telegram]"""

    token: SecretStr = SecretStr("")
    token_file: str | None = None
    api_base: Annotated[str, AfterValidator(_address)] = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: Annotated[str, AfterValidator(_address)] | None = None
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: Annotated[str, Field(pattern=r"^[^:]+:\d{1,5}$")] = "127.0.0.1:8080"


class DatabaseTable(_Table):
    """[database]"""

    url: Annotated[str, AfterValidator(_sqlite_url)]


class OfficeTable(_Table):
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


class StepTable(_Table):
    """One step of [[mailbox]] ladder"""

    days: Annotated[int, Field(ge=-60, le=60)]
    tell: Annotated[list[Annotated[Told, Field(strict=False)]], Field(min_length=1)]
    card: Annotated[Card, Field(strict=False)] | None = None
    clock: Annotated[Clock, Field(strict=False)] = Clock.REPLY


Limits = dict[Annotated[Kind, Field(strict=False)], Days]


class MailboxTable(_Table):
    """[[mailbox]]"""

    code: Code
    title: Filled
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{1,6}$")]
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
    ladder: list[StepTable] | None = None


class DepartmentTable(_Table):
    """[[department]]"""

    code: Code
    name: Filled
    chat_id: Group | None = None
    keywords: list[Filled] = []


class Config(_Table):
    """The whole file."""

    telegram: Telegram
    database: DatabaseTable
    office: OfficeTable
    mailbox: Annotated[list[MailboxTable], Field(min_length=1)]
    department: Annotated[list[DepartmentTable], Field(min_length=1)]

    @model_validator(mode="after")
    def _whole(self) -> "Config":
        _only_once("mailbox.code", [m.code for m in self.mailbox])
        _only_once("mailbox.prefix", [m.prefix for m in self.mailbox])
        _only_once("department.code", [d.code for d in self.department])
        groups = [d.chat_id for d in self.department if d.chat_id is not None]
        _only_once("department.chat_id", [*groups, *filter(None, [self.office.chat_id])])
        for number, mailbox in enumerate(self.mailbox, start=1):
            steps = [f"{step.clock} {step.days:+d}" for step in mailbox.ladder or []]
            _only_once(f"mailbox.{number}.ladder", steps)
        if not self.office.chiefs and not self.office.clerks:
            raise BadConfigError("config-nobody")
        if self.office.opens >= self.office.closes:
            raise BadConfigError("config-hours")
        if self.telegram.mode == "webhook" and not (
            self.telegram.webhook_url and self.telegram.webhook_secret.get_secret_value()
        ):
            raise BadConfigError("config-webhook")
        return self


def _only_once(key: str, values: list[Any]) -> None:
    for value in values:
        if values.count(value) > 1:
            raise BadConfigError("config-twice", key=key, value=str(value))


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Returns the checked configuration. BadConfigError names the key and what it takes."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadConfigError("config-missing-file", file=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfigError("config-unreadable", file=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise BadConfigError("config-broken", file=str(path), detail=str(error)) from error
    telegram = raw.setdefault("telegram", {})
    if isinstance(telegram, dict):
        if "MAILBOX_TOKEN" in environment:
            telegram["token"] = environment["MAILBOX_TOKEN"]
        if "MAILBOX_WEBHOOK_SECRET" in environment:
            telegram["webhook_secret"] = environment["MAILBOX_WEBHOOK_SECRET"]
    return read(raw)


def read(raw: Mapping[str, Any]) -> Config:
    """Returns the checked configuration of a parsed file."""
    try:
        return Config.model_validate(raw)
    except ValidationError as error:
        raise _named(error) from error


def _named(error: ValidationError) -> BadConfigError:
    """The first fault as a message: which key, and what it takes."""
    fault = error.errors(include_url=False)[0]
    place = [part for part in fault["loc"] if part != "[key]"]
    key = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in place)
    names = [str(part) for part in place if isinstance(part, str)]
    takes = "-".join(["takes", *names[:2]])
    match fault["type"]:
        case "missing":
            return BadConfigError("config-missing", takes, key=key)
        case "extra_forbidden":
            return BadConfigError("config-unknown", key=key)
        case _:
            return BadConfigError("config-value", takes, key=key)


def token(config: Config) -> str:
    """Returns the bot's token, from the file it names if it does. BadConfigError without one."""
    table = config.telegram
    if table.token_file is not None:
        try:
            found = Path(table.token_file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BadConfigError("config-unreadable", file=table.token_file) from error
    else:
        found = table.token.get_secret_value()
    number, colon, rest = found.partition(":")
    if not (colon and number.isdigit() and len(rest) >= 3):
        raise BadConfigError("config-value", "takes-telegram-token", key="telegram.token")
    return found


def _ladder(table: MailboxTable) -> tuple[Step, ...]:
    if table.ladder is None:
        return DEFAULT_LADDER
    return tuple(Step(s.days, tuple(s.tell), s.card, s.clock) for s in table.ladder)


def office_of(config: Config) -> Office:
    """Returns the office as the rules know it. BadConfigError or BadCalendarFileError as found."""
    table = config.office
    days = Path(table.office_days) if table.office_days else None
    try:
        country, _, subdivision = table.country.partition("-")
        calendar = build_calendar(country, subdivision or None, days, table.language)
    except UnknownCountryError as error:
        raise BadConfigError(
            "config-value", "takes-office-country", key="office.country"
        ) from error
    return Office(
        name=table.name,
        language=table.language,
        timezone=ZoneInfo(table.timezone),
        chat=table.chat_id,
        chiefs=frozenset(table.chiefs),
        clerks=frozenset(table.clerks),
        mailboxes=tuple(
            Mailbox(
                m.code,
                m.title,
                m.prefix,
                m.review,
                limits={**DEFAULT_LIMITS, **m.limits},
                urgent_limits={**DEFAULT_URGENT_LIMITS, **m.urgent_limits},
                start=m.start,
                triage_limit=m.triage,
                return_limit=m.return_within,
                department_margin=m.department_margin,
                extension_cap=m.extension_cap,
                reopen_limit=m.second_handling,
                pause_limit=m.silence,
                ladder=_ladder(m),
            )
            for m in config.mailbox
        ),
        departments=tuple(
            Department(d.code, d.name, d.chat_id, tuple(d.keywords)) for d in config.department
        ),
        calendar=calendar,
        opens=table.opens,
        closes=table.closes,
    )
