"""The configuration file: read once, checked whole, refused with one sentence naming the key.

Every key is documented in config.example.toml; what each takes is said in texts/*/config.ftl,
under `takes-<table>-<key>`.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, model_validator

from bot.calendar import UnknownCountryError, build_calendar
from bot.config_tables import (
    Backup,
    DatabaseTable,
    DepartmentTable,
    Figures,
    Health,
    LimitsTable,
    LogTable,
    MailboxTable,
    OfficeTable,
    Table,
    Telegram,
    TopicTable,
)
from letters.limits import Limits
from letters.office import (
    DEFAULT_URGENT_LIMITS,
    Department,
    Mailbox,
    Office,
    Step,
    Topic,
)
from letters.procedure import Procedure, UnknownProcedureError, known, named
from texts import shelve


class BadConfigError(Exception):
    """The configuration cannot be used. `reason` is a message id, `facts` its variables.

    `takes`: the id of the message that says what the key takes, if a value is at fault.
    """

    def __init__(self, reason: str, takes: str | None = None, **facts: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.takes = takes
        self.facts = facts


class Config(Table):
    """The whole file."""

    telegram: Telegram
    database: DatabaseTable
    office: OfficeTable
    mailbox: Annotated[list[MailboxTable], Field(min_length=1)]
    department: Annotated[list[DepartmentTable], Field(min_length=1)]
    topic: Annotated[list[TopicTable], Field(default_factory=list)]
    figures: Annotated[Figures, Field(default_factory=Figures)]
    backup: Annotated[Backup, Field(default_factory=Backup)]
    limits: Annotated[LimitsTable, Field(default_factory=LimitsTable)]
    log: Annotated[LogTable, Field(default_factory=LogTable)]
    health: Annotated[Health, Field(default_factory=Health)]

    @model_validator(mode="after")
    def _whole(self) -> "Config":
        _only_once("mailbox.code", [m.code for m in self.mailbox])
        _only_once("mailbox.prefix", [m.prefix for m in self.mailbox])
        _only_once("department.code", [d.code for d in self.department])
        _only_once("topic.code", [t.code for t in self.topic])
        groups = [d.chat_id for d in self.department if d.chat_id is not None]
        _only_once("department.chat_id", [*groups, *filter(None, [self.office.chat_id])])
        for number, mailbox in enumerate(self.mailbox, start=1):
            steps = [f"{step.clock} {step.days:+d}" for step in mailbox.ladder or []]
            _only_once(f"mailbox.{number}.ladder", steps)
            _fits_its_procedure(f"mailbox.{number}", mailbox)
        if not self.office.chiefs and not self.office.clerks:
            raise BadConfigError("config-nobody")
        if self.office.opens >= self.office.closes:
            raise BadConfigError("config-hours")
        if self.telegram.mode == "webhook" and not (
            self.telegram.webhook_url and self.telegram.webhook_secret.get_secret_value()
        ):
            raise BadConfigError("config-webhook")
        return self


def _fits_its_procedure(key: str, mailbox: MailboxTable) -> None:
    """The procedure is one there is; kinds and clocks are its own."""
    try:
        procedure = named(mailbox.procedure)
    except UnknownProcedureError as error:
        there = ", ".join(procedure.code for procedure in known())
        facts = {"key": f"{key}.procedure", "value": mailbox.procedure, "known": there}
        raise BadConfigError("config-procedure", **facts) from error
    for name in ("limits", "urgent_limits"):
        for kind in getattr(mailbox, name):
            if kind not in procedure.kind:
                takes = f"takes-mailbox-{name}"
                raise BadConfigError("config-value", takes, key=f"{key}.{name}.{kind}")
    for place, step in enumerate(mailbox.ladder or [], start=1):
        if step.clock not in procedure.clocks:
            where = f"{key}.ladder.{place}.clock"
            raise BadConfigError("config-value", "takes-mailbox-ladder", key=where)


def _only_once(key: str, values: list[Any]) -> None:
    for value in values:
        if values.count(value) > 1:
            raise BadConfigError("config-twice", key=key, value=str(value))


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Returns the checked configuration. Raises BadConfigError naming the key and what it takes."""
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
    """Returns the bot's token, or the named file's content. Raises BadConfigError without one."""
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


def _ladder(table: MailboxTable, procedure: Procedure) -> tuple[Step, ...]:
    if table.ladder is None:
        return procedure.ladder
    clocks = {str(clock): clock for clock in procedure.clocks}
    return tuple(Step(s.days, tuple(s.tell), s.card, clocks[s.clock]) for s in table.ladder)


def _mailbox(table: MailboxTable) -> Mailbox:
    procedure = named(table.procedure)
    urgent = {**DEFAULT_URGENT_LIMITS, **table.urgent_limits}
    return Mailbox(
        table.code,
        table.title,
        table.prefix,
        table.review,
        limits={k: table.limits.get(k, procedure.limits[k]) for k in procedure.kinds},
        urgent_limits={k: urgent.get(k, 1) for k in procedure.kinds},
        start=table.start,
        triage_limit=table.triage,
        return_limit=table.return_within,
        department_margin=table.department_margin,
        extension_cap=table.extension_cap,
        reopen_limit=table.second_handling,
        pause_limit=table.silence,
        retention=table.retention,
        ladder=_ladder(table, procedure),
        procedure=procedure,
    )


def office_of(config: Config) -> Office:
    """Returns the office as the rules know it. Raises BadConfigError, BadCalendarFileError."""
    for procedure in known():
        if procedure.words is not None:
            shelve(procedure.words)
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
        mailboxes=tuple(map(_mailbox, config.mailbox)),
        departments=tuple(
            Department(d.code, d.name, d.chat_id, tuple(d.keywords)) for d in config.department
        ),
        calendar=calendar,
        opens=table.opens,
        closes=table.closes,
        topics=tuple(Topic(t.code, t.name, tuple(t.keywords)) for t in config.topic),
        rounding=config.figures.rounding,
        decimals=config.figures.decimals,
        limits=Limits(
            **config.limits.model_dump(exclude={"refused_files"}),
            refused_files=tuple(config.limits.refused_files),
        ),
    )
