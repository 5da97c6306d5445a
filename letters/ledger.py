"""The ledger: the yearly report's figures that no mailbox can count, typed in by the office.

Says which figures there are, what a typed value may be, and which sums and links must hold among
them. Which form asks for which is letters/ledger_figures' matter; who typed what and when, the
archive's.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from letters import ledger_figures as figures
from letters.figures import Rate

LONGEST_TEXT = 4000
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,2})?", re.ASCII)


class Form(StrEnum):
    """Which form of the yearly report a figure belongs to."""

    OF_2014 = "2014"
    OF_2021 = "2021"
    WEBSITE = "website"


def form_of(year: int) -> Form:
    """Returns the form a year is reported in: from 2021 on 国办公开办函〔2021〕30号."""
    return Form.OF_2021 if year >= 2021 else Form.OF_2014


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of the catalogue. `unit` is "text" for what is written in words."""

    code: str
    group: str
    unit: str
    form: Form

    @property
    def is_text(self) -> bool:
        """Returns whether it is words rather than a number."""
        return self.unit == "text"


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` must be the sum of `parts`; where only the total is missing, it follows from them."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Both sides must add up to the same."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """This year's figure must be last year's other one."""

    this: str
    last: str


@dataclass(frozen=True, slots=True)
class PartOf:
    """`part` cannot be more than `whole`."""

    part: str
    whole: str


Check = Sum | Balance | Carried | PartOf


@dataclass(frozen=True, slots=True)
class Broken:
    """A check that does not hold, and both its sides as they are."""

    check: Check
    left: Decimal
    right: Decimal


class BadValueError(ValueError):
    """What was typed is no value for the figure. `message_id` says why, with `facts`."""

    def __init__(self, message_id: str, **facts: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.facts = facts


def _entries() -> Iterable[Entry]:
    for group, members in figures.FIGURES_2014.items():
        for name, unit in members.items():
            yield Entry(f"{group}-{name}", group, unit, Form.OF_2014)
    for rule in figures.RULES:
        for column in figures.RULE_COLUMNS:
            yield Entry(f"rules-{rule}-{column}", "rules", "documents", Form.OF_2021)
    for name in figures.DECISIONS:
        yield Entry(f"decisions-{name}", "decisions", "documents", Form.OF_2021)
    yield Entry("charges-amount", "charges", "ten-thousand-yuan", Form.OF_2021)
    for row in figures.APPLICATION_ROWS:
        for column in figures.APPLICATION_COLUMNS:
            yield Entry(f"request-{row}-{column}", "request", "cases", Form.OF_2021)
    for case in figures.CASES:
        for column in figures.CASE_COLUMNS:
            yield Entry(f"case-{case}-{column}", "case", "cases", Form.OF_2021)
    for name in figures.TEXTS:
        yield Entry(f"text-{name}", "text", "text", Form.OF_2021)
    for name in figures.WEBSITE:
        yield Entry(f"website-{name}", "website", "pieces", Form.WEBSITE)


def _checks() -> Iterable[Check]:
    disclosed = [f"proactive-disclosure-{n}" for n in figures.FIGURES_2014["proactive-disclosure"]]
    yield Sum(disclosed[0], tuple(disclosed[1:]))
    weibo = ("tencent", "people-s-daily", "sina")
    yield Sum("channels-departments-on-weibo", tuple(f"channels-of-these-{n}" for n in weibo))
    yield PartOf("service-centre-concluded", "service-centre-accepted")
    for row in figures.APPLICATION_ROWS:
        yield Sum(f"request-{row}-all", tuple(f"request-{row}-{c}" for c in figures.APPLICANTS))
    for column in figures.APPLICATION_COLUMNS:
        results = tuple(f"request-{row}-{column}" for row in figures.RESULTS)
        yield Sum(f"request-results-{column}", results)
        yield Balance(
            (f"request-new-{column}", f"request-carried-in-{column}"),
            (f"request-results-{column}", f"request-carried-out-{column}"),
        )
        yield Carried(f"request-carried-in-{column}", f"request-carried-out-{column}")
    for case in figures.CASES:
        yield Sum(f"case-{case}-all", tuple(f"case-{case}-{c}" for c in figures.OUTCOMES))


CATALOGUE: Mapping[str, Entry] = {entry.code: entry for entry in _entries()}
"""Every figure of every form by its code, in the forms' order."""
CHECKS: tuple[Check, ...] = tuple(_checks())
"""政府信息公开申请: 本年新收 + 上年结转 = 办理结果总计 + 结转下年度 (国办公开办函〔2021〕30号)."""


def entries(form: Form) -> tuple[Entry, ...]:
    """Returns the figures a form asks for, in its order; texts belong to both."""
    return tuple(
        e for e in CATALOGUE.values() if e.form is form or (e.is_text and form is not Form.WEBSITE)
    )


def read_value(entry: Entry, typed: str) -> str:
    """Returns a typed value as it is kept: a number without separators, or a text; "" for none.

    Forgives commas between thousands and a unit's percent sign. Raises BadValueError.
    """
    text = typed.strip()
    if entry.is_text:
        if len(text) > LONGEST_TEXT:
            raise BadValueError("ledger-bad-text", most=str(LONGEST_TEXT))
        return text
    number = text.replace(",", "").replace("，", "").removesuffix("%").strip()
    if number and not _NUMBER.fullmatch(number):
        raise BadValueError("ledger-bad-number", value=text[:40])
    return format(Decimal(number).normalize(), "f") if number else ""


def completed(typed: Mapping[str, str]) -> dict[str, Decimal]:
    """Returns the numbers of a year: those typed in, and totals that follow from their parts."""
    numbers = {c: Decimal(v) for c, v in typed.items() if v and not CATALOGUE[c].is_text}
    for check in CHECKS:
        match check:
            case Sum(total, parts) if total not in numbers and all(p in numbers for p in parts):
                numbers[total] = sum((numbers[p] for p in parts), Decimal(0))
            case _:
                pass
    return numbers


def broken(this: Mapping[str, Decimal], last: Mapping[str, Decimal]) -> tuple[Broken, ...]:
    """Returns the checks that do not hold; those that lack a figure are not tried."""
    found = []
    for check in CHECKS:
        left, right = _sides(check, this, last)
        if left is None or right is None:
            continue
        if left != right and not (isinstance(check, PartOf) and left < right):
            found.append(Broken(check, left, right))
    return tuple(found)


def _sides(
    check: Check, this: Mapping[str, Decimal], last: Mapping[str, Decimal]
) -> tuple[Decimal | None, Decimal | None]:
    match check:
        case Sum(total, parts):
            return this.get(total), _sum(this, parts)
        case Balance(left, right):
            return _sum(this, left), _sum(this, right)
        case Carried(now, before):
            return this.get(now), last.get(before)
        case PartOf(part, whole):
            return this.get(part), this.get(whole)


def _sum(numbers: Mapping[str, Decimal], codes: Iterable[str]) -> Decimal | None:
    found = [numbers.get(code) for code in codes]
    return None if None in found else sum((n for n in found if n is not None), Decimal(0))


def conclusion_rate(numbers: Mapping[str, Decimal]) -> Rate | None:
    """政务服务中心办结率: concluded ÷ accepted (42,316 ÷ 42,353 in 2014), None without both."""
    concluded = numbers.get("service-centre-concluded")
    accepted = numbers.get("service-centre-accepted")
    if concluded is None or accepted is None or concluded > accepted:
        return None
    return Rate(int(concluded), int(accepted))
