"""The state of the pretend Telegram and the few ways it changes: post, amend, remove, join, leave.

Every change tells the bots concerned (their update queues) and whoever watches (the phones).
It judges no request of a bot: the modules of `api` do that. It never waits.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from simulator.chats import (
    Bot,
    CallbackAnswer,
    Chat,
    ChatKind,
    Member,
    Message,
    Press,
    Status,
    User,
)
from simulator.clock import Clock
from simulator.faults import Faults
from simulator.limits import Gate, Limits
from simulator.media import Files
from simulator.privacy import reaches
from simulator.refusals import Json
from simulator.registers import Event, Numbers, Registers, Seen
from simulator.render import chat_json, member_json, message_json, user_json
from simulator.updates import UpdateQueue

PRESS_LIVES = timedelta(seconds=15)
ACTION_LASTS = timedelta(seconds=5)


class Telegram:
    def __init__(self, clock: Clock, limits: Limits | None = Limits()) -> None:  # noqa: B008 - frozen
        self.clock = clock
        self.limits = limits
        self.faults = Faults(clock)
        self.files = Files()
        self.known = Registers()
        self.numbers = Numbers()
        self.calls: Counter[str] = Counter()  # how often each method was asked for
        self._gates: dict[Bot, Gate] = {}
        self._watchers: list[Callable[[Event], None]] = []
        self.on_act: Callable[[], Awaitable[None]] | None = None

    # --- watching

    def subscribe(self, watcher: Callable[[Event], None]) -> Callable[[], None]:
        """Call `watcher` on every visible change; the returned function ends it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def tell(self, event: Event) -> None:
        """Tell all watchers of a change."""
        for watcher in tuple(self._watchers):
            watcher(event)

    async def acted(self) -> None:
        """Let a harness settle after a person's act."""
        if self.on_act is not None:
            await self.on_act()

    def move(self, by: timedelta) -> datetime:
        """Move the clock and tell the watchers; returns the new instant."""
        return self.set_clock(self.clock.now() + by)

    def set_clock(self, instant: datetime) -> datetime:
        """Put the clock on an instant and tell the watchers; returns the new instant."""
        now = self.clock.set(instant)
        self.tell(Event(Seen.CLOCK))
        return now

    # --- who there is

    def add_bot(self, token: str, username: str, name: str, *, reads_all: bool = False) -> Bot:
        """Register a bot under its token ("<id>:<secret>") and return it."""
        bot_id = int(token.partition(":")[0])
        user = User(bot_id, name, username=username, is_bot=True)
        queue = UpdateQueue(self.clock, first_id=100_000_001 + len(self.known.bots))
        bot = Bot(token, user, queue, reads_all)
        self.known.users[bot_id] = user
        self.known.bots[token] = bot
        return bot

    def add_user(self, user: User) -> User:
        """Register a person and return it."""
        self.known.users[user.id] = user
        return user

    def bot_of(self, user: User) -> Bot | None:
        """Return the bot whose user this is, None for a person."""
        if not user.is_bot:
            return None
        return next((b for b in self.known.bots.values() if b.user is user), None)

    def private_chat(self, bot: Bot, person: User) -> Chat:
        """Return the private chat of a person with a bot, empty and unopened at first."""
        key = (bot.user.id, person.id)
        chat = self.known.private.get(key)
        if chat is None:
            chat = Chat(person.id, ChatKind.PRIVATE, person=person, bot=bot)
            self.known.private[key] = chat
        return chat

    def add_group(self, title: str, kind: ChatKind, chat_id: int | None = None) -> Chat:
        """Create a group or supergroup and return it."""
        if kind is ChatKind.SUPERGROUP:
            self.numbers.supergroup += 1
            new_id = -self.numbers.supergroup
        else:
            self.numbers.group += 1
            new_id = -self.numbers.group
        chat = Chat(chat_id if chat_id is not None else new_id, kind, title)
        self.known.groups[chat.id] = chat
        return chat

    def gate(self, bot: Bot) -> Gate:
        """Return the bot's sending limits."""
        gate = self._gates.setdefault(bot, Gate(self.limits))
        gate.limits = self.limits
        return gate

    def bots_in(self, chat: Chat) -> list[Bot]:
        """Return the bots that are in the chat now."""
        if chat.bot is not None:
            return [chat.bot]
        here = (self.bot_of(m.user) for m in chat.members.values() if m.status.present)
        return [bot for bot in here if bot is not None]

    def pending(self, bot: Bot) -> int:
        """Return how many updates wait for the bot, unconfirmed."""
        return bot.queue.pending()

    # --- what happens in chats

    def post(
        self,
        chat: Chat,
        sender: User,
        content: Json,
        *,
        reply_to: int | None = None,
        thread_id: int | None = None,
        markup: Json | None = None,
        album: str | None = None,
        forward_origin: Json | None = None,
        is_service: bool = False,
        opens_topic: bool = False,
    ) -> Message:
        """Put a message into a chat, tell the bots that may see it, and return it."""
        message_id = self._message_id(chat)
        if opens_topic:
            thread_id = message_id
        message = Message(
            chat,
            message_id,
            self.clock.timestamp(),
            sender,
            content,
            thread_id,
            reply_to,
            markup,
            album,
            forward_origin,
            is_service,
        )
        chat.messages[message.message_id] = message
        if chat.action is not None and sender.is_bot:
            chat.action = None
        self._report(message, "message")
        self.tell(Event(Seen.MESSAGE, chat, message))
        return message

    def amend(self, message: Message, content: Json, markup: Json | None) -> None:
        """Replace what a message says and its keyboard; bots see people's edits."""
        changed = content != message.content
        message.content = content
        message.markup = markup
        if changed or message.sender.is_bot:
            message.edited = self.clock.timestamp()
        if changed:
            self._report(message, "edited_message")
        self.tell(Event(Seen.EDITED, message.chat, message))

    def remove(self, message: Message) -> None:
        """Take a message away. Bots are not told: Telegram never tells them."""
        message.deleted = True
        self.tell(Event(Seen.DELETED, message.chat, message))

    def _message_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; private chats and groups share one count."""
        if chat.kind is ChatKind.SUPERGROUP:
            chat.last_id += 1
            return chat.last_id
        self.numbers.message += 1
        return self.numbers.message

    def _report(self, message: Message, kind: str) -> None:
        concerned = [bot for bot in self.bots_in(message.chat) if reaches(bot, message)]
        if concerned:
            body = message_json(message)
            for bot in concerned:
                bot.queue.push(kind, body)

    # --- buttons

    def press(self, user: User, message: Message, data: str) -> Press:
        """Record that a person pressed a button, tell the bot, and return the press."""
        bot = self.bot_of(message.sender)
        if bot is None:
            raise LookupError("only a bot's message has inline buttons")
        self.numbers.press += 1
        now = self.clock.now()
        press = Press(f"{self.numbers.press:018d}", bot, user, message, data, now)
        self.known.presses[press.id] = press
        body = {
            "id": press.id,
            "from": user_json(user),
            "chat_instance": str(abs(message.chat.id) * 31),
            "data": data,
            "message": message_json(message)
            if not message.deleted
            else {
                "chat": chat_json(message.chat),
                "message_id": message.message_id,
                "date": 0,
            },
        }
        bot.queue.push("callback_query", body)
        self.tell(Event(Seen.PRESSED, message.chat, message, press))
        return press

    def answer_press(self, press: Press, answer: CallbackAnswer) -> None:
        """Show the presser the bot's answer; a press is answered once."""
        press.answer = answer
        del self.known.presses[press.id]
        self.tell(Event(Seen.ANSWERED, press.message.chat, press.message, press))

    # --- coming and going

    def set_member(self, chat: Chat, new: Member, by: User) -> None:
        """Change somebody's standing in a group; the bots concerned are told."""
        old = chat.members.get(new.user.id) or Member(new.user, Status.LEFT)
        chat.members[new.user.id] = new
        self._meet(chat)
        change = self._change(chat, by, member_json(old), member_json(new))
        concerned = self.bot_of(new.user)
        if concerned is not None:
            concerned.queue.push("my_chat_member", change)
        for bot in self.bots_in(chat):
            standing = chat.members[bot.user.id].status
            if bot is not concerned and standing is Status.ADMINISTRATOR:
                bot.queue.push("chat_member", change)
        self.tell(Event(Seen.MEMBERS, chat))

    def set_blocked(self, chat: Chat, blocked: bool) -> None:
        """Block or unblock the bot of a private chat; it is told through my_chat_member."""
        if chat.bot is None or chat.person is None or chat.blocked == blocked:
            return
        chat.blocked = blocked
        standing = (Status.MEMBER, Status.KICKED)
        was, now = standing if blocked else standing[::-1]
        change = self._change(
            chat,
            chat.person,
            member_json(Member(chat.bot.user, was)),
            member_json(Member(chat.bot.user, now)),
        )
        chat.bot.queue.push("my_chat_member", change)
        self.tell(Event(Seen.MEMBERS, chat))

    def _change(self, chat: Chat, by: User, old: Json, new: Json) -> Json:
        return {
            "chat": chat_json(chat),
            "from": user_json(by),
            "date": self.clock.timestamp(),
            "old_chat_member": old,
            "new_chat_member": new,
        }

    def _meet(self, chat: Chat) -> None:
        people: Iterable[int] = [i for i, m in chat.members.items() if m.status.present]
        for bot in self.bots_in(chat):
            bot.met.update(people)
