"""One press, one act."""

from handlers.acts.press import Press


async def on_press(press: Press) -> None:
    """Does it."""
    await press.do(press.act.made())
