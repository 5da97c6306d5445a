"""Every word a citizen may read, in both languages, with the same variables in each."""

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from letters.letter import State
from letters.notices_to_citizen import CitizenNotice, Receipt
from simulator.town import town
from tests.handlers.talk import FIRST, letter, sends
from texts import FOLDER, LANGUAGES, Words
from views.to_citizen import closed, facts_of

SAMPLES: dict[type, object] = {str: "<b>SZ&", int: 1, date: date(2026, 3, 9), bool: True}
ENDINGS = (State.ANSWERED, State.REFUSED, State.MERGED, State.WITHDRAWN, State.ARCHIVED)


class _Variables(Visitor):
    """Gathers the variables a pattern speaks of."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 — the parser's own name
        self.found.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    """Every message id of a language, with its variables."""
    found: dict[str, set[str]] = {}
    for file in sorted((FOLDER / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}"
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.found
    return found


def test_both_languages_have_the_same_messages_with_the_same_variables() -> None:
    chinese, english = (messages(language) for language in LANGUAGES)
    assert set(chinese) == set(english)
    assert {name: v for name, v in chinese.items() if v != english[name]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_a_handler_names_is_there(language: str) -> None:
    named = {
        name
        for room in ("handlers", "views")
        for file in (FOLDER.parent / room).rglob("*.py")
        for name in re.findall(
            r"(?:words|html|say)\(\s*\"([\w-]+)\"", file.read_text(encoding="utf-8")
        )
    }
    assert len(named) > 60
    assert {name for name in named if name not in Words(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ENDINGS)
async def test_every_ending_has_its_own_words(tmp_path: Path, language: str, state: State) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        ended = replace(await letter(office), state=state)
        assert FIRST in closed(ended, Words(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", get_args(CitizenNotice), ids=lambda n: n.__name__)
async def test_every_notice_to_the_citizen_is_a_sentence_that_bears_the_number(
    tmp_path: Path, language: str, notice: type
) -> None:
    async with town(tmp_path) as office:
        hints = get_type_hints(notice)
        made = notice(**{f.name: SAMPLES[hints[f.name]] for f in fields(notice)})
        words = Words(language)
        text = words.html(notice.__name__, **facts_of(made, office.app.room))
        assert "&lt;b&gt;SZ&amp;" in text
        assert "{" not in text
        if "due" in hints:
            assert words.day(date(2026, 3, 9)) in text


@pytest.mark.parametrize(("language", "called"), [("zh", "暂定"), ("en", "provisional")])
def test_only_a_provisional_date_is_called_so(language: str, called: str) -> None:
    for provisional in (True, False):
        receipt = Receipt(FIRST, "0123456789", date(2026, 3, 9), provisional)
        facts = {f.name: getattr(receipt, f.name) for f in fields(receipt)}
        assert (called in Words(language).html("Receipt", **facts)) is provisional


def test_buttons_and_toasts_are_short_enough_to_be_shown_whole() -> None:
    for language in LANGUAGES:
        words = Words(language)
        for name in ("published-explained", "cannot-restore", "old-button"):
            assert len(words(name)) <= 200, name
        for name in ("placeholder-my-add", "placeholder-my-reopen"):
            assert 1 <= len(words(name)) <= 64, name
        for name in (name for name in messages(language) if name.startswith("command-")):
            assert 1 <= len(words(name)) <= 256, name
