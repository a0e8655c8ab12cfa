"""Command lines of the AWS CLI: as people paste them, and as the real one takes them."""

import json
import re
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events_console.domain import lint
from events_console.domain.json_value import freeze
from events_console.domain.placeholders import Resolver
from events_console.domain.request import Request
from events_console.forms import Shell, Target, UnreadableError, aws_cli, form
from tests.forms.sink import sink
from tests.strategies import model_requests, requests
from tests.support import within

PUT: Final = "aws personalize-events put-events"
FORMS: Final = ("aws-cli", "aws-cli-shorthand")
ODD: Final = 'it\'s "a" $HOME `b` 50% %PATH% C:\\dir\\ ünï 😀 !x & <y> | ^ {{uuid}}'


def request_of(document: object) -> Request:
    root = freeze(document)
    assert isinstance(root, dict)
    return Request(root)


DOCUMENT: Final = request_of(
    {
        "trackingId": "-t",
        "userId": "it's {{now}}",
        "sessionId": "s 1",
        "eventList": [
            {
                "eventType": ODD,
                "sentAt": "{{now-5m}}",
                "eventValue": 4.5,
                "properties": json.dumps({"path": "C:\\new", "quote": '"\n', "at": "{{now}}"}),
                "impression": ["a", "b, c", ODD],
            },
            {
                "eventType": "View",
                "sentAt": 1700000000,
                "metricAttribution": {"eventAttributionSource": "src"},
                "recommendationId": "RID-1",
            },
        ],
    }
)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("shell", Shell)
@settings(max_examples=15)
@given(request=model_requests)
def test_what_is_written_reads_back(name: str, shell: Shell, request: Request) -> None:
    writing = form(name).write(request, Target(shell=shell))
    (reading,) = form(name).read_all(writing.text)
    assert reading.request == request
    assert (reading.notes, reading.problems) == ((), ())


@pytest.mark.parametrize("shell", Shell)
@settings(max_examples=15)
@given(request=requests)
@example(request=request_of({"trackingId": {"{{ now - 5m }}": None}, "eventList": [{"a": '"{{now}}":'}]}))
def test_wrong_requests_are_written_as_they_are(shell: Shell, request: Request) -> None:
    writing = form("aws-cli").write(request, Target(shell=shell))
    (reading,) = aws_cli.read_all(writing.text)
    resolver = Resolver(1_800_000_000, lambda: "5f0c9dfa")
    found, meant = (resolver.request(each).root for each in (reading.request, request))
    assert {name: repr(value) for name, value in found.items()} == {
        name: repr(value) for name, value in meant.items()
    }


