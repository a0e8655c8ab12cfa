"""JavaScript for the AWS SDK: what people paste is read, what is written is run by Node and read back."""

import json
import math
import re
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from events_console.domain import lint
from events_console.domain.json_value import Json, Object, freeze, same
from events_console.domain.placeholders import Resolver
from events_console.domain.problem import Severity
from events_console.domain.request import Request
from events_console.forms import LONGEST_CODE, Reading, Target, UnreadableError, detect, form, javascript
from tests.strategies import any_objects, between_bars, model_requests
from tests.support import within

NOW = 1795270000
UUID = "0d2d9b7c-3c1f-4f0e-9d55-9a1b2c3d4e5f"
KEYS_LEFT_OUT = "The access keys in the code are left out; they belong to a connection."
LOCAL = "A Date without a zone is in the local time of the program; here it is taken as UTC"
ELSEWHERE = "a document has no connection: choose it beside it."
CONNECTION = (
    f"The code names the region “eu-west-1”; {ELSEWHERE}",
    f"The code names the profile “p”; {ELSEWHERE}",
    f"The code names an endpoint; {ELSEWHERE}",
)
WHOLE = "A Date has whole milliseconds"

TYPESCRIPT = r"""
import { PersonalizeEventsClient, type PutEventsCommandInput } from "@aws-sdk/client-personalize-events";
import { PutEventsCommand } from "@aws-sdk/client-personalize-events";
import { v4 as uuidv4 } from 'uuid';

const client = new PersonalizeEventsClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'canary' },
});
const TRACKING_ID = 'T', film: string = "film 7";
const isEmail = (text: string): boolean => /^[^"'`]+@\S+$/.test(text);

export const track = async (user?: User, ...rest: Array<Map<string, string>>): Promise<void> => {
  const properties = { itemId: film, numRatings: 12, tags: ['a', "b"], none: undefined };
  const base = { trackingId: TRACKING_ID, sessionId: `s-${user.id}` };
  const params: PutEventsCommandInput = {
    ...base,
    userId: user?.id ?? "anonymous",
    'eventList': [
      {
        eventType: 'watch', // what they did
        eventId: uuidv4(),
        itemId: film,
        eventValue: +"4.5",
        properties: JSON.stringify(properties),
        sentAt: new Date(Date.now() - 5 * 60 * 1000),
        impression: [film, "film 8",],
        ["metricAttribution"]: { eventAttributionSource: "src" } as const,
        recommendationId: void 0,
      },
    ],
  } satisfies PutEventsCommandInput;
  try {
    const { $metadata }: PutEventsCommandOutput = await client.send(new PutEventsCommand(params));
  } catch (error) { console.error(`it's ${error}`); }
};
"""

VERSION_2 = """
var params = {
  eventList: [ /* required */
    {
      eventType: 'STRING', /* required */
      sentAt: new Date || 'Wed Dec 31 1969 16:00:00 GMT-0800 (PST)' || 123456789, /* required */
      eventValue: 'NUMBER',
      impression: [
        'STRING',
        /* more items */
      ],
      properties: any /* This value is made JSON text of */
    },
    /* more items */
  ],
  sessionId: 'STRING', /* required */
  trackingId: 'STRING' /* required */
};
personalizeevents.putEvents(params, function(err, data) {
  if (err) console.log(err, err.stack); // an error occurred
});
"""

VERSION_3 = """
const input = { // PutEventsRequest
  trackingId: "STRING", // required
  sessionId: "STRING", // required
  eventList: [ // EventList // required
    { // Event
      eventType: "STRING", // required
      eventValue: Number("float"),
      properties: "STRING",
      sentAt: new Date("TIMESTAMP"), // required
    },
  ],
};
const command = new PutEventsCommand(input);
const response = await client.send(command);
"""

IN_A_COMPONENT = """
export default function Film({ film, userId }) {
  const send = () => client.send(new PutEventsCommand({
    trackingId: 'T', userId, sessionId,
    eventList: films.map((each) => ({ itemId: each.id, sentAt: new Date() })),
  }));
  return <a className="it" href={'/' + film.id} onClick={send}>Don't / won't</a>;
}
const userId = "nobody";
const sessionId = "s";
"""

COPIED_AS_FETCH = r"""
fetch("https://personalize-events.eu-west-1.amazonaws.com/events", {
  "headers": {
    "accept": "*/*",
    "authorization": "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/eu-west-1/personalize/aws4_request",
    "content-type": "application/json"
  },
  "referrer": "https://shop.example/",
  "body": "{\"trackingId\":\"T\",\"sessionId\":\"s\",\"eventList\":[]}",
  "method": "POST",
  "mode": "cors",
  "credentials": "omit"
});
"""

PRINTED = """
{
  trackingId: 'T', userId: undefined,
  eventList: [ { sentAt: 2026-11-20T14:02:09.000Z, properties: '{"a":1}', metricAttribution: [Object] } ]
}
"""

