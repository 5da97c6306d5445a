"""Where names of people stand in a text: after “我叫”, before 先生, as a signature, or as known.

Looks for shapes and for family names; what it finds a clerk confirms (letters/redaction.py).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from letters.surnames import OFTEN_WORDS, ONE, TWO

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SAYS_A_NAME = re.compile(
    "(?:我叫|名叫|名字叫?|姓名|联系人|申请人|投诉人|举报人|反映人|来信人|当事人)[是为叫:： ]{0,3}"
)
_MAY_SAY_A_NAME = re.compile(
    "(?:我是|本人|业主|户主|村民|居民|市民|房东|邻居|患者|学生|孩子|儿子|女儿|丈夫|妻子|父亲|母亲"
    "|经理|老板|司机|医生|主任|[科处局校院所队村镇]长)[是叫:： ]{0,2}"
)
_ADDRESSES = re.compile("先生|女士|小姐|同志|师傅|老师|大爷|大妈|阿姨|同学")
_LINKS = frozenset("的是叫请由向给找为和与让")
_NO_GIVEN_NAME = frozenset("住是在的家电联身于今现因想要我先女同老和与及男，已曾也就又")
_GOES_ON = _NO_GIVEN_NAME | frozenset("带说把将被从对向到去来用打不没")
_NO_LAST = frozenset("人民户主区市县镇乡村路街员工者族家长师部处局生店们")
_AFTER_A_SIGNATURE = re.compile(r"[ ,，0-9*+年月日.:-]*$")
_WITH_DOT = re.compile("[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+")
_NO_SIGNATURE = re.compile("谢谢|万谢|祝[好您愿]|严[查惩肃]|万分|高兴")
_LATIN = re.compile(
    r"(?:[Mm]y name is|[Nn]ame:|I am|I'm|[Rr]egards,|[Ss]incerely,|[Ff]aithfully,)\s+"
    r"(?P<it>[A-Z][a-z]+(?: [A-Z][a-z]+){1,2})"
)
_LEAST_LATIN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text, and its family name (of a Latin name: the first letter)."""

    start: int
    end: int
    family: str


def said_in(text: str) -> frozenset[str]:
    """Returns the names a text says, without the words around them that tell so."""
    return frozenset(text[found.start : found.end] for found in _said(text))


def of(text: str, known: Collection[str]) -> list[Found]:
    """Returns the names in a text, each wherever it stands; `known` are looked for as they are."""
    said = {text[found.start : found.end]: found.family for found in _said(text)}
    for name in known:
        said |= _as_known(name.strip())
    return [
        Found(match.start(), match.end(), family)
        for name, family in sorted(said.items(), key=lambda pair: -len(pair[0]))
        for match in re.finditer(_whole(name), text)
    ]


def _whole(name: str) -> str:
    return rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)


def _as_known(name: str) -> dict[str, str]:
    """A nickname (阳光) is an ordinary word; only what is built like a name is looked for."""
    if name and all(map(_HAN.match, name)):
        family = _family(name)
        surely = family and (family not in OFTEN_WORDS or len(name) > 2)
        return {name: family} if surely and 2 <= len(name) <= 4 else {}
    words = [w for w in name.split() if w[:1].isupper() and len(w) >= _LEAST_LATIN and w.isalpha()]
    return {word: word[0] for word in (*words, name) if word in words or len(words) > 1}


def _said(text: str) -> Iterator[Found]:
    for match in _SAYS_A_NAME.finditer(text):
        yield from _name_at(text, match.end(), surely=True)
    for match in _MAY_SAY_A_NAME.finditer(text):
        yield from _name_at(text, match.end(), surely=False)
    for match in _ADDRESSES.finditer(text):
        yield from _name_before(text, match.start())
    yield from _signature(text)
    for match in _LATIN.finditer(text):
        yield Found(*match.span("it"), match["it"][0])


def _family(text: str) -> str:
    """Returns the family name a text begins with, "" for none."""
    return text[:2] if text[:2] in TWO else text[:1] if text[:1] in ONE else ""


def _name_at(text: str, at: int, *, surely: bool) -> Iterator[Found]:
    """A name that begins here; where none need be, only one that ends where the words do."""
    with_dot = _WITH_DOT.match(text, at)
    if with_dot is not None:
        yield Found(at, with_dot.end(), text[at])
        return
    family = _family(text[at : at + 2])
    if not family or (not surely and family in OFTEN_WORDS):
        return
    given = 0
    for ch in text[at + len(family) : at + len(family) + 2]:
        if not _HAN.match(ch) or ch in _NO_GIVEN_NAME:
            break
        given += 1
    ends = [at + len(family) + length for length in range(given, 0, -1)]
    ended = next((end for end in ends if _ends(text, end)), None)
    if surely and ends:
        yield Found(at, ended or ends[0], family)
    elif ended is not None and text[ended - 1] not in _NO_LAST:
        yield Found(at, ended, family)


def _ends(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return not _HAN.match(after) or after in _GOES_ON or bool(_ADDRESSES.match(text, end))


def _name_before(text: str, end: int) -> Iterator[Found]:
    """张三先生; not 感谢张师傅, where a family name stands alone."""
    for length in (4, 3, 2):
        start = end - length
        name = text[max(start, 0) : end]
        family = _family(name) if start >= 0 and all(map(_HAN.match, name)) else ""
        if not 1 <= length - len(family) <= 2 or not family:
            continue
        before = text[start - 1 : start]  # nothing at the very beginning
        begins = not _HAN.match(before) or before in _LINKS
        alone = name[-1] in ONE or name[-2:] in TWO
        if (begins or length > 2 or not alone) and not (family in OFTEN_WORDS and alone):
            yield Found(start, end, family)
            return


def _signature(text: str) -> Iterator[Found]:
    """A name alone in one of the last two lines, with a date or a number after it."""
    lines = [m for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    for line in lines[-2:] if len(lines) > 1 else []:
        signed = line[0].lstrip()
        start = line.end() - len(signed)
        run = re.match(r"[\u4e00-\u9fff]{2,4}", signed)
        if run is None or _NO_SIGNATURE.match(signed):
            continue
        family = _family(run[0])
        built = family and 1 <= len(run[0]) - len(family) <= 2 and family not in OFTEN_WORDS
        if built and _AFTER_A_SIGNATURE.match(signed, run.end()):
            yield Found(start, start + run.end(), family)
