"""Searching the history: with and without its index, what a reading of every row would find."""

import contextlib
import json
import sqlite3
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target, Timing
from events_console.domain.history_query import Query, parse
from events_console.domain.json_value import Object, dumps, freeze
from events_console.domain.request import Request
from events_console.services.history import History

if TYPE_CHECKING:
    from events_console.services.history_entries import Entry

TARGET = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:8080")
NOW = 1_790_000_000.25


def exchange(target: Target = TARGET, **members: object) -> Exchange:
    """Return a pending exchange with one event; ``members`` are those of the request."""
    document = freeze({"sessionId": "s", "eventList": [{"eventType": "View", "itemId": "i1"}], **members})
    assert isinstance(document, Object)
    return Exchange(str(UUID(int=len(dumps(document)))), Request(document), target, NOW)


def keep_up(history: History) -> None:
    while history.upkeep():
        pass


def both_ways(history: History, query: Query) -> list[str]:
    """Return the IDs that a search finds, which are the same before and after they are indexed."""
    before = [entry.id for entry in history.page(query=query)]
    keep_up(history)
    assert [entry.id for entry in history.page(query=query)] == before
    summary = history.summary(query)
    assert summary
    assert summary.total == len(before)
    return before


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("economy", True),
        ("ECONOMY", True),
        ("größe", True),
        ("GRÖSSE", True),
        ("ThrottlingException", True),
        ("rate EXCEEDED", True),
        ("request-17", True),
        ("Shop", True),
        ("half \ud83d", True),
        ("100%", True),
        ("1000", False),
        ("_conomy", False),
        ("' OR 1=1 --", False),
        ("business", False),
    ],
)
def test_search_looks_at_everything_in_any_case(history: History, search: str, found: bool) -> None:
    history.begin(exchange(replace(TARGET, name="Elsewhere")))
    one = exchange(properties='{"cabin":"Economy"}', note="Größe 100%", userId="half \ud83d")
    history.begin(one)
    answer = Response(400, (), b"", "request-17", "ThrottlingException", "Rate exceeded")
    history.settle(replace(one, outcome=Outcome.REJECTED, answer=answer))
    assert both_ways(history, parse(search)) == ([one.id] if found else [])


def test_a_failure_is_found_by_what_it_says(history: History) -> None:
    one = exchange()
    history.begin(one)
    failure = Failure("refused", "127.0.0.1:9 refused the connection.", "Start it.", may_have_arrived=False)
    history.settle(replace(one, outcome=Outcome.UNANSWERED, answer=failure))
    assert both_ways(history, Query("Refused the")) == [one.id]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("500", ["failed"]),
        ("500 FAILED", ["failed"]),
        ("refused", ["refused"]),
        ("rejected", ["refused", "failed"]),
        ("unanswered", ["lost"]),
        ("no answer", ["lost"]),
        ("Accepted ", ["accepted"]),
        ("Sending", ["pending"]),
        ("anonymous", ["pending", "lost", "failed", "refused"]),
        ("4C0FFEE", ["failed"]),
        ("4c0ff", []),
        ("c0ffee", []),
    ],
)
def test_search_finds_what_a_list_shows(history: History, search: str, found: list[str]) -> None:
    ids = {"accepted": "aaaaaaaa", "refused": "bbbbbbbb", "failed": "4c0ffeea", "lost": "dddddddd"}
    answers: tuple[tuple[Outcome, Response | Failure], ...] = (
        (Outcome.ACCEPTED, Response(200, (), b"")),
        (Outcome.REJECTED, Response(400, (), b"")),
        (Outcome.REJECTED, Response(500, (), b"")),
        (Outcome.UNANSWERED, Failure("timeout", "It took too long.", "Try again.", may_have_arrived=True)),
    )
    for (name, exchange_id), (outcome, answer) in zip(ids.items(), answers, strict=True):
        one = exchange(userId="u") if name == "accepted" else exchange()
        history.settle(replace(one, id=exchange_id, outcome=outcome, answer=answer))
    history.begin(replace(exchange(), id="eeeeeeee"))
    ids["pending"] = "eeeeeeee"
    assert set(both_ways(history, parse(search))) == {ids[name] for name in found}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("2026-11-21", True),
        ("2026-11-21 00:37", True),
        ("00:37", True),
        ("21 Nov 00:37", True),
        ("21 NOV 2026", True),
        ("2026-11-20 23:37:05 UTC", True),
        ("23:37", False),
        ("2026-11-22", False),
        ("22 nov", False),
    ],
)
def test_search_finds_the_local_time_and_the_whole_of_the_universal(
    history: History, monkeypatch: pytest.MonkeyPatch, search: str, found: bool
) -> None:
    sent = datetime.fromisoformat("2026-11-20T23:37:05+00:00").timestamp()
    history.begin(replace(exchange(), started_at=sent))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert len(both_ways(history, parse(search))) == int(found)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_row_of_the_future_hides_no_time_of_day(history: History) -> None:
    one, late = exchange(), replace(exchange(userId="late"), started_at=4e9)
    history.begin(replace(one, started_at=time.time()))
    history.begin(late)
    shown = time.strftime("%H:%M:%S", time.localtime(history.page(2)[1].started_at))
    assert both_ways(history, Query(shown)) == [one.id]


