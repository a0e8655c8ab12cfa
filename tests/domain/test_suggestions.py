"""What is offered to somebody who types: the right things, in a useful order, soon enough for a keystroke."""

import time
from collections.abc import Callable

import pytest

from events_console.domain import suggestions
from events_console.domain.dataset_schema import DatasetSchema, SchemaField
from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Object, dumps
from events_console.domain.lint import Context
from events_console.domain.lint.context import Past
from events_console.domain.request import Request
from events_console.domain.suggestions import ItemSearch, Suggestion, matching

MANY = 100_000
SCHEMA = DatasetSchema(
    "Interactions",
    (
        SchemaField("ITEM_ID", ("string",), required=True),
        SchemaField("EVENT_VALUE", ("float",), required=False),
        SchemaField("CABIN_TYPE", ("string",), required=False, categorical=True),
        SchemaField("NUMBER_OF_BAGS", ("int",), required=False),
        SchemaField("IS_MEMBER", ("boolean",), required=False),
        SchemaField("REMARK", ("string",), required=False),
    ),
)


def of_types(*types: object) -> Request:
    return Request(Object()).with_events(Object({"eventType": kind}) for kind in types)  # type: ignore[dict-item]  # also what is none


def of_properties(*members: Object) -> Request:
    return Request(Object()).with_events(Object(properties=dumps(each)) for each in members)


def texts(found: tuple[Suggestion, ...]) -> list[str]:
    return [one.text for one in found]


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes when nothing else has the machine."""
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def test_types_are_those_of_rows_by_use_then_the_domain_s_then_the_past_s() -> None:
    request = of_types("Own", "Watch", "Click", "Click", "", 3, None, "two\nlines", "x" * 1_025)
    context = Context(
        event_types=("View", "Click"), past=Past(event_types=frozenset({"View", "Seen", "Been"}))
    )
    assert suggestions.event_types(request, 0, context) == (
        Suggestion("Click"),
        Suggestion("Watch"),
        Suggestion("View", "of the domain"),
        Suggestion("Been", "sent before"),
        Suggestion("Seen", "sent before"),
    )


def test_what_begins_with_the_text_comes_before_what_holds_it() -> None:
    known = [Suggestion(text) for text in ("Review", "View", "Click", "ViewDetails")]
    assert texts(matching("vIEW", known)) == ["View", "ViewDetails", "Review"]
    assert texts(matching("", known)) == ["Review", "View", "Click", "ViewDetails"]
    assert len(matching("", [Suggestion(str(n)) for n in range(99)])) == suggestions.MOST


def test_names_are_the_schema_s_own_fields_those_not_given_first() -> None:
    found = suggestions.property_names(("NumberOfBags",), of_properties(Object(other=1)), 9, SCHEMA)
    assert found == (
        Suggestion("cabinType", "text, categorical"),
        Suggestion("isMember", "true or false"),
        Suggestion("remark", "text"),
        Suggestion("numberOfBags", suggestions.GIVEN),
    )


def test_without_a_schema_names_are_those_of_other_rows() -> None:
    request = of_properties(Object(a=1, own=1), Object(b=1), Object(a=2), Object(a=1, b=1, c=1))
    assert texts(suggestions.property_names(("C",), request, 0, None)) == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("isMember", ["true", "false"]),
        ("cabin_type", ["Economy", "12", "First"]),
        ("numberOfBags", []),
        ("remark", []),
        ("eventValue", []),
        ("unknown", ["u"]),
        ("", []),
    ],
)
def test_values_are_those_of_other_rows_where_there_is_a_choice(name: str, expected: list[str]) -> None:
    def event(cabin: str | int) -> Object:
        return Object(cabinType=cabin, numberOfBags=3, remark="r", eventValue=1, unknown="u")

    cabins: tuple[str | int, ...] = ("Mine", "First", "Economy", "Economy", "Economy", 12, 12, "")
    request = of_properties(*(event(cabin) for cabin in cabins))
    assert texts(suggestions.property_values(name, request, 0, SCHEMA)) == expected


def test_properties_that_are_no_object_are_passed_over() -> None:
    request = Request(Object()).with_events([Object(properties="{"), Object(properties=3), "x", Object()])
    assert suggestions.property_values("a", request, 9, None) == ()


def test_items_are_found_by_the_beginning_of_their_id_and_any_part_of_their_title() -> None:
    search = ItemSearch(
        ItemCatalogue({"-18": "Rome", "18": "London, 1841", "1841": "Hong Kong, Manila", "7": ""})
    )
    assert search.find("1841") == (Suggestion("1841", "Hong Kong, Manila"), Suggestion("18", "London, 1841"))
    assert texts(search.find("18")) == ["18", "1841", "-18"]
    assert texts(search.find("KONG, m")) == ["1841"]
    assert texts(search.find("")) == ["-18", "18", "1841", "7"]
    assert search.find("Paris") == ()


def test_items_are_made_ready_ahead_and_found_all_the_same() -> None:
    catalogue = ItemCatalogue({str(n): f"Title {n}" for n in range(3_000)})
    ready, lazy = ItemSearch(catalogue), ItemSearch(catalogue)
    assert [ready.read_on(), ready.read_on(), ready.read_on()] == [True, True, False]
    for text in ("29", "itle 2999", ""):
        assert ready.find(text) == lazy.find(text) != ()


def test_ids_and_titles_of_several_lines_are_told_apart() -> None:
    search = ItemSearch(ItemCatalogue({"a\nb": "x\ny", "b": "ẞ", "c": "y" * 9_999}))
    assert texts(search.find("b")) == ["b", "a\nb"]
    assert texts(search.find("y")) == ["a\nb", "c"]
    assert texts(search.find("ß")) == ["b"]


def test_the_title_of_an_item_is_known_where_the_catalogue_has_it() -> None:
    context = Context(catalogue=ItemCatalogue({"1": "Rome"}))
    assert suggestions.item_title(context, Object(itemId="1")) == "Rome"
    for event in (Object(itemId="2"), Object(itemId=1), Object()):
        assert suggestions.item_title(context, event) == ""
    assert suggestions.item_title(Context(), Object(itemId="1")) == ""


def test_a_hundred_thousand_rows_and_items_do_not_hold_up_a_keystroke() -> None:
    events = (
        Object(eventType=f"T{n % 7}", properties=dumps(Object(cabinType=f"C{n % 9}", bags=n)))
        for n in range(MANY)
    )
    request = Request(Object()).with_events(events)
    search = ItemSearch(ItemCatalogue({str(n * 7919): f"Hong Kong {n}, Manila" for n in range(MANY)}))
    assert seconds(lambda: suggestions.event_types(request, 5, Context())) < 0.02
    assert seconds(lambda: suggestions.property_values("cabinType", request, 5, SCHEMA)) < 0.03
    for text in ("791", "no such item", "manila", "kong 99999", ""):
        assert seconds(lambda text=text: search.find(text)) < 0.03  # type: ignore[misc]  # bound at once
