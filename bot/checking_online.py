"""`mailbox check --online`: what only Telegram can tell, and what to press to mend it."""

from aiogram import Bot
from aiogram.enums import ChatAction, ChatMemberStatus
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramUnauthorizedError,
)

from bot.app import make_bot
from bot.checking import Line
from bot.config import BadConfigError, Config
from letters.office import Office

PRESENT = {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED}


async def online(found: Config, office: Office) -> list[Line]:
    """Returns what Telegram says of the token, the webhook, the groups and the staff."""
    try:
        bot = make_bot(found)
    except BadConfigError:
        return []  # said already, offline
    try:
        me = await bot.get_me()
        lines = [Line(True, "check-bot", {"username": me.username or ""})]
        lines.append(await _webhook(bot, found))
        if office.chat is not None:
            lines.append(await _group(bot, me.id, office.chat, office.name))
        for department in office.departments:
            if department.chat is not None:
                lines.append(await _group(bot, me.id, department.chat, department.name))
        for person in sorted(office.chiefs | office.clerks):
            lines.append(await _person(bot, person))
    except TelegramUnauthorizedError:
        return [Line(False, "check-token-refused")]
    except TelegramNetworkError:
        return [Line(False, "check-no-telegram", {"address": found.telegram.api_base})]
    finally:
        await bot.session.close()
    return lines


async def _webhook(bot: Bot, found: Config) -> Line:
    info = await bot.get_webhook_info()
    if found.telegram.mode == "polling":
        # `run` takes it off by itself; no update is thrown away
        return Line(True, "check-webhook-will-go" if info.url else "check-polling")
    if info.last_error_message:
        return Line(False, "check-webhook-fails", {"error": info.last_error_message})
    return Line(True, "check-webhook", {"waiting": info.pending_update_count})


async def _group(bot: Bot, me: int, chat: int, name: str) -> Line:
    facts: dict[str, object] = {"chat": str(chat), "name": name}
    try:
        found = await bot.get_chat(chat)
        member = await bot.get_chat_member(chat, me)
    except TelegramMigrateToChat as moved:
        return Line(False, "check-group-moved", {**facts, "new": str(moved.migrate_to_chat_id)})
    except (TelegramBadRequest, TelegramForbiddenError):
        return Line(False, "check-group-none", facts)
    if member.status not in PRESENT:
        return Line(False, "check-group-not-in", facts)
    muted = member.status == ChatMemberStatus.RESTRICTED and not getattr(
        member, "can_send_messages", False
    )
    if muted:
        return Line(False, "check-group-muted", facts)
    return Line(True, "check-group", {**facts, "title": found.title or ""})


async def _person(bot: Bot, person: int) -> Line:
    try:
        found = await bot.get_chat(person)
        # knowing somebody from a group is not yet being allowed to write to them
        await bot.send_chat_action(person, ChatAction.TYPING)
    except TelegramAPIError:
        return Line(False, "check-person-not-started", {"id": str(person)})
    return Line(True, "check-person", {"id": str(person), "name": found.full_name})