def test_a_very_long_text_is_found_without_the_index(history: History, history_file: Path) -> None:
    words = " ".join(f"w{number * 7919:x}" for number in range(40_000))
    long, short = exchange(properties=f"{words} needle"), exchange(userId="needle")
    for one in (long, short):
        history.settle(replace(one, outcome=Outcome.UNKNOWN))
    assert both_ways(history, Query("needle")) == [short.id, long.id]
    assert not history.upkeep()
    with contextlib.closing(sqlite3.connect(history_file)) as database:
        assert database.execute("SELECT seq, stays FROM unindexed").fetchall() == [(1, 1)]
    history.annotate(long.id, Annotation(note="Too long"))
    assert both_ways(history, Query("too long")) == [long.id]
    history.delete([long.id])
    assert both_ways(history, Query("needle")) == [short.id]


def test_a_search_misses_nothing_that_is_being_indexed(history: History, history_file: Path) -> None:
    kept = (exchange(userId="needle" if number % 9 == 0 else f"u{number}") for number in range(900))
    history.add(Kept(replace(one, id=str(UUID(int=number)))) for number, one in enumerate(kept))
    with contextlib.closing(History(history_file)) as other:
        indexing = threading.Thread(target=keep_up, args=(other,))
        indexing.start()
        counts = set()
        while indexing.is_alive():
            counts.add(len(history.page(1_000, query=Query("needle"))))
        indexing.join()
    assert counts | {len(history.page(1_000, query=Query("needle")))} == {100}


def test_nothing_is_found_for_whom_nobody_waits(history: History) -> None:
    history.add(Kept(replace(exchange(), id=str(UUID(int=number)))) for number in range(2_000))
    asked = iter([True, True])
    assert history.page(query=Query("no such thing"), is_wanted=lambda: next(asked, False)) == ()
    assert len(history.page()) == 100


# Compared with a reading of every row --------------------------------------------------------------------

ALPHABET = "\uffffaAbB1ß İé\"\\/:%_'😀\0\n\x1f\ud800"
WORD = st.text(ALPHABET, max_size=6)
ID = st.sampled_from(["u1", "U1", "user-12", "sku 7", 'a"b', "ß", "click", "purchase", "", "12"]) | WORD
EVENT = st.fixed_dictionaries(
    {},
    optional={
        "eventType": ID | st.integers(0, 20),
        "itemId": ID | st.integers(0, 20) | st.none(),
        "properties": st.dictionaries(WORD, WORD, max_size=2).map(json.dumps),
    },
)
NAMES = ("userId", "sessionId", "trackingId")
HEAD = st.fixed_dictionaries({}, optional={name: ID | st.integers(0, 20) for name in NAMES})
RESPONSE = st.builds(
    Response,
    st.sampled_from([200, 400, 403, 500, 503]),
    st.just(()),
    WORD.map(lambda text: text.encode(errors="replace")) | st.binary(max_size=4),
    *[st.none() | ID for _ in range(3)],
)
FAILURE = st.builds(Failure, WORD, WORD, WORD, st.booleans())
DAYS = st.sampled_from([0, 1, 2, 40, 400])


