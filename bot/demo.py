"""`mailbox demo`: a pretend Telegram, the real program on it, and a sample office to try."""

from texts import Words


async def demo(words: Words, story: str | None, *, once: bool, port: int) -> None:
    """Plays a story, or opens the page of phones until interrupted."""
