"""What each move changes and who is told: one small function per command.

A function gets the scene (letter, actor, instant, office) and its command, and answers with the
effect, or with the message id of the sentence that says why this cannot be. Whether the move may
happen at all was decided before, by the table in letters/workflow.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from letters import commands as c
from letters import deadlines, guards, notices, schedule
from letters.letter import Letter, Part, PartRole, State
from letters.notices import TO_CHIEF, TO_CITIZEN, TO_OFFICE, Recipient, Sending, to_department
from letters.office import Office
from letters.people import Actor, Role

ALBUM_GATHERS = timedelta(seconds=1)
"""Telegram sends an album as separate messages without an end mark; so long it is waited for."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A letter, who acts on it, when (UTC and the office's date), and letters related to it."""

    letter: Letter
    actor: Actor
    at: datetime
    on: date
    office: Office
    related: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """The changed letter, the parts that come with it, and who is told.

    `to` overrides the table's next state where a move chooses; `on` dates the event otherwise than
    today (a passed date is recorded under the day after it, however late it is noticed).
    """

    letter: Letter
    parts: tuple[tuple[PartRole, Part], ...] = ()
    sendings: tuple[Sending, ...] = ()
    to: State | None = None
    on: date | None = None


def _to_handler(letter: Letter) -> Recipient:
    """The department while it has the letter, else the office."""
    if letter.lead is not None and letter.state in {State.ASSIGNED, State.IN_PROGRESS}:
        return to_department(letter.lead)
    return TO_OFFICE


def _assign(scene: Scene, command: c.Assign | c.Reassign) -> Effect | str:
    letter, on = scene.letter, scene.on
    co_handlers = tuple(d for d in dict.fromkeys(command.co_handlers) if d != command.lead)
    for department in (command.lead, *co_handlers):
        if not guards.may_handle(letter, department):
            return "not-to-whom-it-is-about"
    reassigned = isinstance(command, c.Reassign)
    if reassigned and command.lead == letter.lead and co_handlers == letter.co_handlers:
        return "already-there"
    after = schedule.assigned(
        replace(
            letter,
            lead=command.lead,
            co_handlers=co_handlers,
            assigned_on=on,
            signed_on=None,
            transfers=letter.transfers + (1 if reassigned else 0),
            extension_asked=None,
        ),
        on,
        scene.office,
    )
    number, due = letter.number, after.reply_due_on
    told = [
        Sending(TO_CITIZEN, notices.PassedOn(number, command.lead, due)),
        Sending(to_department(command.lead), notices.AssignedToYou(number, due)),
        *(
            Sending(to_department(d), notices.CoHandling(number, command.lead, due))
            for d in co_handlers
        ),
        *(
            Sending(to_department(d), notices.TakenAway(number))
            for d in letter.departments
            if reassigned and d not in after.departments
        ),
    ]
    return Effect(after, sendings=tuple(told))


def _refuse(scene: Scene, command: c.Refuse) -> Effect:
    parts = [(PartRole.REASON, command.reason)]
    if command.advice is not None:
        parts.append((PartRole.ADVICE, command.advice))
    after = schedule.concluded(scene.letter, scene.on)
    return Effect(after, tuple(parts), (Sending(TO_CITIZEN, notices.Refused(scene.letter.number)),))


def _merge(scene: Scene, command: c.Merge) -> Effect | str:
    into = scene.related[0] if scene.related else None
    if into is None or into.id == scene.letter.id:
        return "merge-into-another"
    if into.state in {State.MERGED, State.REFUSED, State.WITHDRAWN, State.ARCHIVED}:
        return "merge-into-open"
    after = replace(schedule.concluded(scene.letter, scene.on), merged_into=into.id)
    told = [
        Sending(TO_CITIZEN, notices.MergedInto(scene.letter.number, into.number)),
    ]
    return Effect(after, sendings=tuple(told))


