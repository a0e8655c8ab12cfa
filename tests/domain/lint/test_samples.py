"""Documents that are right, as people and programs write them, and all that the lint says of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from events_console import forms, paths
from events_console.domain import dataset_schema, lint
from events_console.domain.dataset_schema import FEEDS, DatasetSchema
from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.lint import Context
from events_console.domain.request import Request
from events_console.forms import interactions_csv

NOW: Final = 1_795_183_329
OLD: Final = frozenset({"time.old"})
SHOP: Final = ("View", "Purchase")
VIDEO: Final = ("Watch", "Click")
TABLE: Final = Path(__file__).parents[2] / "interactions.csv"
SUMMER_NIGHT: Final = "夏の夜 🎆 «été» — Zoë’s \u05e2\u05e8\u05d1"

HTTP: Final = r"""{
  "eventList": [
    {
      "eventId": "evt-2f09", "eventType": "download", "eventValue": 3, "itemId": "song-88",
      "impression": ["song-12", "song-88", "song-40"],
      "metricAttribution": {"eventAttributionSource": "Partner shop (EU) / banner #3"},
      "properties": "{\"numberOfRatings\": \"12\"}", "sentAt": 1795183000.0
    }
  ],
  "sessionId": "visit-5521", "trackingId": "b1946ac9-2f3c-4e51-8a7d-0c65d1e2f3a4", "userId": "listener-7"
}"""
BOTO3: Final = r"""
import boto3
from datetime import datetime, timezone

boto3.client("personalize-events").put_events(
    trackingId="b1946ac9",
    userId="listener-7",
    sessionId="visit-5521",
    eventList=[
        {
            "eventType": "Watch",
            "eventValue": 0.85,
            "itemId": "film-310",
            "properties": "{\"device\": \"tv\"}",
            "sentAt": datetime(2026, 11, 20, 9, 30, tzinfo=timezone.utc),
            "recommendationId": "RID-4f2c-9a",
        },
        {"eventType": "Click", "itemId": "film-311", "sentAt": datetime(2015, 1, 1, tzinfo=timezone.utc)},
    ],
)
"""
AWS_CLI: Final = """aws personalize-events put-events --tracking-id b1946ac9 --session-id visit-5521 \
--event-list \
'eventType=click,itemId=film-310,sentAt=1795180000,impression=film-310,film-311' \
'eventId=evt-2,eventType=rate,eventValue=4.5,itemId=film-310,sentAt=1795180020,\
metricAttribution={eventAttributionSource=newsletter}'
"""
PAWS: Final = r"""
svc <- paws::personalizeevents()
svc$put_events(
  trackingId = "b1946ac9", userId = "listener-7", sessionId = "visit-5521",
  eventList = list(
    list(
      eventId = "evt-1", eventType = "rate", eventValue = 4, itemId = "film-310",
      properties = "{\"numberOfRatings\": \"12\"}",
      sentAt = as.POSIXct(1795180000, origin = "1970-01-01", tz = "UTC"),
      impression = list("film-310", "film-311")
    )
  )
)
"""
CANONICAL: Final = r"""{"trackingId": "T", "userId": "u1", "sessionId": "s1", "eventList": [{"eventId": "e1",
"eventType": "watch", "eventValue": 4.5, "itemId": "i1", "properties": "{\"numRatings\": 12}",
"sentAt": 1700000000, "recommendationId": "RID-1", "impression": ["i1", "i2"],
"metricAttribution": {"eventAttributionSource": "src"}}]}"""


def _event(**members: Json) -> Object:
    return Object({"eventType": "View", "itemId": "tea-17", "sentAt": NOW - 60, **members})


def _visit(*events: Json, **members: Json) -> Request:
    head = {"trackingId": "b1946ac9-2f3c", "userId": "guest-41", "sessionId": "visit-41-3"}
    return Request(Object({**head, **members, "eventList": events}))


def _read(text: str) -> Request:
    """Return the only document in ``text``, of which nothing has to be said where it is read."""
    _, (reading,) = forms.read_any(text)
    assert reading.problems == ()
    return reading.request


def _table() -> Request:
    rows = TABLE.read_text("utf-8").splitlines(keepends=True)
    (reading,) = interactions_csv.read_all("".join(rows[:31]))
    assert len(reading.request.events) == 30
    return reading.request.with_field("trackingId", "b1946ac9-2f3c")


@dataclass(frozen=True, slots=True)
class Sample:
    """A document, the ``infos`` that may be said of it, its dataset's ``own`` fields and its event types."""

    request: Request
    infos: frozenset[str] = frozenset()
    own: dict[str, str] = field(default_factory=dict)
    event_types: tuple[str, ...] = ()


