"""Charts: one bar for each row's rate, as SVG for pages and as a picture for the chat.

The picture needs the optional group `charts`, which includes Chinese glyphs; without it no picture
is drawn, rather than one with boxes for words.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from wcwidth import wcswidth

from letters.figures import Rate
from reports.paper import Paper, Table

TEMPLATES = Environment(
    loader=PackageLoader("reports"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    trim_blocks=True,
    lstrip_blocks=True,
)
MOST_BARS = 40
LETTER = 8  # pixels a narrow character takes, a Chinese one twice as many
BAR = 240
ZOOM = 2.0  # a picture is looked at on sharp screens


def svg(paper: Paper, table: Table, above: str = "") -> str:
    """Returns a chart of a table's charted rates as SVG; "" where it has none.

    `above`: a line over it, where it stands alone.
    """
    bars = _bars(paper, table)
    if not bars or table.charted is None:
        return ""
    names = max(4, *(wcswidth(name) for name, _, _ in bars)) * LETTER + 12
    title = f"{table.name} · {table.columns[table.charted].heading}"
    return TEMPLATES.get_template("bars.svg.j2").render(
        above=above,
        title=title,
        bars=bars,
        names=names,
        bar=BAR,
        top=-32 if above else -4,
        width=max(names + BAR + 70, *(wcswidth(line) * LETTER for line in (above, title))),
        height=len(bars) * 28 + 34,
    )


def _bars(paper: Paper, table: Table) -> Sequence[tuple[str, str, float]]:
    """The name, the printed rate and the length, 0 to 1, of each bar."""
    if table.charted is None:
        return ()
    found = []
    for row in table.rows[:MOST_BARS]:
        rate = row[table.charted]
        if isinstance(rate, Rate):
            length = rate.part / rate.whole if rate.whole else 0
            found.append((paper.printed(row[0]), paper.shown(rate), length))
    return found


def can_draw() -> bool:
    """Returns whether the optional group `charts` is installed."""
    return find_spec("resvg_py") is not None and _font() is not None


def _font() -> Path | None:
    found = find_spec("zhplot")  # only its font is used: Noto Sans SC, SIL Open Font License
    if found is None or found.origin is None:
        return None
    font = Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    return font if font.exists() else None


def picture(paper: Paper) -> bytes | None:
    """Returns the first charted table of a paper as PNG; None where there is none to draw."""
    charts = [drawn for table in paper.tables if (drawn := svg(paper, table, paper.title))]
    font = _font()
    if not charts or not can_draw() or font is None:
        return None
    import resvg_py  # noqa: PLC0415 — of the optional group

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=charts[0],
            zoom=ZOOM,
            background="#ffffff",
            skip_system_fonts=True,
            font_files=[str(font)],
            sans_serif_family="Noto Sans SC",
        )
    )
