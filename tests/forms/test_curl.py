"""curl command lines: the real curl sends what was written; what people paste is read without its secrets."""

import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request
from events_console.forms import LONGEST_CODE, Shell, Target, UnreadableError, curl
from events_console.forms.curl_options import TAKING_A_WORD
from tests.forms.sink import sink
from tests.strategies import model_requests
from tests.support import within

BODY = '{"trackingId": "t", "sessionId": "s", "eventList": [{"eventType": "View", "sentAt": 1700000000}]}'
ROOT = json.loads(BODY)
URL = "https://personalize-events.eu-west-1.amazonaws.com/events"
PLACED = "It is for the region eu-west-1: what you send goes where the connection leads."
TEXTS = (
    'it\'s "quoted" \\ \\\\ $HOME $(date) `date` %PATH% %% !x! ^ & | < > ; # ~ * ? [a] {b} \' \\\' " \\"',
    "line\nend\r\n\ttab\x00\x07\x7f",
    "😀 ü \u2028 日本",
    "C:\\dir\\new\\",
    "@file",
    "{{not a placeholder}} {{ {{now",
)
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s/e+c=r'e\"t $x"}


def request_of(text: str, **event: Any) -> Request:
    listed = [{"eventType": text, "sentAt": 1700000000.123, "properties": json.dumps({text: text}), **event}]
    root = freeze({"trackingId": text, "sessionId": "s", "eventList": listed})
    assert isinstance(root, Object)
    return Request(root)


def program(home: Path, name: str, script: str) -> str:
    """Put a program there that this machine may lack; return the PATH with it."""
    file = home / "bin" / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return f"{file.parent}:/usr/bin:/bin"


def run(script: str, **environment: str) -> None:
    subprocess.run(
        ["sh", "-euc", script], env={"PATH": "/usr/bin:/bin", **environment}, check=True, timeout=20
    )


def test_the_real_curl_sends_the_body() -> None:
    with sink() as server:
        target = Target(region="eu-west-1", endpoint_url=server.url)
        requests = [request_of(text) for text in TEXTS]
        run("".join(curl.write(each, target).text for each in requests), **KEYS)
        assert server.bodies == [json.loads(json.dumps(each.root)) for each in requests]
        for headers in server.headers:
            assert headers["content-type"] == "application/json"
            assert "x-amz-security-token" not in headers
            assert re.search(
                r"Credential=AKIDEXAMPLE/[0-9]{8}/eu-west-1/personalize/aws4_request",
                headers["authorization"],
            )


def test_the_real_curl_sends_a_token_only_where_there_is_one_and_nothing_unsigned() -> None:
    with sink() as server:
        signed, unsigned = (Target(endpoint_url=server.url, signed=flag) for flag in (True, False))
        script = curl.write(request_of("x"), signed).text + curl.write(request_of("x"), unsigned).text
        run(script, **KEYS, AWS_SESSION_TOKEN="to ken", AWS_REGION="us-west-2")
        first, second = server.headers
        assert first["x-amz-security-token"] == "to ken"
        assert "/us-west-2/personalize/" in first["authorization"]
        assert not {"authorization", "x-amz-security-token", "x-amz-date"} & second.keys()


def test_placeholders_are_filled_in_by_the_shell(home: Path) -> None:
    event = {
        "eventId": "{{uuid}}",
        "sentAt": "{{now-5m}}",
        "itemId": "i-{{uuid}}-{{now}}",
        "eventValue": "{{now+1w}}",
    }
    request = request_of("{{uuid}}", **event)
    with sink() as server:
        script = curl.write(request, Target(endpoint_url=server.url, signed=False)).text
        run(script)
        with_uuidgen = program(home, "uuidgen", "echo 5F0C9DFA-1111-2222-3333-444455556666")
        run(script, PATH=with_uuidgen)
        sent, told = server.bodies
    assert told["trackingId"] == "5F0C9DFA-1111-2222-3333-444455556666"
    (found,) = sent["eventList"]
    now = time.time()
    assert abs(found["sentAt"] + 300 - now) < 5
    assert abs(found["eventValue"] - 604800 - now) < 5
    ids = {sent["trackingId"], found["eventType"], found["eventId"], found["itemId"][2:38]}
    assert len(ids) == 4
    assert all(re.fullmatch(r"[0-9a-f-]{36}", each) for each in ids)
    assert abs(int(found["itemId"][39:]) - now) < 5


