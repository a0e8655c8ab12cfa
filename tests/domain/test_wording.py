"""The words that messages are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.wording import ago, counted, listed, quoted, sayable, shortened, subject
from tests.strategies import any_texts


@given(any_texts | st.text(min_size=35, max_size=60))
def test_a_quotation_is_one_short_line_that_can_be_seen(text: str) -> None:
    shown = shortened(text)
    assert shown.isprintable()
    assert len(shown) <= 41
    assert quoted(text) == f"“{shown}”"
    if text.isprintable() and len(text) <= 40:
        assert shown == text


def test_what_cannot_be_seen_is_escaped_and_what_is_too_long_is_cut() -> None:
    assert quoted("a\tb\ud800\u202e") == "“a\\u0009b\\ud800\\u202e”"
    assert quoted("x" * 40) == f"“{'x' * 40}”"
    assert quoted("x" * 41) == f"“{'x' * 40}…”"


def test_lists_are_read_aloud_and_long_ones_are_cut() -> None:
    assert [listed("abcdef"[:length], 3) for length in range(1, 7)] == [
        "a",
        "a and b",
        "a, b and c",
        "a, b, c and d",
        "a, b, c and 2 more",
        "a, b, c and 3 more",
    ]
    assert listed(["x"] * 2000).endswith("x and 1,996 more")


def test_counting_is_right_for_one_and_many() -> None:
    assert [counted(number, "event") for number in (0, 1, 2, 1025)] == [
        "0 events",
        "1 event",
        "2 events",
        "1,025 events",
    ]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "This event"),
        ("/itemId", "Item ID"),
        ("/eventValue", "The value"),
        ("/eventList", "The event list"),
        ("/properties", "The properties field"),
        ("/impression", "Impression"),
        ("/impression/2", "Impression item 3"),
        ("/metricAttribution", "The attribution"),
        ("/metricAttribution/eventAttributionSource", "Attribution source"),
        ("/own", "own"),
        ("/7", "7"),
        (f"/own/{'9' * 5000}", f"{'9' * 40}…"),
        ("/a\x1b", "a\\u001b"),
    ],
)
def test_a_sentence_begins_with_what_it_is_about(path: str, words: str) -> None:
    assert subject(path) == words


@pytest.mark.parametrize(
    "text", ["--trackingIdentifier", "X-Amz-Security-Token", "AWS_SECRET_ACCESS_KEY", "events.json", "a b"]
)
def test_words_are_said(text: str) -> None:
    assert sayable(text) == f"“{text}”"


@pytest.mark.parametrize(
    "text",
    [
        "AKIAABCD",
        "x AKIACANARY0000000001:y",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "9f86d081884c7d65",
        "a" * 40,
    ],
)
def test_what_may_be_a_key_is_not_said(text: str) -> None:
    assert sayable(text) == "a word that is left out here"
    assert sayable(text, "A file") == "A file"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (7200, "2 hours ago"),
        (86400 * 1500, "1,500 days ago"),
        (1e300, "at an unknown time"),
        (float("inf"), "at an unknown time"),
        (float("-inf"), "just now"),
        (float("nan"), "at an unknown time"),
    ],
)
def test_how_long_ago_something_was(seconds: float, words: str) -> None:
    assert ago(seconds) == words
