"""Many requests one after the other: what was throttled goes again, and what makes no sense ends."""

from collections.abc import Callable
from threading import Event

import pytest

from events_console.domain import arming
from events_console.domain.connection import Connection, ConnectionKind
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.request import Request
from events_console.services import batch
from events_console.services.batch import send_all, worst
from events_console.services.history import History
from events_console.services.sender import Sender
from tests.support import OK, Answer, Sink, http

Connect = Callable[..., Connection]

THROTTLED = Answer(http("400 Bad Request", b"{}", x_amzn_ErrorType="ThrottlingException"))
INVALID = Answer(http("400 Bad Request", b"{}", x_amzn_ErrorType="InvalidInputException"))
DENIED = Answer(http("403 Forbidden", b"{}", x_amzn_ErrorType="AccessDeniedException"))
FAILED = Answer(http("503 Service Unavailable", b"{}"))
GOOD = Answer(OK)


@pytest.fixture
def send(
    sender: Sender, request_document: Request, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[Exchange]]:
    """Send the same request so many times to a sink that answers as it is told."""

    monkeypatch.setattr(batch, "PAUSES", (0.0,) * 3)

    def sent(times: int, *answers: Answer) -> list[Exchange]:
        with Sink(*answers) as sink:
            requests = [request_document] * times
            return list(send_all(sender, requests, connect(sink.url), stamp=True, stop=Event()))

    return sent


Send = Callable[..., list[Exchange]]


def test_each_is_sent_and_kept(send: Send, history: History) -> None:
    found = send(3)
    assert [exchange.outcome for exchange in found] == [Outcome.ACCEPTED] * 3
    assert {entry.id for entry in history.page()} == {exchange.id for exchange in found}
    assert len({exchange.request.event(1)["eventId"] for exchange in found}) == 3


def test_what_is_throttled_goes_again_with_the_same_event_ids(send: Send, history: History) -> None:
    found = send(2, THROTTLED, THROTTLED, GOOD)
    assert [exchange.outcome for exchange in found] == [Outcome.ACCEPTED] * 2
    tries = history.recent(9)
    assert [exchange.outcome for exchange in tries] == [
        Outcome.REJECTED,
        Outcome.REJECTED,
        Outcome.ACCEPTED,
        Outcome.ACCEPTED,
    ]
    assert tries[0].request == tries[1].request == tries[2].request != tries[3].request


@pytest.mark.parametrize("throttled", [THROTTLED, Answer(http("429 Too Many Requests", b"{}"))])
def test_what_is_throttled_uses_up_nothing_of_what_was_armed(
    sender: Sender,
    request_document: Request,
    connect: Connect,
    monkeypatch: pytest.MonkeyPatch,
    throttled: Answer,
) -> None:
    monkeypatch.setattr(batch, "PAUSES", (0.0,) * 3)
    with Sink(*[throttled, throttled, GOOD] * (arming.REQUESTS + 1)) as sink:
        shop = connect(sink.url, kind=ConnectionKind.PRODUCTION)
        sender.arm(shop, shop.name)
        requests = [request_document] * (arming.REQUESTS + 1)
        *taken, left = send_all(sender, requests, shop, stamp=True, stop=Event())
    assert [exchange.outcome for exchange in taken] == [Outcome.ACCEPTED] * arming.REQUESTS
    assert left.failure
    assert left.failure.kind == "not-armed"


@pytest.mark.parametrize(
    ("answers", "sent"),
    [
        ((INVALID, GOOD), 9),
        ((INVALID, INVALID, INVALID, INVALID, GOOD), 9),
        ((INVALID,), 5),
        ((FAILED,), 5),
        ((GOOD, DENIED), 2),
        ((GOOD, Answer(then="reset", raw=b"")), 6),
        ((THROTTLED,), 1),
    ],
)
def test_it_ends_where_the_next_would_fare_the_same(
    send: Send, answers: tuple[Answer, ...], sent: int
) -> None:
    assert len(send(9, *answers)) == sent


def test_it_ends_where_nothing_leaves(sender: Sender, request_document: Request, connect: Connect) -> None:
    with Sink() as sink:
        connection = connect(sink.url)
    requests = [request_document] * 3
    (exchange,) = send_all(sender, requests, connection, stamp=True, stop=Event())
    assert exchange.failure
    assert not exchange.failure.may_have_arrived


def test_it_stops_when_told(sender: Sender, request_document: Request, connect: Connect) -> None:
    with Sink() as sink:
        stop = Event()
        found = send_all(sender, [request_document] * 3, connect(sink.url), stamp=False, stop=stop)
        assert "eventId" not in next(found).request.event(1)
        stop.set()
        assert list(found) == []
        assert len(sink.received) == 1


def test_waiting_ends_when_told(
    sender: Sender, request_document: Request, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "PAUSES", (600.0,))
    stop = Event()

    def throttled(_request: object) -> Answer:
        stop.set()
        return THROTTLED

    with Sink() as sink:
        sink.answer = throttled
        requests = [request_document] * 3
        (exchange,) = send_all(sender, requests, connect(sink.url), stamp=True, stop=stop)
    assert exchange.outcome is Outcome.REJECTED


def test_the_worst_outcome() -> None:
    assert worst([]) is Outcome.ACCEPTED
    assert worst([Outcome.ACCEPTED, Outcome.UNANSWERED, Outcome.REJECTED]) is Outcome.UNANSWERED
    assert worst([Outcome.REJECTED, Outcome.ACCEPTED]) is Outcome.REJECTED
