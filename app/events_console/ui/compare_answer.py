"""What came back to two requests, fact beside fact, in the shape of a comparison."""

import json
from collections.abc import Mapping
from typing import Final

from events_console.domain.difference import Change, Difference
from events_console.domain.exchange import Exchange, Response
from events_console.domain.json_value import Object, dumps, freeze
from events_console.ui.compare_sections import Sections
from events_console.ui.exchange_text import duration, first_bytes, full_time
from events_console.ui.language import tr
from events_console.ui.outcomes import spoken_outcome
from events_console.ui.words import tr_word

_MOST: Final = 65_536  # bytes of a body that are shown
_TOOK: Final = tr("Answer took")
_Facts = Mapping[str, str]


def answer_sections(left: Exchange | None, right: Exchange | None, *, only_differences: bool) -> Sections:
    """Return what became of both, how long it took, where it went, and what was answered.

    A side without an exchange, a draft, has no facts.
    """
    names: list[str] = []
    shown: list[tuple[Difference, ...]] = []
    for name, facts in (
        (tr("Outcome"), _outcome),
        (tr("Time"), _time),
        (tr("Connection"), _connection),
        (tr("Headers of the answer"), _headers),
        (tr("Body of the answer"), _body),
    ):
        rows = _rows(*(facts(exchange) if exchange else {} for exchange in (left, right)))
        if facts is _time and left and right:
            rows = tuple(_with_span(row, left, right) for row in rows)
        kept = tuple(row for row in rows if not only_differences or row.kind is not Change.SAME)
        if kept:
            names.append(name)
            shown.append(kept)
    marks = [sum(row.kind is not Change.SAME for row in rows) for rows in shown]
    return Sections.of([len(rows) for rows in shown], marks, names.__getitem__, shown.__getitem__)


def _rows(left: _Facts, right: _Facts) -> tuple[Difference, ...]:
    return tuple(_row(label, left.get(label), right.get(label)) for label in dict.fromkeys((*left, *right)))


def _row(label: str, left: str | None, right: str | None) -> Difference:
    if left is None:
        kind = Change.ADDED
    elif right is None:
        kind = Change.REMOVED
    else:
        kind = Change.SAME if left == right else Change.CHANGED
    return Difference(None, None, kind, left or "", right or "", label)


def _with_span(row: Difference, left: Exchange, right: Exchange) -> Difference:
    """Return how long the answer took with how much longer that is than on the other side."""
    if row.label != _TOOK or row.kind is not Change.CHANGED or not (left.timing and right.timing):
        return row
    more = right.timing.answer_ms - left.timing.answer_ms
    said = tr("{time} ({difference} longer)") if more > 0 else tr("{time} ({difference} shorter)")
    shown = said.format(time=row.right_text, difference=duration(abs(more)))
    return Difference(None, None, row.kind, row.left_text, shown, row.label)


def _outcome(exchange: Exchange) -> _Facts:
    response, failure = exchange.response, exchange.failure
    facts = {
        tr("Outcome"): spoken_outcome(exchange.outcome, response.status if response else None),
        tr("Status"): str(response.status) if response else None,
        tr("Error code"): (response.code if response else None) or (failure.kind if failure else None),
        tr("Message"): (response.message if response else None) or (failure.message if failure else None),
        tr("Request ID"): response.request_id if response else None,
    }
    return {label: text for label, text in facts.items() if text}


def _time(exchange: Exchange) -> _Facts:
    timing, facts = exchange.timing, {tr("Sent"): full_time(exchange.started_at)}
    if timing:
        facts |= {
            _TOOK: duration(timing.answer_ms),
            tr("Preparation took"): duration(timing.prepare_ms),
            tr("In all"): duration(timing.total_ms),
        }
    return {**facts, tr("Attempts"): str(exchange.attempts)} if exchange.attempts else facts


def _connection(exchange: Exchange) -> _Facts:
    target = exchange.target
    return {
        tr("Connection"): target.name,
        tr("Kind"): tr_word(target.kind.value),
        tr("Region"): target.region,
        tr("Endpoint"): target.endpoint,
    }


def _answer(exchange: Exchange) -> Response | None:
    return exchange.response or (exchange.failure.partial if exchange.failure else None)


def _headers(exchange: Exchange) -> _Facts:
    """Return the headers by their names in lower case, which is all one; repeated ones as one list."""
    response, facts = _answer(exchange), dict[str, str]()
    for name, text in response.headers if response else ():
        known = facts.get(name.lower())
        facts[name.lower()] = text if known is None else f"{known}, {text}"
    return facts


def _body(exchange: Exchange) -> _Facts:
    """Return the members of a body that is a JSON object, of any other its text."""
    response = _answer(exchange)
    if response is None:
        return {}
    text = response.body[:_MOST].decode(errors="backslashreplace")
    try:
        value = freeze(json.loads(response.body)) if len(response.body) <= _MOST else text
    except (ValueError, RecursionError):
        value = text
    if isinstance(value, Object) and value:
        return {name: member if isinstance(member, str) else dumps(member) for name, member in value.items()}
    if len(response.body) > _MOST:
        text = f"{text}\n\n{first_bytes(_MOST, len(response.body))}"
    return {tr("Body"): text or tr("The body is empty.")}
