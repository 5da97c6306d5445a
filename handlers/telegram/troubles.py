"""Telegram's ways of failing, translated into what the mailroom understands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from mailroom.post import ChatMoved, NeverArrives, TryLater

GONE = ("chat not found", "user is deactivated", "PEER_ID_INVALID", "group chat was deactivated")

UNANSWERED = (TelegramNetworkError, TelegramServerError, ClientDecodeError)
"""Telegram said nothing, that it cannot, or what is no answer: a page of some server before it."""


@contextmanager
def translated() -> Iterator[None]:
    """Raises ChatMoved, TryLater or NeverArrives in place of aiogram's exceptions."""
    try:
        yield
    except TelegramRetryAfter as error:
        raise TryLater("too many requests", timedelta(seconds=error.retry_after)) from error
    except TelegramMigrateToChat as error:
        raise ChatMoved(error.migrate_to_chat_id) from error
    except TelegramForbiddenError as error:
        raise NeverArrives(error.message, gone=True) from error
    except TelegramBadRequest as error:
        gone = any(words in error.message for words in GONE)
        raise NeverArrives(error.message, gone=gone) from error
    except (*UNANSWERED, TelegramUnauthorizedError) as error:
        raise TryLater(type(error).__name__) from error
    except TelegramAPIError as error:
        raise NeverArrives(error.message) from error
