"""The table of acts: what stands on the wire means one thing, and can be read back."""

from collections import Counter

import pytest

from handlers.acts import dialogue
from letters import choices
from letters import commands as c
from letters.acts import ACTS, Act, By, Look, asked_for, named, offered, pressed
from letters.inputs import Departments, OneOf, Reason, ReasonAndAdvice, Step, Words
from letters.letter import Kind, text_part
from tests.letters.oracle import OFFICE
from tests.letters.test_clocks import office_with, received

ON_THE_WIRE = """
STAFF approve: Approve |  |  |
STAFF amend: Approve |  | amend |
STAFF sendback: SendBack | sendback! CHOSEN | sendback |
STAFF seen: SeeReminder |  |  |
STAFF grant: GrantExtension |  |  |
STAFF nogrant: RefuseExtension |  |  |
STAFF takeback: TakeBack |  |  |
STAFF keep: RefuseReturn |  |  |
STAFF assign: Assign | lead LEAD, co CO_HANDLER, assign! CONFIRMED |  |
STAFF sign: SignFor |  |  |
STAFF draft: Draft |  | draft | reply, files
STAFF contrib: Contribute |  | contrib | again, reply, files
STAFF kind: ChangeKind | kind! CHOSEN, about CHOSEN, urgent CHOSEN | kind |
STAFF topic: ChangeTopic | topic! CHOSEN | topic |
STAFF refuse: Refuse | refuse! CHOSEN, advice! ADVICE, refuse!! CONFIRMED | advice, refuse |
STAFF merge: Merge | into CHOSEN, into? WRITE, merge! CONFIRMED | merge |
STAFF reassign: Reassign | lead LEAD, co CO_HANDLER, assign! CONFIRMED |  |
STAFF ask: AskCitizen |  | ask | reply
STAFF return: Return | return! CHOSEN | return |
STAFF askback: AskToReturn | askback! CHOSEN | askback |
STAFF extend: RequestExtension | extend! CHOSEN | extend |
STAFF note: WriteNote |  | note | again, reply
STAFF urge: Urge | urge! CONFIRMED, urge? WRITE | urge |
STAFF watch: Supervise |  |  |
STAFF publish: Publish | publish? WRITE, publish! CONFIRMED, publish-no DROPPED | public-answer, public-question |
STAFF unpublish: Unpublish |  |  |
CITIZEN my-add: Add | my-done DROPPED | adding | again, files
CITIZEN my-withdraw: Withdraw | my-withdraw-yes CONFIRMED, my-withdraw-no DROPPED |  |
CITIZEN my-rate: Rate |  | my-rate | rated
CITIZEN my-reopen: Reopen |  | reopening |
CITIZEN my-public: AllowPublishing |  |  | again, aside, publishing-allowed
CITIZEN my-private: ForbidPublishing |  |  | again, aside, publishing-forbidden
CITIZEN my-private: Unpublish |  |  | again, aside, publishing-taken-back
""".strip().splitlines()  # noqa: E501 — a row is a line
"""Whose button and its name: the command | its steps | the questions asked | what more is so."""


def test_a_name_on_the_wire_is_one_acts_or_shared_by_acts_that_are_never_possible_together() -> (
    None
):
    names = Counter(wire for act in ACTS for wire in act.wires)
    shared = {name for name, times in names.items() if times > 1}
    assigning = {
        wire for act in ACTS if isinstance(act.needs, Departments) for wire in act.wires[1:]
    }
    assert shared == assigning | {"my-private"}
    assert not set(names) & set(Look)
    assert not any(name[-1].isdigit() for name in names)


def test_every_step_of_every_act_is_read_back_from_what_its_button_says() -> None:
    for act in ACTS:
        for step in {Step.BEGIN, *(step for _, step in act.needs.steps)}:
            for number in (None, 0, 149):
                found = pressed(act.wire(step, number), ACTS)
                assert any((m.act, m.step, m.number) == (act, step, number) for m in found)


def test_a_co_handlers_place_is_not_taken_for_an_opinion_nor_the_other_way_round() -> None:
    assert [(m.step, m.number) for m in pressed("co3", ACTS)] == [(Step.CO_HANDLER, 3)] * 2
    assert [(m.act.name, m.step) for m in pressed("contrib", ACTS)] == [("contrib", Step.BEGIN)]
    for nonsense in ("", "co", "cox3", "co3x", "co99999", "3", "sign!", "my-rate!"):
        found = pressed(nonsense, ACTS)
        assert all(m.step is Step.CO_HANDLER and m.number is None for m in found), nonsense