def _change_kind(scene: Scene, command: c.ChangeKind) -> Effect | str:
    letter = scene.letter
    if (letter.kind, letter.about, letter.urgent) == (command.kind, command.about, command.urgent):
        return "already-that-kind"
    after = replace(letter, kind=command.kind, about=command.about, urgent=command.urgent)
    if any(not guards.may_handle(after, d) for d in letter.departments):
        return "reassign-first"
    if letter.round == 1:
        mailbox = scene.office.mailbox(letter.mailbox)
        limit = mailbox.limit(command.kind, urgent=command.urgent)
        after = schedule.redated(replace(after, limit_days=limit), scene.office)
        # a date that moved nearer brings no reminders of mornings already past
        after = schedule.with_past_steps_done(after, scene.at, scene.office)
    told: tuple[Sending, ...] = ()
    if after.reply_due_on != letter.reply_due_on:
        told = (Sending(TO_CITIZEN, notices.DateMoved(letter.number, after.reply_due_on)),)
        if letter.lead is not None:
            changed = notices.KindChanged(letter.number, command.kind, after.reply_due_on)
            told += (Sending(to_department(letter.lead), changed),)
    return Effect(after, sendings=told)


def _sign_for(scene: Scene, _command: c.SignFor) -> Effect:
    return Effect(replace(scene.letter, signed_on=scene.on))


def _return(scene: Scene, command: c.Return) -> Effect:
    letter = scene.letter
    after = replace(
        letter,
        lead=None,
        co_handlers=(),
        assigned_on=None,
        signed_on=None,
        department_due_on=None,
        return_due_on=None,
        extension_asked=None,
        transfers=letter.transfers + 1,
    )
    returned = notices.Returned(letter.number, letter.lead or "", after.transfers)
    told = [Sending(TO_OFFICE, returned)]
    told += [
        Sending(to_department(d), notices.TakenAway(letter.number)) for d in letter.co_handlers
    ]
    if after.transfers >= 3:
        told.append(Sending(TO_CHIEF, returned))
    return Effect(after, ((PartRole.REASON, command.reason),), tuple(told))


def _draft(scene: Scene, command: c.Draft) -> Effect | str:
    if not any(part.text.strip() or part.file for part in command.parts):
        return "answer-is-empty"
    letter = scene.letter
    after = schedule.unpaused(
        replace(letter, signed_on=letter.signed_on or scene.on, drafted_on=scene.on),
        scene.on,
        scene.office,
    )
    if not scene.office.mailbox(letter.mailbox).review:
        return _answer(scene, after, tuple((PartRole.ANSWER, p) for p in command.parts))
    ready = Sending(TO_OFFICE, notices.DraftReady(letter.number, letter.lead or ""))
    return Effect(after, tuple((PartRole.DRAFT, p) for p in command.parts), (ready,))


def _approve(scene: Scene, command: c.Approve) -> Effect:
    parts = () if command.edited is None else ((PartRole.ANSWER, command.edited),)
    return _answer(scene, scene.letter, parts)


def _answer(scene: Scene, letter: Letter, parts: tuple[tuple[PartRole, Part], ...]) -> Effect:
    """The answer leaves the house: the citizen, and those whose letters were merged into it."""
    after = schedule.answered(letter, scene.on)
    told = [
        Sending(TO_CITIZEN, notices.Answered(letter.number, letter.lead or "", letter.round)),
        *(
            Sending(
                TO_CITIZEN, notices.Answered(m.number, letter.lead or "", letter.round), letter=m
            )
            for m in scene.related
        ),
        *(Sending(to_department(d), notices.AnswerSent(letter.number)) for d in letter.departments),
    ]
    if scene.actor.role is Role.OFFICER:
        told.append(Sending(TO_OFFICE, notices.AnswerSent(letter.number)))
    return Effect(after, parts, tuple(told), to=State.ANSWERED)


def _send_back(scene: Scene, command: c.SendBack) -> Effect:
    letter = scene.letter
    told = Sending(to_department(letter.lead or ""), notices.SentBack(letter.number))
    return Effect(replace(letter, drafted_on=None), ((PartRole.REASON, command.reason),), (told,))


def _ask_citizen(scene: Scene, command: c.AskCitizen) -> Effect:
    after = schedule.paused(scene.letter, scene.on)
    told = Sending(TO_CITIZEN, notices.Asked(scene.letter.number))
    return Effect(after, ((PartRole.QUESTION, command.question),), (told,))


