"""Suggestions a clerk can check: keywords found, where similar letters went, likely duplicates."""

from dataclasses import replace

from letters.letter import Kind, State
from letters.office import Topic
from letters.routing import PastLetter, duplicates, suggest, topic_of
from tests.letters.oracle import OFFICE, new_letter

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


def test_likeness_is_the_share_of_common_pairs_of_characters_and_begins_at_a_third_or_so() -> None:
    (alike,) = duplicates(replace(new_letter(), id=10), "a-b c,d", [past(1, "ABCE")])
    assert alike.share == 2 * 2 / 6  # ab and bc, of ab bc cd and ab bc ce
    words = "abcdefghijklmnopqrstu"  # twenty pairs
    just, less = "abcdefgh0123456789xyz", "abcdefg0123456789xyz;"  # seven of them, six of them
    letter = replace(new_letter(), id=10)
    assert [one.letter.id for one in duplicates(letter, words, [past(1, just), past(2, less)])] == [
        1
    ]
    found = suggest(letter, words, DEPARTMENTS, [past(1, just), past(2, less, "water")])
    assert [(s.department, s.keywords, s.similar) for s in found] == [("roads", (), 1)]


def test_of_departments_with_as_many_keywords_the_one_with_similar_letters_comes_first() -> None:
    text = "路灯旁边停水了,大树倒了"
    earlier = [past(5, text, "parks"), past(6, text, "parks"), past(7, text, "water")]
    found = suggest(new_letter(), text, DEPARTMENTS, earlier)
    assert [(s.department, s.similar) for s in found] == [("parks", 2), ("water", 1), ("roads", 0)]
    more = suggest(new_letter(), f"{text},有个坑", DEPARTMENTS, earlier)
    assert [s.department for s in more] == ["roads", "parks", "water"]


def test_a_letter_is_merged_neither_into_itself_nor_into_one_that_has_ended() -> None:
    letter = replace(new_letter(), id=10)
    earlier = [past(number, "路灯坏了", state=state) for number, state in enumerate(State, 11)]
    found = duplicates(letter, "路灯坏了", [past(10, "路灯坏了"), *earlier])
    ended = {State.REFUSED, State.MERGED, State.WITHDRAWN, State.ARCHIVED}
    assert {one.letter.state for one in found} == set(State) - ended
    assert 10 not in {one.letter.id for one in found}


def test_the_topic_is_that_of_most_keywords_and_none_without_any() -> None:
    topics = (
        Topic("streets", "道路", ("路", "Lamp")),
        Topic("water", "供水", ("水", "管", "LEAK")),
    )
    texts = ("水管在路边", "路边有水", "the LAMP", "a leak", "谢谢市长")
    assert [topic_of(text, topics) for text in texts] == [
        "water",
        "streets",  # as many of both: the first
        "streets",
        "water",
        None,
    ]
    assert topic_of("水管在路边", ()) is None
