"""One change of a message already sent: of its text and buttons, or of its buttons alone."""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from handlers.telegram.calls import EditMessageReplyMarkup, EditMessageText
from handlers.telegram.markup import buttons_of
from views.page import Piece

PATIENCE = 4  # seconds a handler waits for Telegram
NOT_MODIFIED = "not modified"


async def change(bot: Bot, chat: int, piece: Piece) -> None:
    """Puts a piece in the place of the message it `edits`; what is already so is well so.

    Raises aiogram's exceptions.
    """
    message, buttons = piece.edits or 0, buttons_of(piece.keyboard)
    call = (
        EditMessageReplyMarkup(chat_id=chat, message_id=message, reply_markup=buttons)
        if piece.buttons_alone
        else EditMessageText(
            chat_id=chat, message_id=message, text=piece.text, reply_markup=buttons
        )
    )
    try:
        await bot(call, request_timeout=PATIENCE)
    except TelegramBadRequest as refusal:
        if NOT_MODIFIED not in refusal.message:
            raise
