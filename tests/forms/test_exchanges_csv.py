"""Events of exchanges as CSV: what the service took, for an import or for a spreadsheet."""

import csv
import io
import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.annotation import Kept
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.long_document import split
from events_console.domain.request import Request
from events_console.forms import exchanges_csv, read_any
from events_console.forms.exchanges_csv import Rows
from tests.exchanges import accepted, kept, request, unanswered
from tests.strategies import requests


def kept_of(*exchanges: Exchange) -> list[Kept]:
    return [Kept(exchange) for exchange in exchanges]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_events_of_all_exchanges_in_one_table() -> None:
    written = exchanges_csv.write(
        kept_of(
            accepted(request({"eventType": "View", "sentAt": 1, "itemId": "i,1"}, userId="ana")),
            accepted(
                request(
                    {
                        "eventType": "Purchase",
                        "sentAt": 2,
                        "eventValue": 1.5,
                        "properties": '{"cabinType": "Eco"}',
                    },
                    {"eventType": "View", "sentAt": 3, "impression": ["a", "b"]},
                    sessionId="s2",
                )
            ),
        )
    )
    assert written.notes == ()
    first, second, third = rows(written.text)
    assert list(first) == [
        "USER_ID", "ITEM_ID", "TIMESTAMP", "EVENT_TYPE", "EVENT_VALUE", "IMPRESSION", "SESSION_ID",
        "TRACKING_ID", "CABIN_TYPE",
    ]  # fmt: skip
    assert (first["USER_ID"], first["ITEM_ID"], first["TIMESTAMP"]) == ("ana", "i,1", "1")
    assert (first["CABIN_TYPE"], first["EVENT_VALUE"], first["SESSION_ID"]) == ("", "", "s")
    assert (second["USER_ID"], second["EVENT_VALUE"], second["CABIN_TYPE"]) == ("u", "1.5", "Eco")
    assert (third["SESSION_ID"], third["IMPRESSION"], third["CABIN_TYPE"]) == ("s2", "a|b", "")


@settings(max_examples=60)
@given(st.lists(requests, max_size=3))
def test_a_table_is_that_of_its_events(given_: list[Request]) -> None:
    every = kept_of(*map(accepted, given_))
    written = exchanges_csv.write(every)
    assert written.text == "".join(Rows(every).pieces(every))
    found = rows(written.text)
    assert all(None not in row and None not in row.values() for row in found)


def test_it_is_read_back_as_one_long_document() -> None:
    documents = [request({"eventType": kind, "sentAt": 1, "itemId": "i"}) for kind in ("View", "Click")]
    written = exchanges_csv.write(kept_of(*map(accepted, documents)))
    _, (reading,) = read_any(written.text)
    assert reading.request.events == tuple(event for one in documents for event in split(one).events)
    assert reading.request.text("trackingId") == "t"


def test_only_accepted_ones_count_unless_all_are_asked_for() -> None:
    every = kept_of(accepted(), unanswered(), replace(accepted(), outcome=Outcome.REJECTED))
    written = exchanges_csv.write(every)
    assert len(rows(written.text)) == 1
    assert written.notes == ("Only accepted ones are in it: 2 of 3 exchanges left out.",)
    everything = exchanges_csv.write(every, everything=True)
    assert (len(rows(everything.text)), everything.notes) == (3, ())


def test_what_csv_cannot_say_is_told() -> None:
    listy = request({"eventType": ["a"]}, {"eventType": ["b"]}, {"eventType": "View", "sentAt": 1})
    every = kept_of(accepted(request(own=1)), accepted(listy), accepted(request(own=2)), accepted(listy))
    (note,) = exchanges_csv.write(every).notes
    assert note == "Read back from CSV, this would be different: eventType of 4 events and own of 2 requests."


def test_formulas_are_made_harmless_on_request() -> None:
    event = {
        "eventType": "=1+1",
        "sentAt": 1,
        "itemId": "-5",
        "properties": json.dumps({"a": "@x", "b": "\tx", "c": "\n=x"}),
    }
    every = kept_of(accepted(request(event, userId="+1", sessionId="\r")))
    (plain,) = rows(exchanges_csv.write(every).text)
    assert (plain["EVENT_TYPE"], plain["ITEM_ID"], plain["USER_ID"]) == ("=1+1", "-5", "+1")
    written = exchanges_csv.write(every, neutral=True)
    (safe,) = rows(written.text)
    assert safe == {name: cell if cell in {"1", "t"} else f"'{cell}" for name, cell in plain.items()}
    (note,) = written.notes
    assert note.startswith("An apostrophe stands before 7 cells that a spreadsheet would take for formulas")
    assert exchanges_csv.write(kept_of(accepted()), neutral=True).notes == ()


@settings(max_examples=60)
@given(st.lists(kept, max_size=2))
def test_no_cell_begins_a_formula(given_: list[Kept]) -> None:
    text = exchanges_csv.write(given_, neutral=True, everything=True).text
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_a_table_has_at_most_200_columns() -> None:
    many = [
        accepted(request({"eventType": "View", "sentAt": 1, "properties": json.dumps({f"k{number}x": "v"})}))
        for number in range(210)
    ]
    written = exchanges_csv.write(kept_of(*many))
    assert len(rows(written.text)[0]) == 200
    assert written.notes[0].startswith("A table has at most 200 columns: k")
    read_any(written.text)


def test_without_exchanges_there_is_no_table() -> None:
    assert exchanges_csv.write([]).text == "\n"


def test_rows_say_how_many_they_are_and_of_what() -> None:
    rows_ = Rows(
        kept_of(accepted(request(*[{"eventType": "View", "sentAt": 1}] * 3)), accepted(), unanswered())
    )
    assert (rows_.what, rows_.is_all_left_out) == ("4 events of 2 exchanges", False)
    assert Rows(kept_of(unanswered())).is_all_left_out
    assert not Rows([]).is_all_left_out


def test_what_was_written_counts_even_if_some_are_gone_by_then() -> None:
    event = {"eventType": "View", "sentAt": 1}
    every = kept_of(accepted(request(event, event)), accepted(request(event)))
    table = exchanges_csv.Rows(every)
    assert table.what == "3 events of 2 exchanges"
    assert [*table.pieces(every[1:])]
    assert table.what == "1 event of 1 exchange"
