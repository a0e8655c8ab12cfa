"""Limits of the history, in a real one: what a preview tells of is what goes, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome, Response, Target
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services import retention
from events_console.services.history import History
from events_console.services.retention import Excess, Limits

NOW = 1_800_000_000.0
HOUR, DAY = timedelta(hours=1).total_seconds(), timedelta(days=1).total_seconds()
SHOP = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:8080")
MARKS = (Annotation(starred=True), Annotation(note="the one"), Annotation(tags=("demo",)))


def sent(ago: float, *, body: bytes = b"") -> Exchange:
    answer = Response(200, (), body, "r-1")
    return Exchange(str(uuid4()), Request(Object()), SHOP, NOW - ago, Outcome.ACCEPTED, 1, answer=answer)


def fill(history: History, *ages: float) -> list[str]:
    exchanges = [sent(ago) for ago in ages]
    history.add([Kept(one) for one in exchanges])
    return [one.id for one in exchanges]


def kept(history: History) -> set[str]:
    return {entry.id for entry in history.page(1_000_000)}


def apply(history: History, limits: Limits) -> int:
    return sum(retention.apply(history, limits, NOW))


def test_without_a_limit_everything_stays(history: History) -> None:
    fill(history, 2 * HOUR, 9_000 * DAY)
    assert not Limits()
    assert retention.excess(history, Limits(), NOW) == Excess()
    assert apply(history, Limits()) == 0
    assert history.count() == 2


def test_older_than_so_many_days_goes(history: History) -> None:
    ids = fill(history, 1 * DAY, 29.9 * DAY, 30.1 * DAY, 400 * DAY)
    excess = retention.excess(history, Limits(days=30), NOW)
    assert (excess.count, excess.oldest, excess.newest) == (2, NOW - 400 * DAY, NOW - 30.1 * DAY)
    assert apply(history, Limits(days=30)) == 2
    assert kept(history) == set(ids[:2])


def test_the_newest_by_time_of_sending_stay(history: History) -> None:
    ids = fill(history, 5 * DAY, 2 * DAY, 9 * DAY, 3 * DAY)
    assert apply(history, Limits(count=2)) == 2
    assert kept(history) == {ids[1], ids[3]}


def test_a_size_keeps_about_as_many_as_have_room(history: History) -> None:
    exchanges = [sent((100 - number) * DAY, body=b"x" * 100_000) for number in range(60)]
    history.add([Kept(one) for one in exchanges])
    excess = retention.excess(history, Limits(megabytes=2), NOW)
    assert 38 <= excess.count <= 42
    assert 3.5 < excess.megabytes < 4.5
    assert apply(history, Limits(megabytes=2)) == excess.count
    assert kept(history) == {one.id for one in exchanges[excess.count :]}
    whole = retention.facts(history)
    assert whole.megabytes > 6
    assert whole.megabytes - whole.free < 2.3
    assert retention.excess(history, Limits(megabytes=2), NOW).count <= 2


def test_what_a_person_marked_stays_unless_it_is_not_to(history: History) -> None:
    ids = fill(history, *[90 * DAY] * 5)
    for one, mark in zip(ids, MARKS, strict=False):
        history.annotate(one, mark)
    history.annotate(ids[3], Annotation(starred=True))
    history.annotate(ids[3], Annotation())
    assert apply(history, Limits(days=30)) == 2
    assert kept(history) == set(ids[:3])
    assert apply(history, Limits(days=30, keep_starred=False)) == 3
    assert not history.count()


def test_the_last_hour_and_what_is_on_its_way_stay(history: History) -> None:
    fill(history, 2, HOUR - 1)
    for ago in (1, 90 * DAY):
        history.begin(replace(sent(ago), outcome=Outcome.PENDING, answer=None))
    (gone,) = fill(history, HOUR + 1)
    limits = Limits(days=1, count=1, megabytes=1)
    assert retention.excess(history, limits, NOW).count == 1
    assert apply(history, limits) == 1
    assert history.count() == 4
    assert history.get(gone) is None


def test_it_goes_in_slices_between_which_others_write(history: History) -> None:
    fill(history, *[40 * DAY + second for second in range(700)])
    slices = retention.apply(history, Limits(days=30), NOW)
    first = next(slices)
    assert 0 < first < 700
    assert history.count() == 700 - first
    (new,) = fill(history, 0)
    assert first + sum(slices) == 700
    assert kept(history) == {new}


def test_the_oldest_go_first_so_that_one_may_stop(history: History) -> None:
    ids = fill(history, *[40 * DAY + second for second in range(700)])
    first = next(retention.apply(history, Limits(days=30), NOW))
    assert 0 < first < 700
    assert kept(history) == set(ids[: 700 - first])


def test_what_gets_a_star_in_the_last_moment_stays(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = fill(history, 40 * DAY, 41 * DAY)
    delete = History.delete

    def star_first(self: History, gone: list[str], *, spares_marked: bool) -> None:
        self.annotate(ids[0], Annotation(starred=True))
        delete(self, gone, spares_marked=spares_marked)

    monkeypatch.setattr(History, "delete", star_first)
    list(retention.apply(history, Limits(days=30), NOW))
    assert kept(history) == {ids[0]}


def test_what_claims_to_be_of_the_future_takes_the_place_of_nothing(history: History) -> None:
    ids = fill(history, 2 * DAY, 3 * DAY, 4 * DAY)
    fill(history, -300 * DAY, -301 * DAY)
    assert retention.excess(history, Limits(count=2), NOW).count == 1
    list(retention.apply(history, Limits(count=2), NOW))
    assert kept(history) >= set(ids[:2])
    assert ids[2] not in kept(history)


def test_a_closed_history_is_an_error_that_says_so(tmp_path: Path) -> None:
    history = History(tmp_path / "history.sqlite")
    fill(history, 40 * DAY)
    slices = retention.apply(history, Limits(days=30), NOW)
    history.close()
    with pytest.raises(OSError, match="could not be read"):
        next(slices)


AGES = st.sampled_from([0, 0.5 * HOUR, 2 * HOUR, 1.5 * DAY, 3 * DAY, 3 * DAY, 9 * DAY])
ROWS = st.lists(st.tuples(AGES, st.none() | st.sampled_from(MARKS)), max_size=12)
LIMITS = st.builds(
    Limits, st.none() | st.integers(1, 10), st.none() | st.integers(1, 8), st.none(), st.booleans()
)


@settings(max_examples=40)
@given(rows=ROWS, limits=LIMITS)
def test_what_goes_is_what_a_naive_reading_says(
    rows: list[tuple[float, Annotation | None]], limits: Limits, tmp_path_factory: pytest.TempPathFactory
) -> None:
    history = History(tmp_path_factory.mktemp("one") / "history.sqlite")
    ones = [Kept(sent(ago), mark or Annotation()) for ago, mark in rows]
    history.add(ones)
    ages = sorted(ago for ago, _ in rows)

    def is_beyond(ago: float) -> bool:
        too_old = limits.days is not None and ago > limits.days * DAY
        too_many = limits.count is not None and len(ages) > limits.count and ago > ages[limits.count - 1]
        return ago > HOUR and (too_old or too_many)

    going = [
        one
        for (ago, mark), one in zip(rows, ones, strict=True)
        if is_beyond(ago) and not (mark and limits.keep_starred)
    ]
    preview = retention.excess(history, limits, NOW)
    assert preview.count == apply(history, limits) == len(going)
    if going:
        times = [one.exchange.started_at for one in going]
        assert (preview.oldest, preview.newest) == (min(times), max(times))
    assert kept(history) == {one.exchange.id for one in ones} - {one.exchange.id for one in going}
    history.close()
