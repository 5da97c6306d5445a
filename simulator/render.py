"""Users, chats, members and messages as the Bot API writes them in JSON."""

from simulator.chats import Bot, Chat, ChatKind, Member, Message, Status, User
from simulator.refusals import Json

ADMIN_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_pin_messages",
        "can_manage_topics",
        "can_send_welcome_messages",
    }
)
SENDING_RIGHTS = frozenset(
    {
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_react_to_messages",
        "can_edit_tag",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    }
)


def user_json(user: User) -> Json:
    """Return a User object."""
    body: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.last_name:
        body["last_name"] = user.last_name
    if user.username:
        body["username"] = user.username
    if user.language_code:
        body["language_code"] = user.language_code
    return body


def me_json(bot: Bot) -> Json:
    """Return the User object of getMe."""
    return {
        **user_json(bot.user),
        "can_join_groups": bot.joins_groups,
        "can_read_all_group_messages": bot.reads_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat_json(chat: Chat) -> Json:
    """Return a Chat object."""
    body: Json = {"id": chat.id, "type": chat.kind.value}
    if chat.person is not None:
        person = user_json(chat.person)
        for name in ("first_name", "last_name", "username"):
            if name in person:
                body[name] = person[name]
        return body
    body["title"] = chat.title
    if chat.is_forum:
        body["is_forum"] = True
    if chat.username:
        body["username"] = chat.username
    return body


def chat_full_json(chat: Chat) -> Json:
    """Return a ChatFullInfo object, as getChat answers."""
    body = chat_json(chat) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.kind is not ChatKind.PRIVATE:
        body["permissions"] = {name: name not in chat.denied for name in sorted(SENDING_RIGHTS)}
    return body


def member_json(member: Member) -> Json:
    """Return a ChatMember object of the kind the status asks for."""
    body: Json = {"user": user_json(member.user), "status": member.status.value}
    match member.status:
        case Status.CREATOR:
            body["is_anonymous"] = False
        case Status.ADMINISTRATOR:
            body |= {"can_be_edited": False, "is_anonymous": False}
            body |= {right: right in member.rights for right in sorted(ADMIN_RIGHTS)}
        case Status.RESTRICTED:
            body |= {"is_member": True, "until_date": 0}
            body |= {right: right in member.rights for right in sorted(SENDING_RIGHTS)}
        case Status.KICKED:
            body["until_date"] = 0
        case Status.MEMBER | Status.LEFT:
            pass
    return body


def message_json(message: Message, *, with_reply: bool = True) -> Json:
    """Return a Message object; a replied message is shown one level deep."""
    chat = message.chat
    body: Json = {
        "message_id": message.message_id,
        "from": user_json(message.sender),
        "chat": chat_json(chat),
        "date": message.date,
    }
    if message.thread_id is not None:
        body["message_thread_id"] = message.thread_id
        body["is_topic_message"] = True
    if message.edited is not None:
        body["edit_date"] = message.edited
    if message.forward_origin is not None:
        body["forward_origin"] = message.forward_origin
    if message.album is not None:
        body["media_group_id"] = message.album
    body |= message.content
    if message.markup and "inline_keyboard" in message.markup:
        body["reply_markup"] = message.markup
    if with_reply:
        # what is said in a topic without an explicit reply answers the topic's first message
        replied = chat.messages.get(message.reply_to or message.thread_id or 0)
        if replied is not None and not replied.deleted and replied is not message:
            body["reply_to_message"] = message_json(replied, with_reply=False)
    return body