EACH_IS_NUMBER: Final = {"trackingId": "7", "userId": "8120125224640029423", "sessionId": "20261120140209"}
EACH_IS_UUID: Final = {
    "trackingId": "b1946ac9-2f3c-4e51-8a7d-0c65d1e2f3a4",
    "userId": "0D9C2B6E-7F10-4B8A-9C3D-5E6F7A8B9C0D",
    "sessionId": "6f1d2c3b-4a59-4687-9e0f-1a2b3c4d5e6f",
}
SAMPLES: Final = {
    "the HTTP API": Sample(_read(HTTP), own={"NUMBER_OF_RATINGS": "int"}),
    "boto3": Sample(_read(BOTO3), OLD, own={"DEVICE": "string"}, event_types=VIDEO),
    "the AWS CLI": Sample(_read(AWS_CLI)),
    "paws of R": Sample(_read(PAWS), own={"NUMBER_OF_RATINGS": "float"}),
    "an event in all": Sample(
        _read(CANONICAL), OLD | {"impression.both", "attribution.both"}, own={"NUM_RATINGS": "long"}
    ),
    "a shop": Sample(
        _visit(
            _event(),
            _event(itemId="tea-18", sentAt=NOW - 40, impression=("tea-17", "tea-18", "pot-3")),
            _event(eventType="Purchase", itemId="tea-18", eventValue=12.95, sentAt=NOW - 5),
            _event(eventType="Purchase", itemId="pot-3", eventValue=0, sentAt=NOW - 5),
        ),
        event_types=SHOP,
    ),
    "videos": Sample(
        _visit(
            _event(eventType="Click", itemId="film-310", recommendationId="RID-4f2c"),
            _event(eventType="Watch", itemId="film-310", eventValue=0.4, sentAt=NOW - 30),
            _event(eventType="Watch", itemId="film-310", eventValue=1, sentAt=NOW),
        ),
        event_types=VIDEO,
    ),
    "a flight's rating": Sample(
        _visit(
            _event(
                eventType="RATING", itemId="-198685942195013072", properties='{"cabinType": "Business Class"}'
            ),
            userId="-8120125224640029423",
        ),
        own={"CABIN_TYPE": "string"},
    ),
    "nobody who is known": Sample(Request(_visit(_event()).root.without("userId"))),
    "numbers as IDs": Sample(
        _visit(_event(eventId="0", itemId="42", impression=("42", "007", "7")), **EACH_IS_NUMBER)
    ),
    "negative numbers as IDs": Sample(
        _visit(_event(eventId="-1", itemId="-2996180203100007228"), userId="-1", sessionId="-2")
    ),
    "UUIDs as IDs": Sample(
        _visit(
            _event(
                eventId="2c9e1a7b-3d4f-4e5a-8b6c-7d8e9f0a1b2c",
                itemId="d41d8cd9-8f00-4204-a980-0998ecf8427e",
                recommendationId="e7a1b2c3-d4e5-4f60-8192-a3b4c5d6e7f8",
            ),
            **EACH_IS_UUID,
        )
    ),
    "IDs of many makes": Sample(
        _visit(
            _event(eventId="01HF8Z3KQ5T9W7XJ2M4N6P8R0S", itemId="urn:isbn:978-0-14-044913-6"),
            _event(eventId="evt_1OaB2c", itemId="SKU/2026#red&blue"),
            _event(eventId="V1StGXR8_Z5jdHi6B-myT", itemId="茶-17"),
            _event(eventId="365af2c1", itemId="Nil by Mouth (1997)"),
            userId="ada.lovelace+news@example.org",
            sessionId="s:4kR9~Zb.Hq",
        )
    ),
    "hashes as IDs": Sample(
        _visit(
            _event(itemId="YWJjZGVmZ2hpamtsbW5vcA=="),
            userId="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            sessionId="$2b$12$c9ZQeXw1vN8uT3kLmPqRsO",
        )
    ),
    "any language": Sample(
        _visit(
            _event(properties=dumps(Object(listName=SUMMER_NIGHT))),
            _event(properties=json.dumps({"listName": SUMMER_NIGHT}), itemId="花火"),
        ),
        own={"LIST_NAME": "string"},
    ),
    "values of any type": Sample(
        _visit(_event(properties='{"seats": "2", "price": 1e2, "isGift": true, "coupon": null, "lane": 7}')),
        own={"SEATS": "int", "PRICE": "double", "IS_GIFT": "boolean", "LANE": "string", "COUPON": "int"},
    ),
    "placeholders": Sample(
        _visit(
            _event(
                eventId="{{uuid}}",
                eventType="qa-{{now}}",
                eventValue="{{now-1h}}",
                itemId="{{uuid}}",
                sentAt="{{ now - 5m }}",
                recommendationId="{{uuid}}",
                properties='{"bookedAt": "{{now+2w}}", "basket": "b-{{uuid}}"}',
                metricAttribution=Object(eventAttributionSource="run-{{now}}"),
            ),
            _event(
                eventId="{{uuid}}",
                itemId="{{uuid}}",
                sentAt="{{now}}",
                impression=("{{uuid}}", "{{uuid}}", "qa-{{now}}"),
            ),
            userId="{{uuid}}",
            sessionId="{{uuid}}",
        ),
        frozenset({"attribution.both"}),
        own={"BOOKED_AT": "long", "BASKET": "string"},
    ),
    "one page view": Sample(
        _visit(*(_event(itemId=f"tea-{number}", properties='{"page": "search"}') for number in range(10))),
        own={"PAGE": "string"},
    ),
    "25 items shown": Sample(
        _visit(_event(impression=tuple(f"tea-{number}" for number in range(25)))), event_types=SHOP
    ),
    "a table": Sample(_table(), OLD | {"request.long"}, own={"CABIN_TYPE": "string"}),
    **{
        f"the example {path.name}": Sample(_read(path.read_text("utf-8")), own={"CABIN_TYPE": "string"})
        for path in [paths.resource("examples", "sandbox.events.json")]
    },
}
every_sample: Final = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)


