"""What buttons say: for ever in the same format, and nothing else is understood."""

import pytest

from views.presses import (
    OnDigest,
    OnLetter,
    OnList,
    OnReport,
    OnSelf,
    OnStaff,
    OnWriting,
    Press,
    PressTooLong,
)

WIRE: tuple[tuple[str, Press], ...] = (
    ("l:sign:17:3:", OnLetter("sign", 17, 3)),
    ("l:assign!:17:3:roads.5.ab12", OnLetter("assign!", 17, 3, "roads.5.ab12")),
    ("w:send:4:", OnWriting("send", 4)),
    ("p:find:路灯:2", OnList("find", "路灯", 2)),
    ("p:find:8:30:0", OnList("find", "8:30", 0)),
    ("d:seen", OnDigest("seen")),
    ("t:dismiss!:100011", OnStaff("dismiss!", "100011")),
    (
        "r:file:2026-01-05_2026-03-31:website:docx",
        OnReport("file", "2026-01-05_2026-03-31", "website", "docx"),
    ),
    ("s:language:en", OnSelf("language", "en")),
)
MALFORMED = (
    "",
    "l",
    "l:sign",
    "l:sign:17:3",
    "l:sign::3:",
    "l:sign:-1:3:",
    "l:sign:１７:3:",
    "l:sign:1000000000000:3:",
    "l:sign:17:1000000:",
    "w:sign:17:3:",
)


@pytest.mark.parametrize(("wire", "press"), WIRE)
def test_a_press_is_written_and_read_in_the_same_format(wire: str, press: Press) -> None:
    assert press.pack() == wire
    assert type(press).unpack(wire) == press


@pytest.mark.parametrize("wire", MALFORMED)
def test_what_is_malformed_is_no_press(wire: str) -> None:
    assert OnLetter.unpack(wire) is None


def test_a_press_of_another_kind_is_not_this_kinds() -> None:
    kinds = {type(press) for _, press in WIRE}
    for wire, press in WIRE:
        assert [kind for kind in kinds if kind.unpack(wire) is not None] == [type(press)]


def test_what_does_not_fit_a_button_is_not_made() -> None:
    with pytest.raises(PressTooLong):
        OnList("find", "路" * 20).pack()
    with pytest.raises(PressTooLong):
        OnReport("file", "2026:1").pack()