def test_the_keys_of_a_profile_are_exported_first(home: Path) -> None:
    # Version 2 of the AWS CLI, which is on no package index, prints this.
    prints = (
        'echo "export AWS_ACCESS_KEY_ID=AKIDPROFILE"; echo export AWS_SECRET_ACCESS_KEY=s AWS_SESSION_TOKEN=t'
    )
    path = program(
        home, "aws", f'[ "$*" = "configure export-credentials --profile a b --format env" ] && {prints}'
    )
    with sink() as server:
        target = Target(region="eu-west-1", endpoint_url=server.url, profile="a b")
        script = curl.write(request_of("x"), target).text
        run(script, PATH=path)
        (headers,) = server.headers
    assert "Credential=AKIDPROFILE/" in headers["authorization"]
    assert headers["x-amz-security-token"] == "t"


@pytest.mark.parametrize("shell", Shell)
@settings(max_examples=40)
@given(request_=model_requests, signed=st.booleans())
def test_a_request_reads_back_as_it_was_written(shell: Shell, request_: Request, signed: bool) -> None:
    target = Target(region="eu-west-1", profile="my prod", shell=shell, signed=signed)
    (reading,) = curl.read_all(curl.write(request_, target).text)
    assert reading.request == request_
    assert (reading.problems, reading.notes) == ((), (PLACED,))


@settings(max_examples=40)
@given(model_requests)
def test_nothing_that_cmd_replaces_is_in_what_is_written_for_it(request_: Request) -> None:
    text = curl.write(request_, Target(region="eu-west-1", shell=Shell.CMD, signed=False)).text
    assert not {"%", "!"} & set(text)
    assert text.isascii()


def test_what_is_written_is_what_a_person_would_write() -> None:
    request = Request(Object(trackingId="it's"))
    assert curl.write(request, Target(region="eu-west-1", profile="prod")).text == (
        'eval "$(aws configure export-credentials --profile prod --format env)"\n'
        "curl --fail-with-body \\\n"
        "  --aws-sigv4 aws:amz:eu-west-1:personalize \\\n"
        '  --user "${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}" \\\n'
        '  ${AWS_SESSION_TOKEN:+--header "x-amz-security-token: ${AWS_SESSION_TOKEN}"} \\\n'
        "  --header 'content-type: application/json' \\\n"
        """  --data-raw '{"trackingId": "it'\\''s"}' \\\n"""
        f"  {URL}\n"
    )
    windows = curl.write(request, Target(shell=Shell.CMD, profile="prod"))
    assert windows.text == (
        "curl.exe --fail-with-body ^\n"
        '  --aws-sigv4 "aws:amz:%AWS_REGION%:personalize" ^\n'
        '  --user "%AWS_ACCESS_KEY_ID%:%AWS_SECRET_ACCESS_KEY%" ^\n'
        '  --header "content-type: application/json" ^\n'
        '  --data-raw "{\\"trackingId\\": \\"it\'s\\"}" ^\n'
        '  "https://personalize-events.%AWS_REGION%.amazonaws.com/events"\n'
    )
    assert windows.notes == (
        'With temporary keys add --header "x-amz-security-token: %AWS_SESSION_TOKEN%".',
        "For the keys of the profile, first run what aws configure export-credentials --profile prod"  # noqa: ISC004  # one sentence
        " --format windows-cmd prints.",
        "The region is that of the variable AWS_REGION: set it.",
    )
    power = curl.write(request, Target(shell=Shell.POWERSHELL, profile="prod", region="eu-west-1"))
    assert power.text.startswith(
        "aws configure export-credentials --profile prod --format powershell | Invoke-Expression\n"
        "curl.exe --fail-with-body `\n"
    )
    assert '--user "${env:AWS_ACCESS_KEY_ID}:${env:AWS_SECRET_ACCESS_KEY}" `' in power.text
    assert [note.split()[0] for note in power.notes] == ["With", "Its", "PowerShell"]


