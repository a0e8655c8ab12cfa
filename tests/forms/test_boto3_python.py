"""The request as Python: it comes back as it was, boto3 sends it, and what people paste is read."""

import json
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.json_value import Json, Object, freeze, same
from events_console.domain.lint import Context, validate
from events_console.domain.placeholders import Resolver
from events_console.domain.request import Request
from events_console.forms import LONGEST_CODE, Reading, Target, UnreadableError, UnwritableError, boto3_python
from tests.forms.sink import sink
from tests.strategies import model_requests, requests
from tests.support import within

FULL = Request(
    Object(
        trackingId="5f1e6c2a",
        userId="{{uuid}}",
        sessionId="qa-{{now}}",
        eventList=(
            Object(
                eventId="e1",
                eventType="watch",
                eventValue=4.5,
                itemId='it\'s "i1"',
                properties='{"numRatings":12,"at":"{{now-5m}}"}',
                sentAt=1700000000,
                recommendationId="RID-{{now+1w}}",
                impression=("i1", "i2"),
                metricAttribution=Object(eventAttributionSource="newsletter"),
            ),
            Object(
                eventType="View",
                sentAt="{{now-5m}}",
                eventValue="{{now}}",
                itemId="a\n\t\\ `$HOME` %PATH% C:\\new\\table 😀 \x00 ü {x} {{x}} \"\"\" '''",
                properties='{"t": {{now}}, "who": "ü"}',
            ),
            Object(eventType="View", sentAt=1700000000.123, properties='{"a": "ü", "b": [1.5, null, true]}'),
            Object(eventType="View", sentAt=1.5e9, properties='{"a": 1, "a": 2}', eventValue=-0.0),
            Object(eventType="View", sentAt=-5, properties="{{uuid}}", eventValue=1e300),
        ),
    )
)
WRITTEN = """\
import json
import time
import uuid
from datetime import datetime, timezone

import boto3
from botocore import UNSIGNED
from botocore.config import Config

session = boto3.Session(profile_name="qa")
client = session.client(
    "personalize-events",
    region_name="eu-west-1",
    endpoint_url="http://127.0.0.1:1",
    config=Config(signature_version=UNSIGNED),
)
now = int(time.time())
client.put_events(
    trackingId="5f1e6c2a",
    userId=str(uuid.uuid4()),
    sessionId=f"qa-{now}",
    eventList=[
        {
            "eventId": "e1",
            "eventType": "watch",
            "eventValue": 4.5,
            "itemId": 'it\\'s "i1"',
            "properties": json.dumps(
                {"numRatings": 12, "at": str(now - 300)}, separators=(",", ":")
            ),
            "sentAt": datetime.fromtimestamp(1700000000, tz=timezone.utc),
            "recommendationId": f"RID-{now + 604800}",
            "impression": ["i1", "i2"],
            "metricAttribution": {"eventAttributionSource": "newsletter"},
        },
"""
SAMPLES: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "a function with a legacy property": (
        """\
import boto3, json, time
personalize_events = boto3.client(service_name='personalize-events')
USER_ID = 'USER_ID'

def send(item_id, session_ID):
    event = {"itemId": str(item_id)}
    event_json = json.dumps(event)
    personalize_events.put_events(
        trackingId = TRACKING_ID, # below
        userId= USER_ID, sessionId = session_ID,
        eventList = [{'sentAt': int(time.time()), 'eventType': 'EVENT_TYPE', 'properties': event_json}]
    )

TRACKING_ID = "b1e0e3ee"
""",
        {
            "trackingId": "b1e0e3ee",
            "userId": "USER_ID",
            "sessionId": "{{session_ID}}",
            "eventList": [
                {"sentAt": "{{now}}", "eventType": "EVENT_TYPE", "properties": '{"itemId": "{{item_id}}"}'}
            ],
        },
        [
            "Only the program knows {{item_id}} and sessionId {{session_ID}}: put values in their place.",
        ],
    ),
    "a loop, conditions and a spread": (
        """\
from os import environ
import uuid
from datetime import datetime as dt, timezone
events = []
for row in rows:
    event = {"eventType": "click", "itemId": row["id"], "sentAt": dt.now(timezone.utc)}
    if row["value"]:
        event["eventValue"] = 4
    events.append(event)
params = dict(trackingId=environ["TRACKER"], sessionId=str(uuid.uuid4()))
params.update(eventList=events)
try:
    client.put_events(**params, **more)
except ClientError as error:
    print(error)
""",
        {
            "trackingId": "{{TRACKER}}",
            "sessionId": "{{uuid}}",
            "eventList": [
                {"eventType": "click", "itemId": "{{row.id}}", "sentAt": "{{now}}", "eventValue": 4}
            ],
        },
        [
            "Line 9 stands in a loop and is read once.",
            "Line 8 depends on a condition, which is taken to hold.",
            "What more adds is not known here and is left out.",
            "Only the program knows trackingId {{TRACKER}} and itemId {{row.id}}: put values in their place.",
        ],
    ),
    "code cut out of a function": (
        '        note = """a\n          b"""\n        await client.put_events(userId=note)\n',
        {"userId": "a\n          b"},
        [],
    ),
    "a session of the interpreter": (
        ">>> user = \"u1\"\n>>> client.put_events(\n...     userId=user,\n... )\n{'ResponseMetadata': 1}\n",
        {"userId": "u1"},
        [],
    ),
    "a session of IPython": (
        "In [12]: user = 'u1'\n\nIn [13]: client.put_events(\n    ...:     userId=user,\n    ...: )\n",
        {"userId": "u1"},
        [],
    ),
    "a notebook": ("%pip install boto3\n!ls\nclient.put_events(userId='u1')\n", {"userId": "u1"}, []),
    "text around the code": (
        "user = 'u1'\nclient.put_events(userId=user)\n\nThat's it, then.\n",
        {"userId": "u1"},
        [
            (
                "Only a part of the text is read (line 4, column 5: this is no Python: unterminated string"
                " literal); what stands elsewhere in it is not known."
            )
        ],
    ),
    "text before and after": (
        "Here's what I do:\nuser = 'u1'\nclient.put_events(userId=user)\nThat's it.\n",
        {"userId": "{{user}}"},
        [
            "Only the program knows userId {{user}}: put a value in its place.",
            (
                "Only a part of the text is read (line 1, column 5: this is no Python: unterminated string"
                " literal); what stands elsewhere in it is not known."
            ),
        ],
    ),
    "the reference": (
        (
            "response = client.put_events(\n    trackingId='string', eventList=[\n        {'eventValue': ...,"
            " 'sentAt': datetime(2015, 1, 1), 'impression': ['string',]},\n    ]\n)"
        ),
        {
            "trackingId": "string",
            "eventList": [{"eventValue": "{{...}}", "sentAt": 1420070400, "impression": ["string"]}],
        },
        [
            "A datetime without a time zone is read as UTC, as boto3 does.",
            "Only the program knows eventValue {{...}}: put a value in its place.",
        ],
    ),
    "a list made of many": (
        "put_events(eventList=[{'itemId': i, 'sentAt': 'TIMESTAMP'} for i in items])",
        {"eventList": [{"itemId": "{{i}}", "sentAt": "TIMESTAMP"}]},
        [
            "Line 1 makes any number of items; one of them is shown.",
            "Only the program knows itemId {{i}}: put a value in its place.",
        ],
    ),
    "parameters that are changed": (
        """\
event = {"eventType": "a", "old": 1}
base = {"eventList": [event], "userId": "u"}
copied = base.copy()
event["itemId"] = "late"
del event["old"]
base["eventList"][0]["x"] = 1
base["eventList"] += [{"eventType": "b"}]
base.pop("none", None)
base.setdefault("x", 1)
base["userId"] = "v"
client.put_events(**base)
""",
        {"eventList": [{"eventType": "a", "itemId": "late", "x": 1}, {"eventType": "b"}], "userId": "v"},
        ["What line 9 does to base is not read."],
    ),
    "a dict from a log": (
        (
            "{'trackingId': 't', 'sessionId': 's', 'eventList': [{'eventType': 'View', 'eventValue': None,"
            " 'sentAt': datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=tzutc())}]}"
        ),
        {
            "trackingId": "t",
            "sessionId": "s",
            "eventList": [{"eventType": "View", "eventValue": None, "sentAt": 1700000000}],
        },
        [],
    ),
    "an event alone": (
        'event = {"eventType": "View"}\nevent["sentAt"] = 5\n',
        {"eventList": [{"eventType": "View", "sentAt": 5}]},
        ["This is one event: tracking ID, user ID and session ID are still to be filled in."],
    ),
    "a client with keys": (
        (
            'client = boto3.client("personalize-events", region_name="eu-west-1", endpoint_url=url,\n'
            '    aws_access_key_id="AKIAEXAMPLE", aws_secret_access_key="canary")\n'
            'boto3.Session(profile_name="qa").client("personalize-events").put_events(userId="u")'
        ),
        {"userId": "u"},
        [
            "The code names the region “eu-west-1”; a document has no connection: choose it beside it.",
            "The code names the profile “qa”; a document has no connection: choose it beside it.",
            "The code holds keys; they are left out and belong in a profile or the environment.",
        ],
    ),
}
VALUES: list[tuple[str, object, list[str]]] = [
    *(("-5", -5, []), ("1_000", 1000, []), ("0x10", 16, []), ("True", True, []), ("None", None, [])),
    *(("4 * 2.5 - 1", 9, []), ("7 // 2", 3, []), ("round(1.25, 1)", 1.2, []), ("int('42')", 42, [])),
    *(("float('4.5')", 4.5, []), ("Decimal('1.5')", 1.5, []), ("int(4.9)", 4, []), ("str(4.50)", "4.5", [])),
    *(
        ("str(True)", "True", []),
        ("'a' 'b'", "ab", []),
        ("'a' + 'b'", "ab", []),
        ("r'C:\\new'", "C:\\new", []),
    ),
    *(("f'{4.5:.2f}|{7:03d}'", "4.50|007", []), ("f'{{x}} {1}'", "{x} 1", [])),
    *(
        ("'%s-%d%%' % ('a', 5)", "a-5%", []),
        ("'%(a)s' % {'a': 1}", "1", []),
        ("'{} {}'.format(1, 'b')", "1 b", []),
    ),
    *(("'{b} {0}'.format(1, b=2)", "2 1", []), ("'|'.join(['a', 'b'])", "a|b", [])),
    *(("[*[1], 2, *(3,)]", [1, 2, 3], []), ("{**{'a': 1}, 'b': 2}", {"a": 1, "b": 2}, [])),
    *(("{'a': [5]}['a'][-1]", 5, []), ("{'a': 1}.get('b', 2)", 2, [])),
    ("json.dumps({'b': 'ü', 'a': None})", '{"b": "\\u00fc", "a": null}', []),
    ("json.dumps({'b': 'ü', 'a': 1}, ensure_ascii=False, sort_keys=True)", '{"a": 1, "b": "ü"}', []),
    ("json.dumps({'a': [1]}, separators=(',', ':'))", '{"a":[1]}', []),
    ("json.dumps({'a': 1}, indent=1)", '{\n "a": 1\n}', []),
    ("json.dumps({'t': int(time.time())})", '{"t": {{now}}}', []),
    ("json.dumps({1: 2}, cls=Own)", '{"1": 2}', ["The option cls of json.dumps is not read."]),
    ("str({'a': None, 'b': [1]})", "{'a': None, 'b': [1]}", []),
    ("uuid.uuid4()", "{{uuid}}", []),
    *(("np.float64(3.5)", 3.5, []), ("numpy.int64(1700000000)", 1700000000, []), ("np.str_('a')", "a", [])),
    *(("np.True_", True, []), ("np.array([1, 2])", [1, 2], []), ("np.bool_(False)", False, [])),
    *(("'a-{}-{}'.replace('{}', 'b')", "a-b-b", []), ("'a'.replace('a', str(5))", "5", [])),
    ("uuid4().hex", "{{uuid}}", ["hex is a UUID without hyphens there; {{uuid}} has them."]),
]
UNKNOWN = {
    "f'{datetime.now():%d}'": "{{the time as text}}",
    "a if b else c": "{{a if b else c}}",
    "'ü' if 'é' in b else c": "{{'ü' if 'é' in b else c}}",
    "a and b": "{{a and b}}",
    "event['detail']['id']": "{{event.detail.id}}",
    "event['Records'][0].get('body')": "{{event.Records[0].body}}",
    "rows[i + 1]['id']": "{{rows[i + 1].id}}",
    "json.loads(event['body'])['sid']": "{{json.loads.sid}}",
    "(await request.json())['sid']": "{{request.json.sid}}",
    "os.environ.get('USER_ID')": "{{USER_ID}}",
    "os.getenv('USER_ID', None)": "{{USER_ID}}",
    "os.environ['USER_ID']": "{{USER_ID}}",
    "f'user-{user.id}'": "user-{{user.id}}",
    "int(float(price))": "{{price}}",
    "now": "{{variable now}}",
}
TIMES: list[tuple[str, object, str]] = [
    ("int(time.time())", "{{now}}", ""),
    ("time.time()", "{{now}}", ""),
    ("round(time.time() * 1000) / 1000", "{{now}}", ""),
    (
        "int(time.time() * 1000)",
        "{{now}}",
        "sentAt of event 1 counts milliseconds there; {{now}} stands for Unix seconds.",
    ),
    ("str(int(time.time()))", "{{now}}", ""),
    ("datetime.now(timezone.utc)", "{{now}}", ""),
    ("datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(minutes=5)", "{{now-5m}}", ""),
    ("datetime.now(ZoneInfo('Europe/Berlin')) + timedelta(weeks=1)", "{{now+1w}}", ""),
    ("datetime.now()", "{{now}}", "The code gives a local time"),
    ("datetime.now().timestamp()", "{{now}}", ""),
    ("datetime.utcnow()", "{{now}}", ""),
    ("datetime.utcnow().timestamp()", "{{now}}", "timestamp() takes the UTC"),
    ("datetime.utcnow().isoformat() + 'Z'", "{{now}}", ""),
    ("int(datetime.now().strftime('%s'))", "{{now}}", ""),
    ("int(time.mktime(datetime.now().timetuple()))", "{{now}}", ""),
    ("datetime.fromtimestamp(1700000000.123, tz=timezone.utc)", 1700000000.123, ""),
    ("datetime.fromtimestamp(1700000000123 / 1000, timezone.utc)", 1700000000.123, ""),
    ("datetime.fromtimestamp(1700000000)", 1700000000, "The code gives a local time"),
    ("datetime.utcfromtimestamp(1700000000)", 1700000000, ""),
    ("datetime(2023, 11, 14, 22, 13, 20, 5000, tzinfo=pytz.utc)", 1700000000.005, ""),
    ("datetime(2023, 11, 15, 0, 13, 20, tzinfo=timezone(timedelta(hours=2)))", 1700000000, ""),
    ("datetime(2023, 11, 14, 22, 13, 20)", 1700000000, "A datetime without a time zone is read as UTC"),
    ("datetime(2023, 11, 14, 22, 13, 20).timestamp()", 1700000000, "timestamp() takes a datetime without"),
    ("datetime(2023, 11, 14, 22, 13, 20).replace(tzinfo=ZoneInfo('UTC'))", 1700000000, ""),
    ("datetime(2023, 11, 14, tzinfo=timezone.utc).isoformat()", "2023-11-14T00:00:00+00:00", ""),
    ("datetime.fromisoformat('2023-11-14T22:13:20+00:00')", 1700000000, ""),
    ("datetime.strptime('2023-11-14', '%Y-%m-%d')", 1699920000, "A datetime without a time zone"),
    ("(datetime(2023, 11, 14) - datetime(1970, 1, 1)).total_seconds()", 1699920000, ""),
    (
        "datetime(2023, 11, 14, tzinfo=ZoneInfo('Europe/Berlin'))",
        "{{datetime in another time zone}}",
        "Only the program knows sentAt {{datetime in",
    ),
    ("datetime(2023, 13, 14)", "{{datetime}}", "Only the program knows sentAt {{datetime}}"),
    ("Timestamp('2023-11-14 22:13:20', tz='UTC')", 1700000000, ""),
    ("pd.Timestamp('2023-11-14T23:13:20+0100', tz='UTC')", 1700000000, ""),
    ("pandas.Timestamp('2023-11-14 22:13:20').timestamp()", 1700000000, ""),
    ("pd.Timestamp('2023-11-14 22:13:20')", 1700000000, "A Timestamp without a time zone is read as UTC"),
    ("pd.Timestamp(1700000000, unit='s')", 1700000000, ""),
    ("pd.Timestamp(1700000000000000000)", 1700000000, ""),
    ("pd.Timestamp.now(tz='UTC')", "{{now}}", ""),
    ("np.datetime64('2023-11-14T22:13:20')", 1700000000, "A Timestamp"),
    (
        "pd.Timestamp('2023-11-14', tz='Europe/Rome')",
        "{{Timestamp in another time zone}}",
        "Only the program",
    ),
    ("Timestamp('soon')", "{{Timestamp}}", "Only the program"),
    ("datetime.now().strftime('%d.%m.')", "{{now}}", "The code gives a local time"),
]


