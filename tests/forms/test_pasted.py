"""What people copy is read as what it was: quoted mails, typographic marks, log lines, other documents."""

import json

import pytest

from events_console.domain.json_value import freeze
from events_console.forms import LONGEST_CODE, UnreadableError, form, read_any
from tests.support import within

ROOT = {"trackingId": "t", "sessionId": "s", "eventList": [{"eventType": "View", "sentAt": 1700000000}]}
BODY = json.dumps(ROOT)
AWS = "aws personalize-events put-events --tracking-id t --session-id s --event-list"
COMMAND = f"{AWS} '{json.dumps(ROOT['eventList'])}'"
CSV = BODY.replace('"', '""')
MIDDLE = "Read from the middle of other text."
QUOTED = "The > at the beginning of each line is left out."
STRAIGHT = "Typographic quotes and dashes are read as those of the keyboard."


def curly(text: str) -> str:
    return "".join(f"“{part}”" if place % 2 else part for place, part in enumerate(text.split('"')))


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        (f"> {COMMAND}", "aws-cli", [QUOTED]),
        ("> ```bash\n> $ " + COMMAND.replace(" --s", " \\\n> --s") + "\n> ```\n", "aws-cli", [QUOTED]),
        ("\n".join(f"> > {line}" for line in json.dumps(ROOT, indent=1).split("\n")), "json", [QUOTED]),
        (curly(BODY), "json", [STRAIGHT]),
        (f"{AWS} ‘{curly(json.dumps(ROOT['eventList']))}’", "aws-cli", [STRAIGHT]),  # noqa: RUF001
        (
            f"curl h/events –d '{BODY}'",
            "curl",
            [STRAIGHT, "It is for h: what you send goes where the connection leads."],
        ),
        (
            COMMAND.replace("--s", "—s"),
            "aws-cli",
            ["The typographic dash before session-id is read as --."],
        ),
        (f"2026-11-20T12:00:00.123Z\t3f1c-00\tINFO\t{BODY}", "json", [MIDDLE]),
        (f"[INFO]\t2026-11-20T12:00:00.123Z\tSending {ROOT!r}", "json", [MIDDLE]),
        (
            f'@timestamp,@message\n2026-11-20 12:00:00.123,"{CSV}"',
            "json",
            [MIDDLE, "The quotation marks are doubled, as Windows wants them, and each two are read as one."],
        ),
        (json.dumps(BODY), "json", [MIDDLE]),
        (f"botocore [DEBUG] params: {{'url_path': '/events', 'body': b'{BODY}'}}", "json", [MIDDLE]),
        (BODY.replace("{", "{ // the tracker\n", 1), "javascript", []),
        (
            json.dumps({"item": [{"request": {"body": {"raw": BODY}}}]}),
            "json",
            ["Read from “/item/0/request/body/raw” of the text."],
        ),
        (
            json.dumps({"cells": [{"source": ["c.put_events(\n", f"**{ROOT!r})"]}]}),
            "json",
            ["Read from “/cells/0/source” of the text."],
        ),
        (json.dumps({"resource": "/events", "body": BODY}), "json", ["Read from “/body” of the text."]),
        (
            json.dumps({"eventName": "PutEvents", "requestParameters": ROOT}),
            "json",
            ["Read from “/requestParameters” of the text."],
        ),
        (
            json.dumps({"eventSource": "x", "eventType": "AwsApiCall", "requestParameters": ROOT}),
            "json",
            ["Read from “/requestParameters” of the text."],
        ),
        (f"message: |\n  {BODY}\n", "yaml", ["Read from “/message” of the text."]),
    ],
)
def test_what_is_around_a_request_is_passed_over_with_a_note(text: str, name: str, notes: list[str]) -> None:
    found, (reading,) = read_any(text)
    assert (found.name, reading.request.root) == (name, freeze(ROOT))
    assert list(reading.notes) == notes


def test_text_in_a_text_keeps_what_is_escaped_in_it() -> None:
    root = {**ROOT, "userId": 'a "b"\n\\c'}
    for text in (json.dumps(json.dumps(root)), f"INFO {json.dumps(json.dumps(root))} done"):
        _, (reading,) = read_any(text)
        assert reading.request.root == freeze(root)


def test_each_line_of_json_lines_is_a_request() -> None:
    other = {**ROOT, "sessionId": "s2"}
    for separator in ("\n", "\n\n", "\r\n"):
        _, readings = read_any(BODY + separator + json.dumps(other) + "\n")
        assert [each.request.root for each in readings] == [freeze(ROOT), freeze(other)]
        assert [each.notes for each in readings] == [(), ()]
        assert readings[1].title.endswith("1 event of session “s2”")
    _, readings = read_any('{"eventType": "a"}\n{"eventType": "b"}')
    assert [each.request.events for each in readings] == [
        freeze([{"eventType": "a"}]),
        freeze([{"eventType": "b"}]),
    ]
    _, readings = read_any(f"{json.dumps(ROOT, indent=1)}\n{json.dumps(other, indent=1)}")
    assert [each.title for each in readings] == [
        "line 1: 1 event of session “s”",
        "line 11: 1 event of session “s2”",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"trackingId": “t”, oops}', 'line 1, column 16: “ is a typographic quote: write "'),
        ("{'trackingId': ‘t, 'b': None}", "line 1, column 16: ‘ is a typographic quote: write '"),  # noqa: RUF001
        ('{"a": "“x”",}', "line 1, column 13: a comma must not stand before a closing bracket; remove it"),
        ('> {\n>   "a": }', "line 2, column 10: a value is missing before “}”"),
        ('{"own": 1, "body": "{}"}', "it has none of the fields of a request; paste the request in it"),
        ("Resources:\n  Fn: 1\n", "it has none of the fields of a request; paste the request in it"),
        (f"INFO {BODY[:-5]}", None),
        ("hello, trackingId=t", None),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text: str, message: str | None) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_any(text)
    assert str(caught.value) == message or (
        message is None
        and str(caught.value).startswith("it is in none of the forms that can be read (JSON, YAML, ")
        and str(caught.value).endswith(", HAR file, CSV); paste only the request, from { to }")
    )


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"TrackingId": "t"}',
        '{"tracking_id": "t"}',
        '{"own": 1, "userId": "u"}',
        '{"itemId": "x", "own": 1}',
    ],
)
def test_what_has_a_field_or_nothing_is_the_request_itself(text: str) -> None:
    for each in ("json", "yaml"):
        _, (reading,) = read_any(text, form(each))
        assert json.loads(text) in (reading.request.root, *reading.request.events)


@pytest.mark.parametrize("text", ["[5]", '[{"own": 1}]', "[{}]"])
def test_a_list_is_one_of_events_where_nothing_better_is_in_it(text: str) -> None:
    for each in ("json", "yaml"):
        _, (reading,) = read_any(text, form(each))
        assert reading.request.events == freeze(json.loads(text))


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "{trackingId",
        "}",
        "> ",
        ">\n   ",
        "“",
        "{‘",  # noqa: RUF001  # a typographic mark
        '{"a":"trackingId",',
        '"',
        "'",
        '{"trackingId":"}',
        "{trackingId}",
        "//",
        '[{"a":"eventList',
    ],
)
def test_a_heavy_text_takes_no_second(unit: str) -> None:
    for text in (
        (unit * LONGEST_CODE)[:LONGEST_CODE],
        (unit * LONGEST_CODE)[: LONGEST_CODE // 2] + "}" * (LONGEST_CODE // 2),
    ):
        with within(1):
            try:
                read_any(text)
            except UnreadableError as error:
                assert str(error)  # noqa: PT017  # one of two ways to end
