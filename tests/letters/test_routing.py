"""Suggestions a clerk can check: keywords found, where similar letters went, likely duplicates."""

from dataclasses import replace

from letters.letter import Kind, State
from letters.routing import PastLetter, duplicates, suggest
from tests.letters.test_workflow import OFFICE, new_letter

ROADS, WATER, PARKS = (
    replace(department, keywords=keywords)
    for department, keywords in zip(
        OFFICE.departments, (("路灯", "坑"), ("停水",), ("树",)), strict=True
    )
)
DEPARTMENTS = (ROADS, WATER, PARKS)


def past(
    number: int,
    text: str,
    lead: str | None = "roads",
    citizen: int = 9,
    state: State = State.ANSWERED,
) -> PastLetter:
    """An earlier letter."""
    return PastLetter(number, f"SZ-2026-{number:06d}", citizen, state, lead, text)


def test_keywords_and_similar_letters_are_the_reasons() -> None:
    letter = new_letter()
    earlier = [past(5, "建设路的路灯又坏了"), past(6, "停电了", "water")]
    found = suggest(letter, "建设路的路灯坏了", DEPARTMENTS, earlier)
    assert [(s.department, s.keywords, s.similar) for s in found] == [("roads", ("路灯",), 1)]


def test_more_keywords_come_first_and_without_a_reason_nothing_is_suggested() -> None:
    letter = new_letter()
    found = suggest(letter, "停水了,路灯旁边有个坑", DEPARTMENTS, [])
    assert [s.department for s in found] == ["roads", "water"]
    assert suggest(letter, "谢谢市长", DEPARTMENTS, []) == ()


def test_the_department_a_report_is_about_is_never_suggested() -> None:
    letter = replace(new_letter(kind=Kind.REPORT), about="roads")
    assert suggest(letter, "路灯处收钱不办事", DEPARTMENTS, []) == ()


def test_duplicates_are_the_same_citizens_first_then_by_likeness() -> None:
    letter = replace(new_letter(), id=10, citizen=7)
    earlier = [
        past(1, "完全另一件事", citizen=7),
        past(2, "建设路的路灯坏了好几天"),
        past(3, "建设路的路灯坏了", citizen=7),
        past(4, "今天天气好"),
        past(5, "建设路的路灯坏了", state=State.MERGED),
    ]
    found = duplicates(letter, "建设路的路灯坏了", earlier)
    assert [one.letter.id for one in found] == [3, 2, 1]
    assert [one.same_citizen for one in found] == [True, False, True]


def test_letters_without_words_are_like_nothing() -> None:
    assert duplicates(new_letter(), "", [past(2, "")]) == ()