def _add(scene: Scene, command: c.Add) -> Effect:
    """An album comes as several additions: each reader is told of it once, when it is whole."""
    letter = scene.letter
    after = schedule.unpaused(letter, scene.on, scene.office)
    moved = after.reply_due_on != letter.reply_due_on
    to_citizen = (
        notices.DateMoved(letter.number, after.reply_due_on)
        if moved
        else notices.AdditionKept(letter.number)
    )
    told: list[Sending] = [
        Sending(_to_handler(letter), notices.CitizenAdded(letter.number)),
        Sending(TO_CITIZEN, to_citizen),
    ]
    album = next((part.album for part in command.parts if part.album), None)
    if album is not None:
        whole = scene.at + ALBUM_GATHERS
        told = [replace(s, key=f"added:{letter.id}:{album}:{s.to}", after=whole) for s in told]
    return Effect(after, tuple((PartRole.ADDITION, p) for p in command.parts), tuple(told))


def _request_extension(scene: Scene, command: c.RequestExtension) -> Effect | str:
    letter = scene.letter
    cap = scene.office.mailbox(letter.mailbox).extension_cap
    if command.days < 1 or letter.extension_days + command.days > cap:
        return "extension-over-cap"
    asked = notices.ExtensionAsked(
        letter.number, letter.lead or "", command.days, letter.reply_due_on
    )
    return Effect(
        replace(letter, extension_asked=command.days),
        ((PartRole.REASON, command.reason),),
        (Sending(TO_OFFICE, asked),),
    )


def _grant_extension(scene: Scene, _command: c.GrantExtension) -> Effect:
    letter = scene.letter
    days = letter.extension_days + (letter.extension_asked or 0)
    after = schedule.redated(
        replace(letter, extension_days=days, extension_asked=None), scene.office
    )
    due = after.reply_due_on
    return Effect(
        after,
        sendings=(
            Sending(TO_CITIZEN, notices.Extended(letter.number, due, letter.reply_due_on)),
            Sending(_lead_or_office(letter), notices.ExtensionGranted(letter.number, due)),
        ),
    )


def _refuse_extension(scene: Scene, _command: c.RefuseExtension) -> Effect:
    letter = scene.letter
    refused = notices.ExtensionRefused(letter.number, letter.reply_due_on)
    return Effect(
        replace(letter, extension_asked=None),
        sendings=(Sending(_lead_or_office(letter), refused),),
    )


def _lead_or_office(letter: Letter) -> Recipient:
    return to_department(letter.lead) if letter.lead is not None else TO_OFFICE


def _write_note(scene: Scene, command: c.WriteNote) -> Effect:
    return Effect(scene.letter, ((PartRole.NOTE, command.note),))


def _urge(scene: Scene, _command: c.Urge) -> Effect:
    letter = scene.letter
    urged = notices.Urged(letter.number, letter.reply_due_on)
    return Effect(
        replace(letter, urged_on=scene.on), sendings=(Sending(_lead_or_office(letter), urged),)
    )


def _supervise(scene: Scene, _command: c.Supervise) -> Effect:
    letter = scene.letter
    supervised = notices.Supervised(letter.number, letter.reply_due_on)
    return Effect(
        replace(letter, supervised_on=scene.on),
        sendings=tuple(
            Sending(to, supervised) for to in dict.fromkeys((_lead_or_office(letter), TO_OFFICE))
        ),
    )


def _contribute(scene: Scene, command: c.Contribute) -> Effect:
    letter = scene.letter
    contributed = notices.Contributed(letter.number, scene.actor.department or "")
    return Effect(
        letter,
        tuple((PartRole.CONTRIBUTION, p) for p in command.parts),
        (Sending(_lead_or_office(letter), contributed),),
    )


def _withdraw(scene: Scene, _command: c.Withdraw) -> Effect:
    letter = scene.letter
    gone = notices.WithdrawnByCitizen(letter.number)
    told = [Sending(to_department(d), gone) for d in letter.departments] or [
        Sending(TO_OFFICE, gone)
    ]
    told.append(Sending(TO_CITIZEN, notices.WithdrawnAsAsked(letter.number)))
    return Effect(schedule.concluded(letter, scene.on), sendings=tuple(told))


def _rate(scene: Scene, command: c.Rate) -> Effect:
    letter = scene.letter
    rated = notices.Rated(letter.number, command.rating)
    told = tuple(Sending(to_department(d), rated) for d in (letter.lead,) if d is not None)
    return Effect(replace(letter, rating=command.rating, rated_on=scene.on), sendings=told)


