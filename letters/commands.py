"""Everything that can be asked of a letter, one dataclass each, named by the office's verbs.

A command says what is wanted, not whether it may be: that is workflow's to decide.
"""

from dataclasses import dataclass

from letters.letter import Kind, Part, Rating


class Command:
    """What can be asked of a case; a procedure's commands are of this class."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Submit(Command):
    """The citizen sends the letter they have been writing."""

    mailbox: str
    kind: Kind
    may_publish: bool
    chat: int


@dataclass(frozen=True, slots=True)
class Assign(Command):
    """受理并转办: accept and pass on to a lead department and any co-handlers."""

    lead: str
    co_handlers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refuse(Command):
    """不予受理, with a reason and advice on where to turn."""

    reason: Part
    advice: Part | None = None


@dataclass(frozen=True, slots=True)
class Merge(Command):
    """并案: this letter goes into another of the same matter, by the other's id."""

    into: int


@dataclass(frozen=True, slots=True)
class ChangeKind(Command):
    """The clerk corrects what sort of letter it is; for a report, which department it is about."""

    kind: str  # Kind
    about: str | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class ChangeTopic(Command):
    """The clerk says what the letter is about: a configured topic's code, None for none."""

    topic: str | None


@dataclass(frozen=True, slots=True)
class SignFor(Command):
    """签收."""


@dataclass(frozen=True, slots=True)
class Return(Command):
    """退回: the wrong department, with a reason."""

    reason: Part


@dataclass(frozen=True, slots=True)
class AskToReturn(Command):
    """退回申请: the time for returning by oneself has passed, so the office is asked."""

    reason: Part


@dataclass(frozen=True, slots=True)
class TakeBack(Command):
    """同意退回: the office takes the letter back from the department that asked."""


@dataclass(frozen=True, slots=True)
class RefuseReturn(Command):
    """不同意退回: the letter stays with the department."""


@dataclass(frozen=True, slots=True)
class Reassign(Command):
    """改派."""

    lead: str
    co_handlers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft(Command):
    """办理答复: the department's answer, its text first and then any files."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Approve(Command):
    """审核通过; `edited` replaces the drafted text, the draft's files stay."""

    edited: Part | None = None


@dataclass(frozen=True, slots=True)
class SendBack(Command):
    """退回重办."""

    reason: Part


@dataclass(frozen=True, slots=True)
class AskCitizen(Command):
    """退补材料: the citizen is asked, the reply clock stands."""

    question: Part


@dataclass(frozen=True, slots=True)
class Add(Command):
    """The citizen adds to a letter; ends a pause."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RequestExtension(Command):
    """延期申请, in working days."""

    days: int
    reason: Part


@dataclass(frozen=True, slots=True)
class GrantExtension(Command):
    """延期批准."""


@dataclass(frozen=True, slots=True)
class RefuseExtension(Command):
    """延期驳回."""


@dataclass(frozen=True, slots=True)
class WriteNote(Command):
    """An internal note; the citizen never sees it."""

    note: Part


@dataclass(frozen=True, slots=True)
class Urge(Command):
    """催办, with a note to the department if there is something to say."""

    note: Part | None = None


@dataclass(frozen=True, slots=True)
class Supervise(Command):
    """督办."""


@dataclass(frozen=True, slots=True)
class Contribute(Command):
    """A co-handler's opinion for the lead."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Withdraw(Command):
    """撤回."""


@dataclass(frozen=True, slots=True)
class Rate(Command):
    """评价."""

    rating: Rating


@dataclass(frozen=True, slots=True)
class Reopen(Command):
    """二次办理."""

    reason: Part


@dataclass(frozen=True, slots=True)
class Publish(Command):
    """公开答复: the redacted question and answer, with the citizen's consent."""

    question: Part
    answer: Part


@dataclass(frozen=True, slots=True)
class Unpublish(Command):
    """The published answer is taken back; by its citizen, and their consent with it."""


@dataclass(frozen=True, slots=True)
class AllowPublishing(Command):
    """同意公开, after the letter was sent."""


@dataclass(frozen=True, slots=True)
class ForbidPublishing(Command):
    """不同意公开, before anything was published."""


@dataclass(frozen=True, slots=True)
class Archive(Command):
    """归档, once the rating window has passed."""


@dataclass(frozen=True, slots=True)
class SeeReminder(Command):
    """已阅: somebody says that they saw the last reminder."""


@dataclass(frozen=True, slots=True)
class Remind(Command):
    """Steps of the ladder have come."""


@dataclass(frozen=True, slots=True)
class NotePassed(Command):
    """The reply date has passed."""


@dataclass(frozen=True, slots=True)
class Recalculate(Command):
    """Calendar or rules have changed: the dates of an open letter are worked out anew."""


@dataclass(frozen=True, slots=True)
class Resume(Command):
    """The citizen has not answered in time; the clock goes on."""


@dataclass(frozen=True, slots=True)
class NoteUndeliverable(Command):
    """The answer could not reach the citizen, for good."""
