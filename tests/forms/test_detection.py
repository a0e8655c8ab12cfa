"""Which form a text is in: what people paste, and whatever is written, is read as what it is."""

import json
from importlib.util import find_spec
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request
from events_console.forms import (
    FORMS,
    Form,
    Shell,
    Target,
    UnreadableError,
    UnwritableError,
    detect,
    form,
    json_request,
    read_any,
)
from events_console.forms.detection import unfenced
from tests.strategies import model_requests
from tests.support import within

ROOT = {"trackingId": "t", "sessionId": "s", "eventList": [{"eventType": "View", "sentAt": 1700000000}]}
BODY = json.dumps(ROOT)
AWS = "aws personalize-events put-events --tracking-id t --session-id s"
# A table is read as a long document, whatever was written.
BOTH = [each for each in FORMS if each.reads and each.writes and each.name != "csv"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("json", BODY),
        ("json", "\ufeff \n[]"),
        ("json", '[{"itemId": "new Date() means nothing here, nor does datetime.now()"}]'),
        ("json", '{"sentAt": tomorrow}'),
        ("har", '{\n  "log": {"version": "1.2", "entries": []}}'),
        ("yaml", "trackingId: t\neventList:\n- eventType: View\n"),
        ("yaml", "# a remark\n---\n- eventType: View\n"),
        ("yaml", '"trackingId": t'),
        ("aws-cli", f'{AWS} --event-list \'[{{"eventType": "View"}}]\''),
        ("aws-cli", f"$ {AWS} \\\n  --event-list file://events.json"),
        ("aws-cli", "aws personalize-events put-events --cli-input-json file://x.json"),
        ("aws-cli", 'aws --region x personalize-events put-events `\n --event-list "[{\\"a\\": 1}]"'),
        ("aws-cli", f'events="[]"\n{AWS} --event-list="$events"'),
        ("aws-cli-shorthand", f"{AWS} --event-list eventType=View,sentAt=1"),
        ("aws-cli-shorthand", f'C:\\> {AWS} ^\n  --event-list "eventType=View,sentAt=1"'),
        ("curl", f"curl -d '{BODY}' https://h/events"),
        ("curl", f"cat <<EOF | curl.exe https://h/events -d @-\n{BODY}\nEOF"),
        ("curl", f"user@host:~$ sudo /usr/bin/curl https://h/events -d '{BODY}'"),
        ("aws-cli", f"[ec2-user@ip-172-31-0-1 ~]$ {AWS} --event-list '[]'"),
        ("aws-cli", f"[root@x /]# {AWS} --event-list '[]'"),
        ("aws-cli", f"~ % {AWS} --event-list '[]'"),
        ("aws-cli", "aws personalize-events --debug --region x put-events --cli-input-json '{}'"),
        ("curl", "[cloudshell-user@ip-10-0 ~]$ curl h -d '{}'"),
        ("curl", "root@x:/# curl h -d '{}'"),
        ("curl", "~ % curl h -d '{}'"),
        ("curl", "me@mac ~ % curl h -d '{}'"),
        ("curl", "(venv) $ curl h -d '{}'"),
        ("curl", "➜  ~ curl h -d '{}'"),
        ("curl", "PS C:\\Users\\me> curl.exe https://h/events `\n -d '{}'"),
        ("curl", 'C:\\Users\\me>curl ^"https://h/events^" ^\n -d ^"^{}^"'),
        ("curl", "AWS_PROFILE=x curl h -d '{}'"),
        ("http", f"POST /events HTTP/1.1\nHost: h\n\n{BODY}"),
        ("http", f"### send\n# remark\nPOST https://h/events\n\n{BODY}"),
        ("http", ":authority: h\n:method: POST\n:path: /events\n\n{}"),
        ("javascript", "await client.send(new PutEventsCommand({trackingId: 't'}))"),
        ("javascript", "const params = {\n  trackingId: 't',\n};\npersonalizeevents.putEvents(params, cb)"),
        ("javascript", "{trackingId: 't', eventList: [{sentAt: Date.now() / 1000}]}"),
        ("javascript", '{"trackingId": "t", "eventList": [{"sentAt": new Date()}]}'),
        ("javascript", 'import { PersonalizeEventsClient } from "@aws-sdk/client-personalize-events";'),
        ("paws", "svc <- paws::personalizeevents()\nsvc$put_events(trackingId = 't')"),
        ("paws", "list(list(eventType = 'View', sentAt = Sys.time()))"),
        ("boto3", "import boto3\nc = boto3.client('personalize-events')\nc.put_events(trackingId='t')"),
        ("boto3", "personalize_events.put_events(\n    trackingId = 't',\n    eventList = [])"),
        ("boto3", "{'trackingId': 't', 'sentAt': datetime.now()}"),
        ("boto3", '{"trackingId": "t", "userId": None, "eventList": []}'),
        ("boto3", f'"""Like\ncurl https://h/events -d \'{BODY}\'\n"""\nimport boto3'),
        ("boto3", f"# {AWS} --event-list '[]'\nclient.put_events(trackingId='t')"),
        ("curl", f"# was {AWS} --event-list '[]'\ncurl https://h/events -d '{BODY}'"),
        ("json", '{"log": {"version": "1"}, "eventList": []}'),
        ("har", '{"log": {"entries": ['),
        ("csv", "ITEM_ID,USER_ID,TIMESTAMP\ni,u,1\n"),
        ("csv", '\ufeff\n"userId";"timestamp";"CABIN_TYPE"\r\n"curl https://h -d x";1;\r\n'),
    ],
)
def test_what_people_paste_is_told_apart(name: str, text: str) -> None:
    assert detect(text) == form(name)
    assert detect(f"```\n{text}\n```\n") == form(name)


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_nothing_is_told_as_such(text: str) -> None:
    with pytest.raises(UnreadableError, match="there is nothing in it"):
        read_any(text)


