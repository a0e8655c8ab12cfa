"""Dataset schemas: read from whatever holds one, refused in a sentence, and names in every writing."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.dataset_schema import DatasetSchema, SchemaField, camel, folded, read

USER, ITEM, TYPE = ({"name": name, "type": "string"} for name in ("USER_ID", "ITEM_ID", "EVENT_TYPE"))
ACTION = {"name": "ACTION_ID", "type": "string"}
TIME = {"name": "TIMESTAMP", "type": "long"}


def _text(*fields: Any, name: str = "Interactions", **members: Any) -> str:  # any JSON
    record = {"type": "record", "name": name, "namespace": "com.example", "fields": fields, "version": "1.0"}
    return json.dumps(record | members)


WHOLE = _text(USER, ITEM, TIME, TYPE, {"name": "CABIN_TYPE", "type": "string", "categorical": True})


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"\ufeff \r\n{WHOLE}\n",
        json.dumps(WHOLE),
        json.dumps({"schema": WHOLE}),
        json.dumps({"schema": json.loads(WHOLE)}),
        json.dumps({"schema": {"name": "s", "schemaArn": "arn", "schema": WHOLE, "domain": "ECOMMERCE"}}),
    ],
)
def test_a_schema_is_found_in_whatever_holds_it(text: str) -> None:
    schema = read(text)
    assert schema == read(WHOLE)
    assert hash(schema) == hash(read(WHOLE))
    assert schema.name == "Interactions"
    assert [field.name for field in schema.fields] == [
        "USER_ID",
        "ITEM_ID",
        "TIMESTAMP",
        "EVENT_TYPE",
        "CABIN_TYPE",
    ]
    assert schema.fields[-1] == SchemaField("CABIN_TYPE", ("string",), required=True, categorical=True)


@pytest.mark.parametrize(
    ("member", "field"),
    [
        ({"type": ["null", "float"]}, SchemaField("OWN", ("float",), required=False)),
        ({"type": ["int", "long", "null"], "default": None}, SchemaField("OWN", ("int", "long"), False)),
        ({"type": {"type": "string", "categorical": True}}, SchemaField("OWN", ("string",), True, True)),
        (
            {"type": [{"type": "string", "categorical": True}, "null"]},
            SchemaField("OWN", ("string",), False, True),
        ),
        ({"type": ["null", "string"], "categorical": True}, SchemaField("OWN", ("string",), False, True)),
        ({"type": "boolean", "categorical": False, "default": True}, SchemaField("OWN", ("boolean",), True)),
    ],
)
def test_the_type_of_a_field_is_read_in_every_writing(member: dict[str, Any], field: SchemaField) -> None:
    assert read(_text(USER, ITEM, TIME, {"name": "OWN", **member})).fields[-1] == field


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This is no JSON: line 1, column 1: the text ends before the JSON is complete; "),
        ("{'a'", "This is no JSON: line 1, column 2: "),
        ("[" * 100_000, "nested more than 64 levels deep"),
        ("[]", 'This is JSON, but no Avro record, which has "type": "record"; '),
        ('{"schema": 7}', "This is JSON, but no Avro record"),
        ('{"type": "enum", "fields": []}', "This is JSON, but no Avro record"),
        ('{"type": "record"}', 'This Avro record has no list of "fields"; '),
        (_text(), 'This Avro record has no list of "fields"; '),
        (_text(USER, {"type": "string"}), "Field 2 of the schema has no name of letters, digits and _; "),
        (_text(USER, {"name": "A B", "type": "string"}), "Field 2 of the schema has no name"),
        (_text(USER, "ITEM_ID"), "Field 2 of the schema has no name"),
        (
            _text({"name": "TAGS", "type": {"type": "array", "items": "string"}}),
            "The field “TAGS” has a type",
        ),
        (_text({"name": "TAGS", "type": ["null", "bytes"]}), "The field “TAGS” has a type"),
        (_text({"name": "TAGS"}), "The field “TAGS” has a type"),
        (
            _text(USER, ITEM, TIME, {"name": "itemId", "type": "string"}),
            "2 times, as “ITEM_ID” and “itemId”; keep one",
        ),
        ('{"type": "record", "type": "record"}', "The name at “/type” is given 2 times; keep one of them."),
        (_text(ITEM, TYPE), "an Items schema, for it has no USER_ID or TIMESTAMP; "),
        (_text(USER, TYPE), "a Users schema, for it has no ITEM_ID or TIMESTAMP; "),
        (_text(USER, ACTION, TIME), "an Action interactions schema, for it has no ITEM_ID; "),
        (_text(ACTION), "an Actions schema, for it has no "),
        (_text(USER, ITEM, name="Items"), "an Items schema, for it has no TIMESTAMP; "),
        (_text(USER, ITEM), "This is no interactions schema: it has no TIMESTAMP; "),
        (f"{WHOLE}{' ' * 256 * 1024}", "This is larger than 256 KiB, and no dataset schema is; "),
    ],
)
def test_what_is_no_interactions_schema_is_told_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)) as told:
        read(text)
    said = str(told.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 300


def test_a_record_of_another_name_with_all_that_interactions_need_is_taken() -> None:
    assert read(_text(USER, ITEM, TIME, name="Items")).field("timestamp")


def test_a_field_is_found_by_any_writing_of_its_name() -> None:
    schema = read(WHOLE)
    for name in ("CABIN_TYPE", "cabinType", "cabin_type", "CabinType", "cabintype"):
        assert schema.field(name) == schema.fields[-1]
    assert schema.field("cabin-type") is None
    assert schema != replace(schema, name="Other")


def test_own_fields_are_those_that_nothing_else_feeds() -> None:
    more = [
        {"name": name, "type": "string"} for name in ("EVENT_ATTRIBUTION_SOURCE", "eventValue", "ITEM_IDS")
    ]
    own = [field.key for field in read(_text(USER, ITEM, TIME, TYPE, *more)).fields if field.is_own]
    assert own == ["itemIds"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CABIN_TYPE", "cabinType"),
        ("cabin_type", "cabinType"),
        ("cabinType", "cabinType"),
        ("CabinType", "cabinType"),
        ("numberOfSearchByUser", "numberOfSearchByUser"),
        ("ID", "id"),
        ("DSTCity", "dstCity"),
        ("SEAT_2", "seat2"),
        ("_A__B_", "aB"),
        ("2_B", "2b"),
        ("__", "__"),
        ("", ""),
    ],
)
def test_camel_case(name: str, key: str) -> None:
    assert camel(name) == key


@given(st.text() | st.from_regex("[A-Za-z0-9_]{1,12}", fullmatch=True))
def test_camel_case_stays_the_same_name_and_stays_as_it_is(name: str) -> None:
    key = camel(name)
    assert camel(key) == key
    assert folded(key) == folded(name)


@given(st.from_regex("[A-Za-z][A-Za-z0-9]{0,9}(_[A-Za-z0-9]{1,9}){0,3}", fullmatch=True))
def test_every_writing_folds_to_one(name: str) -> None:
    assert len({folded(one) for one in (name, name.upper(), name.lower(), camel(name), f"_{name}_")}) == 1
    field = SchemaField(name.upper(), ("string",), required=True)
    assert DatasetSchema("Interactions", (field,)).field(name) is field