def _reopen(scene: Scene, command: c.Reopen) -> Effect:
    letter = scene.letter
    after = schedule.reopened(letter, scene.on, scene.office)
    due = after.reply_due_on
    again = notices.ReopenedByCitizen(letter.number, due)
    return Effect(
        after,
        ((PartRole.REASON, command.reason),),
        (
            Sending(TO_CITIZEN, notices.SecondHandling(letter.number, letter.lead or "", due)),
            Sending(to_department(letter.lead or ""), again),
            Sending(TO_OFFICE, again),
        ),
    )


def _publish(scene: Scene, command: c.Publish) -> Effect:
    return Effect(
        replace(scene.letter, published_on=scene.on),
        ((PartRole.PUBLICATION, command.redacted),),
    )


def _unpublish(scene: Scene, _command: c.Unpublish) -> Effect:
    return Effect(replace(scene.letter, published_on=None))


def _archive(scene: Scene, _command: c.Archive) -> Effect:
    return Effect(replace(scene.letter, concluded_on=scene.on))


def _remind(scene: Scene, _command: c.Remind) -> Effect | str:
    """Of several steps that fell due together only the last is sent; all count as done."""
    letter, office = scene.letter, scene.office
    steps = schedule.due_steps(letter, scene.at, office)
    if not steps:
        return "not-in-this-state"
    last = steps[-1]
    cards = [step.card for step in steps if step.card is not None]
    after = replace(
        letter,
        reminded=letter.reminded + tuple(schedule.step_key(letter, s) for s in steps),
        card=cards[-1] if cards else letter.card,
    )
    reminder = notices.Reminder(letter.number, -last.offset, letter.reply_due_on)
    to: list[Recipient] = []
    if last.tell_handler:
        to.append(_to_handler(letter))
    if last.tell_office:
        to.append(TO_OFFICE)
    if last.tell_chief:
        to.append(TO_CHIEF)
    opening = schedule.next_opening(scene.at, office)
    told = tuple(
        Sending(
            recipient,
            reminder,
            key=f"reminder:{letter.id}:{schedule.step_key(letter, last)}:{recipient}",
            after=opening,
        )
        for recipient in dict.fromkeys(to)
    )
    passed = deadlines.late_from(letter.reply_due_on) if last.offset > 0 else None
    return Effect(after, sendings=told, on=passed)


def _resume(scene: Scene, _command: c.Resume) -> Effect:
    letter = scene.letter
    after = schedule.unpaused(letter, scene.on, scene.office)
    opening = schedule.next_opening(scene.at, scene.office)
    goes_on = notices.ClockGoesOn(letter.number, after.reply_due_on)
    return Effect(
        after,
        sendings=(
            Sending(TO_CITIZEN, goes_on, after=opening),
            Sending(_to_handler(letter), goes_on, after=opening),
        ),
    )


def _note_undeliverable(scene: Scene, _command: c.NoteUndeliverable) -> Effect | str:
    letter = scene.letter
    if letter.undeliverable_on is not None:
        return "not-in-this-state"
    return Effect(
        replace(letter, undeliverable_on=scene.on),
        sendings=(Sending(TO_OFFICE, notices.CouldNotReachCitizen(letter.number)),),
    )


# Each function takes the command it is listed under; the dictionary is what ties the two together.
EFFECTS: dict[type, Callable[[Scene, Any], Effect | str]] = {
    c.Assign: _assign,
    c.Refuse: _refuse,
    c.Merge: _merge,
    c.ChangeKind: _change_kind,
    c.SignFor: _sign_for,
    c.Return: _return,
    c.Reassign: _assign,
    c.Draft: _draft,
    c.Approve: _approve,
    c.SendBack: _send_back,
    c.AskCitizen: _ask_citizen,
    c.Add: _add,
    c.RequestExtension: _request_extension,
    c.GrantExtension: _grant_extension,
    c.RefuseExtension: _refuse_extension,
    c.WriteNote: _write_note,
    c.Urge: _urge,
    c.Supervise: _supervise,
    c.Contribute: _contribute,
    c.Withdraw: _withdraw,
    c.Rate: _rate,
    c.Reopen: _reopen,
    c.Publish: _publish,
    c.Unpublish: _unpublish,
    c.Archive: _archive,
    c.Remind: _remind,
    c.Resume: _resume,
    c.NoteUndeliverable: _note_undeliverable,
}
