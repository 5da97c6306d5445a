"""The ledger's catalogue: which figures an office types in for its yearly report, and their units.

Two forms of the report ask for different figures. That of 2014 is the report the project comes
from; that of 2021 is laid down by 国办公开办函〔2021〕30号, after 政府信息公开条例 Art. 50.
`website` is the block 互动交流 of the yearly website report (国办函〔2018〕12号). What a figure is
called stands in texts, under `ledger-` and its code.
"""

from collections.abc import Mapping
from types import MappingProxyType

# group: its figures and their units, in the order of the report of 2014
FIGURES_2014: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "overview": {
            "full-time-disclosure-staff": "people",
            "part-time-disclosure-staff": "people",
            "trainings": "times",
            "officials-trained": "attendances",
            "inspections": "times",
        },
        "key-areas": {
            "columns": "pieces",
            "administrative-powers": "items",
            "public-funds": "items",
            "public-resources": "items",
            "public-services": "items",
            "public-supervision": "items",
        },
        "interpretation": {"policies-explained-and-public-concerns-answered": "items"},
        "service-centre": {
            "area": "square-metres",
            "departments-and-units": "pieces",
            "service-items": "matters",
            "windows": "pieces",
            "staff": "people",
            "intermediaries": "firms",
            "accepted": "cases",
            "concluded": "cases",
            "days-early": "days",
            "visitors": "attendances",
            "fees-in-all": "ten-thousand-yuan",
            "fees-at-windows": "ten-thousand-yuan",
            "township-halls": "pieces",
            "community-halls": "pieces",
            "hall-coverage": "percent",
            "village-agencies": "pieces",
            "agency-coverage": "percent",
        },
        "approval-reform": {"approval-items": "matters"},
        "proactive-disclosure": {
            "total": "items",
            "functions": "items",
            "regulations": "items",
            "plans": "items",
            "duties": "items",
            "activities": "items",
            "appointments": "items",
            "finance": "items",
            "other": "items",
        },
        "portal": {
            "items-published-on-the-portal": "items",
            "departments-with-service-guides": "pieces",
            "subsites": "pieces",
        },
        "channels": {
            "press-conferences": "times",
            "television-programmes": "issues",
            "reading-points": "pieces",
            "departments-on-wechat": "accounts",
            "departments-on-weibo": "accounts",
            "of-these-tencent": "accounts",
            "of-these-people-s-daily": "accounts",
            "of-these-sina": "accounts",
            "posts": "items",
            "traditional-media": "items",
        },
        "applications": {"received": "cases"},
        "fees": {"charged-and-reduced": "yuan"},
        "reviews": {"reviews-and-lawsuits-and-appeals": "cases"},
    }
)

# -- the form of 2021 ------------------------------------------------------------------------------

RULES = ("rules", "normative")
RULE_COLUMNS = ("made", "abolished", "in-force")
DECISIONS = ("licences", "penalties", "coercion")

REFUSED = tuple(f"refused-{n}" for n in range(1, 9))
UNABLE = tuple(f"unable-{n}" for n in range(1, 4))
UNHANDLED = tuple(f"unhandled-{n}" for n in range(1, 6))
OTHERWISE = tuple(f"otherwise-{n}" for n in range(1, 4))
RESULTS = ("disclosed", "partly", *REFUSED, *UNABLE, *UNHANDLED, *OTHERWISE)
"""本年度办理结果, (一) to (六)."""
APPLICATION_ROWS = ("new", "carried-in", *RESULTS, "results", "carried-out")
BODIES = ("companies", "institutes", "charities", "law-firms", "others")
APPLICANTS = ("persons", *BODIES)
APPLICATION_COLUMNS = (*APPLICANTS, "all")

CASES = ("review", "suit", "suit-after-review")
OUTCOMES = ("upheld", "corrected", "other", "pending")
CASE_COLUMNS = (*OUTCOMES, "all")

TEXTS = ("overview", "problems", "other")
"""What the office writes itself: 总体情况, 存在的主要问题及改进情况, 其他需要报告的事项."""

WEBSITE = ("collections", "opinions", "results", "interviews", "questions", "answers")
"""征集调查 and 在线访谈."""
