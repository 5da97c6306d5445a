"""Letters of the past: a table in and out, all or nothing, the same only once."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from letters.past import COLUMNS
from tests.bot.typed import example, mailbox
from tests.engine import looked_up
from texts import LANGUAGES, Words

HEAD = (
    "number,mailbox,kind,department,received_on,assigned_on,due_on,answered_on,"
    "outcome,rating,published,title"
)
ROWS = (
    "SZ-2024-000007,mayor,inquiry,roads,2024-03-01,2024-03-04,2024-03-08,2024-03-07,"
    "answered,satisfied,yes,路灯",
    "SZ-2024-000008,市长信箱,投诉,供水公司,2024/3/1,2024年3月4日,,2024-04-07,已答复,不满意,否,停水",
    "纸-3,书记信箱,建议,,2024-03-02,,,,不予受理,,,",
    "SZ-2024-000009,mayor,help,water,2024-03-02,2024-03-02,,,merged,,,'=1+1",
    "SZ-2024-000010,mayor,help,water,2024-03-02,2024-03-02,,,open,,,",
)


def office(folder: Path, *, also: str = "") -> str:
    """An office in a folder of its own; returns its configuration file."""
    folder.mkdir(exist_ok=True)
    file = folder / "config.toml"
    file.write_text(example(folder) + also, encoding="utf-8")
    mailbox("migrate", "--config", str(file))
    return str(file)


def table(folder: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> str:
    file = folder / "past.csv"
    file.write_text("\n".join([head, *rows]), encoding=encoding)
    return str(file)


def exported(config: str, *more: str) -> list[dict[str, str]]:
    text = mailbox("export", "--config", config, *more).stdout
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_table_is_read_first_and_entered_only_when_told_to(tmp_path: Path) -> None:
    config, file = office(tmp_path), table(tmp_path, *ROWS)
    dry = mailbox("import", file, "--config", config)
    assert dry.stdout.strip() == (
        "5 letters can be entered, 0 are in the register already; say --apply to enter them."
    )
    assert exported(config) == []
    done = mailbox("import", file, "--apply", "--config", config)
    assert done.stdout.strip().startswith("5 letters were entered")
    again = mailbox("import", file, "--apply", "--config", config)
    assert again.stdout.strip() == (
        "0 letters were entered; 5 were there already and have not changed."
    )


def test_what_was_entered_is_what_the_table_said(tmp_path: Path) -> None:
    config = office(tmp_path)
    mailbox("import", table(tmp_path, *ROWS), "--apply", "--config", config)
    found = {row["number"]: row for row in exported(config)}
    assert found["SZ-2024-000007"] == dict.fromkeys(COLUMNS, "") | {
        "number": "SZ-2024-000007",
        "mailbox": "mayor",
        "kind": "inquiry",
        "department": "roads",
        "received_on": "2024-03-01",
        "assigned_on": "2024-03-04",
        "due_on": "2024-03-08",
        "original_due_on": "2024-03-08",
        "answered_on": "2024-03-07",
        "concluded_on": "2024-03-15",
        "outcome": "answered",
        "rating": "satisfied",
        "rated_on": "2024-03-07",
        "published": "yes",
        "published_on": "2024-03-07",
        "title": "路灯",
    }
    assert found["SZ-2024-000008"]["due_on"] == "2024-03-22"  # 15 working days
    assert (found["纸-3"]["outcome"], found["纸-3"]["concluded_on"]) == ("refused", "2024-03-02")
    assert found["SZ-2024-000009"]["title"] == "'=1+1"
    assert found["SZ-2024-000010"]["outcome"] == "open"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_out_and_in_again_changes_nothing(tmp_path: Path, language: str) -> None:
    first, second = office(tmp_path / "a"), office(tmp_path / "b")
    mailbox("import", table(tmp_path, *ROWS), "--apply", "--config", first)
    out, back = tmp_path / "out.csv", tmp_path / "back.csv"
    mailbox("export", "--language", language, "--out", str(out), "--config", first)
    taken = mailbox("import", str(out), "--apply", "--config", second)
    assert taken.exit_code == 0, taken.stdout
    mailbox("export", "--language", language, "--out", str(back), "--config", second)
    assert back.read_bytes() == out.read_bytes()
    head = out.read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.split(",") == [Words(language)(f"column-{column}") for column in COLUMNS]
    for period in ("2024", "2025"):
        asked = ("report", period, "--format", "json", "--config")
        assert mailbox(*asked, first).stdout == mailbox(*asked, second).stdout


def test_a_workbook_and_a_table_in_gb18030_are_read_alike(tmp_path: Path) -> None:
    first, second = office(tmp_path / "a"), office(tmp_path / "b")
    chinese = table(tmp_path, *ROWS, encoding="gb18030")
    assert mailbox("import", chinese, "--apply", "--config", first).exit_code == 0
    book = Workbook()
    tab = book.worksheets[0]
    for line in (HEAD, *ROWS):
        tab.append(line.split(","))
    book.save(tmp_path / "past.xlsx")
    workbook = mailbox("import", str(tmp_path / "past.xlsx"), "--apply", "--config", second)
    assert workbook.exit_code == 0, workbook.stdout
    assert exported(first) == exported(second)


BAD = (
    ("SZ-2024-1,moon,inquiry,,2024-03-01,,,,open,,,", "mailbox", "“moon” is not known"),
    ("SZ-2024-1,mayor,inquiry,,2024-02-30,,,,open,,,", "received on", "“2024-02-30” is not a date"),
    ("SZ-2024-1,mayor,inquiry,,2999-01-01,,,,open,,,", "received on", "is still to come"),
    ("SZ-2024-1,mayor,inquiry,,1850-01-01,,,,open,,,", "received on", "first year of the calendar"),
    ("a b,mayor,inquiry,,2024-03-01,,,,open,,,", "register number", "cannot be a register number"),
    (",mayor,inquiry,,2024-03-01,,,,open,,,", "register number", "must not be empty"),
    ("N1,mayor,inquiry,,2024-03-01,,,,answered,,,", "answered on", "needs the day of its answer"),
    ("N1,mayor,inquiry,,2024-03-01,,,2024-03-02,open,,,", "answered on", "not answered cannot"),
    (
        "N1,mayor,inquiry,roads,2024-03-05,2024-03-01,,,open,,,",
        "assigned on",
        "is before received on",
    ),
    (f"N1,mayor,help,,2024-03-05,,,,open,,,{'长' * 1001}", "title", "at most 1000 characters"),
    ("N1,mayor,inquiry,,2024-03-05,,,,open,satisfied,,", "rating", "only an answered letter"),
    ("N1,mayor,inquiry,,2024-03-05,2024-03-05,,,open,,,", "department", "must not be empty"),
    ("SZ-2023-000001,mayor,help,,2024-03-05,,,,open,,,", "register number", "year in the number"),
)


def test_every_bad_row_is_named_by_line_column_and_reason_and_nothing_is_kept(
    tmp_path: Path,
) -> None:
    config = office(tmp_path)
    rows = [ROWS[0], *(row for row, _, _ in BAD), ROWS[0]]
    result = mailbox("import", table(tmp_path, *rows), "--apply", "--config", config)
    lines = result.stdout.strip().split("\n")
    for number, (line, (_, column, reason)) in enumerate(zip(lines, BAD, strict=False), start=3):
        assert line.startswith(f"line {number}, {column}: ")
        assert reason in line
    assert lines[-1].startswith(f"line {len(BAD) + 3}, register number: has the same number")
    assert len(lines) == len(BAD) + 1
    assert result.exit_code == 2
    assert result.stderr.strip().endswith("nothing was kept; put it right and try again.")
    assert exported(config) == []


def test_a_letter_the_register_has_otherwise_is_refused(tmp_path: Path) -> None:
    config = office(tmp_path)
    mailbox("import", table(tmp_path, ROWS[0]), "--apply", "--config", config)
    other = ROWS[0].replace("2024-03-07", "2024-03-06")
    result = mailbox("import", table(tmp_path, other), "--apply", "--config", config)
    assert result.exit_code == 2
    assert "the register has this letter otherwise: 2024-03-07 ≠ 2024-03-06" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "{folder}/none.csv"], "cannot be read"),
        (["import", "{folder}/config.toml"], "no heading that is known"),
        (["import", "{folder}/half.csv"], "lacks the columns: mailbox, kind"),
        (["import", "{folder}/twice.csv"], "has the column “number” twice"),
        (["import", "{folder}/broken.xlsx"], "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_of_letters_gets_one_sentence(
    tmp_path: Path, arguments: Sequence[str], said: str
) -> None:
    config = office(tmp_path)
    (tmp_path / "half.csv").write_text("number,received_on,outcome\n1,2024-01-01,open\n")
    (tmp_path / "twice.csv").write_text("number,编号,信件编号\n1,1,1\n", encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"PK no")
    result = mailbox(*(a.format(folder=tmp_path) for a in arguments), "--config", config)
    assert (result.exit_code, len(result.stderr.strip().split("\n"))) == (2, 1)
    assert said in result.stderr


def test_new_letters_are_numbered_after_those_of_the_past(tmp_path: Path) -> None:
    config = office(tmp_path)
    mailbox("import", table(tmp_path, *ROWS), "--apply", "--config", config)
    assert looked_up(tmp_path, "SELECT * FROM registers") == [("mayor", 2024, 10)]
