"""Which field of the schema a column feeds, in words."""

import pytest

from events_console.domain.dataset_schema import DatasetSchema, SchemaField
from events_console.domain.feeding import fed, feeds

ITEM = SchemaField("ITEM_ID", ("string",), required=True)
CABIN = SchemaField("CABIN_TYPE", ("string",), required=False, categorical=True)
BAGS = SchemaField("BAGS", ("int", "float"), required=False)


@pytest.mark.parametrize(
    ("name", "fields", "sentence", "few_words"),
    [
        ("itemId", None, "Feeds ITEM_ID.", ()),
        ("itemId", (ITEM,), "Feeds ITEM_ID string.", ("ITEM_ID string", "ITEM_ID")),
        ("eventValue", (ITEM,), "Feeds EVENT_VALUE, which is not in the schema.", ()),
        ("eventId", (ITEM,), "", ()),
        ("properties", None, "Feeds the fields of your own in the schema: cabinType feeds CABIN_TYPE.", ()),
        ("properties", (ITEM, CABIN), "Feeds CABIN_TYPE string.", ("CABIN_TYPE string", "CABIN_TYPE")),
        (
            "properties",
            (CABIN, ITEM, BAGS),
            "Feeds CABIN_TYPE string, BAGS int or float.",
            ("CABIN_TYPE, BAGS", "2 own fields"),
        ),
        ("properties", (ITEM,), "The schema has no fields of your own for properties to feed.", ()),
    ],
)
def test_a_column_says_what_it_feeds(
    name: str, fields: tuple[SchemaField, ...] | None, sentence: str, few_words: tuple[str, ...]
) -> None:
    schema = None if fields is None else DatasetSchema("Interactions", fields)
    assert (feeds(name, schema), fed(name, schema)) == (sentence, few_words)