LIST = "const list = ['x', { b: 'y' }];"
VALUES: tuple[tuple[str, Any], ...] = (
    (r"'it\'s \x41\u0042\u{1F600}\ud83d\ude00\n\101\0\q'", "it's AB😀😀\nA\0q"),
    ('"one \\\ntwo"', "one two"),
    ("`a${1 + 2}b${`c${'d'}`}\\`\\${e}`", "a3bcd`${e}"),
    ("`one\r\ntwo`", "one\ntwo"),
    ("1_000", 1000),
    ("0x1F", 31),
    ("0b101", 5),
    ("0o17", 15),
    ("017", 15),
    ("12n", 12),
    (".5e1", 5.0),
    ("1e3", 1000),
    ("5.", 5.0),
    ("-1.5", -1.5),
    ("NaN === NaN ? 1 : 2", "{{NaN === NaN ? 1 : 2}}"),
    ("!0", True),
    ("null", None),
    ("[1, , undefined]", (1, None, None)),
    ("[...['a'], ...[], 'b']", ("a", "b")),
    ("['a'].concat('b', ['c'])", ("a", "b", "c")),
    ("{ a, 'b-c': 1, 2: 3, [`d${1}`]: 4, ...{ f: 6 }, }", {"a": "{{a}}", "b-c": 1, "2": 3, "d1": 4, "f": 6}),
    ("{ get a() { return 1; }, async *b() {}, c: [] }", {"c": ()}),
    ("new Date(1700000000 * 1000)", 1700000000),
    ("new Date(1700000000123)", 1700000000.123),
    ("new Date('2026-11-20T14:02:09.5+01:00')", 1795179729.5),
    ("new Date('2026-11-20')", 1795132800),
    ("Date.parse('2026-11-20') / 1000", 1795132800),
    ("Date.UTC(2026, 10, 20, 14, 2, 9) / 1000", 1795183329),
    ("new Date(Date.UTC(99, 12, 1)).toISOString()", "2000-01-01T00:00:00.000Z"),
    ("new Date(1.5e12).getTime()", 1500000000000),
    ("new Date()", "{{now}}"),
    ("new Date", "{{now}}"),
    ("Math.floor(Date.now() / 1000)", "{{now}}"),
    ("(Date.now() / 1000) | 0", "{{now}}"),
    ("~~(+new Date() / 1e3) - 3600", "{{now-1h}}"),
    ("Math.round(new Date().getTime() / 1000)", "{{now}}"),
    ("parseInt(new Date().valueOf() / 1000, 10)", "{{now}}"),
    ("new Date(Date.now() + 86400000)", "{{now+1d}}"),
    ("(Date.now() / 1000).toFixed(0)", "{{now}}"),
    ("moment().unix()", "{{now}}"),
    ("crypto.randomUUID()", "{{uuid}}"),
    ("require('crypto').randomUUID()", "{{uuid}}"),
    ("'order-' + uuidv4() + '-' + 7.0 + true + null", "order-{{uuid}}-7truenull"),
    ("1 + 2 + 'a' + 1 + 2", "3a12"),
    ("0.1 + 0.2", 0.3),
    ("parseInt('42px', 10)", 42),
    ("parseInt('px', 10)", "px"),
    ("parseInt('10', 2)", "{{parseInt}}"),
    ("parseInt('42.9')", 42),
    ("Number('4.50')", 4.5),
    ("Math.round(-2.5)", -2),
    ("Math.ceil(2.1)", 3),
    ("Math.trunc(-2.9)", -2),
    ("String(1e21)", "1e+21"),
    ("(1e-7).toString()", "1e-7"),
    ("(2.345).toFixed(2)", "2.35"),
    ("JSON.stringify({ a: 7.0, b: [1, 'ü\\n'], c: undefined, d: null })", '{"a":7,"b":[1,"ü\\n"],"d":null}'),
    ("JSON.stringify({ a: [], b: { c: 1 } }, null, 2)", '{\n  "a": [],\n  "b": {\n    "c": 1\n  }\n}'),
    (
        "JSON.stringify({ at: new Date(0), n: Date.now() / 1e3 })",
        '{"at":"1970-01-01T00:00:00.000Z","n":{{now}}}',
    ),
    ("JSON.parse('{\"a\": 1}').a", 1),
    ("Object.assign({}, { a: 1 }, { b: 2 })", {"a": 1, "b": 2}),
    ("list[1].b", "y"),
    ("list.length", 2),
    ("undefined ?? null ?? 'x'", "x"),
    ("'' || 0 || 'y'", "y"),
    ("0 ?? 'y'", 0),
    ("true ? 'a' : 'b'", "a"),
    ("process.env.USER_ID", "{{process.env.USER_ID}}"),
    ("event.detail.ids[0]", "{{event.detail.ids[0]}}"),
    ("await getId(1)", "{{getId}}"),
    ("user.name.trim()", "{{user.name.trim}}"),
    ("new Ids(1)", "{{new Ids}}"),
    ("x as unknown as string[]", "{{x}}"),
    ("x!.y!", "{{x.y}}"),
    ("(() => crypto.randomUUID())()", "{{uuid}}"),
    ("{{name}}", "{{name}}"),
    (
        "{ ...(u ? { a: 1 } : {}), ...(v && { b: 2 }), ...(w ? undefined : { c: 3 }) }",
        {"a": 1, "b": 2, "c": 3},
    ),
    ("{ ...(true && { a: 1 }), ...(0 && { b: 2 }), ...(undefined && { c: 3 }) }", {"a": 1}),
    ("u ? 'a' : 'b'", "{{u ? 'a' : 'b'}}"),
    ("u && u.id", "{{u && u.id}}"),
    ("[Object]", "{{[Object]}}"),
    ("2026-11-20T14:02:09.500Z", 1795183329.5),
)
SAMPLES = (
    *(TYPESCRIPT, VERSION_2, VERSION_3, IN_A_COMPONENT, COPIED_AS_FETCH, PRINTED),
    *(f"{LIST} ev.putEvents({{ a: {expression} }})" for expression, _ in VALUES),
)
SPOILERS = (
    *"{}[]()`'\"\\/$=>.,;:!?+-*|<\n\0\ud800",
    *between_bars(
        "${|=>|...|?.|/*|new |async |const x = |x.y = |x.push(|function(|1e999|0x|class A {| as |{{a}}"
    ),
)
HEAVY = (
    *("[", "(", "{a:", "-", "new ", "async ", "1+", "'a'+", "a?b:", "`${", "x=>", "a=[", "a=b=", "a.b.push("),
    *("fetch(", "fetch({body:", "a&&", "a?{}:", "new A.PersonalizeEvents({region:"),
    *("putEvents(", "f({a=1}){", "():a", "{{", "a=>{", "const {"),
)


