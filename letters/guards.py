"""Why a move may not happen although the table has it: one small question each.

A guard answers None (no objection) or the message id of the sentence that says why not.
"""

from collections.abc import Callable
from datetime import date, timedelta

from letters.deadlines import is_late
from letters.letter import Kind, Letter, Rating
from letters.office import Office
from letters.people import Actor, Role, is_about, may_see

MOST_TRANSFERS = 3
"""From so many on a letter's department is the chief's to decide (domain §3)."""

Guard = Callable[[Letter, Actor, date, Office], str | None]


def may_touch(letter: Letter, actor: Actor) -> bool:
    """Returns whether the letter exists for this actor at all."""
    return may_see(actor, letter)


def lead_only(letter: Letter, actor: Actor, _on: date, _office: Office) -> str | None:
    """An officer acts for the lead department; the office is not bound by it."""
    if actor.role is Role.OFFICER and actor.department != letter.lead:
        return "lead-only"
    return None


def co_handler_only(letter: Letter, actor: Actor, _on: date, _office: Office) -> str | None:
    """An opinion comes from a co-handling department."""
    return None if actor.department in letter.co_handlers else "co-handler-only"


def handler_only(letter: Letter, actor: Actor, _on: date, _office: Office) -> str | None:
    """An officer writes notes on letters their department handles."""
    if actor.role is Role.OFFICER and actor.department not in letter.departments:
        return "lead-only"
    return None


def three_transfers_need_chief(
    letter: Letter, actor: Actor, _on: date, _office: Office
) -> str | None:
    """From three transfers on only the chief assigns: no ping-pong between departments."""
    many = letter.transfers >= MOST_TRANSFERS
    return "chief-decides" if many and actor.role is not Role.CHIEF else None


def return_in_time(letter: Letter, _actor: Actor, on: date, _office: Office) -> str | None:
    """A department returns by itself within 2 working days of assignment; later it asks."""
    return "return-too-late" if _return_is_late(letter, on) else None


def return_needs_consent(letter: Letter, _actor: Actor, on: date, _office: Office) -> str | None:
    """The office is asked only once the department can no longer return by itself."""
    return None if _return_is_late(letter, on) else "return-by-yourself"


def _return_is_late(letter: Letter, on: date) -> bool:
    return letter.return_due_on is None or is_late(letter.return_due_on, on)


def no_return_pending(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """One request at a time."""
    return "return-already-asked" if letter.return_asked_on is not None else None


def return_pending(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """There must be a request to decide."""
    return None if letter.return_asked_on is not None else "no-return-asked"


def not_paused(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """One question at a time."""
    return "already-asked" if letter.paused_on is not None else None


def is_paused(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """Only a standing clock can go on."""
    return None if letter.paused_on is not None else "not-in-this-state"


def no_extension_pending(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """One request at a time."""
    return "extension-already-asked" if letter.extension_asked is not None else None


def extension_pending(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """There must be a request to decide."""
    return None if letter.extension_asked is not None else "no-extension-asked"


def limit_not_passed(letter: Letter, _actor: Actor, on: date, _office: Office) -> str | None:
    """An extension is asked for, and granted, before the date passes: the citizen is told first."""
    return "limit-passed" if letter.is_overdue(on) else None


def not_urged_today(letter: Letter, actor: Actor, on: date, _office: Office) -> str | None:
    """Once a day and clerk is enough, and there must be somebody to urge."""
    if letter.lead is None:
        return "nobody-to-urge"
    urged = letter.urged_on == on and actor.id in letter.urged_by
    return "already-urged-today" if urged else None


def topics_configured(_letter: Letter, _actor: Actor, _on: date, office: Office) -> str | None:
    """An office without topics has nothing to choose from."""
    return None if office.topics else "no-topics"


def unseen_reminder(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """There is a reminder that nobody has said they saw."""
    return "already-seen" if letter.unseen_step is None else None


def date_passed(letter: Letter, _actor: Actor, on: date, _office: Office) -> str | None:
    """The date has passed, and that is not noted yet."""
    late = letter.is_overdue(on) and letter.passed_on is None
    return None if late else "not-in-this-state"


def not_supervised(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """A letter is put under supervision once."""
    return "already-supervised" if letter.supervised_on is not None else None


def rating_open(letter: Letter, _actor: Actor, on: date, office: Office) -> str | None:
    """Rating and second handling are open for 7 days after the answer."""
    days = timedelta(days=office.mailbox(letter.mailbox).rating_days)
    answered = letter.last_answered_on
    return "rating-closed" if answered is None or on > answered + days else None


def not_rated(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """A letter is rated once."""
    return "already-rated" if letter.rating is not None else None


def dissatisfied(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """A second handling follows only on "dissatisfied"."""
    return None if letter.rating is Rating.DISSATISFIED else "only-after-dissatisfied"


def first_round(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """At most one second handling."""
    return None if letter.round == 1 else "reopened-once"


def consented(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """Nothing is published without the citizen's separate consent (个人信息保护法 Art. 25)."""
    return None if letter.may_publish else "no-consent"


def no_report(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """A report (举报) is never published (信访工作条例 Art. 30)."""
    return "reports-stay-private" if letter.kind is Kind.REPORT else None


def not_consented(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """Consent is given once."""
    return "already-consented" if letter.may_publish else None


def not_published(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """Published once; unpublish first to change it."""
    return None if letter.published_on is None else "already-published"


def is_published(letter: Letter, _actor: Actor, _on: date, _office: Office) -> str | None:
    """There must be something to take back."""
    return None if letter.published_on is not None else "not-in-this-state"


def may_handle(letter: Letter, department: str) -> bool:
    """Returns whether a department may be given this letter: never a report about itself."""
    return not is_about(letter, department)
