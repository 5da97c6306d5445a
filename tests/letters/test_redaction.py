"""What the mask hides and what it leaves: a golden table, and what must hold for any text."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.redaction import Mark, redact

HERE = Path(__file__).parents[1]
GOLDEN = HERE / "golden" / "redacted.csv"
ROWS = list(csv.DictReader(io.StringIO(GOLDEN.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_what_is_personal_is_masked_and_nothing_else(row: dict[str, str]) -> None:
    assert redact(row["text"], (), "市民").text == row["redacted"]


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_what_is_masked_once_stays_as_it_is(row: dict[str, str]) -> None:
    assert redact(row["redacted"], (), "市民").text == row["redacted"]


def test_it_is_counted_what_was_masked() -> None:
    found = redact("我叫张三丰，电话13800138000或13800138001，住幸福小区3栋502", (), "市民")
    assert found.marks == Counter({Mark.NAME: 1, Mark.TELEPHONE: 2, Mark.DOOR: 1})


@pytest.mark.parametrize(
    ("name", "text", "redacted"),
    [
        ("王小明", "昨天王小明说没有水", "昨天市民王**说没有水"),
        (
            "Anna Wang",
            "Anna wrote; Mrs Wang, and Annabel.",
            "市民A** wrote; Mrs 市民W**, and Annabel.",
        ),
        ("阳光", "阳光小区停水", "阳光小区停水"),
        ("😀", "😀停水", "😀停水"),
        ("", "停水", "停水"),
    ],
)
def test_the_citizens_own_name_is_masked_wherever_it_stands(
    name: str, text: str, redacted: str
) -> None:
    assert redact(text, (name,), "市民").text == redacted


def test_our_own_words_and_guides_hold_nothing_personal() -> None:
    root = HERE.parent
    files = [
        *(root / "texts" / "zh").glob("*.ftl"),
        root / "README.zh.md",
        root / "docs" / "office.md",
    ]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 1000
    masked = {line: redact(line, (), "市民").text for line in lines}
    assert {line: text for line, text in masked.items() if text != line} == {}


@given(st.text(max_size=200), st.lists(st.text(max_size=10), max_size=3))
def test_any_text_comes_out_with_only_masks_in_it_changed(text: str, known: list[str]) -> None:
    found = redact(text, known, "市民")
    assert bool(found.marks) == (found.text != text)
