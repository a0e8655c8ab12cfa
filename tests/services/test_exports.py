"""What leaves the history: all that is found, oldest first, whatever happens meanwhile."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Exchange
from events_console.domain.history_query import Query, parse
from events_console.domain.json_value import Object
from events_console.domain.masking import Mask
from events_console.domain.request import Request
from events_console.services import exports
from events_console.services.exports import Form, Found, Output
from events_console.services.history import History
from tests.exchanges import accepted, request, unanswered

NO_EVENTS = Request(Object({"trackingId": "t", "eventList": ()}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


@pytest.fixture
def history(file: Path) -> Iterator[History]:
    with contextlib.closing(History(file)) as opened:
        yield opened


def fill(history: History, number: int) -> list[str]:
    """Add so many exchanges, and return their IDs in that order."""
    added = [Kept(accepted(request(userId=f"user {place}"))) for place in range(number)]
    history.add(added)
    return [one.exchange.id for one in added]


def ids(found: Found) -> list[str]:
    return [one.exchange.id for one in found]


@pytest.mark.parametrize("number", [0, 1, 199, 200, 201, 405])
def test_the_oldest_comes_first_as_often_as_asked(history: History, number: int) -> None:
    added = fill(history, number)
    found = Found(history, Query(), Mask())
    assert len(found) == number
    assert ids(found) == added
    assert ids(found) == added


def test_only_what_the_query_finds(history: History) -> None:
    added = fill(history, 30)
    assert ids(Found(history, parse('user:"user 7"'), Mask())) == [added[7]]
    with pytest.raises(ValueError, match="mars"):
        Found(history, parse("after:mars"), Mask())


def test_what_comes_or_goes_meanwhile_makes_nothing_come_twice(history: History) -> None:
    added = fill(history, 405)
    found = Found(history, Query(), Mask())
    gone = {added[3], added[250], added[204]}
    history.delete(gone)
    fill(history, 2)
    assert ids(found) == [one for one in added if one not in gone]


def test_what_comes_to_fit_makes_nothing_else_missing(history: History) -> None:
    added = fill(history, 450)
    wanted = [one for number, one in enumerate(added) if number % 2]
    for one in wanted:
        history.annotate(one, Annotation(tags=("x",)))
    found = Found(history, parse("tag:x"), Mask())
    for one in added[::2]:
        history.annotate(one, Annotation(tags=("x",)))
    shown = ids(found)
    assert len(shown) == len(set(shown)) == found.given
    assert set(wanted) <= set(shown)
    assert shown == [one for one in added if one in set(shown)]


def test_rows_that_hold_no_exchange_are_passed_over(history: History, file: Path) -> None:
    added = fill(history, 3)
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE exchange SET details = 'x' WHERE id = ?", (added[1],))
    found = Found(history, Query(), Mask())
    assert ids(found) == ids(found) == [added[0], added[2]]
    (sentence,) = found.unreadable
    assert added[1] in sentence


def test_a_table_that_is_made_in_two_goes_is_masked_the_same_in_both(history: History) -> None:
    one = accepted(request({"eventType": "View", "sentAt": 1, "properties": '{"ana-lena": "ana-lena"}'}))
    history.add([Kept(replace(one, request=one.request.with_field("userId", "ana-lena")))])
    mask = Mask(people=True)
    output = Output(Found(history, Query(), mask), Form("csv", mask), "")
    text = "".join(output)
    head, row = text.splitlines()
    assert (head.split(",")[-1], row.split(",")[0], row.split(",")[-1]) == ("USER-1", "user-1", "user-1")
    assert (output.what, output.notes) == ("1 event of 1 exchange", ())


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jsonl", "jsonl"), ("b.c.HAR", "har"), ("x.csv", "csv"), ("r.html", "html"), ("har", None)],
)
def test_the_ending_of_a_name_says_the_kind(name: str, kind: str | None) -> None:
    assert exports.kind_of(name) == kind


@pytest.mark.parametrize(
    ("one", "everything", "why"),
    [
        (unanswered(), False, "none of them was accepted: tick it"),
        (unanswered(), True, ""),
        (accepted(NO_EVENTS), False, "none of them has an event that a row can say"),
        (accepted(NO_EVENTS), True, "none of them has an event that a row can say"),
    ],
)
def test_a_table_without_a_row_is_no_file(one: Exchange, everything: bool, why: str) -> None:
    form = Form("csv", Mask(), everything=everything, how="tick it")
    pieces = iter(Output([Kept(one)], form, ""))
    if why:
        with pytest.raises(ValueError, match=why):
            next(pieces)
    else:
        assert next(pieces).startswith("USER_ID")


@pytest.mark.parametrize("mask", [Mask(), Mask(trackers=True)])
def test_masked_lines_say_that_they_keep_their_ids(mask: Mask) -> None:
    output = Output([Kept(accepted())], Form("jsonl", mask), "")
    assert [*output]
    assert [note.split(",")[0] for note in output.notes] == ["Masked exchanges keep their IDs"] * (
        mask != Mask()
    )
