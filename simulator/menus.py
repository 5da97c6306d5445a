"""The bot's command lists and descriptions, by scope and language."""

import re
from functools import partial

from simulator.call import Call, Method, chat_of
from simulator.chats import Bot, Chat, ChatKind, Status, User
from simulator.refusals import Json, bad_request
from simulator.telegram import Telegram

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
MOST_COMMANDS = 100
_DESCRIBED = ("name", "description", "short_description")


def _scope(telegram: Telegram, bot: Bot, call: Call) -> tuple[str, str]:
    scope = call.decoded("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    key = kind
    if "chat" in scope or kind.startswith("chat"):
        chat = chat_of(telegram, bot, Call(call.method, {"chat_id": scope.get("chat_id")}))
        key = f"{kind}:{chat.id}"
    if kind == "chat_member":
        key = f"{key}:{scope.get('user_id')}"
    return key, language


def set_my_commands(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Set the list of commands for a scope and language."""
    commands = call.decoded("commands")
    key = _scope(telegram, bot, call)
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    bot.commands[key] = [
        {"command": c["command"].removeprefix("/"), "description": c["description"]}
        for c in commands
    ]
    return True


def get_my_commands(telegram: Telegram, bot: Bot, call: Call) -> list[Json]:
    """Return the list set for exactly this scope and language."""
    return bot.commands.get(_scope(telegram, bot, call), [])


def delete_my_commands(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Forget the list of a scope and language."""
    bot.commands.pop(_scope(telegram, bot, call), None)
    return True


def commands_shown(bot: Bot, chat: Chat, user: User) -> list[Json]:
    """Return the commands this person's client lists in this chat: the narrowest scope first,
    in each the person's language before none.

    https://core.telegram.org/bots/api#determining-list-of-commands
    """
    if chat.kind is ChatKind.PRIVATE:
        scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        member = chat.member(user.id)
        heads = (Status.CREATOR, Status.ADMINISTRATOR)
        scopes = [f"chat_member:{chat.id}:{user.id}"]
        if member is not None and member.status in heads:
            scopes += [f"chat_administrators:{chat.id}", f"chat:{chat.id}"]
            scopes += ["all_chat_administrators"]
        else:
            scopes += [f"chat:{chat.id}"]
        scopes += ["all_group_chats", "default"]
    for scope in scopes:
        for language in (user.language_code[:2].lower(), ""):
            commands = bot.commands.get((scope, language))
            if commands:
                return commands
    return []


def set_described(what: str, _telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Keep a name or description for a language."""
    bot.descriptions[(what, call.text("language_code"))] = call.text(what)
    return True


def get_described(what: str, _telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Return a name or description for a language."""
    fallback = bot.user.first_name if what == "name" else ""
    return {what: bot.descriptions.get((what, call.text("language_code")), fallback)}


METHODS: dict[str, Method] = {
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    **{f"setmy{what.replace('_', '')}": partial(set_described, what) for what in _DESCRIBED},
    **{f"getmy{what.replace('_', '')}": partial(get_described, what) for what in _DESCRIBED},
}
