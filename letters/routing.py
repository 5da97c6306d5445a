"""Which department a letter likely belongs to, and which letters it likely repeats, with reasons.

Plain reasons a clerk can check: the department's configured keywords, and where similar letters
went. Similarity is that of character pairs (Dice), which needs no word boundaries and so serves
Chinese and English alike.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add

from letters.guards import may_handle
from letters.letter import Letter, State
from letters.office import Department, Topic

NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
SIMILAR = 0.35
"""From this share of common character pairs on, two letters are called similar."""


@dataclass(frozen=True, slots=True)
class PastLetter:
    """An earlier letter's opening text and where it went."""

    id: int
    number: str
    citizen: int
    state: State
    lead: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A department and why: keywords found in the text, similar letters it led."""

    department: str
    keywords: tuple[str, ...]
    similar: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier letter that may be of the same matter; `share` of common pairs, 0 to 1."""

    letter: PastLetter
    share: float
    same_citizen: bool


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of common character pairs of two texts, 0 to 1 (Dice)."""
    total = len(mine) + len(theirs)
    return 2 * len(mine & theirs) / total if total else 0.0


def _pairs(text: str) -> frozenset[str]:
    plain = NEITHER_LETTER_NOR_DIGIT.sub("", text.casefold())
    return frozenset(map(add, plain, plain[1:]))


def suggest(
    letter: Letter, text: str, departments: Sequence[Department], past: Iterable[PastLetter]
) -> tuple[Suggestion, ...]:
    """Returns the departments with a reason to be suggested, the best first.

    A department a report is about is never suggested (信访工作条例 Art. 30).
    """
    mine = _pairs(text)
    similar = Counter(
        p.lead for p in past if p.lead is not None and _share(mine, _pairs(p.text)) >= SIMILAR
    )
    folded = text.casefold()
    found = [
        Suggestion(
            department.code,
            tuple(k for k in department.keywords if k.casefold() in folded),
            similar[department.code],
        )
        for department in departments
        if may_handle(letter, department.code)
    ]
    reasoned = [s for s in found if s.keywords or s.similar]
    return tuple(sorted(reasoned, key=lambda s: (-len(s.keywords), -s.similar)))


def topic_of(text: str, topics: Sequence[Topic]) -> str | None:
    """Returns the code of the topic most of whose keywords a text has; None where it has none."""
    folded = text.casefold()
    found = [(sum(k.casefold() in folded for k in topic.keywords), topic.code) for topic in topics]
    most = max((count for count, _ in found), default=0)
    return next((code for count, code in found if count == most), None) if most else None


def duplicates(letter: Letter, text: str, past: Iterable[PastLetter]) -> tuple[Likeness, ...]:
    """Returns earlier letters of likely the same matter: the same citizen's first, then by text.

    Only letters one can merge into: not refused, merged, withdrawn or archived.
    """
    closed = {State.REFUSED, State.MERGED, State.WITHDRAWN, State.ARCHIVED}
    mine = _pairs(text)
    found = [
        Likeness(p, _share(mine, _pairs(p.text)), p.citizen == letter.citizen)
        for p in past
        if p.id != letter.id and p.state not in closed
    ]
    likely = [one for one in found if one.share >= SIMILAR or one.same_citizen]
    return tuple(sorted(likely, key=lambda one: (-(one.share + 0.3 * one.same_citizen),)))
