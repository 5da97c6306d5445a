"""The configuration file: documented, checked whole, refused with one sentence naming the key."""

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import CliRunner

from bot import config
from bot.cli import main
from bot.config import BadConfigError, Config, load, office_of, read
from letters.letter import Kind
from letters.office import DEFAULT_LIMITS, Mailbox
from texts import LANGUAGES, Words

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def example() -> dict[str, Any]:
    """The example file, parsed."""
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


def test_the_example_is_a_configuration_that_works() -> None:
    office = office_of(load(EXAMPLE, {}))
    assert office.mailboxes[0].limits[Kind.COMPLAINT] == 15
    assert [d.code for d in office.departments] == ["roads", "water"]


def test_every_key_there_is_stands_in_the_example_and_its_words_in_both_languages() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for table, field in Config.model_fields.items():
        model: Any = field.annotation
        while not hasattr(model, "model_fields"):
            model = get_args(model)[0]
        for key in model.model_fields:
            assert re.search(rf"^#? ?{key} = ", text, re.M), f"{table}.{key} is not documented"
            for language in LANGUAGES:
                assert f"takes-{table}-{key}" in Words(language)


FAULTS = [
    ("office", "colour", "red", "config-unknown", "office.colour"),
    ("office", "timezone", "Asia/Nowhere", "config-value", "office.timezone"),
    ("office", "chat_id", 5, "config-value", "office.chat_id"),
    ("office", "chiefs", ["one"], "config-value", "office.chiefs.1"),
    ("office", "opens", "nine", "config-value", "office.opens"),
    ("office", "opens", "18:00", "config-hours", None),
    ("office", "country", "XX", "config-value", "office.country"),
    ("office", "language", "fr", "config-value", "office.language"),
    ("telegram", "mode", "pigeon", "config-value", "telegram.mode"),
    ("telegram", "mode", "webhook", "config-webhook", None),
    ("telegram", "api_base", "telegram", "config-value", "telegram.api_base"),
    ("database", "url", "mysql://x", "config-value", "database.url"),
]


@pytest.mark.parametrize(("table", "key", "value", "reason", "named"), FAULTS)
def test_a_wrong_value_is_named_with_what_the_key_takes(
    table: str, key: str, value: object, reason: str, named: str | None
) -> None:
    raw = example()
    raw[table][key] = value
    with pytest.raises(BadConfigError) as refused:
        office_of(read(raw))
    assert (refused.value.reason, refused.value.facts.get("key")) == (reason, named)
    for language in LANGUAGES:
        words = Words(language)
        takes = words(refused.value.takes) if refused.value.takes else ""
        assert words(refused.value.reason, takes=takes, **refused.value.facts)


@pytest.mark.parametrize(
    ("step", "key"),
    [
        ({"days": 90, "tell": ["office"]}, "mailbox.1.ladder.1.days"),
        ({"days": 1, "tell": ["janitor"]}, "mailbox.1.ladder.1.tell.1"),
        ({"days": 1, "tell": []}, "mailbox.1.ladder.1.tell"),
        ({"days": 1, "tell": ["office"], "card": "blue"}, "mailbox.1.ladder.1.card"),
        ({"days": 1, "tell": ["office"], "clock": "alarm"}, "mailbox.1.ladder.1.clock"),
    ],
)
def test_a_wrong_step_of_the_ladder_is_named(step: dict[str, object], key: str) -> None:
    raw = example()
    raw["mailbox"][0]["ladder"] = [step]
    with pytest.raises(BadConfigError) as refused:
        read(raw)
    assert (refused.value.reason, refused.value.facts) == ("config-value", {"key": key})
    assert "tell: handler, office, chief" in Words("en")(str(refused.value.takes))


def test_two_steps_of_a_clock_on_the_same_day_are_refused() -> None:
    raw = example()
    raw["mailbox"][0]["ladder"] = [{"days": 1, "tell": ["office"]}] * 2
    with pytest.raises(BadConfigError) as refused:
        read(raw)
    assert refused.value.facts == {"key": "mailbox.1.ladder", "value": "reply +1"}


def test_the_example_spells_out_the_defaults() -> None:
    first = office_of(read(example())).mailboxes[0]
    assert first == Mailbox("mayor", "市长信箱", "SZ", True, DEFAULT_LIMITS)


def test_a_missing_key_is_named() -> None:
    raw = example()
    del raw["department"][1]["name"]
    with pytest.raises(BadConfigError) as refused:
        read(raw)
    assert refused.value.reason == "config-missing"
    assert refused.value.facts == {"key": "department.2.name"}


@pytest.mark.parametrize(
    ("place", "key"),
    [("mailbox", "prefix"), ("mailbox", "code"), ("department", "code"), ("department", "chat_id")],
)
def test_what_must_be_unique_is_refused_when_it_stands_twice(place: str, key: str) -> None:
    raw = example()
    raw[place][1][key] = raw[place][0][key]
    with pytest.raises(BadConfigError) as refused:
        read(raw)
    assert refused.value.reason == "config-twice"


def test_a_procedure_that_is_not_there_is_named_with_those_that_are() -> None:
    raw = example()
    raw["mailbox"][0]["procedure"] = "petitions"
    with pytest.raises(BadConfigError) as refused:
        read(raw)
    assert refused.value.reason == "config-procedure"
    facts = {"key": "mailbox.1.procedure", "value": "petitions", "known": "letters"}
    assert refused.value.facts == facts


def test_the_token_may_come_from_the_environment_or_a_file_and_is_never_shown(
    tmp_path: Path,
) -> None:
    found = load(EXAMPLE, {"MAILBOX_TOKEN": "77:from-the-environment"})
    assert config.token(found) == "77:from-the-environment"
    assert "from-the-environment" not in repr(found)
    (tmp_path / "token").write_text("78:from-a-file\n", encoding="utf-8")
    raw = example()
    raw["telegram"]["token_file"] = str(tmp_path / "token")
    assert config.token(read(raw)) == "78:from-a-file"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no "),
        ("[telegram\n", " is not valid TOML: "),
        ("[telegram]\ntokn = 'x'\n", "There is no key telegram.tokn."),
        ("[telegram]\n", "The key database is missing. It takes a table [database]."),
    ],
)
def test_the_command_line_says_one_sentence_and_exits_with_2(
    tmp_path: Path, content: str | None, sentence: str
) -> None:
    file = tmp_path / "config.toml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    environment = {"LANG": "en_US.UTF-8", "LC_ALL": ""}
    result = CliRunner().invoke(main, ["check", "--config", str(file)], env=environment)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
