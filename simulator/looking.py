"""What a person sees on their phone: the messages, buttons and keyboard of one chat."""

from dataclasses import dataclass

from simulator.chats import Button, Chat, Message, User
from simulator.telegram import Telegram


class NotPossible(Exception):
    """A person tried what their phone would not let them do."""


@dataclass(frozen=True)
class Onlooker:
    """Somebody before a chat, perhaps one topic of it. Looking changes nothing."""

    telegram: Telegram
    user: User
    place: Chat
    topic_id: int | None = None

    @property
    def chat(self) -> Chat:
        """Return the chat looked at, followed when the group has become a supergroup."""
        chat = self.place
        while chat.migrated_to is not None:
            chat = self.telegram.known.groups[chat.migrated_to]
        return chat

    @property
    def user_id(self) -> int:
        """Return the person's Telegram id."""
        return self.user.id

    @property
    def name(self) -> str:
        """Return the person's full name."""
        return self.user.full_name

    def buttons(self, on: Message | None = None) -> list[str]:
        """Return the labels under a message, by default the newest that has any."""
        if on is None:
            on = next((m for m in reversed(self.screen()) if m.buttons), None)
        return [button.text for button in on.buttons] if on else []

    def keyboard(self) -> list[str]:
        """Return the labels of the reply keyboard now shown below the write box."""
        for message in reversed(self.screen()):
            markup = message.markup or {}
            if "remove_keyboard" in markup:
                return []
            if "keyboard" in markup:
                return [key["text"] for row in markup["keyboard"] for key in row]
        return []

    def find_button(self, label: str, on: Message | None) -> tuple[Message | None, Button]:
        """Return a button by its label and the message it is under (None: a key of the reply
        keyboard): the same label first, then one beginning so, then one containing it.
        Raises NotPossible when there is none."""
        looked_at = [on] if on is not None else list(reversed(self.screen()))
        fits = (str.__eq__, str.startswith, str.__contains__)
        for fit in fits:
            for message in looked_at:
                for button in message.buttons:
                    if fit(button.text, label):
                        return message, button
            for text in self.keyboard() if on is None else ():
                if fit(text, label):
                    return None, Button(text, None)
        raise NotPossible(f"no button {label!r}; there are {self.buttons(on) + self.keyboard()}")

    def screen(self) -> list[Message]:
        """Return the messages in the chat (of the topic looked at, if any), oldest first."""
        return [m for m in self.chat.shown() if self.topic_id in (None, m.thread_id)]

    def sees(self) -> list[str]:
        """Return what the messages on the screen say, oldest first."""
        return [message.text for message in self.screen()]

    @property
    def last(self) -> Message:
        """Return the newest message on the screen. Raises NotPossible on an empty one."""
        shown = self.screen()
        if not shown:
            raise NotPossible("the chat is empty")
        return shown[-1]
