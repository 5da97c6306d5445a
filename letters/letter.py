"""What a letter is: its state, its dates, the pieces it is made of, and what has happened to it.

A letter carries no text: texts and files are its parts, which can be erased one day while the
letter, its events and every figure stay as they are (domain: personal data).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from letters import deadlines
from letters.deadlines import Pause
from letters.procedure import LETTERS, named


class Kind(StrEnum):
    """What the citizen wants. The order is the order of the buttons."""

    INQUIRY = "inquiry"
    HELP = "help"
    COMPLAINT = "complaint"
    REPORT = "report"
    SUGGESTION = "suggestion"
    THANKS = "thanks"


class State(StrEnum):
    """Where a letter stands. Pauses, extensions, cards and ratings are facts, not states."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    REFUSED = "refused"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


OPEN = frozenset({State.RECEIVED, State.ASSIGNED, State.IN_PROGRESS, State.DRAFTED})


class Rating(StrEnum):
    """The citizen's verdict on an answer (政务服务“好差评”)."""

    SATISFIED = "satisfied"
    FAIRLY = "fairly"
    DISSATISFIED = "dissatisfied"


class Card(StrEnum):
    """黄牌 / 红牌, shown on a letter whose date is near or past."""

    YELLOW = "yellow"
    RED = "red"


class PartKind(StrEnum):
    """What one message of a letter is made of."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    ANIMATION = "animation"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"


class PartRole(StrEnum):
    """What a part is for."""

    LETTER = "letter"
    ADDITION = "addition"
    QUESTION = "question"
    DRAFT = "draft"
    ANSWER = "answer"
    CONTRIBUTION = "contribution"
    NOTE = "note"
    REASON = "reason"
    ADVICE = "advice"
    URGING = "urging"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Part:
    """One message's worth of text or file, as it was sent.

    `chat` and `message` say where it stands in Telegram (None for text typed elsewhere); `file` is
    Telegram's file id, `file_name` its name or, for a location, "latitude,longitude".
    """

    kind: PartKind
    text: str = ""
    chat: int | None = None
    message: int | None = None
    file: str | None = None
    file_name: str | None = None
    file_size: int | None = None
    album: str | None = None


def text_part(text: str, chat: int | None = None, message: int | None = None) -> Part:
    """Returns a part that is text alone."""
    return Part(PartKind.TEXT, text, chat, message)


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part as the archive holds it: whose it is, what for, and which version of it."""

    id: int
    role: PartRole
    revision: int  # of the letter, at which it came
    version: int  # 1, and one more for every edit the citizen made afterwards
    author: int
    at: datetime
    part: Part
    digest: str | None = None  # SHA-256 of its file's content, where that is kept
    not_kept: str | None = None  # why its file stays with Telegram: "too_large" or "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter as it stands at a revision. `*_on` are dates local to the office, `*_at` UTC.

    The register's other cases are of this shape too: `kind` and `state` are then of their own
    procedure, as is `own`, what only that knows of them.
    """

    id: int
    number: str
    query_code: str
    mailbox: str
    procedure: str = LETTERS  # the code of the one it was registered under
    kind: str  # Kind
    state: str  # State
    revision: int
    citizen: int
    chat: int
    may_publish: bool
    received_at: datetime
    received_on: date
    # the clocks
    clock_start_on: date
    limit_days: int
    reply_due_on: date
    original_due_on: date
    provisional: bool
    triage_due_on: date
    triage_start_on: date | None = None  # received_on, or the day of the last return
    department_due_on: date | None = None
    return_due_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    extension_days: int = 0
    extension_asked: int | None = None
    # handling
    urgent: bool = False
    about: str | None = None
    lead: str | None = None
    co_handlers: tuple[str, ...] = ()
    topic: str | None = None
    accepted_on: date | None = None
    assigned_on: date | None = None
    signed_on: date | None = None
    drafted_on: date | None = None
    transfers: int = 0
    round: int = 1
    return_asked_on: date | None = None
    supervised_on: date | None = None
    urged_on: date | None = None
    urged_by: tuple[int, ...] = ()  # on that day
    card: Card | None = None
    passed_on: date | None = None  # the day after the date in force, once that is noticed
    # how it ended; the first answer's verdict stands for ever
    answered_on: date | None = None
    answered_due_on: date | None = None
    answered_original_due_on: date | None = None
    last_answered_on: date | None = None
    rating: Rating | None = None
    rated_on: date | None = None
    reopened_on: date | None = None
    concluded_on: date | None = None
    merged_into: int | None = None
    published_on: date | None = None
    undeliverable_on: date | None = None
    # when time itself has something to say about this letter
    reminded: tuple[str, ...] = ()  # steps that came or were past: "reply:1@2026-03-09:-1"
    unseen_step: str | None = None  # the last that was sent and nobody has said they saw
    next_look_at: datetime | None = None
    own: Any = None  # Procedure.facts

    @property
    def is_open(self) -> bool:
        """Returns whether the letter still waits for an answer."""
        return self.state in named(self.procedure).open

    @property
    def paused_on(self) -> date | None:
        """Returns since when the reply clock stands, or None while it runs."""
        return self.pauses[-1].from_on if self.pauses and self.pauses[-1].until_on is None else None

    @property
    def late_from(self) -> date | None:
        """Returns the first day on which the letter counts as overdue, local to the office.

        None once it is not open, and while the citizen is asked, unless its date had passed before.
        """
        if not self.is_open:
            return None
        asked_on = self.paused_on
        if asked_on is not None and not deadlines.is_late(self.reply_due_on, asked_on):
            return None
        return deadlines.late_from(self.reply_due_on)

    def is_overdue(self, on: date) -> bool:
        """Returns whether it is open and past the date in force (domain §4, What is late)."""
        late_from = self.late_from
        return late_from is not None and late_from <= on

    @property
    def departments(self) -> tuple[str, ...]:
        """Returns the codes of all who handle it, the lead first."""
        return ((self.lead,) if self.lead else ()) + self.co_handlers


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a letter, for ever. Carries codes, dates and ids, never texts.

    `changed` holds the letter's changed facts, so that folding a letter's events gives the letter.
    """

    letter: int
    revision: int
    name: str
    role: str
    actor: int
    at: datetime
    on: date
    changed: dict[str, object]
    cause: str | None = None
