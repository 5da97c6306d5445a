"""Menus of any length: whole where they fit one message, else in pages that lose no choice."""

import json

import pytest

from handlers.telegram.markup import buttons_of
from texts import Words
from views.menus import paged
from views.page import Button, Keyboard, KeyboardTooLarge

WORDS = Words("zh")
BACK = [Button("返回", "l:back:1:1:")]


def choices(count: int, name: str = "单位") -> list[Button]:
    return [Button(f"{name}{n}", f"l:lead:1:1:d{n}") for n in range(count)]


def turn(page: int) -> str:
    return f"l:assign:1:1:{page}"


def telegrams_bytes(keyboard: Keyboard) -> int:
    made = buttons_of(keyboard)
    assert made is not None
    said = made.model_dump(mode="json", exclude_none=True)
    return len(json.dumps(said, ensure_ascii=False).encode())


@pytest.mark.parametrize("in_a_row", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 24, 60, 99])
def test_what_fits_one_message_has_no_pages(count: int, in_a_row: int) -> None:
    menu = paged(WORDS, choices(count), 0, turn, in_a_row=in_a_row, below=[BACK])
    assert [b for row in menu.rows for b in row] == [*choices(count), *BACK]


@pytest.mark.parametrize("name", ["单位", "很长的单位名称" * 8, '"引号"\\' * 8])
@pytest.mark.parametrize("count", [100, 150, 997])
def test_every_choice_stands_on_one_page_and_every_page_leads_on(count: int, name: str) -> None:
    found: list[Button] = []
    page, pages = 0, 0
    while pages <= count:
        menu = paged(WORDS, choices(count, name), page, turn, below=[BACK])
        assert telegrams_bytes(menu) <= 10_000
        assert list(menu.rows[-1]) == BACK
        found += [b for row in menu.rows[:-2] for b in row]
        pages += 1
        turners = {b.text: b.press for b in menu.rows[-2]}
        if page:
            assert turners["‹ 上一页"] == turn(page - 1)
        if "下一页 ›" not in turners:
            break
        assert turners["下一页 ›"] == turn(page + 1)
        page += 1
    assert found == choices(count, name)


def test_a_page_that_is_no_more_shows_the_last() -> None:
    assert paged(WORDS, choices(150), 99, turn) == paged(WORDS, choices(150), 6, turn)


def test_a_keyboard_larger_than_telegram_takes_cannot_be_made() -> None:
    with pytest.raises(KeyboardTooLarge):
        Keyboard.of(*([button] for button in choices(101)))
    with pytest.raises(KeyboardTooLarge):
        Keyboard.of(*([button] for button in choices(60, "很长的单位名称" * 8)))
