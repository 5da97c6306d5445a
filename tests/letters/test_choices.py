"""The menus of acts: every choice, what it gives, and what holds already."""

from dataclasses import replace

import pytest

from letters import choices
from letters import commands as c
from letters.inputs import Choice
from letters.letter import Kind, Rating, text_part
from tests.letters.oracle import OFFICE
from tests.letters.test_clocks import office_with, received

WORDS = text_part("说明")
DEPARTMENTS = (("roads", "市政"), ("water", "供水"), ("parks", "园林"))


@pytest.mark.parametrize("urgent", [False, True])
def test_kinds_are_six_and_a_report_asks_whom_it_is_about(urgent: bool) -> None:
    letter = replace(received(), kind=Kind.HELP, about="roads", urgent=urgent)
    about = (
        Choice("", "about-none", ending="=about", gives=c.ChangeKind(Kind.REPORT, None, urgent)),
        *(
            Choice(code, "about-department", {"department": name}, ending="=about",
                   gives=c.ChangeKind(Kind.REPORT, code, urgent))
            for code, name in DEPARTMENTS
        ),
    )  # fmt: skip
    *kinds, urgency = choices.kinds(letter, OFFICE)
    assert kinds == [
        Choice(
            kind.value,
            f"kind-{kind.value}",
            holds=kind is Kind.HELP,
            gives=None if kind is Kind.REPORT else c.ChangeKind(kind, None, urgent),
            leads=about if kind is Kind.REPORT else (),
        )
        for kind in Kind
    ]
    assert urgency == Choice(
        "",
        "not-urgent" if urgent else "make-urgent",
        ending="=urgent",
        gives=c.ChangeKind(Kind.HELP, "roads", not urgent),
    )


def test_a_choice_is_whole_with_all_it_leads_to() -> None:
    *kinds, urgency = choices.kinds(received(), OFFICE)
    report = kinds[list(Kind).index(Kind.REPORT)]
    assert list(report.whole()) == [report, *report.leads]
    assert list(urgency.whole()) == [urgency]


@pytest.mark.parametrize("topic", [None, "water"])
def test_topics_are_the_offices_and_none(topic: str | None) -> None:
    letter = replace(received(), topic=topic)
    assert choices.topics(letter, OFFICE) == (
        Choice("water", name="供水", holds=topic == "water", gives=c.ChangeTopic("water")),
        Choice("", "topic-none", holds=topic is None, gives=c.ChangeTopic(None)),
    )


@pytest.mark.parametrize(
    ("cap", "granted", "days"),
    [
        (15, 0, [3, 5, 10, 15]),
        (14, 0, [3, 5, 10]),
        (15, 5, [3, 5, 10]),
        (15, 6, [3, 5]),
        (15, 12, [3]),
        (15, 13, []),
    ],
)
def test_extensions_are_those_the_cap_still_leaves(cap: int, granted: int, days: list[int]) -> None:
    letter = replace(received(), extension_days=granted)
    offered = choices.extensions(letter, office_with(extension_cap=cap))
    assert [(one.what, one.label, dict(one.facts)) for one in offered] == [
        (str(n), "extend-days", {"days": n}) for n in days
    ]
    asked = [one.asks(WORDS) for one in offered if one.asks is not None]
    assert asked == [c.RequestExtension(n, WORDS) for n in days]


def test_ratings_stand_in_the_place_of_the_button() -> None:
    assert choices.ratings(received(), OFFICE) == tuple(
        Choice(rating.value, f"rating-{rating.value}", ending="", gives=c.Rate(rating))
        for rating in Rating
    )
