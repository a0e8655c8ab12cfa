"""A test report: what was sent and what came back, as one HTML file that needs no script and nothing else.

The same is given in the simpler HTML that Qt can lay out on pages. Everything that comes from a person or a
service is escaped, and what cannot be seen in it (control characters, half characters, marks that turn the
direction of writing) is shown as JSON's escapes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from events_console.domain import lint
from events_console.domain.annotation import Kept
from events_console.domain.history_query import OUTCOMES
from events_console.domain.wording import counted
from events_console.forms import report_chart
from events_console.forms.report_exchange import section
from events_console.forms.report_markup import duration, facts_table, moment, pill, place, table, text, tone
from events_console.forms.report_outline import Line, Outline
from events_console.forms.report_style import SCREEN

CHART: Final = "chart.svg"  # what a page calls the image of the chart
_PAPER: Final = 660  # pixels of 1/96 inch that a page of A4 has between its margins
_PAGE_ROWS: Final = 40  # of the index
_MOST_WRONG: Final = 8  # rows of what was wrong most often
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_INDEX: Final = (
    ("", "count"),
    ("Sent at", "when"),
    ("Outcome", "when"),
    ("Connection", "text"),
    ("First event", "text"),
    ("Events", "count"),
    ("Answered in", "count"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the exchanges do not tell.

    Attributes:
        title: of the report.
        description: whatever a person wants to say about it, on several lines.
        made_at: Unix seconds.
        environment: names and values, the program and its version first.
        query: what was looked for in the history; empty where the exchanges were chosen otherwise.
        masked: what was taken out of the exchanges, as in "user and session IDs".
    """

    title: str
    description: str
    made_at: float
    environment: tuple[tuple[str, str], ...]
    query: str
    masked: tuple[str, ...]


def write(kept: Iterable[Kept], facts: Facts, outlined: Outline) -> Iterator[str]:
    """Give the report piece by piece; what of ``kept`` is not in the outline is left out."""
    yield (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(facts.title)}</title><style>{SCREEN}</style></head><body>\n"
    )
    yield f"<header>{_head(facts, outlined)}</header>\n<main>"
    yield from _overview(facts, outlined, is_page=False)
    yield "<h2>Index</h2>"
    yield f'<div class="card scroll">{table(_INDEX, map(_index_row, outlined.lines.values()))}</div>'
    yield "<h2>Exchanges</h2>\n"
    yield from _exchanges(kept, outlined, is_page=False)
    yield f"</main><footer>{_closing(facts)}</footer></body></html>\n"


def pages(kept: Iterable[Kept], facts: Facts, outlined: Outline) -> Iterator[str]:
    """Give the same for paper in the HTML that Qt lays out: the overview, then each exchange."""
    yield _head(facts, outlined) + "".join(_overview(facts, outlined, is_page=True)) + _closing(facts)
    rows = tuple(map(_index_row, outlined.lines.values()))
    for start in range(0, len(rows), _PAGE_ROWS):
        yield f"<h2>Index</h2>{table(_INDEX, rows[start : start + _PAGE_ROWS])}"
    yield from _exchanges(kept, outlined, is_page=True)


def _head(facts: Facts, outlined: Outline) -> str:
    made = f"{moment(facts.made_at)} by {' '.join(facts.environment[0])}" if facts.environment else ""
    rows = {
        "Made": made or moment(facts.made_at),
        "Covers": f"{counted(outlined.summary.total, 'exchange')} with {counted(outlined.events, 'event')}",
        "Sent": _span(outlined),
        "Search": facts.query,
        "Masked": ", ".join(facts.masked),
    }
    description = f'<p class="lead">{text(facts.description)}</p>' if facts.description else ""
    return (
        f'<p class="kicker">Test report · PutEvents of Amazon Personalize</p><h1>{text(facts.title)}</h1>'
        f"{description}{facts_table(rows)}"
    )


def _span(outlined: Outline) -> str:
    times = [line.started_at for line in outlined.lines.values()]
    return f"{moment(min(times))} to {moment(max(times))}" if times else "Nothing was sent"