def _events(sample: Sample) -> list[Object]:
    return [sample.request.event(row) for row in range(len(sample.request.events))]


def _schema(sample: Sample) -> DatasetSchema:
    """Return the schema of the sample's dataset, in which a field that each event fills holds no null."""
    own = [json.loads(str(event.get("properties", "{}"))) for event in _events(sample)]
    filled = [{**event, **members, "userId": ""} for event, members in zip(_events(sample), own, strict=True)]
    types = {"TIMESTAMP": "long", "EVENT_VALUE": "float", **sample.own}
    keys = {dataset_schema.camel(name): name for name in sample.own}
    fields = []
    for key, name in (FEEDS | keys).items():
        kind = types.get(name, "string")
        nullable = any(one.get(key) is None for one in filled)
        fields.append(
            {"name": name, "type": ["null", kind] if nullable else kind, "categorical": key in keys}
        )
    avro = {"type": "record", "name": "Interactions", "namespace": "example", "fields": fields}
    return dataset_schema.read(json.dumps({"schema": {"schema": json.dumps(avro)}}))


def _items(sample: Sample) -> Iterator[str]:
    for event in _events(sample):
        shown = event.get("impression", ())
        for item in (event["itemId"], *(shown if isinstance(shown, tuple) else ())):
            yield str(item).replace("{{now}}", str(NOW))


def _told(request: Request, context: Context) -> set[str]:
    problems = lint.validate(request, context).problems()
    assert {problem.severity for problem in problems} <= {"info"}, problems
    return {problem.rule for problem in problems}


@every_sample
def test_what_is_right_trips_nothing_but_what_is_said(sample: Sample) -> None:
    assert _told(sample.request, Context(NOW)) == sample.infos


@every_sample
def test_beside_its_schema_and_its_items_it_is_still_right(sample: Sample) -> None:
    catalogue = ItemCatalogue(dict.fromkeys(_items(sample), "a title"))
    context = Context(NOW, None, _schema(sample), catalogue, sample.event_types)
    assert _told(sample.request, context) == sample.infos


@every_sample
def test_where_sending_adds_no_ids_it_lacks_nothing_else(sample: Sample) -> None:
    lacking = {"event.no-id"} if any("eventId" not in event for event in _events(sample)) else set()
    assert _told(sample.request, Context(NOW, stamps=False)) == sample.infos | lacking


@every_sample
def test_repairing_what_is_right_changes_nothing(sample: Sample) -> None:
    assert lint.mended(sample.request, Context(NOW, schema=_schema(sample))) is sample.request
