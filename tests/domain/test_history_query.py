"""The line in which people ask the history, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.exchange import Outcome
from events_console.domain.history_query import KEYS, OUTCOMES, Query, outcome_name, parse

VALUE = st.text(st.characters() | st.sampled_from('"\\ :\n'), max_size=8)
WORDS = st.lists(st.from_regex(r"[^\s\":]{1,5}", fullmatch=True), max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("", Query()),
        ("red  shoes ", Query("red  shoes")),
        ("outcome:refused", Query("", (("outcome", "refused"),))),
        ("Outcome:Refused sku", Query("sku", (("outcome", "Refused"),))),
        ("red item:sku-1 shoes", Query("red shoes", (("item", "sku-1"),))),
        ('user:"Ann Lee"', Query("", (("user", "Ann Lee"),))),
        (r'connection:"My \"Shop\" \\ test"', Query("", (("connection", r'My "Shop" \ test'),))),
        ("type:View type:View type:Buy", Query("", (("type", "View"), ("type", "Buy")))),
        ('user:""', Query("", (("user", ""),))),
        ("user:", Query("user:")),
        ("12:37", Query("12:37")),
        ("https://shop", Query("https://shop")),
        ('"itemId": "sku-1"', Query('"itemId": "sku-1"')),
        ('user:"no end', Query("end", (("user", '"no'),))),
        ("on:2026-11-21T12:37", Query("", (("on", "2026-11-21T12:37"),))),
    ],
)
def test_a_line_is_filters_and_text(line: str, query: Query) -> None:
    assert parse(line) == query


@given(st.lists(st.tuples(st.sampled_from(sorted(KEYS)), VALUE), max_size=4, unique=True), WORDS)
def test_a_query_is_read_as_it_was_written(terms: list[tuple[str, str]], text: str) -> None:
    query = Query(text, tuple(terms))
    assert parse(query.line) == query


@given(st.text(st.characters() | st.sampled_from('"\\ :\n'), max_size=20))
def test_any_line_is_a_query_that_stays_what_it_is(line: str) -> None:
    once = parse(line).line
    assert parse(once).line == once


def test_a_filter_is_set_where_it_stood() -> None:
    query = parse("type:View user:u type:Buy sku")
    assert query.values("type") == ("View", "Buy")
    assert query.with_values("type", ["Watch"]).line == "type:Watch user:u sku"
    assert query.with_values("type", []).line == "user:u sku"
    assert query.with_values("tag", ["a", "b c", "a"]).line == 'type:View user:u type:Buy tag:a tag:"b c" sku'


def test_nothing_asked_for_is_no_question() -> None:
    assert not parse("  ")
    assert parse("x")
    assert parse("is:starred")


@pytest.mark.parametrize(
    ("outcome", "status", "name"),
    [
        (Outcome.ACCEPTED, 200, "accepted"),
        (Outcome.REJECTED, 400, "refused"),
        (Outcome.REJECTED, None, "refused"),
        (Outcome.REJECTED, 500, "failed"),
        (Outcome.UNANSWERED, None, "unanswered"),
        (Outcome.UNKNOWN, None, "unknown"),
        (Outcome.PENDING, None, "pending"),
    ],
)
def test_each_outcome_has_a_name(outcome: Outcome, status: int | None, name: str) -> None:
    assert outcome_name(outcome, status) == name
    assert name in OUTCOMES
