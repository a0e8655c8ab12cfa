"""Which field of the Item interactions schema a part of an event feeds, in words for its column."""

from events_console.domain.dataset_schema import FEEDS, DatasetSchema, SchemaField

_PROPERTIES = "properties"


def feeds(name: str, schema: DatasetSchema | None) -> str:
    """Return what the member ``name`` of an event feeds, as a sentence; "" for one that feeds no field."""
    if name == _PROPERTIES:
        return _feeds_own(schema)
    if name not in FEEDS:
        return ""
    if schema is None:
        return f"Feeds {FEEDS[name]}."
    field = schema.field(FEEDS[name])
    return f"Feeds {_named(field)}." if field else f"Feeds {FEEDS[name]}, which is not in the schema."


def fed(name: str, schema: DatasetSchema | None) -> tuple[str, ...]:
    """Return what of ``schema`` the member ``name`` feeds, in ever fewer words; nothing if none."""
    if schema is None:
        return ()
    if name == _PROPERTIES:
        fields = _own(schema)
    else:
        field = schema.field(FEEDS[name]) if name in FEEDS else None
        fields = [field] if field else []
    if len(fields) > 1:
        return ", ".join(field.name for field in fields), f"{len(fields)} own fields"
    return tuple(text for field in fields for text in (_named(field), field.name))


def _feeds_own(schema: DatasetSchema | None) -> str:
    if schema is None:
        return "Feeds the fields of your own in the schema: cabinType feeds CABIN_TYPE."
    own = _own(schema)
    if own:
        return f"Feeds {', '.join(map(_named, own))}."
    return "The schema has no fields of your own for properties to feed."


def _own(schema: DatasetSchema) -> list[SchemaField]:
    return [field for field in schema.fields if field.is_own]


def _named(field: SchemaField) -> str:
    return f"{field.name} {' or '.join(field.types)}"
