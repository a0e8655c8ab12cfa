"""HTTP Archives: any exchange makes an entry that others open, and requests come back from it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Timing
from events_console.domain.request import Request
from events_console.forms import har, har_log
from tests.exchanges import accepted, kept, pending, request, unanswered
from tests.strategies import model_requests


def log(*exchanges: Exchange | Kept) -> Any:
    given_ = (one if isinstance(one, Kept) else Kept(one) for one in exchanges)
    return json.loads("".join(har_log.write(given_, "1.2.3")), parse_constant=pytest.fail)["log"]


def entry(exchange: Exchange | Kept) -> Any:
    (found,) = log(exchange)["entries"]
    return found


@settings(max_examples=40)
@given(model_requests)
def test_a_request_is_read_back(document: Request) -> None:
    text = "".join(har_log.write([Kept(accepted(document)), Kept(unanswered(document))], "1"))
    assert [reading.request for reading in har.read_all(text)] == [document, document]


# The members that HAR 1.2 demands, with their types.
TYPES: dict[type, Any] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number", "minimum": 0},
}


def members(**kinds: Any) -> Any:
    properties = {name: TYPES[kind] if isinstance(kind, type) else kind for name, kind in kinds.items()}
    return {"type": "object", "required": list(kinds), "properties": properties}


def each(inner: Any) -> Any:
    return {"type": "array", "items": inner}


PAIRS = each(members(name=str, value=str))
HEAD = {"httpVersion": str, "cookies": each({}), "headers": PAIRS, "headersSize": int, "bodySize": int}
POSTED = members(mimeType=str, text=str)
REQUEST = members(method=str, url=str, queryString=PAIRS, postData=POSTED, **HEAD)
CONTENT = members(size=int, mimeType=str)
RESPONSE = members(status=int, statusText=str, content=CONTENT, redirectURL=str, **HEAD)
WHEN = {"pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\+00:00$"}
ENTRY = members(
    startedDateTime=WHEN,
    time=float,
    request=REQUEST,
    response=RESPONSE,
    cache={"const": {}},
    timings=members(send=float, wait=float, receive=float),
)
LOG = Draft202012Validator(
    members(version={"const": "1.2"}, creator=members(name=str, version=str), entries=each(ENTRY))
)


@settings(max_examples=60)
@given(kept)
def test_any_exchange_makes_an_entry_as_the_specification_has_it(given_: Kept) -> None:
    found = log(given_, given_)
    LOG.validate(found)
    assert len(found["entries"]) == 2


def test_an_answered_exchange() -> None:
    note = Annotation(starred=True, note="See ticket 7")
    document = request()
    found = entry(Kept(accepted(document), note))
    assert found["startedDateTime"] == "2023-11-14T22:13:20.250+00:00"
    assert (found["time"], found["comment"], found["_outcome"]) == (3.75, "See ticket 7", "accepted")
    assert found["timings"] == {"blocked": 1.5, "send": 0, "wait": 2.25, "receive": 0}
    sent, answer = found["request"], found["response"]
    assert (sent["method"], sent["url"]) == ("POST", "http://127.0.0.1:8080/events")
    assert sent["headers"] == [{"name": "Content-Type", "value": "application/json"}]
    assert json.loads(sent["postData"]["text"]) == json.loads(json.dumps(document.root))
    assert sent["postData"]["mimeType"] == "application/json"
    assert (sent["bodySize"], sent["headersSize"]) == (len(sent["postData"]["text"]), -1)
    assert (answer["status"], answer["statusText"], answer["bodySize"]) == (200, "OK", 0)
    assert "_error" not in answer
    assert sent["cookies"] == answer["cookies"] == []


@pytest.mark.parametrize(
    ("exchange", "error", "text"),
    [
        (unanswered(), "Nothing listens there.", ""),
        (pending(), "The request is on its way.", ""),
        (replace(pending(), outcome=Outcome.UNKNOWN), "The program ended before", ""),
        (
            replace(
                accepted(),
                outcome=Outcome.UNANSWERED,
                answer=Failure(
                    "cut", "It broke off.", "", may_have_arrived=True, partial=Response(200, (), b"{")
                ),
            ),
            "It broke off.",
            "{",
        ),
    ],
)
def test_an_exchange_without_an_answer(exchange: Exchange, error: str, text: str) -> None:
    found = entry(exchange)
    assert found["request"]["url"] == "http://127.0.0.1:8080/events"
    assert found["response"]["status"] == 0
    assert found["response"]["_error"].startswith(error)
    assert found["response"]["content"]["text"] == text


def test_bodies_and_addresses_of_any_kind() -> None:
    one = accepted()
    assert one.sent
    sent = replace(one.sent, url="https://h/events?a=1&b=%C3%BC&c", body=b"\xff")
    answer = Response(302, (("Location", "/there"), ("content-type", "text/plain")), "é".encode())
    found = entry(replace(one, sent=sent, answer=answer, timing=Timing(0, 0)))
    assert found["request"]["queryString"] == [
        {"name": "a", "value": "1"},
        {"name": "b", "value": "ü"},
        {"name": "c", "value": ""},
    ]
    assert (found["request"]["postData"]["text"], found["request"]["postData"]["encoding"]) == (
        "/w==",
        "base64",
    )
    assert found["response"]["redirectURL"] == "/there"
    assert found["response"]["content"] == {"size": 2, "mimeType": "text/plain", "text": "é"}
    assert entry(replace(one, sent=replace(one.sent, url="http://[")))["request"]["queryString"] == []


def test_the_log_says_who_made_it_and_may_be_empty() -> None:
    found = log()
    assert (found["version"], found["creator"]) == ("1.2", {"name": "Events Console", "version": "1.2.3"})
    assert found["entries"] == []


def test_entries_come_one_after_the_other() -> None:
    asked = []

    def listed() -> Any:
        for number in range(3):
            asked.append(number)
            yield Kept(accepted())

    pieces = har_log.write(listed(), "1")
    next(pieces)
    next(pieces)
    assert asked == [0]


@pytest.mark.parametrize("time", [float("nan"), float("inf"), float("-inf")])
def test_times_that_json_does_not_have(time: float) -> None:
    found = entry(replace(accepted(), timing=Timing(time, time)))
    assert (found["time"], found["timings"]["wait"], found["timings"]["blocked"]) == (0, 0, 0)