def _frozen(value: dict[str, Any]) -> Object:
    frozen = freeze(value)
    assert isinstance(frozen, Object)
    return frozen


def read(code: str) -> Reading:
    (reading,) = javascript.read_all(code)
    return reading


def value(expression: str, before: str = "") -> tuple[Any, tuple[str, ...]]:
    """Return what an expression is read as where a session ID stands, and the notes."""
    reading = read(f"{before}\nclient.putEvents({{ sessionId: {expression} }})")
    return reading.request.root.get("sessionId", "left out"), reading.notes


@settings(max_examples=100)
@given(model_requests)
def test_a_request_reads_back_as_it_was_written(request: Request) -> None:
    reading = read(javascript.write(request, Target("eu-west-1", "p", "https://localhost:1")).text)
    assert reading.request == request
    assert reading.notes == CONNECTION


@settings(max_examples=60)
@example(Object({"__proto__": 1, "a b": Object(), "</SCRIPT>": "<!-- \u2028\ufeff"}))
@given(any_objects)
def test_any_object_reads_back_too(root: Object) -> None:
    request = Request(Object({"trackingId": "t", "eventList": (root,)}))
    reading = read(javascript.write(request, Target()).text)
    assert same(_resolved(reading.request), _resolved(request))


def _resolved(request: Request) -> Json:
    """Return ``request`` as it goes out, with whole instants as int: a Date does not tell 1.0 from 1."""
    return _whole(Resolver(NOW, lambda: UUID).request(request).root)


def _whole(value: Json, name: str = "") -> Json:
    match value:
        case Object():
            return Object({key: _whole(one, key) for key, one in value.items()})
        case tuple():
            return tuple(_whole(one, name) for one in value)
        case float() if name == "sentAt" and value.is_integer():
            return int(value)
        case _:
            return value


def test_a_component_in_typescript_is_read_with_its_variables() -> None:
    reading = read(TYPESCRIPT)
    assert reading.request.root == {
        "trackingId": "T",
        "sessionId": "s-{{user.id}}",
        "userId": "{{user?.id}}",
        "eventList": (
            {
                "eventType": "watch",
                "eventId": "{{uuid}}",
                "itemId": "film 7",
                "eventValue": 4.5,
                "properties": '{"itemId":"film 7","numRatings":12,"tags":["a","b"]}',
                "sentAt": "{{now-5m}}",
                "impression": ("film 7", "film 8"),
                "metricAttribution": {"eventAttributionSource": "src"},
            },
        ),
    }
    assert reading.notes == (
        KEYS_LEFT_OUT,
        "“none” is undefined and is left out.",
        "“recommendationId” is undefined and is left out.",
        "Only the program knows {{user.id}} and userId {{user?.id}}: put values in their place.",
        CONNECTION[0],
    )
    assert "canary" not in str(reading)


def test_the_template_of_version_2_has_what_a_person_has_to_fill_in() -> None:
    reading = read(VERSION_2)
    assert reading.request.event(0) == {
        "eventType": "STRING",
        "sentAt": "{{now}}",
        "eventValue": "NUMBER",
        "impression": ("STRING",),
        "properties": "{{any}}",
    }
    assert reading.notes == ("Only the program knows properties {{any}}: put a value in its place.",)


def test_the_template_of_version_3_has_the_problems_that_it_should() -> None:
    reading = read(VERSION_3)
    assert reading.request.event(0) == {
        "eventType": "STRING",
        "eventValue": "float",
        "properties": "STRING",
        "sentAt": "TIMESTAMP",
    }
    assert reading.notes == (
        "“float” is no number, and is kept as text.",
        "“TIMESTAMP” is no date in the form of ISO 8601, and is kept as text.",
    )
    problems = lint.validate(reading.request, lint.Context(NOW)).problems()
    errors = {(problem.path, problem.rule) for problem in problems if problem.severity is Severity.ERROR}
    assert errors == {
        ("/eventList/0/eventValue", "value.not-number"),
        ("/eventList/0/sentAt", "time.not-a-number"),
        ("/eventList/0/properties", "properties.not-json"),
    }


def test_markup_around_a_call_does_not_confuse() -> None:
    reading = read(IN_A_COMPONENT)
    assert reading.request.root == {
        "trackingId": "T",
        "userId": "{{userId}}",  # a parameter, which hides what is set below
        "sessionId": "s",
        "eventList": ({"itemId": "{{each.id}}", "sentAt": "{{now}}"},),
    }
    assert reading.notes[0] == "A list that is made with map has one item here: write the others beside it."


