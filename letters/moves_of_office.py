"""What the office's moves change and who is told: one small function per command."""

from dataclasses import replace

from letters import commands as c
from letters import facts, guards
from letters.letter import Kind, Letter, Part, PartRole, State
from letters.notices import TO_CHIEF, TO_CITIZEN, TO_OFFICE, Sending, to_department
from letters.notices_to_citizen import (
    Answered,
    DateMoved,
    Extended,
    MergedInto,
    PassedOn,
    Published,
    Refused,
)
from letters.notices_to_staff import (
    AnswerSent,
    AssignedToYou,
    CoHandling,
    ExtensionGranted,
    ExtensionRefused,
    KindChanged,
    PublishingWithdrawn,
    Returned,
    ReturnRefused,
    SentBack,
    Supervised,
    TakenAway,
    TakenBack,
    Urged,
)
from letters.people import Role
from letters.scene import Effect, Scene, lead_or_office


def assign(scene: Scene, command: c.Assign | c.Reassign) -> Effect | str:
    """受理并转办, or 改派: the citizen, the new handlers and those it was taken from are told."""
    letter = scene.letter
    co_handlers = tuple(d for d in dict.fromkeys(command.co_handlers) if d != command.lead)
    for department in (command.lead, *co_handlers):
        if not guards.may_handle(letter, department):
            return "not-to-whom-it-is-about"
    reassigned = isinstance(command, c.Reassign)
    if reassigned and command.lead == letter.lead and co_handlers == letter.co_handlers:
        return "already-there"
    assigned = replace(
        letter,
        lead=command.lead,
        co_handlers=co_handlers,
        accepted_on=letter.accepted_on or scene.on,
        assigned_on=scene.on,
        signed_on=None,
        transfers=letter.transfers + (1 if reassigned else 0),
        extension_asked=None,
        return_asked_on=None,
    )

    def telling(after: Letter) -> tuple[Sending, ...]:
        number, due = letter.number, after.reply_due_on
        return (
            Sending(TO_CITIZEN, PassedOn(number, command.lead, due)),
            Sending(to_department(command.lead), AssignedToYou(number, due)),
            *(
                Sending(to_department(d), CoHandling(number, command.lead, due))
                for d in co_handlers
            ),
            *(
                Sending(to_department(d), TakenAway(number))
                for d in letter.departments
                if reassigned and d not in after.departments
            ),
        )

    return Effect(assigned, telling=telling)


def refuse(scene: Scene, command: c.Refuse) -> Effect:
    """不予受理: the citizen is told reason and advice."""
    parts = [(PartRole.REASON, command.reason)]
    if command.advice is not None:
        parts.append((PartRole.ADVICE, command.advice))
    after = facts.concluded(scene.letter, scene.on)
    return Effect(after, tuple(parts), (Sending(TO_CITIZEN, Refused(scene.letter.number)),))


def merge(scene: Scene, command: c.Merge) -> Effect | str:
    """并案: into a letter that can still be answered, or was just now."""
    into = scene.related[0] if scene.related else None
    if into is None or into.id == scene.letter.id:
        return "merge-into-another"
    if into.state in {State.MERGED, State.REFUSED, State.WITHDRAWN, State.ARCHIVED}:
        return "merge-into-open"
    after = replace(facts.concluded(scene.letter, scene.on), merged_into=into.id)
    told = [
        Sending(TO_CITIZEN, MergedInto(scene.letter.number, into.number)),
    ]
    return Effect(after, sendings=tuple(told))


def change_kind(scene: Scene, command: c.ChangeKind) -> Effect | str:
    """The kind decides the limit, so the date may move; the citizen is told then."""
    letter = scene.letter
    if (letter.kind, letter.about, letter.urgent) == (command.kind, command.about, command.urgent):
        return "already-that-kind"
    if command.kind is Kind.REPORT and letter.published_on is not None:
        return "unpublish-first"  # a report (举报) is never public (信访工作条例 Art. 30)
    after = replace(letter, kind=command.kind, about=command.about, urgent=command.urgent)
    if any(not guards.may_handle(after, d) for d in letter.departments):
        return "reassign-first"

    def telling(after: Letter) -> tuple[Sending, ...]:
        due = after.reply_due_on
        if due == letter.reply_due_on:
            return ()
        moved = Sending(TO_CITIZEN, DateMoved(letter.number, due))
        if letter.lead is None:
            return (moved,)
        changed = KindChanged(letter.number, command.kind, due)
        return (moved, Sending(to_department(letter.lead), changed))

    return Effect(after, telling=telling)


def change_topic(scene: Scene, command: c.ChangeTopic) -> Effect | str:
    """What it is about, for the figures by topic: one of those configured."""
    known = {None, *(topic.code for topic in scene.office.topics)}
    if command.topic not in known:
        return "menu-outdated"
    if command.topic == scene.letter.topic:
        return "already-that-topic"
    return Effect(replace(scene.letter, topic=command.topic))


def approve(scene: Scene, command: c.Approve) -> Effect:
    """审核通过: as drafted, or edited."""
    parts = () if command.edited is None else ((PartRole.ANSWER, command.edited),)
    return answer(scene, scene.letter, parts)