def test_somebody_knows_how_to_ask_for_whatever_an_act_needs() -> None:
    assert all(dialogue(act) for act in ACTS)
    assert {act.by for act in ACTS} == set(By)


def row_of(act: Act) -> str:
    """An act as the list above has it."""
    steps = ", ".join(f"{act.named(ending)} {step.name}" for ending, step in act.needs.steps)
    more = [name for name in ("again", "reply", "aside", "files") if getattr(act, name)]
    more += [act.said] if act.said else []
    row = f"{act.by.name} {act.name}: {act.command.__name__}"
    return f"{row} | {steps} | {', '.join(sorted(act.topics))} | {', '.join(more)}".rstrip()


def test_what_stands_on_buttons_already_in_chats_never_changes() -> None:
    assert [row_of(act) for act in ACTS] == ON_THE_WIRE


def test_an_act_is_called_by_its_name_and_by_its_steps() -> None:
    refuse = named("refuse", ACTS)
    assert refuse is not None
    assert refuse.wires == ("refuse", "refuse!", "advice!", "refuse!!")


def test_what_an_act_asks_for_is_as_the_table_says() -> None:
    reasons = {
        act.name: (act.needs.usual, act.needs.whose)
        for act in ACTS
        if isinstance(act.needs, Reason)
    }
    assert reasons == {
        "sendback": (3, "sendback"),
        "refuse": (5, "refuse"),
        "return": (3, "return"),
        "askback": (3, "return"),
    }
    advice = [act.needs.usual_advice for act in ACTS if isinstance(act.needs, ReasonAndAdvice)]
    menus = {
        act.name: (act.needs.offered, act.needs.in_a_row, act.needs.at_once)
        for act in ACTS
        if isinstance(act.needs, OneOf)
    }
    assert advice == [3]
    assert menus == {
        "kind": (choices.kinds, 2, False),
        "topic": (choices.topics, 2, False),
        "extend": (choices.extensions, 1, False),
        "my-rate": (choices.ratings, 1, True),
    }
    with_files = [act.name for act in ACTS if isinstance(act.needs, Words) and act.needs.files]
    assert with_files == ["my-reopen"]


def test_a_command_is_made_of_what_was_said() -> None:
    words = text_part("说明")
    assert Act("note", c.WriteNote).made(words) == c.WriteNote(words)
    about = Act("kind", c.ChangeKind, make=lambda code: c.ChangeKind(Kind.REPORT, code))
    assert about.made("roads") == c.ChangeKind(Kind.REPORT, "roads")


def test_of_two_questions_an_act_is_asked_the_first_and_known_by_both() -> None:
    publish, note = named("publish", ACTS), named("note", ACTS)
    assert publish is not None
    assert publish.topic == "public-question"
    assert [act.topic for act in ACTS if act.name in {"sign", "note"}] == ["sign", "note"]
    for topic in ("public-question", "public-answer"):
        assert asked_for(topic, ACTS) is publish
    assert asked_for("note", ACTS) is note
    for nobodys in (None, "", "sign"):
        assert asked_for(nobodys, ACTS) is None
    assert named("nothing", ACTS) is None


@pytest.mark.parametrize(
    ("do", "number"), [("into", None), ("into7", 7), ("into9999", 9999), ("into10000", None)]
)
def test_a_place_on_the_wire_has_four_digits_at_most(do: str, number: int | None) -> None:
    (meaning,) = pressed(do, ACTS)
    assert (meaning.act.name, meaning.step, meaning.name) == ("merge", Step.CHOSEN, "into")
    assert meaning.number == number
    assert pressed("in\nto", ACTS) == ()


@pytest.mark.parametrize(("cap", "names"), [(15, ["extend", "note"]), (0, ["note"])])
def test_offered_is_what_is_permitted_and_has_something_to_choose_from(
    cap: int, names: list[str]
) -> None:
    office = office_with(extension_cap=cap)
    permitted = frozenset({c.RequestExtension, c.WriteNote, c.Add})
    staffs = offered(received(), office, By.STAFF, permitted)
    assert [act.name for act in staffs] == names
    assert [act.name for act in offered(received(), OFFICE, By.CITIZEN, permitted)] == ["my-add"]
