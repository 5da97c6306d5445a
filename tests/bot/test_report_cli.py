"""`mailbox report`, `mailbox figures` and `mailbox editions`, as they are typed."""

import json
from pathlib import Path

import pytest

from tests.bot.test_letters_file_cli import ROWS, office, table
from tests.bot.typed import mailbox
from tests.engine import on_server, url_in
from tests.reports.published import LEDGER

KEYS = (
    "period as_of received valid replied concluded refused merged withdrawn open overdue on_time "
    "days_early rates average_days opening identity_holds by_department by_kind by_mailbox by_month"
)


@pytest.fixture
def config(tmp_path: Path) -> str:
    """An office with five letters of March 2024."""
    made = office(tmp_path)
    mailbox("import", table(tmp_path, *ROWS), "--apply", "--config", made)
    return made


def test_the_json_has_the_keys_others_rely_on_and_is_the_same_each_time(config: str) -> None:
    asked = ("report", "2024", "--format", "json", "--as-of", "2024-12-31", "--config", config)
    first = mailbox(*asked).stdout
    assert mailbox(*asked, language="zh_CN.UTF-8").stdout == first
    found = json.loads(first)
    assert set(KEYS.split()) <= set(found)
    assert set(found["rates"]["reply"]) == {"part", "whole", "printed"}
    assert found["rates"]["reply"] == {"part": 2, "whole": 5, "printed": "40.0"}
    assert set(found["average_days"]) == {"calendar", "working"}
    assert [line["code"] for line in found["by_topic"]] == []


@pytest.mark.parametrize("output", ["csv", "xlsx", "docx", "html", "png"])
@pytest.mark.parametrize("report", ["yearly", "bulletin"])
def test_every_format_is_written_to_its_file(
    config: str, tmp_path: Path, report: str, output: str
) -> None:
    out = tmp_path / f"out.{output}"
    asked = ("report", "2024Q1", "--report", report, "--format", output, "--out", str(out))
    result = mailbox(*asked, "--config", config)
    assert (result.exit_code, result.stderr) == (0, "")
    begins = {"csv": b"\xef\xbb\xbf", "html": b"<!DOCTYPE html>", "png": b"\x89PNG"}
    assert out.read_bytes().startswith(begins.get(output, b"PK"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--report", "moon"], "there are yearly, bulletin and website"),
        (["--format", "smoke"], "it takes text, json, csv, xlsx, docx, html or png"),
        (["--mailbox", "moon"], "moon"),
        (["--department", "moon"], "moon"),
        (["--form", "1999"], "use 2014 or 2021"),
        (["--form", "website"], "use 2014 or 2021"),
        (["--form", "2021", "--department", "roads"], "a whole year and the whole office"),
        (["--format", "docx"], "--out"),
        (["--as-of", "2999-01-01"], "2999-01-01"),
        (["--reason", "why"], "with --publish only"),
        (["--out", "/nowhere/at/all"], "/nowhere/at/all"),
        (["--report", "website", "--format", "png", "--out", "x.png"], "nothing to draw"),
    ],
)
def test_what_cannot_be_reported_gets_one_sentence(
    config: str, arguments: list[str], said: str
) -> None:
    result = mailbox("report", "2024", *arguments, "--config", config)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.strip().split("\n")) == 1


def test_a_year_is_published_corrected_listed_and_printed_as_it_was(
    config: str, tmp_path: Path
) -> None:
    first = mailbox("report", "2024", "--publish", "--config", config)
    assert "Published" not in first.stdout.split("\n")[0]
    assert "第 1 版" in first.stdout
    mailbox("import", table(tmp_path, ROWS[0].replace("07", "77", 1)), "--config", config)
    more = table(tmp_path, ROWS[0].replace("SZ-2024-000007", "SZ-2024-000011"))
    mailbox("import", more, "--apply", "--config", config)
    frozen = mailbox("report", "2024", "--config", config).stdout
    assert "回复率40.0%." in frozen
    assert "收到：已发布 5，现为 6" in frozen
    fresh = mailbox("report", "2024", "--fresh", "--config", config).stdout
    assert "回复率50.0%." in fresh
    unfounded = mailbox("report", "2024", "--publish", "--config", config)
    assert (unfounded.exit_code, "--reason" in unfounded.stderr) == (2, True)
    mailbox("report", "2024", "--publish", "--reason", "补登一封", "--config", config)
    listed = mailbox("editions", "--config", config)
    assert [line[:16] for line in listed.stdout.strip().split("\n")] == ["ok  yearly 2024:"] * 2
    assert "correcting edition 1: 补登一封" in listed.stdout
    second = mailbox("report", "2024", "--format", "json", "--config", config)
    assert json.loads(second.stdout)["received"] == 6
    assert second.stderr.startswith("第 2 版，")


