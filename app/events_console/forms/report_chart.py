"""The bar chart of a test report: outcomes over time as SVG, and the same in words."""

from collections.abc import Mapping
from html import escape
from typing import Final

from events_console.domain.history_query import OUTCOMES
from events_console.domain.summary import Bar, Summary
from events_console.domain.timestamps import show
from events_console.domain.wording import counted, listed

WIDTH, HEIGHT = 720, 176  # pixels
_TOP, _BASE, _LEFT = 14, 128, 34
_KEY: Final = 110  # pixels for each name below the chart
_UNITS: Final = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
# Colours are those of the light theme, for what reads no style sheet; stripes tell outcomes apart without.
_STRIPES: Final = {
    "accepted": ("good", "#1B6E3C", ""),
    "refused": ("error", "#B3261E", "M0 3H6"),
    "failed": ("error", "#B3261E", "M0 3H6M3 0V6"),
    "unanswered": ("warning", "#8A5300", "M-1 4L4 -1M2 7L7 2"),
    "unknown": ("warning", "#8A5300", "M-1 2L4 7M2 -1L7 4"),
    "pending": ("info", "#1F5FBF", "M3 0V6"),
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
        f"{_label(_LEFT, _BASE + 18, _moment(bars[0].start))}"
        f"{_label(WIDTH, _BASE + 18, _moment(bars[-1].start + bars[-1].seconds), 'end')}"
    )
    drawn = "".join(_stack(bar, _LEFT + place * step, step, most) for place, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{said}{_patterns(summary)}{grid}{drawn}{_key(summary)}</svg>'
    )


def _patterns(summary: Summary) -> str:
    parts = []
    for name, _ in _ordered(summary.outcomes):
        tone, colour, stripes = _STRIPES[name]
        lines = (
            f'<path class="stripes" stroke="#FFFFFF" stroke-width="1.5" d="{stripes}"/>' if stripes else ""
        )
        parts.append(
            f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect class="{tone}" fill="{colour}" width="6" height="6"/>{lines}</pattern>'
        )
    return f"<defs>{''.join(parts)}</defs>"


def _key(summary: Summary) -> str:
    """Return which stripes mean what, below the chart."""
    return "".join(
        f'<rect fill="url(#{name})" x="{_LEFT + place * _KEY}" y="{HEIGHT - 18}" width="18" height="12"/>'
        f"{_label(_LEFT + place * _KEY + 24, HEIGHT - 8, OUTCOMES[name])}"
        for place, (name, _) in enumerate(_ordered(summary.outcomes))
    )


def _stack(bar: Bar, x: float, step: float, most: int) -> str:
    parts, y = [], float(_BASE)
    width = min(step * 0.8, 40)
    for name, number in _ordered(bar.counts):
        height = number / most * (_BASE - _TOP)
        y -= height
        parts.append(
            f'<rect fill="url(#{name})" x="{x + (step - width) / 2:.1f}" '
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