def test_what_cmd_or_json_cannot_hold_is_said() -> None:
    request = request_of("{{now}}" + "x" * 8000, eventValue=float("nan"))
    notes = curl.write(request, Target("eu-west-1", signed=False, shell=Shell.CMD)).notes
    assert [note.split()[0] for note in notes] == ["Placeholders", "cmd", "NaN"]


QUOTED = json.dumps(BODY)
ANSI = BODY.replace("View", "V\\u0069ew")
CARETS = BODY.replace('"', '^\\^"').replace("{", "^{")
COPIED = f"""\
curl '{URL}' \\
  -X 'POST' \\
  -H 'accept: */*' \\
  -H 'authorization: AWS4-HMAC-SHA256 Credential=SECRET/20261120/eu-west-1/personalize/aws4_request' \\
  -b 'session=SECRET' \\
  --data-raw $'{ANSI}' ;
"""
CMD = f"""curl ^"{URL}^" ^
  -H ^"accept: */*^" ^
  -H ^"cookie: a=SECRET^" ^
  --data-raw ^"{CARETS}^"
"""
DROPPED = "left out, as keys and cookies never go into a document."


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (f"curl -d '{BODY}' {URL}", [PLACED]),
        (f"$ curl -sSd '{BODY}' --url {URL}", [PLACED]),
        (f"curl -s -d'{BODY}' -o /dev/null -w '%{{http_code}}' {URL}", [PLACED]),
        (f"sudo /usr/bin/curl --json '{BODY}' localhost:8080/events", ["It is for localhost:8080: what you"]),
        (f'curl.exe --data-binary {QUOTED} "{URL}"', [PLACED]),
        (f"curl --data-ascii {QUOTED} -A x {URL}", [PLACED]),
        (f"curl -d @- {URL} <<'EOF'\n{BODY}\nEOF", [PLACED]),
        (f"echo '{BODY}' | curl --data-binary @- {URL}", [PLACED]),
        (f"curl --json @- {URL} <<EOF\n{json.dumps(ROOT, indent=2)}\nEOF", [PLACED]),
        (f"body='{BODY}'\ncurl -d \"$body\" {URL}", ["$body stands for what it is set to above", PLACED]),
        (
            f"curl --user AKID:SECRET --aws-sigv4 aws:amz:eu-west-1:personalize-events -d '{BODY}' {URL}",
            [PLACED, "It is signed for personalize-events, and the service wants", f"--user: {DROPPED}"],
        ),
        (
            f"curl --aws-sigv4 aws:amz -d '{BODY}' {URL}",
            [PLACED, "It is signed for personalize-events, and the service wants personalize there."],
        ),
        (
            f"curl --data='{BODY}' {URL}",
            ["curl does not know --data=…: write --data and its value as", PLACED],
        ),
        (f"curl --data-urlencode 'x={BODY}' {URL}", ["--data-urlencode encodes the body, which", PLACED]),
        (f"curl -G -d '{BODY}' {URL}", ["With -G curl sends the body in the address: leave it out.", PLACED]),
        (
            f"curl -X PUT -d '{BODY}' https://u:SECRET@h.example/prod?key=SECRET",
            ["It is for h.example:", "Its method is PUT", "Its path is /prod", "What follows the ? in its"],
        ),
        (COPIED, [PLACED, f"authorization, --cookie: {DROPPED}"]),
        (CMD, [PLACED, f"cookie: {DROPPED}"]),
    ],
)
def test_what_people_paste_is_read(text: str, notes: list[str]) -> None:
    (reading,) = curl.read_all(text)
    assert reading.request.root == freeze(ROOT)
    assert "SECRET" not in repr(reading)
    assert len(reading.notes) == len(notes), reading.notes
    for told, note in zip(reading.notes, notes, strict=True):
        assert told.startswith(note) or sorted(told) == sorted(note)


def test_a_variable_that_nobody_set_becomes_a_placeholder() -> None:
    (reading,) = curl.read_all('curl -d "{\\"trackingId\\": \\"$ID\\", \\"eventList\\": $EVENTS}" $URL')
    assert reading.request.root == {"trackingId": "{{ID}}", "eventList": "{{EVENTS}}"}
    assert [note.partition(" ")[0] for note in reading.notes] == [
        "“{{EVENTS}}”",
        "{{ID}}",
        "{{EVENTS}}",
        "{{URL}}",
    ]


