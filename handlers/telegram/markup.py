"""Keyboards and questions in Telegram's own types, and as they wait in the outbox."""

from collections.abc import Mapping
from typing import Any

from aiogram.types import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from views.page import Button, Keyboard, Markup, Question

Telegrams = InlineKeyboardMarkup | ForceReply


def telegrams(markup: Markup | None) -> Telegrams | None:
    """Returns what Telegram is given for a message's buttons or question."""
    match markup:
        case Question():
            return ForceReply(
                selective=markup.selective, input_field_placeholder=markup.placeholder
            )
        case _:
            return buttons_of(markup)


def buttons_of(keyboard: Keyboard | None) -> InlineKeyboardMarkup | None:
    """Returns a keyboard in Telegram's types; None for none."""
    if keyboard is None:
        return None
    rows = [
        [InlineKeyboardButton(text=b.text, callback_data=b.press) for b in row]
        for row in keyboard.rows
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def keyboard_of(found: InlineKeyboardMarkup | None) -> Keyboard | None:
    """Returns the buttons of the bot's own under a message, None for none."""
    if found is None:
        return None
    rows = [
        [Button(b.text, b.callback_data) for b in row if b.callback_data]
        for row in found.inline_keyboard
    ]
    return Keyboard.of(*rows) if any(rows) else None


def facts_of(markup: Markup | None) -> dict[str, Any] | None:
    """Returns a message's buttons or question as they wait in the outbox: as Telegram's JSON."""
    made = telegrams(markup)
    return None if made is None else made.model_dump(mode="json", exclude_none=True)


def markup_from(facts: Mapping[str, Any] | None) -> Markup | None:
    """Returns the buttons or the question that waited in the outbox."""
    if facts is None:
        return None
    if facts.get("force_reply"):
        placeholder = facts.get("input_field_placeholder") or ""
        return Question(placeholder, bool(facts.get("selective")))
    return keyboard_of(InlineKeyboardMarkup.model_validate(facts))
