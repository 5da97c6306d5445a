"""Masks what tells who somebody is, before a letter and its answer are shown to everybody.

A helper, not a judge: it looks for shapes (a number, a door, a name after “我叫”), and a clerk
reads what it made before anything is published (domain: personal data). It leaves alone dates,
amounts, numbers of documents and of the register.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from letters import names
from letters.names import Found


class Mark(StrEnum):
    """What was masked."""

    NAME = "name"
    TELEPHONE = "telephone"
    IDENTITY = "identity"
    ACCOUNT = "account"
    PLATE = "plate"
    DOOR = "door"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with its masks, and how often what was masked."""

    text: str
    marks: Counter[Mark]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    mark: Mark
    shown: str


# Full-width letters and digits are read like narrow ones; a character stays a character.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_TELLS_A_TELEPHONE = "电话|手机|致电|来电|拨打|座机|联系方式|[Tt]el|[Pp]hone|[Mm]obile"
_TELLS_AN_ACCOUNT = "账号|帐号|账户|帐户|卡号|户号|学号|社保号|微信号?|[Qq]{2}群?号?|护照号?码?"
_A_DAY = r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"

_N = "(?:[0-9]{1,4}|[零〇一二三四五六七八九十]{1,4})"
_BUILDING = rf"(?:{_N}|[A-Za-z])[A-Za-z]?(?:栋|幢|座|号楼|\#楼?)"
_UNIT = rf"(?:{_N}|[甲乙丙丁东西A-Za-z])单元"
_ROOM = r"(?:[A-Za-z]?[0-9]{2,5}[A-Za-z]?|[零〇一二三四五六七八九十]{2,4})(?:室(?!.?厅)|号房|房间)"
_BARE_ROOM = r"[0-9]{3,4}(?![0-9./:年月日户人名家个台部平米元万亿层天窗-])"
_ESTATE = "小区|花园|家园|公寓|公馆|新村|新城|广场|大厦|大院|[苑园府庭邸郡]|[A-Za-z0-9]区"
_STREET = "路|街|巷|弄|大道|胡同|村|庄|[0-9一二三四五六七八九十]组"
_NO_DOOR = (
    "(?!线|桥|文|台|泵|井|闸|灯|杆|窗口|站|车"  # a line, a bridge, a window is not where one lives
    "|开始|以前|之前|前后|起|至|到|那|当|停|晚|早|上午|下午)"  # and 5号晚 is a day
)