def only(text: str) -> Reading:
    (reading,) = boto3_python.read_all(text)
    return reading


@settings(max_examples=50)
@given(model_requests)
def test_a_request_reads_back_as_it_was_written(request: Request) -> None:
    reading = only(boto3_python.write(request, Target()).text)
    assert reading.request == request
    assert reading.notes == ()


@settings(max_examples=40)
@given(requests)
def test_a_wrong_request_reads_back_too(request: Request) -> None:
    def spelled(value: Json) -> str:  # a placeholder loses its blanks
        return json.dumps(value).replace("{{ now - 5m }}", "{{now-5m}}")

    try:
        text = boto3_python.write(request, Target()).text
    except UnwritableError as error:
        assert "digits" in str(error)  # noqa: PT017  # what is written is the other case
        return
    assert spelled(only(text).request.root) == spelled(request.root)


def test_what_is_written_is_what_a_person_would_write() -> None:
    target = Target("eu-west-1", "qa", "http://127.0.0.1:1", signed=False)
    written = boto3_python.write(FULL, target)
    assert written.text.startswith(WRITTEN)
    assert written.notes == ()
    assert boto3_python.write(Request(Object(userId="u", **{"a b": 1, "z": 2})), Target()).text == (
        'import boto3\n\nclient = boto3.client("personalize-events")\nclient.put_events(\n'
        '    userId="u",\n    **{"a b": 1, "z": 2},\n)\n'
    )
    odd = boto3_python.write(Request(Object(a=float("inf"))), Target())
    assert 'a=float("inf")' in odd.text
    assert odd.notes == ("NaN and Infinity are no JSON, and the service refuses them.",)
    with pytest.raises(UnwritableError, match="more digits than Python reads"):
        boto3_python.write(Request(Object(a=10**5000)), Target())


