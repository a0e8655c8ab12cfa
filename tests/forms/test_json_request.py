"""The request as JSON text: all comes back as it was, and what cannot be read is refused at its place."""

import json
import tracemalloc

import pytest
from hypothesis import given

from events_console import paths
from events_console.domain import lint
from events_console.domain.json_value import Json, Object, freeze, same
from events_console.domain.request import Request
from events_console.forms import UnreadableError, json_request
from tests.strategies import any_objects, any_texts, requests

EVENT = '{"eventType": "View", "sentAt": 1}'


@given(requests)
def test_a_request_reads_back_as_it_was_written(request: Request) -> None:
    reading = json_request.read(json_request.write(request))
    assert reading.request.is_same(request)
    assert (reading.problems, reading.notes) == ((), ())


@given(any_objects)
def test_any_object_reads_back_as_it_was_written(root: Object) -> None:
    request = Request(root.with_member("trackingId", "t"))
    assert json_request.read(json_request.write(request)).request.is_same(request)


@given(any_texts)
def test_what_is_written_can_be_encoded_and_ends_with_a_line(text: str) -> None:
    written = json_request.write(Request(Object(trackingId=text)))
    written.encode()
    assert written.endswith("\n}\n")
    assert written.isascii() or not text.isascii()


def test_the_form_is_that_of_the_aws_cli() -> None:
    example = paths.resource("examples", "sandbox.events.json").read_text(encoding="utf-8")
    text = json_request.write(json_request.read(example).request)
    assert json.loads(text) == json.loads(example)
    assert json.loads(text).keys() == {"trackingId", "userId", "sessionId", "eventList"}
    assert '\n  "eventList": [\n    {\n      "eventType": "RATING",\n' in text
    assert lint.validate(json_request.read(text).request, lint.Context(1795183329)).problems() == ()


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff\n ", " \r\n\t"])
def test_a_byte_order_mark_and_blanks_do_no_harm(mark: str) -> None:
    assert json_request.read(f'{mark}{{"trackingId": "t"}}\r\n').request.root == {"trackingId": "t"}


@pytest.mark.parametrize(
    ("text", "root"),
    [
        (f"[{EVENT}, {EVENT}]", {"eventList": (json.loads(EVENT),) * 2}),
        ("[]", {"eventList": ()}),
        ("[5, null]", {"eventList": (5, None)}),
        (EVENT, {"eventList": (json.loads(EVENT),)}),
        ('{"itemId": "i", "own": 1}', {"eventList": ({"itemId": "i", "own": 1},)}),
    ],
)
def test_events_alone_are_read_with_a_note(text: str, root: Json) -> None:
    reading = json_request.read(text)
    assert same(reading.request.root, freeze(root))
    (note,) = reading.notes
    assert note.endswith(": tracking ID, user ID and session ID are still to be filled in.")
    assert note.startswith("This is a list of events" if text.startswith("[") else "This is one event")


