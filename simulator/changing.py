"""Methods that change what is already in a chat: edits, deletions, answers to button presses."""

from datetime import timedelta

from simulator.call import Call, Method, caption_of, chat_to_write, message_of, text_of
from simulator.chats import Bot, CallbackAnswer, Chat, ChatKind, Message, Status
from simulator.entities import units
from simulator.markup import read_inline
from simulator.refusals import Json, bad_request
from simulator.render import message_json
from simulator.telegram import PRESS_LIVES, Telegram

DELETABLE = timedelta(hours=48)
MOST_ANSWER = 200


def _own(telegram: Telegram, bot: Bot, call: Call) -> Message:
    message_id = call.integer("message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    chat = chat_to_write(telegram, bot, call)
    message = message_of(bot, chat, message_id)
    if message is None:
        raise bad_request("message to edit not found")
    editable = message.markup is None or "inline_keyboard" in message.markup
    if message.sender is not bot.user or not editable or message.is_service:
        raise bad_request("message can't be edited")
    return message


def _amend(telegram: Telegram, message: Message, content: Json, markup: Json | None) -> Json:
    if content == message.content and markup == message.markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message"
        )
    telegram.amend(message, content, markup)
    return message_json(message)


def edit_text(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Replace a text and its keyboard; without one given the keyboard goes."""
    said = text_of(call)
    markup = read_inline(call.decoded("reply_markup"))
    message = _own(telegram, bot, call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _amend(telegram, message, said.fields("text", "entities"), markup)


def edit_caption(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Replace a caption and the keyboard."""
    caption = caption_of(call)
    markup = read_inline(call.decoded("reply_markup"))
    message = _own(telegram, bot, call)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    bare = {k: v for k, v in message.content.items() if not k.startswith("caption")}
    return _amend(telegram, message, bare | caption, markup)


def edit_markup(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Replace only the keyboard."""
    markup = read_inline(call.decoded("reply_markup"))
    message = _own(telegram, bot, call)
    return _amend(telegram, message, message.content, markup)


def _check_deletion(telegram: Telegram, bot: Bot, chat: Chat, message: Message) -> None:
    if chat.kind is not ChatKind.PRIVATE:
        standing = chat.members[bot.user.id]
        if standing.status is Status.ADMINISTRATOR and "can_delete_messages" in standing.rights:
            return
        if message.sender is not bot.user:
            raise bad_request("message can't be deleted")
    if telegram.clock.timestamp() - message.date > DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")


def delete_message(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Delete one message: its own, in a private chat the person's too, while 48 hours old."""
    message_id = call.integer("message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    chat = chat_to_write(telegram, bot, call)
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    _check_deletion(telegram, bot, chat, message)
    telegram.remove(message)
    return True


def delete_messages(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Delete 1 to 100 messages; those not found are skipped."""
    ids = call.decoded("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    chat = chat_to_write(telegram, bot, call)
    found = [chat.messages.get(int(i)) for i in ids]
    messages = [m for m in found if m is not None and not m.deleted]
    for message in messages:
        _check_deletion(telegram, bot, chat, message)
    for message in messages:
        telegram.remove(message)
    return True


def answer_callback_query(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Stop the pressed button's spinner and show up to 200 characters."""
    text = call.text("text")
    if units(text) > MOST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press = telegram.known.presses.get(call.text("callback_query_id"))
    too_old = press is not None and telegram.clock.now() - press.at > PRESS_LIVES
    if press is None or press.bot is not bot or too_old:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    answer = CallbackAnswer(text, call.flag("show_alert"), call.text("url"))
    telegram.answer_press(press, answer)
    return True


METHODS: dict[str, Method] = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "answercallbackquery": answer_callback_query,
}
