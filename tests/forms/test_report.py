"""The test report: read by a parser of HTML that is not ours."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Sent, Target, Timing
from events_console.domain.history_query import OUTCOMES
from events_console.domain.json_value import Json, Object
from events_console.domain.request import Request
from events_console.domain.summary import MOST_BARS
from events_console.forms.report import Facts, pages, write
from events_console.forms.report_chart import svg, words
from events_console.forms.report_outline import outline
from events_console.forms.report_style import SCREEN
from tests.strategies import any_texts, requests
from tests.support import within

PLACE = Target("Shop EU", ConnectionKind.PRODUCTION, "eu-central-1", "https://shop.example")
OTHER = Target("Test", ConnectionKind.DEVELOPMENT, "us-east-1", "https://test.example")
FACTS = Facts(
    "Release 12", "Line one\nline two", 1_795_190_000.5, (("Events Console", "0.1.0"),), "tag:smoke", ()
)
NOON = 1_795_176_000.0  # 2026-11-20 12:00 UTC
VOID = {"meta", "br", "img", "rect", "path"}


class Page(HTMLParser):
    """What a browser would find: texts, elements with their attributes, and whether all are closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text += data

    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}


def request(**event: Json) -> Request:
    whole = Object({"eventType": "View", "itemId": "i-1", "sentAt": int(NOON), "eventId": "e-1", **event})
    return Request(Object({"trackingId": "t-1", "userId": "u-1", "sessionId": "s-1", "eventList": (whole,)}))


def accepted(name: str = "x-1", at: float = NOON, **event: Json) -> Kept:
    sent = Sent("POST", "https://shop.example/events", (("Authorization", "‹hidden›"),), b'{"sent": 1}')  # noqa: RUF001
    answer = Response(200, (("x-amzn-RequestId", "r-1"),), b"", "r-1")
    return Kept(Exchange(name, request(**event), PLACE, at, Outcome.ACCEPTED, 1, Timing(2, 38), sent, answer))


def refused(name: str = "x-2", at: float = NOON + 60) -> Kept:
    answer = Response(400, (), b'{"message":"too long"}', "r-2", "InvalidInputException", "too long")
    exchange = replace(accepted(name, at).exchange, outcome=Outcome.REJECTED, answer=answer, target=OTHER)
    return Kept(exchange, Annotation(starred=True, note="Seen\nin the test", tags=("smoke",)))


def unanswered(name: str = "x-3", at: float = NOON + 120) -> Kept:
    failure = Failure(
        "timeout-read", "No answer came within 5 seconds.", "Send it again.", may_have_arrived=True
    )
    return Kept(replace(accepted(name, at).exchange, outcome=Outcome.UNANSWERED, answer=failure))


def html(*kept: Kept, facts: Facts = FACTS) -> str:
    return "".join(write(kept, facts, outline(kept)))


def test_it_says_what_was_sent_and_what_came_back() -> None:
    page = Page(html(accepted(), refused(), unanswered()))
    for told in (
        *("Release 12", "Line one\nline two", "2026-11-20 15:53:20.500 UTC by Events Console 0.1.0"),
        *(
            "3 exchanges with 3 events",
            "tag:smoke",
            "Shop EU · Production · eu-central-1 · https://shop.example",
        ),
        *("✓ 200 Accepted", "✕ 400 Refused", "? No answer", "The service took the request."),
        *("InvalidInputException: too long", "Seen\nin the test", "#smoke", "★ Starred", "timeout-read"),
        *("38 ms, after 2 ms of preparation", "38 ms of waiting", "r-1", "x-1", "t-1", "u-1", "s-1"),
        *("POST https://shop.example/events\nAuthorization: ‹hidden›", '{"sent": 1}'),  # noqa: RUF001
        *('"message": "too long"', "Median latency", "95th percentile"),
    ):
        assert told in page.text, told
    assert not page.open


def test_the_problems_of_what_was_sent_are_named() -> None:
    page = Page(html(accepted(sentAt=int(NOON) * 1000)))
    assert "time.milliseconds" in page.text
    assert "Event 1 · Sent at" in page.text
    assert "of what was sent" not in Page(html(accepted())).text