# The first rule that takes a place keeps it, so the longer numbers come first. Of a match only the
# group `it` is masked, where there is one.
_RULES: tuple[tuple[Mark, str, str], ...] = (
    (Mark.EMAIL, "****@****", r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    (
        Mark.IDENTITY,  # GB 11643: six digits for the place, the day of birth, three and a check
        "*" * 18,
        r"(?<![0-9])[1-9][0-9]{5} ?(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
        r" ?[0-9]{3}[0-9Xx](?![0-9])",
    ),
    (
        Mark.IDENTITY,  # of before 1999
        "*" * 15,
        r"(?<![0-9])[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9])",
    ),
    (Mark.IDENTITY, "*" * 9, r"(?<![A-Za-z0-9])[EGDSPH][A-Z]?[0-9]{8}(?![0-9A-Za-z])"),
    (
        Mark.ACCOUNT,
        "*" * 16,
        r"(?<![0-9A-Za-z])(?:[0-9]{16,19}|[3-69][0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)"
        r"(?![0-9])",
    ),
    (
        Mark.ACCOUNT,
        "*" * 8,
        rf"(?:{_TELLS_AN_ACCOUNT})[是为:： ]{{0,3}}(?P<it>[A-Za-z0-9_-]{{5,24}})(?![A-Za-z0-9])",
    ),
    (
        Mark.TELEPHONE,
        "*" * 11,
        r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9](?:[ .·—–-]?[0-9]){9}(?![0-9元万亿吨])",
    ),
    (Mark.TELEPHONE, "*" * 11, "一[三四五六七八九][零〇一幺二三四五六七八九]{9}"),
    (
        Mark.TELEPHONE,
        "*" * 11,
        r"(?<![0-9A-Za-z-])\(?0[1-9][0-9]{1,2}[) .—–-]{0,2}[2-9][0-9]{2,3}[ -]?[0-9]{4}"
        r"(?:[-转][0-9]{1,5})?(?![0-9])",
    ),
    (Mark.TELEPHONE, "*" * 11, r"(?<![0-9A-Za-z+])\+[1-9](?:[ -]?[0-9]){7,14}(?![0-9])"),
    (
        Mark.TELEPHONE,
        "*" * 8,
        rf"(?:{_TELLS_A_TELEPHONE})[^0-9\n]{{0,4}}(?!{_A_DAY}(?![0-9]))(?P<it>[2-9][0-9]{{6,7}})(?![0-9])",
    ),
    (
        Mark.PLATE,
        "*" * 5,
        rf"[{_PLATES}][A-HJ-NP-Za-hj-np-z][ ·•.-]?(?=[A-Za-z]{{0,5}}[0-9])"
        r"(?P<it>[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警领港澳])(?![0-9A-Za-z])",
    ),
    (
        Mark.DOOR,
        "**",
        rf"{_BUILDING}[ -]?(?:{_UNIT}[ -]?)?(?:{_ROOM}|{_BARE_ROOM})|{_BUILDING}[ -]?{_UNIT}"
        rf"|(?:{_UNIT}|{_N}[楼层])[ -]?(?:{_ROOM}|{_BARE_ROOM})|{_ROOM}",
    ),
    (
        Mark.DOOR,
        "**",
        rf"(?:{_ESTATE})(?P<it>{_BUILDING}|[0-9]{{1,3}}-(?:[0-9]{{1,2}}-)?(?!19|20)[0-9]{{3,4}}"
        r"|[0-9]{1,3}号)(?![0-9])",
    ),
    (
        Mark.DOOR,
        "**",
        rf"(?:{_STREET})(?:[东西南北中]段)?(?P<it>{_N}(?:[-—之][0-9]{{1,4}})?)号{_NO_DOOR}",
    ),
    (
        Mark.DOOR,
        "**",
        r"(?i:\b(?:flat|apartment|apt\.?|room)) (?:(?i:no\.? ?))?(?P<it>[0-9]+[A-Za-z]?)\b",
    ),
    (
        Mark.DOOR,
        "**",
        r"\b(?P<it>[0-9]{1,4}[A-Za-z]?) (?:[A-Z][a-z]+ ){1,3}"
        r"(?:Street|Road|Lane|Avenue|St|Rd|Ave)\b",
    ),
)
_SAYS_WHO = ("居民", "村民", "业主", "户主")
_COMPILED = tuple((mark, shown, re.compile(pattern)) for mark, shown, pattern in _RULES)


def redact(text: str, known: Collection[str], citizen: str) -> Redacted:
    """Returns a text with what is personal masked, names as 市民张** (domain §7).

    `known`: names that are masked wherever they stand; `citizen`: the word put before a name.
    """
    read = text.translate(_NARROW)
    hits = [*_numbers(read), *(_named(read, found, citizen) for found in names.of(read, known))]
    shown: list[str] = []
    marks: Counter[Mark] = Counter()
    at = 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        if hit.start < at:
            continue
        shown += [text[at : hit.start], hit.shown]
        marks[hit.mark] += 1
        at = hit.end
    return Redacted("".join(shown) + text[at:], marks)


def redact_together(texts: Sequence[str], known: Collection[str], citizen: str) -> list[Redacted]:
    """Returns texts that belong together, masked: a name that one of them says, in all of them."""
    said = {name for text in texts for name in names.said_in(text.translate(_NARROW))}
    return [redact(text, {*known, *said}, citizen) for text in texts]


def _numbers(read: str) -> Iterator[_Hit]:
    taken: list[tuple[int, int]] = []
    for mark, shown, pattern in _COMPILED:
        for match in pattern.finditer(read):
            start, end = match.span("it" if "it" in pattern.groupindex else 0)
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                yield _Hit(start, end, mark, shown)


def _named(read: str, found: Found, citizen: str) -> _Hit:
    before = "" if read[: found.start].endswith((citizen, *_SAYS_WHO)) else citizen
    return _Hit(found.start, found.end, Mark.NAME, f"{before}{found.family}**")
