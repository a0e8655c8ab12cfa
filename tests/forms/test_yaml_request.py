"""The request as YAML: all comes back as it was, other readers read the same, and nothing is constructed."""

from contextlib import suppress

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events_console.domain.json_value import Json, Object, freeze, same
from events_console.domain.request import Request
from events_console.forms import LONGEST_CODE, Target, UnreadableError, UnwritableError, yaml_request
from tests.strategies import any_objects, any_texts, between_bars, model_requests
from tests.support import within

FULL = """\
# sent after the trip
trackingId: 5f1e6c2a-7d0b-4c53-9c1e-2f6d8b3a9e47
userId: "8120125224640029423"
sessionId: qa-first-steps
eventList:
  - eventType: RATING
    itemId: '-2996180203100007228'
    eventValue: 7.0
    sentAt: 1795183329
    properties: '{"cabinType": "Economy"}'
    impression: [i1, "2"]
    metricAttribution: {eventAttributionSource: newsletter}
  - eventType: View
    sentAt: "{{now-5m}}"
    properties: |
      {
        "note": "it's"
      }
"""


def written(request: Request) -> str:
    return yaml_request.write(request, Target()).text


def only(text: str) -> Object:
    (reading,) = yaml_request.read_all(text)
    return reading.request.root


@settings(max_examples=60)
@given(model_requests)
def test_a_request_reads_back_as_it_was_written_and_other_readers_agree(request: Request) -> None:
    (reading,) = yaml_request.read_all(written(request))
    assert reading.request.is_same(request)
    assert (reading.problems, reading.notes) == ((), ())
    assert same(freeze(yaml.safe_load(written(request))), request.root)


@settings(max_examples=60)
@example(Object({"x" * 2000: Object({"y" * 2000: ((), Object())})}))
@example(Object(a=1e16, b=-5e-324, c=1.5e300, d=-0.0, e=float("inf"), f=float("nan"), g=10**400))
@example(Object(a=(((1,), 2), Object(b=Object(c=())))))
@given(any_objects)
def test_any_object_reads_back_too_unless_yaml_has_no_words_for_it(root: Object) -> None:
    request = Request(root.with_member("trackingId", "t"))
    try:
        text = written(request)
    except UnwritableError as error:
        assert "half a character" in str(error)  # noqa: PT017  # what is written is the other case
        return
    assert yaml_request.read_all(text)[0].request.is_same(request)
    assert same(freeze(yaml.safe_load(text)), request.root)


@settings(max_examples=100)
@given(
    any_texts
    | st.from_regex(r"[-+]?[0-9a-fxoXO_.:eE+-]{1,8}")
    | st.sampled_from(
        between_bars("y|Y|yes|No|on|OFF|TRUE|null|~|.inf|.NaN|2026-11-20|<<||=|-|?|010|1_0|1:30")
    )
)
def test_every_text_stays_text_to_every_reader(text: str) -> None:
    if not any("\ud800" <= char <= "\udfff" for char in text):
        found = written(Request(Object(trackingId=text)))
        assert yaml.safe_load(found) == only(found) == {"trackingId": text}


def test_what_is_written_is_what_a_person_would_write() -> None:
    request = yaml_request.read_all(FULL)[0].request
    assert written(request).splitlines()[2:14] == [
        "sessionId: qa-first-steps",
        "eventList:",
        "  - eventType: RATING",
        '    itemId: "-2996180203100007228"',
        "    eventValue: 7.0",
        "    sentAt: 1795183329",
        """    properties: '{"cabinType": "Economy"}'""",
        "    impression:",
        "      - i1",
        '      - "2"',
        "    metricAttribution:",
        "      eventAttributionSource: newsletter",
    ]
    (note,) = yaml_request.write(request, Target()).notes
    assert note == (
        "Placeholders such as {{now}} are filled in by the console when it sends;"
        " here they stay as they are: put values in their place."
    )


def test_the_styles_of_yaml_are_read() -> None:
    (reading,) = yaml_request.read_all(FULL)
    first, second = reading.request.event(0), reading.request.event(1)
    assert first["impression"] == ("i1", "2")
    assert first["metricAttribution"] == {"eventAttributionSource": "newsletter"}
    assert second["properties"] == '{\n  "note": "it\'s"\n}\n'
    assert second["sentAt"] == "{{now-5m}}"


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        *(("", None), ("~", None), ("null", None), ("NULL", None), ("nULL", "nULL")),
        *(("true", True), ("FALSE", False), ("tRue", "tRue")),
        *(("1700000000", 1700000000), ("-5", -5), ("+5", 5), ("0x1F", 31)),
        *((".5", 0.5), ("5.", 5.0), ("-1.5e+3", -1500.0), (".inf", float("inf"))),
        *(("4 stars", "4 stars"), ("1.2.3", "1.2.3"), ("a#b", "a#b"), ("a # b", "a")),
        *(("!!str 5", "5"), ('!!int "5"', 5), ("!!float 5", 5.0), ("!!null ''", None)),
        *(("!!seq [1]", (1,)), ("!!map {a: 1}", {"a": 1}), ("'yes'", "yes"), ('"\\U0001F600"', "😀")),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(plain: str, value: Json) -> None:
    (reading,) = yaml_request.read_all(f"trackingId: {plain}")
    assert same(reading.request.root, freeze({"trackingId": value}))
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("plain", "value", "taken"),
    [
        *(("yes", "yes", "true"), ("Off", "Off", "false"), ("y", "y", "true")),
        *(("010", 10, "an octal number"), ("08", 8, "text"), ("0o17", 15, "text"), ("1e3", 1000.0, "text")),
        *(("1_000", "1_000", "a number"), ("1:30", "1:30", "a number to the base of 60")),
        *(("2026-11-20", "2026-11-20", "a date"), ("2026-11-20T14:02:09Z", "2026-11-20T14:02:09Z", "a date")),
        *(("0b11", "0b11", "a binary number"), ("-0x1", "-0x1", "a number")),
    ],
)
def test_where_readers_differ_a_note_says_so(plain: str, value: Json, taken: str) -> None:
    (reading,) = yaml_request.read_all(f"trackingId: t\neventList:\n- itemId: {plain}")
    assert same(reading.request.event(0)["itemId"], value)
    read = "text" if isinstance(value, str) else f"the number {value}"
    (note,) = reading.notes
    assert note == (
        f"“{plain}” in itemId is {read}, as in YAML 1.2; some readers of YAML take it for {taken}:"
        " put text in quotes, and write numbers plainly."
    )


