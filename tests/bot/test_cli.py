"""The command line: starts fast, says what is wrong, prints what is asked for."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bot.typed import example
from tests.bot.typed import mailbox as typed


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The example configuration with its database in a folder of its own."""
    file = tmp_path / "config.toml"
    file.write_text(example(tmp_path), encoding="utf-8")
    return file


def mailbox(*arguments: str, language: str = "en_US.UTF-8") -> subprocess.CompletedProcess[str]:
    """Runs `mailbox …` as a process of its own."""
    environment = {**os.environ, "LANG": language, "LC_ALL": ""}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_commands_that_need_no_chat_start_without_aiogram(config: Path) -> None:
    mailbox("migrate", "--config", str(config))
    code = (
        "import sys; from bot.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.exit('aiogram' in sys.modules)"
    )
    for arguments in (["report", "2014"], ["check"], ["migrate"]):
        command = [sys.executable, "-c", code, *arguments, "--config", str(config)]
        result = subprocess.run(command, capture_output=True, check=False)
        assert result.returncode == 0, result.stderr


@pytest.mark.sqlite_file
def test_check_names_copies_that_hold_what_was_erased_since(config: Path) -> None:
    typed("migrate", "--config", str(config))
    kept = [config.parent / f"mailbox.db.before-{what}" for what in ("version-8", "restore-9")]
    for copy in kept:
        copy.write_bytes(b"letters")
    month = 31 * 24 * 3600
    os.utime(kept[0], (time.time() - month, time.time() - month))
    said = typed("check", "--config", str(config)).stdout
    assert f"!!  {kept[0]} is a copy kept more than a month ago" in said
    assert str(kept[1]) not in said


@pytest.mark.sqlite_file
def test_check_names_what_a_killed_rekey_left(config: Path) -> None:
    typed("migrate", "--config", str(config))
    left = config.parent / ".rekey-abc"
    left.mkdir()
    days = 2 * 24 * 3600
    os.utime(left, (time.time() - days, time.time() - days))
    said = typed("check", "--config", str(config))
    assert f"!!  {left} was left by a mailbox rekey or restore that was cut short" in said.stdout
    assert said.exit_code == 1


@pytest.mark.sqlite_file
def test_check_names_what_is_missing_and_what_to_do(config: Path) -> None:
    before = typed("check", "--config", str(config))
    assert before.exit_code == 1
    assert "Run mailbox migrate" in before.stdout
    assert typed("migrate", "--config", str(config)).exit_code == 0
    after = typed("check", "--config", str(config))
    assert "is in order (0 letters)." in after.stdout


def test_check_speaks_the_language_of_the_shell(config: Path) -> None:
    assert "没有问题。" in typed("check", "--config", str(config), language="zh_CN.UTF-8").stdout


def test_a_report_of_a_year_without_letters_divides_by_nothing(config: Path) -> None:
    result = typed("report", "2014", "--as-of", "2014-12-31", "--config", str(config))
    assert result.exit_code == 0
    assert "截至2014年底,共收到群众反映的各类问题0条,已经回复0条,回复率—." in result.stdout


def test_a_report_as_json_has_the_keys_others_rely_on(config: Path) -> None:
    result = typed("report", "2014", "--format", "json", "--config", str(config))
    sheet = json.loads(result.stdout)
    assert {"period", "as_of", "received", "replied", "rates", "identity_holds"} <= set(sheet)
    assert sheet["rates"]["reply"] == {"part": 0, "whole": 0, "printed": "—"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["report", "20x4"], "20x4"),
        (["report", "2014", "--as-of", "yesterday"], "yesterday"),
        (["report", "2014", "--format", "smoke"], "smoke"),
        (["invite"], "--department"),
        (["invite", "--department", "moon"], "There is no department moon."),
        (["demo", "--story", "1999"], "There is no story 1999"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(
    config: Path, arguments: list[str], sentence: str
) -> None:
    extra = [] if arguments[0] == "demo" else ["--config", str(config)]
    result = typed(*arguments, *extra)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_running_without_a_token_says_where_to_put_it(config: Path) -> None:
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("123456:replace-with-the-token-of-your-bot", ""), encoding="utf-8"
    )
    result = mailbox("run", "--config", str(config))
    assert result.returncode == 2
    assert "telegram.token" in result.stderr


@pytest.mark.sqlite_file
def test_a_database_that_cannot_be_opened_is_named(config: Path, tmp_path: Path) -> None:
    (tmp_path / "mailbox.db").write_text("no database at all" * 100, encoding="utf-8")
    result = typed("report", "2014", "--config", str(config))
    assert result.exit_code == 2
    assert "is not a database of this program" in result.stderr
