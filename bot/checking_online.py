"""`mailbox check --online`: what only Telegram can tell, and what to press to mend it."""

from aiogram import Bot
from aiogram.enums import ChatAction, ChatMemberStatus, ChatType
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramUnauthorizedError,
)
from aiogram.types import User

from bot.app import make_bot
from bot.checking import Line
from bot.config import BadConfigError, Config
from bot.shell import existing
from letters.office import Office
from storage.connecting import DatabaseError
from storage.migrate import NewerDatabaseError

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
SENDING_FILES = ("can_send_documents", "can_send_photos", "can_send_videos", "can_send_voice_notes")
PRESENT = {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED}


async def online(found: Config, office: Office) -> list[Line]:
    """Returns what Telegram says of the token, the webhook, the groups and the staff."""
    try:
        bot = make_bot(found)
    except BadConfigError:
        return []  # said already, offline
    try:
        me = await bot.get_me()
        lines = _bot(me)
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
    return [*lines, *await _departments(found, office)]


async def _departments(found: Config, office: Office) -> list[Line]:
    """A department in which nobody has accepted an invitation cannot sign for anything."""
    try:
        database = await existing(found)
    except (DatabaseError, NewerDatabaseError):
        return []  # said already, offline
    async with database, database.reading() as connection:
        return [
            Line(False, "check-department-nobody", {"name": one.name, "code": one.code})
            for one in office.departments
            if not await connection.all("staff_of_department", department=one.code)
        ]


def _bot(me: User) -> list[Line]:
    lines = [Line(True, "check-bot", {"username": me.username or ""})]
    if not me.can_join_groups:
        lines.append(Line(False, "check-bot-joins-no-group"))
    if me.can_read_all_group_messages:
        lines.append(Line(False, "check-privacy-off"))
    return lines


async def _webhook(bot: Bot, found: Config) -> Line:
    info = await bot.get_webhook_info()
    if found.telegram.mode == "polling":
        # `run` takes it off by itself; no update is thrown away
        name = "check-webhook-will-go" if info.url else "check-polling"
        return Line(True, name, {"url": info.url} if info.url else {})
    if info.url != found.telegram.webhook_url:
        return Line(True, "check-webhook-will-come", {"url": found.telegram.webhook_url or ""})
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
        meant = await _meant(bot, chat)
        name = "check-group-none" if meant is None else "check-group-number"
        return Line(False, name, facts if meant is None else {**facts, "new": str(meant)})
    if found.type not in GROUPS:
        return Line(False, "check-group-channel", facts)
    if found.username is not None:
        return Line(False, "check-group-public", facts)
    if member.status not in PRESENT:
        return Line(False, "check-group-not-in", facts)
    # an administrator may write whatever the group lets its members do
    rights = {
        ChatMemberStatus.RESTRICTED: member,
        ChatMemberStatus.MEMBER: found.permissions,
    }.get(ChatMemberStatus(member.status))
    if rights is not None and not getattr(rights, "can_send_messages", True):
        return Line(False, "check-group-muted", facts)
    if rights is not None and not all(getattr(rights, name, True) for name in SENDING_FILES):
        return Line(False, "check-group-no-files", facts)
    return Line(True, "check-group", {**facts, "title": found.title or ""})


async def _meant(bot: Bot, chat: int) -> int | None:
    """Returns the id of the supergroup whose -100 was left out, None where there is none."""
    meant = int(f"-100{abs(chat)}")
    try:
        await bot.get_chat(meant)
    except TelegramAPIError:
        return None
    return meant


async def _person(bot: Bot, person: int) -> Line:
    try:
        found = await bot.get_chat(person)
        # knowing somebody from a group is not yet being allowed to write to them
        await bot.send_chat_action(person, ChatAction.TYPING)
    except TelegramAPIError:
        return Line(False, "check-person-not-started", {"id": str(person)})
    return Line(True, "check-person", {"id": str(person), "name": found.full_name})