def test_every_document_is_a_request_events_alone_are_too() -> None:
    readings = yaml_request.read_all(
        "--- # first\ntrackingId: t\nsessionId: s1\neventList: [{}, {}]\n---\n---\neventType: View\n...\n"
    )
    assert [reading.title for reading in readings] == ["line 2: 2 events of session “s1”", "line 7: 1 event"]
    assert readings[1].request.root == {"eventList": ({"eventType": "View"},)}
    assert readings[1].notes == (
        "This is one event: tracking ID, user ID and session ID are still to be filled in.",
    )


def test_names_given_twice_and_names_that_are_no_text() -> None:
    (reading,) = yaml_request.read_all("eventList:\n- {a/b: 1, a/b: 2}\n5: x\n~: y\n")
    assert reading.request.root == {"eventList": ({"a/b": 2},), "5": "x", "~": "y"}
    assert [(problem.path, problem.rule) for problem in reading.problems] == [
        ("/eventList/0/a~1b", "json.duplicate-key")
    ]
    assert reading.notes[0] == "The name “5” is taken for text, as every name in JSON is."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is nothing in it; paste a PutEvents request as YAML"),
        ("# nothing\n---\n---\n", "there is nothing in it; paste a PutEvents request as YAML"),
        ("hello", "line 1, column 1: a request is a list of names and values, not just “hello”"),
        ("x: &a 1\ny: *a", "line 1, column 4: anchors and aliases (& and *) are not read: write"),
        ("x: *a", "line 1, column 4: anchors and aliases (& and *) are not read: write"),
        ("*a : x", "line 1, column 1: anchors and aliases (& and *) are not read: write"),
        ("<<: {a: 1}", "line 1, column 1: merge keys (<<) are not read: write"),
        (
            "x: !!python/object/apply:os.system [ls]",
            "line 1, column 4: the tag “!!python/object/apply:os.sys",
        ),
        ("x: !Ref y", "line 1, column 4: the tag “!Ref” makes of a value what JSON has not: write"),
        ("x: !!timestamp 2026-11-20", "line 1, column 4: the tag “!!timestamp” makes"),
        ("x: !!int true", "line 1, column 4: “true” is not what its tag !!int says: remove the tag"),
        ("x: !!float " + "9" * 400, "line 1, column 4: this number has too many digits"),
        ("? [a]\n: b", "line 1, column 3: a name must be text, not a list or an object"),
        ("a: b: c", "line 1, column 5: a colon stands where no name can: put text with a colon in quotes"),
        ("a:\n\tb: 1", "line 2, column 1: no value begins with this character: indent with blanks"),
        ("a: `x`", "line 1, column 4: no value begins with this character: indent with blanks, put"),
        ("a: 1\n  b: 2", "line 2, column 4: a colon stands where no name can"),
        ("a:\n  b: 2\n c: 3", "line 3, column 2: this line does not go on with what is above"),
        ("a: [1\nb: 2", "line 2, column 2: a comma or a closing bracket is missing before this"),
        ('a: 1\nb: "x', "line 2, column 4: the text that begins here lacks its closing quotation mark"),
        ("a: - 1", "line 1, column 4: a list begins on a line of its own: put each - item below its name"),
        ("a: \x07", "a control character stands in it: remove it"),
        ("a: 1\nb: \ud800", "line 2, column 4: half a character stands in it: remove it"),
        ("x: " + "9" * 5000, "line 1, column 4: this number has too many digits to be read: shorten it"),
        ("[" * 100_000, "line 1, column 65: the values are nested more than 64 levels deep: unwrap them"),
        ("x" * (LONGEST_CODE + 1), "it has 262,145 characters, and at most 262,144 are read as YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_at_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        yaml_request.read_all(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("unit", ["a: 1\n", "- a\n", "---\n", "- - ", "k: &a [*a]\n", "a: |\n x\n", "? a\n"])
def test_a_long_text_takes_no_second(unit: str) -> None:
    with within(1), suppress(UnreadableError):
        yaml_request.read_all(unit * (LONGEST_CODE // len(unit)))


def test_the_notes_of_a_long_text_stay_few() -> None:
    (reading,) = yaml_request.read_all("".join(f"a{row}: 0{row}0\n" for row in range(1000)))
    assert len(reading.notes) == 20