@pytest.mark.parametrize("text", ["hello", "5", "12:00", "\x00\ud800", "(", "<html>"])
def test_what_is_in_no_form_is_refused_with_their_names(text: str) -> None:
    assert detect(text) is None
    with pytest.raises(
        UnreadableError, match=r"it is in none of the forms that can be read \(JSON, YAML, AWS CLI, Python,"
    ):
        read_any(text)


words = st.sampled_from(
    [
        "View: True Detective",
        "x: new Date",
        "Artist: None",
        "curl https://h -d '",
        "aws personalize-events put-events --event-list [",
        "svc$put_events(",
        "\n# ",
        "\n// ",
        "\n```\n",
        ": int(",
    ]
)
documents = st.fixed_dictionaries(
    {
        "sessionId": words | st.text(),
        "eventList": st.lists(st.dictionaries(words | st.text(), words), max_size=2),
    }
)


@settings(max_examples=100)
@given(documents | model_requests.map(lambda request: request.root))
def test_json_is_json_whatever_words_are_in_its_texts(root: dict[str, Any]) -> None:
    request_ = Request(cast("Object", freeze(root)))
    for text in (
        json_request.write(request_),
        json.dumps(root),
        json.dumps(root, indent=1, ensure_ascii=False),
    ):
        assert detect(text) == form("json")
        found, (reading,) = read_any(text)
        assert (found.name, reading.request) == ("json", request_)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# aws personalize-events put-events --cli-input-yaml file://x\ntrackingId: t\neventList: []\n",
            "yaml",
        ),
        ('import os\ncurl https://h/events -d \'{"trackingId": "t", "eventList": []}\'\n', "curl"),
        (
            'Use this:\n```sh\ncurl https://h/events -d \'{"trackingId": "t", "eventList": []}\'\n```\n',
            "curl",
        ),
    ],
)
def test_where_the_most_probable_form_reads_nothing_another_may(text: str, name: str) -> None:
    found, (reading,) = read_any(text)
    assert found.name == name
    assert reading.request.root == {"trackingId": "t", "eventList": ()}


