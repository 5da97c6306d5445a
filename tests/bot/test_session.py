"""What goes to Telegram over the wire, and what comes back."""

import json
from pathlib import Path
from typing import Any

import pytest
from aiogram.client.default import Default
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import SendDocument, SendLocation, TelegramMethod
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import BytesPayload, FormData

from bot.app import make_bot, telegram_session
from handlers.telegram.calls import EditMessageText, SendMessage
from handlers.telegram.speaking import replying
from simulator.town import town_config


def said(folder: Path, method: TelegramMethod[Any]) -> dict[str, object]:
    """What a call says, as JSON."""
    config = town_config(folder)
    session = telegram_session(config)
    body: object = session.build_form_data(make_bot(config, session), method)
    assert isinstance(body, BytesPayload)
    assert body.content_type == "application/json"
    found: dict[str, object] = json.loads(body.decode())
    return found


def test_a_message_goes_as_json_with_the_bots_defaults(tmp_path: Path) -> None:
    markup = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="提交", callback_data="w:send:1:")]]
    )
    assert said(tmp_path, SendMessage(chat_id=5, text="<b>您好</b>", reply_markup=markup)) == {
        "chat_id": 5,
        "text": "<b>您好</b>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": [[{"text": "提交", "callback_data": "w:send:1:"}]]},
    }


def test_a_reply_goes_as_json_too_and_half_a_character_stops_nothing(tmp_path: Path) -> None:
    reply = said(tmp_path, SendMessage(chat_id=5, text="半\ud83d", reply_parameters=replying(7)))
    assert reply["reply_parameters"] == {"message_id": 7, "allow_sending_without_reply": True}
    assert reply["text"] == "半?"


def test_a_place_on_the_equator_has_a_latitude(tmp_path: Path) -> None:
    place = said(tmp_path, SendLocation(chat_id=5, latitude=0.0, longitude=12.5))
    assert (place["latitude"], place["longitude"]) == (0.0, 12.5)


def test_a_file_goes_as_a_form(tmp_path: Path) -> None:
    config = town_config(tmp_path)
    session = telegram_session(config)
    method = SendDocument(chat_id=5, document=BufferedInputFile(b"%PDF", "a.pdf"))
    assert isinstance(session.build_form_data(make_bot(config, session), method), FormData)


def test_of_what_was_sent_only_the_number_is_read_and_what_telegram_refuses_is_told(
    tmp_path: Path,
) -> None:
    config = town_config(tmp_path)
    session = telegram_session(config)
    bot = make_bot(config, session)
    sent = SendMessage(chat_id=5, text="x")
    ok = '{"ok": true, "result": {"message_id": 77, "date": 1, "chat": {"id": 5}, "text": "x"}}'
    answer = session.check_response(bot, sent, 200, ok).result
    assert answer is not None
    assert answer.message_id == 77
    edited = EditMessageText(chat_id=5, message_id=77, text="y")
    assert session.check_response(bot, edited, 200, '{"ok": true, "result": true}').ok
    busy = '{"ok": false, "description": "wait", "parameters": {"retry_after": 9}}'
    with pytest.raises(TelegramRetryAfter, match="9"):
        session.check_response(bot, sent, 429, busy)


def test_what_the_bot_sets_as_default_is_what_its_calls_leave_open() -> None:
    assert isinstance(SendMessage(chat_id=5, text="x").parse_mode, Default)
