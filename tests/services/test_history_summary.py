"""What exchanges come to."""

import contextlib
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.annotation import Kept
from events_console.domain.exchange import Failure, Outcome, Response, Timing
from events_console.domain.history_query import Query, parse
from events_console.domain.summary import MOST_BARS, Summary
from events_console.services import history_summary
from events_console.services.history import History
from tests.services.test_history import exchange

ANSWERS: dict[str, tuple[Outcome, Response | Failure | None]] = {
    "accepted": (Outcome.ACCEPTED, Response(200, (), b"")),
    "refused": (Outcome.REJECTED, Response(400, (), b"")),
    "failed": (Outcome.REJECTED, Response(503, (), b"")),
    "unanswered": (Outcome.UNANSWERED, Failure("timeout", "Too long.", "Again.", may_have_arrived=True)),
    "unknown": (Outcome.UNKNOWN, None),
}


def one(name: str, started_at: float, answer_ms: float | None = None) -> Kept:
    outcome, answer = ANSWERS[name]
    timing = None if answer_ms is None else Timing(5.0, answer_ms)
    made = replace(exchange(), outcome=outcome, answer=answer, started_at=started_at, timing=timing)
    return Kept(made)


def summary(history: History, query: Query = Query()) -> Summary:  # noqa: B008  # which nothing changes
    found = history.summary(query)
    assert found
    return found


def test_without_an_exchange_there_is_nothing_to_tell(history: History) -> None:
    assert summary(history) == summary(history, Query("x")) == Summary()


@settings(max_examples=60, deadline=None)
@given(
    drawn=st.lists(
        st.tuples(st.sampled_from(sorted(ANSWERS)), st.floats(0, 4e9), st.none() | st.floats(0, 1e6)),
        min_size=1,
        max_size=30,
    )
)
def test_all_of_them_and_those_that_a_search_finds_are_counted_alike(
    drawn: list[tuple[str, float, float | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with contextlib.closing(History(tmp_path_factory.mktemp("sum") / "history.sqlite")) as history:
        history.add(one(*each) for each in drawn)
        whole = summary(history)
        assert summary(history, Query("view")) == whole  # which each of them has
    assert (whole.total, whole.is_complete) == (len(drawn), True)
    assert whole.outcomes == Counter(name for name, _, _ in drawn)
    assert 1 <= len(whole.bars) <= MOST_BARS
    for bar, following in zip(whole.bars, whole.bars[1:], strict=False):
        assert following.start == pytest.approx(bar.start + bar.seconds)
    for bar in whole.bars:
        inside = [name for name, at, _ in drawn if bar.start <= at < bar.start + bar.seconds]
        assert {name: count for name, count in bar.counts.items() if count} == Counter(inside)
    took = sorted(ms for name, _, ms in drawn if ms is not None and name in {"accepted", "refused", "failed"})
    if took:
        assert whole.median_ms in took
        assert whole.p95_ms in took
        assert sum(ms <= whole.median_ms for ms in took) >= len(took) / 2
        assert sum(ms <= whole.p95_ms for ms in took) >= len(took) * 0.95
        assert sum(ms < whole.p95_ms for ms in took) < len(took) * 0.95
    else:
        assert whole.median_ms is whole.p95_ms is None


def test_a_filter_leaves_the_others_out(history: History) -> None:
    history.add([one("accepted", 1e9, 10), one("refused", 1e9 + 1, 30), one("failed", 1e9 + 2, 50)])
    found = summary(history, parse("outcome:refused outcome:failed"))
    assert (found.total, found.outcomes) == (2, {"refused": 1, "failed": 1})
    assert (found.median_ms, found.p95_ms) == (30, 50)


def test_of_very_many_the_newest_are_told_and_that_there_are_more(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_summary, "MOST", 3)
    monkeypatch.setattr(history_summary, "_SLICE", 2)
    history.add(one("accepted" if number else "refused", 1e9 + number) for number in range(4))
    found = summary(history, Query("view"))
    assert (found.total, found.is_complete, found.outcomes) == (3, False, {"accepted": 3})
    assert summary(history, parse("outcome:accepted")).is_complete
    assert summary(history).total == 4


def test_nobody_waits_for_what_is_not_wanted_any_more(history: History) -> None:
    history.add([one("accepted", 1e9)])
    assert history.summary(Query("view"), lambda: False) is None


def test_bars_begin_at_round_times(history: History) -> None:
    history.add([one("accepted", 1_790_000_017.5), one("accepted", 1_790_003_000)])
    first, *_ = summary(history).bars
    assert first.seconds == 120
    assert first.start % 120 == 0


def test_a_row_of_something_else_is_counted(history: History, history_file: Path) -> None:
    history.add([one("accepted", 1e9), one("refused", 1e9)])
    with contextlib.closing(sqlite3.connect(history_file)) as database, database:
        database.execute(
            "UPDATE exchange SET outcome = 'moon', status = 'fine', answer_ms = 'long' WHERE seq = 1"
        )
    assert summary(history).outcomes == {"refused": 1, "unknown": 1}
    assert summary(history, Query("view")).outcomes == {"refused": 1, "unknown": 1}
