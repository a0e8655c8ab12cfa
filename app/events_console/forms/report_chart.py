"""The bar chart of a test report: outcomes over time as SVG, and the same in words."""

from collections.abc import Mapping
from html import escape
from typing import Final

from events_console.domain.history_query import OUTCOMES
from events_console.domain.summary import Bar, Summary
from events_console.domain.timestamps import show
from events_console.domain.wording import counted, listed

WIDTH, HEIGHT = 720, 150  # pixels
_TOP, _BASE, _LEFT = 14, 128, 34
_UNITS: Final = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
# Colours are those of the light theme, for what reads no style sheet; a paler one tells two of a tone apart.
_FILLS: Final = {
    "accepted": ("good", "#1B6E3C", 1),
    "refused": ("error", "#B3261E", 1),
    "failed": ("error", "#B3261E", 0.5),
    "unanswered": ("warning", "#8A5300", 1),
    "unknown": ("warning", "#8A5300", 0.5),
    "pending": ("info", "#1F5FBF", 1),
}


def words(summary: Summary) -> str:
    """Return what the chart shows, as a sentence or two."""
    if not summary.bars:
        return "Nothing was sent."
    first, last = summary.bars[0], summary.bars[-1]
    fullest = max(summary.bars, key=_height)
    counts = [f"{number:,} {OUTCOMES[name].lower()}" for name, number in _ordered(summary.outcomes)]
    span = f"Outcomes over time, from {_moment(first.start)} to {_moment(last.start + last.seconds)}"
    stretch = f"the {length(fullest.seconds)} from {_moment(fullest.start)}"
    most = f"the most at once, {_height(fullest):,}, in {stretch}"
    return f"{span}: {listed(counts, len(OUTCOMES))}; {most}."


def length(seconds: float) -> str:
    """Return a stretch of time: "hour", "5 minutes"."""
    unit, name = next((unit for unit in _UNITS if seconds % unit[0] == 0), (1, "second"))
    number = int(seconds // unit)
    return name if number == 1 else counted(number, name)


def svg(summary: Summary) -> str:
    """Return the chart; there must be a bar."""
    bars = summary.bars
    most = max(map(_height, bars))
    step = (WIDTH - _LEFT) / len(bars)
    said = f"<title>Outcomes over time</title><desc>{escape(words(summary))}</desc>"
    grid = (
        f'<path class="grid" stroke="#D5D9E0" d="M{_LEFT} {_TOP}H{WIDTH}M{_LEFT} {_BASE}H{WIDTH}"/>'
        f"{_label(_LEFT - 6, _TOP + 4, f'{most:,}', 'end')}{_label(_LEFT - 6, _BASE + 4, '0', 'end')}"
        f"{_label(_LEFT, HEIGHT - 4, _moment(bars[0].start))}"
        f"{_label(WIDTH, HEIGHT - 4, _moment(bars[-1].start + bars[-1].seconds), 'end')}"
    )
    drawn = "".join(_stack(bar, _LEFT + place * step, step, most) for place, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{said}{grid}{drawn}</svg>'
    )


def _stack(bar: Bar, x: float, step: float, most: int) -> str:
    parts, y = [], float(_BASE)
    width = min(step * 0.8, 40)
    for name, number in _ordered(bar.counts):
        tone, colour, opacity = _FILLS[name]
        height = number / most * (_BASE - _TOP)
        y -= height
        parts.append(
            f'<rect class="{tone}" fill="{colour}" fill-opacity="{opacity}" x="{x + (step - width) / 2:.1f}" '
            f'y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        )
    return "".join(parts)


def _label(x: float, y: float, text: str, anchor: str = "start") -> str:
    style = 'font-family="sans-serif" font-size="11" fill="#565E6C"'
    return f'<text {style} x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(name, counts[name]) for name in OUTCOMES if counts.get(name)]


def _height(bar: Bar) -> int:
    return sum(bar.counts.values())


def _moment(seconds: float) -> str:
    return show(int(seconds)) or "an unknown time"