def test_it_refers_to_nothing_outside_and_runs_nothing() -> None:
    text = html(accepted(), refused(), unanswered())
    page = Page(text)
    policy = [found for tag, found in page.elements if tag == "meta" and found.get("http-equiv")]
    assert policy == [
        {
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        }
    ]
    assert page.tags().isdisjoint({"script", "link", "iframe", "object", "embed", "img", "base", "form"})
    for _, found in page.elements:
        assert found.keys().isdisjoint({"src", "srcset", "style", "action", "data"})
        assert (found.get("href") or "#").startswith("#")
        assert not [name for name in found if name.startswith("on")]
    assert "url(" not in SCREEN
    assert "@import" not in SCREEN


def test_the_index_leads_to_each_exchange() -> None:
    page = Page(html(accepted(), refused()))
    places = {found["id"] for tag, found in page.elements if "id" in found and tag == "section"}
    links = {(found["href"] or "")[1:] for tag, found in page.elements if tag == "a"}
    assert links == places == {"x1", "x2"}


HOSTILE = (
    "</script></style></pre></details><script>alert(1)</script>\"'<img src=x onerror=y>&amp;"
    "\x00\x1b\ud800\u202e\u061c\xad\U000e0041"
)


def test_hostile_text_is_shown_and_does_nothing() -> None:
    request = Request(
        Object(
            {"userId": HOSTILE, HOSTILE: HOSTILE, "eventList": (Object({"eventType": HOSTILE, HOSTILE: 1}),)}
        )
    )
    odd = replace(
        refused().exchange,
        id="x",
        request=request,
        target=Target(HOSTILE, ConnectionKind.SANDBOX, HOSTILE, HOSTILE),
        sent=Sent(HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),), HOSTILE.encode(errors="surrogatepass")),
        answer=Response(499, ((HOSTILE, HOSTILE),), b"\xff\x00</pre><script>", HOSTILE, HOSTILE, HOSTILE),
    )
    facts = Facts(HOSTILE, HOSTILE, 1e300, ((HOSTILE, HOSTILE),), HOSTILE, (HOSTILE,))
    text = html(Kept(odd, Annotation(note=HOSTILE, tags=(HOSTILE,))), facts=facts)
    page = Page(text)
    text.encode()
    assert not page.open
    assert page.tags().isdisjoint({"script", "img"})
    assert page.text.count("<script>alert(1)</script>") > 20
    assert "\\u0000\\u001b\\ud800\\u202e\\u061c\\u00ad\\U000e0041" in page.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u061c\xad\U000e0041]", text)


@settings(max_examples=40)
@given(requests, any_texts)
def test_any_request_is_told_whole(request: Request, text: str) -> None:
    kept = Kept(replace(accepted().exchange, request=request), Annotation(note=text))
    page = Page(html(kept))
    assert not page.open
    assert page.tags().isdisjoint({"script", "img"})
    for each in pages([kept], FACTS, outline([kept])):
        each.encode()


def test_a_long_body_is_shown_in_no_time() -> None:
    body = b'{"a": "' + b"<" * 256 * 1024 + b'"}'
    exchange = accepted().exchange
    assert exchange.sent
    kept = Kept(replace(exchange, sent=replace(exchange.sent, body=body)))
    with within(1):
        text = html(kept)
    assert "further characters" in text
    assert len(text) < 2_000_000


def test_what_an_outline_does_not_know_is_left_out() -> None:
    known = outline([accepted()])
    assert "x-2" not in "".join(write([accepted(), refused()], FACTS, known))


def test_thousands_are_written_piece_by_piece() -> None:
    made = [accepted(f"x-{number}", NOON + number) for number in range(300)]
    assert max(map(len, write(made, FACTS, outline(made)))) < 300_000
    assert sum(1 for _ in write(made, FACTS, outline(made))) > 300


def test_nothing_is_a_report_too() -> None:
    page = Page(html())
    assert "Nothing was sent" in page.text
    assert not page.open


def test_pages_have_the_same_to_say_without_what_qt_cannot_show() -> None:
    kept = [accepted(), refused(), unanswered()]
    overview, index, *rest = pages(kept, FACTS, outline(kept))
    assert "<details" not in overview + "".join(rest)
    assert "<svg" not in overview
    assert "x-1" not in index
    assert "✕ 400 Refused" in index
    assert len(rest) == len(kept)
    assert "Authorization: ‹hidden›" in rest[0]  # noqa: RUF001


