"""What people add to exchanges, what exchanges of other histories are added, and what is in use."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.annotation import Annotation, Kept, tags_in
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.history_query import parse
from events_console.services import history_import
from events_console.services.history import History
from events_console.services.history_import import Added
from tests.services.test_history import EXCHANGE, TARGET, TEXT, accepted, exchange

STAR = Annotation(starred=True, note="The first one that arrived", tags=("demo", "smoke"))


def settled(history: History, **members: object) -> Exchange:
    one = exchange(**members)  # type: ignore[arg-type]  # members of a request
    history.begin(one)
    history.settle(accepted(one))
    return accepted(one)


def found(history: History, line: str) -> list[str]:
    return [entry.id for entry in history.page(query=parse(line))]


@pytest.mark.parametrize("indexed", [False, True])
def test_a_star_a_note_and_tags_are_listed_and_found(history: History, indexed: bool) -> None:
    one, other = settled(history), settled(history)
    while indexed and history.upkeep():
        pass
    history.annotate(one.id, STAR)
    assert history.annotation(one.id) == STAR
    assert history.annotation(other.id) == Annotation()
    assert history.kept(one.id) == Kept(one, STAR)
    assert history.kept("nobody") is None
    lines = {entry.id: (entry.starred, entry.note, entry.tags) for entry in history.page()}
    assert lines == {one.id: (True, STAR.note, STAR.tags), other.id: (False, "", ())}
    for line in (
        "is:starred",
        "is:noted",
        "tag:demo",
        "tag:SMOKE",
        "first one that",
        "smoke",
        "is:starred demo",
    ):
        assert found(history, line) == [one.id], line
    for line in ("tag:dem", "is:starred view nothing", "is:anonymous is:noted arrived late"):
        assert found(history, line) == []


def test_what_was_added_is_replaced_and_taken_away(history: History) -> None:
    one = settled(history)
    history.annotate(one.id, STAR)
    while history.upkeep():
        pass
    history.annotate(one.id, replace(STAR, note="Another", tags=()))
    assert found(history, "arrived") == found(history, "tag:demo") == []
    assert found(history, "another") == [one.id]
    history.annotate(one.id, Annotation())
    assert history.annotation(one.id) == Annotation()
    assert found(history, "is:starred") == found(history, "another") == []
    history.annotate("nobody", STAR)
    assert history.annotation("nobody") == Annotation()


def test_it_goes_with_its_exchange(history: History, history_file: Path) -> None:
    one = settled(history)
    history.annotate(one.id, STAR)
    history.delete([one.id])
    assert history.annotation(one.id) == Annotation()
    with closing(sqlite3.connect(history_file)) as database:
        assert database.execute("SELECT * FROM annotation").fetchall() == []
        assert database.execute("SELECT * FROM unindexed").fetchall() == []


@settings(max_examples=40, deadline=None)
@given(note=TEXT, tags=st.lists(TEXT, max_size=3).map(tuple), starred=st.booleans())
def test_any_note_is_kept_as_text_that_can_be_stored(
    note: str, tags: tuple[str, ...], starred: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(History(tmp_path_factory.mktemp("notes") / "history.sqlite")) as history:
        one = settled(history)
        history.annotate(one.id, Annotation(starred, note, tags))
        kept = history.annotation(one.id)
        shown = [text.encode(errors="backslashreplace").decode() for text in (note, *tags)]
        assert (kept.starred, kept.note, *kept.tags) == (starred, *shown)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        ("demo smoke", ("demo", "smoke")),
        (" #demo, smoke,,demo ", ("demo", "smoke")),
        ('say "this"', ("say", "this")),
        ("# ##", ()),
    ],
)
def test_tags_are_words(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in(text) == tags


# Exchanges of another history -----------------------------------------------------------------------------


@pytest.fixture
def other(tmp_path: Path) -> Iterator[History]:
    with closing(History(tmp_path / "other" / "history.sqlite")) as history:
        yield history


def test_what_is_added_is_there_as_it_was_and_once(history: History, other: History) -> None:
    kept = [
        Kept(settled(other, userId=f"u{number}"), STAR if number else Annotation()) for number in range(3)
    ]
    assert history.add(kept) == Added(3, 0, ())
    assert [history.kept(one.exchange.id) for one in kept] == kept
    assert [entry.id for entry in history.page()] == [one.exchange.id for one in reversed(kept)]
    history.annotate(kept[0].exchange.id, STAR)
    assert history.add(kept) == Added(0, 3, ())
    assert history.annotation(kept[0].exchange.id) == STAR  # which is not of the file
    assert found(history, "u1") == [kept[1].exchange.id]


def test_another_exchange_with_the_same_id_is_left_as_it_is_here(history: History) -> None:
    one = settled(history)
    changed = Kept(replace(one, target=replace(TARGET, name="Elsewhere")))
    assert history.add([changed, Kept(replace(one, id="new"))]) == Added(1, 0, (one.id,))
    assert history.get(one.id) == one


def test_what_was_on_its_way_elsewhere_is_unknown_here(history: History) -> None:
    one = exchange()
    assert history.add([Kept(one)]) == Added(1, 0, ())
    assert history.get(one.id) == replace(one, outcome=Outcome.UNKNOWN)
    assert history.add([Kept(one)]) == Added(0, 1, ())


@settings(max_examples=60, deadline=None)
@given(drawn=st.lists(EXCHANGE, max_size=4, unique_by=lambda one: one.id))
def test_any_exchange_is_added_and_known_again(
    drawn: list[Exchange], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(History(tmp_path_factory.mktemp("add") / "history.sqlite")) as history:
        assert history.add(map(Kept, drawn)).added == len(drawn)
        assert history.add(map(Kept, drawn)) == Added(0, len(drawn), ())


def test_a_file_that_ends_in_an_error_leaves_whole_slices(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_import, "_MOST", 2)
    kept = [Kept(replace(exchange(), id=f"id-{number}", outcome=Outcome.UNKNOWN)) for number in range(5)]

    def broken() -> Iterator[Kept]:
        yield from kept[:3]
        raise ValueError("the file ends here")

    with pytest.raises(ValueError, match="ends here"):
        history.add(broken())
    assert history.count() == 2
    assert history.add(kept) == Added(3, 2, ())


def test_notes_come_to_what_is_here_without_any(history: History) -> None:
    bare, noted = settled(history), settled(history)
    history.annotate(noted.id, STAR)
    other = Annotation(note="\ud800 of elsewhere", tags=("theirs",))
    for _ in range(2):  # while it is not in the index, and while it is
        assert history.add([Kept(bare, other), Kept(noted, other)]) == Added(0, 2, (), 1, 1)
        assert history.annotation(bare.id) == replace(other, note="\\ud800 of elsewhere")
        assert history.annotation(noted.id) == STAR
        assert found(history, "of elsewhere") == found(history, "tag:theirs") == [bare.id]
        assert history.add([Kept(bare, other), Kept(noted, STAR)]) == Added(0, 2, ())
        history.annotate(bare.id, Annotation())
        while history.upkeep():
            pass


def test_a_slice_ends_where_it_is_large(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    kept = [Kept(replace(settled(history), id=f"id-{number}")) for number in range(6)]
    large = [replace(one, annotation=Annotation(note="x" * 600_000)) for one in kept]

    def broken() -> Iterator[Kept]:
        yield from large[:5]
        raise ValueError("the file ends here")

    with pytest.raises(ValueError, match="ends here"):
        history.add(broken())
    assert history.count() == 6 + 4
    assert len(slept) == 1  # between two slices, so that others may write
    assert history.add(large) == Added(2, 4, ())


# What is in use -------------------------------------------------------------------------------------------


def test_filters_offer_what_was_used_lately_the_most_frequent_first(history: History) -> None:
    events = [{"eventType": "View", "itemId": "i1"}, {"eventType": "Buy", "itemId": "i2"}, {"eventType": 7}]
    *_, one = [settled(history, userId=user, eventList=events) for user in ("u1", "u2", "u2", "")]
    history.annotate(one.id, Annotation(tags=("demo",)))
    history.begin(exchange(replace(TARGET, name="Other")))
    assert history.values("connection") == ("Shop", "Other")
    assert history.values("user") == ("u2", "u1")
    assert history.values("type") == ("View", "Buy")
    assert history.values("item", 2) == ("i1", "i2")
    assert history.values("status") == ("200",)
    assert history.values("session") == ("s",)
    assert history.values("tag") == ("demo",)
    assert history.values("code") == history.values("tracker") == history.values("is") == ()
