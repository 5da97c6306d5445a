"""Commands typed in this process: as `mailbox …` would do, without the second it takes to start."""

from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli import main
from tests.engine import url_in

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def example(folder: Path, key_file: str = "") -> str:
    """Returns the example configuration with its database in a folder, plain unless with a key."""
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text.replace("sqlite:///mailbox.db", url_in(folder))
    return text.replace('key_file = "mailbox.key"', f'key_file = "{key_file}"')


def mailbox(*arguments: str, language: str = "en_US.UTF-8") -> Result:
    """Returns what a command printed and its exit code."""
    found = CliRunner().invoke(main, arguments, env={"LANG": language, "LC_ALL": ""})
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found
