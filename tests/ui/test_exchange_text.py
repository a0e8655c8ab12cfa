import json
import time
from dataclasses import replace
from datetime import datetime

import pytest

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Headers, Outcome, Response, Sent, Target, Timing
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.ui import exchange_text
from events_console.ui.exchange_text import answer_text, request_text, sent_text
from events_console.ui.outcomes import spoken_outcome, verdict
from tests.support import within

TARGET = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-central-1", "https://shop.example")
REQUEST = Request(Object({"trackingId": "t-1", "eventList": (Object({"itemId": "été"}),)}))
HEADERS: Headers = (("Content-Type", "application/json"), ("Authorization", "hidden"))


def exchange(
    answer: Response | Failure | None = None, *, sent: Sent | None = None, outcome: Outcome = Outcome.ACCEPTED
) -> Exchange:
    return Exchange("e1", REQUEST, TARGET, 0.0, outcome, 1, None, sent, answer)


def answered(body: bytes, status: int = 200) -> str:
    return answer_text(exchange(Response(status, HEADERS, body)))


@pytest.mark.parametrize(
    ("milliseconds", "expected"),
    [
        (0.2, "0 ms"),
        (38.4, "38 ms"),
        (999.4, "999 ms"),
        (999.6, "1.0 s"),
        (5004.0, "5.0 s"),
        (61_000, "61.0 s"),
    ],
)
def test_a_time_span_reads_well(milliseconds: float, expected: str) -> None:
    assert exchange_text.duration(milliseconds) == expected


@pytest.mark.parametrize(
    ("outcome", "status", "shown", "spoken"),
    [
        (Outcome.ACCEPTED, 200, "✓ 200 Accepted", "Accepted, status 200"),
        (Outcome.REJECTED, 400, "✕ 400 Refused", "Refused, status 400"),
        (Outcome.REJECTED, 503, "! 503 Failed", "Failed, status 503"),
        (Outcome.UNANSWERED, None, "? No answer", "No answer"),
        (Outcome.UNKNOWN, None, "? Outcome unknown", "Unknown"),
        (Outcome.PENDING, None, "… Sending", "Pending"),
    ],
)
def test_every_outcome_has_a_mark_and_words(
    outcome: Outcome, status: int | None, shown: str, spoken: str
) -> None:
    assert verdict(outcome, status) == shown
    assert spoken_outcome(outcome, status) == spoken


@pytest.mark.parametrize(
    ("timing", "attempts", "expected"),
    [
        (Timing(2.0, 36.0), 1, "36 ms · 1 attempt · 2 ms of preparation, 38 ms in all"),
        (Timing(2000.0, 36.0), 3, "36 ms · 3 attempts · 2.0 s of preparation, 2.0 s in all"),
        (None, 0, ""),
    ],
)
def test_what_it_took_is_said_with_its_parts(timing: Timing | None, attempts: int, expected: str) -> None:
    made = Exchange("e1", REQUEST, TARGET, 0.0, attempts=attempts, timing=timing)
    assert exchange_text.measure(made) == expected


def test_a_time_of_today_needs_no_date_and_one_of_another_year_the_year() -> None:
    now = datetime.now().astimezone()
    assert exchange_text.short_time(now.timestamp()) == now.strftime("%H:%M:%S")
    month, name = (7, "Jul") if now.month == 8 else (8, "Aug")
    another_day = datetime(now.year, month, 1, 14, 2, 11).astimezone()
    assert exchange_text.short_time(another_day.timestamp()) == f"1 {name} 14:02"
    another_year = another_day.replace(year=now.year - 1)
    assert exchange_text.short_time(another_year.timestamp()) == f"1 {name} {now.year - 1} 14:02"


def test_times_are_local(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = datetime.fromisoformat("2026-11-20T14:02:11+00:00").timestamp()
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert exchange_text.full_time(seconds) == "20 Nov 2026 15:02:11 CET"
        assert exchange_text.date_time(seconds) == "20 Nov 2026 15:02"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_an_exchange_is_about_names_its_first_event_and_when_it_was_sent() -> None:
    events = (Object(eventType="purchase", itemId="sku-1"), Object())
    one = replace(exchange(), request=Request(Object({"eventList": events})))
    sent = exchange_text.short_time(0.0)
    assert exchange_text.about(one) == f"purchase · sku-1 +1, {sent}"
    assert exchange_text.about(replace(one, request=Request(Object()))) == f"No event, {sent}"


def test_an_answer_is_its_status_its_headers_and_its_body() -> None:
    head = "200 OK\nContent-Type: application/json\nAuthorization: hidden\n\n"
    assert answered(b"") == f"{head}The body is empty."
    assert answered(b'{"a": 1}') == f'{head}{{\n  "a": 1\n}}'


@pytest.mark.parametrize("body", ['{"a": 1, "a": 2}', '{"a": 1.10}', "<b>no JSON</b>", "[" * 100_000])
def test_a_body_that_would_lose_something_by_a_layout_is_shown_as_it_came(body: str) -> None:
    assert answered(body.encode()).endswith(f"\n\n{body}")


def test_of_a_long_body_the_beginning_is_shown_as_it_came() -> None:
    assert answered(b"[1,1]").endswith("[\n  1,\n  1\n]")
    most, size = 256 * 1024, 4 * 1024 * 1024
    with within(0.5):
        text = answered(b"[" + b"1," * (size // 2 - 1) + b"]")
    assert f"\n\n[{'1,' * (most // 2 - 1)}1\n\n" in text
    assert text.endswith("These are the first 262,144 of 4,194,304 bytes.")


def test_bytes_that_are_no_text_and_a_status_that_has_no_name_are_shown_as_well() -> None:
    assert answered(b"a\xffb", 799).startswith("799\n")
    assert answered(b"a\xffb").endswith("a\\xffb")


@pytest.mark.parametrize(
    ("may_have_arrived", "said"), [(True, "may have arrived"), (False, "has not arrived")]
)
def test_no_answer_says_whether_the_request_may_have_arrived(may_have_arrived: bool, said: str) -> None:
    failure = Failure("timeout-read", "No answer came.", "Send it again.", may_have_arrived)
    assert answer_text(exchange(failure)) == f"No answer came.\nThe request {said}."


def test_an_answer_that_broke_off_is_shown_as_far_as_it_came() -> None:
    failure = Failure(
        "truncated", "It broke off.", "Again.", may_have_arrived=True, partial=Response(200, (), b'{"me')
    )
    assert answer_text(exchange(failure)).endswith('What was answered:\n\n200 OK\n\n{"me')


def test_while_nothing_has_come_it_says_so() -> None:
    assert answer_text(exchange(outcome=Outcome.UNKNOWN)) == "No answer has come."


def test_what_was_sent_is_exact() -> None:
    body = '{"trackingId":"t-1","eventList":[{"itemId":"été"}]}'
    sent = Sent("POST", "https://shop.example/events", HEADERS, body.encode())
    assert sent_text(exchange(sent=sent)) == (
        "POST https://shop.example/events\nContent-Type: application/json\nAuthorization: hidden\n\n" + body
    )
    assert sent_text(exchange()) == "Nothing has left this computer."


def test_the_request_is_json_however_long_it_is() -> None:
    assert json.loads(request_text(exchange())) == {"trackingId": "t-1", "eventList": [{"itemId": "été"}]}
    long = REQUEST.with_events(REQUEST.events * 501)
    text = request_text(Exchange("e1", long, TARGET, 0.0))
    assert json.loads(text)["eventList"][500] == {"itemId": "été"}