@pytest.mark.parametrize(
    "text", ["{}", '{"own": 1}', '{"eventType": "View", "sessionId": "s"}', '{"eventList": 5, "itemId": "i"}']
)
def test_any_other_object_is_the_request_itself(text: str) -> None:
    reading = json_request.read(text)
    assert reading.request.root == json.loads(text)
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 0, 0, "there is nothing in it; paste a PutEvents request as JSON"),
        (" \ufeff\r\n\t ", 0, 0, "there is nothing in it; paste a PutEvents request as JSON"),
        ("null", 0, 0, "a request is an object, not just null; begin with { and end with }"),
        (
            '"' + "x" * 500 + '"',
            0,
            0,
            "a request is an object, not just a text that is left out here; begin with { and end with }",
        ),
        ("-1e999", 0, 0, "a request is an object, not just -Infinity; begin with { and end with }"),
        ('{"a": 1,\n  "b": }', 2, 8, "a value is missing before “}”"),
        ('{"a": "b\n"}', 1, 9, "text cannot hold this control character; write \\n for a line end"),
        ("{'a': 1}", 1, 2, "“'a'” cannot name a member; names stand in double quotes"),
        ('{"a": 1,}', 1, 9, "a comma must not stand before a closing bracket; remove it"),
        ('{"a": 1}}', 1, 9, "“}” comes after the end of the JSON; remove it"),
        ("{" * 70, 1, 2, "“{” cannot name a member; names stand in double quotes"),
    ],
)
def test_what_is_no_request_is_refused_in_words_and_at_its_place(
    text: str, line: int, column: int, message: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        json_request.read(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value) == (f"line {line}, column {column}: {message}" if line else message)


def test_a_name_given_twice_is_kept_with_its_last_value_and_named_where_it_is() -> None:
    reading = json_request.read(
        '{"sessionId": "a", "eventList": [{"a/b": 1, "a/b": 2, "a/b": 3}], "sessionId": "b"}'
    )
    assert reading.request.root == {"sessionId": "b", "eventList": ({"a/b": 3},)}
    assert [
        (problem.path, problem.rule, problem.severity, problem.message) for problem in reading.problems
    ] == [
        (
            "/sessionId",
            "json.duplicate-key",
            "error",
            "“sessionId” is given 2 times, and only its last value counts: keep one of them.",
        ),
        (
            "/eventList/0/a~1b",
            "json.duplicate-key",
            "error",
            "“a/b” is given 3 times, and only its last value counts: keep one of them.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"itemId": "a", "itemId": "b"}', "/eventList/0/itemId"),
        ('[5, {"itemId": "a", "itemId": "b"}]', "/eventList/1/itemId"),
    ],
)
def test_a_name_given_twice_in_an_event_alone_is_found_in_its_row(text: str, path: str) -> None:
    assert [problem.path for problem in json_request.read(text).problems] == [path]


def test_what_json_cannot_hold_is_kept_for_the_lint_to_name() -> None:
    text = '{"trackingId": "\\ud800", "eventList": [{"eventValue": 1e999}, {"eventValue": NaN}]}'
    request = json_request.read(text).request
    rules = {problem.path: problem.rule for problem in lint.validate(request, lint.Context()).problems()}
    assert rules["/trackingId"] == "json.lone-surrogate"
    assert rules["/eventList/0/eventValue"] == rules["/eventList/1/eventValue"] == "json.not-finite"
    assert json_request.read(json_request.write(request)).request.is_same(request)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"eventList": ' + "[" * 100_000 + "]" * 100_000 + "}",
            "line 1, column 78: the values are nested more than 64 ",
        ),
        (
            '{"a": ' * 100_000 + "1" + "}" * 100_000,
            "line 1, column 385: the values are nested more than 64 levels deep",
        ),
        (
            '{"eventList": [{"eventValue": ' + "9" * 5_000 + "}]}",
            "line 1, column 31: this number has more than 4,300 ",
        ),
        ("[" * 2**24, "it has 16,777,216 lists and objects, and at most 500,000 are read; split it"),
        (
            "[],".join(["["] * 2**22),
            "it has 8,388,607 lists and objects, and at most 500,000 are read; split it",
        ),
        (
            "[" + "{}," * 2**22 + "{}]",
            "it has 4,194,306 lists and objects, and at most 500,000 are read; split it",
        ),
        ('{"a": ' * 2**21, "it has 2,097,152 lists and objects, and at most 500,000 are read; split it"),
        (
            "[" + "1," * 2**24 + "1]",
            "it has 16,777,216 values, and of a text this long at most 2,500,000 are read",
        ),
        ("1" * 2**24, "line 1, column 1: this number has more than 4,300 digits; shorten it"),
        (
            '"' + "\\" * (2**24 - 1),
            "line 1, column 1: the text that begins here lacks its closing double quote",
        ),
        ('{"a": ' + " " * 2**24, "line 1, column 16777223: the text ends before the JSON is complete"),
    ],
    ids=[
        "deep lists",
        "deep objects",
        "long number",
        "[",
        "[],",
        "{},",
        "{",
        "1,",
        "digits",
        "backslashes",
        "blanks",
    ],
)
def test_hostile_text_is_refused_without_much_memory(text: str, message: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError) as caught:
            json_request.read(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(caught.value).startswith(message)
    assert peak < 100 * 2**20


def test_a_large_request_is_read() -> None:
    text = f'{{"eventList": [{", ".join([EVENT] * 100_000)}]}}'
    assert len(json_request.read(text).request.events) == 100_000


def test_of_many_events_each_has_one_line() -> None:
    few = Request(Object(trackingId="t", eventList=(Object(itemId="i\u2028\n"),) * 1_000, own=Object(a=(1,))))
    assert "\n    {\n" in json_request.write(few)
    many = few.with_events((*few.events, 5, Object(), Object(impression=("a", "b"))))
    lines = json_request.write(many).split("\n")
    assert lines[:4] == ["{", '  "trackingId": "t",', '  "eventList": [', r'    {"itemId": "i\u2028\n"},']
    assert lines[-11:] == [
        "    5,",
        "    {},",
        '    {"impression": ["a", "b"]}',
        "  ],",
        '  "own": {',
        '    "a": [',
        "      1",
        "    ]",
        "  }",
        "}",
        "",
    ]
    assert json_request.read(json_request.write(many)).request.is_same(many)