def test_several_commands_and_several_requests_in_one() -> None:
    readings = curl.read_all(
        f"cd /x && curl -d '{BODY}' {URL}\n"
        f"curl --version; curl -d '{BODY}' {URL} --next -d '[]' {URL}\n"
        f"curl -d @events.json {URL}\n"
    )
    assert [reading.title for reading in readings] == [
        "line 1: 1 event of session “s”",
        "line 2: 1 event of session “s”",
        "line 2: 0 events",
    ]
    assert readings[0].notes[-1].startswith("2 other requests in it cannot be read: line 2, column 1: this")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no curl command is in it; paste one with its --data-raw"),
        ("wget --post-data=x y", "no curl command is in it; paste one with its --data-raw"),
        (
            "cd x\n  curl https://h/events",
            "line 2, column 3: this curl command has no body: give the JSON with",
        ),
        (
            "curl -d @body.json x",
            "line 1, column 9: the body is in the file “body.json”, and no file is opened",
        ),
        ("curl -T body.json x", "line 1, column 9: the body is in a file, and no file is opened: give it"),
        ("curl -F a=b x", "line 1, column 9: fields of a form (-F, --form) are no request: give the JSON"),
        ("curl --config c x", "line 1, column 15: options in a file (-K, --config) are not opened: write"),
        ("curl -d @- x", "line 1, column 9: the body is what another program feeds to curl: give it with"),
        ("cat f | curl -d @- x", "line 1, column 17: the body is what another program feeds to curl"),
        ("curl x \\\n -d '{\"a\": }'", "line 2, column 12: a value is missing before “}”"),
        ("curl x \\\n -d '{\n\"a\": }'", "line 3, column 6: a value is missing before “}”"),
        ("curl -d 'a=b' -d 'c=d' x", "line 1, column 10: “a” is no JSON value"),
        (
            "echo '{' | curl -d @- x",
            "line 1, column 12: the body that is fed to curl cannot be read: line 1, co",
        ),
        ("curl -d '{", "line 1, column 9: what ' begins here never ends"),
        ("x" * (LONGEST_CODE + 1), "it has 262,145 characters, and at most 262,144 are read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_at_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        curl.read_all(text)
    assert str(caught.value).startswith(message)


def test_the_options_that_take_a_word_are_those_of_the_real_curl() -> None:
    printed = subprocess.run(["curl", "--help", "all"], capture_output=True, text=True, check=True).stdout
    taking = set(re.findall(r"--(\S+) +<", printed)) | set(re.findall(r"--(\S+) \[protocol://\]", printed))
    flags = set(re.findall(r"--(\S+)", printed)) - taking
    assert taking - {"help"} <= TAKING_A_WORD
    assert not flags & TAKING_A_WORD


@settings(max_examples=40)
@given(
    st.text(max_size=20),
    st.sampled_from(["-u", "--user", "-H", "--oauth2-bearer", "--cookie", "-b", "--proxy-user"]),
)
def test_no_secret_is_repeated(noise: str, option: str) -> None:
    assume("'" not in noise and "\0" not in noise)
    value = "authorization: SECRET" if option == "-H" else "SECRET"
    try:
        shown = repr(curl.read_all(f"curl {option} '{value}{noise}' -d '{BODY}' x/events"))
    except UnreadableError as error:
        shown = str(error)
    assert "SECRET" not in shown


SECRETS = ("AKIACANARY0000000001", "wJalrCANARYSECRETKEY", "FwoGCANARYTOKEN")
KEY_ID, SECRET_KEY, TOKEN = SECRETS


@pytest.mark.parametrize(
    "words",
    [
        f"--usr {KEY_ID}:{SECRET_KEY} {URL}",
        f"-H '{TOKEN} x: y' -H '{TOKEN}token: y' {URL}",
        f"-X {SECRET_KEY} {URL}",
        f"-d @{SECRET_KEY} {URL}",
        f"--bogus {SECRET_KEY}",
        f"--aws-sigv4 aws:amz:eu-west-1:{SECRET_KEY} {URL}",
        f"https://h/{SECRET_KEY}/{TOKEN}",
        f"https://{SECRET_KEY}.example/{SECRET_KEY}/events",
        f"{URL} -A ${{AGENT:-{SECRET_KEY}}} -d $(vault read {SECRET_KEY})",
        f"{URL} < {SECRET_KEY}",
        f"{URL} -d @- <<EOF\n{BODY}\n{SECRET_KEY}\nEOF\n",
        f'{URL} -d @- <<EOF\n"{SECRET_KEY}"\nEOF\n',
    ],
)
def test_a_secret_in_the_wrong_place_is_not_repeated(words: str) -> None:
    data = "" if "-d @" in words else f"-d '{BODY}' "
    try:
        shown = repr(curl.read_all(f"curl {data}{words}"))
    except UnreadableError as error:
        shown = str(error)
    assert not any(secret.lower() in shown.lower() for secret in SECRETS), shown


def test_the_address_is_not_the_word_after_a_mistyped_option() -> None:
    (reading,) = curl.read_all(f"curl --usr me:hunter2 -d '{BODY}' {URL}")
    assert reading.notes == (PLACED,)


def test_a_command_of_the_aws_cli_beside_it_is_told() -> None:
    (reading,) = curl.read_all(f"aws personalize-events put-events --x\ncurl -d '{BODY}' {URL}")
    assert reading.notes[-1] == "Line 1 has a command of the AWS CLI, which is not read here: choose AWS CLI."


def test_only_texts_of_the_request_hold_live_code() -> None:
    root = Object({"{{{now}}}": "{{now}}", "eventList": (Object(sentAt=("{{now}}",)),)})
    for shell in (Shell.POSIX, Shell.POWERSHELL):
        text = curl.write(
            Request(root), Target(profile="{{now}}", endpoint_url="https://h/{{now}}", shell=shell)
        ).text
        body_line = next(line for line in text.split("\n") if "--data-raw" in line)
        assert text.count("{{now}}") == 2
        assert body_line.count("date +%s" if shell is Shell.POSIX else "UtcNow") == 2
        assert "curl --globoff" in text.replace(".exe --fail-with-body", "").replace(" --fail-with-body", "")
        (reading,) = curl.read_all(text)
        assert reading.request.root == root


@pytest.mark.parametrize(
    "text",
    [
        "curl -d '" + '{"a":' * 50_000,
        "curl " + "-d a " * 50_000,
        "curl -d a\n" * 25_000,
        "curl " + "-s" * 120_000,
        "curl -" + "s" * 250_000,
        "curl " + "${A:+ " * 40_000,
        "curl -d '{}' x/events\n" * 11_000,
        "curl " + "--next " * 37_000,
    ],
    ids=lambda text: text[:24],
)
def test_a_nasty_text_takes_no_second(text: str) -> None:
    with within(1):
        try:
            curl.read_all(text)
        except UnreadableError as error:
            assert str(error)  # noqa: PT017  # either way it ends


@pytest.mark.parametrize(
    ("command", "note"),
    [
        ("curl.exe {url} -d '{slashed}'", "The backslashes before quotation marks"),
        ("curl.exe {url} `\n  -d '{slashed}'", "The backslashes before quotation marks"),
        ("curl.exe {url} -d '{doubled}'", "The quotation marks are doubled"),
        ('curl {url} -d "{doubled}"', "It is read as typed into cmd"),
        ('curl {url} -d "{ticked}"', "It is read as typed into PowerShell"),
    ],
)
def test_quotation_marks_may_be_escaped_for_another_shell(command: str, note: str) -> None:
    text = command.replace("{url}", URL)
    for name, escaped in {"slashed": '\\"', "doubled": '""', "ticked": '`"'}.items():
        text = text.replace(f"{{{name}}}", BODY.replace('"', escaped))
    (reading,) = curl.read_all(text)
    assert reading.request.root == freeze(ROOT)
    assert reading.notes[0].startswith(note)
    assert reading.notes[1:] == (PLACED,)
