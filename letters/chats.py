"""A chat knows what kind it is: somebody's own, or a group's. The one place that says how to tell.

Telegram numbers people, and with them their private chats, upwards from 1, groups downwards from
-1. The archive's queries ask the same of a column: `chat > 0` is a person's, `chat < 0` a group's.
"""


class Chat(int):
    """A chat's number. 0 is nobody's: a letter that came another way has no chat."""

    __slots__ = ()

    @property
    def is_persons(self) -> bool:
        """Returns whether it is somebody's private chat with the bot; its number is theirs."""
        return self > 0

    @property
    def is_groups(self) -> bool:
        """Returns whether it is a group's."""
        return self < 0
