"""People with phones: what a person can do in a chat, and what they see there.

Acts are awaited: after each, `World.on_act` lets the bot settle, so the next line of a test already
sees its answer. A person knows nothing of the Bot API; only of messages and buttons.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from simulator.chats import Chat, ChatKind, Message, Press, Status, Topic
from simulator.entities import plain
from simulator.looking import NotPossible, Onlooker
from simulator.media import MediaKind, Upload
from simulator.pictures import sample_picture
from simulator.refusals import Json


class Place(Protocol):
    """What has a chat: a group."""

    @property
    def chat(self) -> Chat:
        """Return the chat as it is now."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One item of an album."""

    upload: Upload
    kind: MediaKind = MediaKind.PHOTO
    caption: str = ""


@dataclass(frozen=True)
class Person(Onlooker):
    """Somebody with a phone, looking at one chat; `in_` gives the same person at another."""

    def in_(self, place: "Place | Chat", topic: Topic | None = None) -> "Person":
        """Return the same person looking at a group, or at one topic of it."""
        chat = place if isinstance(place, Chat) else place.chat
        return replace(self, place=chat, topic_id=topic.id if topic else None)

    def renames(self, first_name: str, last_name: str = "") -> None:
        """Change the person's name, as anybody can at any time."""
        self.user.first_name, self.user.last_name = first_name, last_name

    def speaks(self, language_code: str) -> None:
        """Set the language of the person's Telegram client."""
        self.user.language_code = language_code

    # --- saying things

    async def says(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write a text and return the message."""
        return await self._sends(plain(text).fields("text", "entities"), reply_to=reply_to)

    async def starts(self, payload: str = "") -> Message:
        """Press START, perhaps through a deep link; unblocks the bot first."""
        self.telegram.set_blocked(self.chat, False)
        return await self.says(f"/start {payload}".strip())

    async def sends_photo(
        self, caption: str = "", data: bytes = b"", *, reply_to: Message | None = None
    ) -> Message:
        """Send a picture, a ready one unless given."""
        upload = Upload("photo.png", data or sample_picture())
        return await self._attaches(MediaKind.PHOTO, upload, caption, reply_to)

    async def sends_document(
        self,
        name: str = "letter.pdf",
        data: bytes = b"%PDF-1.4 sample",
        caption: str = "",
        *,
        claimed_size: int | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file; `claimed_size` (bytes) makes it look larger than it is."""
        return await self._attaches(
            MediaKind.DOCUMENT, Upload(name, data), caption, reply_to, claimed_size
        )

    async def sends_attachment(
        self, item: Attachment, caption: str = "", *, reply_to: Message | None = None
    ) -> Message:
        """Send any one file."""
        return await self._attaches(item.kind, item.upload, item.caption or caption, reply_to)

    async def sends_video(self, caption: str = "", data: bytes = b"video") -> Message:
        """Send a film."""
        return await self._attaches(MediaKind.VIDEO, Upload("video.mp4", data), caption)

    async def sends_voice(self, data: bytes = b"OggS voice") -> Message:
        """Send a spoken message."""
        return await self._attaches(MediaKind.VOICE, Upload("voice.oga", data))

    async def sends_audio(self, data: bytes = b"ID3 audio") -> Message:
        """Send a piece of sound with a name."""
        return await self._attaches(MediaKind.AUDIO, Upload("sound.mp3", data))

    async def sends_video_note(self, data: bytes = b"round") -> Message:
        """Send a round film."""
        return await self._attaches(MediaKind.VIDEO_NOTE, Upload("round.mp4", data))

    async def sends_animation(self, data: bytes = b"moving") -> Message:
        """Send a moving picture without sound."""
        return await self._attaches(MediaKind.ANIMATION, Upload("moving.mp4", data))

    async def sends_sticker(self, data: bytes = b"sticker") -> Message:
        """Send a sticker."""
        return await self._attaches(MediaKind.STICKER, Upload("sticker.webp", data))

    async def sends_location(self, latitude: float = 24.44, longitude: float = 118.08) -> Message:
        """Send a point on the map, in degrees."""
        return await self._sends({"location": {"latitude": latitude, "longitude": longitude}})

    async def sends_contact(self, phone: str = "13800000000") -> Message:
        """Send the person's own telephone number."""
        contact: Json = {"phone_number": phone, "first_name": self.user.first_name}
        return await self._sends({"contact": contact | {"user_id": self.user.id}})

    async def sends_poll(self, question: str = "?", options: Sequence[str] = ("1", "2")) -> Message:
        """Send a poll."""
        choices = [
            {"persistent_id": str(i), "text": o, "voter_count": 0} for i, o in enumerate(options)
        ]
        poll: Json = {
            "id": "1",
            "question": question,
            "options": choices,
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
        return await self._sends({"poll": poll})

    async def sends_album(
        self, items: Sequence[Attachment] | int = 2, caption: str = ""
    ) -> list[Message]:
        """Send several files as one album (a number: so many pictures); returns its messages."""
        self._check_may_write()
        if isinstance(items, int):
            items = [Attachment(Upload("photo.png", sample_picture(i))) for i in range(items)]
        self.telegram.numbers.album += 1
        album = f"{12_000_000_000_000_000 + self.telegram.numbers.album}"
        sent = []
        for number, item in enumerate(items):
            words = item.caption or (caption if number == 0 else "")
            content = self._shown(item.kind, item.upload, words)
            sent.append(self._post(content, album=album))
        await self.telegram.acted()
        return sent

    async def forwards(self, message: Message) -> Message:
        """Send somebody's message on into this chat."""
        origin = message.forward_origin or {
            "type": "hidden_user",
            "date": message.date,
            "sender_user_name": message.sender.full_name,
        }
        return await self._sends(message.content, forward_origin=origin)

    # --- changing what was said

    async def edits(self, message: Message, new_text: str) -> Message:
        """Change the text or caption of one's own message."""
        if message.sender is not self.user or message.deleted:
            raise NotPossible("one edits only one's own messages")
        said = plain(new_text)
        if "text" in message.content:
            content = said.fields("text", "entities")
        else:
            kept = {k: v for k, v in message.content.items() if not k.startswith("caption")}
            content = kept | said.fields("caption", "caption_entities")
        self.telegram.amend(message, content, message.markup)
        await self.telegram.acted()
        return message

    async def deletes(self, message: Message) -> None:
        """Delete a message; the bot is never told."""
        self.telegram.remove(message)
        await self.telegram.acted()

    async def blocks(self) -> None:
        """Block the bot of this chat."""
        self.telegram.set_blocked(self.chat, True)
        await self.telegram.acted()

    async def unblocks(self) -> None:
        """Unblock the bot of this chat."""
        self.telegram.set_blocked(self.chat, False)
        await self.telegram.acted()

    async def deletes_account(self) -> None:
        """Leave Telegram for good."""
        self.user.deactivated = True
        await self.telegram.acted()

    # --- pressing buttons

    async def presses(self, label: str, on: Message | None = None) -> str | None:
        """Press the button with this label (or beginning with it, or containing it) on a message,
        by default the newest that has one. Returns what was shown for it, "" when only the
        spinner stopped, None when the bot has not answered."""
        message, button = self.find_button(label, on)
        if message is None:  # a key of the reply keyboard writes its own text
            await self.says(button.text)
            return None
        if button.data is None:
            return button.url
        press = await self.forges(button.data, message)
        return press.answer.text if press.answer else None

    async def forges(self, data: str, on: Message) -> Press:
        """Send any callback data to a message, as an altered client can; returns the press."""
        self._check_present()
        press = self.telegram.press(self.user, on, data)
        await self.telegram.acted()
        return press

    # --- the phone

    def _check_present(self) -> None:
        if self.chat.kind is not ChatKind.PRIVATE and self.chat.member(self.user.id) is None:
            raise NotPossible(f"{self.name} is not in {self.chat.title}")

    def _check_may_write(self) -> None:
        self._check_present()
        if self.chat.blocked:
            raise NotPossible("the bot is blocked; unblock it or press START first")
        topic = self.chat.topics.get(self.topic_id or 0)
        member = self.chat.member(self.user.id)
        if topic and topic.closed and member and member.status is Status.MEMBER:
            raise NotPossible("the topic is closed")

    async def _attaches(
        self,
        kind: MediaKind,
        upload: Upload,
        caption: str = "",
        reply_to: Message | None = None,
        claimed_size: int | None = None,
    ) -> Message:
        content = self._shown(kind, upload, caption, claimed_size)
        return await self._sends(content, reply_to=reply_to)

    def _shown(
        self, kind: MediaKind, upload: Upload, caption: str, claimed_size: int | None = None
    ) -> Json:
        file = self.telegram.files.keep(kind, upload, claimed_size=claimed_size)
        words = plain(caption).fields("caption", "caption_entities") if caption else {}
        return file.content() | words

    async def _sends(
        self,
        content: Json,
        *,
        reply_to: Message | None = None,
        forward_origin: Json | None = None,
    ) -> Message:
        self._check_may_write()
        message = self._post(content, reply_to=reply_to, forward_origin=forward_origin)
        await self.telegram.acted()
        return message

    def _post(
        self,
        content: Json,
        *,
        reply_to: Message | None = None,
        album: str | None = None,
        forward_origin: Json | None = None,
    ) -> Message:
        if self.chat.kind is ChatKind.PRIVATE:
            self.chat.opened = True
        thread_id = reply_to.thread_id if reply_to is not None else None
        return self.telegram.post(
            self.chat,
            self.user,
            content,
            reply_to=reply_to.message_id if reply_to is not None else None,
            thread_id=self.topic_id or thread_id,
            album=album,
            forward_origin=forward_origin,
        )
