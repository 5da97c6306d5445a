"""How a letter's dates came about, line by line, for the chat and the command line alike."""

from collections.abc import Callable

from letters.explained import explained
from letters.letter import Letter
from letters.office import Office
from texts import Words


def lines(
    letter: Letter, office: Office, say: Callable[..., str], words: Words, *, inner: bool = True
) -> list[str]:
    """Returns the explanation; `say` is `words` itself for plain text or `words.html`.

    `inner`: for staff, with the clocks that are no citizen's business.
    """
    head = say("why-head", number=letter.number)
    return [head] + [
        say(
            reason.message,
            **{
                name: words(f"kind-{value}") if name == "kind" else value
                for name, value in reason.facts.items()
            },
        )
        for reason in explained(letter, office, inner=inner)
    ]
