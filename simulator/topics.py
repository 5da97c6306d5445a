"""Topics of a forum: opened, renamed, closed and deleted, by the bot or by a person."""

from functools import partial

from simulator.call import Call, Method, chat_to_write
from simulator.chats import Bot, Chat, Message, Topic, User
from simulator.refusals import Json, bad_request
from simulator.telegram import Telegram


def _forum(telegram: Telegram, bot: Bot, call: Call, deed: str) -> Chat:
    chat = chat_to_write(telegram, bot, call)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    standing = chat.members[bot.user.id]
    if "can_manage_topics" not in standing.rights:
        raise bad_request(f"not enough rights to {deed}")
    return chat


def _topic(chat: Chat, call: Call) -> Topic:
    topic = chat.topics.get(call.integer("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def open_topic(telegram: Telegram, chat: Chat, by: User, name: str) -> Topic:
    """Open a topic in a forum and return it; its first message, a service message, names it."""
    content = {"forum_topic_created": {"name": name, "icon_color": 0x6FB9F0}}
    first = telegram.post(chat, by, content, is_service=True, opens_topic=True)
    topic = Topic(first.message_id, name)
    chat.topics[topic.id] = topic
    return topic


def drop_topic(telegram: Telegram, chat: Chat, topic_id: int) -> None:
    """Delete a topic with all that was said in it; bots are not told."""
    chat.topics.pop(topic_id, None)
    gone: list[Message] = [m for m in chat.shown() if m.thread_id == topic_id]
    for message in gone:
        telegram.remove(message)


def create_forum_topic(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Open a topic."""
    chat = _forum(telegram, bot, call, "create a topic")
    name = call.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    topic = open_topic(telegram, chat, bot.user, name)
    return {"message_thread_id": topic.id, "name": name, "icon_color": topic.icon_color}


def edit_forum_topic(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Rename a topic."""
    chat = _forum(telegram, bot, call, "edit the topic")
    topic = _topic(chat, call)
    name = call.text("name").strip() or topic.name
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    content = {"forum_topic_edited": {"name": name}}
    telegram.post(chat, bot.user, content, thread_id=topic.id, is_service=True)
    return True


def set_topic_closed(closed: bool, telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Close or reopen a topic."""
    chat = _forum(telegram, bot, call, "close the topic" if closed else "reopen the topic")
    topic = _topic(chat, call)
    if topic.closed is closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    word: Json = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
    telegram.post(chat, bot.user, word, thread_id=topic.id, is_service=True)
    return True


def delete_forum_topic(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Delete a topic with its messages."""
    chat = _forum(telegram, bot, call, "delete the topic")
    drop_topic(telegram, chat, _topic(chat, call).id)
    return True


METHODS: dict[str, Method] = {
    "createforumtopic": create_forum_topic,
    "editforumtopic": edit_forum_topic,
    "closeforumtopic": partial(set_topic_closed, True),
    "reopenforumtopic": partial(set_topic_closed, False),
    "deleteforumtopic": delete_forum_topic,
}