def test_the_first_error_counts_where_no_form_reads_it() -> None:
    with pytest.raises(UnreadableError, match="line 2, column 1: this curl command has no body"):
        read_any("# import x\ncurl https://h/events\na: b\n")


@pytest.mark.parametrize("name", ["aws-cli", "boto3", "javascript", "paws", "curl", "http"])
def test_no_form_writes_the_password_of_an_endpoint(name: str) -> None:
    text = (
        form(name)
        .write(Request(Object(trackingId="t")), Target(endpoint_url="https://user:hush@h.example"))
        .text
    )
    assert "h.example" in text
    assert "user:" not in text
    assert "hush" not in text


def test_a_form_that_is_only_written_is_not_read() -> None:
    with pytest.raises(UnreadableError, match="none of the forms that can be read"):
        read_any(BODY, form("skeleton"))


def test_the_chosen_form_counts() -> None:
    found, (reading,) = read_any(BODY, form("yaml"))
    assert (found.name, reading.request.root) == ("yaml", freeze(ROOT))
    found, (reading,) = read_any(BODY)
    assert (found.name, reading.request.root) == ("json", freeze(ROOT))
    with pytest.raises(UnreadableError, match="line 1, column 1: this begins no HTTP request"):
        read_any(BODY, form("http"))


@pytest.mark.parametrize("each", FORMS, ids=lambda each: each.name)
def test_each_form_has_its_module(each: Form) -> None:
    assert find_spec(f"events_console.forms.{each.module}")


@pytest.mark.parametrize("each", BOTH, ids=lambda each: each.name)
@settings(max_examples=20)
@given(request_=model_requests)
def test_whatever_is_written_is_recognised_and_read(each: Form, request_: Request) -> None:
    for shell in Shell if each.has_shell else (Shell.POSIX,):
        try:
            text = each.write(request_, Target(region="eu-west-1", profile="p", shell=shell)).text
        except UnwritableError:
            continue
        found, (reading,) = read_any(text)
        # What shorthand has no words for is written as JSON, and that is the other form of the same command.
        assert found.name.removesuffix("-shorthand") == each.name.removesuffix("-shorthand")
        assert reading.request == request_


@pytest.mark.parametrize("each", BOTH, ids=lambda each: each.name)
def test_an_empty_request_is_written_and_read(each: Form) -> None:
    request = Request(Object(trackingId="", sessionId="", eventList=()))
    try:
        writing = each.write(request, Target())
    except UnwritableError as error:
        assert str(error)  # noqa: PT017  # a form may have no words for an empty list
        return
    _, (reading,) = read_any(writing.text, each)
    assert reading.request == request


def test_a_fence_of_markdown_is_taken_off_and_places_stay() -> None:
    assert unfenced("a\n```sh\nb\n```\nc\n```\nd\n```") == "\n\nb\n"
    assert unfenced("{\n```\nb\n```") == "{\n```\nb\n```"
    assert unfenced(" \n```json\n{\n}\n```\n") == "\n\n{\n}\n"
    assert unfenced("~~~\na\n") == "\na"
    with pytest.raises(UnreadableError, match="line 3, column 6: a value is missing"):
        read_any('```json\n{\n"a": }\n```', form("json"))


@pytest.mark.parametrize(
    "unit",
    [
        *(
            " ",
            "\n",
            "{",
            "'",
            "a: ",
            "|a=",
            "&x=y ",
            "$ sudo ",
            "curl",
            "POST /",
            "- ",
            "```",
            "```\n",
            "{\n\t ",
            '"""\n',
            "/*\n",
            '{"log":{',
        ),
        *(
            "personalize-events put-events ",
            "C:\\a",
            "import ",
            "list( ",
            "--event-list ",
            "@base =\n",
            "x\u00a0",
        ),
    ],
)
def test_a_text_of_16_mib_takes_no_second(unit: str) -> None:
    text = unit * (2**24 // len(unit))
    with within(1):
        detect(text)