def test_what_is_written_is_laid_out_as_formatters_do(tmp_path: Path) -> None:
    wide = Object(
        a=tuple(f"item-{number}" for number in range(12)),
        b=Object({f"name {number}": (number, 1e300, "'" * number) for number in range(6)}),
        properties=json.dumps({f"key{number}": "x" * number for number in range(9)}),
        sentAt=1700000000.5,
    )
    for number, root in enumerate((FULL.root, wide, Object(eventList=(wide, Object(), 5, ()), wide=wide))):
        text = boto3_python.write(Request(root), Target(region="eu-west-1")).text
        (tmp_path / f"{number}.py").write_text(text, encoding="utf-8", newline="")
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_boto3_sends_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    simple = Request(
        Object(
            trackingId="t",
            sessionId="$(date) `date` ${x} %PATH% ^& '' \\\" \\",
            eventList=(Object(eventType="😀\n\r\t", sentAt=253402300799), Object(eventType="{}", sentAt=0)),
        )
    )
    for name, value in (
        ("ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("SECRET_ACCESS_KEY", "secret"),
        ("DEFAULT_REGION", "x"),
    ):
        monkeypatch.setenv(f"AWS_{name}", value)
    with sink() as server:
        programs = [
            boto3_python.write(FULL, Target("eu-west-1", "", server.url)).text,
            boto3_python.write(simple, Target("", "", server.url, signed=False)).text,
        ]
        runner = "import json, sys\nfor code in json.load(sys.stdin): exec(code, {})"
        command = [sys.executable, "-c", runner]
        before = time.time()
        done = subprocess.run(
            command, input=json.dumps(programs), capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
    full, sent = server.bodies
    assert sent == json.loads(json.dumps(simple.root))
    assert "authorization" in server.headers[0]
    assert "authorization" not in server.headers[1]
    now = int(full["sessionId"].removeprefix("qa-"))
    assert before - 1 <= now <= before + 60
    made = iter((full["userId"], full["eventList"][4]["properties"]))
    expected = Resolver(now, lambda: next(made)).request(FULL)
    assert full == json.loads(json.dumps(expected.root))
    assert uuid.UUID(full["userId"]) != uuid.UUID(full["eventList"][4]["properties"])


@pytest.mark.parametrize("name", SAMPLES)
def test_what_people_paste_is_read(name: str) -> None:
    text, root, notes = SAMPLES[name]
    reading = only(text)
    assert reading.request.root == freeze(root)
    assert list(reading.notes) == notes
    assert "canary" not in repr(reading)


@pytest.mark.parametrize(("code", "value", "notes"), VALUES)
def test_values_mean_what_python_says(code: str, value: object, notes: list[str]) -> None:
    reading = only(f"put_events(userId={code})")
    assert same(reading.request.root["userId"], freeze(value))
    assert list(reading.notes) == notes


@pytest.mark.parametrize("code", UNKNOWN)
def test_what_only_the_program_knows_is_named_and_noted(code: str) -> None:
    reading = only(f"put_events(userId={code})")
    assert reading.request.root["userId"] == UNKNOWN[code]
    named = UNKNOWN[code].removeprefix("user-")
    member = "" if code.startswith("f'") else "userId "
    assert reading.notes[-1] == f"Only the program knows {member}{named}: put a value in its place."


@pytest.mark.parametrize(
    "holder", ["json.loads(event['body'])", "await request.json()", "request.get_json()"]
)
def test_members_of_what_is_not_known_are_told_apart(holder: str) -> None:
    reading = only(
        f"body = {holder}\nsession = body.get('sid', 'web')\n"
        "put_events(trackingId=body['t'], userId=body.get('user')['id'], sessionId=session,\n"
        "    eventList=[{'eventType': body['type'] or 'View', 'sentAt': body.get('ts', time.time())}])"
    )
    assert reading.request.root == freeze(
        {
            "trackingId": "{{body.t}}",
            "userId": "{{body.user.id}}",
            "sessionId": "{{body.sid}}",
            "eventList": [{"eventType": "{{body.type}}", "sentAt": "{{body.ts}}"}],
        }
    )
    assert reading.notes == (
        "body.sid is “web” by default; that is left out.",
        "body.type is “View” by default; that is left out.",
        "body.ts has a default, which is left out.",
        (
            "Only the program knows trackingId {{body.t}}, userId {{body.user.id}}, sessionId {{body.sid}},"
            " eventType {{body.type}} and sentAt {{body.ts}}: put values in their place."
        ),
    )


HOLDS = "Line 1 depends on a condition, which is taken to hold."
FAILS = "Line 1 depends on a condition, which is taken not to hold."


@pytest.mark.parametrize(
    ("code", "root", "notes"),
    [
        ("**({'a': 1} if x else {})", {"a": 1}, [HOLDS]),
        ("**({} if x is None else {'a': 1})", {"a": 1}, [FAILS]),
        ("**(x and {'a': 1})", {"a": 1}, [HOLDS]),
        ("**(None and {'a': 1} or {'b': 2})", {"b": 2}, []),
        ("**({'a': 1} if 0 else {})", {}, []),
        ("b=[1] if x else []", {"b": [1]}, [HOLDS]),
        ("b='' or 'c'", {"b": "c"}, []),
    ],
)
def test_a_condition_is_taken_as_it_adds_something(code: str, root: object, notes: list[str]) -> None:
    reading = only(f"put_events({code})")
    assert reading.request.root == freeze(root)
    assert list(reading.notes) == notes


@pytest.mark.parametrize(
    ("code", "notes"),
    [
        ("boto3.client('personalize-events', 'eu-west-1')", ["region “eu-west-1”"]),
        ("boto3.client('personalize-events', REGION)", ["region “eu-west-1”"]),
        ("boto3.Session(profile_name='qa').client('personalize-events')", ["profile “qa”"]),
        ("boto3.Session('canary', 'canary', None, 'eu-west-1')", ["region “eu-west-1”", "keys"]),
    ],
)
def test_what_a_client_is_made_with_is_noted(code: str, notes: list[str]) -> None:
    reading = only(f"REGION = 'eu-west-1'\nclient = {code}\nput_events()")
    assert len(reading.notes) == len(notes)
    assert all(part in note for part, note in zip(notes, reading.notes, strict=True))
    assert "canary" not in repr(reading)


@pytest.mark.parametrize(("code", "value", "note"), TIMES)
def test_times_are_instants_and_what_is_unsure_of_them_is_noted(code: str, value: object, note: str) -> None:
    reading = only(f"put_events(eventList=[{{'sentAt': {code}}}])")
    assert same(reading.request.event(0)["sentAt"], freeze(value))
    assert [said[: len(note)] for said in reading.notes] == [note] * bool(note)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("x = 1\nx = 2\nput_events(a=x)\nx = 3", 2),
        ("x = y = 'a'\nx += 'b'\nput_events(a=[x, y])", ["ab", "a"]),
        ("a, (b, c) = 1, (2, 3)\nput_events(a=[a, b, c])", [1, 2, 3]),
        ("a, *b = 1, 2\nput_events(a=b)", "{{b}}"),
        ("x = 1\nif y:\n    x = 2\nput_events(a=x)", "{{x}}"),
        ("x = 1\nif y:\n    x = 2\nelif put_events(a=x):\n    x = 3", 1),
        ("x = 1\nfor x in z:\n    put_events(a=x)", "{{x}}"),
        ("n = 0\nwhile n < 5:\n    put_events(a=n)\n    n += 1", "{{n}}"),
        ("x = 1\ntry:\n    x = 2\nexcept E:\n    x = 3\nput_events(a=x)", "{{x}}"),
        ("x = 1\nwith open(x) as x:\n    put_events(a=x)", "{{x}}"),
        ("x = 1\ndef f(x):\n    put_events(a=x)", "{{x}}"),
        ("def f():\n    y = 5\n    put_events(a=[x, y])\nx = 1", [1, 5]),
        ("y = 1\ndef f():\n    y = 2\nput_events(a=y)", 1),
        (
            "class A:\n x = 1\n def f(self):\n  self.y = 2\n  put_events(a=[self.x, self.y])",
            ["{{self.x}}", 2],
        ),
        ("x = 1\nf(lambda x: put_events(a=x))", "{{x}}"),
        ("x = 1\n[put_events(a=x) for x in y]", "{{x}}"),
        ("if __name__ == '__main__':\n    x = 1\nput_events(a=x)", 1),
        ("match c:\n    case {'k': x}:\n        put_events(a=x)", "{{x}}"),
        ("from conf import ID as x\nput_events(a=x)", "{{conf.ID}}"),
        ("def uuid4(): ...\nput_events(a=uuid4())", "{{uuid4()}}"),
        ("t = {}\nt['x'] = t\nput_events(a=t['x'])", "{{t #1}}"),
        ("t = {'e': []}\nt['e'].insert(0, 1)\nput_events(a=t['e'])", []),
    ],
)
def test_variables_are_what_was_set_last_above(code: str, value: object) -> None:
    assert only(code).request.root == freeze({"a": value})


