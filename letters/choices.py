"""The menus of acts: what may be chosen, worked out from the letter and the office."""

from functools import partial

from letters import commands as c
from letters.inputs import Choice
from letters.letter import Kind, Letter, Rating
from letters.office import Office

EXTENSIONS = (3, 5, 10, 15)  # working days


def kinds(letter: Letter, office: Office) -> tuple[Choice, ...]:
    """The six kinds, and urgent or not. Of a report it is asked which department it is about."""

    def one(kind: Kind) -> Choice:
        report = kind is Kind.REPORT
        return Choice(
            kind.value,
            f"kind-{kind}",
            holds=kind is letter.kind,
            gives=None if report else c.ChangeKind(kind, None, letter.urgent),
            leads=_about(letter, office) if report else (),
        )

    changed = c.ChangeKind(letter.kind, letter.about, not letter.urgent)
    urgent = Choice(
        "", "not-urgent" if letter.urgent else "make-urgent", ending="=urgent", gives=changed
    )
    return (*map(one, Kind), urgent)


def _about(letter: Letter, office: Office) -> tuple[Choice, ...]:
    report = partial(c.ChangeKind, Kind.REPORT, urgent=letter.urgent)
    return (
        Choice("", "about-none", ending="=about", gives=report(None)),
        *(
            Choice(
                d.code,
                "about-department",
                {"department": d.name},
                ending="=about",
                gives=report(d.code),
            )
            for d in office.departments
        ),
    )


def topics(letter: Letter, office: Office) -> tuple[Choice, ...]:
    """The configured topics, and none."""
    named = (
        Choice(
            topic.code,
            name=topic.name,
            holds=topic.code == letter.topic,
            gives=c.ChangeTopic(topic.code),
        )
        for topic in office.topics
    )
    none = Choice("", "topic-none", holds=letter.topic is None, gives=c.ChangeTopic(None))
    return (*named, none)


def extensions(letter: Letter, office: Office) -> tuple[Choice, ...]:
    """The days the mailbox's cap still leaves; the reason is asked for."""
    left = office.mailbox(letter.mailbox).extension_cap - letter.extension_days
    return tuple(
        Choice(
            str(days),
            "extend-days",
            {"days": days},
            asks=partial(c.RequestExtension, days),
        )
        for days in EXTENSIONS
        if days <= left
    )


def ratings(_letter: Letter, _office: Office) -> tuple[Choice, ...]:
    """满意, 基本满意, 不满意."""
    return tuple(
        Choice(rating.value, f"rating-{rating}", ending="", gives=c.Rate(rating))
        for rating in Rating
    )
