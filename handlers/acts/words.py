"""Acts that take a text, or may go without."""

from handlers.acts import asking
from handlers.acts.asking import Answer
from handlers.acts.press import Press
from letters.inputs import Step


async def on_press(press: Press) -> None:
    """Asks for the words."""
    letter = await press.may()
    await asking.put(press.visit, letter, press.act.name, press.data.seen)
    await press.toast()


async def on_press_of_optional(press: Press) -> None:
    """Offers to do it at once or with words."""
    match press.step:
        case Step.BEGIN:
            await press.may()
            words = press.visit.words
            now = press.button(Step.CONFIRMED, words(f"{press.act.name}-now"))
            await press.show([now, press.button(Step.WRITE, words("write-it"))])
        case Step.WRITE:
            await on_press(press)
        case _:
            await press.do(press.act.made())


async def on_answer(answer: Answer) -> None:
    """The words have come."""
    part = await answer.words()
    if part is not None:
        await answer.do(answer.act.made(part))