@st.composite
def kept(draw: st.DrawFn) -> Kept:
    root = freeze({**draw(HEAD), "eventList": draw(st.lists(EVENT, max_size=3))})
    assert isinstance(root, Object)
    answer = draw(st.none() | RESPONSE | FAILURE)
    outcome = (
        {True: Outcome.ACCEPTED, False: Outcome.REJECTED}[answer.status < 300]
        if isinstance(answer, Response)
        else Outcome.UNANSWERED
        if answer
        else draw(st.sampled_from([Outcome.UNKNOWN]))
    )
    target = replace(TARGET, name=draw(st.sampled_from(["Shop", "shop", "My “Shop”"]) | WORD))
    sent = NOW - draw(DAYS) * 86_400 - draw(st.integers(0, 100_000))
    one = Exchange(
        str(draw(st.uuids())),
        Request(root),
        target,
        sent,
        outcome,
        1,
        Timing(1.0, draw(st.floats(0, 99))),
        None,
        answer,
    )
    tags = tuple(draw(st.lists(st.sampled_from(["demo", "Demo", "smoke"]), max_size=2, unique=True)))
    return Kept(one, Annotation(draw(st.booleans()), draw(st.just("") | WORD), tags))


def fold(text: str) -> str:
    return text.casefold().encode(errors="backslashreplace").decode()


def said(value: object) -> str | None:
    """Return a member of a request as a filter names it."""
    return None if value is None else fold(value if isinstance(value, str) else json.dumps(value))


@dataclass
class Reader:
    """Reads a row from the beginning to the end, without SQL, and tells whether it is what was asked for."""

    one: Kept

    def text(self) -> str:
        exchange, annotation = self.one.exchange, self.one.annotation
        response, failure = exchange.response, exchange.failure
        request = dumps(exchange.request.root)
        called = {
            Outcome.ACCEPTED: "accepted · accepted",
            Outcome.UNANSWERED: "no answer · unanswered",
            Outcome.UNKNOWN: "unknown · unknown",
        }
        verdict = called.get(exchange.outcome)
        if response and verdict is None:
            verdict = f"{'failed' if response.status >= 500 else 'refused'} · rejected"
        parts = [
            f"{response.status} {verdict}" if response else verdict,
            exchange.target.name,
            response.code if response else None,
            response.message if response else failure.message if failure else None,
            response.request_id if response else None,
            *(said(exchange.request.root.get(name)) for name in NAMES),
            None if exchange.request.root.get("userId") is not None else "anonymous",
            annotation.note,
            request,
            request.replace("\\\\", "\0").replace('\\"', '"').replace("\0", "\\"),
            response.body.decode(errors="backslashreplace") if response else None,
            *annotation.tags,
        ]
        return "\n".join(fold(part) for part in parts if part)

    def has(self, query: Query) -> bool:
        return all(self.fits(key, query.values(key)) for key, _ in query.terms) and (
            not query.text or fold(query.text.strip()) in self.text()
        )

    def fits(self, key: str, values: tuple[str, ...]) -> bool:
        exchange, annotation = self.one.exchange, self.one.annotation
        response, root = exchange.response, exchange.request.root
        status = response.status if response else None
        match key:
            case "outcome":
                name = str(exchange.outcome)
                if name == "rejected":
                    name = "failed" if status and status >= 500 else "refused"
                return name in values
            case "status":
                return str(status) in values or (status is not None and f"{status // 100}xx" in values)
            case "is":
                flags = {
                    "starred": annotation.starred,
                    "noted": bool(annotation.note),
                    "anonymous": root.get("userId") is None,
                }
                return all(flags[value] for value in values)
            case "tag":
                return bool({fold(tag) for tag in annotation.tags} & {fold(value) for value in values})
            case "code":
                return (said(response.code if response else None) or "") in map(fold, values)
            case "connection":
                return fold(exchange.target.name) in map(fold, values)
            case "user" | "session" | "tracker":
                name = {"user": "userId", "session": "sessionId", "tracker": "trackingId"}[key]
                return (said(root.get(name)) or "") in map(fold, values)
            case "type" | "item":
                raise AssertionError("both are asked for at once")
        raise AssertionError(key)

    def has_event(self, types: tuple[str, ...], items: tuple[str, ...]) -> bool:
        return any(
            isinstance(event, Object)
            and (not types or (said(event.get("eventType")) or "") in map(fold, types))
            and (not items or (said(event.get("itemId")) or "") in map(fold, items))
            for event in self.one.exchange.request.events
        )


