"""The words: Fluent files by language and reader. No sentence for a person stands in Python.

`Words` turns a message id and its variables into text: plain for buttons, lists and the command
line, HTML (with every variable escaped) for chat messages.
"""

import html
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")
MESSAGE = re.compile(r"^([a-zA-Z][a-zA-Z0-9_-]*) *=", re.MULTILINE)
WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


class MissingWordsError(LookupError):
    """A message that its language's files do not have, or with a variable it was not given."""


class _Shelf:
    """A language's files; each is read once one of its messages is asked for.

    Parsed, they take forty times the memory, and a running bot needs few of them.
    """

    def __init__(self, language: str) -> None:
        self.bundle = FluentBundle([language], use_isolating=False)
        self._language = language
        self._files: dict[str, str] = {}  # the file of each message
        for folder in _folders:
            self.take(folder)

    def take(self, folder: Path) -> None:
        """Puts a folder's files of this language on the shelf."""
        for file in sorted((folder / self._language).glob("*.ftl")):
            text = file.read_text(encoding="utf-8")
            self._files |= dict.fromkeys(MESSAGE.findall(text), text)

    def __contains__(self, message: str) -> bool:
        return message in self._files

    def pattern(self, message: str) -> Any:
        """Returns a message's pattern for the bundle to format, None if there is none."""
        if message not in self:
            return None
        if not self.bundle.has_message(message):
            self.bundle.add_resource(FluentParser(with_spans=False).parse(self._files[message]))
        return self.bundle.get_message(message).value


_folders = [FOLDER]
_shelf = cache(_Shelf)


def shelve(folder: Path) -> None:
    """Puts the words of a procedure beside the others: a folder with one for each language."""
    if folder not in _folders:
        _folders.append(folder)
        for language in LANGUAGES:
            _shelf(language).take(folder)


class Words:
    """The words of one language ("zh" or "en"; anything else is read as "zh")."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._shelf = _shelf(self.language)

    def __contains__(self, message: str) -> bool:
        """Returns whether this language has the message."""
        return message in self._shelf

    def __call__(self, message: str, **variables: object) -> str:
        """Returns the message as plain text. Raises MissingWordsError."""
        return self._format(message, {k: self._plain(v) for k, v in variables.items()})

    def html(self, message: str, **variables: object) -> str:
        """Returns the message as HTML for Telegram; every variable is escaped."""
        escaped = {
            k: html.escape(v, quote=False) if isinstance(v := self._plain(value), str) else v
            for k, value in variables.items()
        }
        return self._format(message, escaped)

    def day(self, on: date) -> str:
        """Returns a date as people of this language write it, with its weekday."""
        weekday = WEEKDAYS[self.language][on.weekday()]
        if self.language == "zh":
            return f"{on.year}年{on.month}月{on.day}日（周{weekday}）"
        return f"{weekday} {on.day} {on:%B} {on.year}"

    def _plain(self, value: object) -> object:
        match value:
            case bool():
                return "yes" if value else "no"
            case date():
                return self.day(value)
            case None:
                return ""
            case _:
                return value

    def _format(self, message: str, variables: Mapping[str, object]) -> str:
        pattern = self._shelf.pattern(message)
        if pattern is None:
            raise MissingWordsError(f"{self.language} has no message {message}")
        text, errors = self._shelf.bundle.format_pattern(pattern, dict(variables))
        if errors:
            raise MissingWordsError(f"{self.language} {message}: {errors}")
        return str(text)


def language_for(chosen: str | None, client: str | None) -> str:
    """Returns a person's language: as chosen, else English for English clients, else Chinese."""
    if chosen in LANGUAGES:
        return chosen
    return "en" if client and client.lower().split("-")[0] == "en" else "zh"
