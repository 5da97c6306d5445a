"""Wrong changes to SQL, made from its words.

Other comparisons and boundaries, and/or, conditions left out, FILTERs left out, NOT left out,
numbers one more and one less, other texts compared with, the other order, a value no longer set.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.mutants.mutant import ROOT, Mutant, told_apart

WORD = re.compile(r"--[^\n]*|'(?:[^']|'')*'|:?\w+|<=|>=|<>|\|\||[^\w\s]")
QUERY = re.compile(r"^-- name: (\S+)\n", re.MULTILINE)
OTHER = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "=", "AND": "OR", "OR": "AND",
    "min": "max", "max": "min", "DESC": "ASC", "+": "-", "-": "+",
}  # fmt: skip
ENDS = {
    "GROUP",
    "ORDER",
    "LIMIT",
    "UNION",
    "ON",
    "RETURNING",
    "WHERE",
    "FROM",
    "SELECT",
    "SET",
    "JOIN",
    "LEFT",
}


@dataclass(frozen=True)
class Word:
    """One word of a query: where it stands in the file and how deep in parentheses."""

    text: str
    at: int
    depth: int

    @property
    def end(self) -> int:
        """Returns where it ends."""
        return self.at + len(self.text)


Change = tuple[int, int, str]
"""From where to where, and what takes its place."""


def mutants_of(file: str, text: str | None = None) -> list[Mutant]:
    """Returns every wrong change to a file of named queries, in their order."""
    source = (ROOT / file).read_text(encoding="utf-8") if text is None else text
    return list(told_apart(_mutants(file, source)))


def _mutants(file: str, source: str) -> Iterator[Mutant]:
    heads = list(QUERY.finditer(source))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        end = following.start() if following else len(source)
        words = _words(source, head.end(), end)
        for start, stop, new in dict.fromkeys(_changes(words)):
            old = " ".join(source[start:stop].split())
            around = " ".join([word.text for word in words if word.end <= start][-6:])
            yield Mutant(
                file=file,
                where=head[1],
                change=f"…{around} [{old}] → {new or 'left out'}",
                lines=range(line := source.count("\n", 0, start) + 1, line + 1),
                made=lambda a=start, b=stop, n=new: source[:a] + n + source[b:],  # type: ignore[misc]
            )


def _words(source: str, start: int, end: int) -> list[Word]:
    words: list[Word] = []
    depth = 0
    for found in WORD.finditer(source, start, end):
        if found[0].startswith("--"):
            continue
        depth -= found[0] == ")"
        words.append(Word(found[0], found.start(), depth))
        depth += found[0] == "("
    return words


def _changes(words: list[Word]) -> Iterator[Change]:
    for index, word in enumerate(words):
        before = words[index - 1].text if index else ""
        after = words[index + 1].text if index + 1 < len(words) else ""
        if word.text in {"WHERE", "ON", "AND", "OR"} and before != "BETWEEN":
            yield from _of_condition(words, index)
        if word.text in OTHER and not (word.text == "=" and _is_set(words, index)):
            yield word.at, word.end, OTHER[word.text]
        elif word.text == "NOT" and after in {"EXISTS", "IN", "("}:
            yield word.at, word.end, ""
        elif word.text == "NULL" and before in {"IS", "NOT"}:
            begin = words[index - 1 if before == "IS" else index - 2]
            yield begin.at, word.end, "IS NOT NULL" if before == "IS" else "IS NULL"
        elif word.text.isdigit() and after != "AS":
            yield word.at, word.end, str(int(word.text) + 1)
            yield word.at, word.end, str(int(word.text) - 1)
        elif word.text.startswith("'"):
            yield word.at, word.end, "'other'"
        elif word.text in OF_CLAUSES:
            yield from OF_CLAUSES[word.text](words, index)


def _is_set(words: list[Word], index: int) -> bool:
    """Returns whether an equals sign sets a value: after SET, before any condition."""
    for word in reversed(words[:index]):
        if word.depth == words[index].depth and word.text in {"SET", "WHERE", "ON", "AND"}:
            return word.text == "SET"
    return False


def _of_distinct(words: list[Word], index: int) -> Iterator[Change]:
    yield words[index].at, words[index].end, ""


def _of_filter(words: list[Word], index: int) -> Iterator[Change]:
    yield words[index].at, _closing(words, index + 1).end, ""


def _closing(words: list[Word], opening: int) -> Word:
    depth = words[opening].depth
    return next(w for w in words[opening + 1 :] if w.depth == depth and w.text == ")")


def _of_condition(words: list[Word], index: int) -> Iterator[Change]:
    """A condition after WHERE, AND, OR left out: true among ANDs, false among ORs."""
    rest = words[index + 1 :]
    if not rest or (words[index].text == "ON" and rest[0].text == "CONFLICT"):
        return
    depth = words[index].depth
    here: list[Word] = []
    for word in rest:
        if word.depth < depth or (word.depth == depth and word.text in {"AND", "OR", *ENDS}):
            break
        here.append(word)
    following = rest[len(here)].text if len(here) < len(rest) else ""
    if here:
        never = "OR" in {words[index].text, following}
        yield here[0].at, here[-1].end, "1 = 0" if never else "1 = 1"


def _of_coalesce(words: list[Word], index: int) -> Iterator[Change]:
    """The first of its values alone, and the last alone."""
    closing = _closing(words, index + 1)
    inner = [w for w in words[index + 2 :] if w.at < closing.at]
    commas = [w for w in inner if w.text == "," and w.depth == words[index].depth + 1]
    if commas and inner:
        yield commas[0].at, closing.at, ""
        yield inner[0].at, commas[-1].end, ""


def _of_set(words: list[Word], index: int) -> Iterator[Change]:
    """A value no longer set, where several are."""
    depth = words[index].depth
    starts = [words[index + 1]]
    end = words[-1].end
    for word in words[index + 1 :]:
        if word.depth == depth and word.text in {"WHERE", "RETURNING"}:
            end = word.at
            break
        if word.depth == depth and word.text == ",":
            starts.append(word)
    if len(starts) > 1:
        second = next(w for w in words if w.at > starts[1].at)
        yield starts[0].at, second.at, ""
        for start, stop in zip(starts[1:], [*(w.at for w in starts[2:]), end], strict=True):
            yield start.at, stop, " "


def _of_order(words: list[Word], index: int) -> Iterator[Change]:
    """The other order, and all but the first of what orders left out."""
    if words[index - 1].text != "ORDER":
        return
    depth = words[index].depth
    here: list[Word] = []
    for word in words[index + 1 :]:
        if word.depth < depth or word.text in {"LIMIT", ")"}:
            break
        here.append(word)
    commas = [w for w in here if w.text == "," and w.depth == depth]
    stop = commas[0].at if commas else here[-1].end
    if "DESC" not in {w.text for w in here if w.at < stop}:
        yield stop, stop, " DESC"
    if commas:
        yield commas[0].at, here[-1].end, ""


OF_CLAUSES = {
    "DISTINCT": _of_distinct,
    "FILTER": _of_filter,
    "coalesce": _of_coalesce,
    "SET": _of_set,
    "BY": _of_order,
}
