"""`python -m bot …` is `mailbox …`."""

from bot.cli import main

main()
