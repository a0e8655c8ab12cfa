"""One exchange in a test report: what was sent, what is wrong with that, and what came back."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from events_console.domain.annotation import Kept
from events_console.domain.cells import show as cell
from events_console.domain.exchange import Exchange, Headers, Response
from events_console.domain.explain import explain
from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS
from events_console.domain.json_value import dumps, freeze
from events_console.domain.problem import Severity
from events_console.domain.request import Request
from events_console.domain.wording import counted
from events_console.forms.report_markup import duration, facts_table, moment, pill, place, table, text
from events_console.forms.report_outline import Line, checked

_MOST_EVENTS: Final = 200  # in the table of an exchange; its JSON has all
_MOST_PROBLEMS: Final = 50
_LONGEST: Final = 256 * 1024  # characters of a text
_LONGEST_CELL: Final = 2_000  # characters; properties have 1,024 at most
_SEVERITIES: Final = {
    Severity.ERROR: ("✕", "Error"),
    Severity.WARNING: ("▲", "Warning"),
    Severity.INFO: ("ℹ", "Hint"),  # noqa: RUF001  # the sign is meant, not the letter
}


def section(kept: Kept, line: Line, *, is_page: bool) -> Iterator[str]:
    """Yield the HTML of an exchange; on a page, nothing in it is folded."""
    exchange, annotation = kept.exchange, kept.annotation
    star = '<span class="star">★ Starred</span> ' if annotation.starred else ""
    verdict = f"<p>{pill(line)}</p>" if is_page else pill(line)
    yield (
        f'<section class="card exchange" id="x{line.number}"><div class="head">'
        f"<h3>{line.number} · {text(line.title)}</h3>{star}{verdict}</div>"
    )
    meaning = explain(exchange)
    yield f'<p class="says"><b>{text(meaning.headline)}</b> {text(meaning.advice)}</p>'
    if annotation.note:
        yield f'<p class="note">{text(annotation.note)}</p>'
    yield f'<div class="columns">{facts_table(_what(exchange))}{facts_table(_outcome(kept))}</div>'
    yield from _events(exchange.request)
    yield from _problems(exchange)
    for title, content in _texts(exchange):
        shown = f"<pre>\n{text(_cut(content))}</pre>"
        yield (
            f"<h4>{title}</h4>{shown}" if is_page else f"<details><summary>{title}</summary>{shown}</details>"
        )
    yield "</section>\n"


def _what(exchange: Exchange) -> dict[str, str]:
    return {
        "Sent at": moment(exchange.started_at),
        "Sent to": place(exchange.target),
        **{field.label: _member(exchange.request, field.name) for field in REQUEST_FIELDS},
    }


def _outcome(kept: Kept) -> dict[str, str]:
    exchange, timing = kept.exchange, kept.exchange.timing
    response, failure = exchange.response, exchange.failure
    answer = response or (failure and failure.partial)
    times = timing and (
        f"{duration(timing.answer_ms)}{'' if response else ' of waiting'}, "
        f"after {duration(timing.prepare_ms)} of preparation"
    )
    return {
        "Status": _status(response) if response else "",
        "Error": ": ".join(filter(None, (response.code, response.message))) if response else "",
        "Failure": failure.kind if failure else "",
        "Time": times or "",
        "Attempts": str(exchange.attempts or ""),
        "Request ID": (answer and answer.request_id) or "",
        "History ID": exchange.id,
        "Tags": " ".join(f"#{tag}" for tag in kept.annotation.tags),
    }


def _member(request: Request, name: str) -> str:
    value = request.root.get(name)
    return value if isinstance(value, str) else "" if value is None else dumps(value)


def _events(request: Request) -> Iterator[str]:
    events = [request.event(row) for row in range(min(len(request.events), _MOST_EVENTS))]
    fields = [field for field in EVENT_FIELDS if any(field.name in event for event in events)]
    if not fields:
        return
    rows = (
        (str(row), *(text(_cut(cell(event, field), _LONGEST_CELL)) for field in fields))
        for row, event in enumerate(events, 1)
    )
    more = len(request.events) - len(events)
    yield f"<h4>{counted(len(request.events), 'event')}</h4>"
    columns = (("", "count"), *((field.label, field.kind.name.lower()) for field in fields))
    yield f'<div class="scroll">{table(columns, rows)}</div>'
    if more:
        yield f'<p class="muted small">{counted(more, "further event")}: see the request as JSON.</p>'


def _problems(exchange: Exchange) -> Iterator[str]:
    found = checked(exchange)
    problems = found.problems(_MOST_PROBLEMS)
    if not problems:
        return
    number = sum(found.severities().values())
    yield f'<h4>{counted(number, "problem")} of what was sent</h4><ul class="problems">'
    for problem in problems:
        mark, word = _SEVERITIES[problem.severity]
        yield (
            f'<li><span class="{problem.severity}">{mark} {word}</span> {text(problem.message)} '
            f'<span class="place">{text(problem.place)} · {problem.rule}</span></li>'
        )
    yield "</ul>"
    if number > len(problems):
        yield f'<p class="muted small">These are the first {len(problems)} of {number:,}.</p>'


def _texts(exchange: Exchange) -> Iterator[tuple[str, str]]:
    yield "Request as JSON", dumps(exchange.request.root, indent=2)
    if sent := exchange.sent:
        yield "Over the wire", _message(f"{sent.method} {sent.url}", sent.headers, _decoded(sent.body))
    failure = exchange.failure
    if response := exchange.response or (failure and failure.partial):
        title = "Answer" if exchange.response else "What came of the answer"
        yield title, _message(_status(response), response.headers, _laid_out(_decoded(response.body)))


def _message(first_line: str, headers: Headers, body: str) -> str:
    return "\n".join((first_line, *(f"{name}: {value}" for name, value in headers), "", body)).rstrip("\n")


def _status(response: Response) -> str:
    known = response.status in HTTPStatus._value2member_map_
    return f"{response.status} {HTTPStatus(response.status).phrase}" if known else str(response.status)


def _decoded(body: bytes) -> str:
    return body.decode(errors="backslashreplace")


def _laid_out(body: str) -> str:
    """Return JSON on several lines; what is none, or would lose a repeated key by that, as it is."""
    try:
        laid = dumps(freeze(json.loads(body)), indent=2)
    except (ValueError, RecursionError):
        return body
    return laid if "".join(laid.split()) == "".join(body.split()) else body


def _cut(whole: str, most: int = _LONGEST) -> str:
    return whole if len(whole) <= most else f"{whole[:most]}\n… {len(whole) - most:,} further characters"