VALUE = {
    "outcome": st.sampled_from(["accepted", "refused", "failed", "unanswered", "unknown"]),
    "status": st.sampled_from(["200", "400", "4xx", "503", "5xx", "404"]),
    "code": ID,
    "connection": st.sampled_from(["Shop", "SHOP", "My “Shop”", "other"]),
    "user": ID,
    "session": ID,
    "tracker": ID,
    "type": ID,
    "item": ID,
    "tag": st.sampled_from(["demo", "DEMO", "smoke", "none"]),
    "is": st.sampled_from(["starred", "noted", "anonymous"]),
}
TERMS = st.lists(
    st.sampled_from(sorted(VALUE)).flatmap(lambda key: st.tuples(st.just(key), VALUE[key])), max_size=3
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Kept], list[Query]]:
    """Return exchanges, and questions that often are about something in one of them."""
    rows = draw(st.lists(kept(), min_size=1, max_size=8, unique_by=lambda one: one.exchange.id))
    texts = [Reader(one).text() for one in rows]
    queries = []
    for _ in range(6):
        text = draw(st.sampled_from(texts))
        begin = draw(st.integers(0, max(0, len(text) - 1)))
        piece = text[begin : begin + draw(st.integers(0, 9))]
        piece = draw(st.sampled_from([piece, piece.upper(), draw(WORD), ""]))
        if "\n" in piece or any(sign.isdigit() and ":" in piece for sign in piece):
            piece = ""  # what may be a time is looked for as one, too
        queries.append(Query(piece, tuple(dict.fromkeys(draw(TERMS)))))
    return rows, queries


@pytest.mark.parametrize("text", [":a", "A:", ":", "t", "u:", ":e", "o:unknown"])
def test_nobody_finds_what_the_index_marks_values_with(history: History, text: str) -> None:
    history.add([Kept(replace(exchange(), outcome=Outcome.UNKNOWN), Annotation())])
    keep_up(history)
    (row,) = history.found(Query())
    read = Reader(Kept(history.get(row.id) or exchange(), Annotation())).text()
    assert bool(list(history.found(Query(text)))) is (text.casefold() in read)


@settings(max_examples=60, deadline=None)
@given(drawn=histories(), indexed=st.integers(0, 8))
def test_a_search_finds_what_a_reading_of_every_row_finds(
    drawn: tuple[list[Kept], list[Query]], indexed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows, queries = drawn
    with contextlib.closing(History(tmp_path_factory.mktemp("naive") / "history.sqlite")) as history:
        history.add(rows[:indexed])
        keep_up(history)
        history.add(rows[indexed:])
        for query in queries:
            events = query.values("type"), query.values("item")
            others = replace(
                query, terms=tuple(term for term in query.terms if term[0] not in {"type", "item"})
            )
            expected = [
                one.exchange.id
                for one in reversed(rows)
                if Reader(one).has(others) and (events == ((), ()) or Reader(one).has_event(*events))
            ]
            found = list(history.found(query))
            assert [entry.id for entry in found] == expected, query.line
            pages: list[Entry] = []
            before = None
            while page := history.page(2, before, query):
                pages += page
                before = page[-1].seq
            assert pages == found
            summary = history.summary(query)
            assert summary
            assert (summary.total, summary.is_complete) == (len(expected), True)
