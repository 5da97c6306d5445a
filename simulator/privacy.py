"""Which bots see a message: all of a private chat, of a group what privacy mode lets through.

https://core.telegram.org/bots/features#privacy-mode
"""

from simulator.chats import Bot, ChatKind, Message, Status
from simulator.refusals import Json


def reaches(bot: Bot, message: Message) -> bool:
    """Return whether the bot receives this message. Its own it never does, nor other bots'."""
    chat = message.chat
    if message.sender is bot.user:
        return False
    if chat.kind is ChatKind.PRIVATE:
        return chat.bot is bot
    member = chat.member(bot.user.id)
    if message.is_service:
        # one who is put out still learns of it through my_chat_member
        return member is not None
    if member is None or message.sender.is_bot:
        return False
    if bot.reads_all or member.status in (Status.ADMINISTRATOR, Status.CREATOR):
        return True
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None and replied.sender is bot.user:
        return True
    return _is_meant(bot, message.content)


def may_use(bot: Bot, message: Message) -> bool:
    """Return whether the bot can reply to, copy or forward this message: its own and those
    it could see."""
    return message.sender is bot.user or reaches(bot, message)


def _is_meant(bot: Bot, content: Json) -> bool:
    """Return whether a command or a mention in the text is for the bot."""
    text = content.get("text") or content.get("caption") or ""
    name = f"@{bot.user.username}".lower()
    wide = text.encode("utf-16-le")
    for entity in content.get("entities") or content.get("caption_entities") or ():
        start = entity["offset"] * 2
        part = wide[start : start + entity["length"] * 2].decode("utf-16-le").lower()
        match entity["type"]:
            case "mention" if part == name:
                return True
            case "bot_command" if "@" not in part or part.endswith(name):
                return True
    return False
