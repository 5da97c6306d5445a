"""The three calls that are made for every message, with as much of each as the bot uses.

aiogram's own would build the whole message Telegram answers with, when only its number is asked
for (docs/scale.md says what that costs).
"""

from typing import Any, ClassVar

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import (
    ForceReply,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageId,
    ReplyParameters,
)

Markup = InlineKeyboardMarkup | ForceReply
_PARSE_MODE: Any = Default("parse_mode")
_LINK_PREVIEW: Any = Default("link_preview")


class SendMessage(TelegramMethod[MessageId]):
    """https://core.telegram.org/bots/api#sendmessage"""

    __returning__: ClassVar[Any] = MessageId
    __api_method__: ClassVar[str] = "sendMessage"

    chat_id: int
    text: str
    reply_markup: Markup | None = None
    reply_parameters: ReplyParameters | None = None
    parse_mode: str | Default = _PARSE_MODE
    link_preview_options: LinkPreviewOptions | Default = _LINK_PREVIEW
    allow_paid_broadcast: bool | None = None


class _Edit(TelegramMethod[Any]):
    """A change of a message of the bot's; what Telegram answers with is not looked at."""

    __returning__: ClassVar[Any] = Any

    chat_id: int
    message_id: int
    reply_markup: InlineKeyboardMarkup | None = None


class EditMessageText(_Edit):
    """https://core.telegram.org/bots/api#editmessagetext"""

    __api_method__: ClassVar[str] = "editMessageText"

    text: str
    parse_mode: str | Default = _PARSE_MODE
    link_preview_options: LinkPreviewOptions | Default = _LINK_PREVIEW


class EditMessageReplyMarkup(_Edit):
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""

    __api_method__: ClassVar[str] = "editMessageReplyMarkup"