def test_every_call_is_read_with_its_title() -> None:
    first, second = boto3_python.read_all(
        'shared = []\nput_events(sessionId="s1", eventList=shared)\nshared.append({})\n'
        'put_events(sessionId="s2", eventList=shared, userId=x)\nbus.put_events(Entries=[])\n'
    )
    assert (first.title, second.title) == (
        "line 2: 0 events of session “s1”",
        "line 4: 1 event of session “s2”",
    )
    assert (first.request.events, second.request.events) == ((), (Object(),))
    assert (len(first.notes), len(second.notes)) == (0, 1)


def test_what_is_wrong_with_a_sample_is_found() -> None:
    reading = only(
        "put_events(trackingId='t', sessionId='s', eventList=["
        "{'eventType': 'x', 'sentAt': 'TIMESTAMP', 'properties': str({'itemId': 'i'})}])"
    )
    found = {problem.path for problem in validate(reading.request, Context()).problems()}
    assert {"/eventList/0/sentAt", "/eventList/0/properties"} <= found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" \n", "there is nothing in it; paste Python code with a put_events call"),
        (
            "print(1)\nx = {'a': 1}",
            "there is no put_events call in it; paste the call, or a dict with an eventList",
        ),
        ("x = 1\ny = (2", "line 2, column 5: this is no Python: '(' was never closed"),
        ("put_events(a=1", "line 1, column 11: this is no Python: '(' was never closed"),
        ("x = 'é' 5", "line 1, column 9: this is no Python: invalid syntax"),
        ("  x = 1\n y = 2", "line 1, column 1: the lines are not indented alike; paste whole lines"),
        ("x = 1\ny = '\0'", "line 2, column 6: a null character stands in it: remove it"),
        ("x = 1\ny = '\ud800'", "line 2, column 6: half a character stands in it: remove it"),
        ("bus.put_events(Entries=[])", "line 1, column 1: this is put_events of EventBridge"),
        ("x" * (LONGEST_CODE + 1), "it has 262,145 characters, and at most 262,144 are read as Python"),
        ("x, " * 10_001, "it has more than 20,000 words and signs; paste only the call"),
        (
            "put_events(a='é', b=" + "[" * 70 + "]" * 70 + ")",
            "line 1, column 80: the code puts too many values",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_at_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        boto3_python.read_all(text)
    assert str(caught.value).startswith(message)


@settings(max_examples=150)
@given(st.data())
def test_mutated_samples_are_read_or_refused(data: st.DataObject) -> None:
    pasted = [sample[0] for sample in SAMPLES.values()]
    pasted += [f"put_events(a={code})" for code, *_ in (*VALUES, *TIMES)]
    text = data.draw(st.sampled_from(pasted))
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        odd = st.sampled_from(
            ["(", "'", '"""', "{", "\n", "\0", "\ud800", "\\", "**", "f'", "1e999", ":", "lambda "]
        )
        text = text[:start] + data.draw(odd | st.just("") | st.just(text[start:end] * 2)) + text[end:]
    with suppress(UnreadableError):
        boto3_python.read_all(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "put_events(" + "[" * 100_000,
            "put_events(a=" + "-" * 19_000 + "1)",
            "put_events(a=" + "1+" * 9_000 + "1)",
        ),
        *("put_events(a='" + "x" * 250_000 + "')", "put_events(a='" + "x" * 250_000, '"""\\' * 60_000),
        *("put_events(a=" + "9" * 250_000 + ")", "put_events(a=10**10**10, b=1e400*1e400, c=1<<10**9)"),
        *("a=b\nb=a\nput_events(a=a)", "a=[]\na.append(a)\na.append(a)\nput_events(a=a)"),
        *(
            f"a='x'\n{line * 50}put_events(a=a)"
            for line in ("a=[a,a]\n", "a=a+a\n", "a=f'{a}{a}'\n", "a=str([a])\n")
        ),
        "a={'\"': 1}\n" + "a=json.dumps(a)\n" * 50 + "put_events(a=a)",
        "a0={'a': 1}\n"
        + "".join(f"a{n + 1}={{**a{n}, 'b': a{n}}}\n" for n in range(40))
        + "put_events(a=a40)",
        "s='" + "x" * 200_000 + "'\nput_events(a=[" + "s," * 9_000 + "])",
        "s='" + "x" * 200_000 + "'\nput_events(a=s.join([" + "'a'," * 9_000 + "]))",
        "s='" + "x" * 99_000 + "'\nput_events(a='" + "%(a)s" * 20_000 + "' % {'a': s})",
        "put_events(a=f'{1:1000000000}', b='%1000000000d' % 1, c=json.dumps([1], indent=10**9))",
        "put_events(" * 190 + "[" + "1," * 9_000 + "]" + ")" * 190,
        "a=[]\n" + "a.append(1)\n" * 2_800 + "put_events(a=a)",
        "".join(" " * n + "for a in b:\n" for n in range(3)) + "   a=1\n" * 6_000,
        "if a:\n x=1\n" * 2_800 + "put_events(a=x)",
        "put_events(a=[" + "'😀'," * 9_000 + "])",
        "put_events(a=a" + f"['{'k' * 40}']" * 300 + ")",
        "put_events(a=a" + ".get('k')" * 300 + ", b={}.get(), c=os.getenv(), d=pd.Timestamp(1e999))",
        "put_events(a=" + "x or " * 9_000 + "x)",
        "put_events(a='" + "a" * 99_000 + "'.replace('a', '" + "b" * 99_000 + "'))",
        "a={'a': 1}\n" + "a={'b': a} if x else a\n" * 50 + "put_events(a=a)",
    ],
    ids=lambda text: str(len(text)),
)
def test_hostile_code_takes_no_second(text: str) -> None:
    with within(1), suppress(UnreadableError):
        boto3_python.read_all(text)
