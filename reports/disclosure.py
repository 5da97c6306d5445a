"""The whole yearly report on government information disclosure: ledger and mailbox together.

Two forms: that of the published report of 2014, and the six sections of 国办公开办函〔2021〕30号.
Last year's values stand beside this year's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from letters import ledger, ledger_figures
from letters.figures import NOTHING, Rate
from letters.ledger import CATALOGUE, Entry, Form
from reports import wording
from reports.annual import Sheet
from reports.paper import Column, Paper, Section, Sort, Table
from reports.yearly_paper import of_letters, on_paper
from texts import Words

SECTIONS_2014: Mapping[str, tuple[str, ...]] = {
    "overview": ("overview",),
    "disclosure": (
        "proactive-disclosure",
        "key-areas",
        "interpretation",
        "service-centre",
        "approval-reform",
        "portal",
        "channels",
    ),
    "applications": ("applications",),
    "fees": ("fees",),
    "reviews": ("reviews",),
}
"""The sections of the report of 2014 and the groups of figures in each."""
RATE_DECIMALS = 2
"""The service centre's conclusion rate is published with two: 99.91 %."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A year's ledger, and last year's beside it: texts and numbers by their codes."""

    year: int
    typed: Mapping[str, str]
    last: Mapping[str, str]

    @property
    def numbers(self) -> dict[str, Decimal]:
        """Returns this year's numbers, with totals that follow from their parts."""
        return ledger.completed(self.typed)

    @property
    def last_numbers(self) -> dict[str, Decimal]:
        """Returns last year's numbers likewise."""
        return ledger.completed(self.last)


def name_of(code: str, words: Words) -> str:
    """Returns what a figure of the ledger is called; one in a table by its row and column."""
    if f"ledger-{code}" in words:
        return words(f"ledger-{code}")
    group = CATALOGUE[code].group
    for column in _columns_of(group):
        row = code.removeprefix(f"{group}-").removesuffix(f"-{column}")
        if f"{group}-{row}-{column}" == code and f"ledger-{group}-{row}" in words:
            names = (words(f"ledger-{group}-{row}"), words(f"ledger-{group}-column-{column}"))
            return words("ledger-name", row=names[0], column=names[1])
    raise LookupError(code)


def _columns_of(group: str) -> Sequence[str]:
    return {
        "rules": ledger_figures.RULE_COLUMNS,
        "request": ledger_figures.APPLICATION_COLUMNS,
        "case": ledger_figures.CASE_COLUMNS,
    }[group]


def of_disclosure(sheet: Sheet, book: Ledger, form: Form, words: Words) -> Paper:
    """Returns the whole yearly report in a form; how letters were handled is its annex."""
    title = words("disclosure-title", office=sheet.office, year=str(book.year))
    parts = _of_2014 if form is Form.OF_2014 else _of_2021
    annex = of_letters(sheet, words, words("disclosure-annex"))
    return on_paper(sheet, words, title, (*parts(sheet, book, words), annex))


def _of_2014(sheet: Sheet, book: Ledger, words: Words) -> Iterable[Section]:
    for section, groups in SECTIONS_2014.items():
        paragraphs = [text for g in groups if (text := _sentence(book, g, words))]
        if section == "overview" and book.typed.get("text-overview"):
            paragraphs.insert(0, book.typed["text-overview"])
        if section == "disclosure":
            paragraphs.append(wording.paragraph(sheet, words))
        tables = tuple(_of_group(book, group, words) for group in groups)
        yield Section(words(f"disclosure-2014-{section}"), tuple(paragraphs), tables)
    texts = [book.typed[c] for c in ("text-problems", "text-other") if book.typed.get(c)]
    texts = texts or [words("disclosure-nothing-written")]
    yield Section(
        words("disclosure-2014-problems"), tuple(texts), (), (words("disclosure-missing"),)
    )


def _sentence(book: Ledger, group: str, words: Words) -> str:
    """One sentence for a group, of those figures that were typed in; "" where none was."""
    numbers = book.numbers
    codes = [e.code for e in ledger.entries(Form.OF_2014) if e.group == group]
    said = {code: _item(code, numbers[code], words) for code in codes if code in numbers}
    if not said:
        return ""
    if len(codes) == 1:
        return words("disclosure-one", item=said[codes[0]])
    joint = "，" if words.language == "zh" else ", "
    total = "proactive-disclosure-total"
    if total in said:
        parts = joint.join(text for code, text in said.items() if code != total)
        shown = str(numbers[total])
        return words("disclosure-total", year=str(book.year), total=shown, items=parts)
    named = words(f"ledger-group-{group}")
    rate = ledger.conclusion_rate(numbers) if group == "service-centre" else None
    items = joint.join(said.values())
    if rate is not None:
        shown = _percent(rate)
        return words("disclosure-service-centre", group=named, items=items, rate=shown)
    return words("disclosure-sentence", group=named, items=items)


def _item(code: str, value: Decimal, words: Words) -> str:
    unit = words(f"unit-{CATALOGUE[code].unit}")
    return words("disclosure-item", name=name_of(code, words), value=str(value), unit=unit)


def _percent(rate: Rate) -> str:
    printed = rate.printed(decimals=RATE_DECIMALS)
    return printed if printed == NOTHING else f"{printed}%"


def _of_group(book: Ledger, group: str, words: Words) -> Table:
    entries = [entry for entry in ledger.entries(Form.OF_2014) if entry.group == group]
    table = _beside(book, entries, words(f"ledger-group-{group}"), words)
    if group != "service-centre":
        return table
    rates = [ledger.conclusion_rate(numbers) for numbers in (book.numbers, book.last_numbers)]
    shown = [_percent(r) if r else NOTHING for r in rates]
    rate = (words("disclosure-conclusion-rate"), words("unit-percent"), *shown)
    return replace(table, rows=(*table.rows, rate))