class TestSummary:
    """Totals, and the bars of the chart."""

    def test_latencies_are_of_what_was_answered(self) -> None:
        kept = [accepted(str(number)) for number in range(19)]
        slow = replace(accepted("slow").exchange, timing=Timing(1, 900))
        made = outline([*kept, Kept(slow), unanswered()]).summary
        assert (made.median_ms, made.p95_ms) == (38, 38)
        assert made.outcomes == {"accepted": 20, "unanswered": 1}
        assert outline([unanswered()]).summary.p95_ms is None

    @settings(max_examples=40)
    @given(st.lists(st.floats(-1e11, 1e11), min_size=1, max_size=200))
    def test_bars_hold_every_exchange_and_leave_no_gap(self, times: list[float]) -> None:
        made = outline([accepted(str(number), at) for number, at in enumerate(times)]).summary
        bars = made.bars
        assert len(bars) <= MOST_BARS
        assert sum(sum(bar.counts.values()) for bar in bars) == len(times)
        assert bars[0].start <= min(times)
        assert max(times) < bars[-1].start + bars[-1].seconds
        for before, bar in pairwise(bars):
            assert bar.start == pytest.approx(before.start + before.seconds)
        assert not Page(svg(made)).open

    def test_the_chart_says_in_words_what_it_shows(self) -> None:
        made = outline([accepted(), accepted("x-9", NOON + 1), refused()]).summary
        assert words(made) == (
            "Outcomes over time, from 2026-11-20 12:00:00 UTC to 2026-11-20 12:01:10 UTC: "
            "2 accepted and 1 refused; the most at once, 2, in the 10 seconds from 2026-11-20 12:00:00 UTC."
        )
        assert words(made) in Page(svg(made)).text

    def test_no_two_outcomes_look_alike_without_colour(self) -> None:
        kept = [accepted(), refused(), unanswered()]
        for place, outcome in enumerate((Outcome.UNKNOWN, Outcome.PENDING)):
            kept.append(Kept(replace(unanswered(f"y-{place}").exchange, outcome=outcome, answer=None)))
        failed = replace(refused("z").exchange, answer=Response(503, (), b"", "r"))
        page = Page(drawn := svg(outline([*kept, Kept(failed)]).summary))
        patterns = re.findall('<pattern id="(\\w+)".*?(?:d="([^"]+)"/>)?</pattern>', drawn)
        assert len({stripes for _, stripes in patterns}) == len(patterns) == 6
        fills = {found["fill"] for tag, found in page.elements if tag == "rect" and "x" in found}
        assert fills == {f"url(#{name})" for name, _ in patterns}
        for name, _ in patterns:
            assert drawn.count(f"url(#{name})") == 2  # a bar, and the key
            assert f">{OUTCOMES[name]}</text>" in drawn


def test_what_was_wrong_most_often_comes_first() -> None:
    late = [accepted(f"l-{number}", sentAt=int(NOON) * 1000) for number in range(3)]
    made = [refused("a"), unanswered("b"), refused("c"), *late]
    known = outline(made)
    assert known.errors == {"InvalidInputException": 2, "timeout-read": 1}
    assert (known.problems["time.milliseconds"], known.concerned["time.milliseconds"]) == (3, 3)
    overview, *_ = pages(made, FACTS, known)
    for text in (Page(html(*made)).text, Page(overview).text):
        wrong = text.partition("What was wrong most often")[2].partition("Environment")[0]
        assert wrong.startswith("ErrorExchangesInvalidInputException2timeout-read1RuleProblemsExchanges")
        assert "time.millisecondsa time of 100,000,000,000 or more" in wrong
    assert "What was wrong" not in html(accepted())


def test_many_rules_are_summed_up_in_a_last_line() -> None:
    known = outline([refused()])
    many = replace(known, errors=Counter({f"Error{number}": 20 - number for number in range(12)}))
    text = Page("".join(write([refused()], FACTS, many))).text
    assert "Error7134 others42" in text
    assert "Error8" not in text


def test_a_narrow_window_clips_no_column() -> None:
    totals = re.search(r"table\.totals tr \{([^}]*)\}", SCREEN)
    assert totals
    assert "flex-wrap: wrap" in totals[1]
    assert re.search(r"max-width: 860px\) \{\s*\.when \{ white-space: normal", SCREEN)
