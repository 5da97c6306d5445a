"""Where a text says a name and where it does not, each name with its family name."""

import pytest

from letters import names

SAID = {
    # said, so that a name must follow
    "我叫高明，": ["高明 高"],
    "我叫张，": [],
    "我叫什么": [],
    "我叫张三丰年轻": ["张三丰 张"],
    "我叫王明带人": ["王明 王"],
    "我叫王明先生": ["王明 王"],
    "我叫王明师傅": ["王明 王"],
    "姓名：欧阳修文年轻": ["欧阳修文 欧阳"],
    "我叫阿依·买买提，": ["阿依·买买提 阿"],
    "我叫李A，": [],
    # perhaps said: only what ends where the words do, and is no ordinary word
    "我是高明，": [],
    "我是王明": ["王明 王"],
    "我是王明带人": ["王明 王"],
    "我是王庄人，": [],
    "我是王府街的": [],
    "我是什么，": [],
    # addressed
    "王明先生": ["王明 王"],
    "王小明先生": ["王小明 王"],
    "请王小明先生": ["王小明 王"],
    "尊敬的欧阳修文先生": ["欧阳修文 欧阳"],
    "昨天王明先生": ["王明 王"],
    "昨天王小张先生": ["王小张 王"],
    "我请王张先生": ["王张 王"],
    "找，王张先生": ["王张 王"],
    "找到王张先生": [],
    "请高小明先生": ["高小明 高"],
    "我向上官先生": [],
    "向明王先生": [],
    "请欧阳先生": [],
    "王小明明先生": [],
    "王A明先生": [],
    "小明先生": [],
    "先生": [],
    # signed, in one of the last two lines
    "请修。\n王明": ["王明 王"],
    "请修。\n  王小明 2026年3月2日": ["王小明 王"],
    "请修。\n王明\n2026年3月2日": ["王明 王"],
    "请修。\n王明\n \n ": ["王明 王"],
    "请修。\n王明\n请修。\n请修。": [],
    "王明": [],
    "请修。\n王明，请查": [],
    "请修。\n王明天去": [],
    "请修。\n高明": [],
    "请修。\n欧阳": [],
    "请修。\n天气": [],
    "请修。\n谢谢": [],
    "请修。\nabc": [],
}


@pytest.mark.parametrize(("text", "expected"), SAID.items())
def test_a_name_is_found_where_the_text_says_one(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert names.said_in(text) == {name.split()[0] for name in expected}


KNOWN = {
    "王明": ["王明 王"],
    "王小明": ["王小明 王"],
    "欧阳修文": ["欧阳修文 欧阳"],
    "王一二三四": [],
    "王": [],
    "阳光": [],
    "高明": [],
    "高小明": ["高小明 高"],
    "好天气": [],
    "王A明": [],
    "": [],
    "Anna Wang": ["Anna Wang A", "Anna A", "Wang W"],
    "Al Wang": ["Wang W"],
    "Ann": ["Ann A"],
    "anna": [],
    "Anna2": [],
    "No 1": [],
}


@pytest.mark.parametrize(("name", "expected"), KNOWN.items())
def test_of_a_citizens_name_only_what_is_built_like_one_is_looked_for(
    name: str, expected: list[str]
) -> None:
    assert found(f"，{name}，", name) == expected


def test_the_longer_of_two_names_comes_first() -> None:
    assert found("，王小明，", "王小", "王小明", "小明") == ["王小明 王", "王小 王"]


def test_a_latin_name_is_looked_for_in_whole_words_and_a_chinese_one_anywhere() -> None:
    assert found("Ann, Anna, Annabel", "Ann") == ["Ann A"]
    assert found("昨天王明来王明家", "王明") == ["王明 王"] * 2


def found(text: str, *known: str) -> list[str]:
    """The names in a text as they are found, each with its family name."""
    return [f"{text[one.start : one.end]} {one.family}" for one in names.of(text, known)]
