"""How a letter enters the register: its number, its query code, its first dates."""

import re
from datetime import datetime

from letters.commands import Submit
from letters.letter import Letter
from letters.office import Office
from letters.people import Actor
from letters.settle import NO_DATE, settle
from letters.workflow import Decision

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
CODE_LENGTH = 10
NUMBER = re.compile(r"\b[A-Z]{1,6}-\d{4}-\d{6}\b")


def register_number(prefix: str, year: int, serial: int) -> str:
    """Returns a register number: prefix, year, six digits: SZ-2026-000001."""
    return f"{prefix}-{year}-{serial:06d}"


def number_in(text: str) -> str | None:
    """Returns the first register number a text bears, or None."""
    found = NUMBER.search(text)
    return found[0] if found else None


def query_code(entropy: int) -> str:
    """Returns a query code: nine characters of the entropy given, and a check character.

    The check character makes nearly every mistyped or swapped character detectable: the weighted
    sum of all ten is divisible by 31.
    """
    digits = [(entropy >> (5 * place)) & 31 for place in range(CODE_LENGTH - 1)]
    check = sum((place + 2) * digit for place, digit in enumerate(digits)) % 31
    return "".join(ALPHABET[d] for d in [*digits, check])


def read_query_code(typed: str) -> str | None:
    """Returns the query code meant by what somebody typed, None where it can be none.

    Forgives case, spaces, hyphens, O for 0, I and L for 1.
    """
    code = typed.upper().translate(str.maketrans("OIL", "011", " -"))
    if len(code) != CODE_LENGTH or any(ch not in ALPHABET for ch in code):
        return None
    entropy = sum(ALPHABET.index(ch) << (5 * place) for place, ch in enumerate(code[:-1]))
    return code if query_code(entropy) == code else None


def submit(
    command: Submit,
    citizen: Actor,
    at: datetime,
    office: Office,
    serial: int,
    code: str,
    topic: str | None = None,
) -> Decision:
    """Returns the new letter, numbered, dated and told of; `at` in UTC.

    Arrivals on any day and at any hour count as received that calendar day; the count starts on
    the next working day (民法典 Art. 201).
    """
    mailbox = office.mailbox(command.mailbox)
    procedure = mailbox.procedure
    on = office.local_date(at)
    letter = Letter(
        id=0,  # given by the archive
        number=register_number(mailbox.prefix, on.year, serial),
        query_code=code,
        mailbox=mailbox.code,
        procedure=procedure.code,
        kind=command.kind,
        state=procedure.states[0],
        revision=1,
        citizen=citizen.id,
        chat=command.chat,
        may_publish=command.may_publish,
        received_at=at,
        received_on=on,
        clock_start_on=NO_DATE,  # this and the other dates are settled below
        limit_days=0,
        reply_due_on=NO_DATE,
        original_due_on=NO_DATE,
        provisional=False,
        triage_due_on=NO_DATE,
        triage_start_on=on,
        topic=topic,
        own=None if procedure.facts is None else procedure.facts(),
    )
    letter = settle(letter, at, office)
    return Decision(letter, "submitted", on, (), procedure.arrival(letter))
