"""Raw HTTP: the bytes that arrive are ours, and no secret gets into a document or a note."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings

from events_console.domain.json_value import Json, Object, freeze
from events_console.domain.request import Request
from events_console.forms import LONGEST_CODE, Target, UnreadableError, UnwritableError, body, http
from tests.forms.sink import sink
from tests.strategies import model_requests
from tests.support import within

BODY = '{"trackingId": "t", "sessionId": "s", "eventList": [{"eventType": "View", "sentAt": 1700000000}]}'
ROOT = json.loads(BODY)
SIGNED = f"""\
POST /events HTTP/1.1
Host: personalize-events.eu-west-1.amazonaws.com
Content-Type: application/json
X-Amz-Date: 20261120T140209Z
X-Amz-Security-Token: FQoDTOKEN
Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/eu-west-1/personalize-events/aws4_request, \
SignedHeaders=host, Signature=5d672d79c15b
Cookie: session=SECRET1
Content-Length: {len(BODY)}

{BODY}"""
PLACED = "It is for the region eu-west-1: what you send goes where the connection leads."


def awkward() -> Iterator[Request]:
    texts = (
        'it\'s "quoted" \\ $HOME `date` %PATH% !x! ^&|<>',
        "line\nend\r\t\x00\x7f",
        "😀 ü \u2028",
        "C:\\dir\\",
    )
    for text in texts:
        event: dict[str, Json] = {
            "eventType": text,
            "sentAt": 1700000000.123,
            "properties": json.dumps({"a": text}),
        }
        root = freeze({"trackingId": text, "sessionId": "s", "eventList": [event]})
        assert isinstance(root, Object)
        yield Request(root)


@settings(max_examples=60)
@given(model_requests)
def test_a_request_reads_back_as_it_was_written(request_: Request) -> None:
    writing = http.write(request_, Target(region="eu-west-1"))
    (reading,) = http.read_all(writing.text)
    assert reading.request == request_
    assert (reading.problems, reading.notes) == ((), (PLACED,))
    head, _, payload = writing.text.partition("\r\n\r\n")
    assert payload == json.dumps(request_.root)
    is_whole = not body.placeholder_notes(request_)
    assert head.endswith(f"\r\nContent-Length: {len(payload.encode())}") == is_whole
    assert ("Content-Length" in head) == is_whole
    assert any("Content-Length is left out" in note for note in writing.notes) != is_whole


def test_the_real_bytes_arrive() -> None:
    with sink() as server:
        where = urlsplit(server.url)
        for request_ in awkward():
            text = http.write(request_, Target(endpoint_url=server.url)).text
            with socket.create_connection((where.hostname, where.port), timeout=5) as connection:
                connection.sendall(text.encode())
                assert connection.recv(100).startswith(b"HTTP/1.0 200")
        assert server.bodies == [json.loads(json.dumps(request_.root)) for request_ in awkward()]
        assert {each["host"] for each in server.headers} == {where.netloc}


def test_where_it_goes() -> None:
    def first_lines(target: Target) -> list[str]:
        return http.write(Request(Object(ROOT)), target).text.split("\r\n")[:2]

    assert first_lines(Target()) == ["POST /events HTTP/1.1", "Host: personalize-events.REGION.amazonaws.com"]
    assert first_lines(Target(region="cn-north-1"))[1].endswith(".cn-north-1.amazonaws.com.cn")
    assert first_lines(Target(endpoint_url="https://user:pw@host.example:8443/base/")) == [
        "POST /base/events HTTP/1.1",
        "Host: host.example:8443",
    ]
    notes = http.write(Request(Object(ROOT)), Target()).notes
    assert [note.split()[0] for note in notes] == ["Its", "Put"]
    assert http.write(Request(Object(ROOT)), Target(region="eu-west-1", signed=False)).notes == ()


@pytest.mark.parametrize("target", [Target(region="eu west"), Target(endpoint_url="http://a\r\nX: y")])
def test_no_line_can_be_put_into_the_head(target: Target) -> None:
    with pytest.raises(UnwritableError, match="is no web address: correct the endpoint or the region"):
        http.write(Request(Object()), target)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_secrets_are_dropped_and_not_repeated(end: str) -> None:
    (reading,) = http.read_all(SIGNED.replace("\n", end))
    assert reading.request.root == freeze(ROOT)
    assert reading.notes[:2] == (
        PLACED,
        "It is signed for personalize-events, and the service wants personalize there.",
    )
    assert reading.notes[2].startswith("X-Amz-Security-Token, Authorization, Cookie: left out, as keys and")
    assert len(reading.notes) == 3
    shown = repr(reading)
    assert not any(secret in shown for secret in ("TOKEN", "AKID", "5d672", "SECRET1"))


@pytest.mark.parametrize(
    ("head", "notes"),
    [
        ("POST /events HTTP/1.1\nHost: h", ["It is for h: what you send goes where the connection leads."]),
        ("# remark\n@base = x\n\nPOST https://u:PASSWORD@h.example/events", ["It is for h.example: what"]),
        ("POST {{base}}/events", []),
        (":method: POST\n:authority: h\n:path: /events\n:scheme: https\naccept: */*", ["It is for h: what"]),
        (":authority\nh\n:method\nPOST\n:path\n/events\naccept\n*/*", ["It is for h: what you send"]),
        (":path: /events", []),
        (
            "PUT /prod/track?X-Amz-Signature=SIGNATURE&x=1 HTTP/2",
            ["Its method is PUT, and", "Its path is /…/track, and", "What follows the ? in its address"],
        ),
        ("POST /events\nContent-Length: 5", ["Content-Length does not fit: the body has 97 bytes."]),
        ("POST /base/events HTTP/1.1\nContent-Length: 97", []),
    ],
)
def test_what_stands_above_the_body_is_told(head: str, notes: list[str]) -> None:
    (reading,) = http.read_all(f"{head}\n\n{BODY}\n")
    assert reading.request.root == freeze(ROOT)
    assert len(reading.notes) == len(notes)
    assert all(told.startswith(note) for told, note in zip(reading.notes, notes, strict=True))
    assert not any(secret in repr(reading) for secret in ("PASSWORD", "SIGNATURE"))


def test_the_lines_of_a_body_may_have_ended_otherwise_when_it_was_counted() -> None:
    pretty = json.dumps(ROOT, indent=1)
    for length in (len(pretty), len(pretty) + pretty.count("\n")):
        (reading,) = http.read_all(f"POST /events HTTP/1.1\nContent-Length: {length}\n\n{pretty}\n\n")
        assert reading.notes == ()


def test_chunks_are_joined() -> None:
    body = json.dumps({**ROOT, "userId": "ü😀"}, ensure_ascii=False).encode()
    chunks = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in (body[:9], body[9:])) + b"0\r\n\r\n"
    head = b"POST /events HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    (reading,) = http.read_all((head + chunks).decode())
    assert reading.request.root["userId"] == "ü😀"
    assert reading.notes == ("Its body came in chunks, which are joined.",)
    (plain,) = http.read_all(f"{head.decode()}{BODY}")
    assert plain.request.root == freeze(ROOT)


def test_several_requests_with_answers_among_them() -> None:
    text = (
        f"### first\nPOST /events HTTP/1.1\n\n{BODY}\n\nHTTP/1.1 400 Bad Request\n\n"
        '{"message": "no"}\n'
        f"POST /events HTTP/1.1\n\n{BODY}\n### third\nGET /health HTTP/1.1\nAccept: */*\n###\n# nothing\n"
    )
    first, second = http.read_all(text)
    assert (first.title, second.title) == (
        "line 2: 1 event of session “s”",
        "line 9: 1 event of session “s”",
    )
    (note,) = first.notes
    assert note.startswith(
        "1 other request in it cannot be read: line 13, column 1: this request has no body"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is nothing in it; paste a POST to /events"),
        ("# only\n\n", "there is nothing in it; paste a POST to /events"),
        ("hello\n", "line 1, column 1: this begins no HTTP request: write POST /events HTTP/1.1"),
        (
            "POST /events HTTP/1.1\nHost: h\n",
            "line 1, column 1: this request has no body: paste the JSON too",
        ),
        ("POST /events\nno header\n\n{}", "line 2, column 1: this line is no header: write Name: value"),
        ("POST /events\n\n< ./body.json", "line 3, column 1: its body is in a file, and no file is opened"),
        ('POST /events\n\n{"a": }', "line 3, column 7: a value is missing before “}”"),
        ("POST /events\n\n<xml/>", "line 3, column 1: “<” is no JSON value"),
        ("POST /events\n\n5", "line 3, column 1: a request is an object, not just 5"),
        ("x" * (LONGEST_CODE + 1), "it has 262,145 characters, and at most 262,144 are read as HTTP"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_at_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        http.read_all(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "unit",
    ["POST /e HTTP/1.1\n\n{}\n", "###\n", "a: b\n", "1\n{\n", " ", "POST ", "HTTP/1.1 200\n", ":path:\n"],
)
def test_a_long_text_takes_no_second(unit: str) -> None:
    text = f"POST /events\nTransfer-Encoding: chunked\n\n{unit * LONGEST_CODE}"[:LONGEST_CODE]
    for each in (text, (unit * LONGEST_CODE)[:LONGEST_CODE]):
        with within(1):
            try:
                http.read_all(each)
            except UnreadableError as error:
                assert str(error)  # noqa: PT017  # either way it ends
