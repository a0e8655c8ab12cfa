"""R code for paws: what people paste is read, what is written is run by R itself and read back."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from events_console.domain import lint
from events_console.domain.json_value import Json, Object, freeze
from events_console.domain.placeholders import Resolver
from events_console.domain.problem import Severity
from events_console.domain.request import Request
from events_console.forms import LONGEST_CODE, Reading, Target, UnreadableError, UnwritableError, paws_r
from tests.strategies import model_requests
from tests.support import within

NOW = 1795270000.75
UUID = "0d2d9b7c-3c1f-4f0e-9d55-9a1b2c3d4e5f"

GUIDE = r"""
library(paws)

svc <- personalizeevents(
  config = list(
    credentials = list(
      creds = list(access_key_id = "AKIDEXAMPLE", secret_access_key = "wJalr/canary")
    ),
    region = "eu-west-1"
  )
)

# one user, one film
user.id <- "u1"
"film 7" -> film

svc$put_events(
  trackingId = Sys.getenv("TRACKING_ID"),
  userId = user.id,
  sessionId = paste0("s-", user.id),
  eventList = list(
    list(
      eventType = 'watch',
      eventId = uuid::UUIDgenerate(),
      `itemId` = film,
      "eventValue" = 4.5,
      properties = jsonlite::toJSON(list(itemId = film, numRatings = 12L, tags = c("a", "b")),
                                    auto_unbox = TRUE),
      sentAt = Sys.time() - 300,
      impression = c(film, "film 8"),
      metricAttribution = list(eventAttributionSource = "src"),
      recommendationId = NULL
    )
  )
)
"""

REFERENCE = """svc$put_events(
  trackingId = "string",
  userId = "string",
  sessionId = "string",
  eventList = list(
    list(
      eventId = "string",
      eventType = "string",
      eventValue = 123.0,
      itemId = "string",
      properties = "string",
      sentAt = as.POSIXct(
        "2015-01-01"
      ),
      recommendationId = "string",
      impression = list(
        "string"
      ),
      metricAttribution = list(
        eventAttributionSource = "string"
      )
    )
  )
)
"""

IN_A_FUNCTION = """
record <- function(user, item, when = Sys.time()) {
  event <- list(eventType = "View", itemId = item, sentAt = when)
  if (is.null(user)) {
    session <- "anonymous"
  } else {
    session <- user
  }
  tryCatch(
    paws::personalizeevents()$put_events(
      trackingId = "T", userId = user, sessionId = session, eventList = list(event)
    ),
    error = \\(e) message("not sent: ", conditionMessage(e))
  )
}
for (user in users) record(user, "i1")
"""

SAMPLES = (
    GUIDE,
    REFERENCE,
    IN_A_FUNCTION,
    'params <- list(trackingId = "T")\nparams$sessionId <- "s"\ndo.call(svc$put_events, params)',
    'x |> f(1, y = "a") %>% g\nlist(list(eventType = "v", sentAt = as.POSIXct("2026-11-20", tz = "UTC")))',
    r"""personalizeevents_put_events("T", NULL, r"--(C:\a "b")--", list(sentAt = ISOdate(2026, 1, 2)))""",
    'svc$put_events(sprintf("%s-%03d", "t", 7L), eventList = setNames(list(0x1F, 1e5), c("a", "b")))',
)

VALUES: tuple[tuple[str, object], ...] = (
    (r'"a\n\t\\\"\u00e9\u{e9}\U{1F600}\U0001f600\'\`"', "a\n\t\\\"éé😀😀'`"),
    (r'"\x41\101\x7a!"', "AAz!"),
    (r"""'it\'s "x"'""", 'it\'s "x"'),
    (r'"\xc3\xa9"', "é"),
    (r'"\ud83d\ude00"', "😀"),
    (r'r"(C:\new\"x)"', r"C:\new\"x"),
    ('R"---[a]--"]---"', 'a]--"'),
    ('r"{a\n{b}}"', "a\n{b}"),
    ("c('x')", "x"),
    ("c('x', 2, TRUE, NA)", ["x", "2", "TRUE", None]),
    ("c(a = 'x')", {"a": "x"}),
    ("list('x', list())", ["x", []]),
    ("structure(list(), names = character(0))", {}),
    ("setNames(list(1, 2), c('a', 'b c'))", {"a": 1, "b c": 2}),
    ("I('x')", ["x"]),
    ("TRUE", True),
    ("F", False),
    ("-12L", -12),
    ("0xFF", 255),
    ("1e3", 1000),
    (".5", 0.5),
    ("1.", 1.0),
    ("9007199254740994", 9007199254740994),
    ("0x1.8p1", 3.0),
    ("(1700000000123 / 1000)", 1700000000.123),
    ("2 + 3 * 4", 14),
    (
        "paste0('s-', 100000, '-', 100000L, '-', 123456, 1.50, TRUE, NULL, 1e-5)",
        "s-1e+05-100000-1234561.5TRUE1e-05",
    ),
    ("paste('a', 1700000000)", "a 1.7e+09"),
    ("paste(c('a', 'b'), collapse = '|')", "a|b"),
    ("paste('a', 'b', sep = '')", "ab"),
    ("sprintf('%s_%d_%03d%%_%.2f', 'ü', 3L, 7, 2.5)", "ü_3_007%_2.50"),
    ("as.character(1234567)", "1234567"),
    ("as.character(100000)", "1e+05"),
    ("as.numeric('4.50')", 4.5),
    ("as.integer(4.9)", 4),
    ("round(-2.567, 2)", -2.57),
    ("format(1700000000, scientific = FALSE)", "1700000000"),
    ("l$b[[2]]", "y"),
    ("l$a", "x"),
    ("v[2]", "q"),
    ("l$none", None),
    ("NULL", None),
)
VARIABLES = 'l <- list(a = "x", b = list(1, "y")); v <- c("p", "q")'


def read(code: str) -> Reading:
    (reading,) = paws_r.read_all(code)
    return reading


def value(expression: str, before: str = "") -> tuple[Any, tuple[str, ...]]:
    """Return what an expression is read as where a session ID stands, and the notes."""
    reading = read(f"{before}\nsvc$put_events(sessionId = {expression})")
    return json.loads(json.dumps(reading.request.root.get("sessionId", "left out"))), reading.notes


def event(members: str, before: str = "") -> tuple[Any, tuple[str, ...]]:
    """Return what the members of an event are read as, and the notes."""
    reading = read(f"{before}\nsvc$put_events(eventList = list(list({members})))")
    return json.loads(json.dumps(reading.request.event(0))), reading.notes


def test_a_call_within_a_longer_script_is_read_with_its_variables() -> None:
    reading = read(GUIDE)
    assert reading.request.root == {
        "trackingId": "{{TRACKING_ID}}",
        "userId": "u1",
        "sessionId": "s-u1",
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
        "The access keys in the code are left out; they belong to a connection.",
        "The code names the region “eu-west-1”; a document has no connection: choose it beside it.",
        "recommendationId is NULL and is left out, as paws does.",
        "Only the program knows trackingId {{TRACKING_ID}}: put a value in its place.",
    )
    assert "canary" not in str(reading)


@pytest.mark.parametrize(
    "code",
    [
        'secret_access_key <- "canary"\nsvc$put_events(trackingId = secret_access_key)',
        'Sys.setenv(AWS_SECRET_ACCESS_KEY = "canary")\nsvc$put_events(trackingId = "T")',
        'keys <- list(session_token = "canary")\nsvc$put_events(trackingId = keys$session_token)',
    ],
)
def test_keys_are_nowhere_in_what_is_read(code: str) -> None:
    reading = read(code)
    assert "canary" not in str(reading)
    assert "The access keys in the code are left out; they belong to a connection." in reading.notes


def test_what_the_guide_leaves_open_is_a_problem_of_the_field() -> None:
    request_ = read(REFERENCE.replace('as.POSIXct(\n        "2015-01-01"\n      )', '"TIMESTAMP"')).request
    problems = lint.validate(request_, lint.Context(NOW)).problems()
    errors = {(problem.path, problem.rule) for problem in problems if problem.severity is Severity.ERROR}
    assert errors == {
        ("/eventList/0/sentAt", "time.not-a-number"),
        ("/eventList/0/properties", "properties.not-json"),
    }


def test_the_reference_is_read_to_the_letter() -> None:
    reading = read(REFERENCE)
    assert reading.request.event(0) == {
        "eventId": "string",
        "eventType": "string",
        "eventValue": 123,
        "itemId": "string",
        "properties": "string",
        "sentAt": 1420070400,
        "recommendationId": "string",
        "impression": ("string",),
        "metricAttribution": {"eventAttributionSource": "string"},
    }
    assert reading.notes == ("“2015-01-01” names no zone: R takes the local one, here it is read as UTC.",)


def test_a_call_in_a_function_is_a_template_of_what_it_sends() -> None:
    root = read(IN_A_FUNCTION).request.root
    assert root == {
        "trackingId": "T",
        "userId": "{{user}}",
        "sessionId": "{{session}}",  # one branch or the other
        "eventList": ({"eventType": "View", "itemId": "{{item}}", "sentAt": "{{when}}"},),
    }


@pytest.mark.parametrize(
    "code",
    [
        'svc$put_events(trackingId = "T", sessionId = "s", eventList = list())',
        'paws::personalizeevents()$put_events("T", NULL, "s", list())',
        'personalizeevents_put_events("T", sessionId = "s", userId = NULL, list())',
        'paws.machine.learning::personalizeevents_put_events("T", , sessionId = "s", eventList = list())',
        'p <- list(trackingId = "T", sessionId = "s", eventList = list())\ndo.call(svc$put_events, p)',
        'do.call("personalizeevents_put_events", list("T", sessionId = "s", userId = NULL, list()))',
        'p = c(list("T"), sessionId = "s")\np$eventList <- list(); do.call(put_events, args = p)',
        'svc <- paws::personalizeevents()\ndo.call(svc$put_events, list("T", NULL, "s", list()))',
        'list(trackingId = "T", sessionId = "s", eventList = list())',
        'p <- list()\np[["trackingId"]] <- "T"; p$sessionId <- "s"; p$eventList <- list(); p$a <- NULL',
        'list() |> svc$put_events(trackingId = "T", userId = NULL, sessionId = "s")',
        'list() %>% svc$put_events(trackingId = "T", sessionId = "s", eventList = .)',
        '```{r}\nsvc$put_events(\n  trackingId = "T", sessionId = "s", eventList = list())\n```\n',
        '> svc$put_events(\n+   trackingId = "T", sessionId = "s",\n+ \n+   eventList = list())\nlist()\n> ',
        '\ufeffassign("t", "T")\nif (x) y else svc$put_events(t, sessionId = "s", eventList = list())',
    ],
)
def test_every_way_to_call_is_the_same_request(code: str) -> None:
    assert read(code).request.root == {"trackingId": "T", "sessionId": "s", "eventList": ()}


@pytest.mark.parametrize(
    ("code", "events", "note"),
    [
        (
            'svc$put_events(eventList = list(eventType = "v", sentAt = 1))',
            ({"eventType": "v", "sentAt": 1},),
            "eventList is one event and no list of events: put it into another list().",
        ),
        (
            "svc$put_events(eventList = list(first = list(sentAt = 1), second = list(sentAt = 2)))",
            ({"sentAt": 1}, {"sentAt": 2}),
            "The names of the events in eventList are left out, as paws does.",
        ),
        (
            'events <- list(list(eventType = "v"), list(eventType = "w"))',
            ({"eventType": "v"}, {"eventType": "w"}),
            "These are events only: tracking ID, user ID and session ID are still missing.",
        ),
        (
            'list(eventType = "v", sentAt = 1)',
            ({"eventType": "v", "sentAt": 1},),
            "These are events only: tracking ID, user ID and session ID are still missing.",
        ),
        (
            'svc$put_events(eventList = list(list(sentAt = 1, "View")))',
            ({"sentAt": 1, "2": "View"},),
            "A value without a name among others with one is called 2.",
        ),
        (
            'svc$put_events("T", NULL, "s", list(list(sentAt = 1)), "more")',
            ({"sentAt": 1},),
            "put_events takes four arguments; a further one without a name is left out.",
        ),
    ],
)
def test_odd_lists_of_events_are_read_with_a_note(code: str, events: Json, note: str) -> None:
    reading = read(code)
    assert reading.request.events == events
    assert note in reading.notes


def test_several_calls_are_told_apart() -> None:
    code = (
        'session <- "a"\nsvc$put_events("T", NULL, session, list(list(sentAt = 1), list(sentAt = NA)))\n'
        'session <- paste(session, "b", sep = "/")\nsvc$put_events("T", NULL, session)'
    )
    first, second = paws_r.read_all(code)
    assert (first.title, second.title) == (
        "line 2: 2 events of session “a”",
        "line 4: 0 events of session “a/b”",
    )
    assert first.request.text("sessionId") == "a"
    assert second.request.text("sessionId") == "a/b"


@pytest.mark.parametrize(("expression", "expected"), VALUES)
def test_values_are_those_of_r(expression: str, expected: object) -> None:
    assert value(expression, VARIABLES)[0] == ("left out" if expected is None else expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("uuid::UUIDgenerate()", "{{uuid}}"),
        ("paste0('s-', as.integer(Sys.time()))", "s-{{now}}"),
        ("as.character(as.numeric(Sys.time()) - 60)", "{{now-1m}}"),
        ("9007199254740993", 9007199254740993),  # R would take the next even one
        (r'"\xc3\xa9\xe9"', "Ã©é"),  # R would take no UTF-8 for no text
    ],
)
def test_values_that_r_has_only_at_run_time_or_not_at_all(expression: str, expected: object) -> None:
    assert value(expression) == (expected, ())


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("input$user", "{{input$user}}"),
        ("df$item[1]", "{{df$item[1]}}"),
        ("user.id", "{{user.id}}"),
        ("session_id()", "{{session_id}}"),
        ("rv$get('x')", "{{rv$get}}"),
        ("now", "{{variable now}}"),
        ("if (a) 'x' else 'y'", "{{if (a) 'x' else 'y'}}"),
        ("x$a", "{{x$a}}"),
        ("y", "{{y}}"),
        ("2 ^ 3", "{{2 ^ 3}}"),
    ],
)
def test_what_only_the_program_knows_is_a_placeholder_with_a_note(expression: str, name: str) -> None:
    found, notes = value(expression, "x <- read.csv('f'); x$b$c <- 1; y <- 1; names(y) <- 'n'")
    assert found == name
    assert notes == (f"Only the program knows sessionId {name}: put a value in its place.",)


@pytest.mark.parametrize(
    "made",
    [
        "lapply(ids, function(i) list(itemId = i, sentAt = when))",
        "lapply(seq_along(ids), \\(i) {\n  x <- 1\n  return(list(itemId = i, sentAt = when))\n})",
        "purrr::pmap(df, function(i, ...) { list(itemId = i, sentAt = when) })",
        "unname(Map(one, ids, times))",
    ],
)
def test_of_a_list_that_is_made_one_item_is_shown(made: str) -> None:
    reading = read(
        f"i <- 5; when <- Sys.time(); one <- function(i, t) list(itemId = i, sentAt = when)\n"
        f"events <- {made}\nsvc$put_events(eventList = events)"
    )
    assert reading.request.events == ({"itemId": "{{i}}", "sentAt": "{{now}}"},)
    assert reading.notes == (
        "Line 2 makes any number of items; one of them is shown.",
        "Only the program knows itemId {{i}}: put a value in its place.",
    )


def test_the_short_form_of_a_function_makes_items_too() -> None:
    assert event("itemId = map(ids, ~ list(a = .x))")[0] == {"itemId": [{"a": "{{.x}}"}]}
    assert event("itemId = lapply(ids, trim)")[0] == {"itemId": "{{lapply}}"}


@pytest.mark.parametrize(
    "client",
    [
        "config = list(region = 'eu-west-1', endpoint = u, credentials = list(profile = 'prod', creds = k))",
        "list(region = 'eu-west-1', endpoint = 'http://canary'), credentials = list(profile = 'prod')",
        "region = 'eu-west-1', endpoint = u, credentials = list(profile = 'prod')",
    ],
)
def test_what_a_client_is_made_with_is_noted(client: str) -> None:
    reading = read(
        "u <- 'http://canary'\nk <- list(access_key_id = 'canary')\n"
        f"svc <- paws::personalizeevents({client})\nsvc$put_events()"
    )
    assert [note for note in reading.notes if "keys" not in note] == [
        "The code names the region “eu-west-1”; a document has no connection: choose it beside it.",
        "The code names the profile “prod”; a document has no connection: choose it beside it.",
        "The code names an endpoint; a document has no connection: choose it beside it.",
    ]
    assert "canary" not in str(reading)


ZONELESS = "names no zone: R takes the local one, here it is read as UTC."


@pytest.mark.parametrize(
    ("time_code", "seconds", "notes"),
    [
        ('as.POSIXct(1700000000, origin="1970-01-01", tz="UTC")', 1700000000, []),
        ("as.POSIXct(1700000000.123)", 1700000000.123, []),
        ('as.POSIXct(60, origin = "2026-01-01", tz = "UTC")', 1767225660, []),
        ('as.POSIXct("2026-11-20 14:02:09", tz = "UTC")', 1795183329, []),
        ('as.POSIXct("2026/11/20 14:02", "GMT")', 1795183320, []),
        ('as.POSIXct("2026-11-20 14:02:09")', 1795183329, [f"“2026-11-20 14:02:09” {ZONELESS}"]),
        (
            'as.POSIXct("2026-11-20 14:02:09", tz = "Europe/Berlin")',
            1795183329,
            ["“2026-11-20 14:02:09” is in “Europe/Berlin” there, and read as UTC here: check the time."],
        ),
        (
            'as.POSIXct("2026-11-20T14:02:09Z", tz = "UTC")',
            1795183329,
            [
                "R ignores the zone in “2026-11-20T14:02:09Z”; it is read as it is written.",
                "R before 4.3 takes only the day of “2026-11-20T14:02:09Z”; it is read in full.",
            ],
        ),
        ('as.POSIXct("20.11.2026 14h", format = "%d.%m.%Y %Hh", tz = "UTC")', 1795183200, []),
        ('strptime("2026-11-20T14:02:09.5", "%Y-%m-%dT%H:%M:%OS", tz = "UTC")', 1795183329.5, []),
        ('strptime("2026-11-20 14:02:09 +0200", "%Y-%m-%d %H:%M:%S %z")', 1795176129, []),
        ('ISOdatetime(2026, 11, 20, 14, 2, 9, tz = "UTC")', 1795183329, []),
        ("ISOdate(2026, 11, 20)", 1795176000, []),
        ('lubridate::ymd_hms("2026-11-20 14:02:09")', 1795183329, []),
        ("as_datetime(1700000000)", 1700000000, []),
        ("Sys.time()", "{{now}}", []),
        ("as.integer(as.numeric(Sys.time()))", "{{now}}", []),
        ("lubridate::now() - lubridate::minutes(5)", "{{now-5m}}", []),
        ('Sys.time() + as.difftime(2, units = "hours")', "{{now+2h}}", []),
        ("as.POSIXct(round(as.numeric(Sys.time())), origin = '1970-01-01')", "{{now}}", []),
        (
            "as.numeric(Sys.time()) * 1000",
            "{{now}}",
            ["sentAt of event 1 counts milliseconds there; {{now}} stands for Unix seconds."],
        ),
        ('format(Sys.time(), "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")', "{{now}}", []),
        ('"TIMESTAMP"', "TIMESTAMP", []),
        ("1700000000", 1700000000, []),
    ],
)
def test_times_are_unix_seconds_and_the_guessed_is_said(
    time_code: str, seconds: object, notes: list[str]
) -> None:
    assert event(f"sentAt = {time_code}") == ({"sentAt": seconds}, tuple(notes))


@pytest.mark.parametrize(
    ("code", "text", "notes"),
    [
        ("toJSON(list(a = 1, b = 'x'), auto_unbox = T)", '{"a":1,"b":"x"}', []),
        (
            "toJSON(list(a = 1, b = unbox('x'), c = c('p', 'q')))",
            '{"a":[1],"b":"x","c":["p","q"]}',
            ["toJSON without auto_unbox = TRUE makes a list of each single value, as R does."],
        ),
        ("toJSON(list(a = NULL, b = NA, c = list()), auto_unbox = TRUE)", '{"a":{},"b":null,"c":[]}', []),
        ("jsonlite::toJSON(list(a = NULL), auto_unbox = TRUE, null = 'null')", '{"a":null}', []),
        (
            "toJSON(list(a = 4.56789, b = 100000, c = I('x')), auto_unbox = TRUE)",
            '{"a":4.5679,"b":100000,"c":["x"]}',
            ["toJSON writes 4.56789 as 4.5679, as R does; digits = NA keeps more."],
        ),
        ("toJSON(list(a = 4.56789), auto_unbox = TRUE, digits = NA)", '{"a":4.56789}', []),
        ("list(a = 'é\"\\n') %>% toJSON(auto_unbox = TRUE)", '{"a":"é\\"\\n"}', []),
        ("toJSON(list(t = as.integer(Sys.time())), auto_unbox = TRUE)", '{"t":{{now}}}', []),
        ("rjson::toJSON(list(a = 1))", '{"a":1}', []),
        (
            "toJSON(list(a = 1), auto_unbox = TRUE, pretty = TRUE)",
            '{"a":1}',
            ["The blanks that toJSON puts in with pretty are left out."],
        ),
    ],
)
def test_json_in_properties_is_what_r_makes_of_it(code: str, text: str, notes: list[str]) -> None:
    assert event(f"properties = {code}") == ({"properties": text}, tuple(notes))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("", "there is no call of put_events in it, and no list that has an eventList; paste the call"),
        ("x <- 1\ny(x)", "there is no call of put_events in it"),
        ('f(trackingId = "T"\n  sessionId = "s")', "line 2, column 3: “sessionId” is out of place"),
        ('svc$put_events("T",', "line 1, column 15: the bracket that opens here lacks its closing )"),
        ('f("C:\\dir")', "line 1, column 6: R has no escape \\d; write \\\\d for a backslash"),
        ('\n f("abc', 'line 2, column 4: the text that begins here lacks its closing "'),
        ('x <- r"(abc)', 'line 1, column 6: the raw text that begins here lacks its end )"'),
        ("f(“a”)", "line 1, column 3: “ is a typographic quotation mark; write a straight one"),
        ('f("a\\0b")', "line 1, column 5: a text of R cannot hold a NUL character"),
        ('f("\\U{110000}")', "line 1, column 4: there is no character \\U{110000}"),
        ("f(1, 2i)", "line 1, column 6: a complex number has no place in a request"),
        ("f(\x00)", "line 1, column 3: “\\u0000” has no meaning in R"),
        ("svc$put_events(])", "line 1, column 16: “]” is out of place here"),
        ('svc$put_events("a" "b")', "line 1, column 20: this text is out of place; a comma may be missing"),
        ("x <-", "line 1, column 5: the code ends before it is complete"),
        ("do.call(svc$put_events, params)", "line 1, column 1: the arguments that do.call passes on are"),
        ("> f(\n+ ]", "line 2, column 3: “]” is out of place here"),
        ("1" * 5000, "line 1, column 1: this number has more than 4,300 digits; shorten it"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(code: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        paws_r.read_all(code)
    assert str(caught.value).startswith(message)


@given(
    model_requests, st.sampled_from([Target(), Target("eu-west-1", "dev", "http://127.0.0.1:1", signed=True)])
)
@settings(max_examples=100)
def test_what_is_written_is_read_back(request_: Request, target: Target) -> None:
    try:
        code = paws_r.write(request_, target).text
    except UnwritableError as error:
        assert "NUL" in str(error)  # noqa: PT017  # the only thing that R cannot say
        assert "\\u0000" in json.dumps(request_.root)
        return
    reading = read(code)
    assert reading.request == request_
    assert all("a document has no connection" in note for note in reading.notes)
    assert len(reading.notes) == sum(map(bool, (target.region, target.profile, target.endpoint_url)))


def test_the_code_is_as_a_person_would_write_it() -> None:
    request_ = Request(
        Object(
            trackingId="T",
            sessionId="s-{{now}}",
            eventList=(
                Object(
                    eventId="{{uuid}}",
                    eventType="watch",
                    sentAt="{{now-5m}}",
                    properties='{"path": "C:\\\\a"}',
                    impression=("i1", "i2"),
                ),
                Object(sentAt=1700000000, eventValue=4.5, own=Object(), itemId="zero\u200bwidth"),
            ),
        )
    )
    written = paws_r.write(request_, Target("eu-west-1", "dev", "http://127.0.0.1:8000"))
    assert (
        written.text
        == r"""svc <- paws::personalizeevents(
  config = list(
    credentials = list(profile = "dev"),
    region = "eu-west-1",
    endpoint = "http://127.0.0.1:8000"
  )
)

