"""The command line `mailbox …`. Commands that need no chat start without importing aiogram."""

import typer

main = typer.Typer(no_args_is_help=True, add_completion=False)


@main.callback()
def _program() -> None:
    """The mayor's mailbox."""