def _beside(book: Ledger, entries: Iterable[Entry], heading: str, words: Words) -> Table:
    """Figures with last year's beside them."""
    this, last = book.numbers, book.last_numbers
    columns = (
        Column(heading, Sort.TEXT),
        Column(words("disclosure-unit"), Sort.TEXT),
        Column(words("disclosure-this-year", year=str(book.year)), Sort.COUNT),
        Column(words("disclosure-last-year", year=str(book.year - 1)), Sort.COUNT),
    )
    rows = tuple(
        (
            name_of(entry.code, words),
            words(f"unit-{entry.unit}"),
            this.get(entry.code, NOTHING),
            last.get(entry.code, NOTHING),
        )
        for entry in entries
    )
    return Table(heading, columns, rows)


def _of_2021(sheet: Sheet, book: Ledger, words: Words) -> Iterable[Section]:
    def text(code: str) -> tuple[str, ...]:
        return (book.typed.get(f"text-{code}") or words("disclosure-nothing-written"),)

    yield Section(
        words("disclosure-2021-overview"),
        (*text("overview"), wording.paragraph(sheet, words)),
    )
    yield Section(words("disclosure-2021-disclosure"), (), tuple(_article_20(book, words)))
    applications = _grid(
        book,
        words,
        words("disclosure-request"),
        "request",
        ledger_figures.APPLICATION_ROWS,
    )
    note = words("disclosure-request-note")
    yield Section(words("disclosure-2021-applications"), (), (applications,), (note,))
    reviews = _grid(book, words, words("disclosure-case"), "case", ledger_figures.CASES)
    yield Section(words("disclosure-2021-reviews"), (), (reviews,))
    yield Section(words("disclosure-2021-problems"), text("problems"))
    yield Section(words("disclosure-2021-other"), text("other"), (), (words("disclosure-missing"),))
    yield from _last_year(book, words)


def _last_year(book: Ledger, words: Words) -> Iterable[Section]:
    """Last year's figures stand apart, where there are any: the form's own tables stay as they are.

    Of tables with a column of totals, the totals.
    """
    entries = [
        entry
        for entry in ledger.entries(Form.OF_2021)
        if not entry.is_text
        and (entry.group not in {"request", "case"} or entry.code[-4:] == "-all")
    ]
    if any(entry.code in book.last_numbers for entry in entries):
        table = _beside(book, entries, words("disclosure-figure"), words)
        yield Section(words("disclosure-compared"), (), (table,))


def _article_20(book: Ledger, words: Words) -> Iterable[Table]:
    """主动公开: the tables of 政府信息公开条例 Art. 20 (1), (5), (6), (8)."""
    information = words("disclosure-information")
    yield _grid(
        book, words, words("disclosure-article-1"), "rules", ledger_figures.RULES, information
    )
    licences, *others = (f"decisions-{name}" for name in ledger_figures.DECISIONS)
    decisions, amount = words("disclosure-decisions"), words("disclosure-charges-amount")
    for article, heading, codes in (
        ("5", decisions, [licences]),
        ("6", decisions, others),
        ("8", amount, ["charges-amount"]),
    ):
        columns = (Column(information, Sort.TEXT), Column(heading, Sort.COUNT))
        rows = tuple((name_of(c, words), book.numbers.get(c, NOTHING)) for c in codes)
        yield Table(words(f"disclosure-article-{article}"), columns, rows)


def _grid(
    book: Ledger, words: Words, name: str, group: str, rows: Sequence[str], heading: str = ""
) -> Table:
    """A table of a group's rows and columns, as the form has it."""
    numbers, columns = book.numbers, _columns_of(group)
    heads = (
        Column(heading or name, Sort.TEXT),
        *(Column(words(f"ledger-{group}-column-{column}"), Sort.COUNT) for column in columns),
    )
    cells = tuple(
        (
            words(f"ledger-{group}-{row}"),
            *(numbers.get(f"{group}-{row}-{column}", NOTHING) for column in columns),
        )
        for row in rows
    )
    return Table(name, heads, cells)


def names(languages: Iterable[Words]) -> dict[str, Entry]:
    """Returns every figure under each name it goes by: code, names, names together; casefolded.

    A name that two figures share is left out; the group before it ("fees: received") tells them
    apart.
    """
    spoken = tuple(languages)
    found: dict[str, list[Entry]] = {}
    for entry in CATALOGUE.values():
        named = [name_of(entry.code, words) for words in spoken]
        groups = [words(f"ledger-group-{entry.group}") for words in spoken]
        ways = {entry.code, *named, *(" ".join(pair) for pair in (named, named[::-1]))}
        ways |= {f"{group}: {name}" for group, name in zip(groups, named, strict=True)}
        for way in ways:
            found.setdefault(way.casefold(), []).append(entry)
    return {way: entries[0] for way, entries in found.items() if len(entries) == 1}


def broken_check(broken: ledger.Broken, words: Words) -> str:
    """Returns the sentence that says which sum or link does not hold, with both its sides."""

    def told(codes: Iterable[str]) -> str:
        return " + ".join(name_of(code, words) for code in codes)

    facts = {"left": str(broken.left), "right": str(broken.right)}
    match broken.check:
        case ledger.Sum(total, parts):
            return words("ledger-sum-broken", total=told([total]), parts=told(parts), **facts)
        case ledger.Balance(left, right):
            return words("ledger-balance-broken", one=told(left), other=told(right), **facts)
        case ledger.Carried(this, last):
            return words("ledger-carried-broken", this=told([this]), last=told([last]), **facts)
        case ledger.PartOf(part, whole):
            return words("ledger-part-broken", part=told([part]), whole=told([whole]), **facts)