def answer(scene: Scene, letter: Letter, parts: tuple[tuple[PartRole, Part], ...]) -> Effect:
    """The answer leaves the house: the citizen, and those whose letters were merged into it."""
    after = replace(
        letter,
        answered_on=letter.answered_on or scene.on,
        last_answered_on=scene.on,
        extension_asked=None,
        return_asked_on=None,
        supervised_on=None,  # 督办 lasts until the answer
        unseen_step=None,
    )
    told = [
        Sending(TO_CITIZEN, Answered(letter.number, letter.lead or "", letter.round)),
        *(
            Sending(TO_CITIZEN, Answered(m.number, letter.lead or "", letter.round), letter=m)
            for m in scene.related
        ),
        *(Sending(to_department(d), AnswerSent(letter.number)) for d in letter.departments),
    ]
    if scene.actor.role is Role.OFFICER:
        told.append(Sending(TO_OFFICE, AnswerSent(letter.number)))
    return Effect(after, parts, tuple(told), to=State.ANSWERED, event="answered")


def send_back(scene: Scene, command: c.SendBack) -> Effect:
    """退回重办, with the reason."""
    letter = scene.letter
    told = Sending(to_department(letter.lead or ""), SentBack(letter.number))
    return Effect(replace(letter, drafted_on=None), ((PartRole.REASON, command.reason),), (told,))


def grant_extension(scene: Scene, _command: c.GrantExtension) -> Effect:
    """延期批准: the citizen learns reason and new date before the old one passes."""
    letter = scene.letter
    days = letter.extension_days + (letter.extension_asked or 0)

    def telling(after: Letter) -> tuple[Sending, ...]:
        due = after.reply_due_on
        return (
            Sending(TO_CITIZEN, Extended(letter.number, due, letter.reply_due_on)),
            Sending(lead_or_office(letter), ExtensionGranted(letter.number, due)),
        )

    return Effect(replace(letter, extension_days=days, extension_asked=None), telling=telling)


def refuse_extension(scene: Scene, _command: c.RefuseExtension) -> Effect:
    """延期驳回."""
    letter = scene.letter
    refused = ExtensionRefused(letter.number, letter.reply_due_on)
    return Effect(
        replace(letter, extension_asked=None),
        sendings=(Sending(lead_or_office(letter), refused),),
    )


def take_back(scene: Scene, _command: c.TakeBack) -> Effect:
    """同意退回: as if the department had returned it in time."""
    letter = scene.letter
    after = facts.back_with_office(letter, scene.on)
    told = [Sending(to_department(d), TakenAway(letter.number)) for d in letter.departments]
    told.append(Sending(TO_OFFICE, TakenBack(letter.number, letter.lead or "")))
    if after.transfers >= guards.MOST_TRANSFERS:
        returned = Returned(letter.number, letter.lead or "", after.transfers)
        told.append(Sending(TO_CHIEF, returned))
    return Effect(after, sendings=tuple(told))


def refuse_return(scene: Scene, _command: c.RefuseReturn) -> Effect:
    """不同意退回."""
    letter = scene.letter
    refused = ReturnRefused(letter.number, letter.reply_due_on)
    return Effect(
        replace(letter, return_asked_on=None),
        sendings=(Sending(lead_or_office(letter), refused),),
    )


def urge(scene: Scene, command: c.Urge) -> Effect:
    """催办, with the clerk's note."""
    letter, clerk = scene.letter, scene.actor.id
    urged = Urged(letter.number, letter.reply_due_on)
    before = letter.urged_by if letter.urged_on == scene.on else ()
    return Effect(
        replace(letter, urged_on=scene.on, urged_by=(*before, clerk)),
        () if command.note is None else ((PartRole.URGING, command.note),),
        (Sending(lead_or_office(letter), urged),),
    )


def supervise(scene: Scene, _command: c.Supervise) -> Effect:
    """督办: the letter stays marked until it is answered."""
    letter = scene.letter
    supervised = Supervised(letter.number, letter.reply_due_on)
    return Effect(
        replace(letter, supervised_on=scene.on),
        sendings=tuple(
            Sending(to, supervised) for to in dict.fromkeys((lead_or_office(letter), TO_OFFICE))
        ),
    )


def publish(scene: Scene, command: c.Publish) -> Effect:
    """公开答复: the redacted texts are kept beside the answer, and shown to the citizen."""
    return Effect(
        replace(scene.letter, published_on=scene.on),
        ((PartRole.PUBLICATION, command.question), (PartRole.PUBLICATION, command.answer)),
        (Sending(TO_CITIZEN, Published(scene.letter.number)),),
    )


def unpublish(scene: Scene, _command: c.Unpublish) -> Effect:
    """Taken back; by its citizen with their consent, at any time (个人信息保护法 Art. 15)."""
    letter = replace(scene.letter, published_on=None)
    if scene.actor.role is not Role.CITIZEN:
        return Effect(letter)
    withdrawn = Sending(TO_OFFICE, PublishingWithdrawn(letter.number))
    return Effect(replace(letter, may_publish=False), sendings=(withdrawn,))
