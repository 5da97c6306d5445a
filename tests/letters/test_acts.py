"""The table of acts: what stands on the wire means one thing, and can be read back."""

from collections import Counter

from handlers.acts import dialogue
from letters.acts import ACTS, By, Look, pressed
from letters.inputs import Departments, Step


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