def _overview(facts: Facts, outlined: Outline, *, is_page: bool) -> Iterator[str]:
    summary = outlined.summary
    yield "<h2>Totals</h2>"
    yield _totals(outlined)
    if summary.bars:
        image = f'<img src="{CHART}" width="{_PAPER}">'
        drawn = image if is_page else report_chart.svg(summary)
        words = f'<p class="muted small">{text(report_chart.words(summary))}</p>'
        yield f'<div class="card chart">{drawn}{words}</div>'
    if outlined.errors or outlined.problems:
        yield "<h2>What was wrong most often</h2>"
        yield f'<div class="card columns">{"".join(_wrong(outlined))}</div>'
    yield "<h2>Environment</h2>"
    places = {
        f"Connection {number}" if len(outlined.places) > 1 else "Connection": place(target)
        for number, target in enumerate(outlined.places, 1)
    }
    yield f'<div class="card">{facts_table({**dict(facts.environment), **places})}</div>'


def _totals(outlined: Outline) -> str:
    summary = outlined.summary
    counts = [
        (f"{summary.outcomes[name]:,}", f"{_mark(name)}\N{NO-BREAK SPACE}{OUTCOMES[name]}", tone(name))
        for name in OUTCOMES
        if summary.outcomes.get(name)
    ]
    times = [("Median latency", summary.median_ms), ("95th percentile", summary.p95_ms)]
    shown = [(duration(value), name, "") for name, value in times if value is not None]
    cells = (
        f'<td class="{tone}"><b>{value}</b><br>{name}</td>'
        for value, name, tone in (*counts, *shown, (f"{outlined.events:,}", "Events", ""))
    )
    return f'<table class="totals" cellspacing="0"><tr>{"".join(cells)}</tr></table>'


def _wrong(outlined: Outline) -> Iterator[str]:
    """Yield a table of the errors and one of the rules, the most frequent first."""
    if outlined.errors:
        rows = [(text(name), f"{number:,}") for name, number in _most(outlined.errors)]
        yield f"<div>{table((('Error', 'name'), ('Exchanges', 'count')), rows)}</div>"
    if outlined.problems:
        columns = (("Rule", "name"), ("Problems", "count"), ("Exchanges", "count"))
        found = [
            (_rule(name), f"{number:,}", f"{outlined.concerned[name]:,}" if outlined.concerned[name] else "")
            for name, number in _most(outlined.problems)
        ]
        yield f"<div>{table(columns, found)}</div>"


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the most frequent ones, and all others as one where these are several."""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    shown, rest = ordered[:_MOST_WRONG], ordered[_MOST_WRONG:]
    return [*shown, (f"{len(rest):,} others", sum(number for _, number in rest))] if rest[1:] else ordered


def _rule(name: str) -> str:
    """Return a rule's name and what it catches; a family has one line in the lint's table."""
    known = {rule.name: rule.catches for rule in lint.RULES}
    catches = known.get(name) or known.get(f"{name.partition('.')[0]}.*", "")
    return f'{text(name)}<br><span class="muted small">{text(catches)}</span>' if catches else text(name)


def _index_row(line: Line) -> tuple[str, ...]:
    return (
        f'<a href="#x{line.number}">{line.number}</a>',
        moment(line.started_at),
        pill(line),
        text(line.connection),
        f'<a href="#x{line.number}">{text(line.title)}</a>',
        f"{line.events:,}",
        "" if line.answer_ms is None else duration(line.answer_ms),
    )


def _exchanges(kept: Iterable[Kept], outlined: Outline, *, is_page: bool) -> Iterator[str]:
    for each in kept:
        line = outlined.lines.get(each.exchange.id)
        if line:
            yield "".join(section(each, line, is_page=is_page))


def _closing(facts: Facts) -> str:
    masked = " Problems are those of the masked requests, as they are shown here." if facts.masked else ""
    return (
        '<p class="muted small">All times are in UTC. Authorization headers and session tokens are never '
        "kept, and are hidden here. Problems are found by the rules of PutEvents, without the dataset’s "
        f"schema.{masked}</p>"
    )


def _mark(outcome: str) -> str:
    return {"good": "✓", "error": "✕", "info": "…"}.get(tone(outcome), "?")
