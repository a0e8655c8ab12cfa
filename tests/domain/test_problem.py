"""Problems: where they are, in the words of the window, and what their fixes do."""

import pytest

from events_console.domain.json_value import Object
from events_console.domain.problem import Fix, Problem, Severity, place, row_of
from events_console.domain.request import Edit, Request


@pytest.mark.parametrize(
    ("path", "row", "words"),
    [
        ("", None, "Request"),
        ("/sessionId", None, "Session ID"),
        ("/eventList", None, "Events"),
        ("/eventList/2", 2, "Event 3"),
        ("/eventList/2/sentAt", 2, "Event 3 · Sent at"),
        ("/eventList/0/impression/4", 0, "Event 1 · Impression"),
        ("/eventList/99999/metricAttribution/eventAttributionSource", 99999, "Event 100000 · Attribution"),
        ("/eventList/x", None, "Events"),
        ("/eventList/\u0663", None, "Events"),
        (f"/eventList/{'9' * 5000}", None, "Events"),
        ("/sent~1At/1", None, "sent/At"),
        ("/a\nb\x1b[31m", None, "a\\u000ab\\u001b[31m"),
        (f"/{'x' * 500}", None, f"{'x' * 40}…"),
    ],
)
def test_a_pointer_is_a_place_in_words(path: str, row: int | None, words: str) -> None:
    assert row_of(path) == row
    assert place(path) == words
    assert Problem(path, Severity.INFO, "rule", "message").place == words


def test_a_problem_of_an_event_becomes_one_of_the_request_with_its_fix() -> None:
    fix = Fix(
        "Mend it", (Edit("/itemID", rename="itemId"), Edit("/own", remove=True), Edit("/eventValue", 4.5))
    )
    problem = Problem("/itemID", Severity.ERROR, "key.unknown", "message", fix).below("/eventList/1")
    assert problem.path == "/eventList/1/itemID"
    assert problem.fix
    first = Object(itemID="untouched")
    request = Request(Object(eventList=(first, Object(itemID="i", own=1))))
    mended = problem.fix.apply(request)
    assert mended.events == (first, {"itemId": "i", "eventValue": 4.5})
    assert mended.events[0] is first
    assert Problem("", Severity.INFO, "rule", "message").below("/eventList/0").fix is None


def test_severities_are_in_the_order_of_showing() -> None:
    assert list(Severity) == ["error", "warning", "info"]
