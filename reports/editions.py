"""Published editions: a report frozen with its figures, definitions and SHA-256, and corrections.

A published edition never changes. A later count that differs is shown beside it, and becomes a new
edition, naming the old one and the reason, only when somebody publishes it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any

from letters.figures import NOTHING
from letters.ledger import CATALOGUE
from letters.office import Office
from reports import paper
from reports.annual import NoSheetError
from reports.disclosure import name_of
from reports.formats import Format
from reports.order import Made, Order, make
from reports.paper import Section
from storage import editions
from storage.database import Database
from storage.editions import Edition
from texts import Words

Place = tuple[str, ...]
"""The path to a figure in a report's content."""
WITHIN: Mapping[str | None, Sequence[str]] = {
    "rates": ("figure-rate",),
    "days": ("figure-days",),
    "average_days": ("figure-days",),
    "by_kind": ("kind",),
}
"""The messages that name what stands below a step, where its own name is not enough."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A published figure that would differ today; None on a side that lacks it."""

    figure: Place
    published: object
    today: object


async def latest(database: Database, order: Order) -> Edition | None:
    """Returns the current edition of a report, None if it was never published."""
    async with database.reading() as connection:
        found = await editions.of(connection, order.report, order.period, order.scope)
    return found[-1] if found else None


async def publish(
    database: Database, made: Made, *, who: str, at: datetime, reason: str = ""
) -> Edition:
    """Freezes a report as its next edition.

    Raises NoSheetError if the last edition says the same, if a correction has no reason, or if the
    ledger's sums do not hold.
    """
    order = made.order
    ledger = made.content.get("ledger")
    if ledger and not ledger["checks_hold"]:
        raise NoSheetError("edition-checks-broken", year=str(order.period))
    frozen = _frozen(made)
    async with database.transaction() as transaction:
        before = await editions.of(transaction, order.report, order.period, order.scope)
        if before and before[-1].frozen == frozen:
            raise NoSheetError("edition-unchanged", edition=str(before[-1].edition))
        if before and not reason.strip():
            raise NoSheetError("edition-needs-reason", edition=str(before[-1].edition))
        edition = Edition(
            report=order.report.value,
            period=str(order.period),
            mailbox=order.scope.mailbox or "",
            department=order.scope.department or "",
            edition=len(before) + 1,
            as_of=order.as_of,
            frozen=frozen,
            sha256=checksum(frozen),
            reason=reason.strip() if before else "",
            who=who,
            at=at,
        )
        await editions.publish(transaction, edition)
    return edition


def _frozen(made: Made) -> str:
    whole = {"content": made.content, "paper": paper.frozen(made.paper)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=False, separators=(",", ":"))


def checksum(frozen: str) -> str:
    """Returns the SHA-256 of a frozen report, 64 hexadecimal digits."""
    return hashlib.sha256(frozen.encode()).hexdigest()


def is_whole(edition: Edition) -> bool:
    """Returns whether an edition still matches its SHA-256."""
    return checksum(edition.frozen) == edition.sha256


def thawed(edition: Edition, order: Order, words: Words, zone: tzinfo) -> Made:
    """Returns a published report as it was; on paper with a line that says which edition it is.

    NoSheetError where it was altered.
    """
    if not is_whole(edition):
        raise NoSheetError("edition-altered", edition=str(edition.edition))
    whole = json.loads(edition.frozen)
    made = paper.thawed(whole["paper"])
    noted = Section("", notes=(line(edition, words, zone),))
    return Made(
        order,
        replace(made, sections=(*made.sections, noted)),
        whole["content"],
    )


@dataclass(frozen=True, slots=True)
class Issue:
    """A report as it is handed out: its edition, None if unpublished, and what differs today."""

    made: Made
    edition: Edition | None = None
    differences: tuple[Difference, ...] = ()

    def beside(self, words: Words, zone: tzinfo, output: Format) -> list[str]:
        """Returns what there is to say beside it: nothing of a report never published.

        Which edition it is stands on every paper; JSON is the published one byte for byte.
        """
        if self.edition is None:
            return []
        named = [line(self.edition, words, zone)] if output is Format.JSON else []
        return named + told(self.differences, words)


async def issued(
    database: Database, office: Office, order: Order, words: Words, *, dated: bool = False
) -> Issue:
    """Returns a report as published, and what would differ today; as it comes out now otherwise.

    `dated`: its day was asked for, so that an edition as of another day does not serve.
    """
    edition = await latest(database, order)
    if edition is None or (dated and edition.as_of != order.as_of):
        return Issue(await make(database, office, order, words))
    as_then = replace(order, as_of=edition.as_of)
    again = await make(database, office, as_then, words)
    made = thawed(edition, as_then, words, office.timezone)
    return Issue(made, edition, differences(edition, again))


def line(edition: Edition, words: Words, zone: tzinfo) -> str:
    """Returns which edition it is, of when, correcting which and why, and its SHA-256."""
    return words(
        "edition-line",
        edition=edition.edition,
        corrects=edition.edition - 1,
        at=f"{edition.at.astimezone(zone):%Y-%m-%d %H:%M}",
        reason=edition.reason or "none",
        sha256=edition.sha256,
    )


def differences(edition: Edition, today: Made) -> tuple[Difference, ...]:
    """Returns what would differ if the report were made today, as of the same day.

    Compares definitions, too: a figure that now means something else is another figure.
    """
    then, now = (dict(_figures(json.loads(frozen))) for frozen in (edition.frozen, _frozen(today)))
    return tuple(
        Difference(figure, then.get(figure), now.get(figure))
        for figure in dict.fromkeys([*then, *now])
        if then.get(figure) != now.get(figure)
    )


def _figures(frozen: Any) -> Iterable[tuple[Place, object]]:
    yield from _flat((), frozen["content"])
    for name, sentence in frozen["paper"]["definitions"]:
        yield (name,), sentence


def _flat(place: Place, value: Any) -> Iterable[tuple[Place, object]]:
    """Every figure by its path: "by_department", "roads", "replied".

    A rate is one figure; those of a row follow from its counts.
    """
    match value:
        case {"part": part, "whole": whole, "printed": printed}:
            yield place, f"{printed} ({part}/{whole})"
        case dict():
            for name, inner in value.items():
                yield from _flat((*place, name), inner)
        case list():
            for inner in value:
                row = {name: held for name, held in inner.items() if name != "rates"}
                named = row.pop("code", None) or row.pop("number", None) or NOTHING
                yield from _flat((*place, named), row)
        case _:
            yield place, value


def told(found: Iterable[Difference], words: Words) -> list[str]:
    """Returns the differences as lines; one line that says so where there are none."""
    lines = [
        words(
            "edition-difference",
            figure=_called(one.figure, words),
            published=_said(one.published),
            today=_said(one.today),
        )
        for one in found
    ]
    return [words("edition-differs"), *lines] if lines else [words("edition-same")]


def _called(place: Place, words: Words) -> str:
    """A figure's name for people, by its path; codes and numbers stay as they are."""
    steps = []
    for parent, step in zip((None, *place), place, strict=False):
        groups = WITHIN.get(parent, ("edition-step", "figure", "paper", "bulletin", "website"))
        tried = (f"{group}-{step.replace('_', '-')}" for group in groups)
        known = name_of(step, words) if step in CATALOGUE else step
        steps.append(next((words(message) for message in tried if message in words), known))
    return " · ".join(steps)


def _said(value: object) -> str:
    return NOTHING if value is None else str(value)
