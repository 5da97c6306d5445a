"""The published answers, for the office's website: a page as it is, or JSON for its program.

Shows only what domain §7 allows: kind, topic, dates, department, and
question and answer as a clerk confirmed them. The register number is the entry's anchor, so that
the office finds what a citizen wants taken off.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple

from letters.office import Office
from storage.database import Connection
from texts import Words


@dataclass(frozen=True, slots=True)
class Publication:
    """One published answer, its kind, topic and department by their names."""

    number: str
    mailbox: str
    kind: str
    topic: str
    department: str
    received_on: date
    answered_on: date
    published_on: date
    question: str
    answer: str


class _Row(NamedTuple):
    """A letter whose answer is public, with one of its two texts."""

    id: int
    number: str
    mailbox: str
    kind: str
    topic: str | None
    lead: str | None
    received_on: str
    last_answered_on: str
    published_on: str
    text: str


async def published(
    connection: Connection, office: Office, words: Words
) -> tuple[Publication, ...]:
    """Returns the published answers, the newest first."""
    rows = [_Row(**row) for row in await connection.all("letters_published")]
    mailboxes = {m.code: m.title for m in office.mailboxes}
    topics = {t.code: t.name for t in office.topics}
    return tuple(
        Publication(
            number=question.number,
            mailbox=mailboxes.get(question.mailbox) or str(question.mailbox),
            kind=words(f"kind-{question.kind}"),
            topic=topics.get(question.topic or "", ""),
            department=office.department_name(question.lead) or office.name,
            received_on=date.fromisoformat(question.received_on),
            answered_on=date.fromisoformat(question.last_answered_on),
            published_on=date.fromisoformat(question.published_on),
            question=question.text,
            answer=answer.text,
        )
        for question, answer in zip(rows[::2], rows[1::2], strict=True)
    )


def content(found: tuple[Publication, ...]) -> dict[str, Any]:
    """Returns what the JSON holds; dates are ISO."""
    dates = ("received_on", "answered_on", "published_on")
    return {
        "schema": 1,
        "answers": [
            asdict(one) | {name: getattr(one, name).isoformat() for name in dates} for one in found
        ],
    }


def page(found: tuple[Publication, ...], office: Office, words: Words) -> bytes:
    """Returns an HTML page, complete in itself."""
    from reports.as_chart import TEMPLATES  # noqa: PLC0415 — Jinja takes its time to import
    from reports.as_html import LANGUAGES  # noqa: PLC0415 — as above

    return (
        TEMPLATES.get_template("publications.html.j2")
        .render(
            found=found,
            title=words("publications-title", office=office.name),
            nothing=words("publications-none"),
            labels={name: words(f"part-of-publication-{name}") for name in ("question", "answer")},
            facts=[words("publication-facts", **_facts(one)) for one in found],
            language=LANGUAGES[words.language],
        )
        .encode("utf-8")
    )


def _facts(one: Publication) -> dict[str, object]:
    return {
        "mailbox": one.mailbox,
        "kind": one.kind,
        "topic": one.topic or "none",
        "department": one.department,
        "received": one.received_on,
        "answered": one.answered_on,
    }