def test_the_ledger_is_typed_in_listed_and_read_back(config: str, tmp_path: Path) -> None:
    dry = mailbox("figures", "import", "2014", str(LEDGER), "--config", config)
    assert "has 55 figures for 2014" in dry.stdout
    mailbox("figures", "import", "2014", str(LEDGER), "--apply", "--config", config)
    wrong = mailbox("figures", "set", "2014", "finance", "103", "--config", config)
    assert "total is 6748, its parts add up to 6749" in wrong.stdout
    mailbox("figures", "set", "2014", "财政类", "102", "--source", "公报", "--config", config)
    out = tmp_path / "ledger.csv"
    listing = ("figures", "list", "2014", "--format", "csv", "--out", str(out))
    assert mailbox(*listing, "--config", config).exit_code == 0
    again = mailbox("figures", "import", "2015", str(out), "--apply", "--config", config)
    assert "55 figures of 2015 are kept." in again.stdout
    shown = mailbox("figures", "list", "2015", "--config", config).stdout
    line = next(line for line in shown.split("\n") if "proactive-disclosure-total" in line)
    assert line.split()[-7:-4] == ["items", "6748", "6748"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["set", "2014", "moon", "1"], "no figure of the ledger"),
        (["set", "2014", "finance", "many"], "is not a number"),
        (["set", "14", "finance", "1"], "14"),
        (["list", "2014", "--format", "smoke"], "text or csv"),
        (["list", "2014", "--form", "1999"], "2014, 2021 or website"),
        (["import", "2014", "none.csv"], "cannot be read"),
    ],
)
def test_what_cannot_be_typed_in_gets_one_sentence(
    config: str, arguments: list[str], said: str
) -> None:
    result = mailbox("figures", *arguments, "--config", config)
    assert (result.exit_code, len(result.stderr.strip().split("\n"))) == (2, 1)
    assert said in result.stderr


def test_a_backup_is_made_checked_and_restored(config: str, tmp_path: Path) -> None:
    made = mailbox("backup", "--folder", str(tmp_path / "kept"), "--config", config)
    assert "5 letters" in made.stdout
    file = str(next((tmp_path / "kept").glob("mailbox-*.zip")))
    looked = mailbox("restore", file, "--config", config)
    assert "The backup is sound" in looked.stdout
    assert "--apply" in looked.stdout
    more = table(tmp_path, ROWS[0].replace("SZ-2024-000007", "SZ-2024-000011"))
    mailbox("import", more, "--apply", "--config", config)
    done = mailbox("restore", file, "--apply", "--config", config)
    if on_server():  # whose old database has no place beside it
        assert (done.exit_code, "is not empty" in done.stderr) == (2, True)
        new = (
            Path(config)
            .read_text(encoding="utf-8")
            .replace(url_in(tmp_path), url_in(tmp_path, "restored.db"))
        )
        Path(config).write_text(new, encoding="utf-8")
        done = mailbox("restore", file, "--apply", "--config", config)
    assert "Restored to" in done.stdout
    found = mailbox("verify", "--config", config)
    assert (found.exit_code, "5 letters and" in found.stdout) == (0, True)
    broken = mailbox("restore", config, "--config", config)
    assert (broken.exit_code, "is no backup" in broken.stderr) == (2, True)
    (tmp_path / "file").write_text("")
    nowhere = mailbox("backup", "--folder", str(tmp_path / "file"), "--config", config)
    assert (nowhere.exit_code, len(nowhere.stderr.strip().split("\n"))) == (2, 1)


def test_retention_says_first_what_would_be_erased(config: str) -> None:
    assert "no retention is configured" in mailbox("retention", "--config", config).stdout
    file = Path(config)
    text = file.read_text(encoding="utf-8").replace("# retention = 1825", "retention = 60")
    file.write_text(text, encoding="utf-8")
    dry = mailbox("retention", "--dry-run", "--config", config).stdout
    assert "SZ-2024-000007" in dry
    assert dry.strip().endswith("say --apply to erase their texts, files and names. Figures stay.")
    before = mailbox("report", "2024", "--format", "json", "--config", config).stdout
    done = mailbox("retention", "--apply", "--config", config).stdout
    assert "of 3 letters are erased" in done
    assert mailbox("report", "2024", "--format", "json", "--config", config).stdout == before
    assert mailbox("verify", "--config", config).exit_code == 0
    both = mailbox("retention", "--apply", "--dry-run", "--config", config)
    assert (both.exit_code, "not both" in both.stderr) == (2, True)