@pytest.mark.parametrize(
    "code",
    [
        "client.send(new PutEventsCommand({ trackingId: 'T', sessionId: `s`, eventList: [] }))",
        "const c: Command = new PutEventsCommand({trackingId: 'T', sessionId: 's', eventList: []});",
        "personalizeevents.putEvents({trackingId: 'T', sessionId: 's', eventList: []}, (err, data) => {})",
        "const p = {trackingId: 'T', sessionId: 's', eventList: []}; await events.putEvents(p).promise()",
        "const p = {}; p.trackingId = 'T'; p['sessionId'] = 's'; p.eventList = []\nev.putEvents(p)",
        "let p = {trackingId: 'T'}; p = {...p, sessionId: 's', eventList: []}; ev.putEvents(p)",
        "var p = Object.freeze({}), q = {trackingId: 'T', sessionId: 's', eventList: []}; ev.putEvents(q!)",
        "function f() { ev.putEvents({trackingId, sessionId: 's', eventList: []}) }\nconst trackingId = 'T';",
        "module.exports = {trackingId: 'T', sessionId: 's', eventList: []}",
        "export default { trackingId: 'T', sessionId: 's', eventList: [] } as const satisfies Input",
        "{ trackingId: 'T', sessionId: 's', eventList: [], }",
        '\ufeff{"trackingId": "T", "sessionId": "s", "eventList": []}',
        "({trackingId: 'T', sessionId: 's', eventList: []})",
        "```js\nev.putEvents({trackingId: 'T', sessionId: 's', eventList: []})\n```\n",
        "#!/usr/bin/env node\nev.putEvents({trackingId: 'T', sessionId: 's', eventList: []})",
        "it's `not code: ev.putEvents({trackingId: 'T', sessionId: 's', eventList: []})",
        """async function track(params) { return client.send(new PutEventsCommand(params)); }
        track({trackingId: 'T', sessionId: 's', eventList: []})""",
        """class A { putEvents(p) { return this.c.putEvents(p) } }
        interface P { trackingId: string; sessionId: string }
        new A().putEvents({trackingId: 'T', sessionId: 's', eventList: []})""",
    ],
)
def test_every_way_to_call_is_the_same_request(code: str) -> None:
    assert read(code).request.root == {"trackingId": "T", "sessionId": "s", "eventList": ()}


def test_what_values_mean() -> None:
    found = [(expression, freeze(value(expression, LIST)[0])) for expression, _ in VALUES]
    expected = [(expression, freeze(meaning)) for expression, meaning in VALUES]
    assert [got for got, right in zip(found, expected, strict=True) if not same(got, right)] == []


@pytest.mark.parametrize(
    ("expression", "note"),
    [
        ("undefined", "“sessionId” is undefined and is left out."),
        ("[undefined]", "What is undefined in a list is null."),
        ("[...ids]", "What a list spreads into another is not known here and is left out."),
        ("{ ...base }", "What base adds is not known here and is left out."),
        ("Object.assign({}, base)", "What Object.assign adds is not known here and is left out."),
        (
            "ids.map((id) => id)",
            "A list that is made with map has one item here: write the others beside it.",
        ),
        (
            "9007199254740993",
            "JavaScript rounds 9007199254740993 to 9007199254740992; here it is as written.",
        ),
        ("Date.now()", "sessionId counts milliseconds there; {{now}} stands for Unix seconds."),
        ("`${new Date()}`", "Only the program knows {{the time as text}}: put a value in its place."),
        ("'at ' + new Date()", "Only the program knows {{the time as text}}: put a value in its place."),
        ("JSON.stringify({ a: 1 }, ['b'])", "The second argument of JSON.stringify is not followed"),
        ("JSON.stringify({ a: NaN })", "JSON.stringify makes null of NaN."),
        ("new Date('20 Nov 2026')", "“20 Nov 2026” is no date in the form of ISO 8601, and is kept as text."),
        (
            "new Date(2026, 10, 20)",
            f"{LOCAL}: 2026-11-20 00:00:00 UTC.",
        ),
        ("new Date(2026, 10, 20).toISOString()", LOCAL),
        ("JSON.stringify({ at: new Date(2026, 10, 20) })", LOCAL),
        ("Math.floor(new Date(2026, 10, 20) / 1000)", LOCAL),
        ("moment('2026-11-20T14:02').unix()", LOCAL),
        ("{ ...(u ? { userId: u.id } : {}) }", "Line 2 depends on a condition, which is taken to hold."),
        ("[...(u ? [] : [u])]", "Line 2 depends on a condition, which is taken not to hold."),
        ("{ ...(a && b > 1 && { b }) }", "Line 2 depends on a condition, which is taken to hold."),
        ("[Array]", "console.log prints [Array] for what is deeper: print it with JSON.stringify."),
        ("new Date('2026-11-20T14:02')", LOCAL),
        ("{ a: 1, a: 2 }", "“a” is given more than once, and only its last value is kept."),
    ],
)
def test_what_is_guessed_or_left_out_is_said(expression: str, note: str) -> None:
    _, notes = value(expression)
    assert [found for found in notes if found.startswith(note)], notes