def run(text: str, shell: str = "sh") -> None:
    done = subprocess.run([shell, "-c", text], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr


def test_the_real_aws_cli_sends_what_was_meant(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".aws" / "config").write_text("[profile qa]\nregion = eu-west-1\n", encoding="utf-8")
    (home / "bin" / "date").write_text("#!/bin/sh\necho 1800000000\n", encoding="utf-8")
    (home / "bin" / "date").chmod(0o755)
    (home / "bin" / "uuidgen").write_text(
        "#!/bin/sh\necho 5f0c9dfa-1111-2222-3333-444455556666\n", encoding="utf-8"
    )
    (home / "bin" / "uuidgen").chmod(0o755)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    resolver = Resolver(1800000000, lambda: "5f0c9dfa-1111-2222-3333-444455556666")
    expected = json.loads(json.dumps(resolver.request(DOCUMENT).root))
    loaded = DOCUMENT.with_field("sessionId", "file://none\n")
    with sink() as server:
        target = Target(profile="qa", endpoint_url=server.url, signed=False)
        for name in FORMS:
            run(form(name).write(DOCUMENT, target).text)
        writing = form("aws-cli").write(loaded, target)
        run(writing.text, "bash")
    assert "--cli-input-json" in writing.text
    assert server.bodies == [expected, expected, {**expected, "sessionId": "file://none\n"}]


def test_the_command_is_one_that_a_person_would_write() -> None:
    request = request_of(
        {"trackingId": "T", "sessionId": "-s", "eventList": [{"eventType": "it's", "sentAt": "{{now}}"}]}
    )
    assert aws_cli.write(request, Target("eu-west-1", "qa", "http://localhost:1", signed=False)).text == (
        "aws personalize-events put-events \\\n"
        "  --profile qa \\\n"
        "  --region eu-west-1 \\\n"
        "  --endpoint-url http://localhost:1 \\\n"
        "  --no-sign-request \\\n"
        "  --tracking-id T \\\n"
        "  --session-id=-s \\\n"
        "  --event-list '[\n"
        "    {\n"
        '      "eventType": "it\'\\\'\'s",\n'
        '      "sentAt": \'"$(date +%s)"\'\n'
        "    }\n"
        "  ]'\n"
    )
    request = request_of(
        {"sessionId": "s", "eventList": [{"eventType": "a b", "sentAt": 1}, {"itemId": "x"}]}
    )
    assert form("aws-cli-shorthand").write(request, Target(shell=Shell.CMD)).text == (
        "aws personalize-events put-events ^\n"
        "  --session-id s ^\n"
        "  --event-list ^\n"
        '    "eventType=\\"a b\\",sentAt=1" ^\n'
        '    "itemId=x"\n'
    )


@pytest.mark.parametrize(
    ("root", "shell", "name", "note"),
    [
        ({"eventList": [{"sentAt": 1.5}]}, Shell.POSIX, "aws-cli", "The AWS CLI sends whole seconds"),
        ({"own": 1}, Shell.POSIX, "aws-cli", "The AWS CLI has no option for “own”"),
        ({"userId": 5}, Shell.POSIX, "aws-cli", "userId is not text"),
        ({"eventList": "x"}, Shell.POSIX, "aws-cli", "The event list is no list"),
        ({"userId": "https://x"}, Shell.POSIX, "aws-cli", "userId is in --cli-input-json"),
        ({"userId": "a%b"}, Shell.CMD, "aws-cli", "userId is in --cli-input-json"),
        ({"userId": "{{now}}"}, Shell.CMD, "aws-cli", "Placeholders such as {{now}}"),
        ({"eventList": [{"itemId": "x"}]}, Shell.POWERSHELL, "aws-cli", "This is for PowerShell 7.3"),
        ({"eventList": [{"itemId": "x" * 9000}]}, Shell.CMD, "aws-cli", "Windows takes 8,191 characters"),
        ({"eventList": [{"eventValue": float("nan")}]}, Shell.POSIX, "aws-cli", "NaN and Infinity"),
        (
            {"eventList": []},
            Shell.POSIX,
            "aws-cli-shorthand",
            "The events are JSON, because shorthand has no words",
        ),
        (
            {"eventList": [{"a": 5}]},
            Shell.POSIX,
            "aws-cli-shorthand",
            "The events are JSON, because shorthand cannot",
        ),
        (
            {"eventList": [{"itemId": "5%"}]},
            Shell.CMD,
            "aws-cli-shorthand",
            "The events are JSON, because characters",
        ),
    ],
)
def test_what_the_command_cannot_say_is_noted(root: object, shell: Shell, name: str, note: str) -> None:
    (found,) = form(name).write(request_of(root), Target(shell=shell)).notes
    assert found.startswith(note)


EVENT: Final = {"eventType": "click", "sentAt": 1700000000}
SAMPLES: Final[list[tuple[str, object, list[str]]]] = [
    (
        (
            f"{PUT} --region eu-west-1 --profile dev \\\n"
            '  --tracking-id 2de8 --user-id="u 1" --session-id s1 \\\n'
            '  --event-list "[{\\"eventType\\":\\"click\\",\\"sentAt\\":$(date +%s),'
            '\\"properties\\":\\"{\\\\\\"itemId\\\\\\":\\\\\\"X\\\\\\"}\\"}]"'
        ),
        {
            "trackingId": "2de8",
            "userId": "u 1",
            "sessionId": "s1",
            "eventList": [{"eventType": "click", "sentAt": "{{now}}", "properties": '{"itemId":"X"}'}],
        },
        ["--region eu-west-1, --profile dev: set in the connection instead, not in the request."],
    ),
    (
        (
            f"TRACKER=abc\n{PUT} --event-list eventType=a,sentAt=$(date +%s),itemId=x eventType=b,sentAt=1,"
            "impression=a,b --tracking-id $TRACKER --session-id $SESSION --debug --output json extra"
        ),
        {
            "trackingId": "abc",
            "sessionId": "{{SESSION}}",
            "eventList": [
                {"eventType": "a", "sentAt": "{{now}}", "itemId": "x"},
                {"eventType": "b", "sentAt": 1, "impression": ["a", "b"]},
            ],
        },
        [
            "$TRACKER stands for what it is set to above, and is replaced by that.",
            "{{SESSION}} stands for a value that only the shell knows: put one in its place.",
            "--debug, --output json: left out, as it is no part of the request.",
            "“extra” belongs to no option and is left out; put values with blanks in quotes.",
        ],
    ),
    (
        (
            "AWS_PROFILE=p AWS_SECRET_ACCESS_KEY=hush sudo aws2"
            " --endpoint-url http://u:hush@h:1/x"
            " --no-verify-ssl personalize-events put-events"
            ' --cli-input-json \'{"trackingId":"a","userId":"b"}\''
            " --user-id z --usr 1 --trackingId k"
        ),
        {"trackingId": "a", "userId": "z"},
        [
            "AWS_SECRET_ACCESS_KEY: left out, as keys never go into a document.",
            "AWS_PROFILE: set in the connection instead, not in the request.",
            "--user-id counts instead of userId in the input document.",
            "--endpoint-url h:1, --no-verify-ssl: set in the connection instead, not in the request.",
            "--usr is no option of the command, and is left out.",
            "--trackingId is no option of the command, and is left out.",
        ],
    ),
    (
        f"{PUT} --session-id s --event-list '{json.dumps(EVENT)}' '{json.dumps(EVENT)}'",
        {"sessionId": "s", "eventList": [EVENT, EVENT]},
        [],
    ),
    (
        (
            f"{PUT} `\n  --user-id 'u' `\n  --event-list "
            r"""'[{\"eventType\": \"click\", \"sentAt\": 1700000000}]'"""
        ),
        {"userId": "u", "eventList": [EVENT]},
        ["The backslashes before quotation marks are those of Windows PowerShell 5.1, and are left out."],
    ),
    (
        f"C:\\> aws.exe {PUT[4:]} ^\n" + r' --event-list "[{\"eventType\":\"click\",\"sentAt\":1700000000}]"',
        {"eventList": [EVENT]},
        [],
    ),
    (
        f"$ {PUT} \\\n> --session-id s --event-list file://events.json\n",
        {"sessionId": "s"},
        ["--event-list is loaded from “file://events.json”, which is not opened here: open that file."],
    ),
    (
        f'cat <<EOF | {PUT} --cli-input-json file:///dev/stdin\n{{"sessionId": "s"}}\nEOF',
        {"sessionId": "s"},
        [],
    ),
    (
        f"{PUT} --cli-input-yaml 'sessionId: s\nuserId: u' --generate-cli-skeleton --user-id a --user-id=-b",
        {"sessionId": "s", "userId": "-b"},
        [
            "--user-id is given more than once, and only the last one counts.",
            "--user-id counts instead of userId in the input document.",
            "With --generate-cli-skeleton the command prints an example and sends nothing.",
        ],
    ),
    (
        f"docker run -e AWS_SESSION_TOKEN=hush amazon/aws-cli:2 {PUT[4:]} --session-id '- x' --user-id -5",
        {"sessionId": "- x", "userId": "-5"},
        ["AWS_SESSION_TOKEN: left out, as keys never go into a document."],
    ),
    (
        f'{PUT} --session-id s --event-list "$EVENTS"',
        {"sessionId": "s", "eventList": "{{EVENTS}}"},
        ["{{EVENTS}} stands for a value that only the shell knows: put one in its place."],
    ),
]


@pytest.mark.parametrize(("text", "root", "notes"), SAMPLES)
def test_commands_are_read_as_people_paste_them(text: str, root: object, notes: list[str]) -> None:
    (reading,) = aws_cli.read_all(text)
    assert reading.request == request_of(root)
    assert list(reading.notes) == notes
    assert "hush" not in repr(reading)


@pytest.mark.parametrize(
    "words",
    [
        "wJalrCANARYSECRETKEY",
        "--secret=wJalrCANARYSECRETKEY --FwoGCANARYTOKEN",
        "--region wJalrCANARYSECRETKEY --endpoint-url https://wJalrCANARYSECRETKEY/x",
        "--event-list file://wJalrCANARYSECRETKEY",
        "--user-id ${ID:-wJalrCANARYSECRETKEY}",
    ],
)
def test_a_secret_in_the_wrong_place_is_not_repeated(words: str) -> None:
    shown = repr(aws_cli.read_all(f"{PUT} --session-id s {words}"))
    assert "CANARY" not in shown


def test_commands_in_substitutions_are_read_where_they_stand() -> None:
    text = f'if ! out=$({PUT} --session-id a 2>&1); then\n  echo "$({PUT} --session-id b)"\nfi\n'
    first, second = aws_cli.read_all(text)
    assert [each.request.root["sessionId"] for each in (first, second)] == ["a", "b"]
    assert (first.title, second.title) == (
        "line 1: 0 events of session “a”",
        "line 2: 0 events of session “b”",
    )
    (reading,) = aws_cli.read_all(f"curl h -d '{{}}'\n{PUT} --session-id a")
    assert reading.notes == ("Line 1 has a curl command, which is not read here: choose curl.",)


def test_only_values_of_the_request_hold_live_code() -> None:
    target = Target(region="{{now}}", profile="{{uuid}}", endpoint_url="https://h/{{now}}")
    for shell in (Shell.POSIX, Shell.POWERSHELL):
        text = aws_cli.write(
            request_of({"eventList": [{"{{{now}}}": "x"}]}), replace(target, shell=shell)
        ).text
        assert not re.search(r"\$\(", text)
        assert aws_cli.read_all(text)[0].request.root["eventList"] == ({"{{{now}}}": "x"},)


def test_several_commands_are_told_apart() -> None:
    text = f"aws s3 ls\n{PUT} --session-id a\n\n{PUT} --session-id b --event-list 'sentAt=1' 'sentAt=2'\n"
    first, second = aws_cli.read_all(text)
    assert (first.title, second.title) == (
        "line 2: 0 events of session “a”",
        "line 4: 2 events of session “b”",
    )
    (first,) = aws_cli.read_all(f"{text}{PUT} --event-list '['")[:1]
    assert first.notes[0].startswith("1 other request in it cannot be read: line 5, column")


def test_what_is_wrong_with_a_pasted_command_is_found() -> None:
    (reading,) = aws_cli.read_all(
        f"{PUT} --tracking-id t --session-id s --event-list"
        ' \'[{"eventType":"a","sentAt":"TIMESTAMP","itemID":"x","eventId":"a","eventId":"b"}]\''
    )
    found = {
        problem.path for problem in lint.validate(reading.request, lint.Context(1_800_000_000)).problems()
    }
    assert {"/eventList/0/sentAt", "/eventList/0/itemID"} <= found
    assert [problem.path for problem in reading.problems] == ["/eventList/0/eventId"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"there is no {PUT} in it; paste the whole command"),
        ("aws events put-events --x", f"there is no {PUT} in it; paste the whole command"),
        (f"{PUT} help", "line 1, column 1: it has none of the options that make a request"),
        (
            f"{PUT} --user-id --session-id a",
            "line 1, column 35: --user-id has no value; one that begins with - is written --user-id=-…",
        ),
        (
            f'{PUT} --event-list \'[{{"a": 1,\n   "b": tru}}]\'',
            (
                "line 2, column 9: “tru” is no JSON value; "
                "text stands in double quotes, and True is written true"
            ),
        ),
        (
            f"{PUT} \\\n --event-list a=b,c=d eventType",
            "line 2, column 32: “=” must stand here in shorthand, not the end",
        ),
        (
            f"{PUT} --cli-input-json \"$(jq -n '{{a: 1}}')\"",
            (
                "line 1, column 52: --cli-input-json is made by a command, which is not run here:"
                " paste what it prints"
            ),
        ),
        (
            f"{PUT} --cli-input-json '[]'",
            (
                "line 1, column 52: --cli-input-json needs an object, which begins with {; events alone go in"
                " --event-list"
            ),
        ),
        (
            f"{PUT} --cli-input-json file://x.json",
            (
                "line 1, column 1: --cli-input-json is loaded from “file://x.json”, which is not opened here:"
                " open that file"
            ),
        ),
        (f"{PUT} --user-id 'a", "line 1, column 45: what ' begins here never ends: close it"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        aws_cli.read_all(text)
    assert str(caught.value) == message


_odd: Final = st.text(max_size=3) | st.sampled_from(
    [
        "'",
        '"',
        "\\",
        "$(",
        "`",
        "{{",
        "}}",
        "[",
        "]",
        "\n",
        "\0",
        "\ud800",
        "--",
        "=",
        "<<E",
        "^",
        "@'\n",
        "file://",
    ]
)


@settings(max_examples=250)
@given(
    st.sampled_from([text for text, _, _ in SAMPLES]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), _odd, st.booleans()), min_size=1, max_size=4),
)
def test_mutated_commands_are_read_or_refused(text: str, edits: list[tuple[float, int, str, bool]]) -> None:
    for share, length, odd, twice in edits:
        at = int(share * len(text))
        text = text[:at] + odd + (text[at : at + length] * 2 if twice else "") + text[at + length :]
    with suppress(UnreadableError):
        assert aws_cli.read_all(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{PUT} --event-list '" + "[" * 100_000 + "'",
        f"{PUT} --event-list a=" + "[" * 100_000,
        f"{PUT} --event-list '[" + "{{a}}," * 30_000 + "1]'",
        f"{PUT} --event-list " + "a=b " * 9_000,
        f"{PUT} --user-id " + "x" * 250_000,
        f"{PUT} --session-id s --x " * 3_000,
        f"{PUT} --session-id s\n" * 4_000,
        f'{PUT} --cli-input-json \'{{"a":' + "9" * 100_000 + "}'",
        f"{PUT} --cli-input-yaml '" + "[" * 100_000 + "'",
        f"{PUT} --session-id '\ud800\0' --user-id '" + '\\"' * 100_000 + "'",
        "x" * 262_145,
    ],
)
def test_hostile_text_is_refused_or_read_in_time(text: str) -> None:
    with within(1), suppress(UnreadableError):
        aws_cli.read_all(text)


def test_quotation_marks_may_be_doubled_on_one_line() -> None:
    (reading,) = aws_cli.read_all(f'{PUT} --session-id s --event-list "[{{""eventType"": ""a b""}}]"')
    assert reading.request.root == freeze({"sessionId": "s", "eventList": [{"eventType": "a b"}]})
    assert reading.notes == (
        "It is read as typed into cmd: in the shell it looks like its JSON would be none.",
    )


def test_the_note_names_the_field_that_shorthand_cannot_say() -> None:
    for event, said in (
        ({"a": "x", "itemId": None}, "shorthand has no words for null in “itemId”"),
        ({"a": "x", "eventValue": 2**60 + 1}, "shorthand cannot say “eventValue” exactly"),
    ):
        writing = form("aws-cli-shorthand").write(request_of({"eventList": [event]}), Target())
        assert said in writing.notes[0]
