"""Commands typed in this process: as `mailbox …` would do, without the second it takes to start."""

from typer.testing import CliRunner, Result

from bot.cli import main


def mailbox(*arguments: str, language: str = "en_US.UTF-8") -> Result:
    """Returns what a command printed and its exit code."""
    found = CliRunner().invoke(main, arguments, env={"LANG": language, "LC_ALL": ""})
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found
