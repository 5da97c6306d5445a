"""Methods that ask about the bot, its chats and their members, and files; and leaving a chat."""

from simulator.call import Call, Method, chat_it_is_in, chat_of, chat_to_write
from simulator.chats import Bot, Chat, ChatKind, Member, Status
from simulator.media import MOST_FETCHED
from simulator.refusals import Json, bad_request, forbidden
from simulator.render import chat_full_json, me_json, member_json
from simulator.telegram import Telegram


def get_me(_telegram: Telegram, bot: Bot, _call: Call) -> Json:
    """Say who the bot is."""
    return me_json(bot)


def get_file(telegram: Telegram, _bot: Bot, call: Call) -> Json:
    """Say where a file of up to 20 MB can be fetched."""
    file = telegram.files.by_id(call.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > MOST_FETCHED:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def get_chat(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Tell about a chat."""
    return chat_full_json(_readable(telegram, bot, call))


def _readable(telegram: Telegram, bot: Bot, call: Call) -> Chat:
    chat = chat_of(telegram, bot, call)
    if chat.kind is ChatKind.SUPERGROUP and not chat.members[bot.user.id].status.present:
        kicked = chat.members[bot.user.id].status is Status.KICKED
        how = "was kicked from" if kicked else "is not a member of"
        raise forbidden(f"bot {how} the supergroup chat")
    return chat


def _members(telegram: Telegram, bot: Bot, call: Call) -> Chat:
    """Members of a left or upgraded group cannot be asked for."""
    chat = _readable(telegram, bot, call)
    return chat if chat.kind is ChatKind.PRIVATE else chat_it_is_in(telegram, bot, call)


def get_chat_member(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Tell one member's standing."""
    chat = _members(telegram, bot, call)
    user = telegram.known.users.get(call.integer("user_id"))
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.kind is ChatKind.PRIVATE:
        return member_json(Member(user, Status.MEMBER))
    return member_json(chat.members.get(user.id) or Member(user, Status.LEFT))


def get_chat_administrators(telegram: Telegram, bot: Bot, call: Call) -> list[Json]:
    """List a group's creator and administrators, other bots left out."""
    chat = _members(telegram, bot, call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("there are no administrators in the private chat")
    heads = (Status.CREATOR, Status.ADMINISTRATOR)
    return [
        member_json(m)
        for m in chat.members.values()
        if m.status in heads and (not m.user.is_bot or m.user is bot.user)
    ]


def get_chat_member_count(telegram: Telegram, bot: Bot, call: Call) -> int:
    """Count who is in the chat."""
    chat = _members(telegram, bot, call)
    if chat.kind is ChatKind.PRIVATE:
        return 2
    return sum(m.status.present for m in chat.members.values())


def leave_chat(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Leave a group."""
    chat = chat_to_write(telegram, bot, call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("chat member status can't be changed in private chats")
    telegram.set_member(chat, Member(bot.user, Status.LEFT), bot.user)
    return True


def nothing_to_do(_telegram: Telegram, _bot: Bot, _call: Call) -> bool:
    """Say yes: the pretend world shows nothing of it."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
    **dict.fromkeys(
        (
            "setchatmenubutton",
            "setmydefaultadministratorrights",
            "setmessagereaction",
            "pinchatmessage",
            "unpinchatmessage",
            "unpinallchatmessages",
            "logout",
            "close",
        ),
        nothing_to_do,
    ),
}
