"""Keyboards under messages: read from a request, and refused as Telegram refuses them."""

import json
import re

from simulator.refusals import Json, bad_request

MOST_BUTTONS = 100
MOST_BYTES = 10_000
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\.[^\s/]+.*|tg://.+)", re.IGNORECASE | re.DOTALL)


def read_markup(raw: object) -> Json | None:
    """Return the keyboard as the Bot API writes it, None for none. Raises Refusal 400."""
    if raw is None or raw == "":
        return None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if raw.get("keyboard"):
        rows = [[_key(b) for b in row] for row in _rows(raw, "keyboard")]
        return {**raw, "keyboard": rows}
    if raw.get("inline_keyboard"):
        rows = [[_inline(b) for b in row] for row in _rows(raw, "inline_keyboard")]
        rows = [row for row in rows if row]
        if sum(map(len, rows)) > MOST_BUTTONS or _bytes(rows) > MOST_BYTES:
            raise bad_request("reply markup is too long")
        return {"inline_keyboard": rows} if rows else None
    if raw.get("remove_keyboard") or raw.get("force_reply"):
        return raw
    return None


def _bytes(rows: list[list[Json]]) -> int:
    return len(json.dumps({"inline_keyboard": rows}, ensure_ascii=False).encode())


def read_inline(raw: object) -> Json | None:
    """Return an inline keyboard, the only kind an edited message may have. Raises Refusal 400."""
    markup = read_markup(raw)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(raw: Json, name: str) -> list[list[object]]:
    rows = raw[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return rows


def _key(button: object) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    return button


def _inline(button: object) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not any(button.get(action) is not None for action in _ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not _ADDRESS.fullmatch(url):
        raise bad_request("BUTTON_URL_INVALID")
    return button
