"""The words that messages are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.wording import counted, quoted, shortened, subject
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