@pytest.mark.parametrize(
    ("before", "meaning", "note"),
    [
        ("let s = 'a'; s = 'b';", "b", ""),
        ("let s = 'a'; if (x) { s = 'b' }", "b", "Line 1 sets s under a condition, in a loop or elsewhere"),
        ("let s = 'a'; if (x) { s = 'b' }\ns = 'c'", "c", ""),
        ("let s = 'a'; s += 'b'", "a", "What line 1 does to s is not followed: look at what it is here."),
        ("const s = ['a']; s.push('b', 'c')", ("a", "b", "c"), ""),
        ("const s = ['a']; for (const x of y) s.push(x)", ("a", "{{x}}"), ""),
        (
            "const s = ['a']; y.forEach((x) => { s.push(x) })",
            ("a", "{{x}}"),
            "Line 1 sets s under a condition",
        ),
        ("const s = ['a']; s.sort()", ("a",), "What line 1 does to s is not followed"),
        ("const s = {}; s.a = { b: [] }; s.a.b.push(1)", {"a": {"b": (1,)}}, ""),
        ("const s = { a: 1 }; s.a = 2", {"a": 2}, ""),
        ("const s = { a: 1 }; s[k] = 2", {"a": 1}, "What line 1 does to s is not followed"),
        ("const s = { a: 1 }; Object.assign(s, t)", {"a": 1}, "What line 1 does to s is not followed"),
        ("const s = { a: 1 }; delete s.a", {"a": 1}, "What line 1 does to s is not followed"),
        ("{ const s = 'a'; }", "{{s}}", "Only the program knows sessionId {{s}}"),
        ("if (x) { var s = 'a'; }", "a", "Line 1 sets s under a condition"),
        ("const { s } = config;", "{{s}}", "Only the program knows sessionId {{s}}"),
        ("const { s = 'a' } = config;", "{{s}}", "Only the program knows sessionId {{s}}"),
        ("const s = require('s');", "{{s}}", "Only the program knows sessionId {{s}}"),
        ("const s = 'a'; function f(s = 'b') {}", "a", ""),
        ("const s = 'a'; f((s) => s)", "a", ""),
        ("const s = 'a'; <Film s='b' />", "a", ""),
        ("const a = b, b = a, s = a;", "{{b}}", "Only the program knows sessionId {{b}}"),
        (
            "const s = () => 'a'; const t = s();",
            "{{a function}}",
            "Only the program knows sessionId {{a function}}",
        ),
    ],
)
def test_names_are_what_they_are_set_to(before: str, meaning: Json, note: str) -> None:
    found, notes = value("s", before)
    expected = [note] * bool(note) + ["Only the program knows sessionId {{x}}"] * ("{{x}}" in str(meaning))
    assert found == meaning
    assert [said[: len(start)] for said, start in zip(notes, expected, strict=True)] == expected


@pytest.mark.parametrize(
    "code",
    [
        "const secretAccessKey = 'canary'; ev.putEvents({ trackingId: secretAccessKey })",
        "const env = {}; env.AWS_SESSION_TOKEN = 'canary'; ev.putEvents({ userId: env.AWS_SESSION_TOKEN })",
        "const keys = { sessionToken: 'canary' }; ev.putEvents({ trackingId: keys.sessionToken })",
        "const keys = { accessKeyId: 'canary' }; ev.putEvents({ trackingId: 't', ...keys })",
    ],
)
def test_keys_are_nowhere_in_what_is_read(code: str) -> None:
    reading = read(code)
    assert "canary" not in str(reading)
    assert KEYS_LEFT_OUT in reading.notes


BODY = "{ trackingId: 'T', sessionId: 's', eventList: [] }"
TEXT = """'{"trackingId": "T", "sessionId": "s", "eventList": []}'"""


@pytest.mark.parametrize(
    ("code", "notes"),
    [
        (
            COPIED_AS_FETCH,
            [
                "It is for the region eu-west-1: what you send goes where the connection leads.",
                "authorization",
            ],
        ),
        (f"await fetch(`${{host}}/events`, {{method: 'POST', body: JSON.stringify({BODY})}});", []),
        (
            f"const b = {BODY}, o = {{body: JSON.stringify(b)}}; o.keepalive = true; fetch(u, o)",
            [],
        ),
        ("const b = {trackingId: 'T'}; b.sessionId = 's'; b.eventList = []; ky.post(u, {json: b})", []),
        (
            f"axios.post('/track', {BODY}, {{headers: {{'X-Api-Key': 'canary'}}}})",
            ["Its path is /track", "X-Api-Key"],
        ),
        (
            f"axios({{method: 'put', url: 'https://a.example/events?key=canary', data: {TEXT}}})",
            [
                "It is for a.example",
                "Its method is put, and",
                "What follows the ? in its address is left out.",
            ],
        ),
        (f"navigator.sendBeacon('/events', JSON.stringify({BODY}))", []),
        (f"navigator.sendBeacon('/events', new Blob([JSON.stringify({BODY})], {{type: 'text/json'}}))", []),
        (f"xhr.setRequestHeader('Authorization', 'Bearer canary'); xhr.send({TEXT})", ["Authorization"]),
        (
            f"let h = new Headers({{Cookie: 'canary'}}); fetch(new Request(u, {{body: {TEXT}, headers: h}}))",
            ["Cookie"],
        ),
        (f"app.post('/', async (req, res) => {{ await fetch('/user'); fetch(u, {{body: {TEXT}}}) }})", []),
    ],
)
def test_what_is_sent_as_http_is_the_request(code: str, notes: list[str]) -> None:
    reading = read(code)
    assert reading.request.root == {"trackingId": "T", "sessionId": "s", "eventList": ()}
    assert [said[: len(start)] for said, start in zip(reading.notes, notes, strict=True)] == notes
    assert "canary" not in str(reading)
    assert "AKID" not in str(reading)


@pytest.mark.parametrize("code", [COPIED_AS_FETCH, f"await {COPIED_AS_FETCH.strip()}", "axios.post('/', b)"])
def test_what_is_sent_as_http_is_known_for_javascript(code: str) -> None:
    assert detect(code) == form("javascript")


