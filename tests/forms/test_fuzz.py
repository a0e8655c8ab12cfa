"""Every reader against spoiled texts of every form: one kind of error, no second, and nothing is touched."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console import forms
from events_console.forms import FORMS, LONGEST_CODE, Form, Target, UnreadableError, detect, read_any
from events_console.forms.json_request import read
from tests.support import within

READ: Final = [each for each in FORMS if each.reads]
WATCHED: Final = {
    "open",
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "exec",
    "compile",
}
EVENT: Final = (
    '{"eventType": "View", "sentAt": 1700000000, "properties": "{\\"a\\": 1}", "itemId": "{{uuid}}"}'
)
REQUEST: Final = f'{{"trackingId": "t", "sessionId": "it\'s $x", "eventList": [{EVENT}, {EVENT}]}}'
AWS: Final = "aws personalize-events put-events --tracking-id t --session-id s --event-list"
CODE: Final = f"""\
{AWS} 'eventType=View,sentAt=1,impression=a,b,metricAttribution={{eventAttributionSource=x}}'
====
{AWS} "eventType=View,properties='{{\\\"a\\\": 1}}'" --user-id=$USER `
 --debug ^
 --output json
====
curl -sS -H $'a: \\u0062' -u k:s https://h/events -d @- <<EOF
{REQUEST}
EOF
====
POST /events HTTP/1.1
Host: h
Transfer-Encoding: chunked

{len(REQUEST):x}
{REQUEST}
0

====
# remark
trackingId: &a !!str t
eventList:
- eventType: >-
    View
  sentAt: 0x1F
  impression: [a, 'b', "c\\n"]
====
import time
now = int(time.time())
items = [f'i{{n}}' for n in (1, 2)]
client.put_events(trackingId='t', eventList=[{{'sentAt': now - 300, **more, 'impression': items,
    'properties': json.dumps({{'itemId': 'x' * 3}})}}])
====
const properties = JSON.stringify({{a: [1, 2]}});
const e = {{eventType: `V${{x}}`, sentAt: new Date(Date.now() - 5e3), properties}};
client.send(new PutEventsCommand({{trackingId: process.env.ID, eventList: [e, ...rest], /* x */ }}));
====
now <- Sys.time() - 60
svc$put_events('t', eventList = list(list(sentAt = as.POSIXct('2026-11-20'),
    impression = 'a', properties = jsonlite::toJSON(list(a = 1L), auto_unbox = T),
    itemId = r"(b)")))
====
{{"log": {{"entries": [
  {{"request": {{"method": "POST", "url": "/events", "postData": {{"text": "{{}}"}}}}}}
]}}}}
"""
SAMPLES: Final = [
    *(each.write(read(REQUEST).request, Target()).text for each in FORMS if each.writes),
    *CODE.split("====\n"),
]
ODD: Final = [
    *(
        "",
        "'",
        '"',
        "`",
        "\\",
        "\n",
        "\r",
        "\t",
        "\x00",
        "\ud800",
        "😀",
        "\ufeff",
        "\u2028",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "(",
        ")",
        "$(",
        "${",
        "{{now",
        "#",
        "//",
        "/*",
        "*/",
        "<<EOF\n",
        "|",
        "&",
        ";",
        "^",
        "%",
        "%x%",
        "$'",
        "@-",
    ),
    *(
        "=",
        ",",
        ":",
        "- ",
        "!!",
        "*a",
        "1e999",
        "-",
        "0x",
        "9" * 5000,
        "f'{f\"{x}\"}'",
        "x=$x$x\n",
        "<-",
        "=>",
    ),
    "__import__('os').system('x')",
]
HEAVY: Final = ["[", "(", "'", "`", "\\", "$(", "x=$x$x\n", "a.", "1+", "<<E\n"]
BEFORE: Final = {
    "aws-cli": f"{AWS} ",
    "aws-cli-shorthand": f"{AWS} ",
    "boto3": "client.put_events(trackingId=",
    "javascript": "new PutEventsCommand(",
    "paws": "svc$put_events(",
    "curl": "curl -d ",
    "http": "POST /events\n\n",
}

_watching: list[bool] = []
_touched: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    # Python's own parser is asked for a tree, which runs nothing, and looks for the file <unknown> to quote
    # from in its errors. Hypothesis reads the code that runs.
    is_harmless = event in {"compile", "open"} and "<unknown>" in arguments
    if event in WATCHED and not is_harmless and not str(arguments[0]).endswith(".py"):
        _touched.append(f"{event} {arguments[:1]}")


@pytest.fixture(scope="module", autouse=True)
def _watched() -> None:
    """Report what readers touch; what they import when first needed is there before."""
    for module in pkgutil.iter_modules(forms.__path__):
        importlib.import_module(f"{forms.__name__}.{module.name}")
    for sample in SAMPLES:
        for each in READ:
            _read(each, sample)
    "\ud800".encode("utf-16-le", "surrogatepass")
    sys.addaudithook(_watch)


@contextmanager
def untouched() -> Iterator[None]:
    _watching.append(True)
    try:
        yield
    finally:
        _watching.clear()
    touched = [*_touched]
    _touched.clear()
    assert not touched


def _read(each: Form, text: str) -> None:
    try:
        readings = each.read_all(text)
    except UnreadableError as error:
        assert str(error)  # noqa: PT017  # one of two ways to end
    else:
        assert readings
        assert all(note for reading in readings for note in reading.notes)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        other = draw(st.sampled_from(SAMPLES))
        begin = draw(st.integers(0, len(other)))
        new = draw(
            st.sampled_from([text[start:end] * 2, other[begin : begin + 40]])
            | st.sampled_from(ODD)
            | st.text(max_size=4)
        )
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("each", READ, ids=lambda each: each.name)
@settings(max_examples=60)
@given(text=spoiled())
def test_a_spoiled_text_is_read_or_refused_and_nothing_is_touched(each: Form, text: str) -> None:
    with untouched():
        _read(each, text)


@settings(max_examples=100)
@given(spoiled())
def test_detection_always_ends_in_a_form_or_in_none(text: str) -> None:
    with untouched():
        assert detect(text) in (None, *FORMS)
        try:
            assert read_any(text)[0] in FORMS
        except UnreadableError as error:
            assert str(error)  # noqa: PT017  # one of two ways to end


@pytest.mark.parametrize("each", READ, ids=lambda each: each.name)
def test_a_heavy_text_takes_no_second(each: Form) -> None:
    for unit in HEAVY:
        text = (BEFORE.get(each.name, "") + unit * LONGEST_CODE)[:LONGEST_CODE]
        with within(1, repr(unit)), untouched():
            _read(each, text)


def test_touching_is_seen() -> None:
    with pytest.raises(AssertionError, match=r"compile .*exec "), untouched():
        eval("1")  # noqa: S307  # what no reader may do
