"""The pretend world as tests and stories enter it: bots, people, groups, a clock, limits."""

from dataclasses import dataclass

from simulator.chats import Bot, Chat, ChatKind, Member, Message, Status, Topic, User
from simulator.clock import Clock
from simulator.limits import Limits
from simulator.looking import NotPossible
from simulator.people import Person
from simulator.render import ADMIN_RIGHTS
from simulator.telegram import Telegram
from simulator.topics import drop_topic, open_topic


class World(Telegram):
    def __init__(self, clock: Clock, limits: Limits | None = Limits()) -> None:  # noqa: B008 - frozen
        super().__init__(clock, limits)
        self.people: dict[int, Person] = {}
        self.places: list[Group] = []

    def bot(self, token: str, username: str, name: str = "", *, privacy_mode: bool = True) -> Bot:
        """Create a bot and return it. Private chats are with the first bot created."""
        return self.add_bot(token, username, name or username, reads_all=not privacy_mode)

    def person(
        self,
        name: str,
        language_code: str = "zh-hans",
        user_id: int | None = None,
        username: str = "",
        *,
        bot: Bot | None = None,
    ) -> Person:
        """Create a person whose phone shows the private chat with a bot. A space in the name
        divides first and last name."""
        if user_id is None:
            self.numbers.user += 1
            user_id = self.numbers.user
        first, _, last = name.partition(" ")
        user = self.add_user(User(user_id, first, last, username, language_code))
        bot = bot or next(iter(self.known.bots.values()), None)
        if bot is None:
            raise LookupError("create a bot before the people who talk to it")
        person = Person(self, user, self.private_chat(bot, user))
        self.people[user_id] = person
        return person

    def group(
        self,
        title: str,
        chat_id: int | None = None,
        *,
        supergroup: bool = False,
        forum: bool = False,
    ) -> "Group":
        """Create a group (a supergroup when asked, or when it shall have topics)."""
        kind = ChatKind.SUPERGROUP if supergroup or forum else ChatKind.GROUP
        chat = self.add_group(title, kind, chat_id)
        chat.is_forum = forum
        group = Group(self, chat)
        self.places.append(group)
        return group


@dataclass(eq=False)
class Group:
    """A group, staying the same when it becomes a supergroup with another id."""

    telegram: Telegram
    chat: Chat

    @property
    def id(self) -> int:
        """Return the chat's present id."""
        return self.chat.id

    @property
    def title(self) -> str:
        """Return the group's name."""
        return self.chat.title

    @property
    def messages(self) -> list[Message]:
        """Return the messages now in the group, oldest first."""
        return list(self.chat.shown())

    def texts(self) -> list[str]:
        """Return what the messages say, oldest first."""
        return [message.text for message in self.messages]

    async def add(
        self, who: Person | Bot, *, admin: bool = False, by: Person | None = None
    ) -> None:
        """Put a person or bot into the group; the first person is its creator."""
        user = who.user
        if user.is_bot:
            status = Status.ADMINISTRATOR if admin else Status.MEMBER
        elif not any(m.status is Status.CREATOR for m in self.chat.members.values()):
            status = Status.CREATOR
        else:
            status = Status.ADMINISTRATOR if admin else Status.MEMBER
        adder = by.user if by else self._head() or user
        await self._set(Member(user, status, ADMIN_RIGHTS if admin else frozenset()), adder)

    async def promote(self, who: Person | Bot) -> None:
        """Make a member an administrator with all rights."""
        await self._set(Member(who.user, Status.ADMINISTRATOR, ADMIN_RIGHTS))

    async def restrict(self, who: Person | Bot, *rights: str) -> None:
        """Leave a member only these rights; none means it may not even write."""
        await self._set(Member(who.user, Status.RESTRICTED, frozenset(rights)))

    async def kick(self, who: Person | Bot) -> None:
        """Put a member out."""
        await self._set(Member(who.user, Status.KICKED))

    async def leave(self, who: Person) -> None:
        """Let a person go by themselves."""
        await self._set(Member(who.user, Status.LEFT), who.user)

    async def migrate(self) -> int:
        """Make the group a supergroup, whose new id is returned; the old id is dead."""
        old = self.chat
        if old.kind is not ChatKind.GROUP:
            raise NotPossible(f"{old.title} is a supergroup already")
        head = self._head() or next(iter(old.members.values())).user
        new = self.telegram.add_group(old.title, ChatKind.SUPERGROUP)
        new.members = dict(old.members)
        said = {"migrate_to_chat_id": new.id}
        self.telegram.post(old, head, said, is_service=True)
        old.migrated_to = new.id
        self.chat = new
        said = {"migrate_from_chat_id": old.id}
        self.telegram.post(new, head, said, is_service=True)
        await self.telegram.acted()
        return new.id

    def make_forum(self) -> None:
        """Let a supergroup have topics."""
        if self.chat.kind is not ChatKind.SUPERGROUP:
            raise NotPossible("only a supergroup can have topics")
        self.chat.is_forum = True

    async def open_topic(self, name: str, by: Person) -> Topic:
        """Let a person open a topic; returns it."""
        topic = open_topic(self.telegram, self.chat, by.user, name)
        await self.telegram.acted()
        return topic

    async def delete_topic(self, topic_id: int) -> None:
        """Let somebody delete a topic with all its messages; the bot is not told."""
        drop_topic(self.telegram, self.chat, topic_id)
        await self.telegram.acted()

    def topic(self, name: str) -> Topic:
        """Return the topic of this name. Raises LookupError when there is none."""
        for topic in self.chat.topics.values():
            if topic.name == name:
                return topic
        raise LookupError(name)

    def _head(self) -> User | None:
        members = self.chat.members.values()
        return next((m.user for m in members if m.status is Status.CREATOR), None)

    async def _set(self, member: Member, by: User | None = None) -> None:
        self.telegram.set_member(self.chat, member, by or self._head() or member.user)
        await self.telegram.acted()