now <- as.POSIXct(trunc(Sys.time()))

svc$put_events(
  trackingId = "T",
  sessionId = paste0("s-", sprintf("%.0f", as.numeric(now))),
  eventList = list(
    list(
      eventId = uuid::UUIDgenerate(),
      eventType = "watch",
      sentAt = now - 300,
      properties = r"({"path": "C:\\a"})",
      impression = list("i1", "i2")
    ),
    list(
      sentAt = as.POSIXct(1700000000, origin = "1970-01-01", tz = "UTC"),
      eventValue = 4.5,
      own = structure(list(), names = character(0)),
      itemId = "zero\u200bwidth"
    )
  )
)
"""
    )
    assert written.notes == (
        "paws refuses “own”, which the service does not know.",
        'The code needs the package uuid: install.packages("uuid").',
    )


def test_a_client_without_signature_is_anonymous() -> None:
    code = paws_r.write(Request(Object()), Target(signed=False, profile="dev")).text
    client, call = code.split("\n\n")
    assert client == "svc <- paws::personalizeevents(config = list(credentials = list(anonymous = TRUE)))"
    assert call == "svc$put_events()\n"
    assert read(code).request.root == {}


@pytest.mark.parametrize(
    ("root", "message"),
    [
        ({"userId": "a\0"}, "a text of R cannot hold a NUL character: take it out of “userId”"),
        (
            {"eventList": [{}, {"properties": "\0"}]},
            "a text of R cannot hold a NUL character: take it out of “properties” in event 2",
        ),
        ({"own": ["\ud800"]}, "a text of R cannot hold half a surrogate pair: take it out of “own”"),
        ({"eventList": [{"": 1}]}, "R has no empty names: give the member of event 1 a name"),
    ],
)
def test_what_r_cannot_say_is_refused_with_its_place(root: object, message: str) -> None:
    frozen = freeze(root)
    assert isinstance(frozen, Object)
    with pytest.raises(UnwritableError) as caught:
        paws_r.write(Request(frozen), Target())
    assert str(caught.value) == message


def test_what_paws_does_not_send_is_said() -> None:
    root = freeze({"userId": "", "eventList": [{"eventValue": 0.12345678901234567, "impression": [""]}]})
    assert isinstance(root, Object)
    assert paws_r.write(Request(root), Target()).notes == (
        "paws leaves userId out where it is empty.",
        "paws sends no more than 15 digits of a number.",
        "paws leaves impression out where it is empty.",
    )


STAND_IN = r"""
`::` <- function(package, name) get(paste(substitute(package), substitute(name), sep = "::"))
`paws::personalizeevents` <- function(config = list()) {
  list(put_events = function(...) cat(as_json(list(...)), "\n", sep = ""))
}
`uuid::UUIDgenerate` <- function() "UUID"
Sys.time <- function() as.POSIXct(NOW, origin = "1970-01-01")
text <- function(x) {
  codes <- utf8ToInt(enc2utf8(x))
  unit <- function(n) sprintf("\\u%04x", as.integer(n))
  pair <- function(n) paste0(unit(55296 + (n - 65536) %/% 1024), unit(56320 + (n - 65536) %% 1024))
  paste0('"', paste(vapply(codes, function(n) if (n > 65535) pair(n) else unit(n), ""), collapse = ""), '"')
}
as_json <- function(x) {
  if (is.list(x)) {
    inner <- vapply(x, as_json, "")
    if (is.null(names(x))) return(paste0("[", paste(inner, collapse = ","), "]"))
    return(paste0("{", paste(vapply(names(x), text, ""), inner, sep = ":", collapse = ","), "}"))
  }
  if (is.null(x)) return("null")
  if (length(x) > 1 || inherits(x, "AsIs")) return(as_json(lapply(unclass(x), identity)))
  if (length(names(x))) return(as_json(as.list(x)))
  if (is.na(x)) return("null")
  if (is.character(x)) return(text(x))
  if (is.logical(x)) return(if (x) "true" else "false")
  sprintf("%.17g", as.numeric(x))
}
"""


def run_in_r(code: str, folder: Path) -> list[Any]:
    """Return what the code prints as JSON or sends with a client whose clock stands still."""
    script = folder / "requests.R"
    stand_in = STAND_IN.replace("NOW", str(NOW)).replace('"UUID"', f'"{UUID}"')
    script.write_text(stand_in + code, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", str(script)],
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def arrived_from(requests: list[Request], folder: Path) -> list[Any]:
    return run_in_r("\n".join(paws_r.write(request_, Target()).text for request_ in requests), folder)


def expected_of(request_: Request) -> Any:
    return json.loads(json.dumps(Resolver(NOW, lambda: UUID).request(request_).root))


def in_r(test: Any) -> Any:
    return pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs Rscript of r-base-core")(test)


@in_r
def test_r_finds_the_same_values(tmp_path: Path) -> None:
    code = "\n".join(f'cat(as_json({expression}), "\\n", sep = "")' for expression, _ in VALUES)
    assert run_in_r(f"{VARIABLES}\n{code}", tmp_path) == [expected for _, expected in VALUES]


@in_r
def test_r_passes_on_what_was_meant(tmp_path: Path) -> None:
    awkward = [
        "'",
        '"',
        "\\",
        "`",
        "$x",
        "%d%%",
        "a\nb\r\n\t",
        "C:\\new\\x",
        "😀ü\u2028\x7f\x01f",
        "\u200d",
        ')"-)--"',
    ]
    odd: list[Json] = [
        True,
        None,
        "",
        (),
        Object(),
        -1.5e-300,
        5e-324,
        2**53 + 2,
        Object({"a b`\\": (Object(),)}),
    ]
    requests = [
        Request(
            Object(
                trackingId=text,
                sessionId=f"{{{{uuid}}}} {text}",
                eventList=(Object(properties=json.dumps(text)),),
            )
        )
        for text in map(str, awkward)
    ]
    requests += [
        Request(Object(trackingId="T", eventList=(Object(own=one, eventValue=one, sentAt=one),)))
        for one in odd
    ]
    requests.append(
        Request(
            Object(sessionId="{{now+1w}}", eventList=(Object(sentAt="{{now-5m}}", eventValue="{{now}}"),) * 2)
        )
    )
    arrived = arrived_from(requests, tmp_path)
    assert arrived == [expected_of(request_) for request_ in requests]
    assert arrived[-1]["eventList"][0] == {"sentAt": int(NOW) - 300, "eventValue": int(NOW)}


@in_r
def test_r_passes_on_any_request(tmp_path: Path) -> None:
    requests: list[Request] = []

    @given(model_requests)
    @settings(max_examples=60, phases=[Phase.generate])
    def draw(request_: Request) -> None:
        if "\\u0000" not in json.dumps(request_.root):
            requests.append(request_)

    draw()  # one process of R takes them all
    assert len(requests) > 10
    assert arrived_from(requests, tmp_path) == [expected_of(request_) for request_ in requests]


_ODD = st.sampled_from(
    [
        *"\"'`\\()[]{}$,;=\n#%<->|~!:@ \t\0“é😀",
        "\ud800",
        "<-",
        'r"(',
        "%>%",
        "|>",
        "1e999",
        "0x",
        "if",
        "NULL",
    ]
)
_MUTATIONS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), _ODD | st.just(""), st.booleans()), max_size=4
)


@given(st.sampled_from(SAMPLES), _MUTATIONS)
@settings(max_examples=200)
def test_broken_code_is_read_or_refused(code: str, mutations: list[tuple[float, int, str, bool]]) -> None:
    for place, length, put_in, doubles in mutations:
        at = int(place * len(code))
        cut = code[at : at + length]
        code = code[:at] + put_in + (cut * 2 if doubles else "") + code[at + length :]
    try:
        readings = paws_r.read_all(code)
    except UnreadableError:
        return
    assert readings
    for reading in readings:
        json.dumps(reading.request.root)


_CALL = "svc$put_events(sessionId = {})"


@pytest.mark.parametrize(
    "code",
    [
        "(" * 100_000,
        "f(" * 100_000,
        "-" * 200_000,
        "{" * 100_000,
        "list(" * 40_000 + ")" * 40_000,
        "a$b" + "()$c" * 50_000,
        "x <- 1\n" * 30_000,
        "x<-x+1;" * 12_000 + "y <- x$a",
        "if(a)b<-1;" * 6_000,
        "a<a" * 20_000,
        "f(1)" * 40_000,
        '"' + "a" * 250_000,
        '"' + "\\\\" * 125_000 + '"',
        '"' + "\\x41" * 60_000 + '"',
        "`" * 249_999,
        'r"---(' + ")--" * 80_000,
        "#" * 250_000,
        "9" * 250_000,
        "1e999999999",
        "0x" + "f" * 250_000,
        "0x1p999999999",
        "\n" * 250_000,
        "put_events(" + "\n" * 240_000 + ")",
        "a" * 250_000,
        "lapply(x, function(i) " * 50 + "1" + ")" * 50,
        "f <- function(x) list(a = 1)\n" + "f <- function(x) lapply(f, f)\n" * 50 + _CALL.format("Map(f)"),
        "put_events(" + "a = 1," * 12_000 + ")",
        "x <- 'a'\n" + "x <- paste0(x, x)\n" * 50 + _CALL.format("x"),
        "x <- list(1)\n" + "x <- list(x, x)\n" * 50 + _CALL.format("x"),
        "x <- y\n" + "x <- x + x\n" * 50 + _CALL.format("x$a(1)"),
        "x <- '\"'\n" + "x <- toJSON(x)\n" * 50 + _CALL.format("x"),
        "x <- '" + "a" * 200_000 + "'\n" + _CALL.format(f"list({'x,' * 10_000}x)"),
        "x <- list()\n" + "x$a <- x\n" * 200 + _CALL.format("x"),
        "x <- c(" + "1," * 10_000 + "1)\n" + (_CALL.format("x") + "\n") * 2_000,
        _CALL.format("sprintf('%99d%99.99f', 1, 1)"),
        _CALL.format("sprintf('%99999999d', 1)"),
        _CALL.format("as.POSIXct('" + "9" * 90 + "', format = '" + "%d" * 40 + "')"),
        _CALL.format("as.POSIXct(1e999)"),
        _CALL.format("round(1e300 * 1e300, -999999999)"),
        _CALL.format("as.integer(1e308) * 1e308 / 0"),
        _CALL.format("ISOdatetime(1e9, -1, 1e300, NA, NULL, 'a')"),
        _CALL.format("paste0(10" + "0" * 4_000 + ")"),
        _CALL.format("format(10" + "0" * 4_000 + ", scientific = FALSE)"),
        "\ud800\udfff\x00",
        "a" * (LONGEST_CODE + 1),
    ],
    ids=lambda code: code[:24],
)  # fmt: skip
def test_hostile_code_is_done_with_in_a_moment(code: str) -> None:
    with within(1):
        try:
            paws_r.read_all(code)
        except UnreadableError as error:
            assert len(str(error)) < 200  # noqa: PT017  # it may also be read