def test_no_sdk_makes_text_of_what_is_sent_as_http() -> None:
    reading = read("axios.post(u, { eventList: [{ properties: { a: 1 } }] })")
    assert reading.request.event(0) == {"properties": {"a": 1}}
    assert reading.notes == ()


def test_several_that_are_sent_as_http_are_told_apart() -> None:
    first, second = javascript.read_all(
        "fetch('/events', {body: '{\"trackingId\": \"a\"}'});\n"
        "fetch('/user');\n"
        "fetch('/events', {body: '{\"eventList\": [{}]}'});\n"
        "fetch('/events', {body: '{\"trackingId\": }'});\n"
    )
    note = (
        "1 other request in it cannot be read: line 4, column 1: the body of this request cannot be read:"
        " line 1, column 16: a value is missing before “}”."
    )
    assert (first.title, first.notes) == ("line 1: 0 events", (note,))
    assert (second.title, second.notes) == ("line 3: 1 event", (note,))


@pytest.mark.parametrize(
    "code",
    [
        "const region = 'eu-west-1'; new PersonalizeEventsClient({ ...rest, region })",
        "new AWS.PersonalizeEvents({ apiVersion: '2018-03-22', 'region': 'eu-west-1' })",
        "AWS.config.update({ region: 'eu-west-1' })",
        "AWS.config.region = 'eu-west-1';",
        "new PersonalizeEventsClient({ region: 'eu-west-1', endpoint: process.env.ENDPOINT })",
    ],
)
def test_the_region_is_no_part_of_a_document(code: str) -> None:
    assert read(f"{code}\nev.putEvents({{ userId: 'u' }})").notes == CONNECTION[:1]


def test_profile_and_endpoint_are_none_either() -> None:
    code = "new PersonalizeEventsClient({ credentials: fromIni({ profile: 'p' }), endpoint: 'http://a' })"
    assert read(f"{code}.send(new PutEventsCommand({{ userId: 'u' }}))").notes == CONNECTION[1:]


def test_what_node_prints_is_read_too() -> None:
    reading = read(PRINTED)
    assert reading.request.event(0) == {
        "sentAt": 1795183329,
        "properties": '{"a":1}',
        "metricAttribution": "{{[Object]}}",
    }
    assert reading.notes == (
        "2026-11-20T14:02:09.000Z, as console.log prints a Date, is read as that time.",
        "console.log prints [Object] for what is deeper: print it with JSON.stringify.",
        "“userId” is undefined and is left out.",
        "Only the program knows metricAttribution {{[Object]}}: put a value in its place.",
    )


def test_a_note_about_a_time_says_of_which_event_it_is() -> None:
    reading = read("ev.putEvents({ eventList: [{ sentAt: 1 }, { sentAt: new Date(2026, 10, 20) }] })")
    assert reading.notes == (f"sentAt of event 2: a{LOCAL[1:]}: 2026-11-20 00:00:00 UTC.",)


def test_several_calls_are_told_apart_and_one_that_cannot_be_read_is_named() -> None:
    code = (
        "let sessionId = 'a'; const item = { properties: { b: 1 } }\n"
        "ev.putEvents({ sessionId, eventList: [item, item] })\n"
        "sessionId += 1; sessionId = 'b'\n"
        "ev.putEvents({ sessionId })\n"
        "ev.putEvents(unknown)"
    )
    first, second = javascript.read_all(code)
    assert (first.title, second.title) == (
        "line 2: 2 events of session “a”",
        "line 4: 0 events of session “b”",
    )
    note = (
        "1 other request in it cannot be read: line 5, column 4: unknown is not set in the code:"
        " paste what sets it too."
    )
    assert first.notes == (
        "properties is an object there, which the SDK makes JSON text of; here it stays an object.",
        note,
    )
    assert second.notes == (note,)


def test_events_alone_are_read_too() -> None:
    assert read("[{ eventType: 'v', sentAt: 1 }, { eventType: 'w' }]").request.events == (
        {"eventType": "v", "sentAt": 1},
        {"eventType": "w"},
    )
    reading = read("const event = { eventType: 'v', sentAt: new Date(5000) };")
    assert reading.request.root == {"eventList": ({"eventType": "v", "sentAt": 5},)}
    assert reading.notes == (
        "This is one event: tracking ID, user ID and session ID are still to be filled in.",
    )


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (" ", "there is nothing in it; paste a PutEvents call"),
        ("const x = { a: 1 };", "there is no PutEventsCommand or putEvents in it, and no object that has an"),
        ("ev.putEvents()", "line 1, column 4: this call has no argument; paste what it is given too"),
        ("ev.putEvents(p, cb)", "line 1, column 4: p is not set in the code: paste what sets it too"),
        (
            "ev.putEvents({ a: 1 b: 2 })",
            "line 1, column 21: “b” is out of place; a comma may be missing before it",
        ),
        ("ev.putEvents({ a: 'x\n})", "line 1, column 19: the text that begins here lacks its closing '"),
        ("ev.putEvents({ a: `x\n})", "line 1, column 19: the text that begins here lacks its closing `"),
        ("ev.putEvents({ a: '\\xg' })", "line 1, column 19: \\x needs hexadecimal digits after it"),
        ("ev.putEvents({ a: '\\u{110000}' })", "line 1, column 19: there is no character \\u{110000}"),
        (
            "ev.putEvents({ a: “x” })",
            "line 1, column 19: “ is a typographic quotation mark; write a straight one",
        ),
        ("ev.putEvents({\n  a: [1,\n", "line 2, column 6: the bracket that opens here lacks its closing ]"),
        ("ev.putEvents({ a: 1 /* x", "line 1, column 21: the comment that begins here lacks its closing */"),
        ("ev.putEvents({ a: 1; })", "line 1, column 20: “;” is out of place here"),
        ("ev.putEvents({ a: " + "9" * 5000, "line 1, column 19: this number has too many digits to be read"),
        ("ev.putEvents(" + "[" * 30_000 + ")", "line 1, column 74: the code is nested more than 60 levels"),
        ("x" * (LONGEST_CODE + 1), "it has more than 262,144 characters; paste only the call"),
        ("1 " * 120_000, "it has more than 40,000 words and signs; paste only the call"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_at_its_place(code: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        javascript.read_all(code)
    assert str(caught.value).startswith(message)


@settings(max_examples=150)
@given(
    st.sampled_from(SAMPLES),
    st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 20), st.sampled_from(SPOILERS)), min_size=1, max_size=4
    ),
)
def test_a_spoiled_text_is_read_or_refused(sample: str, changes: list[tuple[int, int, str]]) -> None:
    for at, removed, added in changes:
        place = at % (len(sample) + 1)
        sample = sample[:place] + added + sample[place + removed :]
    with suppress(UnreadableError):
        for reading in javascript.read_all(sample):
            javascript.write(reading.request, Target())


@pytest.mark.parametrize(
    "code",
    [
        *(f"ev.putEvents({unit * 9_000}" for unit in HEAVY),
        *(f"{'fetch(' * nested}a{')' * nested};" * (9_000 // nested) for nested in (1, 50, 9_000)),
        *("fetch(" * 50 + f"[{'1,' * 15_000}]" + ")" * 50, "fetch(x=>" * 5_000 + ")" * 5_000),
        "xhr.setRequestHeader(" * 9_000 + "xhr.send()" * 3_000,
        "new PersonalizeEventsClient({region:[" * 5_000 + "]})" * 5_000 + "ev.putEvents({})",
        "=/[" * 13_000,
        "/*" * 100_000,
        "\\`" * 19_000,
        "'\\\n" * 19_000,
        "{eventList:" * 13_000,
        "x=>" * 9_000 + "y.z=1 " * 4_000,
        "{" * 9_000 + "y.z=1;" * 3_500 + "}" * 9_000,
        "".join(f"const a{row + 1} = a{row} + a{row};\n" for row in range(5000)) + "ev.putEvents({t: a5000})",
        "".join(f"const a{row + 1} = [a{row}, a{row}];\n" for row in range(5000))
        + "ev.putEvents({t: a5000})",
        "const a = [];\n" + "a.push(1);\n" * 5_000 + "ev.putEvents({a});" * 2000,
        "const a = {};\n" + "a.b = { c: 1 };\n" * 3000 + "ev.putEvents(a);" * 2000,
        f"const a = '{'x' * 100_000}';" + "ev.putEvents({a, b: a + a});" * 4000,
        "const a = b;\nfunction f() {" * 5000 + "ev.putEvents({a})",
    ],
)
def test_a_hostile_text_takes_no_second(code: str) -> None:
    with within(1), suppress(UnreadableError):
        javascript.read_all(code[:LONGEST_CODE])


STAND_IN = """
import { writeSync } from "node:fs";

export class PutEventsCommand {
  constructor(input) {
    this.input = input;
  }
}

export class PersonalizeEventsClient {
  constructor(options) {
    this.options = options;
  }

  async send(command) {
    const body = JSON.stringify(serialised(command.input));
    writeSync(1, JSON.stringify([this.options, body]) + "\\n");
  }
}

// As the SDK does: dates are seconds, and an object is made text.
function serialised(value, name) {
  if (value instanceof Date) return value.getTime() / 1000;
  if (name === "properties" && typeof value !== "string") return JSON.stringify(value);
  if (Array.isArray(value)) return value.map((item) => serialised(item, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, serialised(one, key)]));
}
"""
RUN = """
Date.now = () => {now}750;
for (let number = 0; number < {count}; number += 1) await import(`./request-${{number}}.mjs`);
"""
ODD: tuple[dict[str, Any], ...] = (
    {
        "trackingId": "C:\\dir\\n",
        "sessionId": 'it\'s "$x" `date` ${x} %PATH%\r\n\t\0\x7f\u2028\u2029 ü😀\ufeff',
    },
    {"trackingId": "</script><!-- \\", "sessionId": "\ud800 half", "userId": "`${{{now}} {{uuid}}"},
    {"trackingId": "{{uuid}}", "sessionId": "{{now}}", "userId": "$\\`{{now-5m}}\\${'\"", "eventList": []},
    {"a b": None, "constructor": True, "if": [1, [2.5, -3], {}], "1": "x" * 100, "": -0.5, "__proto__": "p"},
    {
        "eventList": [
            {"sentAt": 1700000000, "eventValue": 7.0, "properties": '{"a":"ü😀","b":[1,2.5],"c":null}'},
            {"sentAt": 1700000000.123, "eventValue": 1e-7, "properties": '{"a":"{{uuid}}","n":{{now}}}'},
            {
                "sentAt": 1.001,
                "eventValue": "{{now+1d}}",
                "properties": '{"a":"{{now}}","b":"it\'s {{uuid}}"}',
            },
            {"sentAt": 1, "properties": '{"{{uuid}}":1}'},
            {"sentAt": -1.5, "eventValue": 1e21, "properties": '{"1":2,"a":"C:\\\\x","b":"{{uuid}}"}'},
            {"sentAt": "{{now-5m}}", "eventValue": -5, "properties": '{"__proto__":{"a":1},"\ud800":"x"}'},
            {"sentAt": "2026-11-20T14:02:09Z", "properties": '{"a": 1}', "itemId": "{{now}}{{now}}"},
        ]
    },
)


def _run(folder: Path, requests: list[Request], target: Target) -> list[tuple[dict[str, Any], str]]:
    """Have Node send ``requests`` at NOW; return the client's options and the body of each."""
    package = folder / "node_modules" / "@aws-sdk" / "client-personalize-events"
    package.mkdir(parents=True)
    (package / "index.mjs").write_text(STAND_IN, encoding="utf-8")
    (package / "package.json").write_text('{"exports": "./index.mjs"}', encoding="utf-8")
    for number, request in enumerate(requests):
        written = javascript.write(request, target)
        (folder / f"request-{number}.mjs").write_text(written.text, encoding="utf-8")
    (folder / "run.mjs").write_text(RUN.format(now=NOW, count=len(requests)), encoding="utf-8")
    done = subprocess.run(
        ["node", "run.mjs"], cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert not done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.split("\n")[:-1]]


def _sent(root: Json) -> Any:
    """Return what arrives of a resolved document: numbers are doubles, and a Date keeps milliseconds."""
    sent = json.loads(json.dumps(root), parse_int=float)
    for event in sent.get("eventList", ()):
        at = event["sentAt"]
        if isinstance(at, float) and at != round(at, 3):
            event["sentAt"] = math.trunc(at * 1000) / 1000
    return sent


def _without_uuids(text: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", UUID, text)


def test_node_sends_what_is_written(tmp_path: Path) -> None:
    requests = [Request(_frozen(root)) for root in ODD]

    @settings(max_examples=60, database=None, phases=[Phase.generate])
    @given(model_requests)
    def collect(request: Request) -> None:
        requests.append(request)

    collect()
    found = _run(tmp_path, requests, Target("eu-west-1", "it's", "http://127.0.0.1:1"))
    assert len(found) == len(requests)
    for request, (options, body) in zip(requests, found, strict=True):
        assert options == {"region": "eu-west-1", "profile": "it's", "endpoint": "http://127.0.0.1:1"}
        resolved = Resolver(NOW, lambda: UUID).request(request)
        assert json.loads(_without_uuids(body), parse_int=float) == _sent(resolved.root)


def test_every_uuid_is_new_and_a_client_may_be_unsigned(tmp_path: Path) -> None:
    request = Request(Object(trackingId="{{uuid}}", sessionId="{{uuid}}"))
    ((options, body),) = _run(tmp_path, [request], Target(signed=False))
    assert len(set(json.loads(body).values())) == 2
    assert options == {"credentials": {"accessKeyId": "", "secretAccessKey": ""}, "signer": {}}


def test_what_is_written_may_stand_in_a_page() -> None:
    text = javascript.write(Request(Object(trackingId="</Script><!--\u2028")), Target()).text
    assert 'trackingId: "<\\/Script><\\!--\\u2028",' in text


def test_what_is_written_is_what_a_person_would_write() -> None:
    request = read(TYPESCRIPT).request
    assert (
        javascript.write(request, Target("eu-west-1")).text
        == """\
// npm install @aws-sdk/client-personalize-events && node put-events.mjs
import { randomUUID } from "node:crypto";
import {
  PersonalizeEventsClient,
  PutEventsCommand,
} from "@aws-sdk/client-personalize-events";

const client = new PersonalizeEventsClient({ region: "eu-west-1" });
const now = Math.floor(Date.now() / 1000);

await client.send(
  new PutEventsCommand({
    trackingId: "T",
    sessionId: "s-{{user.id}}",
    userId: "{{user?.id}}",
    eventList: [
      {
        eventType: "watch",
        eventId: randomUUID(),
        itemId: "film 7",
        eventValue: 4.5,
        properties: JSON.stringify({
          itemId: "film 7",
          numRatings: 12,
          tags: ["a", "b"],
        }),
        sentAt: new Date((now - 300) * 1000),
        impression: ["film 7", "film 8"],
        metricAttribution: { eventAttributionSource: "src" },
      },
    ],
  }),
);
"""
    )


@pytest.mark.parametrize(
    ("root", "note"),
    [
        ({"eventlist": 1}, "The SDK leaves out “eventlist”, which the service does not know."),
        ({"userId": None}, "The SDK leaves out userId where it is null."),
        ({"eventList": [{"properties": {}}]}, "The SDK makes JSON text of what properties is."),
        (
            {"eventList": [{"sentAt": "TIMESTAMP"}]},
            "The SDK wants a Date as sentAt, which cannot be made of what stands there.",
        ),
        (
            {"eventList": [{"sentAt": 1.0625}]},
            f"{WHOLE}: the time 1.0625 goes out as 1.062.",
        ),
        (
            {"userId": 2**53 + 1},
            "JavaScript rounds 9007199254740993 to 9007199254740992.",
        ),
        (
            {"userId": math.nan},
            "NaN and Infinity are no JSON, and the service refuses them.",
        ),
    ],
)
def test_what_the_sdk_does_to_it_is_said(root: dict[str, Any], note: str) -> None:
    request = Request(_frozen(root))
    assert javascript.write(request, Target()).notes == (note,)
    assert javascript.write(request, Target(profile="p")).notes[1:] == (
        "The option profile needs version 3.714 of the SDK; an earlier one takes the default profile.",
    )
